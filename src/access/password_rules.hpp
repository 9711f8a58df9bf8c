#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <string_view>

namespace muster {

/// In characters (ASVS 5.0, 6.2.1: at least 8, 15 recommended; 6.2.9: at least 64 allowed).
inline constexpr std::size_t shortest_password = 8;
inline constexpr std::size_t recommended_password = 15;
inline constexpr std::size_t longest_password = 256;

/// Whether somebody may have this as a new password. Any characters, no rules about kinds of them; but none that attackers try first: a
/// common one, also with up to five digits or marks before or behind it, the user's own email or the name before its @, our own name,
/// short pieces repeated, rows like 12345678. Errors, all invalid_input: PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_NOT_TEXT,
/// PASSWORD_TOO_COMMON. No message repeats the password.
Result<void> check_new_password(std::string_view password, std::string_view email);

} // namespace muster
