#include "profile/field.hpp"

#include "base/text.hpp"

#include <array>
#include <utility>

namespace muster {

namespace {

/// The limits are the product's published ones; phones are counted before normalising.
constexpr std::array person_fields = [] {
    using enum FieldKind;
    using enum Arity;
    return std::array{
        FieldRule{person_field::external_id, "externalId", external_id, one, 256, IdentifierKind::external_id},
        FieldRule{person_field::first_name, "firstName", name, one, 255},
        FieldRule{person_field::last_name, "lastName", name, one, 255},
        FieldRule{person_field::middle_name, "middleName", name, one, 50},
        FieldRule{person_field::nick_name, "nickName", name, one, 50},
        FieldRule{person_field::address, "address", FieldKind::text, one, 256},
        FieldRule{person_field::city, "city", FieldKind::text, one, 50},
        FieldRule{person_field::country, "country", FieldKind::text, one, 50},
        FieldRule{person_field::gender, "gender", gender, one, 10},
        FieldRule{person_field::birth_date, "birthDate", birth_date, one, 32},
        FieldRule{person_field::preferred_language, "preferredLanguage", language, one, 10},
        FieldRule{person_field::profile_picture, "profilePicture", url, one, 2'083},
        FieldRule{person_field::type, "type", type, one, 10},
        FieldRule{person_field::phone, "phone", phone, many, 50, IdentifierKind::phone},
        FieldRule{person_field::email, "email", email, many, 255, IdentifierKind::email},
        FieldRule{person_field::tags, "tags", tags, many, tag_name_limit},
    };
}();

/// Most contacts of a profile, phones and emails together, that an import may lead to.
constexpr std::size_t person_contact_limit = 100;
/// Most contacts that a record may have beyond those of its first row.
constexpr std::size_t person_additional_contact_limit = 20;

constexpr std::array<std::pair<AttributeType, std::string_view>, 6> attribute_type_names{{
    {AttributeType::string, "STRING"},
    {AttributeType::integer, "INTEGER"},
    {AttributeType::decimal, "DECIMAL"},
    {AttributeType::boolean, "BOOLEAN"},
    {AttributeType::date, "DATE"},
    {AttributeType::date_time, "DATE_TIME"},
}};

} // namespace

FieldRule const* Target::find(FieldId id) const
{
    // ids count from 1 in the table's order, so the place is usually known
    if (id.value >= 1 && id.value <= fields.size() && fields[id.value - 1].id == id) { return &fields[id.value - 1]; }
    for (FieldRule const& rule : fields) {
        if (rule.id == id) { return &rule; }
    }
    return nullptr;
}

FieldRule const* Target::find(std::string_view field_name) const
{
    for (FieldRule const& rule : fields) {
        if (text::equal_ascii_caseless(rule.name, field_name)) { return &rule; }
    }
    return nullptr;
}

Target const& person_target()
{
    static constexpr Target target{1, "person", person_fields, Target::Typed::yes, person_contact_limit, person_additional_contact_limit};
    return target;
}

std::string_view name_of(AttributeType type)
{
    for (auto const& [known, type_name] : attribute_type_names) {
        if (known == type) { return type_name; }
    }
    return {};
}

std::optional<AttributeType> attribute_type_of(std::string_view type_name)
{
    for (auto const& [known, known_name] : attribute_type_names) {
        if (text::equal_ascii_caseless(known_name, type_name)) { return known; }
    }
    return std::nullopt;
}

FieldKind kind_of(AttributeType type)
{
    switch (type) {
    case AttributeType::string: return FieldKind::text;
    case AttributeType::integer: return FieldKind::integer;
    case AttributeType::decimal: return FieldKind::decimal;
    case AttributeType::boolean: return FieldKind::boolean;
    case AttributeType::date: return FieldKind::date;
    case AttributeType::date_time: return FieldKind::date_time;
    }
    return FieldKind::text;
}

} // namespace muster
