#pragma once

#include "http/message.hpp"
#include "http/server.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace muster {

/// A program behind the server whose paths are what tests need.
class TestHandler final : public HttpHandler {
public:
    struct Finished {
        std::string path{};
        int status{};
        std::uint64_t sent{};
    };
    /// Bytes that /echo and /size take, /small: 100.
    static constexpr std::uint64_t body_limit = std::uint64_t{8} << 20;

    HttpAdmission admit(HttpRequest const& head) override;
    HttpAnswer answer(HttpRequest const& request) override;
    HttpAnswer refuse(int status, std::string_view path, std::string_view sentence) override;
    void broken(HttpRequest const& request, Error const& error) override;
    void finished(HttpRequest const& request, int status, std::uint64_t sent, std::chrono::microseconds took) override;

    /// /wait is answered after that.
    void open_gate();
    /// Waits until that many requests are at /wait; false after ten seconds.
    bool wait_for_waiting(std::size_t count);
    /// Paths whose answer's source failed, with the code: `/broken CODE;`.
    std::string all_broken() const;
    /// Waits until that many requests are finished and gives them all; fewer after ten seconds.
    std::vector<Finished> wait_for_finished(std::size_t count);
    /// Whether the last body that came was kept on disk.
    bool was_spooled() const;

private:
    std::mutex mutable mutex_{};
    std::condition_variable changed_{};
    bool is_open_{};
    std::size_t waiting_{};
    bool was_spooled_{};
    std::vector<Finished> finished_{};
    std::string broken_{};
};

/// 300,000 bytes that pack well and differ from place to place.
std::string long_text();

} // namespace muster
