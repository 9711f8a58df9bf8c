#include "base/file.hpp"
#include "http/handler_test.hpp"
#include "http/server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <memory>

namespace muster {
namespace {

template <auto release>
struct Releasing {
    template <class T>
    void operator()(T* value) const
    {
        release(value);
    }
};
template <class T, auto release>
using Owned = std::unique_ptr<T, Releasing<release>>;

/// Writes a key and a certificate signed by itself, valid for an hour.
void make_certificate(std::string const& certificate_file, std::string const& key_file)
{
    Owned<EVP_PKEY, EVP_PKEY_free> const key{EVP_EC_gen("P-256")};
    Owned<X509, X509_free> const certificate{X509_new()};
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3'600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME* const name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<unsigned char const*>("localhost"), -1, -1, 0); // NOLINT: bytes
    X509_set_issuer_name(certificate.get(), name);
    ASSERT_GT(X509_sign(certificate.get(), key.get(), EVP_sha256()), 0);
    Owned<std::FILE, std::fclose> const certificate_out{std::fopen(certificate_file.c_str(), "w")};
    Owned<std::FILE, std::fclose> const key_out{std::fopen(key_file.c_str(), "w")};
    ASSERT_EQ(PEM_write_X509(certificate_out.get(), certificate.get()), 1);
    ASSERT_EQ(PEM_write_PrivateKey(key_out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr), 1);
}

/// A client that speaks TLS and trusts that one certificate.
class TlsClient {
public:
    TlsClient(std::uint16_t port, std::string const& trusted) : descriptor_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)}
    {
        SSL_CTX_load_verify_locations(context_.get(), trusted.c_str(), nullptr);
        SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
        stream_.reset(SSL_new(context_.get()));
        constexpr std::array<unsigned char, 12> protocols{2, 'h', '2', 8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
        SSL_set_alpn_protos(stream_.get(), protocols.data(), protocols.size());
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        timeval const patience{10, 0};
        ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        bool const is_there =
            ::connect(descriptor_, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0; // NOLINT: the system's way
        SSL_set_fd(stream_.get(), descriptor_);
        is_connected_ = is_there && SSL_connect(stream_.get()) == 1;
    }
    TlsClient(TlsClient const&) = delete;
    TlsClient& operator=(TlsClient const&) = delete;
    ~TlsClient() { ::close(descriptor_); }

    bool is_connected() const { return is_connected_; }
    std::string protocol() const
    {
        unsigned char const* name = nullptr;
        unsigned int size = 0;
        SSL_get0_alpn_selected(stream_.get(), &name, &size);
        return {reinterpret_cast<char const*>(name), size}; // NOLINT: bytes
    }
    bool send(std::string const& bytes)
    {
        std::size_t sent = 0;
        return SSL_write_ex(stream_.get(), bytes.data(), bytes.size(), &sent) == 1 && sent == bytes.size();
    }
    /// Everything until the server says that nothing more comes.
    std::string read_all()
    {
        std::string all;
        std::array<char, 16'384> piece{};
        std::size_t got = 0;
        while (SSL_read_ex(stream_.get(), piece.data(), piece.size(), &got) == 1) { all.append(piece.data(), got); }
        ended_properly_ = SSL_get_error(stream_.get(), 0) == SSL_ERROR_ZERO_RETURN;
        return all;
    }
    bool ended_properly() const { return ended_properly_; }

private:
    Owned<SSL_CTX, SSL_CTX_free> context_{SSL_CTX_new(TLS_client_method())};
    Owned<SSL, SSL_free> stream_{};
    int descriptor_;
    bool is_connected_{};
    bool ended_properly_{};
};

TEST(HttpServingOverTls, EncryptsAndEndsProperly)
{
    auto const folder = *TemporaryFolder::create();
    TestHandler handler;
    HttpSettings settings;
    settings.certificate_file = folder.path() + "/certificate.pem";
    settings.key_file = folder.path() + "/key.pem";
    make_certificate(settings.certificate_file, settings.key_file);
    auto const server = *HttpServer::start(settings, handler);

    TlsClient client{server->port(), settings.certificate_file};
    ASSERT_TRUE(client.is_connected());
    EXPECT_EQ(client.protocol(), "http/1.1");
    std::string const body = long_text();
    ASSERT_TRUE(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) +
                            "\r\n\r\n" + body));
    std::string const answer = client.read_all();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n"));
    EXPECT_TRUE(answer.ends_with(body));
    EXPECT_NE(answer.find("\r\nStrict-Transport-Security: max-age=31536000; includeSubDomains\r\n"), std::string::npos);
    EXPECT_TRUE(client.ended_properly());

    TlsClient refused{server->port(), settings.certificate_file};
    ASSERT_TRUE(refused.send("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n"));
    EXPECT_TRUE(refused.send(body)) << "what is still sent does not take the answer away";
    EXPECT_TRUE(refused.read_all().starts_with("HTTP/1.1 413 "));

    settings.key_file = settings.certificate_file;
    auto const without_key = HttpServer::start(settings, handler);
    ASSERT_FALSE(without_key);
    EXPECT_EQ(without_key.error().code, "TLS_FILE");
}

} // namespace
} // namespace muster
