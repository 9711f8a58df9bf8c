#pragma once

#include "base/date.hpp"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <variant>

namespace muster {

enum class LogForm : std::uint8_t {
    text, ///< `2026-11-28T14:05:09.123456Z info request method=GET status=200`
    json, ///< the same as one JSON object a line, for programs that collect logs
};
enum class LogLevel : std::uint8_t { info, warning, error };

/// A named value of a log line.
struct LogField {
    std::string_view name{};
    std::variant<std::int64_t, std::string_view> value{};
};

/// One line without its end. Control characters of values are escaped, so that what somebody sent is never taken for lines of ours.
std::string log_line(LogForm form, Instant at, LogLevel level, std::string_view event, std::initializer_list<LogField> fields);

/// The log of a running server: lines on a file descriptor, written by a thread of its own, because who calls may be the one thread that
/// serves all connections and standard error may be a pipe that nobody reads. What waits is bounded; lines beyond that are dropped, and
/// how many were is told as soon as there is room. Personal data has no place in it: callers give ids, patterns and numbers, never
/// contents. Any thread.
class Log {
public:
    /// Bytes that wait at most: some 20,000 lines, which a terminal that stalls for a second does not lose.
    static constexpr std::size_t most_waiting = std::size_t{4} << 20;

    /// Does not own the descriptor.
    Log(LogForm form, int file);
    Log(Log const&) = delete;
    Log& operator=(Log const&) = delete;
    /// Writes what waits.
    ~Log();

    void write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields);
    /// Lines that were dropped and not told yet.
    std::int64_t dropped() const;

private:
    void run();
    void put(std::string_view text) const;

    LogForm form_;
    int file_;
    std::mutex mutable mutex_{};
    std::condition_variable waits_{};
    std::string waiting_{};
    std::int64_t dropped_{};
    enum class State : std::uint8_t { open, ending } state_{State::open};
    std::thread writer_;
};

} // namespace muster
