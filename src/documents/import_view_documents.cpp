#include "documents/import_views.hpp"

#include "base/digest.hpp"
#include "documents/import_members.hpp"
#include "documents/nullable_members.hpp"
#include "mapping/recipe.hpp"
#include "mapping/suggestion.hpp"
#include "service/reading_notes.hpp"
#include "json/writer.hpp"

namespace muster {

namespace {

void write_trouble(JsonWriter& json, std::optional<Error> const& trouble)
{
    json.key("trouble");
    if (!trouble) {
        json.null();
        return;
    }
    json.begin_object().member("kind", name_of(trouble->kind)).member("code", trouble->code);
    json.member("message", trouble->message).end_object();
}

void write_progress(JsonWriter& json, JobProgress const& progress)
{
    json.key("progress").begin_object();
    write_text_or_null(json, "stage", progress.stage);
    json.member("done", progress.done).key("of");
    if (progress.of == 0) {
        json.null();
    } else {
        json.value(progress.of);
    }
    json.key("perSecond");
    if (progress.per_second == 0) {
        json.null();
    } else {
        json.value(progress.per_second);
    }
    json.key("secondsLeft");
    if (progress.seconds_left) {
        json.value(*progress.seconds_left);
    } else {
        json.null();
    }
    json.end_object();
}

void write_work(JsonWriter& json, std::optional<JobView> const& work)
{
    if (!work) {
        json.null();
        return;
    }
    json.begin_object().member("kind", work->kind).member("state", work->state == JobView::State::running ? "running" : "waiting");
    json.member("ahead", work->ahead).member("cancelling", work->cancelling);
    json.member("silentSeconds", static_cast<std::int64_t>(work->silent.count())).member("tries", work->tries);
    write_trouble(json, work->trouble);
    write_progress(json, work->progress);
    json.end_object();
}

void write_request(JsonWriter& json, std::optional<AnalysisRequest> const& request)
{
    json.key("request");
    if (!request) {
        json.null();
        return;
    }
    json.begin_object().member("autoMap", request->auto_map == ImportRequest::AutoMap::yes);
    write_recipe_member(json, write_recipe(request->recipe));
    json.end_object();
}

void write_undo_preview(JsonWriter& json, std::optional<UndoPreview> const& preview)
{
    json.key("undoPreview");
    if (!preview) {
        json.null();
        return;
    }
    json.begin_object().member("at", to_text(preview->at)).key("report");
    if (preview->report) {
        json.raw(write_undo_report(*preview->report));
    } else {
        json.null();
    }
    write_trouble(json, preview->trouble);
    json.end_object();
}

void write_suggestion(JsonWriter& json, Suggestion const& suggestion)
{
    json.key("suggestion");
    if (suggestion.grade == Grade::none) {
        json.null();
        return;
    }
    json.begin_object().member("field", suggestion.field).member("grade", name_of(suggestion.grade));
    json.member("evidence", suggestion.evidence).key("options").begin_object();
    ColumnOptions const& options = suggestion.options;
    if (!options.country.empty()) { json.member("country", options.country); }
    if (!options.date_format.empty()) { json.member("dateFormat", options.date_format); }
    if (!options.delimiter.empty()) { json.member("delimiter", options.delimiter); }
    json.end_object().end_object();
}

void write_column(JsonWriter& json, UploadPreview const& preview, std::size_t index)
{
    Column const& column = preview.reading.columns[index];
    ColumnSketch const& sketch = preview.columns[index];
    json.begin_object().member("number", column.ordinal).member("name", column.name()).member("filled", sketch.filled);
    json.key("examples").begin_array();
    for (std::string const& example : sketch.examples) { json.value(example); }
    json.end_array().key("frequent").begin_array();
    for (auto const& [value, count] : sketch.frequent) { json.begin_object().member("value", value).member("count", count).end_object(); }
    json.end_array().member("holds", name_of(preview.suggestions[index].contents));
    write_suggestion(json, preview.suggestions[index]);
    json.end_object();
}

void write_rows(JsonWriter& json, std::string_view name, std::vector<PreviewRow> const& rows)
{
    json.key(name).begin_array();
    for (PreviewRow const& row : rows) {
        json.begin_object().member("row", row.row.value).key("cells").begin_array();
        for (std::string const& cell : row.cells) { json.value(cell); }
        json.end_array().end_object();
    }
    json.end_array();
}

} // namespace

std::string import_view_document(ImportView const& view, UploadPreview const* preview)
{
    JsonWriter json;
    json.begin_object();
    write_import_members(json, view.job);
    json.key("work");
    write_work(json, view.work);
    write_trouble(json, view.trouble);
    write_request(json, view.request);
    write_undo_preview(json, view.undo_preview);
    if (preview != nullptr) { json.key("preview").raw(upload_document(*preview)); }
    return json.end_object().take();
}

std::string work_document(std::optional<JobView> const& work)
{
    JsonWriter json;
    write_work(json, work);
    return json.take();
}

std::string state_document(ImportView const& view)
{
    JsonWriter json;
    json.begin_object();
    write_state_members(json, view.job);
    json.key("work");
    write_work(json, view.work);
    return json.end_object().take();
}

std::string upload_document(UploadPreview const& preview)
{
    JsonWriter json;
    ImportJob const& job = preview.job;
    json.begin_object().member("uploadId", job.id.value).member("state", name_of(job.state));
    json.key("file").begin_object().member("name", job.file_name).member("size", static_cast<std::int64_t>(job.file_size));
    json.member("sha256", to_hex(job.file_digest)).end_object().member("by", job.by).member("uploadedAt", to_text(job.uploaded_at));
    json.key("reading").raw(write_reading(preview.reading, preview.summary, {})).key("columns").begin_array();
    for (std::size_t index = 0; index < preview.columns.size(); ++index) { write_column(json, preview, index); }
    json.end_array();
    write_rows(json, "firstRows", preview.first_rows);
    write_rows(json, "rows", preview.content_rows);
    json.member("rowsLookedAt", preview.rows).member("whole", preview.extent == UploadPreview::Extent::whole);
    json.key("recipes").begin_array();
    for (std::string const& recipe : preview.recipes) { json.value(recipe); }
    return json.end_array().end_object().take();
}

std::string import_page_document(std::span<ImportJob const> jobs, std::optional<ImportId> next)
{
    JsonWriter json;
    json.begin_object().key("imports").begin_array();
    for (ImportJob const& job : jobs) { write_history_entry(json, job); }
    json.end_array().key("next");
    if (next) {
        json.value(next->value);
    } else {
        json.null();
    }
    return json.end_object().take();
}

} // namespace muster
