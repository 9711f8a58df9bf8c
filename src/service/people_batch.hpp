#pragma once

#include "service/people_door.hpp"
#include "service/workplace.hpp"

#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace muster {

/// An identifier with its key in the store.
struct KeyedIdentifier {
    Identifier identifier{};
    Key128 key{};
};

/// One person of a batch, made ready on the caller's thread so that the writer's thread only looks up, applies and writes.
struct PersonAct {
    enum class Kind : std::uint8_t { create, change, upsert, merge, remove, give_tag, take_tag } kind{Kind::create};
    InputMode mode{InputMode::append};
    ProfileId id{};                         ///< the person, named by id
    std::optional<KeyedIdentifier> named{}; ///< the person, named by an identifier
    CheckedInput input{};
    std::vector<KeyedIdentifier> own{}; ///< the input's identifiers
    TagId tag{};                        ///< of give_tag and take_tag
    PersonResult refused{};             ///< an Error in it: it failed before it began
};

/// Makes acts. The attributes are the account's.
PersonAct prepare_act(Workplace const& place, PersonAct::Kind kind, InputMode mode, ProfileInput const& input,
                      std::span<AttributeField const> attributes);
/// Names the person that an act is about.
void name_person(Workplace const& place, PersonKey const& key, PersonAct& act);

/// Applies acts one after the other to the persons that they meet, and writes what came of it in one go.
class PeopleBatch {
public:
    PeopleBatch(Workplace const& place, Transaction& transaction, ChangeAuthor author)
        : place_{place}, transaction_{transaction}, author_{std::move(author)}
    {
    }

    /// The transaction holds all of it afterwards. With an Error it must be taken back.
    Result<std::vector<PersonResult>> run(std::span<PersonAct const> acts);
    /// A person as the batch left it; null when it met none of that id.
    Profile const* find(ProfileId id) const;

private:
    /// A person that the batch has met.
    struct Met {
        std::optional<Profile> before{}; ///< as stored; nothing: the batch created it
        Profile now{};
        enum class State : std::uint8_t { as_stored, changed, gone } state{State::as_stored};
        ProfileId merged_into{};
        bool has_new_keys{}; ///< a created one whose identifiers were changed afterwards
    };

    Result<void> require_attributes(std::span<PersonAct const> acts);
    Result<void> load(std::span<PersonAct const> acts);
    Result<void> load_owners(std::vector<Key128> keys, std::vector<ProfileId> ids);
    Result<PersonResult> apply(PersonAct const& act);
    Result<PersonResult> create(PersonAct const& act);
    Result<PersonResult> change(PersonAct const& act, ProfileId id);
    Result<PersonResult> upsert(PersonAct const& act);
    Result<PersonResult> merge(PersonAct const& act);
    Result<PersonResult> merge_into_primary(PersonAct const& act, std::vector<ProfileId> const& ids);
    PersonResult remove(ProfileId id);
    PersonResult set_tag(PersonAct const& act, ProfileId id);

    Result<PersonResult> named_person(PersonAct const& act);
    ProfileId owner_of(KeyedIdentifier const& identifier) const;
    std::vector<ProfileId> matched(PersonAct const& act) const;
    Result<void> give_tags(PersonAct const& act, Profile& after);
    std::optional<PersonResult> conflict(PersonAct const& act, IdentityChanges const& identity, ProfileId own) const;
    void take_over(IdentityChanges const& identity, ProfileId owner);
    PersonResult keep(Met& met, Profile after, Change change, ChangeEffect effect);
    Result<void> write();
    Result<void> number_created();

    Workplace const& place_;
    Transaction& transaction_;
    ChangeAuthor author_;
    std::unordered_map<ProfileId, Met> met_{};
    std::unordered_map<Key128, ProfileId> owners_{};
    std::unordered_map<std::string, TagId> tags_{}; ///< by folded name
    std::vector<Change> changes_{};
    std::vector<ProfileId> removed_{};
    std::vector<Ownership> created_keys_{};
    std::vector<PersonResult> results_{};
    std::int64_t created_{}; ///< persons whose id is provisional: -1, -2, ... until the batch is written
};

} // namespace muster
