#include "documents/person_reader.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace muster {

namespace {

using Form = InputAttribute::Form;

/// Published as read-only in one of the versions: whoever sends an answer back sends them too.
constexpr std::array<std::string_view, 10> read_only{
    "id",        "createdAt",  "modifiedAt",         "origin",      "createdFrom", "modifiedFrom",
    "createdBy", "modifiedBy", "computedAttributes", "integrations"};
constexpr std::array<std::string_view, 16> read_only_channels{
    "push",     "webpush", "facebook",          "line",         "viberBots",   "liveChat",     "instagram", "instagramDm",
    "telegram", "twitter", "appleBusinessChat", "kakaoSangdam", "openChannel", "zaloFollower", "tiktokBm",  "whatsapp"};

template <class Names>
bool is_among(Names const& names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// A number in digits, without exponent: the shortest that reads back the same.
std::string digits_of(double number)
{
    std::array<char, 400> digits{}; // a double has at most 309 digits before the point, or 17 after 323 zeros
    auto const [end, fault] = std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed);
    return {digits.data(), fault == std::errc{} ? end : digits.data()};
}

std::string place_of(std::string_view list, std::size_t index) { return std::string{list} + "[" + std::to_string(index) + "]"; }

} // namespace

void PersonReader::read(Json const& person)
{
    into_.input.paths = shape_ == PersonShape::v2 ? ProfileInput::Paths::grouped : ProfileInput::Paths::listed;
    if (person.object() == nullptr) {
        fault({}, property_no_members);
        return;
    }
    for (auto const& [name, value] : *person.object()) { read_member(name, value); }
}

void PersonReader::read_member(std::string const& name, Json const& value)
{
    if (is_among(read_only, name)) { return; }
    FieldRule const* const rule = person_target().find(name);
    bool const is_value = rule != nullptr && rule->name == name && rule->arity == Arity::one && rule->kind != FieldKind::type;
    if (is_value) {
        if (value.is_null()) {
            into_.input.values.push_back({rule->id, std::nullopt});
        } else if (value.text() != nullptr) {
            into_.input.values.push_back({rule->id, *value.text()});
        } else {
            fault(name, property_no_text);
        }
    } else if (name != "type" && name != "tags" && name != "contactInformation" && name != "customAttributes") {
        fault(name, property_unknown);
    } else if (value.is_null()) { // says as much as leaving it out
    } else if (name == "tags") {
        read_tags(value);
    } else if (name == "contactInformation") {
        read_contacts(value);
    } else if (name == "customAttributes") {
        read_attributes(value);
    } else if (value.text() == nullptr) {
        fault(name, property_no_text);
    } else {
        into_.input.type = *value.text();
    }
}

void PersonReader::read_tags(Json const& tags)
{
    if (tags.array() == nullptr) {
        fault("tags", property_no_list);
        return;
    }
    std::vector<std::string>& names = into_.input.tags.emplace();
    for (Json const& tag : *tags.array()) {
        std::string const* const name = tag.text();
        if (name == nullptr) { fault(place_of("tags", names.size()), property_no_text); }
        names.push_back(name == nullptr ? std::string{} : *name);
    }
}

void PersonReader::read_attributes(Json const& attributes)
{
    if (attributes.object() == nullptr) {
        fault("customAttributes", property_no_members);
        return;
    }
    std::vector<std::string> folded;
    for (auto const& [name, value] : *attributes.object()) {
        read_attribute(name, value);
        folded.push_back(text::fold(name));
    }
    std::sort(folded.begin(), folded.end());
    if (std::adjacent_find(folded.begin(), folded.end()) != folded.end()) {
        fault("customAttributes", "Two names differ in case only, which makes them one attribute. Give it once.");
    }
}

void PersonReader::read_attribute(std::string const& name, Json const& value)
{
    std::vector<InputAttribute>& attributes = into_.input.attributes;
    switch (value.kind()) {
    case Json::Kind::null: attributes.push_back({name, std::nullopt, Form::text}); break;
    case Json::Kind::text: attributes.push_back({name, *value.text(), Form::text}); break;
    case Json::Kind::boolean: attributes.push_back({name, *value.boolean() ? "true" : "false", Form::boolean}); break;
    case Json::Kind::integer: attributes.push_back({name, std::to_string(*value.integer()), Form::number}); break;
    case Json::Kind::number: attributes.push_back({name, digits_of(*value.number()), Form::number}); break;
    case Json::Kind::array:
    case Json::Kind::object:
        fault("customAttributes." + name, "Lists and objects are no values of custom attributes here. Give a text, a number or a Boolean.");
    }
}

void PersonReader::read_contacts(Json const& contacts)
{
    if (shape_ == PersonShape::v2) {
        read_channels(contacts);
    } else {
        read_contact_list(contacts);
    }
}

void PersonReader::read_channels(Json const& contacts)
{
    if (contacts.object() == nullptr) {
        fault("contactInformation", property_no_members);
        return;
    }
    into_.input.contacts.emplace();
    for (auto const& [channel, list] : *contacts.object()) {
        if (is_among(read_only_channels, channel)) { continue; }
        if (channel == "phone") {
            read_channel(person_field::phone, channel, "number", list);
        } else if (channel == "email") {
            read_channel(person_field::email, channel, "address", list);
        } else {
            fault("contactInformation." + channel, property_unknown);
        }
    }
}

void PersonReader::read_channel(FieldId field, std::string_view channel, std::string_view leaf, Json const& list)
{
    std::string const property = "contactInformation." + std::string{channel};
    if (list.is_null()) { return; }
    if (list.array() == nullptr) {
        fault(property, property_no_list);
        return;
    }
    std::uint32_t place = 0;
    for (Json const& item : *list.array()) {
        std::string const at = place_of(property, place);
        if (item.object() == nullptr) {
            fault(at, property_no_members);
        } else {
            for (auto const& member : *item.object()) {
                if (member.first != leaf) { fault(at + "." + member.first, property_unknown); }
            }
            Json const* const value = item.find(leaf);
            if (value == nullptr || value->is_null()) {
                fault(at + "." + std::string{leaf}, property_missing);
            } else if (value->text() == nullptr) {
                fault(at + "." + std::string{leaf}, property_no_text);
            } else {
                into_.input.contacts->push_back({field, *value->text(), place});
            }
        }
        ++place;
    }
}

void PersonReader::read_contact_list(Json const& contacts)
{
    if (contacts.array() == nullptr) {
        fault("contactInformation", property_no_list);
        return;
    }
    into_.input.contacts.emplace();
    std::uint32_t place = 0;
    for (Json const& contact : *contacts.array()) { read_contact(place++, contact); }
}

void PersonReader::read_contact(std::uint32_t place, Json const& contact)
{
    std::string const at = place_of("contactInformation", place);
    if (contact.object() == nullptr) {
        fault(at, property_no_members);
        return;
    }
    std::string const* type = nullptr;
    std::string const* identifier = nullptr;
    for (auto const& [name, value] : *contact.object()) {
        bool const is_text = name == "type" || name == "identifier" || name == "sender";
        if (!is_text && name != "primary") {
            fault(at + "." + name, property_unknown);
        } else if (value.is_null()) {
            continue;
        } else if (!is_text && !value.boolean()) {
            fault(at + "." + name, "This must be true or false.");
        } else if (is_text && value.text() == nullptr) {
            fault(at + "." + name, property_no_text);
            return;
        } else if (name == "type") {
            type = value.text();
        } else if (name == "identifier") {
            identifier = value.text();
        }
    }
    if (type == nullptr) { fault(at + ".type", "Must not be null"); }
    if (identifier == nullptr) { fault(at + ".identifier", "Must not be null"); }
    if (type == nullptr || identifier == nullptr) { return; }
    if (*type != "PHONE" && *type != "EMAIL") {
        fault(at + ".type", "This must be PHONE or EMAIL.");
        return;
    }
    into_.input.contacts->push_back({*type == "PHONE" ? person_field::phone : person_field::email, *identifier, place});
}

} // namespace muster
