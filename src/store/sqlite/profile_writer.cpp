#include "store/sqlite/profiles.hpp"
#include "store/sqlite/tag_index.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace muster::sqlite {

namespace {

Error stale_profile()
{
    return {ErrorKind::conflict, "STALE_PROFILE", "A profile is no longer what it was when this change was made. Load it again."};
}

ProfileId id_of(ProfileWrite const& write) { return write.after != nullptr ? write.after->id : write.before->id; }

/// The batch's writes by what they do, each in id order.
struct SortedWrites {
    std::vector<ProfileWrite const*> created{}, updated{}, removed{};
};

Result<SortedWrites> sort_writes(AccountId account, std::span<ProfileWrite const> writes)
{
    std::vector<ProfileWrite const*> ordered(writes.size());
    std::transform(writes.begin(), writes.end(), ordered.begin(), [](ProfileWrite const& write) { return &write; });
    auto const by_id = [](ProfileWrite const* a, ProfileWrite const* b) { return id_of(*a) < id_of(*b); };
    if (!std::is_sorted(ordered.begin(), ordered.end(), by_id)) { std::sort(ordered.begin(), ordered.end(), by_id); }
    SortedWrites sorted;
    ProfileId last{};
    for (ProfileWrite const* const write : ordered) {
        if (write->before != nullptr && write->after != nullptr) { MUSTER_ASSERT(write->before->id == write->after->id); }
        ProfileId const id = id_of(*write);
        if (!row_key(account, id)) { return Error{ErrorKind::internal, "IMPOSSIBLE_ID", "A profile has an id that no store can keep."}; }
        if (id == last) { return Error{ErrorKind::internal, "PROFILE_TWICE", "A batch writes one profile twice."}; }
        last = id;
        auto& list = write->before == nullptr ? sorted.created : write->after == nullptr ? sorted.removed : sorted.updated;
        list.push_back(write);
    }
    return sorted;
}

/// What writing profiles changes beside their rows, noted while a profile's row is made, so that a batch is walked once.
class Effects {
public:
    Effects(HashKey const& key, Target const& target, std::span<Ownership const> given) : key_{key}, target_{target}, given_{given} {}

    void note(ProfileWrite const& write)
    {
        ProfileId const id = id_of(write);
        if (write.keys == ProfileWrite::Keys::to_compute) {
            IdentityChanges const identity = identity_changes(key_, target_, write.before, write.after);
            for (Key128 const& each : identity.removed) { removed_.push_back({each, id}); }
            for (Key128 const& each : identity.added) { added_.push_back({each, id}); }
        }
        if (write.before != nullptr) { note_tags(*write.before, write.after, TagChange::Kind::removed); }
        if (write.after != nullptr) {
            note_tags(*write.after, write.before, TagChange::Kind::added);
            latest_ = std::max(latest_, write.after->modified_at);
        }
    }

    Result<void> write(Session& session, AccountId account)
    {
        sort_by_key(removed_);
        sort_by_key(added_);
        std::vector<Key128> const free = session.free_keys().take(account);
        std::span<Ownership const> const added = all_added();
        if (KeyMemory* const memory = session.memory()) {
            for (Ownership const& each : added) { memory->add(account, each.key); }
        }
        TRY(session.pending_owners().change(session.connection(), account, removed_, added, free));
        return change_members(session.connection(), account, target_, tags_);
    }
    Instant latest() const { return latest_; }

private:
    std::span<Ownership const> all_added()
    {
        if (given_.empty()) { return added_; }
        if (added_.empty()) { return given_; }
        std::vector<Ownership> all(added_.size() + given_.size());
        std::merge(added_.begin(), added_.end(), given_.begin(), given_.end(), all.begin());
        added_ = std::move(all);
        return added_;
    }

    /// The tags of a profile that `other` has not.
    void note_tags(Profile const& profile, Profile const* other, TagChange::Kind kind)
    {
        for (TagId const tag : profile.tags) {
            bool const both = other != nullptr && std::binary_search(other->tags.begin(), other->tags.end(), tag);
            if (!both) { tags_.push_back({tag, profile.id, kind}); }
        }
    }

    HashKey const& key_;
    Target const& target_;
    std::span<Ownership const> given_;
    std::vector<Ownership> removed_{}, added_{};
    std::vector<TagChange> tags_{};
    Instant latest_{};
};

/// Streams new profiles into their table.
class CreatedRows final : public RowStream {
public:
    CreatedRows(ProfileTable const& table, AccountId account, std::span<ProfileWrite const* const> created, Effects& effects)
        : table_{table}, account_{account}, created_{created}, effects_{effects}
    {
    }
    bool next() override
    {
        if (index_ == created_.size()) { return false; }
        effects_.note(*created_[index_]);
        Profile const& profile = *created_[index_++]->after;
        table_.take_apart(profile, *row_key(account_, profile.id), row_);
        return true;
    }
    void column(sqlite3_context* result, int index) noexcept override
    {
        ProfileTable::column(
            row_, index, [&](auto value) { give(result, value); }, [&](std::string_view bytes) { give_blob(result, bytes); }, [] {});
    }

private:
    ProfileTable const& table_;
    AccountId account_;
    std::span<ProfileWrite const* const> created_;
    Effects& effects_;
    std::size_t index_{};
    ProfileRow row_{};
};

Result<void> create_rows(Connection& connection, ProfileTable const& table, AccountId account, std::span<ProfileWrite const* const> created,
                         Effects& effects)
{
    if (created.empty()) { return {}; }
    CreatedRows rows{table, account, created, effects};
    Result<void> inserted = connection.insert(table.insert_sql(), rows);
    if (!inserted && Connection::is_duplicate(inserted.error())) { return stale_profile(); }
    return inserted;
}

Result<void> update_rows(Connection& connection, ProfileTable const& table, AccountId account, std::span<ProfileWrite const* const> updated,
                         Effects& effects)
{
    if (updated.empty()) { return {}; }
    TRY_ASSIGN(Statement update, connection.prepare(table.update_sql()));
    ProfileRow row;
    for (ProfileWrite const* const write : updated) {
        table.take_apart(*write->after, *row_key(account, write->after->id), row);
        for (int index = 1; index < table.columns(); ++index) {
            ProfileTable::column(
                row, index, [&](auto value) { update.bind(value); }, [&](std::string_view bytes) { update.bind_blob(bytes); },
                [&] { update.bind_null(); });
        }
        TRY(update.bind(row.key).bind(write->before->version).run());
        if (connection.changes() != 1) { return stale_profile(); }
        effects.note(*write);
    }
    return {};
}

Result<void> remove_rows(Connection& connection, ProfileTable const& table, AccountId account, Target const& target,
                         std::span<ProfileWrite const* const> removed, Effects& effects)
{
    if (removed.empty()) { return {}; }
    TRY_ASSIGN(Statement remove, connection.prepare(table.remove_sql()));
    TRY_ASSIGN(Statement note, connection.prepare("INSERT INTO profile_merged(account, target, profile, merged_into) VALUES (?, ?, ?, ?) "
                                                  "ON CONFLICT DO UPDATE SET merged_into = excluded.merged_into"));
    for (ProfileWrite const* const write : removed) {
        ProfileId const id = write->before->id;
        TRY(remove.bind(*row_key(account, id)).bind(write->before->version).run());
        if (connection.changes() != 1) { return stale_profile(); }
        effects.note(*write);
        if (write->merged_into.value == 0) { continue; }
        TRY(note.bind(account.value).bind(target.number).bind(id.value).bind(write->merged_into.value).run());
    }
    return {};
}

Result<void> write_counters(Connection& connection, AccountId account, Target const& target, SortedWrites const& sorted, Instant latest)
{
    auto const growth = static_cast<std::int64_t>(sorted.created.size()) - static_cast<std::int64_t>(sorted.removed.size());
    TRY(add_to_counter(connection, account, counter::count_of(target), growth));
    TRY_ASSIGN(Statement raise, connection.prepare("INSERT INTO account_counter(account, name, value) VALUES (?, ?, ?) "
                                                   "ON CONFLICT DO UPDATE SET value = max(value, excluded.value)"));
    return raise.bind(account.value).bind(counter::latest_modification).bind(latest.microseconds).run();
}

} // namespace

Result<void> write_profiles(Session& session, AccountId account, Target const& target, std::span<ProfileWrite const> writes,
                            std::span<Ownership const> given)
{
    if (writes.empty()) { return {}; }
    TRY_ASSIGN(ProfileTable const* const table, session.ensure_table(target));
    TRY_ASSIGN(SortedWrites const sorted, sort_writes(account, writes));
    Connection& connection = session.connection();
    Effects effects{session.key(), target, given};
    TRY(remove_rows(connection, *table, account, target, sorted.removed, effects));
    TRY(update_rows(connection, *table, account, sorted.updated, effects));
    TRY(create_rows(connection, *table, account, sorted.created, effects));
    TRY(effects.write(session, account));
    return write_counters(connection, account, target, sorted, effects.latest());
}

} // namespace muster::sqlite
