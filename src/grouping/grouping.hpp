#pragma once

#include "base/bytes.hpp"
#include "base/keyed_hash.hpp"
#include "grouping/external_sort.hpp"
#include "grouping/row_outline.hpp"
#include "grouping/spill.hpp"
#include "profile/record.hpp"

#include <bit>
#include <cstdint>
#include <cstring>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace muster {

/// What is kept of every row of the first table, in the file's order.
struct RowEntry {
    static constexpr std::uint32_t no_record = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t row{};             ///< RowNumber
    std::uint32_t line{};            ///< text files: line of its start
    std::uint32_t record{no_record}; ///< ordinal of its record, from 0
    Outcome outcome{Outcome::none};  ///< blank, rejected, folded; none = the first row of its record, whose outcome counts
    ProblemCode code{ProblemCode::none};
    std::uint16_t unused{};
};
static_assert(sizeof(RowEntry) == 16);

/// A record by its rows: where its first row lies in the spill. Further rows are Members.
struct Group {
    RowPlace place{};
    std::uint32_t first_row{}; ///< index of a RowEntry
    std::uint32_t members{};   ///< how many further rows, rejected ones not counted
};
static_assert(sizeof(Group) == 16);

/// A further row of a record; ascending by (record, row).
struct Member {
    RowPlace place{};
    std::uint32_t record{};
    std::uint32_t row{}; ///< index of a RowEntry
};
static_assert(sizeof(Member) == 16);

/// An identifier's key with the record that has it; ascending by key.
struct KeyOfRecord {
    Key128 key{};
    std::uint32_t record{};
    auto operator<=>(KeyOfRecord const&) const = default;
};

using KeyOf = std::function<Key128(Identifier const&)>;

/// Where grouping leaves its results.
struct GroupingSinks {
    ByteSink& spill;   ///< Candidates
    ByteSink& rows;    ///< RowEntry
    ByteSink& groups;  ///< Group
    ByteSink& members; ///< Member
    ByteSink& keys;    ///< KeyOfRecord
};

struct GroupingCounts {
    std::int64_t rows{}, blank{}, rejected{}, folded{}, records{}, two_external_ids{};
};

/// Brings the rows of one profile together: rows that share an identifier, directly or through other rows, are one record. Rows are
/// added in the file's order; keeps 36 bytes a row in memory, everything else in files. One thread.
class Grouping {
public:
    /// `folder`: where sorting may keep files. `on_rejected` is called for rows that bring too many contacts, by record, then row;
    /// `on_two` for records that give more than one external id.
    using OnRow = std::function<void(RowNumber row, Record const& record)>;
    Grouping(Target const& target, KeyOf key_of, GroupingSinks sinks, std::string folder, std::size_t memory = sort_memory);

    /// A row that takes no part: blank or rejected.
    void add_other(RowNumber row, std::int64_t line, Outcome outcome, ProblemCode code);
    Result<void> add_valid(std::int64_t line, Candidate const& candidate);
    /// Forms the groups and writes and finishes all sinks. `open_spill` opens what was written to the spill.
    Result<GroupingCounts> finish(std::function<Result<std::shared_ptr<ByteSource const>>()> const& open_spill, OnRow const& on_rejected,
                                  OnRow const& on_two);

private:
    struct KeyOfRow {
        Key128 key{};
        std::uint32_t row{};
        bool operator==(KeyOfRow const&) const = default;
        auto operator<=>(KeyOfRow const&) const = default;
    };
    std::uint32_t root_of(std::uint32_t row);
    void unite(std::uint32_t a, std::uint32_t b);
    Result<void> unite_rows();
    Result<std::vector<Member>> number_records(std::vector<Group>& groups);
    bool may_break_a_rule(Group const& group, std::span<Member const> members) const;
    Result<void> check_contacts(SpillReader& spill, std::vector<Group>& groups, std::vector<Member>& members, OnRow const& on_rejected,
                                OnRow const& on_two);
    Result<void> write_keys();
    Result<void> write_keys_in_memory();
    Result<void> write_rows(std::span<Group const> groups, std::span<Member const> members);
    Result<void> write_results(std::span<Group const> groups, std::span<Member const> members);

    Target const& target_;
    KeyOf key_of_;
    GroupingSinks sinks_;
    SpillWriter spill_;
    IdentifierLister identifiers_{};
    std::vector<RowEntry> rows_{};
    std::vector<RowPlace> places_{};       ///< of every row in the spill; of rows that are not there, unused
    std::vector<std::uint64_t> singles_{}; ///< of every row: stands for its identifiers of single-value fields; 0 = it has none
    TagListNumbers tag_lists_{};
    std::vector<std::uint32_t> parents_{}; ///< union-find over row indexes
    ExternalSort<KeyOfRow> keys_;
    GroupingCounts counts_{};
};

} // namespace muster
