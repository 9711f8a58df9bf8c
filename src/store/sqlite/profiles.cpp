#include "store/sqlite/profiles.hpp"

#include "store/sqlite/deliveries.hpp"
#include "store/sqlite/tag_index.hpp"

#include <algorithm>
#include <limits>

namespace muster::sqlite {

namespace {

/// Ids that lie further apart than this are searched for in the tree instead of walked to: a row that is passed over is read whole.
constexpr std::int64_t patience = 2;

/// Loads rows of ascending ids by walking the tree where they are close and searching where they are not.
class RowLoader {
public:
    RowLoader(ProfileTable const& table, Statement walk, AccountId account) : table_{table}, walk_{std::move(walk)}, account_{account} {}

    Result<void> load(ProfileId id, std::vector<Profile>& into)
    {
        std::optional<std::int64_t> const wanted = row_key(account_, id);
        if (!wanted) { return {}; }
        bool const is_close = positioned_ && *wanted - key_ <= patience;
        while (is_close && more_ && key_ < *wanted) { step(); }
        if (!positioned_ || (more_ && key_ < *wanted)) {
            TRY(walk_.finish());
            walk_.bind(*wanted).bind(*row_key(account_, ProfileId{last_id}));
            positioned_ = true;
            step();
        }
        if (more_ && key_ == *wanted) { return table_.read(walk_, into.emplace_back()); }
        return {};
    }
    Result<void> finish() { return walk_.finish(); }

private:
    void step()
    {
        more_ = walk_.next();
        if (more_) { key_ = walk_.integer(0); }
    }

    ProfileTable const& table_;
    Statement walk_;
    AccountId account_;
    bool positioned_{};
    bool more_{true};
    std::int64_t key_{};
};

Result<void> load_rows(Session& session, AccountId account, Target const& target, std::span<ProfileId const> ids,
                       std::vector<Profile>& into)
{
    TRY_ASSIGN(ProfileTable const* const table, session.find_table(target));
    if (table == nullptr || ids.empty()) { return {}; }
    TRY_ASSIGN(Statement walk, session.connection().prepare(table->walk_sql()));
    RowLoader loader{*table, std::move(walk), account};
    for (ProfileId const id : ids) { TRY(loader.load(id, into)); }
    return loader.finish();
}

/// find_owners() for the keys that may be somebody's.
Result<void> look_up(Session& session, AccountId account, std::span<Key128 const> keys, std::span<ProfileId> owners)
{
    KnownKeys const* const known = session.memory() == nullptr ? nullptr : session.memory()->complete();
    if (known == nullptr) { return find_owners(session.connection(), account, keys, owners); }
    std::vector<Key128> wanted;
    std::vector<std::size_t> places;
    for (std::size_t index = 0; index < keys.size(); ++index) {
        owners[index] = {};
        if (!known->may_have(account, keys[index])) { continue; }
        wanted.push_back(keys[index]);
        places.push_back(index);
    }
    std::vector<ProfileId> found(wanted.size());
    TRY(find_owners(session.connection(), account, wanted, found));
    for (std::size_t index = 0; index < places.size(); ++index) { owners[places[index]] = found[index]; }
    return {};
}

} // namespace

Result<std::int64_t> load_counter(Connection& connection, AccountId account, std::string_view name)
{
    TRY_ASSIGN(Statement statement, connection.prepare("SELECT value FROM account_counter WHERE account = ? AND name = ?"));
    statement.bind(account.value).bind(name);
    std::int64_t const value = statement.next() ? statement.integer(0) : 0;
    TRY(statement.finish());
    return value;
}

Result<void> add_to_counter(Connection& connection, AccountId account, std::string_view name, std::int64_t growth)
{
    if (growth == 0) { return {}; }
    TRY_ASSIGN(Statement add, connection.prepare("INSERT INTO account_counter(account, name, value) VALUES (?, ?, ?) "
                                                 "ON CONFLICT DO UPDATE SET value = value + excluded.value"));
    return add.bind(account.value).bind(name).bind(growth).run();
}

std::string counter::count_of(Target const& target) { return "count_of_" + std::string{target.name}; }

Result<void> SqliteIdentities::find(AccountId account, std::span<Key128 const> keys, std::span<ProfileId> owners)
{
    return session_.read([&]() -> Result<void> {
        TRY(look_up(session_, account, keys, owners));
        session_.pending_owners().find(account, keys, owners);
        if (session_.is_writing()) { session_.free_keys().note(account, keys, owners); }
        return {};
    });
}

Result<void> SqliteProfiles::load(AccountId account, Target const& target, std::span<ProfileId const> ids, std::vector<Profile>& into)
{
    return session_.read([&] { return load_rows(session_, account, target, ids, into); });
}

Result<void> SqliteProfiles::write(AccountId account, Target const& target, std::span<ProfileWrite const> writes,
                                   std::span<Ownership const> given)
{
    return session_.write([&] {
        Result<void> written = write_profiles(session_, account, target, writes, given);
        if (written) { written = tell_of_profiles(session_.connection(), account, target, writes); }
        if (!written) { session_.spoil(); } // a conflict too: half of the batch may be written
        return written;
    });
}

Result<void> SqliteProfiles::page(AccountId account, Target const& target, ProfileId after, std::size_t limit, std::vector<Profile>& into)
{
    return session_.read([&]() -> Result<void> {
        TRY_ASSIGN(ProfileTable const* const table, session_.find_table(target));
        if (table == nullptr || after.value >= last_id) { return {}; }
        std::optional<std::int64_t> const first = row_key(account, ProfileId{std::max<std::int64_t>(after.value, 0) + 1});
        if (!first) { return {}; }
        TRY_ASSIGN(Statement walk, session_.connection().prepare(table->walk_sql()));
        walk.bind(*first).bind(*row_key(account, ProfileId{last_id}));
        for (std::size_t count = 0; count < limit && walk.next(); ++count) { TRY(table->read(walk, into.emplace_back())); }
        return walk.finish();
    });
}

Result<void> SqliteProfiles::page_of_tag(AccountId account, Target const& target, TagId tag, ProfileId after, std::size_t limit,
                                         std::vector<Profile>& into)
{
    return session_.read([&]() -> Result<void> {
        std::vector<ProfileId> ids;
        TRY(next_members(session_.connection(), account, target, tag, after, limit, ids));
        return load_rows(session_, account, target, ids, into);
    });
}

Result<std::int64_t> SqliteProfiles::count(AccountId account, Target const& target)
{
    return session_.read([&] { return load_counter(session_.connection(), account, counter::count_of(target)); });
}

Result<std::optional<ProfileId>> SqliteProfiles::merged_into(AccountId account, Target const& target, ProfileId id)
{
    return session_.read([&]() -> Result<std::optional<ProfileId>> {
        TRY_ASSIGN(Statement note, session_.connection().prepare(
                                       "SELECT merged_into FROM profile_merged WHERE account = ? AND target = ? AND profile = ?"));
        std::optional<ProfileId> found;
        std::vector<ProfileId> met{id}; // a chain that bites its tail is damage, not a reason to run forever
        while (true) {
            note.bind(account.value).bind(target.number).bind(met.back().value);
            ProfileId const next{note.next() ? note.integer(0) : 0};
            TRY(note.finish());
            if (next.value == 0 || std::find(met.begin(), met.end(), next) != met.end()) { return found; }
            found = next;
            met.push_back(next);
        }
    });
}

Result<void> SqliteProfiles::forget_merged(AccountId account, Target const& target, std::span<ProfileId const> ids)
{
    return session_.write([&]() -> Result<void> {
        TRY_ASSIGN(Statement remove,
                   session_.connection().prepare("DELETE FROM profile_merged WHERE account = ? AND target = ? AND profile = ?"));
        for (ProfileId const id : ids) { TRY(remove.bind(account.value).bind(target.number).bind(id.value).run()); }
        return {};
    });
}

Result<ProfileId> SqliteProfiles::reserve_ids(AccountId account, std::int64_t count)
{
    return session_.write([&]() -> Result<ProfileId> {
        TRY_ASSIGN(std::int64_t const used, load_counter(session_.connection(), account, counter::next_id));
        std::int64_t const first = std::max<std::int64_t>(used, 1);
        if (count < 0 || count > last_id - first) {
            return Error{ErrorKind::too_large, "IDS_EXHAUSTED", "The account has no ids left for so many profiles."};
        }
        TRY_ASSIGN(Statement save, session_.connection().prepare("INSERT INTO account_counter(account, name, value) VALUES (?, ?, ?) "
                                                                 "ON CONFLICT DO UPDATE SET value = excluded.value"));
        TRY(save.bind(account.value).bind(counter::next_id).bind(first + count).run());
        return ProfileId{first};
    });
}

Result<Instant> SqliteProfiles::latest_modification(AccountId account)
{
    return session_.read([&]() -> Result<Instant> {
        TRY_ASSIGN(std::int64_t const latest, load_counter(session_.connection(), account, counter::latest_modification));
        return Instant{latest};
    });
}

} // namespace muster::sqlite
