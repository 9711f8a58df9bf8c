#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace muster {

/// A peer on a free port of the loopback, one connection after another, as a test scripts it.
class PeerForTests {
public:
    class Talk {
    public:
        explicit Talk(int socket) : socket_{socket} {}
        void say(std::string_view text)
        {
            while (!text.empty()) {
                ssize_t const sent = send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
                if (sent <= 0) { return; }
                text.remove_prefix(static_cast<std::size_t>(sent));
            }
        }
        /// Everything up to and with `end`; what came when the other side went.
        std::string hear(std::string_view end)
        {
            std::string heard;
            char character{};
            while (!heard.ends_with(end) && recv(socket_, &character, 1, 0) == 1) { heard.push_back(character); }
            return heard;
        }
        std::string hear(std::size_t count)
        {
            std::string heard(count, '\0');
            ssize_t const got = recv(socket_, heard.data(), count, MSG_WAITALL);
            heard.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
            return heard;
        }
        /// Until the other side goes.
        void wait() { hear("this never comes"); }

    private:
        int socket_;
    };

    explicit PeerForTests(std::function<void(Talk&)> script) : script_{std::move(script)}
    {
        listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const raw = reinterpret_cast<sockaddr*>(&address); // NOLINT: the socket interface
        if (bind(listener_, raw, size) == 0 && listen(listener_, 8) == 0 && getsockname(listener_, raw, &size) == 0) {
            port_ = ntohs(address.sin_port);
        }
        worker_ = std::thread{[this] { run(); }};
    }
    PeerForTests(PeerForTests const&) = delete;
    PeerForTests& operator=(PeerForTests const&) = delete;
    ~PeerForTests()
    {
        ending_ = true;
        worker_.join();
        close(listener_);
    }
    std::string port() const { return std::to_string(port_); }
    int connections() const { return connections_; }

private:
    void run()
    {
        while (!ending_) {
            pollfd waiting{listener_, POLLIN, 0};
            if (poll(&waiting, 1, 20) != 1) { continue; }
            int const socket = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (socket < 0) { continue; }
            ++connections_;
            Talk talk{socket};
            script_(talk);
            close(socket);
        }
    }

    std::function<void(Talk&)> script_;
    int listener_{};
    int port_{};
    std::atomic<int> connections_{};
    std::atomic<bool> ending_{};
    std::thread worker_{};
};

} // namespace muster
