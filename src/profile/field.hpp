#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace muster {

/// A field of a profile: below `first_attribute` one of its target's standard fields, from there on a custom attribute
/// (first_attribute + AttributeId), from `first_new_attribute` on an attribute that an import will create when it commits.
struct FieldId {
    std::uint32_t value{};
    auto operator<=>(FieldId const&) const = default;
};
inline constexpr std::uint32_t first_attribute = 1'000;
inline constexpr std::uint32_t first_new_attribute = 0x8000'0000U;
constexpr bool is_attribute(FieldId field) { return field.value >= first_attribute; }

/// What a value is. Every value is kept as canonical text of its kind, so that equal values are equal bytes.
enum class FieldKind : std::uint8_t {
    text,       ///< trimmed, NFC
    name,       ///< text without the characters forbidden in names
    gender,     ///< MALE, FEMALE
    date,       ///< YYYY-MM-DD
    birth_date, ///< a date from 1900 to today
    language,   ///< xx or xx-YY
    url,        ///< http or https
    phone,      ///< E.164 digits without plus
    email,      ///< as given; compared folded
    external_id,
    domain,    ///< A-labels, lower case
    type,      ///< LEAD, CUSTOMER: the profile's type, not a value among the others
    tags,      ///< tag names; kept as tags, not among the values
    integer,   ///< int64
    decimal,   ///< base/decimal.hpp
    boolean,   ///< true, false
    date_time, ///< an Instant's text, UTC
};

/// How a value finds the one profile that owns it; part of the identifier's key. Stored: append only.
enum class IdentifierKind : std::uint8_t {
    none = 0,
    phone = 1,
    email = 2,
    external_id = 3,
    company_external_id = 4,
    company_name = 5,
    domain = 6
};

enum class Arity : std::uint8_t { one, many };

/// One standard field of a target.
struct FieldRule {
    FieldId id{};
    std::string_view name{}; ///< the API's name: firstName
    FieldKind kind{FieldKind::text};
    Arity arity{Arity::one};
    std::uint32_t limit{}; ///< code points
    IdentifierKind identifier{IdentifierKind::none};
};

/// What profiles of one kind (persons, companies) are made of: the table that the engine and the stores work from.
struct Target {
    std::uint8_t number{};   ///< stored: 1 persons, 2 companies
    std::string_view name{}; ///< person, company: also the stores' table name
    std::span<FieldRule const> fields{};
    /// Whether profiles are leads or customers, with the rules of promotion and protection; otherwise a record just overwrites.
    enum class Typed : std::uint8_t { no, yes } typed{Typed::no};
    std::size_t contact_limit{};            ///< most values of all many-valued fields together that an import may lead to
    std::size_t additional_contact_limit{}; ///< most of them that a record may add beyond its first row's

    FieldRule const* find(FieldId id) const;
    FieldRule const* find(std::string_view field_name) const; ///< without ASCII case
};

namespace person_field {
inline constexpr FieldId external_id{1}, first_name{2}, last_name{3}, middle_name{4}, nick_name{5}, address{6}, city{7}, country{8},
    gender{9}, birth_date{10}, preferred_language{11}, profile_picture{12}, type{13}, phone{14}, email{15}, tags{16};
}

/// Persons: the standard fields, at most 100 contacts after an import, 20 additional ones in a record.
Target const& person_target();

/// Custom attributes: defined per account, name unique without case.
struct AttributeLimits {
    static constexpr std::size_t name = 256;
    static constexpr std::size_t text = 4'096;
};
enum class AttributeType : std::uint8_t { string, integer, decimal, boolean, date, date_time };
std::string_view name_of(AttributeType type); ///< STRING, INTEGER, DECIMAL, BOOLEAN, DATE, DATE_TIME
std::optional<AttributeType> attribute_type_of(std::string_view name);
FieldKind kind_of(AttributeType type);
inline constexpr std::size_t tag_name_limit = 256;

} // namespace muster

template <>
struct std::hash<muster::FieldId> {
    std::size_t operator()(muster::FieldId field) const noexcept { return field.value; }
};
