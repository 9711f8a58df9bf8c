#pragma once

#include "base/number.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// Why a cell, row or record is not taken as it stands, or is worth a word. The numeric values are stored: append only.
enum class ProblemCode : std::uint8_t {
    none = 0,
    no_identifier = 1,
    invalid_phone = 2,
    invalid_email = 3,
    value_too_long = 4,
    invalid_date = 5,
    invalid_gender = 6,
    invalid_language = 7,
    invalid_url = 8,
    forbidden_character = 9,
    invalid_number = 10,
    invalid_boolean = 11,
    invalid_type = 12,
    too_many_additional_contacts = 13,
    too_many_contacts = 14,
    ambiguous_match = 15,
    undecodable_text = 16,
    malformed_row = 17,
    spoiled_value = 18,
    // warnings: the row is taken
    unknown_phone_range = 64,
    external_id_replaced = 65,
    two_external_ids = 66,
    damage_scientific_notation = 67,
    damage_rounded_digits = 68,
    damage_lost_leading_zeros = 69,
    damage_auto_date = 70,
    damage_error_value = 71,
    damage_mojibake = 72,
    damage_leading_apostrophe = 73,
    damage_invisible_space = 74,
    damage_repaired = 75, ///< spaces inside, full-width digits or zero-width marks taken out of an identifier, number, date or Boolean
};

/// The stable name that every door shows: `INVALID_PHONE`.
std::string_view name_of(ProblemCode code);
/// The code of a stable name.
std::optional<ProblemCode> problem_code_of(std::string_view name);
/// Warnings never reject.
constexpr bool is_warning(ProblemCode code) { return static_cast<std::uint8_t>(code) >= 64; }

/// One finding about a row, or about one of its cells.
struct Problem {
    ProblemCode code{ProblemCode::none};
    RowNumber row{};
    std::string column{};  ///< the title, or "#3"; empty when the whole row is meant
    std::string value{};   ///< the raw cell as it stands in the file
    std::string message{}; ///< a sentence that says what to do
};

} // namespace muster
