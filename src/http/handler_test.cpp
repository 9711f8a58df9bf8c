#include "http/handler_test.hpp"

#include "base/file.hpp"

#include <stdexcept>

namespace muster {

namespace {

/// Three events, one each time, then the end; "/events/quiet" never has one.
class TestEvents final : public HttpEvents {
public:
    explicit TestEvents(int count) : left_{count} {}
    std::optional<std::string> next() override
    {
        if (left_ < 0) { return ""; }
        if (left_ == 0) { return std::nullopt; }
        return "data: " + std::to_string(left_--) + "\n\n";
    }

private:
    int left_; ///< below zero: none, ever
};

HttpAnswer text_answer(int status, std::string text)
{
    HttpAnswer answer;
    answer.status = status;
    answer.fields.set("Content-Type", "text/plain; charset=utf-8");
    answer.body = std::move(text);
    return answer;
}

HttpPull pull(int pieces, bool breaks)
{
    return [text = long_text(), left = pieces, breaks](std::string& into) mutable -> Result<void> {
        into.clear();
        if (left == 0 && breaks) { return Error{ErrorKind::unavailable, "GONE", "The source is gone."}; }
        if (left == 0) { return {}; }
        --left;
        into = text;
        return {};
    };
}

std::string body_of(HttpRequest const& request)
{
    return request.body.spooled ? *read_all(*request.body.spooled, TestHandler::body_limit) : request.body.text;
}

} // namespace

std::string long_text()
{
    std::string text;
    for (int line = 0; text.size() < 300'000; ++line) { text += "person " + std::to_string(line) + ", somebody@example.com\n"; }
    text.resize(300'000);
    return text;
}

HttpAdmission TestHandler::admit(HttpRequest const& head)
{
    if (head.path == "/refused") { return {0, text_answer(401, "Who are you?")}; }
    return {head.path == "/small" ? 100 : body_limit, std::nullopt};
}

HttpAnswer TestHandler::answer(HttpRequest const& request)
{
    if (request.path == "/wait") {
        std::unique_lock lock{mutex_};
        ++waiting_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return is_open_; });
        return text_answer(200, "waited");
    }
    if (request.path == "/throw") { throw std::runtime_error{"a defect"}; }
    HttpAnswer answer = text_answer(200, {});
    if (request.path == "/long") { answer.body = long_text(); }
    if (request.path == "/empty") { answer = {.status = 204}; }
    if (request.path == "/file") { answer.body = std::shared_ptr<ByteSource const>{memory_source(long_text())}; }
    if (request.path == "/pull") { answer.body = pull(3, false); }
    if (request.path == "/broken") { answer.body = pull(1, true); }
    if (request.path == "/endless") { answer.body = pull(1'000'000, false); }
    if (request.path == "/events") { answer.body = std::make_shared<TestEvents>(3); }
    if (request.path == "/events/quiet") { answer.body = std::make_shared<TestEvents>(-1); }
    if (request.path == "/split") { answer.fields.add("X-Value", "a\r\nX-Smuggled: b"); }
    if (request.path == "/echo" || request.path == "/small") {
        std::lock_guard const lock{mutex_};
        was_spooled_ = request.body.spooled != nullptr;
        answer.body = body_of(request);
        answer.compression = HttpAnswer::Compression::never;
    }
    return answer;
}

HttpAnswer TestHandler::refuse(int status, std::string_view path, std::string_view sentence)
{
    return text_answer(status, std::string{path} + ": " + std::string{sentence});
}

void TestHandler::broken(HttpRequest const& request, Error const& error)
{
    std::lock_guard const lock{mutex_};
    broken_ += request.path + " " + error.code + ";";
}

std::string TestHandler::all_broken() const
{
    std::lock_guard const lock{mutex_};
    return broken_;
}

void TestHandler::finished(HttpRequest const& request, int status, std::uint64_t sent, std::chrono::microseconds took)
{
    std::lock_guard const lock{mutex_};
    if (took.count() >= 0) { finished_.push_back({request.path, status, sent}); }
    changed_.notify_all();
}

void TestHandler::open_gate()
{
    std::lock_guard const lock{mutex_};
    is_open_ = true;
    changed_.notify_all();
}

bool TestHandler::wait_for_waiting(std::size_t count)
{
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, std::chrono::seconds{10}, [&] { return waiting_ >= count; });
}

std::vector<TestHandler::Finished> TestHandler::wait_for_finished(std::size_t count)
{
    std::unique_lock lock{mutex_};
    changed_.wait_for(lock, std::chrono::seconds{10}, [&] { return finished_.size() >= count; });
    return finished_;
}

bool TestHandler::was_spooled() const
{
    std::lock_guard const lock{mutex_};
    return was_spooled_;
}

} // namespace muster
