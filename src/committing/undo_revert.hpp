#pragma once

#include "committing/undo_later.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace muster {

/// Takes a change's values, contacts and tags out of a profile, whatever came later. Who modified it and when stays.
void undo_values(Target const& target, Change const& change, Profile& profile);

/// Takes single changes of an import back, newest first. Every part of a change (a field, a contact, a tag) is judged by itself: it gets
/// its old value back when it still has the one that the import left; when a later import changed it, that one's value stays and its
/// before-image becomes what was before the import taken back, so that undoing in any order ends as if neither had ever run. A profile
/// that a later merge absorbed is changed where that merge keeps it.
class Reverter {
public:
    Reverter(UndoState& state, UndoOrder const& order, UndoReport& report) : state_{state}, order_{order}, report_{report} {}

    /// Takes back the change of that sequence in the profile's history.
    Result<void> revert(ProfileId profile, std::int64_t sequence);
    /// Takes back what an earlier undo had to leave because an identifier was taken: true when it could be done now.
    Result<bool> settle(ProfileId changed, std::int64_t record, ImportId import, UndoFinding const& finding);
    /// Removes a created profile that nobody changed since; otherwise takes the import's own tags and leaves it.
    Result<void> revert_creation(ProfileId created, std::int64_t record, std::span<TagId const> own_tags);

    void note(UndoConflict conflict, ProfileId profile, FieldId field, std::int64_t record);

private:
    /// Which parts of a merge are meant: those that did not come from the named absorbed profiles, or only those.
    enum class Parts : std::uint8_t { without, only };
    struct Scope {
        std::vector<Profile const*> of{};
        Parts parts{Parts::without};
        bool takes_field(Target const& target, Difference const& difference) const;
        bool takes_contact(Target const& target, FieldValue const& contact) const;
        bool takes_tag(TagId tag) const;
    };
    enum class Presence : std::uint8_t { added, removed };
    /// A value of a field without which a profile was split off, as its history tells it.
    struct Debt {
        Change* change{};
        PastChange* past{}; ///< null: told within this transaction
        Difference* difference{};
        void pay() const;
    };
    static Debt find_debt(UndoEntry& entry, FieldId field);

    Result<void> revert_parts(UndoPlace& place, PastChange& past, Scope const& scope);
    Result<void> revert_field(UndoPlace& place, PastChange& past, Difference const& difference);
    Result<void> revert_contact(UndoPlace& place, PastChange& past, FieldValue const& contact, Presence presence);
    Result<void> revert_tag(UndoPlace& place, PastChange& past, TagId tag, Presence presence);
    void revert_modification(UndoPlace& place, PastChange& past);
    Result<bool> restore_field(UndoPlace& place, PastChange const& past, Difference const& difference);
    Result<bool> restore_contact(UndoPlace& place, PastChange const& past, FieldValue const& contact, Presence presence);

    Result<void> revert_merge(UndoPlace& place, PastChange& past);
    Result<void> split(UndoPlace& place, PastChange& past, std::vector<Profile> const& absorbed, Scope const& scope);
    Result<void> bring_back(Profile profile, std::vector<FieldValue> const& taken, PastChange const& past);
    Result<Profile> fitted(Profile const& absorbed, Profile const& holder, std::vector<FieldValue>& taken);
    Result<std::vector<Profile>> absorbed_here(PastChange& past);

    Result<bool> is_taken(UndoPlace const& place, FieldValue const& value);
    Result<bool> settle_identifier(FieldId field, UndoPlace& place, PastChange& past);
    Result<bool> settle_split(ProfileId profile, UndoPlace& place, PastChange& past);
    Result<bool> settle_debt(UndoFinding const& finding);
    Result<void> drop_kept_creation(UndoPlace& place, PastChange const& past);
    Result<void> remove(UndoPlace& place, ProfileId profile);
    Result<void> release_contribution(PastChange& absorbing, Profile const& absorbed);
    bool is_as_created(UndoPlace const& place, ImportId import, std::int64_t from) const;

    UndoState& state_;
    UndoOrder const& order_;
    UndoReport& report_;
    std::vector<Profile> splits_of_absorbed_{}; ///< of the change in hand: to be kept beside the profile from which they split
    bool really_changed_{};                     ///< the change in hand took back more than own tags
};

} // namespace muster
