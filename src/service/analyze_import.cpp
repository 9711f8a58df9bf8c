#include "history/retention.hpp"
#include "mapping/mapper.hpp"
#include "service/idempotency.hpp"
#include "service/import_acts.hpp"
#include "service/import_table.hpp"
#include "service/map_rows.hpp"
#include "service/names.hpp"
#include "service/plan_import.hpp"
#include "service/problem_groups.hpp"
#include "service/reading_notes.hpp"
#include "service/suggest_mapping.hpp"

#include <memory>
#include <utility>

namespace muster {

namespace {

/// What one analysis works on, stage by stage.
struct Analysis {
    ImportJob job{};
    Recipe recipe{};
    std::vector<AttributeField> attributes{};
    std::unique_ptr<Table> table{};
    std::vector<Suggestion> suggestions{};
};

Result<Mapper> make_mapper(Workplace const& place, Analysis const& analysis)
{
    return Mapper::create(place.target, analysis.recipe, analysis.table->reading(), analysis.attributes, date_of(place.now()));
}

/// Puts into the job what the rows' pass found out.
void note_rows(Analysis& analysis, Mapper const& mapper, RowsAnswer const& rows)
{
    ColumnNotes notes{{}, analysis.suggestions, mapper.new_attributes()};
    std::vector<std::string> columns;
    for (std::size_t column = 0; column < analysis.table->reading().columns.size(); ++column) {
        columns.push_back(analysis.table->reading().columns[column].name());
        notes.fields.emplace_back(mapper.field_of(column));
    }
    auto const message = [&](ProblemCode code, std::uint32_t column) -> std::string {
        return is_about_record(code) ? message_of_record(person_target(), code, {}) : mapper.message(code, column);
    };
    analysis.job.planned = rows.counts;
    analysis.job.planned.new_attributes = static_cast<std::int64_t>(mapper.new_attributes().size());
    analysis.job.reading = write_reading(analysis.table->reading(), rows.summary, notes);
    analysis.job.problems = write_problem_groups(name_groups(rows.tally, columns, message));
    analysis.job.recipe = write_recipe(analysis.recipe, RecipeName::without);
}

Result<void> map_columns(Workplace const& place, AnalysisRequest const& request, Analysis& analysis, ProgressTaker const& progress)
{
    if (request.auto_map == ImportRequest::AutoMap::no) { return {}; }
    TRY_ASSIGN(analysis.suggestions, suggest_mapping(place, *analysis.table, analysis.attributes, progress));
    return take_certain(place.target, analysis.table->reading(), analysis.suggestions, analysis.recipe);
}

/// The stages of an analysis in their order.
Result<void> run_stages(Workplace const& place, AnalysisRequest const& request, Analysis& analysis, ProgressTaker const& progress)
{
    {
        TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read));
        TRY_ASSIGN(analysis.attributes, load_attribute_fields(place, *transaction));
    }
    TRY_ASSIGN(analysis.table,
               in_stage(place, progress, "opening", [&] { return open_import_table(place, analysis.job, analysis.recipe); }));
    TRY(in_stage(place, progress, "studying", [&] { return map_columns(place, request, analysis, progress); }));
    TRY_ASSIGN(Mapper const mapper, make_mapper(place, analysis));
    TRY_ASSIGN(RowsAnswer const rows, in_stage(place, progress, "reading", [&] {
                   return map_rows(place, analysis.job.id, *analysis.table, mapper, analysis.recipe, progress);
               }));
    note_rows(analysis, mapper, rows);
    return plan_import(place, analysis.job, analysis.recipe, progress);
}

/// The rows as they were mapped, matched and planned under other choices.
Result<void> plan_again(Workplace const& place, ImportJob& job, Choices const& choices, ProgressTaker const& progress)
{
    TRY_ASSIGN(Recipe recipe, read_recipe(job.recipe)); // the effective one: with what was suggested
    recipe.choices = choices;
    job.recipe = write_recipe(recipe, RecipeName::without);
    return plan_import(place, job, recipe, progress);
}

Result<ImportJob> analyze_upload(Workplace const& place, ImportRequest const& request, ImportJob job, ProgressTaker const& progress)
{
    ImportId const id = job.id;
    job.idempotency_key = request.idempotency_key;
    TRY_ASSIGN(ImportJob ordered, order_analysis(place, std::move(job), {request.recipe, request.auto_map, {}}));
    if (ordered.id != id) { // it was asked for before
        TRY(remove_import(place.store, place.account, id));
        return ordered;
    }
    TRY_ASSIGN(ImportJob ready, run_analysis(place, std::move(ordered), AnalyzeFrom::file, progress));
    TRY(save_import(place, ready));
    return ready;
}

} // namespace

Result<ImportJob> order_analysis(Workplace const& place, ImportJob job, AnalysisRequest request)
{
    TRY_ASSIGN(request, checked_request(place, std::move(request)));
    if (request.ordered_as.empty()) { request.ordered_as = digest_of(request); }
    TRY(keep_request(place, job.id, request));
    job.state = ImportState::analyzing;
    job.plan_hash.clear();
    job.reason.clear();
    // one transaction for looking and saving: of two orders with one key at the same moment only one may find nobody before it
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::write));
    TRY_ASSIGN(auto earlier, find_created_by(place, *transaction, job));
    if (earlier) {
        TRY_ASSIGN(auto const asked, find_request(place, earlier->id));
        bool const same = earlier->file_digest == job.file_digest && asked && asked->ordered_as == request.ordered_as;
        if (!same) { return key_reused(); }
        return *std::move(earlier);
    }
    TRY(transaction->imports().save(place.account, job));
    TRY(transaction->commit());
    return job;
}

Result<ImportJob> run_analysis(Workplace const& place, ImportJob job, AnalyzeFrom from, ProgressTaker const& progress)
{
    TRY_ASSIGN(auto const request, find_request(place, job.id));
    if (!request) {
        return Error{ErrorKind::conflict, "IMPORT_STATE", "No analysis of import " + std::to_string(job.id.value) + " was asked for."};
    }
    if (from == AnalyzeFrom::rows) {
        TRY(plan_again(place, job, request->recipe.choices, progress));
    } else {
        Analysis analysis;
        analysis.job = std::move(job);
        analysis.recipe = request->recipe;
        TRY(run_stages(place, *request, analysis, progress));
        job = std::move(analysis.job);
    }
    job.state = ImportState::ready;
    return job;
}

ImportJob without_analysis(ImportJob job, Error const& why)
{
    job.state = ImportState::uploaded;
    job.plan_hash.clear();
    job.reason = why.code + ": " + why.message;
    return job;
}

bool is_passing(Error const& error)
{
    return error.kind == ErrorKind::unavailable || error.kind == ErrorKind::locked || error.kind == ErrorKind::cancelled;
}

Result<ImportJob> analyze_import(Workplace const& place, ImportRequest const& request, ProgressTaker const& progress)
{
    TRY(checked_request(place, {request.recipe, request.auto_map, {}})); // before the file is taken in
    TRY_ASSIGN(ImportJob job, take_in_upload(place, request.file, request.by, progress));
    ImportId const id = job.id;
    Result<ImportJob> analysed = analyze_upload(place, request, std::move(job), progress);
    if (!analysed) { forget_import(place, id); }
    return analysed;
}

} // namespace muster
