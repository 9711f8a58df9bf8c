#pragma once

#include "base/bytes.hpp"
#include "base/keyed_hash.hpp"
#include "profile/change.hpp"
#include "profile/profile.hpp"
#include "store/import_job.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace muster {

/// The port: what every store must do, in batches. The rules live in profile/ and above; a store keeps what it is given, keeps
/// identifiers unique, and makes a transaction whole or nothing. A behaviour that differs between adapters is a bug of one of them;
/// tests/contract runs on all. Objects are used by one thread at a time unless said otherwise. Spans are ascending where said so.

/// Identifier -> profile, unique in the account.
class Identities {
public:
    virtual ~Identities() = default;
    /// The owners of ascending keys; ProfileId{0} where there is none. `owners` has the keys' length.
    virtual Result<void> find(AccountId account, std::span<Key128 const> keys, std::span<ProfileId> owners) = 0;
};

/// An identifier's key and the profile that has it.
struct Ownership {
    Key128 key{};
    ProfileId profile{};
    auto operator<=>(Ownership const&) const = default;
};

/// One profile before and after. Neither is null unless created (no before) or removed (no after).
struct ProfileWrite {
    Profile const* before{};
    Profile const* after{};
    ProfileId merged_into{}; ///< for a removed one: where its id answers as merged; 0 = deleted
    /// Of a created one: whether write() is given the keys of all its identifiers, so that they are not computed twice.
    enum class Keys : std::uint8_t { to_compute, given } keys{Keys::to_compute};
};

class Profiles {
public:
    virtual ~Profiles() = default;
    /// Loads profiles of ascending ids; ids that do not exist are left out.
    virtual Result<void> load(AccountId account, Target const& target, std::span<ProfileId const> ids, std::vector<Profile>& into) = 0;
    /// Creates, updates and removes, keeping identifiers and tag memberships in step with the profiles' contents. All removals of
    /// identifiers of the batch happen before the additions. Fails with conflict IDENTIFIER_TAKEN when an identifier belongs to
    /// another profile, and with conflict STALE_PROFILE when a stored version is not `before`'s; then the transaction is spoiled.
    /// `given`, ascending: the keys of the created profiles that say so. Of a large batch, IDENTIFIER_TAKEN may be told later, at the
    /// latest by commit(). Tells active subscriptions of created and deleted persons (store/deliveries.hpp).
    virtual Result<void> write(AccountId account, Target const& target, std::span<ProfileWrite const> writes,
                               std::span<Ownership const> given) = 0;
    Result<void> write(AccountId account, Target const& target, std::span<ProfileWrite const> writes)
    {
        return write(account, target, writes, {});
    }
    /// The next profiles by id after `after`, at most `limit`, in id order.
    virtual Result<void> page(AccountId account, Target const& target, ProfileId after, std::size_t limit, std::vector<Profile>& into) = 0;
    /// The same among those that have the tag.
    virtual Result<void> page_of_tag(AccountId account, Target const& target, TagId tag, ProfileId after, std::size_t limit,
                                     std::vector<Profile>& into) = 0;
    virtual Result<std::int64_t> count(AccountId account, Target const& target) = 0;
    /// Where a merged profile's id leads to now (followed to the end); nothing when it was never merged.
    virtual Result<std::optional<ProfileId>> merged_into(AccountId account, Target const& target, ProfileId id) = 0;
    /// Takes the notes of merged ids back (undo of a merge).
    virtual Result<void> forget_merged(AccountId account, Target const& target, std::span<ProfileId const> ids) = 0;
    /// Reserves `count` ids of the account and gives the first.
    virtual Result<ProfileId> reserve_ids(AccountId account, std::int64_t count) = 0;
    /// Latest modifiedAt among all profiles of the account (0 when there are none): an import's instant is later than it.
    virtual Result<Instant> latest_modification(AccountId account) = 0;
};

/// The one append-only history of changes.
class Changes {
public:
    virtual ~Changes() = default;
    virtual Result<void> append(AccountId account, Target const& target, std::span<Change const> changes) = 0;
    /// Changes of one import in the order they were appended, after the `after`-th (from 0: sequence numbers are the store's, rising),
    /// newest first when `order` says so. Gives sequence number and change.
    enum class Order : std::uint8_t { oldest_first, newest_first };
    virtual Result<void> of_import(AccountId account, ImportId import, Order order, std::int64_t from_sequence, std::size_t limit,
                                   std::vector<std::pair<std::int64_t, Change>>& into) = 0;
    /// All changes of one profile, oldest first.
    virtual Result<void> of_profile(AccountId account, Target const& target, ProfileId profile,
                                    std::vector<std::pair<std::int64_t, Change>>& into) = 0;
    /// All changes of several profiles (ascending ids), by profile, then oldest first.
    virtual Result<void> of_profiles(AccountId account, Target const& target, std::span<ProfileId const> profiles,
                                     std::vector<std::pair<std::int64_t, Change>>& into) = 0;
    /// The changes of an account and target among the next `limit` ones of all, after `after`, oldest first. Gives the sequence number up
    /// to which it has looked, where a next call goes on; when nothing is left, the highest that a change has ever had.
    virtual Result<std::int64_t> since(AccountId account, Target const& target, std::int64_t after, std::size_t limit,
                                       std::vector<std::pair<std::int64_t, Change>>& into) = 0;
    /// Replaces the packed differences of a change (undo in any order rewrites a later change's old value).
    virtual Result<void> rewrite(AccountId account, std::int64_t sequence, Change const& change) = 0;
    /// Erases the history of profiles (they are deleted, or their creation is undone).
    virtual Result<void> erase(AccountId account, Target const& target, std::span<ProfileId const> profiles) = 0;
};

struct Tag {
    TagId id{};
    std::string name{};
    ImportId created_by{}; ///< the import that created it; 0 = a person or call
    Instant created_at{};
};
struct Attribute {
    AttributeId id{};
    std::string name{};
    AttributeType type{AttributeType::string};
    ImportId created_by{};
};
struct StoredRecipe {
    std::int64_t id{};
    std::string name{};
    std::string fingerprint{}; ///< of the header it was made for; empty = none
    std::string text{};        ///< the recipe as JSON
};

/// The small tables of an account: tags, custom attributes, recipes. Names are unique by text::fold, first spelling kept.
class Catalogue {
public:
    virtual ~Catalogue() = default;
    virtual Result<std::vector<Tag>> tags(AccountId account) = 0;
    /// The ids of names, creating what is missing; in the names' order.
    virtual Result<std::vector<TagId>> ensure_tags(AccountId account, std::span<std::string const> names, ImportId by, Instant at) = 0;
    virtual Result<std::int64_t> tag_uses(AccountId account, TagId tag) = 0;
    /// Deletes a tag; conflict TAG_IN_USE while a profile has it.
    virtual Result<void> remove_tag(AccountId account, TagId tag) = 0;
    virtual Result<std::vector<Attribute>> attributes(AccountId account, Target const& target) = 0;
    /// conflict ATTRIBUTE_TYPE when the name exists with another type.
    virtual Result<AttributeId> ensure_attribute(AccountId account, Target const& target, std::string const& name, AttributeType type,
                                                 ImportId by) = 0;
    /// Deletes an attribute; conflict ATTRIBUTE_IN_USE while a profile has a value of it (looked up by a scan).
    virtual Result<void> remove_attribute(AccountId account, Target const& target, AttributeId attribute) = 0;
    virtual Result<std::vector<StoredRecipe>> recipes(AccountId account) = 0;
    /// Creates (id 0) or replaces; a name that exists already is replaced. Gives the id.
    virtual Result<std::int64_t> put_recipe(AccountId account, StoredRecipe const& recipe) = 0;
    virtual Result<void> remove_recipe(AccountId account, std::int64_t id) = 0;
};

class Imports {
public:
    virtual ~Imports() = default;
    /// Stores a new import and gives its id (rising, never reused).
    virtual Result<ImportId> create(AccountId account, ImportJob const& job) = 0;
    virtual Result<std::optional<ImportJob>> load(AccountId account, ImportId id) = 0;
    /// Replaces everything but the id.
    virtual Result<void> save(AccountId account, ImportJob const& job) = 0;
    /// Newest first.
    virtual Result<std::vector<ImportJob>> list(AccountId account, std::size_t limit) = 0;
    /// Imports of all accounts in one of the states, oldest first: what a restart has to go on with.
    virtual Result<std::vector<std::pair<AccountId, ImportJob>>> in_state(std::span<ImportState const> states) = 0;
    /// How many imports of all accounts there are in each state, by state; states without any are left out.
    virtual Result<std::vector<std::pair<ImportState, std::int64_t>>> count_by_state() = 0;
    virtual Result<void> remove(AccountId account, ImportId id) = 0;
    /// The outcomes of consecutive records, written with their chunk.
    virtual Result<void> append_outcomes(AccountId account, ImportId id, std::int64_t first_record, std::string_view packed) = 0;
    /// All of them: (first record, packed), ascending.
    virtual Result<std::vector<std::pair<std::int64_t, std::string>>> outcomes(AccountId account, ImportId id) = 0;
    virtual Result<void> remove_outcomes(AccountId account, ImportId id, std::int64_t from_record) = 0;
};

struct Account {
    AccountId id{};
    std::string name{};
};
class Accounts {
public:
    virtual ~Accounts() = default;
    virtual Result<std::vector<Account>> list() = 0;
    virtual Result<AccountId> create(std::string const& name) = 0; ///< conflict ACCOUNT_EXISTS
};

class AccessRecords; // store/access_records.hpp
class Deliveries; // store/deliveries.hpp
class Notices;    // store/notices.hpp

/// Everything that is read or written together. Destroyed without commit() it leaves nothing.
class Transaction {
public:
    Transaction() = default;
    Transaction(Transaction const&) = delete;
    Transaction& operator=(Transaction const&) = delete;
    virtual ~Transaction() = default;
    virtual Identities& identities() = 0;
    virtual Profiles& profiles() = 0;
    virtual Changes& changes() = 0;
    virtual Catalogue& catalogue() = 0;
    virtual Imports& imports() = 0;
    virtual Accounts& accounts() = 0;
    virtual AccessRecords& access() = 0;
    virtual Deliveries& deliveries() = 0;
    virtual Notices& notices() = 0;
    /// Durable when it returns without an Error. Only for writing ones.
    virtual Result<void> commit() = 0;
    /// Whether somebody waits for this writing transaction to end: who writes much in one ends it then.
    virtual bool is_awaited() const { return false; }
};

/// What writes a little, together with what others write at the same moment. It may run on another thread than the one that asks, exactly
/// once, and must not commit. It keeps nothing of the transaction.
using WritingAct = std::function<Result<void>(Transaction&)>;

/// What lies beside the tables: uploads, spills, plans; by import and name ("upload", "spill"). Names: [a-z-]+.
class Blobs {
public:
    virtual ~Blobs() = default;
    /// Readable after finish(); replaces one of that name.
    virtual Result<std::unique_ptr<ByteSink>> create(ImportId import, std::string const& name) = 0;
    virtual Result<std::shared_ptr<ByteSource const>> open(ImportId import, std::string const& name) = 0; ///< not_found
    virtual Result<void> remove(ImportId import, std::string const& name) = 0;
    virtual Result<void> remove_all(ImportId import) = 0;
};

/// One broken invariant, in words without personal data.
struct CheckFinding {
    std::string rule{};
    std::string detail{};
};

class Store {
public:
    Store() = default;
    Store(Store const&) = delete;
    Store& operator=(Store const&) = delete;
    virtual ~Store() = default;
    enum class Access : std::uint8_t { read, write };
    /// A reading transaction sees one moment; there is one writing transaction at a time (a second waits).
    virtual Result<std::unique_ptr<Transaction>> begin(Access access) = 0;
    /// Runs an act of some milliseconds and returns when what it wrote is durable. Acts that wait at the same time are written in the order
    /// they came and share one commit, which is what makes many small writes fast. Each is whole or nothing: of one that fails nothing is
    /// left, and its Error is given back; it sees what the acts before it wrote. Takes turns with begin(write), so a thread that holds such
    /// a transaction would wait for itself. Any thread. Errors: the act's own; denied STORE_READ_ONLY; unavailable when the commit fails,
    /// then nothing of any of them is there.
    virtual Result<void> write_together(WritingAct const& act) = 0;
    virtual Blobs& blobs() = 0;
    virtual HashKey const& hash_key() const = 0;
    /// Verifies the store's invariants: every identifier of a profile has its key and the other way round, no profile without an
    /// identifier, memberships agree with the profiles, counters above the ids, the engine's own integrity check.
    virtual Result<std::vector<CheckFinding>> check(std::span<Target const* const> targets) = 0;
};

/// The key of an identifier in this store.
Key128 key_of(HashKey const& key, Identifier const& identifier);

/// What writing a profile changes among identifiers and tags; used by every adapter so that they cannot differ.
struct IdentityChanges {
    std::vector<Key128> removed{}; ///< ascending
    std::vector<Key128> added{};   ///< ascending
};
IdentityChanges identity_changes(HashKey const& key, Target const& target, Profile const* before, Profile const* after);

} // namespace muster
