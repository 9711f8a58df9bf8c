#include "documents/person_requests.hpp"

#include "documents/person_reader.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace muster {

namespace {

constexpr std::array<std::pair<std::string_view, PersonKey::Kind>, 4> known_types{{{"ID", PersonKey::Kind::id},
                                                                                   {"EXTERNAL_ID", PersonKey::Kind::external_id},
                                                                                   {"PHONE", PersonKey::Kind::phone},
                                                                                   {"EMAIL", PersonKey::Kind::email}}};
constexpr std::array<std::string_view, 17> other_types{
    "LINE",          "FACEBOOK",     "TELEGRAM", "PUSH",       "WEB_PUSH",      "LIVE_CHAT",           "VIBER_BOTS",
    "INSTAGRAM",     "INSTAGRAM_DM", "TWITTER",  "KAKAO_TALK", "KAKAO_SANGDAM", "APPLE_BUSINESS_CHAT", "OPEN_CHANNEL",
    "ZALO_FOLLOWER", "TIKTOK_BM",    "WHATSAPP"};

struct FormNames {
    std::string_view list{};
    bool has_query{};
    bool has_person{};
};

/// What an item of each form has under `query` and `update`.
FormNames names_of(ListForm form)
{
    switch (form) {
    case ListForm::updates: return {"people", true, true};
    case ListForm::queries: return {"people", true, false};
    case ListForm::identities: return {"identities", false, false};
    case ListForm::persons_v3: return {"persons", false, true};
    case ListForm::persons_v2: break;
    }
    return {"people", false, true};
}

using Faults = std::vector<InputFault>;

void add_fault(Faults& faults, std::string property, std::string_view message)
{
    faults.push_back({std::move(property), std::string{message}});
}

/// A member that must be there and be a text.
std::string required_text(Json const& object, std::string_view name, std::string const& prefix, Faults& faults)
{
    Json const* const value = object.find(name);
    std::string const property = prefix + std::string{name};
    if (value == nullptr || value->is_null()) {
        add_fault(faults, property, property_missing);
    } else if (value->text() == nullptr) {
        add_fault(faults, property, property_no_text);
    } else {
        return *value->text();
    }
    return {};
}

template <class Names>
void refuse_others(Json const& object, Names const& allowed, std::string const& prefix, Faults& faults)
{
    for (auto const& member : *object.object()) {
        bool const is_allowed = std::find(allowed.begin(), allowed.end(), member.first) != allowed.end();
        if (!is_allowed) { add_fault(faults, prefix + member.first, property_unknown); }
    }
}

IdentityRequest read_identity(Json const& identity, std::string const& path, Faults& faults)
{
    IdentityRequest request;
    if (identity.object() == nullptr) {
        add_fault(faults, path, property_no_members);
        return request;
    }
    std::string const prefix = path + ".";
    refuse_others(identity, std::array<std::string_view, 3>{"type", "identifier", "sender"}, prefix, faults);
    std::size_t const before = faults.size();
    request.type = required_text(identity, "type", prefix, faults);
    if (faults.size() == before && !is_identifier_type(request.type)) {
        add_fault(faults, prefix + "type", "This is no type of identifier. Give ID, EXTERNAL_ID, PHONE or EMAIL.");
    }
    request.identifier = required_text(identity, "identifier", prefix, faults);
    Json const* const sender = identity.find("sender");
    if (sender != nullptr && !sender->is_null()) { request.sender = required_text(identity, "sender", prefix, faults); }
    return request;
}

/// The members of an item that has a query, and perhaps an update.
void read_entry(Json const& entry, std::string const& path, FormNames const& names, ListRequest& into)
{
    if (entry.object() == nullptr) {
        add_fault(into.faults, path, property_no_members);
        return;
    }
    std::array<std::string_view, 2> const allowed{"query", names.has_person ? "update" : "query"};
    refuse_others(entry, allowed, path + ".", into.faults);
    for (std::string_view const name : allowed) {
        Json const* const member = entry.find(name);
        if (member == nullptr || member->is_null()) {
            add_fault(into.faults, path + "." + std::string{name}, property_missing);
            return;
        }
    }
    into.identities.push_back(read_identity(*entry.find("query"), path + ".query", into.faults));
    if (names.has_person) { into.persons.push_back(read_person_request(*entry.find("update"), PersonShape::v2)); }
}

void read_entries(Json::Array const& entries, ListForm form, ListRequest& into)
{
    FormNames const names = names_of(form);
    for (std::size_t index = 0; index < entries.size(); ++index) {
        std::string const path = std::string{names.list} + "[" + std::to_string(index) + "]";
        if (names.has_query) {
            read_entry(entries[index], path, names, into);
        } else if (names.has_person) {
            PersonShape const shape = form == ListForm::persons_v3 ? PersonShape::v3 : PersonShape::v2;
            into.persons.push_back(read_person_request(entries[index], shape));
        } else {
            into.identities.push_back(read_identity(entries[index], path, into.faults));
        }
    }
}

Error batch_too_large(std::size_t size)
{
    return {ErrorKind::invalid_input, "BATCH_TOO_LARGE",
            "A batch takes at most " + std::to_string(persons_per_batch) + " persons; this one has " + std::to_string(size) +
                ". Send it in several calls."};
}

bool expect_members(Json const& body, Faults& faults)
{
    if (body.object() != nullptr) { return true; }
    add_fault(faults, "body", property_no_members);
    return false;
}

} // namespace

bool is_identifier_type(std::string_view type)
{
    return std::find(other_types.begin(), other_types.end(), type) != other_types.end() ||
           std::any_of(known_types.begin(), known_types.end(), [type](auto const& known) { return known.first == type; });
}

std::optional<PersonKey> IdentityRequest::key() const
{
    for (auto const& [known, kind] : known_types) {
        if (known == type) { return PersonKey{kind, identifier}; }
    }
    return std::nullopt;
}

PersonRequest read_person_request(Json const& person, PersonShape shape)
{
    PersonRequest request;
    PersonReader{shape, request}.read(person);
    return request;
}

ListRequest read_list_request(Json const& body, ListForm form)
{
    ListRequest request;
    std::string const list{names_of(form).list};
    if (expect_members(body, request.faults)) {
        refuse_others(body, std::array<std::string_view, 1>{list}, {}, request.faults);
        Json const* const entries = body.find(list);
        if (entries == nullptr || entries->is_null()) {
            add_fault(request.faults, list, property_missing);
        } else if (entries->array() == nullptr) {
            add_fault(request.faults, list, property_no_list);
        } else if (entries->array()->size() > persons_per_batch) {
            request.error = batch_too_large(entries->array()->size());
            return request;
        } else if (form == ListForm::persons_v3 && entries->array()->empty()) {
            add_fault(request.faults, list, "The list must have at least one person.");
        } else {
            read_entries(*entries->array(), form, request);
        }
    }
    if (!request.faults.empty()) { request.error = error_of(request.faults); }
    return request;
}

PersonRequest read_contacts_request(Json const& body)
{
    PersonRequest request;
    if (!expect_members(body, request.faults)) { return request; }
    constexpr std::array<std::string_view, 1> allowed{"contactInformation"};
    refuse_others(body, allowed, {}, request.faults);
    Json const* const contacts = body.find(allowed.front());
    if (contacts == nullptr || contacts->is_null()) {
        add_fault(request.faults, "contactInformation", property_missing);
    } else {
        PersonReader{PersonShape::v2, request}.read_contacts(*contacts);
    }
    return request;
}

NameRequest read_tag_request(Json const& body)
{
    NameRequest request;
    if (!expect_members(body, request.faults)) { return request; }
    refuse_others(body, std::array<std::string_view, 4>{"name", "id", "createdAt", "modifiedAt"}, {}, request.faults);
    request.name = required_text(body, "name", {}, request.faults);
    return request;
}

NameRequest read_attribute_request(Json const& body)
{
    NameRequest request;
    if (!expect_members(body, request.faults)) { return request; }
    refuse_others(body, std::array<std::string_view, 4>{"name", "dataType", "createdAt", "modifiedAt"}, {}, request.faults);
    request.name = required_text(body, "name", {}, request.faults);
    std::size_t const before = request.faults.size();
    std::string const type = required_text(body, "dataType", {}, request.faults);
    if (request.faults.size() != before) { return request; }
    request.type = attribute_type_of(type);
    if (!request.type) { add_fault(request.faults, "dataType", "This must be STRING, INTEGER, DECIMAL, BOOLEAN, DATE or DATE_TIME."); }
    return request;
}

Error error_of(std::vector<InputFault> const& faults)
{
    InputFault const& first = faults.front();
    if (first.message == property_missing) {
        return {ErrorKind::invalid_input, "PROPERTY_MISSING", "Missing required property '" + first.property + "'"};
    }
    std::string const where = first.property.empty() ? std::string{} : first.property + ": ";
    return {ErrorKind::invalid_input, "INPUT_INVALID", where + first.message};
}

} // namespace muster
