#include "remote/import_watch.hpp"

namespace muster {

namespace {

/// What the events have told so far.
class Watch {
public:
    explicit Watch(ProgressTaker const& progress) : progress_{progress} {}

    Result<bool> take(EventLines::Event const& event)
    {
        if (event.name == "gone") { return end(); }
        if (event.name != "progress" && event.name != "state") { return true; }
        TRY_ASSIGN(Json const document, parse_json(event.text));
        if (event.name == "progress") { return take_work(document); }
        Json const* const work = document.find("work");
        return take_work(work == nullptr ? Json{} : *work);
    }
    /// Tells the last progress again, so that whoever listens can end the waiting.
    Result<void> tell() { return progress_ ? progress_({last_.stage, last_.done, last_.of}) : Result<void>{}; }
    bool is_over() const { return over_; }

private:
    Result<bool> end()
    {
        over_ = true;
        return false;
    }
    Result<bool> take_work(Json const& document)
    {
        TRY_ASSIGN(auto work, read_work(document));
        if (!work) { return end(); }
        last_ = *std::move(work);
        if (last_.stage.empty()) { last_.stage = "waiting"; }
        TRY(tell());
        return true;
    }

    ProgressTaker const& progress_;
    ToldWork last_{"waiting", 0, 0};
    bool over_{};
};

} // namespace

Result<bool> EventLines::add(std::string_view bytes, std::function<Result<bool>(Event const&)> const& take)
{
    for (char const sign : bytes) {
        if (sign != '\n') {
            line_ += sign;
            continue;
        }
        std::string const line = std::exchange(line_, {});
        if (line.starts_with("event: ")) { event_.name = line.substr(7); }
        if (line.starts_with("data: ")) { event_.text = line.substr(6); }
        if (!line.empty()) { continue; }
        Event const whole = std::exchange(event_, {});
        TRY_ASSIGN(bool const more, take(whole));
        if (!more) { return false; }
    }
    return true;
}

std::string path_of(ImportId id) { return "/imports/1/imports/" + std::to_string(id.value); }

Result<ToldImport> load_told_import(ServerCalls& calls, ImportId id)
{
    TRY_ASSIGN(Json const view, calls.get(path_of(id)));
    return read_import_view(view);
}

Result<ToldImport> watch_import(ServerCalls& calls, ImportId id, ProgressTaker const& progress)
{
    Watch watch{progress};
    EventLines lines;
    HttpCall events;
    events.path = path_of(id) + "/events";
    events.take = [&](std::string_view bytes) {
        return lines.add(bytes, [&](EventLines::Event const& event) { return watch.take(event); });
    };
    events.tell = [&](std::int64_t) { return watch.tell(); };
    TRY(calls.call(events));
    if (watch.is_over()) { return load_told_import(calls, id); }
    return Error{ErrorKind::unavailable, "SERVER_GONE",
                 "The server at " + calls.url() + " is being stopped. It goes on with import " + std::to_string(id.value) +
                     " when it is started again."};
}

} // namespace muster
