#include "remote/remote_imports.hpp"

#include "remote/import_watch.hpp"
#include "json/writer.hpp"

#include <algorithm>
#include <utility>

namespace muster::remote {

namespace {

/// Why the work of an import came to no end: as the server remembers it, or else as the import keeps it, a code and a sentence.
Error failure_of(ToldImport const& told, ErrorKind otherwise)
{
    if (told.trouble) { return *told.trouble; }
    std::string const& reason = told.job.reason;
    std::size_t const colon = reason.find(": ");
    if (colon != std::string::npos) { return {otherwise, reason.substr(0, colon), reason.substr(colon + 2)}; }
    return {ErrorKind::unavailable, "IMPORT_STATE",
            "Import " + std::to_string(told.job.id.value) + " is " + std::string{name_of(told.job.state)} +
                " and the server does nothing about it now. " + (reason.empty() ? "muster resume waits for it." : reason)};
}

/// Sends the file; gives the import that it became, UPLOADED.
Result<ImportId> upload(ServerCalls& calls, IncomingFile const& file, ProgressTaker const& progress)
{
    HttpCall call;
    call.method = "POST";
    call.path = "/imports/1/uploads";
    call.query = {{"name", file.name}};
    call.content_type = "application/octet-stream";
    call.file = file.bytes.get();
    auto const size = static_cast<std::int64_t>(file.bytes->size());
    call.tell = [&](std::int64_t sent) -> Result<void> {
        if (!progress || sent >= size) { return {}; } // a server that has the whole file keeps it: its number is needed to discard it
        return progress({"uploading", sent, size});
    };
    TRY_ASSIGN(HttpReply const reply, calls.call(call));
    TRY_ASSIGN(Json const document, parse_json(reply.body));
    Json const* const id = document.find("uploadId");
    if (id != nullptr && id->integer()) { return ImportId{*id->integer()}; }
    return Error{ErrorKind::unavailable, "NOT_MUSTER", calls.url() + " does not answer as a Muster server does. Look at --server."};
}

Result<ImportJob> analyze_upload(ServerCalls& calls, ImportId id, ImportRequest const& request, ProgressTaker const& progress)
{
    auto const size = static_cast<std::int64_t>(request.file.bytes->size());
    if (progress) { TRY(progress({"uploading", size, size})); }
    JsonWriter json;
    json.begin_object().member("uploadId", id.value).key("recipe").raw(write_recipe(request.recipe));
    json.member("autoMap", request.auto_map == ImportRequest::AutoMap::yes).end_object();
    TRY_ASSIGN(Json const ordered, calls.send("POST", "/imports/1/imports", json.take()));
    TRY_ASSIGN(ToldImport told, read_import_view(ordered));
    if (told.work != ToldImport::Work::none) { TRY_ASSIGN(told, watch_import(calls, id, progress)); }
    if (told.job.state == ImportState::ready) { return std::move(told.job); }
    return failure_of(told, ErrorKind::unreadable);
}

std::string choices_document(Choices const& choices)
{
    Recipe recipe;
    recipe.choices = choices;
    Result<Json> const written = parse_json(write_recipe(recipe)); // which says every choice, so that none of before stays
    MUSTER_ASSERT(written);
    Json const* const member = written->find("choices");
    MUSTER_ASSERT(member != nullptr);
    JsonWriter json;
    return json.begin_object().member("choices", *member).end_object().take();
}

bool goes_on(ImportState state)
{
    return state == ImportState::queued || state == ImportState::importing || state == ImportState::taking_back;
}

Result<std::vector<ImportJob>> newest_imports(ServerCalls& calls, std::size_t limit)
{
    TRY_ASSIGN(Json const page, calls.get("/imports/1/imports", {{"limit", std::to_string(limit)}}));
    return read_history(page);
}

/// Waits for what is being done with an import, where something is.
Result<ToldImport> watched(ServerCalls& calls, Json const& answer, ProgressTaker const& progress)
{
    TRY_ASSIGN(ToldImport told, read_import_view(answer));
    if (told.work == ToldImport::Work::none) { return told; }
    return watch_import(calls, told.job.id, progress);
}

} // namespace

Result<ImportJob> analyze(ServerCalls& calls, ImportRequest const& request, ProgressTaker const& progress)
{
    TRY_ASSIGN(ImportId const id, upload(calls, request.file, progress));
    Result<ImportJob> job = analyze_upload(calls, id, request, progress);
    if (!job) { static_cast<void>(discard(calls, id)); } // why it came to no plan is what has to be told
    return job;
}

Result<ImportJob> choose(ServerCalls& calls, ImportId id, Choices const& choices, ProgressTaker const& progress)
{
    TRY_ASSIGN(Json const answer, calls.send("PATCH", path_of(id), choices_document(choices)));
    TRY_ASSIGN(ToldImport told, watched(calls, answer, progress));
    if (told.job.state == ImportState::ready) { return std::move(told.job); }
    return failure_of(told, ErrorKind::conflict);
}

Result<ImportJob> commit(ServerCalls& calls, ImportId id, std::string const& plan_hash, ProgressTaker const& progress)
{
    JsonWriter json;
    json.begin_object().member("planHash", plan_hash).end_object();
    Result<Json> const answer = calls.send("POST", path_of(id) + "/commit", json.take());
    if (!answer) {
        Error error = answer.error();
        if (error.code == "ON_ERROR_FAIL") { error.kind = ErrorKind::denied; } // the API has a conflict: it is not about who asks
        return error;
    }
    TRY_ASSIGN(ToldImport told, watched(calls, *answer, progress));
    if (told.job.state == ImportState::ready) { return failure_of(told, ErrorKind::drifted); }
    if (goes_on(told.job.state)) { return failure_of(told, ErrorKind::unavailable); }
    return std::move(told.job);
}

Result<UndoReport> undo_preview(ServerCalls& calls, ImportId id, ProgressTaker const& progress)
{
    TRY_ASSIGN(Json const answer, calls.send("POST", path_of(id) + "/undo", R"({"dryRun":true})"));
    TRY_ASSIGN(ToldImport const told, watched(calls, answer, progress));
    if (told.undo_preview && told.undo_preview->report) { return *told.undo_preview->report; }
    if (told.undo_preview && told.undo_preview->trouble) { return *told.undo_preview->trouble; }
    return failure_of(told, ErrorKind::conflict);
}

Result<UndoReport> undo(ServerCalls& calls, ImportId id, ProgressTaker const& progress)
{
    TRY_ASSIGN(Json const answer, calls.send("POST", path_of(id) + "/undo", R"({"dryRun":false})"));
    TRY_ASSIGN(ToldImport const told, watched(calls, answer, progress));
    if (told.job.state != ImportState::undone) { return failure_of(told, ErrorKind::conflict); }
    return read_undo_report(told.job.undo_report);
}

Result<ResumeAnswer> resume(ServerCalls& calls, ImportId id, ProgressTaker const& progress)
{
    if (id.value != 0) { TRY(show(calls, id)); }
    constexpr std::size_t most_of_a_page = 500; // of the API; a server has far fewer imports that are not finished
    TRY_ASSIGN(std::vector<ImportJob> jobs, newest_imports(calls, most_of_a_page));
    std::reverse(jobs.begin(), jobs.end()); // oldest first
    ResumeAnswer answer;
    for (ImportJob const& job : jobs) {
        bool const unfinished = goes_on(job.state) || job.state == ImportState::analyzing || job.state == ImportState::undoing;
        if (!unfinished || (id.value != 0 && job.id != id)) { continue; }
        TRY_ASSIGN(ToldImport told, watch_import(calls, job.id, progress));
        answer.finished.push_back(std::move(told.job));
    }
    return answer;
}

Result<ImportJob> show(ServerCalls& calls, ImportId id)
{
    TRY_ASSIGN(ToldImport told, load_told_import(calls, id));
    return std::move(told.job);
}

Result<std::vector<ImportJob>> history(ServerCalls& calls) { return newest_imports(calls, history_shown); }

Result<void> rows(ServerCalls& calls, ImportId id, RowQuery const& query, std::function<Result<void>(RowView const&)> const& take)
{
    constexpr std::size_t most_of_a_page = 1'000; // what the API gives at once
    RowNumber after = query.after;
    for (std::size_t given = 0; query.limit == 0 || given < query.limit;) {
        std::size_t const wanted = query.limit == 0 ? most_of_a_page : std::min(most_of_a_page, query.limit - given);
        ServerCalls::Query asked{{"after", std::to_string(after.value)}, {"limit", std::to_string(wanted)}};
        if (query.outcome) { asked.emplace_back("outcome", name_of(*query.outcome)); }
        if (query.code) { asked.emplace_back("code", name_of(*query.code)); }
        if (!query.text.empty()) { asked.emplace_back("q", query.text); }
        TRY_ASSIGN(Json const page, calls.get(path_of(id) + "/rows", std::move(asked)));
        TRY_ASSIGN(RowPage const told, read_rows(page));
        for (RowView const& row : told.rows) { TRY(take(row)); }
        given += told.rows.size();
        if (!told.next) { return {}; }
        after = *told.next;
    }
    return {};
}

Result<DifferenceView> difference(ServerCalls& calls, ImportId id, std::int64_t record)
{
    TRY_ASSIGN(Json const document, calls.get(path_of(id) + "/records/" + std::to_string(record) + "/diff"));
    return read_difference(document);
}

Result<void> outcome_file(ServerCalls& calls, ImportId id, OutcomeFile file, TableFormat format, ByteSink& into)
{
    std::string const name = std::string{name_of(file)} + (format == TableFormat::csv ? ".csv" : ".xlsx");
    TRY(calls.download(path_of(id) + "/" + name, {}, into));
    return {};
}

Result<void> upload_file(ServerCalls& calls, ImportId id, ByteSink& into)
{
    TRY(calls.download(path_of(id) + "/file", {}, into));
    return {};
}

Result<Receipt> receipt(ServerCalls& calls, ImportId id)
{
    TRY_ASSIGN(Json const document, calls.get(path_of(id) + "/receipt"));
    return read_receipt(document);
}

Result<VerifyAnswer> verify(ServerCalls& calls, ImportId id)
{
    TRY_ASSIGN(Json const document, calls.get(path_of(id) + "/receipt/verification"));
    return read_verification(document);
}

Result<void> discard(ServerCalls& calls, ImportId id)
{
    TRY(calls.send("DELETE", path_of(id)));
    return {};
}

} // namespace muster::remote
