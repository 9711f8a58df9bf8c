#include "documents/documents.hpp"

#include "base/digest.hpp"
#include "documents/import_members.hpp"
#include "documents/nullable_members.hpp"
#include "service/reading_notes.hpp"
#include "json/writer.hpp"

namespace muster {

namespace {

void write_counts(JsonWriter& json, Counts const& counts)
{
    json.begin_object();
    for (auto const& [name, number] : count_members) { json.member(name, counts.*number); }
    json.end_object();
}

void write_raw(JsonWriter& json, std::string_view name, std::string const& text)
{
    json.key(name);
    if (text.empty()) {
        json.null();
    } else {
        json.raw(text);
    }
}

void write_job(JsonWriter& json, ImportJob const& job)
{
    json.member("id", job.id.value).member("state", name_of(job.state));
    write_text_or_null(json, "reason", job.reason);
    json.key("file").begin_object().member("name", job.file_name).member("size", static_cast<std::int64_t>(job.file_size));
    json.member("sha256", to_hex(job.file_digest)).end_object();
    json.member("by", job.by);
    write_text_or_null(json, "planHash", job.plan_hash);
    write_text_or_null(json, "resultHash", job.result_hash);
    write_instant_or_null(json, "uploadedAt", job.uploaded_at);
    write_instant_or_null(json, "startedAt", job.started_at);
    write_instant_or_null(json, "finishedAt", job.finished_at);
    json.key("counts");
    write_counts(json, has_run(job.state) ? job.counts : job.planned);
}

} // namespace

bool has_run(ImportState state)
{
    switch (state) {
    case ImportState::uploaded:
    case ImportState::analyzing:
    case ImportState::ready:
    case ImportState::queued: return false;
    default: return true;
    }
}

void write_import_members(JsonWriter& json, ImportJob const& job)
{
    write_job(json, job);
    json.key("planned");
    write_counts(json, job.planned);
    write_recipe_member(json, job.recipe);
    write_raw(json, "reading", job.reading);
    write_raw(json, "problems", job.problems);
    write_raw(json, "undo", job.undo_report);
}

void write_recipe_member(JsonWriter& json, std::string_view recipe)
{
    json.key("recipe");
    Result<Json> const document = parse_json(recipe);
    if (document) {
        json.value(*document);
    } else {
        json.null(); // none yet
    }
}

void write_state_members(JsonWriter& json, ImportJob const& job)
{
    json.member("id", job.id.value).member("state", name_of(job.state));
    write_text_or_null(json, "reason", job.reason);
    write_text_or_null(json, "planHash", job.plan_hash);
    write_text_or_null(json, "resultHash", job.result_hash);
    write_instant_or_null(json, "startedAt", job.started_at);
    write_instant_or_null(json, "finishedAt", job.finished_at);
    json.key("counts");
    write_counts(json, has_run(job.state) ? job.counts : job.planned);
}

void write_history_entry(JsonWriter& json, ImportJob const& job)
{
    json.begin_object();
    write_job(json, job);
    Counts const& counts = job.counts;
    json.member("validRecords", counts.created + counts.updated + counts.promoted + counts.unchanged);
    json.member("errorRecords", counts.rows_rejected + counts.records_rejected);
    json.member("durationMs", job.finished_at.microseconds > 0 && job.started_at.microseconds > 0
                                  ? (job.finished_at.microseconds - job.started_at.microseconds) / 1'000
                                  : std::int64_t{0});
    json.end_object();
}

std::string import_document(ImportJob const& job)
{
    JsonWriter json;
    json.begin_object();
    write_import_members(json, job);
    return json.end_object().take();
}

std::string history_document(std::span<ImportJob const> jobs)
{
    JsonWriter json;
    json.begin_object().key("imports").begin_array();
    for (ImportJob const& job : jobs) { write_history_entry(json, job); }
    return json.end_array().end_object().take();
}

std::string reading_document(ReadAnswer const& answer) { return write_reading(answer.reading, answer.summary, {}); }

std::string undo_document(ImportJob const& job, UndoReport const& report)
{
    JsonWriter json;
    json.begin_object();
    write_job(json, job);
    write_raw(json, "reading", job.reading);
    write_raw(json, "problems", job.problems);
    write_raw(json, "undo", write_undo_report(report));
    return json.end_object().take();
}

std::string receipt_document(Receipt const& receipt)
{
    JsonWriter json;
    json.begin_object();
    write_job(json, receipt.job);
    json.key("receipt").begin_object().member("fileHash", receipt.file_hash).member("recipeHash", receipt.recipe_hash);
    json.member("planHash", receipt.plan_hash).member("resultHash", receipt.result_hash).end_object();
    return json.end_object().take();
}

std::string verify_document(VerifyAnswer const& answer)
{
    JsonWriter json;
    json.begin_object().member("holds", answer.holds).member("resultHash", answer.result_hash).member("detail", answer.detail);
    return json.end_object().take();
}

} // namespace muster
