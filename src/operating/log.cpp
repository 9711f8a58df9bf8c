#include "operating/log.hpp"

#include "json/writer.hpp"

#include <algorithm>
#include <cerrno>

#include <unistd.h>

namespace muster {

namespace {

std::string_view name_of(LogLevel level)
{
    switch (level) {
    case LogLevel::info: return "info";
    case LogLevel::warning: return "warning";
    case LogLevel::error: return "error";
    }
    return "error";
}

/// What can stand in a text line without quotes.
bool is_plain(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char letter) {
        return letter > ' ' && letter < '\x7f' && letter != '"' && letter != '=' && letter != '\\';
    });
}

std::string quoted(std::string_view text)
{
    JsonWriter json;
    json.value(text);
    return json.take();
}

std::string text_line(Instant at, LogLevel level, std::string_view event, std::initializer_list<LogField> fields)
{
    std::string line = to_text(at);
    line.append(" ").append(name_of(level)).append(" ").append(event);
    for (LogField const& field : fields) {
        line.append(" ").append(field.name).append("=");
        if (std::int64_t const* const number = std::get_if<std::int64_t>(&field.value); number != nullptr) {
            line += std::to_string(*number);
        } else {
            std::string_view const text = std::get<std::string_view>(field.value);
            line += is_plain(text) ? std::string{text} : quoted(text);
        }
    }
    return line;
}

std::string json_line(Instant at, LogLevel level, std::string_view event, std::initializer_list<LogField> fields)
{
    JsonWriter json;
    json.begin_object().member("time", to_text(at)).member("level", name_of(level)).member("event", event);
    for (LogField const& field : fields) {
        json.key(field.name);
        std::visit([&](auto value) { json.value(value); }, field.value);
    }
    return json.end_object().take();
}

} // namespace

std::string log_line(LogForm form, Instant at, LogLevel level, std::string_view event, std::initializer_list<LogField> fields)
{
    return form == LogForm::text ? text_line(at, level, event, fields) : json_line(at, level, event, fields);
}

Log::Log(LogForm form, int file) : form_{form}, file_{file}, writer_{[this] { run(); }} {}

Log::~Log()
{
    {
        std::lock_guard const lock{mutex_};
        state_ = State::ending;
    }
    waits_.notify_one();
    writer_.join();
}

void Log::write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields)
{
    std::string line = log_line(form_, now(), level, event, fields);
    line += '\n';
    std::lock_guard const lock{mutex_};
    if (waiting_.size() + line.size() > most_waiting) {
        ++dropped_;
        return;
    }
    if (dropped_ > 0) {
        waiting_ += log_line(form_, now(), LogLevel::warning, "log_lines_dropped", {{"count", dropped_}}) + '\n';
        dropped_ = 0;
    }
    bool const was_empty = waiting_.empty();
    waiting_ += line;
    if (was_empty) { waits_.notify_one(); }
}

std::int64_t Log::dropped() const
{
    std::lock_guard const lock{mutex_};
    return dropped_;
}

void Log::run()
{
    std::string taken;
    std::unique_lock lock{mutex_};
    while (true) {
        waits_.wait(lock, [this] { return !waiting_.empty() || state_ == State::ending; });
        if (waiting_.empty()) { return; }
        taken.clear();
        taken.swap(waiting_);
        lock.unlock();
        put(taken);
        lock.lock();
    }
}

void Log::put(std::string_view text) const
{
    while (!text.empty()) {
        ssize_t const written = ::write(file_, text.data(), text.size());
        if (written < 0 && errno == EINTR) { continue; }
        if (written <= 0) { return; } // nobody can read it, and there is nowhere else to tell that
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

} // namespace muster
