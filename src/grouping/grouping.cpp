#include "grouping/grouping.hpp"

#include "base/assert.hpp"
#include "base/pieces.hpp"

#include <algorithm>
#include <cstddef>
#include <future>
#include <span>
#include <system_error>
#include <utility>

namespace muster {

namespace {

/// Values as bytes, in pieces that keep the second-level cache.
template <class T>
Result<void> write_all(ByteSink& sink, std::span<T const> values)
{
    return sink.write({reinterpret_cast<char const*>(values.data()), values.size_bytes()}); // NOLINT: plain values as bytes
}

} // namespace

Grouping::Grouping(Target const& target, KeyOf key_of, GroupingSinks sinks, std::string folder, std::size_t memory)
    : target_{target}, key_of_{std::move(key_of)}, sinks_{sinks}, spill_{sinks.spill}, keys_{std::move(folder), memory}
{
}

void Grouping::add_other(RowNumber row, std::int64_t line, Outcome outcome, ProblemCode code)
{
    ++counts_.rows;
    ++(outcome == Outcome::blank ? counts_.blank : counts_.rejected);
    rows_.push_back({static_cast<std::uint32_t>(row.value), static_cast<std::uint32_t>(line), RowEntry::no_record, outcome, code, 0});
    places_.push_back({});
    singles_.push_back(0);
    parents_.push_back(static_cast<std::uint32_t>(parents_.size()));
}

Result<void> Grouping::add_valid(std::int64_t line, Candidate const& candidate)
{
    auto const index = static_cast<std::uint32_t>(rows_.size());
    TRY_ASSIGN(std::uint64_t const offset, spill_.add(candidate));
    ++counts_.rows;
    rows_.push_back({static_cast<std::uint32_t>(candidate.row.value), static_cast<std::uint32_t>(line), RowEntry::no_record, Outcome::none,
                     ProblemCode::none, 0});
    places_.push_back(outlined_place(offset, candidate, tag_lists_));
    parents_.push_back(index);
    std::uint64_t single = 0;
    for (Identifier const& identifier : identifiers_.of(target_, candidate.values, {})) {
        Key128 const key = key_of_(identifier);
        single = std::rotl(single, 1) ^ std::hash<Key128>{}(key);
        TRY(keys_.add({key, index}));
    }
    singles_.push_back(single);
    for (Identifier const& identifier : identifiers_.of(target_, {}, candidate.contacts)) { TRY(keys_.add({key_of_(identifier), index})); }
    return {};
}

std::uint32_t Grouping::root_of(std::uint32_t row)
{
    while (parents_[row] != row) {
        parents_[row] = parents_[parents_[row]]; // path halving
        row = parents_[row];
    }
    return row;
}

/// The earlier row stays the root, so that a root is always its group's first row.
void Grouping::unite(std::uint32_t a, std::uint32_t b)
{
    a = root_of(a);
    b = root_of(b);
    if (a != b) { parents_[std::max(a, b)] = std::min(a, b); }
}

/// Unites rows that share a key.
Result<void> Grouping::unite_rows()
{
    Key128 last{};
    std::uint32_t last_row = RowEntry::no_record;
    return keys_.drain([&](KeyOfRow const& entry) -> Result<void> {
        if (last_row != RowEntry::no_record && entry.key == last) { unite(last_row, entry.row); }
        last = entry.key;
        last_row = entry.row;
        return {};
    });
}

/// Gives records their ordinals in the order of their first rows, and lists the further rows.
Result<std::vector<Member>> Grouping::number_records(std::vector<Group>& groups)
{
    std::vector<Member> members;
    for (std::uint32_t row = 0; row < rows_.size(); ++row) {
        RowEntry& entry = rows_[row];
        if (entry.outcome != Outcome::none) { continue; }
        std::uint32_t const root = root_of(row);
        if (root == row) {
            entry.record = static_cast<std::uint32_t>(groups.size());
            groups.push_back({places_[row], row, 0});
        } else {
            entry.record = rows_[root].record;
            entry.outcome = Outcome::folded;
            ++groups[entry.record].members;
            members.push_back({places_[row], entry.record, row});
        }
    }
    std::sort(members.begin(), members.end(),
              [](Member const& a, Member const& b) { return std::pair{a.record, a.row} < std::pair{b.record, b.row}; });
    return members;
}

/// Whether the record's rows together may have too many contacts, or several values of an identifier that has room for one. Usually not:
/// then they need not be read. Equal keys are equal identifiers here as everywhere in grouping.
bool Grouping::may_break_a_rule(Group const& group, std::span<Member const> members) const
{
    if (!group.place.has_outline()) { return true; }
    std::size_t further_contacts = 0;
    std::uint64_t single = singles_[group.first_row];
    for (Member const& member : members) {
        further_contacts += member.place.contacts;
        if (!member.place.has_outline() || further_contacts > target_.additional_contact_limit) { return true; }
        std::uint64_t const own = singles_[member.row];
        if (own != 0 && single != 0 && own != single) { return true; }
        single = single == 0 ? own : single;
    }
    return false;
}

/// Holds the rows of each record against the limit of additional contacts; those above it are rejected and leave the record.
Result<void> Grouping::check_contacts(SpillReader& spill, std::vector<Group>& groups, std::vector<Member>& members,
                                      OnRow const& on_rejected, OnRow const& on_two)
{
    RecordBuilder builder{target_};
    Record record;
    Candidate row;
    std::vector<Member> kept;
    kept.reserve(members.size());
    for (std::size_t at = 0; at < members.size();) {
        std::uint32_t const ordinal = members[at].record;
        std::span<Member const> const further{members.data() + at, groups[ordinal].members};
        if (!may_break_a_rule(groups[ordinal], further)) {
            kept.insert(kept.end(), further.begin(), further.end());
            at += further.size();
            continue;
        }
        builder.start(record);
        TRY(spill.read(groups[ordinal].place.offset, row));
        builder.add(row);
        for (; at < members.size() && members[at].record == ordinal; ++at) {
            TRY(spill.read(members[at].place.offset, row));
            ProblemCode const code = builder.add(row);
            if (code == ProblemCode::none) {
                kept.push_back(members[at]);
                continue;
            }
            RowEntry& entry = rows_[members[at].row];
            entry.outcome = Outcome::rejected;
            entry.code = code;
            entry.record = RowEntry::no_record;
            --groups[ordinal].members;
            ++counts_.rejected;
            on_rejected(row.row, record);
        }
        if (!record.superseded.empty()) {
            ++counts_.two_external_ids;
            on_two(record.first_row, record);
        }
    }
    members = std::move(kept);
    return {};
}

/// write_keys() in place: rows become records where they lie. Rows are far apart, so they are asked for ahead of their use.
Result<void> Grouping::write_keys_in_memory()
{
    static_assert(sizeof(KeyOfRow) == sizeof(KeyOfRecord) && offsetof(KeyOfRow, row) == offsetof(KeyOfRecord, record));
    constexpr std::size_t ahead = 16; // some hundred nanoseconds, what memory needs to answer
    std::span<KeyOfRow> const keys = keys_.take_values();
    std::size_t kept = 0;
    for (std::size_t at = 0; at < keys.size(); ++at) {
        if (at + ahead < keys.size()) { __builtin_prefetch(&rows_[keys[at + ahead].row]); }
        KeyOfRow const current{keys[at].key, rows_[keys[at].row].record};
        bool const repeated = kept > 0 && keys[kept - 1] == current;
        if (current.row != RowEntry::no_record && !repeated) { keys[kept++] = current; }
    }
    TRY(write_all<KeyOfRow>(sinks_.keys, keys.first(kept)));
    return sinks_.keys.finish();
}

/// Turns rows into records; a key stands once for each record, and rejected rows' keys are left out.
Result<void> Grouping::write_keys()
{
    if (keys_.runs() == 0) { return write_keys_in_memory(); }
    PieceWriter<KeyOfRecord> writer{sinks_.keys};
    KeyOfRecord last{{}, RowEntry::no_record};
    TRY(keys_.drain([&](KeyOfRow const& entry) -> Result<void> {
        KeyOfRecord const current{entry.key, rows_[entry.row].record};
        if (current.record == RowEntry::no_record || current == last) { return {}; }
        last = current;
        return writer.add(current);
    }));
    TRY(writer.flush());
    return sinks_.keys.finish();
}

Result<void> Grouping::write_rows(std::span<Group const> groups, std::span<Member const> members)
{
    TRY(write_all<RowEntry>(sinks_.rows, rows_));
    TRY(sinks_.rows.finish());
    TRY(write_all<Group>(sinks_.groups, groups));
    TRY(sinks_.groups.finish());
    TRY(write_all<Member>(sinks_.members, members));
    return sinks_.members.finish();
}

/// Writes the keys here and everything else beside it.
Result<void> Grouping::write_results(std::span<Group const> groups, std::span<Member const> members)
{
    std::future<Result<void>> rows;
    try {
        rows = std::async(std::launch::async, [&] { return write_rows(groups, members); });
    } catch (std::system_error const&) { // no thread to be had
        TRY(write_rows(groups, members));
    }
    Result<void> const keys = write_keys();
    if (rows.valid()) { TRY(rows.get()); }
    return keys;
}

Result<GroupingCounts> Grouping::finish(std::function<Result<std::shared_ptr<ByteSource const>>()> const& open_spill,
                                        OnRow const& on_rejected, OnRow const& on_two)
{
    TRY(spill_.flush());
    TRY(sinks_.spill.finish());
    TRY(unite_rows());
    std::vector<Group> groups;
    TRY_ASSIGN(std::vector<Member> members, number_records(groups));
    TRY_ASSIGN(auto source, open_spill());
    SpillReader spill{std::move(source)};
    TRY(check_contacts(spill, groups, members, on_rejected, on_two));
    TRY(write_results(groups, members));
    counts_.records = static_cast<std::int64_t>(groups.size());
    counts_.folded = static_cast<std::int64_t>(members.size());
    MUSTER_ASSERT(counts_.rows == counts_.blank + counts_.rejected + counts_.folded + counts_.records);
    return counts_;
}

} // namespace muster
