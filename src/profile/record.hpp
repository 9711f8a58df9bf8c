#pragma once

#include "base/number.hpp"
#include "base/problem.hpp"
#include "profile/profile.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace muster {

/// One mapped, valid row: values in canonical form.
struct Candidate {
    RowNumber row{};
    std::optional<ProfileType> type{};  ///< from a mapped type column
    std::vector<FieldValue> values{};   ///< single-value fields, ascending by field, one each
    std::vector<FieldValue> contacts{}; ///< many-valued fields, left to right, unique
    std::vector<std::string> tags{};    ///< names as given, unique without case

    void clear();
};

/// What the rows of one profile in the file make together.
struct Record {
    RowNumber first_row{};
    std::optional<ProfileType> type{};
    std::vector<FieldValue> values{};
    std::vector<FieldValue> contacts{};
    std::vector<std::string> tags{};
    /// Identifiers of single-value fields that a later row replaced: they match stored profiles but are not stored.
    std::vector<FieldValue> superseded{};

    void clear();
};

/// A list of tags that many rows of a file have: equal lists have the same number, from 1.
struct TagList {
    std::uint32_t number{};
    std::vector<std::string> names{};
};

/// What decides about a record that meets no stored profile: its other values only fill the profile.
struct RecordOutline {
    std::optional<ProfileType> type{};
    std::size_t contacts{};             ///< of all its rows, repeats counted: not fewer than it has
    std::vector<TagList const*> tags{}; ///< of its rows, in their order; live as long as who gave them
};

/// Builds a record from its rows in the file's order: the latest non-empty value wins, contacts and tags are united. Reusable.
class RecordBuilder {
public:
    explicit RecordBuilder(Target const& target) : target_{target} {}
    /// The record is meaningless until the first row is in.
    void start(Record& into);
    /// Adds a row; refuses (and takes nothing of it) with too_many_additional_contacts when it would bring the record above the
    /// target's additional_contact_limit beyond the first row's contacts. Repeats are not counted. The first row is taken over: the
    /// record's old buffers are left in it, so that a loop over records allocates little.
    ProblemCode add(Candidate& row);

private:
    Target const& target_;
    Record* record_{};
    std::size_t first_row_contacts_{};
};

/// All identifiers by which the record is matched, superseded ones included; unique.
std::vector<Identifier> identifiers_of(Target const& target, Record const& record);

/// What became, or would become, of a record. Stored: append only.
enum class Outcome : std::uint8_t {
    none = 0,
    created = 1,
    updated = 2,
    promoted = 3,
    unchanged = 4,
    discarded = 5,
    rejected = 6,
    not_applied = 7, ///< the import was cancelled before it
    // of rows only
    blank = 16,
    folded = 17, ///< joined the record of an earlier row
};
/// Whether the record was, or would be, brought in (and gets the import's tags): created, updated, promoted, unchanged.
constexpr bool is_applied(Outcome outcome) { return outcome >= Outcome::created && outcome <= Outcome::unchanged; }
std::string_view name_of(Outcome outcome); ///< CREATED, ... FOLDED
std::optional<Outcome> outcome_of(std::string_view name);

enum class OnDuplicate : std::uint8_t { merge, discard };
enum class OnAmbiguous : std::uint8_t { reject, merge };
enum class OnError : std::uint8_t { skip, fail };              ///< fail: any rejected row or record stops before anything is written
enum class OnDrift : std::uint8_t { apply, stop };             ///< what a store that changed since the plan leads to
enum class TagMode : std::uint8_t { none, automatic, manual }; ///< the import's own tags

} // namespace muster
