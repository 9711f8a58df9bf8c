#include "store/sqlite/changes.hpp"

#include "store/sqlite/deliveries.hpp"

#include <algorithm>
#include <limits>

namespace muster::sqlite {

namespace {

constexpr std::string_view insert_sql = "INSERT INTO profile_change(account, target, profile, kind, version, changed_at, changed_from, "
                                        "changed_by, import, record, row, packed) "
                                        "SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11 FROM muster_rows";

class ChangeRows final : public RowStream {
public:
    ChangeRows(AccountId account, Target const& target, std::span<Change const> changes)
        : account_{account}, target_{target.number}, changes_{changes}
    {
    }
    bool next() override
    {
        if (index_ == changes_.size()) { return false; }
        change_ = &changes_[index_++];
        packed_ = pack(*change_);
        return true;
    }
    void column(sqlite3_context* result, int index) noexcept override
    {
        switch (index) {
        case 0: return give(result, account_.value);
        case 1: return give(result, target_);
        case 2: return give(result, change_->profile.value);
        case 3: return give(result, static_cast<std::int64_t>(change_->kind));
        case 4: return give(result, change_->version);
        case 5: return give(result, change_->at.microseconds);
        case 6: return give(result, static_cast<std::int64_t>(change_->from));
        case 7: return give(result, std::string_view{change_->by});
        case 8: return give(result, change_->import.value);
        case 9: return give(result, change_->record);
        case 10: return give(result, change_->row.value);
        default: return give_blob(result, packed_);
        }
    }

private:
    AccountId account_;
    std::int64_t target_;
    std::span<Change const> changes_;
    std::size_t index_{};
    Change const* change_{};
    std::string packed_{};
};

#define MUSTER_CHANGE_COLUMNS                                                                                                              \
    "SELECT sequence, profile, kind, version, changed_at, changed_from, changed_by, import, record, row, packed, account, target "         \
    "FROM profile_change "

Result<void> read_row(Statement& row, std::vector<std::pair<std::int64_t, Change>>& into)
{
    auto& [sequence, change] = into.emplace_back();
    sequence = row.integer(0);
    change.profile = {row.integer(1)};
    change.kind = static_cast<Change::Kind>(row.integer(2));
    change.version = row.integer(3);
    change.at = {row.integer(4)};
    change.from = static_cast<Origin>(row.integer(5));
    change.by = row.text(6);
    change.import = {row.integer(7)};
    change.record = row.integer(8);
    change.row = {row.integer(9)};
    if (unpack(row.blob(10), change)) { return {}; }
    return Error{ErrorKind::unreadable, "STORE_DAMAGED", "The history of a profile is damaged. Run muster check, then restore a backup."};
}

Result<void> read_rows(Statement& rows, std::size_t limit, std::vector<std::pair<std::int64_t, Change>>& into)
{
    for (std::size_t count = 0; count < limit && rows.next(); ++count) { TRY(read_row(rows, into)); }
    return rows.finish();
}

constexpr std::size_t all = std::numeric_limits<std::size_t>::max();

} // namespace

Result<void> SqliteChanges::append(AccountId account, Target const& target, std::span<Change const> changes)
{
    return session_.write([&]() -> Result<void> {
        if (changes.empty()) { return {}; }
        ChangeRows rows{account, target, changes};
        return session_.connection().insert(insert_sql, rows);
    });
}

Result<void> SqliteChanges::of_import(AccountId account, ImportId import, Order order, std::int64_t from_sequence, std::size_t limit,
                                      std::vector<std::pair<std::int64_t, Change>>& into)
{
    return session_.read([&]() -> Result<void> {
        bool const rising = order == Order::oldest_first;
        TRY_ASSIGN(Statement rows, session_.connection().prepare(
                                       rising ? MUSTER_CHANGE_COLUMNS "WHERE account = ? AND import = ? AND import <> 0 AND sequence > ? "
                                                                      "ORDER BY sequence"
                                              : MUSTER_CHANGE_COLUMNS "WHERE account = ? AND import = ? AND import <> 0 AND sequence < ? "
                                                                      "ORDER BY sequence DESC"));
        bool const from_end = !rising && from_sequence == 0;
        rows.bind(account.value).bind(import.value).bind(from_end ? std::numeric_limits<std::int64_t>::max() : from_sequence);
        return read_rows(rows, limit, into);
    });
}

Result<void> SqliteChanges::of_profile(AccountId account, Target const& target, ProfileId profile,
                                       std::vector<std::pair<std::int64_t, Change>>& into)
{
    return of_profiles(account, target, {&profile, 1}, into);
}

Result<void> SqliteChanges::of_profiles(AccountId account, Target const& target, std::span<ProfileId const> profiles,
                                        std::vector<std::pair<std::int64_t, Change>>& into)
{
    return session_.read([&]() -> Result<void> {
        TRY_ASSIGN(Statement rows, session_.connection().prepare(MUSTER_CHANGE_COLUMNS
                                                                 "WHERE account = ? AND target = ? AND profile = ? ORDER BY sequence"));
        for (ProfileId const profile : profiles) {
            rows.bind(account.value).bind(target.number).bind(profile.value);
            TRY(read_rows(rows, all, into));
        }
        return {};
    });
}

Result<std::int64_t> SqliteChanges::since(AccountId account, Target const& target, std::int64_t after, std::size_t limit,
                                          std::vector<std::pair<std::int64_t, Change>>& into)
{
    return session_.read([&]() -> Result<std::int64_t> {
        TRY_ASSIGN(Statement rows, session_.connection().prepare(MUSTER_CHANGE_COLUMNS "WHERE sequence > ? ORDER BY sequence LIMIT ?"));
        rows.bind(after).bind(static_cast<std::int64_t>(limit));
        std::int64_t looked_up_to = after;
        bool at_end = true;
        for (std::size_t count = 0; rows.next(); ++count) {
            at_end = count + 1 < limit;
            looked_up_to = rows.integer(0);
            if (rows.integer(11) == account.value && rows.integer(12) == target.number) { TRY(read_row(rows, into)); }
        }
        TRY(rows.finish());
        if (!at_end) { return looked_up_to; }
        TRY_ASSIGN(std::int64_t const highest, highest_number(session_.connection(), "profile_change"));
        return std::max(after, highest); // erased ones at the end count too
    });
}

Result<void> SqliteChanges::rewrite(AccountId account, std::int64_t sequence, Change const& change)
{
    return session_.write([&]() -> Result<void> {
        TRY_ASSIGN(Statement update,
                   session_.connection().prepare("UPDATE profile_change SET packed = ? WHERE sequence = ? AND account = ?"));
        std::string const packed = pack(change);
        TRY(update.bind_blob(packed).bind(sequence).bind(account.value).run());
        if (session_.connection().changes() == 1) { return {}; }
        return Error{ErrorKind::not_found, "CHANGE_UNKNOWN", "There is no such change in the history."};
    });
}

Result<void> SqliteChanges::erase(AccountId account, Target const& target, std::span<ProfileId const> profiles)
{
    return session_.write([&]() -> Result<void> {
        TRY_ASSIGN(Statement remove,
                   session_.connection().prepare("DELETE FROM profile_change WHERE account = ? AND target = ? AND profile = ?"));
        for (ProfileId const profile : profiles) { TRY(remove.bind(account.value).bind(target.number).bind(profile.value).run()); }
        return {};
    });
}

} // namespace muster::sqlite
