#include "store/sqlite/identifier_index.hpp"

#include "store/sqlite/identifier_leaf.hpp"
#include "store/sqlite/profiles.hpp"

#include <algorithm>
#include <optional>

namespace muster::sqlite {

namespace {

/// The two levels, each an ordered list of its own.
struct Level {
    std::string table{};
    std::string counter{}; ///< how many keys of an account it has
};
Level const main_level{"account_identifier", "identifiers"};
Level const recent_level{"recent_identifier", "recent_identifiers"};

Error damaged_leaf()
{
    return {ErrorKind::unreadable, "STORE_DAMAGED", "The store's identifiers are damaged. Run muster check, then restore a backup."};
}

Error identifier_taken() { return {ErrorKind::conflict, "IDENTIFIER_TAKEN", "An identifier belongs to another profile already."}; }

bool is_account(AccountId account) { return account.value >= 1 && account.value <= last_account; }

/// Reads the leaves of an account forward for ascending keys.
class LeafReader {
public:
    static Result<LeafReader> create(Connection& connection, AccountId account, Level const& level)
    {
        std::string const nearest = "(SELECT max(leaf) FROM " + level.table + " WHERE leaf BETWEEN ?1 AND ?2)";
        TRY_ASSIGN(Statement walk, connection.prepare("SELECT leaf, entries FROM " + level.table + " WHERE leaf >= coalesce(" + nearest +
                                                      ", ?1) AND leaf <= ?3 ORDER BY leaf"));
        return Result<LeafReader>{LeafReader{account, std::move(walk)}};
    }

    Result<ProfileId> find(KeyWords key)
    {
        // Every leaf that is passed over is copied whole. Where keys are as dense as leaves, the next leaf most probably is the one.
        if (is_behind(key) && positioned_ && asked_ > 1) { TRY(step()); }
        if (is_behind(key)) { TRY(seek(key)); }
        if (!more_) { return ProfileId{}; }
        ++asked_;
        place_ = leaf_.lower_bound(place_, key);
        bool const found = place_ < leaf_.size() && leaf_.key(place_) == key;
        return found ? leaf_.profile(place_) : ProfileId{};
    }

private:
    LeafReader(AccountId account, Statement walk) : account_{account}, walk_{std::move(walk)} {}

    /// Whether the key, if it is anywhere, is in a later leaf. One that belongs at the end of this leaf counts as such, and is not found.
    bool is_behind(KeyWords key) const { return more_ && (leaf_.size() == 0 || leaf_.key(leaf_.size() - 1) < key); }

    Result<void> seek(KeyWords key)
    {
        TRY(walk_.finish());
        walk_.bind(first_leaf(account_)).bind(leaf_number(account_, key)).bind(first_leaf(account_) | last_id);
        positioned_ = true;
        return step();
    }

    Result<void> step()
    {
        more_ = walk_.next();
        place_ = 0;
        asked_ = 0;
        if (!more_) { return walk_.finish(); }
        leaf_ = LeafEntries{walk_.blob(1)};
        if (!leaf_.is_whole()) { return damaged_leaf(); }
        return {};
    }

    AccountId account_;
    Statement walk_;
    LeafEntries leaf_{};
    std::size_t place_{};
    int asked_{}; ///< keys that were looked for in this leaf
    bool positioned_{};
    bool more_{true};
};

/// The part of an ascending list that lies before a key. Moves behind it.
std::span<Ownership const> take_below(std::span<Ownership const>& list, std::optional<std::int64_t> next_leaf, AccountId account)
{
    auto const end = !next_leaf ? list.end() : std::partition_point(list.begin(), list.end(), [&](Ownership const& ownership) {
        return leaf_number(account, words_of(ownership.key)) < *next_leaf;
    });
    std::span<Ownership const> const taken{list.begin(), end};
    list = list.subspan(taken.size());
    return taken;
}

/// Merges a leaf with what is removed from it and added to it.
Result<void> merge(LeafEntries const& old, std::span<Ownership const> removed, std::span<Ownership const> added, std::string& into)
{
    into.clear();
    into.reserve((old.size() + added.size()) * entry_size);
    std::size_t place = 0;
    auto const copy_to = [&](std::size_t last) {
        into.append(old.bytes(place, last));
        place = last;
    };
    while (!removed.empty() || !added.empty()) {
        bool const removing = added.empty() || (!removed.empty() && removed.front().key <= added.front().key);
        KeyWords const key = words_of(removing ? removed.front().key : added.front().key);
        copy_to(old.lower_bound(place, key));
        bool const exists = place < old.size() && old.key(place) == key;
        if (removing) {
            if (!exists || old.profile(place) != removed.front().profile) {
                return Error{ErrorKind::internal, "IDENTIFIER_MISSING", "A profile's identifier is not in the index. Run muster check."};
            }
            ++place;
            removed = removed.subspan(1);
        } else {
            bool const repeated =
                into.size() >= entry_size && LeafEntries{std::string_view{into}.substr(into.size() - entry_size)}.key(0) == key;
            if (exists || repeated) { return identifier_taken(); }
            append_entry(into, added.front());
            added = added.subspan(1);
        }
    }
    copy_to(old.size());
    return {};
}

/// Changes leaves, from the lowest key to the highest.
class LeafWriter {
public:
    static Result<LeafWriter> create(Connection& connection, AccountId account, Level const& level)
    {
        std::string const& table = level.table;
        TRY_ASSIGN(Statement find,
                   connection.prepare("SELECT leaf, entries FROM " + table + " WHERE leaf BETWEEN ? AND ? ORDER BY leaf DESC LIMIT 1"));
        TRY_ASSIGN(Statement next, connection.prepare("SELECT leaf FROM " + table + " WHERE leaf BETWEEN ? AND ? ORDER BY leaf LIMIT 1"));
        TRY_ASSIGN(Statement save, connection.prepare("REPLACE INTO " + table + "(leaf, entries) VALUES (?, ?)"));
        TRY_ASSIGN(Statement remove, connection.prepare("DELETE FROM " + table + " WHERE leaf = ?"));
        return Result<LeafWriter>{LeafWriter{account, std::move(find), std::move(next), std::move(save), std::move(remove)}};
    }

    /// Changes the leaf of the lowest key and moves behind what belongs into it.
    Result<void> change_next(std::span<Ownership const>& removed, std::span<Ownership const>& added)
    {
        bool const removal_first = added.empty() || (!removed.empty() && removed.front().key < added.front().key);
        KeyWords const lowest = words_of(removal_first ? removed.front().key : added.front().key);
        // without a leaf below it, a key belongs into the account's first one, which then is still to be made
        std::int64_t number = first_leaf(account_);
        LeafEntries leaf;
        if (find_.bind(first_leaf(account_)).bind(leaf_number(account_, lowest)).next()) {
            number = find_.integer(0);
            leaf = LeafEntries{find_.blob(1)};
        } else {
            TRY(find_.finish()); // a leaf that cannot be read is not one that is missing
        }
        if (!leaf.is_whole()) { return damaged_leaf(); }
        std::optional<std::int64_t> following;
        if (next_.bind(leaf_number(account_, lowest) + 1).bind(first_leaf(account_) | last_id).next()) { following = next_.integer(0); }
        TRY(next_.finish());
        TRY(merge(leaf, take_below(removed, following, account_), take_below(added, following, account_), merged_));
        TRY(find_.finish());
        return save_merged(number);
    }

private:
    LeafWriter(AccountId account, Statement find, Statement next, Statement save, Statement remove)
        : account_{account}, find_{std::move(find)}, next_{std::move(next)}, save_{std::move(save)}, remove_{std::move(remove)}
    {
    }

    /// Writes the merged entries as this leaf, and as new ones behind it when they are too many.
    Result<void> save_merged(std::int64_t number)
    {
        LeafEntries const entries{merged_};
        if (entries.size() == 0) { return remove_.bind(number).run(); }
        std::size_t const pieces = entries.size() <= leaf_capacity ? 1 : (entries.size() + leaf_fill - 1) / leaf_fill;
        std::size_t first = 0;
        for (std::size_t piece = 1; piece <= pieces && first < entries.size(); ++piece) {
            std::size_t last = std::max(entries.size() * piece / pieces, first + 1);
            // keys of the same number stay together
            while (last < entries.size() && leaf_number(account_, entries.key(last)) == leaf_number(account_, entries.key(last - 1))) {
                ++last;
            }
            TRY(save_.bind(first == 0 ? number : leaf_number(account_, entries.key(first))).bind_blob(entries.bytes(first, last)).run());
            first = last;
        }
        return {};
    }

    AccountId account_;
    Statement find_, next_, save_, remove_;
    std::string merged_{};
};

/// Changes one level and its count of keys.
Result<void> change_level(Connection& connection, AccountId account, Level const& level, std::span<Ownership const> removed,
                          std::span<Ownership const> added)
{
    if (removed.empty() && added.empty()) { return {}; }
    auto const growth = static_cast<std::int64_t>(added.size()) - static_cast<std::int64_t>(removed.size());
    TRY_ASSIGN(LeafWriter writer, LeafWriter::create(connection, account, level));
    while (!removed.empty() || !added.empty()) { TRY(writer.change_next(removed, added)); }
    return add_to_counter(connection, account, level.counter, growth);
}

/// Takes what is removed out of one level and gives back what is not in it.
Result<std::vector<Ownership>> remove_from(Connection& connection, AccountId account, Level const& level,
                                           std::span<Ownership const> removed)
{
    std::vector<Ownership> here;
    std::vector<Ownership> elsewhere;
    TRY_ASSIGN(LeafReader reader, LeafReader::create(connection, account, level));
    for (Ownership const& ownership : removed) {
        TRY_ASSIGN(ProfileId const owner, reader.find(words_of(ownership.key)));
        (owner.value != 0 ? here : elsewhere).push_back(ownership);
    }
    TRY(change_level(connection, account, level, here, {}));
    return elsewhere;
}

/// `free`: keys that need no look.
Result<void> require_free(Connection& connection, AccountId account, Level const& level, std::span<Ownership const> added,
                          std::span<Key128 const> free)
{
    TRY_ASSIGN(LeafReader reader, LeafReader::create(connection, account, level));
    auto known = free.begin();
    for (Ownership const& ownership : added) {
        while (known != free.end() && *known < ownership.key) { ++known; }
        if (known != free.end() && *known == ownership.key) { continue; }
        TRY_ASSIGN(ProfileId const owner, reader.find(words_of(ownership.key)));
        if (owner.value != 0) { return identifier_taken(); }
    }
    return {};
}

/// The ownerships of one level, ascending. False when a leaf is damaged, out of order or in the wrong place, or their count is wrong.
Result<bool> each_of_level(Connection& connection, AccountId account, Level const& level,
                           std::function<Result<void>(Ownership const&)> const& take)
{
    TRY_ASSIGN(Statement walk,
               connection.prepare("SELECT leaf, entries FROM " + level.table + " WHERE leaf BETWEEN ? AND ? ORDER BY leaf"));
    walk.bind(first_leaf(account)).bind(first_leaf(account) | last_id);
    bool sound = true;
    std::int64_t count = 0;
    std::optional<KeyWords> last;
    while (walk.next()) {
        LeafEntries const leaf{walk.blob(1)};
        sound = sound && leaf.is_whole() && leaf.size() > 0;
        count += static_cast<std::int64_t>(leaf.size());
        for (std::size_t index = 0; index < leaf.size(); ++index) {
            KeyWords const key = leaf.key(index);
            sound = sound && (!last || *last < key) && leaf_number(account, key) >= walk.integer(0);
            last = key;
            TRY(take(leaf.ownership(index)));
        }
    }
    TRY(walk.finish());
    TRY_ASSIGN(std::int64_t const counted, load_counter(connection, account, level.counter));
    return sound && count == counted;
}

/// Moves the recent level into the main one, in pieces that bound the memory.
Result<void> merge_levels(Connection& connection, AccountId account)
{
    constexpr std::size_t piece = 500'000;
    std::vector<Ownership> moved;
    TRY_ASSIGN(bool const sound, each_of_level(connection, account, recent_level, [&](Ownership const& ownership) -> Result<void> {
                   moved.push_back(ownership);
                   if (moved.size() < piece) { return {}; }
                   TRY(change_level(connection, account, main_level, {}, moved));
                   moved.clear();
                   return {};
               }));
    if (!sound) { return damaged_leaf(); }
    TRY(change_level(connection, account, main_level, {}, moved));
    TRY_ASSIGN(Statement clear, connection.prepare("DELETE FROM " + recent_level.table + " WHERE leaf BETWEEN ? AND ?"));
    TRY(clear.bind(first_leaf(account)).bind(first_leaf(account) | last_id).run());
    TRY_ASSIGN(std::int64_t const count, load_counter(connection, account, recent_level.counter));
    return add_to_counter(connection, account, recent_level.counter, -count);
}

/// Where the next keys are moved from the recent level to the main one: the end of a leaf's number, behind the account.
constexpr std::string_view moved_to = "recent_moved_to";

/// Fewest keys that are moved at once: a leaf's worth at least, or a single call would move less than it costs to begin.
constexpr std::int64_t least_moved = 1'024;

/// Moves some neighbouring keys of the recent level into the main one, going round.
Result<void> move_some(Connection& connection, AccountId account, std::int64_t count)
{
    TRY_ASSIGN(std::int64_t const place, load_counter(connection, account, moved_to));
    std::int64_t const first = first_leaf(account) | place;
    std::int64_t last = first;
    std::vector<Ownership> moved;
    TRY_ASSIGN(Statement walk,
               connection.prepare("SELECT leaf, entries FROM " + recent_level.table + " WHERE leaf BETWEEN ? AND ? ORDER BY leaf"));
    walk.bind(first).bind(first_leaf(account) | last_id);
    while (static_cast<std::int64_t>(moved.size()) < count && walk.next()) {
        LeafEntries const leaf{walk.blob(1)};
        if (!leaf.is_whole()) { return damaged_leaf(); }
        for (std::size_t index = 0; index < leaf.size(); ++index) { moved.push_back(leaf.ownership(index)); }
        last = walk.integer(0);
    }
    TRY(walk.finish());
    bool const at_end = static_cast<std::int64_t>(moved.size()) < count;
    std::int64_t const next = at_end ? 0 : (last & last_id) + 1;
    TRY(add_to_counter(connection, account, moved_to, next - place));
    if (moved.empty()) { return {}; }
    TRY(change_level(connection, account, main_level, {}, moved));
    TRY_ASSIGN(Statement clear, connection.prepare("DELETE FROM " + recent_level.table + " WHERE leaf BETWEEN ? AND ?"));
    TRY(clear.bind(first).bind(last).run());
    return add_to_counter(connection, account, recent_level.counter, -static_cast<std::int64_t>(moved.size()));
}

} // namespace

Result<void> find_owners(Connection& connection, AccountId account, std::span<Key128 const> keys, std::span<ProfileId> owners)
{
    if (!is_account(account)) {
        std::fill(owners.begin(), owners.end(), ProfileId{});
        return {};
    }
    TRY_ASSIGN(LeafReader main, LeafReader::create(connection, account, main_level));
    TRY_ASSIGN(LeafReader recent, LeafReader::create(connection, account, recent_level));
    for (std::size_t index = 0; index < keys.size(); ++index) {
        KeyWords const key = words_of(keys[index]);
        TRY_ASSIGN(owners[index], main.find(key));
        if (owners[index].value == 0) { TRY_ASSIGN(owners[index], recent.find(key)); }
    }
    return {};
}

Result<void> change_owners(Connection& connection, AccountId account, std::span<Ownership const> removed, std::span<Ownership const> added,
                           LevelLimits const& limits, std::span<Key128 const> free)
{
    TRY_ASSIGN(std::int64_t const main_keys, load_counter(connection, account, main_level.counter));
    TRY_ASSIGN(std::int64_t const recent_keys, load_counter(connection, account, recent_level.counter));
    auto const count = static_cast<std::int64_t>(added.size());
    bool const is_small = count < main_keys / static_cast<std::int64_t>(leaf_fill) * limits.keys_per_leaf;
    bool const is_one_level = main_keys <= limits.one_level;
    if (recent_keys == 0 && (added.empty() || (is_one_level && !is_small))) {
        return change_level(connection, account, main_level, removed, added);
    }
    TRY_ASSIGN(std::vector<Ownership> const removed_from_main, remove_from(connection, account, recent_level, removed));
    if (is_one_level && !is_small) {
        TRY(require_free(connection, account, recent_level, added, free));
        return change_level(connection, account, main_level, removed_from_main, added);
    }
    TRY(change_level(connection, account, main_level, removed_from_main, {}));
    TRY(require_free(connection, account, main_level, added, free));
    TRY(change_level(connection, account, recent_level, {}, added));
    std::int64_t const limit = is_one_level ? limits.small_recent : main_keys / limits.main_over_recent;
    if (added.empty() || recent_keys + count <= limit) { return {}; }
    return is_small ? move_some(connection, account, std::max(count, least_moved)) : merge_levels(connection, account);
}

Result<bool> each_ownership(Connection& connection, AccountId account, std::function<void(Ownership const&)> const& take)
{
    auto const pass_on = [&](Ownership const& ownership) -> Result<void> {
        take(ownership);
        return {};
    };
    TRY_ASSIGN(bool const main_sound, each_of_level(connection, account, main_level, pass_on));
    TRY_ASSIGN(bool const recent_sound, each_of_level(connection, account, recent_level, pass_on));
    return main_sound && recent_sound;
}

Result<std::int64_t> count_of_keys(Connection& connection)
{
    TRY_ASSIGN(Statement sum, connection.prepare("SELECT coalesce(sum(value), 0) FROM account_counter WHERE name IN (?, ?)"));
    sum.bind(main_level.counter).bind(recent_level.counter);
    std::int64_t const count = sum.next() ? sum.integer(0) : 0;
    TRY(sum.finish());
    return count;
}

Result<void> each_key(Connection& connection, std::function<Result<void>(AccountId account, Key128 const& key)> const& take)
{
    for (Level const* const level : {&main_level, &recent_level}) {
        TRY_ASSIGN(Statement walk, connection.prepare("SELECT leaf, entries FROM " + level->table));
        while (walk.next()) {
            AccountId const account = account_of_row(walk.integer(0));
            LeafEntries const leaf{walk.blob(1)};
            if (!leaf.is_whole()) { return damaged_leaf(); }
            for (std::size_t index = 0; index < leaf.size(); ++index) { TRY(take(account, leaf.ownership(index).key)); }
        }
        TRY(walk.finish());
    }
    return {};
}

} // namespace muster::sqlite
