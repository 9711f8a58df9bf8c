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

/// normalised_identifier() in the memory of another text.
void normalise(IdentifierKind kind, std::string_view value, std::string& into)
{
    switch (kind) {
    case IdentifierKind::email: fold_email(value, into); break;
    case IdentifierKind::company_name: into = text::fold(value); break;
    default: into = value;
    }
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
    std::string normalised;
    normalise(kind, value, normalised);
    return normalised;
}

std::span<Identifier const> IdentifierLister::of(Target const& target, std::vector<FieldValue> const& values,
                                                 std::vector<FieldValue> const& contacts)
{
    std::size_t count = 0;
    for (auto const* list : {&values, &contacts}) {
        for (FieldValue const& value : *list) {
            FieldRule const* rule = target.find(value.field);
            if (rule == nullptr || rule->identifier == IdentifierKind::none) { continue; }
            if (count == list_.size()) { list_.emplace_back(); }
            Identifier& identifier = list_[count++];
            identifier.kind = rule->identifier;
            normalise(rule->identifier, value.value, identifier.normalised);
        }
    }
    return std::span{list_}.first(count);
}

std::vector<Identifier> identifiers_of(Target const& target, std::vector<FieldValue> const& values, std::vector<FieldValue> const& contacts)
{
    IdentifierLister lister;
    std::span<Identifier const> const identifiers = lister.of(target, values, contacts);
    return {identifiers.begin(), identifiers.end()};
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
