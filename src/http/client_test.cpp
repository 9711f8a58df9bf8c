#include "http/client_test.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <utility>

namespace muster {

std::string ClientAnswer::value(std::string_view name) const
{
    std::size_t const at = head.find("\r\n" + std::string{name} + ": ");
    if (at == std::string::npos) { return {}; }
    std::size_t const from = at + 4 + name.size();
    return head.substr(from, head.find("\r\n", from) - from);
}

Client::Client(std::uint16_t port) : descriptor_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)}
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval const patience{10, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (::connect(descriptor_, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0) { close(); } // NOLINT: the system's way
}

Client::~Client() { close(); }

void Client::close()
{
    if (descriptor_ >= 0) { ::close(std::exchange(descriptor_, -1)); }
}

bool Client::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        ssize_t const count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) { return false; }
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

bool Client::read_more()
{
    std::array<char, 65'536> piece{};
    ssize_t const count = ::recv(descriptor_, piece.data(), piece.size(), 0);
    if (count > 0) { arrived_.append(piece.data(), static_cast<std::size_t>(count)); }
    return count > 0;
}

std::string Client::read_until(std::string_view text)
{
    std::size_t at = arrived_.find(text);
    while (at == std::string::npos) {
        if (!read_more()) { return std::exchange(arrived_, {}); }
        at = arrived_.find(text);
    }
    std::string const found = arrived_.substr(0, at + text.size());
    arrived_.erase(0, found.size());
    return found;
}

void Client::read_chunks(ClientAnswer& answer)
{
    for (;;) {
        std::string const line = read_until("\r\n");
        if (!line.ends_with("\r\n")) { return; }
        std::size_t const size = std::strtoul(line.c_str(), nullptr, 16);
        while (arrived_.size() < size + 2) {
            if (!read_more()) { return; }
        }
        answer.body += arrived_.substr(0, size);
        arrived_.erase(0, size + 2);
        if (size == 0) {
            answer.is_whole = true;
            return;
        }
    }
}

ClientAnswer Client::read_answer(std::string_view method)
{
    ClientAnswer answer;
    answer.head = read_until("\r\n\r\n");
    if (!answer.head.ends_with("\r\n\r\n")) { return answer; }
    answer.status = std::atoi(answer.head.substr(9, 3).c_str()); // NOLINT: the server's own digits
    if (method == "HEAD") {
        answer.is_whole = true;
    } else if (answer.value("Transfer-Encoding") == "chunked") {
        read_chunks(answer);
    } else if (std::string const length = answer.value("Content-Length"); !length.empty()) {
        std::size_t const size = std::strtoul(length.c_str(), nullptr, 10);
        while (arrived_.size() < size && read_more()) {}
        answer.is_whole = arrived_.size() >= size;
        answer.body = arrived_.substr(0, size);
        arrived_.erase(0, answer.body.size());
    } else if (answer.value("Connection") == "close") {
        while (read_more()) {}
        answer.body = std::exchange(arrived_, {});
        answer.is_whole = true;
    }
    return answer;
}

ClientAnswer Client::ask(std::string const& method, std::string const& path, std::string const& fields, std::string const& body)
{
    std::string text = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields;
    if (!body.empty()) { text += "Content-Length: " + std::to_string(body.size()) + "\r\n"; }
    send(text + "\r\n" + body);
    return read_answer(method);
}

bool Client::is_closed_within(std::chrono::milliseconds time)
{
    pollfd asked{descriptor_, POLLIN, 0};
    if (!arrived_.empty() || ::poll(&asked, 1, static_cast<int>(time.count())) <= 0) { return false; }
    return !read_more();
}

void Client::keep_little()
{
    int const size = 4'096;
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
}

} // namespace muster
