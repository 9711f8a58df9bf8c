#pragma once

#include "base/bytes.hpp"
#include "remote/server_address.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace muster {

/// One request. What is empty is left out.
struct HttpCall {
    std::string method{"GET"};
    std::string path{}; ///< with its pieces escaped
    std::vector<std::pair<std::string, std::string>> query{};
    std::string content_type{};
    std::string body{};
    ByteSource const* file{}; ///< a body that is read while it is sent; null: `body`
    /// Takes the bytes of a success as they come; false ends the transfer, which then counts as done. Without it they are kept.
    std::function<Result<bool>(std::string_view)> take{};
    /// Told the bytes sent so far, about once a second at least, also while nothing moves. An Error ends the transfer.
    std::function<Result<void>(std::int64_t)> tell{};
};
struct HttpReply {
    std::int64_t status{};
    std::string body{};           ///< of a failure always; of a success where nothing took it
    std::int64_t total_count{-1}; ///< X-Total-Count; -1: not told
    bool is_success() const { return status >= 200 && status < 300; }
};

/// Speaks HTTP with one server over connections that stay open. http_client.cpp is the only file here that sees libcurl. One thread.
/// Errors: unavailable SERVER_UNKNOWN (its name), SERVER_UNREACHABLE, SERVER_GONE (in the middle of it), SERVER_SILENT (nothing moved for
/// five minutes), SERVER_TLS (certificate or handshake), NOT_MUSTER; invalid_input CA_FILE; what take and tell give.
class HttpClient {
public:
    static Result<std::unique_ptr<HttpClient>> create(ServerAddress address);
    HttpClient() = default;
    HttpClient(HttpClient const&) = delete;
    HttpClient& operator=(HttpClient const&) = delete;
    virtual ~HttpClient() = default;

    virtual Result<HttpReply> send(HttpCall const& call) = 0;
    /// The server's address, for sentences.
    virtual std::string const& url() const = 0;
};

/// A text as one piece of a path, or a value of a query.
std::string escaped(std::string_view text);

} // namespace muster
