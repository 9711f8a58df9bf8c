#include "base/text.hpp"
#include "history/import_file.hpp"
#include "history/retention.hpp"
#include "mapping/mapper.hpp"
#include "service/checked_choices.hpp"
#include "service/import_acts.hpp"
#include "service/map_rows.hpp"
#include "service/names.hpp"
#include "service/plan_import.hpp"
#include "service/problem_groups.hpp"
#include "service/reading_notes.hpp"
#include "service/suggest_mapping.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

namespace muster {

namespace {

/// How long one key joins requests.
constexpr std::int64_t idempotency_microseconds = 24LL * 60 * 60 * 1'000'000;

/// What can be refused before the file is taken in.
Result<void> check_request(Workplace const& place, ImportRequest const& request)
{
    if (!text::equal_ascii_caseless(request.recipe.target, place.target.name)) {
        return Error{ErrorKind::unsupported, "TARGET_UNSUPPORTED",
                     "The recipe is for \"" + request.recipe.target + "\"; only persons are imported here."};
    }
    TRY(checked_choices(request.recipe.choices));
    return {};
}

/// What one analysis works on, stage by stage.
struct Analysis {
    ImportJob job{};
    Recipe recipe{};
    std::vector<AttributeField> attributes{};
    std::unique_ptr<Table> table{};
    std::vector<Suggestion> suggestions{};
};

Result<std::unique_ptr<Table>> open_upload(Workplace const& place, Analysis const& analysis)
{
    TRY_ASSIGN(auto upload, place.store.blobs().open(analysis.job.id, import_file::upload));
    return open_table(std::move(upload), analysis.job.file_name, analysis.recipe.reading, named_titles(analysis.recipe), place.unpacking());
}

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

Result<void> map_columns(Workplace const& place, ImportRequest const& request, Analysis& analysis, ProgressTaker const& progress)
{
    if (request.auto_map == ImportRequest::AutoMap::no) { return {}; }
    TRY_ASSIGN(analysis.suggestions, suggest_mapping(place, *analysis.table, analysis.attributes, progress));
    return take_certain(place.target, analysis.table->reading(), analysis.suggestions, analysis.recipe);
}

/// The stages of an analysis in their order.
Result<void> run_stages(Workplace const& place, ImportRequest const& request, Analysis& analysis, ProgressTaker const& progress)
{
    {
        TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read));
        TRY_ASSIGN(analysis.attributes, load_attribute_fields(place, *transaction));
    }
    TRY_ASSIGN(analysis.table, in_stage(place, progress, "opening", [&] { return open_upload(place, analysis); }));
    TRY(in_stage(place, progress, "studying", [&] { return map_columns(place, request, analysis, progress); }));
    TRY_ASSIGN(Mapper const mapper, make_mapper(place, analysis));
    TRY_ASSIGN(RowsAnswer const rows, in_stage(place, progress, "reading", [&] {
                   return map_rows(place, analysis.job.id, *analysis.table, mapper, analysis.recipe, progress);
               }));
    note_rows(analysis, mapper, rows);
    TRY(plan_import(place, analysis.job, analysis.recipe, progress));
    analysis.job.state = ImportState::ready;
    return save_import(place, analysis.job);
}

/// An import that was made with the same key within its time.
Result<std::optional<ImportJob>> find_joined(Workplace const& place, ImportJob const& job)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read));
    TRY_ASSIGN(auto const jobs, transaction->imports().list(place.account, std::numeric_limits<std::int32_t>::max()));
    for (ImportJob const& other : jobs) {
        bool const same_key = other.id != job.id && other.idempotency_key == job.idempotency_key;
        if (same_key && job.uploaded_at.microseconds - other.uploaded_at.microseconds <= idempotency_microseconds) { return other; }
    }
    return std::optional<ImportJob>{};
}

/// Whether a request asks for what an earlier import did; the mapping that was found for it is not the request's.
Result<bool> asks_the_same(ImportJob const& earlier, ImportJob const& job, ImportRequest const& request)
{
    if (earlier.file_digest != job.file_digest) { return false; }
    TRY_ASSIGN(Recipe const before, read_recipe(earlier.recipe));
    Recipe const& now = request.recipe;
    bool const starts_alike = before.columns.size() >= now.columns.size() &&
                              std::equal(now.columns.begin(), now.columns.end(), before.columns.begin()); // suggestions come behind
    bool const same_columns = request.auto_map == ImportRequest::AutoMap::yes ? starts_alike : before.columns == now.columns;
    TRY_ASSIGN(Choices const choices, checked_choices(now.choices));
    return same_columns && before.reading == now.reading && before.choices == choices;
}

Result<ImportJob> analyze_upload(Workplace const& place, ImportRequest const& request, ImportJob job, ProgressTaker const& progress)
{
    if (!job.idempotency_key.empty()) {
        TRY_ASSIGN(auto const earlier, find_joined(place, job));
        if (earlier) {
            TRY_ASSIGN(bool const same, asks_the_same(*earlier, job, request));
            if (same) {
                TRY(remove_import(place.store, place.account, job.id));
                return *earlier;
            }
            return Error{ErrorKind::conflict, "IDEMPOTENCY_KEY_REUSED",
                         "This idempotency key was used for another file or other choices in the last 24 hours. Take a new one."};
        }
    }
    Analysis analysis;
    analysis.job = std::move(job);
    analysis.recipe = request.recipe;
    TRY_ASSIGN(analysis.recipe.choices, checked_choices(request.recipe.choices));
    TRY(save_import(place, analysis.job));
    TRY(run_stages(place, request, analysis, progress));
    return std::move(analysis.job);
}

} // namespace

Result<ImportJob> analyze_import(Workplace const& place, ImportRequest const& request, ProgressTaker const& progress)
{
    TRY(check_request(place, request));
    TRY_ASSIGN(ImportJob job, take_in_upload(place, request, progress));
    ImportId const id = job.id;
    Result<ImportJob> analysed = analyze_upload(place, request, std::move(job), progress);
    if (!analysed) { forget_import(place, id); }
    return analysed;
}

} // namespace muster
