#include "api/imports/import_events.hpp"
#include "api/imports/import_request.hpp"
#include "api/imports/operations.hpp"
#include "documents/import_views.hpp"
#include "service/analysis_request.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

/// A plan of an undo that takes no longer is in the answer; a longer one stands in the import when it is finished.
constexpr std::chrono::milliseconds undo_preview_wait{2'000};
/// Of a change that somebody else's came before. As many at the same moment are no people any more.
constexpr int most_attempts = 20;
constexpr std::int64_t most_imports = 500;
constexpr std::int64_t usual_imports = 50;

/// Changes an import by what a request says about it as it is now.
Result<HttpAnswer> change_once(ImportsDoor& door, ImportId id, Json const& body, std::optional<bool> auto_map)
{
    TRY_ASSIGN(ImportView const before, door.show(id));
    AnalysisRequest const asked = before.request.value_or(AnalysisRequest{{}, ImportRequest::AutoMap::yes, {}});
    TRY_ASSIGN(ImportChange wanted, change_of(body, auto_map, asked));
    wanted.seen = digest_of(asked);
    if (!wanted.reading) {
        TRY_ASSIGN(ImportView const view, door.change(id, wanted));
        return view_answer(view);
    }
    // a reading that does not fit the file is refused before anything changes
    TRY_ASSIGN(UploadPreview preview, door.preview(id, wanted.reading));
    TRY_ASSIGN(ImportView const view, door.change(id, wanted));
    preview.job = view.job;
    return view_answer(view, &preview);
}

/// A request says what is to be different, so it goes with whatever somebody else has changed meanwhile.
Result<HttpAnswer> change(ImportsDesk& desk, Call const& call)
{
    TRY_ASSIGN(ImportId const id, import_in_path(call));
    TRY_ASSIGN(RequestMembers members, RequestMembers::read(call));
    std::optional<bool> const auto_map = read_change_members(members);
    if (auto refusal = members.refusal()) { return *std::move(refusal); }
    ImportsDoor door = desk.door(call);
    for (int attempt = 1;; ++attempt) {
        Result<HttpAnswer> answer = change_once(door, id, members.document(), auto_map);
        bool const was_late = !answer && answer.error().code == "IMPORT_CHANGED";
        if (!was_late || attempt == most_attempts) { return answer; }
    }
}

Result<HttpAnswer> show_import(ImportsDesk& desk, Call const& call)
{
    TRY_ASSIGN(ImportId const id, import_in_path(call));
    TRY_ASSIGN(ImportView const view, desk.door(call).show(id));
    return json_answer(200, import_view_document(view));
}

Result<HttpAnswer> list_imports(ImportsDesk& desk, Call const& call)
{
    TRY_ASSIGN(auto const limit, call.query.number("limit", 1, most_imports));
    TRY_ASSIGN(auto const before, call.query.number("before", 1, std::int64_t{1} << 62));
    auto const wanted = static_cast<std::size_t>(limit.value_or(usual_imports));
    TRY_ASSIGN(auto jobs, desk.door(call).list(ImportId{before.value_or(0)}, wanted + 1));
    std::optional<ImportId> next;
    if (jobs.size() > wanted) {
        jobs.pop_back();
        next = jobs.back().id;
    }
    return json_answer(200, import_page_document(jobs, next));
}

Result<HttpAnswer> commit(ImportsDesk& desk, Call const& call)
{
    TRY_ASSIGN(ImportId const id, import_in_path(call));
    TRY_ASSIGN(RequestMembers members, RequestMembers::read(call));
    std::string const hash = members.text("planHash", RequestMembers::Need::required).value_or("");
    if (auto refusal = members.refusal()) { return *std::move(refusal); }
    TRY_ASSIGN(std::string const key, idempotency_key_of(call));
    ImportsDoor door = desk.door(call);
    Result<ImportView> const view = door.order_commit(id, hash, key);
    if (view) { return view_answer(*view); }
    return refused_commit(door, id, view.error());
}

Result<HttpAnswer> cancel(ImportsDesk& desk, Call const& call)
{
    TRY_ASSIGN(ImportId const id, import_in_path(call));
    TRY_ASSIGN(ImportView const view, desk.door(call).cancel(id));
    return view_answer(view);
}

Result<HttpAnswer> undo(ImportsDesk& desk, Call const& call)
{
    TRY_ASSIGN(ImportId const id, import_in_path(call));
    bool dry_run = false;
    if (call.request.body.size > 0) {
        TRY_ASSIGN(RequestMembers members, RequestMembers::read(call));
        dry_run = members.flag("dryRun", RequestMembers::Need::optional).value_or(false);
        if (auto refusal = members.refusal()) { return *std::move(refusal); }
    }
    ImportsDoor door = desk.door(call);
    if (!dry_run) {
        TRY_ASSIGN(ImportView const view, door.order_undo(id, call.caller.name));
        return view_answer(view);
    }
    TRY_ASSIGN(ImportView const ordered, door.order_undo_preview(id));
    TRY_ASSIGN(ImportView const view, wait_for(desk, door, ordered, undo_preview_wait));
    if (!view.work && view.undo_preview && view.undo_preview->trouble) { return *view.undo_preview->trouble; }
    return view_answer(view);
}

Result<HttpAnswer> discard_import(ImportsDesk& desk, Call const& call)
{
    TRY_ASSIGN(ImportId const id, import_in_path(call));
    TRY(desk.door(call).discard(id));
    return empty_answer(204);
}

Result<HttpAnswer> events(ImportsDesk& desk, Call const& call)
{
    TRY_ASSIGN(ImportId const id, import_in_path(call));
    ImportsDoor const door = desk.door(call);
    TRY_ASSIGN(ImportView const view, door.show(id));
    bool const asks_again = call.request.fields.find("last-event-id") != nullptr;
    if (asks_again && is_over(view)) { return empty_answer(204); } // which tells an EventSource not to come back
    HttpAnswer answer;
    answer.fields.add("Content-Type", "text/event-stream");
    answer.body = std::shared_ptr<HttpEvents>{std::make_shared<ImportEvents>(door, id)};
    answer.compression = HttpAnswer::Compression::never;
    return answer;
}

} // namespace

void add_order_routes(ImportRouteAdder& routes)
{
    routes.change("POST", "/imports/1/imports", routes.file_body_limit(), order_import);
    routes.read("/imports/1/imports", list_imports);
    routes.read("/imports/1/imports/{id}", show_import);
    routes.change("PATCH", "/imports/1/imports/{id}", json_body_limit, change);
    routes.change("DELETE", "/imports/1/imports/{id}", 0, discard_import);
    routes.change("POST", "/imports/1/imports/{id}/commit", json_body_limit, commit);
    routes.change("POST", "/imports/1/imports/{id}/cancel", 0, cancel);
    routes.change("POST", "/imports/1/imports/{id}/undo", json_body_limit, undo);
    routes.read("/imports/1/imports/{id}/events", events);
}

} // namespace muster
