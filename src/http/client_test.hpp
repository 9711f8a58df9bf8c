#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace muster {

/// What a server answered, as a client of few words sees it.
struct ClientAnswer {
    int status{};       ///< 0: the connection ended before the head did
    std::string head{}; ///< with the status line
    std::string body{}; ///< chunks joined
    bool is_whole{};    ///< the body came to its announced end

    /// The value of a header; names as the server writes them.
    std::string value(std::string_view name) const;
};

/// A plain TCP client on loopback for tests: sends bytes as they are told, and waits ten seconds at most for any.
class Client {
public:
    explicit Client(std::uint16_t port);
    Client(Client const&) = delete;
    Client& operator=(Client const&) = delete;
    ~Client();

    bool is_connected() const { return descriptor_ >= 0; }
    /// Whether the system took all of them.
    bool send(std::string_view bytes);
    /// The next answer; for a HEAD request there is no body to wait for.
    ClientAnswer read_answer(std::string_view method = "GET");
    ClientAnswer ask(std::string const& method, std::string const& path, std::string const& fields = {}, std::string const& body = {});
    /// Reads until that text has come or the connection ends; gives all of it.
    std::string read_until(std::string_view text);
    /// Whether the server closes the connection within the time, sending nothing more.
    bool is_closed_within(std::chrono::milliseconds time);
    /// Makes the system keep few bytes that the program has not read.
    void keep_little();
    void close();

private:
    bool read_more();
    std::string take_line();
    void read_chunks(ClientAnswer& answer);

    int descriptor_{-1};
    std::string arrived_{};
};

} // namespace muster
