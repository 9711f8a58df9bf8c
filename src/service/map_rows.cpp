#include "service/map_rows.hpp"

#include "grouping/grouping.hpp"
#include "history/import_file.hpp"
#include "history/receipt.hpp"
#include "service/mapped_rows.hpp"
#include "service/names.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace muster {

namespace {

/// The files of one pass, open for writing.
struct RowFiles {
    std::unique_ptr<ByteSink> spill{}, rows{}, groups{}, members{}, keys{}, problems{}, digests{};

    static Result<RowFiles> create(Blobs& blobs, ImportId import)
    {
        RowFiles files;
        TRY_ASSIGN(files.spill, blobs.create(import, import_file::spill));
        TRY_ASSIGN(files.rows, blobs.create(import, import_file::rows));
        TRY_ASSIGN(files.groups, blobs.create(import, import_file::groups));
        TRY_ASSIGN(files.members, blobs.create(import, import_file::members));
        TRY_ASSIGN(files.keys, blobs.create(import, import_file::keys));
        TRY_ASSIGN(files.problems, blobs.create(import, import_file::problems));
        TRY_ASSIGN(files.digests, blobs.create(import, import_file::digests));
        return files;
    }
    GroupingSinks sinks() const { return {*spill, *rows, *groups, *members, *keys}; }
};

/// Takes mapped rows in the file's order.
class RowsTaker {
public:
    RowsTaker(Workplace const& place, ImportId import, RowFiles const& files, ColumnDamage const& damage)
        : place_{place},
          import_{import},
          files_{files},
          damage_{damage},
          problems_{*files.problems},
          digests_{*files.digests},
          grouping_{place.target, [&key = place.store.hash_key()](Identifier const& identifier) { return key_of(key, identifier); },
                    files.sinks(), place.folder}
    {
    }

    Result<void> take(MappedRows const& batch)
    {
        MUSTER_ASSERT(batch.mapped.rows.size() == batch.rows.size());
        for (std::size_t row = 0; row < batch.rows.size(); ++row) { TRY(take_row(batch, row)); }
        for (CellProblem const& problem : batch.mapped.problems) { TRY(take_problem(batch.rows, problem)); }
        return digests_.add(batch.digests);
    }

    Result<Counts> finish()
    {
        TRY(problems_.flush());
        TRY(files_.problems->finish());
        TRY(digests_.flush());
        TRY(files_.digests->finish());
        for (ColumnDamage::Finding const& finding : damage_.findings()) { tally_damage(finding); }
        TRY_ASSIGN(GroupingCounts const grouped, group());
        TRY(write_record_problems());
        Counts counts;
        counts.rows_read = grouped.rows;
        counts.rows_blank = grouped.blank;
        counts.rows_rejected = grouped.rejected;
        counts.rows_folded = grouped.folded;
        return counts;
    }

    HashKey const& salt() const { return digests_.salt(); }
    ProblemTally take_tally() { return std::move(tally_); }

private:
    Result<void> take_row(MappedRows const& batch, std::size_t row)
    {
        RowBatch::Entry const& entry = batch.rows.entry(row);
        MappedBatch::Entry const& mapped = batch.mapped.rows[row];
        switch (mapped.verdict) {
        case MappedBatch::Verdict::valid: return grouping_.add_valid(entry.line, batch.mapped.candidates[mapped.candidate]);
        case MappedBatch::Verdict::blank: grouping_.add_other(entry.number, entry.line, Outcome::blank, ProblemCode::none); break;
        case MappedBatch::Verdict::rejected: grouping_.add_other(entry.number, entry.line, Outcome::rejected, mapped.code); break;
        }
        return {};
    }

    Result<void> take_problem(RowBatch const& rows, CellProblem const& problem)
    {
        RowNumber const row = rows.entry(problem.row).number;
        bool const of_cell = problem.column != CellProblem::no_column;
        std::string_view const value = of_cell ? rows.cell(problem.row, problem.column).text : std::string_view{};
        tally_.add(row, problem.code, problem.column, value);
        return problems_.add(row, problem.code, problem.column, value);
    }

    void tally_damage(ColumnDamage::Finding const& finding)
    {
        ProblemTally::Group group{finding.code, finding.column, finding.count, {}};
        for (auto const& [row, value] : finding.examples) { group.examples.push_back({row, value}); }
        tally_.add(group);
    }

    Result<GroupingCounts> group()
    {
        auto const open_spill = [this] { return place_.store.blobs().open(import_, import_file::spill); };
        return grouping_.finish(
            open_spill,
            [this](RowNumber row, Record const&) {
                record_problems_.push_back({row, ProblemCode::too_many_additional_contacts, CellProblem::no_column, {}});
            },
            [this](RowNumber row, Record const& record) {
                record_problems_.push_back({row, ProblemCode::two_external_ids, CellProblem::no_column, external_ids(record)});
            });
    }

    std::string external_ids(Record const& record) const
    {
        std::string all;
        for (FieldValue const& value : record.superseded) { all += value.value + ", "; }
        for (FieldValue const& value : record.values) {
            FieldRule const* rule = place_.target.find(value.field);
            if (rule != nullptr && rule->kind == FieldKind::external_id) { all += value.value; }
        }
        return all;
    }

    /// Grouping tells them by record; they are kept by row, as everything is read back.
    Result<void> write_record_problems()
    {
        std::stable_sort(record_problems_.begin(), record_problems_.end(),
                         [](StoredProblem const& a, StoredProblem const& b) { return a.row < b.row; });
        TRY_ASSIGN(auto const sink, place_.store.blobs().create(import_, import_file::grouping_problems));
        ProblemWriter writer{*sink};
        for (StoredProblem const& problem : record_problems_) {
            tally_.add(problem.row, problem.code, problem.column, problem.value);
            TRY(writer.add(problem.row, problem.code, problem.column, problem.value));
        }
        TRY(writer.flush());
        return sink->finish();
    }

    Workplace const& place_;
    ImportId import_;
    RowFiles const& files_;
    ColumnDamage const& damage_; ///< collected where the rows are read, complete when they have been
    ProblemWriter problems_;
    RowDigests digests_;
    Grouping grouping_;
    ProblemTally tally_{};
    std::vector<StoredProblem> record_problems_{};
};

Result<void> take_all(RowsToMap const& to_map, RowsTaker& taker, ProgressTaker const& progress)
{
    MappedRowsSource source{to_map};
    std::int64_t rows = 0;
    for (;;) {
        TRY_ASSIGN(auto batch, source.next());
        if (!batch) { return {}; }
        TRY(taker.take(*batch));
        rows += static_cast<std::int64_t>(batch->rows.size());
        source.give_back(std::move(batch));
        if (progress) { TRY(progress({"reading", rows, 0})); }
    }
}

} // namespace

Result<RowsAnswer> map_rows(Workplace const& place, ImportId import, Table const& table, Mapper const& mapper, Recipe const& recipe,
                            ProgressTaker const& progress)
{
    std::vector<AttributeField> attributes;
    {
        TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read));
        TRY_ASSIGN(attributes, load_attribute_fields(place, *transaction));
    }
    ColumnDamage damage{place.target, recipe, table.reading(), attributes};
    TRY_ASSIGN(auto const reader, table.rows());
    TRY_ASSIGN(RowFiles const files, RowFiles::create(place.store.blobs(), import));
    RowsTaker taker{place, import, files, damage};
    TRY(take_all({*reader, mapper, damage, taker.salt()}, taker, progress));
    RowsAnswer answer;
    TRY_ASSIGN(answer.counts, in_stage(place, progress, "grouping", [&] { return taker.finish(); }));
    answer.tally = taker.take_tally();
    answer.summary = reader->summary();
    answer.counts.rows_outside = answer.summary.rows_outside;
    return answer;
}

} // namespace muster
