#include "service/plan_import.hpp"

#include "committing/rematch.hpp"
#include "history/import_file.hpp"
#include "history/row_log.hpp"
#include "mapping/mapper.hpp"
#include "matching/matching.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace muster {

namespace {

std::string joined(std::vector<ProfileId> const& persons)
{
    std::string text;
    for (ProfileId const person : persons) { text += (text.empty() ? "" : ", ") + std::to_string(person.value); }
    return text;
}

/// Keeps what planning finds about records: on disk by row, and counted.
class FindingsTaker {
public:
    explicit FindingsTaker(ByteSink& sink) : writer_{sink} {}

    void take(RecordFinding const& finding)
    {
        std::string const persons = joined(finding.persons);
        tally_.add(finding.row, finding.code, CellProblem::no_column, persons);
        if (written_) { written_ = writer_.add(finding.row, finding.code, CellProblem::no_column, persons); }
    }
    /// The first Error of writing, if there was one.
    Result<ProblemTally> finish()
    {
        TRY(std::move(written_));
        TRY(writer_.flush());
        return std::move(tally_);
    }

private:
    ProblemWriter writer_;
    ProblemTally tally_{};
    Result<void> written_{};
};

Result<std::vector<ProfileId>> match(Workplace const& place, ImportId import, Transaction& transaction)
{
    TRY_ASSIGN(auto keys, place.store.blobs().open(import, import_file::keys));
    TRY_ASSIGN(auto const sink, place.store.blobs().create(import, import_file::hits));
    TRY_ASSIGN(Hits hits, find_hits(std::move(keys), transaction.identities(), place.account, place.folder, *sink));
    return std::move(hits.shared);
}

/// What a plan starts from: the rows' side, and the attributes that mapping has found new.
Counts counts_before(Counts const& counts)
{
    Counts rows = counts_of_rows(counts);
    rows.new_attributes = counts.new_attributes;
    return rows;
}

/// The groups of the rows stay; those of an earlier plan give way to this one's. Rejections first.
Result<std::string> renew_groups(Workplace const& place, std::string const& problems, ProblemTally const& found)
{
    TRY_ASSIGN(auto groups, read_problem_groups(problems));
    std::erase_if(groups, [](ProblemGroup const& group) { return is_found_by_planning(group.code); });
    auto const message = [&](ProblemCode code, std::uint32_t) { return message_of_record(place.target, code, {}); };
    auto fresh = name_groups(found, {}, message);
    std::move(fresh.begin(), fresh.end(), std::back_inserter(groups));
    std::stable_sort(groups.begin(), groups.end(), [](ProblemGroup const& a, ProblemGroup const& b) {
        return is_warning(a.code) != is_warning(b.code) ? is_warning(b.code) : a.count > b.count;
    });
    return write_problem_groups(groups);
}

Result<PlanResult> plan(Workplace const& place, PlanInput const& input, Transaction& transaction, ImportId import, ProblemTally& found)
{
    TRY_ASSIGN(auto const sources, open_plan_sources(place.store, import));
    TRY_ASSIGN(auto const planned, place.store.blobs().create(import, import_file::planned));
    TRY_ASSIGN(auto const problems, place.store.blobs().create(import, import_file::plan_problems));
    FindingsTaker findings{*problems};
    PlanInput with_findings = input;
    with_findings.on_finding = [&](RecordFinding const& finding) { findings.take(finding); };
    TRY_ASSIGN(PlanResult result, make_plan(with_findings, sources, transaction, *planned));
    TRY_ASSIGN(found, findings.finish());
    TRY(problems->finish());
    return result;
}

} // namespace

ApplyRules rules_of(Workplace const& place, ImportJob const& job, Choices const& choices)
{
    ApplyRules rules;
    rules.on_duplicate = choices.on_duplicate;
    rules.on_ambiguous = choices.on_ambiguous;
    rules.default_type = choices.default_type;
    rules.at = place.now();
    rules.origin = Origin::import;
    rules.by = job.by;
    return rules;
}

Result<PlanSources> open_plan_sources(Store& store, ImportId import)
{
    PlanSources sources;
    TRY_ASSIGN(sources.spill, store.blobs().open(import, import_file::spill));
    TRY_ASSIGN(sources.rows, store.blobs().open(import, import_file::rows));
    TRY_ASSIGN(sources.groups, store.blobs().open(import, import_file::groups));
    TRY_ASSIGN(sources.members, store.blobs().open(import, import_file::members));
    TRY_ASSIGN(sources.hits, store.blobs().open(import, import_file::hits));
    return sources;
}

Result<void> plan_import(Workplace const& place, ImportJob& job, Recipe const& recipe, ProgressTaker const& progress)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read));
    PlanInput input{.target = place.target};
    input.account = place.account;
    input.rules = rules_of(place, job, recipe.choices);
    if (recipe.choices.tag_mode == TagMode::manual) { input.own_tags = recipe.choices.tags; }
    input.counts = counts_before(job.planned);
    input.file_digest = job.file_digest;
    input.recipe = job.recipe;
    TRY_ASSIGN(input.shared, in_stage(place, progress, "matching", [&] { return match(place, job.id, *transaction); }));
    if (progress) {
        std::int64_t const of = job.planned.rows_read - job.planned.rows_blank - job.planned.rows_rejected - job.planned.rows_folded;
        input.progress = [&progress, of](std::int64_t done) { return progress({"planning", done, of}); };
    }
    ProblemTally found;
    TRY_ASSIGN(PlanResult const result,
               in_stage(place, progress, "planning", [&] { return plan(place, input, *transaction, job.id, found); }));
    MUSTER_ASSERT(result.counts.conserved());
    job.planned = result.counts;
    if (recipe.choices.tag_mode == TagMode::automatic) { ++job.planned.new_tags; } // committing names it, as no other tag is named
    job.plan_hash = result.hash;
    TRY_ASSIGN(job.problems, renew_groups(place, job.problems, found));
    return {};
}

} // namespace muster
