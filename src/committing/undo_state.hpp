#pragma once

#include "committing/undo.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace muster {

/// A change in the history, perhaps rewritten since it was loaded.
struct PastChange {
    std::int64_t sequence{};
    Change change{};
    bool rewritten{};
};

/// What undoing knows and decides about one profile.
struct UndoEntry {
    std::optional<Profile> stored{};   ///< as the store has it; nothing: it is not there
    std::optional<Profile> now{};      ///< as undoing leaves it
    std::vector<PastChange> history{}; ///< oldest first
    std::vector<Change> fresh{};       ///< what is appended to it
    bool erased{};                     ///< the history goes with the profile
};

/// What has become of an import.
struct ImportFate {
    bool is_taken_back{};    ///< undone, or stopped and taken back: its changes count no more
    std::int64_t first_id{}; ///< of its block of ids; 0: the import is not known any more
};

/// Where a profile's state lies: in the store, or in the change by which another profile absorbed it.
struct UndoPlace {
    UndoEntry* entry{};      ///< its history
    Profile* state{};        ///< null: there is no such profile any more
    PastChange* absorbing{}; ///< the change that keeps it; null: it is a profile of its own
};

/// The profiles, histories and identifiers that one transaction of an undo touches. What is changed here is written by write().
class UndoState {
public:
    UndoState(Transaction& store, UndoOrder const& order, HashKey const& key, Instant at) : store_{store}, order_{order}, key_{key}, at_{at}
    {
    }

    /// Makes profiles and their histories known, as far as they are not (any order).
    Result<void> load(std::vector<ProfileId> ids);
    Result<UndoEntry*> entry(ProfileId id);
    /// Pointers are valid until the absorbing change's list of profiles changes.
    Result<UndoPlace> find(ProfileId id);

    /// Whether a past change still counts when `import` is being taken back from its newest change down to `from` (a sequence).
    bool is_live(UndoEntry const& entry, PastChange const& past, ImportId import, std::int64_t from) const;
    ImportFate fate_of(ImportId import) const;

    /// Who has the identifier now, in the store or by what was decided here.
    Result<ProfileId> owner_of(Identifier const& identifier);
    /// Tells whose identifiers changed; null: there was, or is, no such profile.
    void move_identifiers(Profile const* before, Profile const* after);
    /// Whether the account still has the tag or custom attribute: what is gone cannot be given back.
    Result<bool> has_tag(TagId tag);
    Result<bool> has_field(FieldId field);
    /// A profile lives again: its id leads to nobody else any more.
    void forget_merged(ProfileId id) { split_.push_back(id); }
    /// An entry of the history that tells what taking back did.
    void tell(UndoEntry& entry, Change difference, Profile const& after, PastChange const& taken_back);
    void tell(UndoEntry& entry, Change difference, ProfileId profile, std::int64_t version, ImportId import, std::int64_t record);

    /// Adds conflicts to the report of an import that was undone before.
    Result<void> add_findings(ImportId import, UndoReport const& late);

    Result<void> write();

private:
    Result<void> load_fates(std::span<std::pair<std::int64_t, Change> const> changes);
    Result<void> load_catalogue();
    Result<UndoPlace> find_absorbed(ProfileId id, ProfileId by, int depth);
    Result<void> write_profiles();
    Result<void> write_histories();

    Transaction& store_;
    UndoOrder const& order_;
    HashKey const& key_;
    Instant at_;
    std::map<ProfileId, UndoEntry> entries_{};
    std::map<ImportId, ImportFate> fates_{};
    std::unordered_map<Key128, ProfileId> moved_{};
    std::vector<ProfileId> split_{};
    bool catalogue_loaded_{};
    std::vector<TagId> tags_{};
    std::vector<FieldId> attributes_{};
};

} // namespace muster
