#include "service/people_batch.hpp"
#include "service/person_acts.hpp"

#include <utility>

namespace muster {

namespace {

KeyedIdentifier keyed(Workplace const& place, Identifier identifier)
{
    Key128 const key = key_of(place.store.hash_key(), identifier);
    return {std::move(identifier), key};
}

Error input_invalid()
{
    return {ErrorKind::invalid_input, "INPUT_INVALID", "One or more properties of the person are invalid. Correct them and send it again."};
}

} // namespace

PersonAct prepare_act(Workplace const& place, PersonAct::Kind kind, InputMode mode, ProfileInput const& input,
                      std::span<AttributeField const> attributes)
{
    PersonAct act;
    act.kind = kind;
    act.mode = mode;
    act.input = check_input(place.target, attributes, input, {date_of(place.now()), {}, PhoneRule::lenient}, act.refused.faults);
    if (!act.refused.faults.empty()) { act.refused.error = input_invalid(); }
    static std::vector<FieldValue> const none;
    for (Identifier& identifier : identifiers_of(place.target, act.input.values, act.input.contacts ? *act.input.contacts : none)) {
        act.own.push_back(keyed(place, std::move(identifier)));
    }
    return act;
}

void name_person(Workplace const& place, PersonKey const& key, PersonAct& act)
{
    if (!act.refused.error.code.empty()) { return; }
    if (key.kind == PersonKey::Kind::id) {
        Result<ProfileId> id = id_of(key);
        if (id) {
            act.id = *id;
        } else {
            act.refused.error = std::move(id).error();
        }
        return;
    }
    Result<Identifier> identifier = identifier_of(place, key);
    if (identifier) {
        act.named = keyed(place, *std::move(identifier));
    } else {
        act.refused.error = std::move(identifier).error();
    }
}

} // namespace muster
