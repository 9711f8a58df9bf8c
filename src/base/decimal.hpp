#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// Exact decimals: no binary floating point anywhere. Most significant digits that a decimal may have.
inline constexpr std::size_t decimal_digits = 18;

/// The one canonical form of a decimal: no plus, no leading zeros but one before the point, no trailing zeros behind it, no "-0",
/// '.' as the point: "-1234.5", "0.07", "12". Reads an optional sign, digits and at most one '.' with digits on at least one side;
/// nothing for everything else and for more than decimal_digits significant digits.
std::optional<std::string> canonical_decimal(std::string_view text);

/// The canonical form of a decimal that is written in hundredths: "12.5" of "12.5 %" gives "0.125".
std::optional<std::string> canonical_hundredths(std::string_view text);

/// The canonical form of a whole number that fits int64: "-12", "0". Reads an optional sign and digits.
std::optional<std::string> canonical_integer(std::string_view text);

/// Compares two canonical decimals (integers are ones too) by value: below zero, zero, above zero.
int compare_decimals(std::string_view a, std::string_view b);

} // namespace muster
