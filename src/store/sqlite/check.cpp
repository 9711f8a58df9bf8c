#include "store/sqlite/check.hpp"

#include "store/sqlite/access_records.hpp"
#include "store/sqlite/catalogue.hpp"
#include "store/sqlite/identifier_index.hpp"
#include "store/sqlite/profiles.hpp"
#include "store/sqlite/tag_index.hpp"

#include <algorithm>
#include <map>

namespace muster::sqlite {

namespace {

/// Keys that are looked up together: 48 MB with their owners, and every leaf of an index of ten million persons is met by several.
constexpr std::size_t keys_per_batch = 1'000'000;

/// A set of ids as one number and a count, the same in any order: two sets that differ agree by chance once in 2^64.
struct Fingerprint {
    std::int64_t count{};
    std::uint64_t sum{};
    void add(ProfileId id)
    {
        auto mixed = static_cast<std::uint64_t>(id.value) * 0x9E37'79B9'7F4A'7C15U; // murmur3's finalizer
        mixed = (mixed ^ (mixed >> 33U)) * 0xFF51'AFD7'ED55'8CCDU;
        mixed = (mixed ^ (mixed >> 33U)) * 0xC4CE'B9FE'1A85'EC53U;
        sum += mixed ^ (mixed >> 33U);
        ++count;
    }
    bool operator==(Fingerprint const&) const = default;
};

class Checker {
public:
    Checker(Session& session, std::span<Target const* const> targets) : session_{session}, targets_{targets} {}

    Result<std::vector<CheckFinding>> run()
    {
        TRY_ASSIGN(std::string const problem, session_.connection().integrity_problem());
        if (!problem.empty()) { // nothing that is read from such a file means anything
            findings_.push_back({"engine", "The database file is damaged. Restore the store from a backup."});
            return std::move(findings_);
        }
        SqliteAccounts accounts{session_};
        TRY_ASSIGN(std::vector<Account> const all, accounts.list());
        for (Account const& account : all) { TRY(check_account(account.id)); }
        TRY_ASSIGN(std::int64_t const without_user, count_without_user(session_.connection()));
        if (without_user != 0) {
            findings_.push_back({"access", std::to_string(without_user) + " memberships, sessions or links of users that are not there."});
        }
        return std::move(findings_);
    }

private:
    Result<void> check_account(AccountId account)
    {
        account_ = account;
        owned_keys_ = 0;
        highest_id_ = 0;
        latest_ = {};
        for (Target const* const target : targets_) { TRY(check_target(*target)); }
        std::int64_t stored_keys = 0;
        TRY_ASSIGN(bool const sound, each_ownership(session_.connection(), account, [&](Ownership const&) { ++stored_keys; }));
        report(sound ? 0 : 1, "identifiers", "damaged lists of identifiers");
        report(stored_keys - owned_keys_, "identifiers", "keys of identifiers that no profile has");
        TRY_ASSIGN(std::int64_t const next_id, load_counter(session_.connection(), account, counter::next_id));
        report(highest_id_ >= std::max<std::int64_t>(next_id, 1) ? 1 : 0, "counters", "profile ids above the account's counter");
        TRY_ASSIGN(std::int64_t const latest, load_counter(session_.connection(), account, counter::latest_modification));
        report(latest_.microseconds > latest ? 1 : 0, "counters", "modification times later than the account's latest");
        return {};
    }

    Result<void> check_target(Target const& target)
    {
        TRY_ASSIGN(ProfileTable const* const table, session_.find_table(target));
        std::int64_t profiles = 0;
        damaged_ = without_identifier_ = keys_missing_ = 0;
        members_.clear();
        std::optional<std::int64_t> const first = row_key(account_, ProfileId{1});
        if (table != nullptr && first) {
            TRY_ASSIGN(Statement walk, session_.connection().prepare(table->walk_sql()));
            walk.bind(*first).bind(*row_key(account_, ProfileId{last_id}));
            while (walk.next()) {
                ++profiles;
                Profile profile;
                if (Result<void> const read = table->read(walk, profile); !read) {
                    ++damaged_;
                    continue;
                }
                look_at(target, profile);
                if (expected_.size() >= keys_per_batch) { TRY(check_keys()); }
            }
            TRY(walk.finish());
            TRY(check_keys());
        }
        TRY_ASSIGN(std::int64_t const counted, load_counter(session_.connection(), account_, counter::count_of(target)));
        report(damaged_, "profiles", "damaged profiles");
        report(without_identifier_, "profiles", "profiles without any identifier");
        report(keys_missing_, "identifiers", "identifiers of profiles whose key is missing or another profile's");
        report(counted == profiles ? 0 : 1, "counters", "counts of profiles that are not the number of profiles");
        return check_members(target);
    }

    void look_at(Target const& target, Profile const& profile)
    {
        IdentityChanges const identity = identity_changes(session_.key(), target, nullptr, &profile);
        bool const needs_identifier = std::any_of(target.fields.begin(), target.fields.end(),
                                                  [](FieldRule const& rule) { return rule.identifier != IdentifierKind::none; });
        if (needs_identifier && identity.added.empty()) { ++without_identifier_; }
        for (Key128 const& key : identity.added) { expected_.push_back({key, profile.id}); }
        for (TagId const tag : profile.tags) { members_[tag].add(profile.id); }
        highest_id_ = std::max(highest_id_, profile.id.value);
        latest_ = std::max(latest_, profile.modified_at);
    }

    Result<void> check_keys()
    {
        sort_by_key(expected_);
        std::vector<Key128> keys;
        for (Ownership const& ownership : expected_) { keys.push_back(ownership.key); }
        std::vector<ProfileId> owners(keys.size());
        TRY(find_owners(session_.connection(), account_, keys, owners));
        for (std::size_t index = 0; index < keys.size(); ++index) {
            ++(owners[index] == expected_[index].profile ? owned_keys_ : keys_missing_);
        }
        expected_.clear();
        return {};
    }

    Result<void> check_members(Target const& target)
    {
        std::map<TagId, Fingerprint> stored;
        TRY_ASSIGN(bool const sound,
                   each_member(session_.connection(), account_, target, [&](TagId tag, ProfileId id) { stored[tag].add(id); }));
        report(sound ? 0 : 1, "tags", "damaged lists of a tag's profiles");
        std::int64_t different = 0;
        for (auto const& [tag, members] : members_) { different += stored.contains(tag) && stored[tag] == members ? 0 : 1; }
        for (auto const& [tag, members] : stored) { different += members_.contains(tag) ? 0 : 1; }
        report(different, "tags", "tags whose list of profiles differs from the profiles' tags");
        return {};
    }

    void report(std::int64_t count, std::string rule, std::string const& what)
    {
        if (count == 0) { return; }
        findings_.push_back(
            {std::move(rule), "Account " + std::to_string(account_.value) + ": " + std::to_string(count) + " " + what + "."});
    }

    Session& session_;
    std::span<Target const* const> targets_;
    std::vector<CheckFinding> findings_{};
    AccountId account_{};
    std::int64_t owned_keys_{}, highest_id_{};
    Instant latest_{};
    std::int64_t damaged_{}, without_identifier_{}, keys_missing_{};
    std::map<TagId, Fingerprint> members_{};
    std::vector<Ownership> expected_{};
};

} // namespace

Result<std::vector<CheckFinding>> check_store(Session& session, std::span<Target const* const> targets)
{
    return Checker{session, targets}.run();
}

} // namespace muster::sqlite
