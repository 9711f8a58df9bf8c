#include "service/catalogue_acts.hpp"
#include "service/local_door.hpp"
#include "service/names.hpp"
#include "service/people_acts.hpp"
#include "service/people_batch.hpp"
#include "service/person_acts.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

using Kind = PersonAct::Kind;

Result<void> check_size(std::size_t persons)
{
    if (persons <= persons_per_batch) { return {}; }
    return Error{ErrorKind::invalid_input, "BATCH_TOO_LARGE",
                 "A batch takes at most " + std::to_string(persons_per_batch) + " persons; this one has " + std::to_string(persons) +
                     ". Send it in several calls."};
}

class LocalPeopleDoor final : public PeopleDoor {
public:
    LocalPeopleDoor(LocalDoorOrder order, std::string by) : order_{std::move(order)}, by_{std::move(by)}
    {
        MUSTER_ASSERT(order_.store != nullptr);
    }

    Result<PersonView> find(PersonKey const& key) override
    {
        TRY_ASSIGN(auto const transaction, place_.store.begin(Store::Access::read));
        TRY_ASSIGN(auto found, find_persons(place_, *transaction, {&key, 1}));
        PersonView view;
        TRY_ASSIGN(view.names, load_names_of(place_, *transaction, found));
        view.profile = std::move(found.front());
        return view;
    }
    Result<PersonPage> list(PersonListQuery const& query) override { return list_person_page(place_, query); }
    Result<std::vector<PersonMatch>> match(std::span<PersonKey const> keys) override { return match_persons(place_, keys); }

    Result<PersonWritten> create(ProfileInput const& input) override
    {
        TRY_ASSIGN(auto const acts, prepare({&input, 1}, Kind::create, InputMode::append));
        return write_one(acts.front());
    }
    Result<PersonWritten> change(PersonKey const& key, ProfileInput const& input, InputMode mode) override
    {
        TRY_ASSIGN(auto acts, prepare({&input, 1}, Kind::change, mode));
        name_person(place_, key, acts.front());
        return write_one(acts.front());
    }
    Result<PersonResult> remove(PersonKey const& key) override
    {
        TRY_ASSIGN(auto results, remove_all({&key, 1}));
        return std::move(results.front());
    }

    Result<std::vector<PersonResult>> create_all(std::span<ProfileInput const> inputs) override
    {
        return write_inputs(inputs, Kind::create, InputMode::append);
    }
    Result<std::vector<PersonResult>> patch_all(std::span<PersonPatch const> patches) override
    {
        std::vector<ProfileInput> inputs; // copies are cheap against looking at them
        inputs.reserve(patches.size());
        for (PersonPatch const& patch : patches) { inputs.push_back(patch.input); }
        TRY(check_size(inputs.size()));
        TRY_ASSIGN(auto acts, prepare(inputs, Kind::change, InputMode::append));
        for (std::size_t index = 0; index < acts.size(); ++index) { name_person(place_, patches[index].key, acts[index]); }
        return write(acts);
    }
    Result<std::vector<PersonResult>> remove_all(std::span<PersonKey const> keys) override
    {
        return write_keys(keys, Kind::remove, TagId{});
    }
    Result<std::vector<PersonResult>> upsert(std::span<ProfileInput const> inputs, InputMode mode) override
    {
        return write_inputs(inputs, Kind::upsert, mode);
    }
    Result<std::vector<PersonResult>> merge(std::span<ProfileInput const> inputs) override
    {
        return write_inputs(inputs, Kind::merge, InputMode::append);
    }

    Result<std::vector<Tag>> tags() override
    {
        TRY_ASSIGN(auto const transaction, place_.store.begin(Store::Access::read));
        return transaction->catalogue().tags(place_.account);
    }
    Result<Tag> tag(std::string const& name) override
    {
        TRY_ASSIGN(auto const transaction, place_.store.begin(Store::Access::read));
        return find_stored_tag(place_, *transaction, name);
    }
    Result<Tag> create_tag(std::string const& name) override { return create_new_tag(place_, name); }
    Result<void> remove_tag(std::string const& name) override
    {
        return place_.store.write_together([&](Transaction& transaction) -> Result<void> {
            TRY_ASSIGN(Tag const found, find_stored_tag(place_, transaction, name));
            return transaction.catalogue().remove_tag(place_.account, found.id);
        });
    }
    Result<std::vector<PersonResult>> assign_tag(std::string const& name, std::span<PersonKey const> keys) override
    {
        TRY_ASSIGN(Tag const found, tag(name));
        return write_keys(keys, Kind::give_tag, found.id);
    }
    Result<std::vector<PersonResult>> unassign_tag(std::string const& name, std::span<PersonKey const> keys) override
    {
        TRY_ASSIGN(Tag const found, tag(name));
        return write_keys(keys, Kind::take_tag, found.id);
    }

    Result<std::vector<Attribute>> attributes() override { return list_attributes(place_); }
    Result<Attribute> attribute(std::string const& name) override
    {
        TRY_ASSIGN(auto const transaction, place_.store.begin(Store::Access::read));
        return find_stored_attribute(place_, *transaction, name);
    }
    Result<Attribute> create_attribute(std::string const& name, AttributeType type) override
    {
        return create_new_attribute(place_, name, type);
    }
    Result<void> remove_attribute(std::string const& name) override
    {
        return place_.store.write_together([&](Transaction& transaction) -> Result<void> {
            TRY_ASSIGN(Attribute const found, find_stored_attribute(place_, transaction, name));
            return transaction.catalogue().remove_attribute(place_.account, place_.target, found.id);
        });
    }

private:
    Result<std::vector<PersonAct>> prepare(std::span<ProfileInput const> inputs, Kind kind, InputMode mode)
    {
        std::vector<AttributeField> attributes;
        if (std::any_of(inputs.begin(), inputs.end(), [](ProfileInput const& input) { return !input.attributes.empty(); })) {
            TRY_ASSIGN(auto const transaction, place_.store.begin(Store::Access::read));
            TRY_ASSIGN(attributes, load_attribute_fields(place_, *transaction));
        }
        std::vector<PersonAct> acts;
        acts.reserve(inputs.size());
        for (ProfileInput const& input : inputs) { acts.push_back(prepare_act(place_, kind, mode, input, attributes)); }
        return acts;
    }

    Result<std::vector<PersonResult>> write_inputs(std::span<ProfileInput const> inputs, Kind kind, InputMode mode)
    {
        TRY(check_size(inputs.size()));
        TRY_ASSIGN(auto const acts, prepare(inputs, kind, mode));
        return write(acts);
    }

    Result<std::vector<PersonResult>> write_keys(std::span<PersonKey const> keys, Kind kind, TagId tag)
    {
        TRY(check_size(keys.size()));
        std::vector<PersonAct> acts(keys.size());
        for (std::size_t index = 0; index < keys.size(); ++index) {
            acts[index].kind = kind;
            acts[index].tag = tag;
            name_person(place_, keys[index], acts[index]);
        }
        return write(acts);
    }

    ChangeAuthor author() const { return {place_.now(), Origin::api, by_}; }

    Result<std::vector<PersonResult>> write(std::span<PersonAct const> acts)
    {
        std::vector<PersonResult> results;
        if (acts.empty()) { return results; }
        auto const write_them = [&](Transaction& transaction) -> Result<void> {
            TRY(require_tag(transaction, acts.front()));
            PeopleBatch batch{place_, transaction, author()};
            TRY_ASSIGN(results, batch.run(acts));
            return {};
        };
        TRY(place_.store.write_together(write_them));
        return results;
    }

    Result<PersonWritten> write_one(PersonAct const& act)
    {
        PersonWritten written{act.refused, {}};
        if (!act.refused.error.code.empty()) { return written; }
        auto const write_it = [&](Transaction& transaction) -> Result<void> {
            PeopleBatch batch{place_, transaction, author()};
            TRY_ASSIGN(auto results, batch.run({&act, 1}));
            written.result = std::move(results.front());
            if (Profile const* const person = batch.find(written.result.id)) {
                written.person.profile = *person;
                TRY_ASSIGN(written.person.names, load_names_of(place_, transaction, {person, 1}));
            }
            return {};
        };
        TRY(place_.store.write_together(write_it));
        return written;
    }

    /// The tag that the acts give or take may have been deleted a moment ago.
    Result<void> require_tag(Transaction& transaction, PersonAct const& act)
    {
        if (act.tag.value == 0) { return {}; }
        TRY_ASSIGN(auto const known, transaction.catalogue().tags(place_.account));
        if (std::any_of(known.begin(), known.end(), [&](Tag const& one) { return one.id == act.tag; })) { return {}; }
        return Error{ErrorKind::not_found, "TAG_NOT_FOUND", "The tag has just been deleted."};
    }

    LocalDoorOrder order_;
    std::string by_;
    Workplace place_{*order_.store, person_target(), order_.account, order_.folder, order_.upload_limit, order_};
};

} // namespace

std::unique_ptr<PeopleDoor> make_people_door(LocalDoorOrder order, std::string by)
{
    return std::make_unique<LocalPeopleDoor>(std::move(order), std::move(by));
}

} // namespace muster
