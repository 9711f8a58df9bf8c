#include "base/problem.hpp"

#include <array>
#include <utility>

namespace muster {

namespace {

constexpr std::array<std::pair<ProblemCode, std::string_view>, 31> names{{
    {ProblemCode::none, "NONE"},
    {ProblemCode::no_identifier, "NO_IDENTIFIER"},
    {ProblemCode::invalid_phone, "INVALID_PHONE"},
    {ProblemCode::invalid_email, "INVALID_EMAIL"},
    {ProblemCode::value_too_long, "VALUE_TOO_LONG"},
    {ProblemCode::invalid_date, "INVALID_DATE"},
    {ProblemCode::invalid_gender, "INVALID_GENDER"},
    {ProblemCode::invalid_language, "INVALID_LANGUAGE"},
    {ProblemCode::invalid_url, "INVALID_URL"},
    {ProblemCode::forbidden_character, "FORBIDDEN_CHARACTER"},
    {ProblemCode::invalid_number, "INVALID_NUMBER"},
    {ProblemCode::invalid_boolean, "INVALID_BOOLEAN"},
    {ProblemCode::invalid_type, "INVALID_TYPE"},
    {ProblemCode::too_many_additional_contacts, "TOO_MANY_ADDITIONAL_CONTACTS"},
    {ProblemCode::too_many_contacts, "TOO_MANY_CONTACTS"},
    {ProblemCode::ambiguous_match, "AMBIGUOUS_MATCH"},
    {ProblemCode::undecodable_text, "UNDECODABLE_TEXT"},
    {ProblemCode::malformed_row, "MALFORMED_ROW"},
    {ProblemCode::spoiled_value, "SPOILED_VALUE"},
    {ProblemCode::unknown_phone_range, "UNKNOWN_PHONE_RANGE"},
    {ProblemCode::external_id_replaced, "EXTERNAL_ID_REPLACED"},
    {ProblemCode::two_external_ids, "TWO_EXTERNAL_IDS"},
    {ProblemCode::damage_scientific_notation, "DAMAGE_SCIENTIFIC_NOTATION"},
    {ProblemCode::damage_rounded_digits, "DAMAGE_ROUNDED_DIGITS"},
    {ProblemCode::damage_lost_leading_zeros, "DAMAGE_LOST_LEADING_ZEROS"},
    {ProblemCode::damage_auto_date, "DAMAGE_AUTO_DATE"},
    {ProblemCode::damage_error_value, "DAMAGE_ERROR_VALUE"},
    {ProblemCode::damage_mojibake, "DAMAGE_MOJIBAKE"},
    {ProblemCode::damage_leading_apostrophe, "DAMAGE_LEADING_APOSTROPHE"},
    {ProblemCode::damage_invisible_space, "DAMAGE_INVISIBLE_SPACE"},
    {ProblemCode::damage_repaired, "DAMAGE_REPAIRED"},
}};

} // namespace

std::string_view name_of(ProblemCode code)
{
    for (auto const& [known, name] : names) {
        if (known == code) { return name; }
    }
    return "NONE";
}

std::optional<ProblemCode> problem_code_of(std::string_view name)
{
    for (auto const& [code, known] : names) {
        if (known == name) { return code; }
    }
    return std::nullopt;
}

} // namespace muster
