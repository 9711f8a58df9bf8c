#include "profile/profile.hpp"

#include "base/text.hpp"
#include "profile/email.hpp"

#include <algorithm>

namespace muster {

namespace {

auto place_of(std::vector<FieldValue> const& values, FieldId field)
{
    return std::lower_bound(values.begin(), values.end(), field,
                            [](FieldValue const& value, FieldId wanted) { return value.field < wanted; });
}

} // namespace

std::string_view name_of(ProfileType type) { return type == ProfileType::customer ? "CUSTOMER" : "LEAD"; }

std::string_view name_of(Origin origin)
{
    switch (origin) {
    case Origin::api: return "API";
    case Origin::portal: return "PORTAL";
    case Origin::import: return "IMPORT";
    }
    return "API";
}

std::string_view Profile::value(FieldId field) const
{
    auto const place = place_of(values, field);
    return place != values.end() && place->field == field ? std::string_view{place->value} : std::string_view{};
}

void Profile::set(FieldId field, std::string_view text)
{
    auto const place = values.begin() + (place_of(values, field) - values.cbegin());
    bool const there = place != values.end() && place->field == field;
    if (text.empty()) {
        if (there) { values.erase(place); }
    } else if (there) {
        place->value = text;
    } else {
        values.insert(place, FieldValue{field, std::string{text}});
    }
}

std::string normalised_identifier(IdentifierKind kind, std::string_view value)
{
    switch (kind) {
    case IdentifierKind::email: return fold_email(value);
    case IdentifierKind::company_name: return text::fold(value);
    default: return std::string{value};
    }
}

std::vector<Identifier> identifiers_of(Target const& target, std::vector<FieldValue> const& values, std::vector<FieldValue> const& contacts)
{
    std::vector<Identifier> identifiers;
    identifiers.reserve(contacts.size() + 1);
    for (auto const* list : {&values, &contacts}) {
        for (FieldValue const& value : *list) {
            FieldRule const* rule = target.find(value.field);
            if (rule == nullptr || rule->identifier == IdentifierKind::none) { continue; }
            identifiers.push_back({rule->identifier, normalised_identifier(rule->identifier, value.value)});
        }
    }
    return identifiers;
}

bool same_contact(Target const& target, FieldValue const& a, FieldValue const& b)
{
    if (a.field != b.field) { return false; }
    if (a.value == b.value) { return true; }
    FieldRule const* rule = target.find(a.field);
    if (rule == nullptr || rule->identifier != IdentifierKind::email) { return false; }
    return fold_email(a.value) == fold_email(b.value);
}

} // namespace muster
