#include "api/envelope.hpp"
#include "api/imports/form_fields.hpp"
#include "api/imports/import_request.hpp"
#include "api/imports/operations.hpp"
#include "api/imports/received_file.hpp"
#include "service/problem_groups.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

/// The first example of what rejects: where a person looks first.
FilePlace first_rejection(ImportJob const& job)
{
    Result<std::vector<ProblemGroup>> const groups = read_problem_groups(job.problems);
    if (!groups) { return {}; }
    auto const rejecting = std::find_if(groups->begin(), groups->end(),
                                        [](ProblemGroup const& group) { return !is_warning(group.code) && !group.examples.empty(); });
    if (rejecting == groups->end()) { return {}; }
    return {rejecting->examples.front().row.value, rejecting->column, rejecting->examples.front().value};
}

/// How far a call goes.
struct Going {
    enum class To : std::uint8_t { order, plan, result } to{To::order};
    std::chrono::steady_clock::time_point until{};
    std::chrono::milliseconds left() const
    {
        auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        return std::max(left, std::chrono::milliseconds{0});
    }
};

Result<Going> how_far(ImportsDesk const& desk, Call const& call)
{
    auto const longest = std::chrono::duration_cast<std::chrono::seconds>(desk.api.longest_wait);
    TRY_ASSIGN(bool const waits, call.query.flag("wait", false));
    TRY_ASSIGN(bool const commits, call.query.flag("commit", true));
    TRY_ASSIGN(auto const seconds, call.query.number("timeout", 1, longest.count()));
    Going going;
    if (waits) { going.to = commits ? Going::To::result : Going::To::plan; }
    going.until = std::chrono::steady_clock::now() + std::chrono::seconds{seconds.value_or(longest.count())};
    return going;
}

/// An analysis that came to no plan keeps its reason in the import: a code and a sentence.
Error failure_of(ImportJob const& job)
{
    std::size_t const colon = job.reason.find(": ");
    if (colon == std::string::npos) { return {ErrorKind::conflict, "IMPORT_STATE", "The analysis came to no end: " + job.reason}; }
    return {ErrorKind::unreadable, job.reason.substr(0, colon), job.reason.substr(colon + 2)};
}

/// From the order to the plan, and to the result when that is wanted.
Result<HttpAnswer> go_on(ImportsDesk& desk, ImportsDoor& door, ImportView view, Going const& going, std::string const& key)
{
    if (going.to == Going::To::order) { return view_answer(view); }
    TRY_ASSIGN(view, wait_for(desk, door, std::move(view), going.left()));
    if (!view.work && view.job.state == ImportState::uploaded) { return failure_of(view.job); }
    if (going.to == Going::To::plan || view.work || view.job.state != ImportState::ready) { return view_answer(view); }
    Result<ImportView> ordered = door.order_commit(view.job.id, view.job.plan_hash, key);
    if (!ordered) { return refused_commit(door, view.job.id, ordered.error()); }
    TRY_ASSIGN(view, wait_for(desk, door, *std::move(ordered), going.left()));
    return view_answer(view);
}

HttpAnswer with_address(HttpAnswer answer, ImportId id)
{
    answer.fields.set("Location", address_of(id));
    return answer;
}

/// A file, and what is to be done with it, in one form. What comes to no plan leaves nothing.
Result<HttpAnswer> order_form(ImportsDesk& desk, Call const& call, Going const& going, std::string const& key)
{
    TRY_ASSIGN(ReceivedForm const form, receive_file(call));
    TRY_ASSIGN(Json fields, body_of(form.fields));
    RequestMembers members{std::move(fields)};
    AnalysisMembers const read = read_analysis_members(members);
    if (auto refusal = members.refusal()) { return *std::move(refusal); }
    ImportsDoor door = desk.door(call);
    TRY_ASSIGN(AnalysisRequest const request, analysis_of(door, members, read, std::nullopt));
    TRY_ASSIGN(UploadPreview const upload, door.upload(form.file, call.caller.name));
    ImportId const id = upload.job.id;
    Result<ImportView> const ordered = door.order_analysis(id, request, key);
    Result<HttpAnswer> answer = ordered ? go_on(desk, door, *ordered, going, key) : ordered.error();
    if (answer) { return with_address(*std::move(answer), ordered->job.id); }
    Result<ImportView> const left = door.show(id);
    if (left && left->job.state == ImportState::uploaded) { TRY(door.discard(id)); }
    return answer;
}

} // namespace

Result<HttpAnswer> refused_commit(ImportsDoor const& door, ImportId id, Error const& error)
{
    if (error.code != "ON_ERROR_FAIL") { return error; }
    // not a matter of who asks: the import was told to stop at such rows
    TRY_ASSIGN(ImportView const stopped, door.show(id));
    return problem_answer({ErrorKind::conflict, error.code, error.message}, first_rejection(stopped.job));
}

Result<HttpAnswer> order_import(ImportsDesk& desk, Call const& call)
{
    TRY_ASSIGN(Going const going, how_far(desk, call));
    TRY_ASSIGN(std::string const key, idempotency_key_of(call));
    if (is_form(call.request.fields.value("content-type"))) { return order_form(desk, call, going, key); }
    TRY_ASSIGN(RequestMembers members, RequestMembers::read(call));
    ImportId const upload{members.number("uploadId", RequestMembers::Need::required).value_or(0)};
    AnalysisMembers const read = read_analysis_members(members);
    if (auto refusal = members.refusal()) { return *std::move(refusal); }
    ImportsDoor door = desk.door(call);
    TRY_ASSIGN(ImportView const before, door.show(upload));
    TRY_ASSIGN(AnalysisRequest const request, analysis_of(door, members, read, before.request));
    TRY_ASSIGN(ImportView const view, door.order_analysis(before.job.id, request, key));
    TRY_ASSIGN(HttpAnswer answer, go_on(desk, door, view, going, key));
    return with_address(std::move(answer), view.job.id);
}

} // namespace muster
