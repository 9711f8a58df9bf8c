#include "api/imports/import_events.hpp"

#include "documents/import_views.hpp"

namespace muster {

namespace {

/// While nothing is being done with an import, every so many questions the store is asked: about every second.
constexpr int questions_between_looks = 5;

bool is_end(ImportState state)
{
    switch (state) {
    case ImportState::completed:
    case ImportState::completed_with_errors:
    case ImportState::failed:
    case ImportState::cancelled:
    case ImportState::undone: return true;
    default: return false;
    }
}

} // namespace

bool is_over(ImportView const& view) { return !view.work && is_end(view.job.state); }

std::optional<std::string> ImportEvents::next()
{
    if (over_) { return std::nullopt; }
    std::optional<JobView> const work = door_.work(id_);
    bool const same_work = work && work_ && kind_ == work->kind;
    if (same_work) {
        if (*work_ == work->revision) { return std::string{}; }
        work_ = work->revision;
        return event("progress", work_document(work));
    }
    bool const may_have_changed = told_ == 0 || work.has_value() != work_.has_value() || work;
    if (!may_have_changed && ++quiet_ < questions_between_looks) { return std::string{}; }
    quiet_ = 0;
    Result<ImportView> const view = door_.show(id_);
    if (view) { return tell_state(*view); }
    if (view.error().kind != ErrorKind::not_found) { return std::string{}; } // the store is busy; the next question asks again
    over_ = true;
    return event("gone", "{}");
}

std::string ImportEvents::tell_state(ImportView const& view)
{
    work_ = view.work ? std::optional{view.work->revision} : std::nullopt;
    kind_ = view.work ? std::string{view.work->kind} : std::string{};
    over_ = is_over(view);
    std::string document = state_document(view);
    if (document == state_) { return {}; }
    state_ = std::move(document);
    return event("state", state_);
}

std::string ImportEvents::event(std::string_view name, std::string_view document)
{
    // documents are of one line: JSON escapes line ends
    return "id: " + std::to_string(++told_) + "\nevent: " + std::string{name} + "\ndata: " + std::string{document} + "\n\n";
}

} // namespace muster
