#pragma once

#include "base/date.hpp"
#include "base/problem.hpp"
#include "profile/field.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace muster {

enum class PhoneRule : std::uint8_t {
    lenient, ///< possible numbers in unknown ranges are taken with the warning unknown_phone_range
    strict,  ///< they are rejected
};

/// What a value's rule may depend on beside the text itself.
struct ValueContext {
    Date today{};              ///< birth dates are not later
    std::string_view region{}; ///< ISO region in which national phone numbers are read; empty: international only
    PhoneRule phones{PhoneRule::lenient};
};

/// Brings a text to the canonical form of a field's kind and holds it against the kind's rules and the limit (code points; of phones
/// before normalising): the one rule for imports, API and command line. Trims first. `into` is empty when nothing is left (a blank, or
/// null/NULL/Null in an external id), otherwise the canonical value. Dates are read as YYYY-MM-DD (other formats are the column's
/// business, mapping/), date-times as ISO 8601. Gender male/female/m/f, Booleans true/false/yes/no/1/0, types lead/customer in any case.
/// Not for FieldKind::tags (use it per name with kind text and tag_name_limit). Gives none, a warning, or why it is refused.
/// No allocation beyond `into` for ASCII text. Thread-safe.
ProblemCode canonical_value(FieldKind kind, std::uint32_t limit, std::string_view text, ValueContext const& context, std::string& into);

/// A sentence about a refused or doubtful value: what is wrong and what to do. `limit` as in the field's rule.
std::string message_of(ProblemCode code, std::string_view field_name, std::uint32_t limit);

} // namespace muster
