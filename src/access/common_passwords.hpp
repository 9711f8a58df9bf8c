#pragma once

#include <string_view>

namespace muster {

/// The 30,000 commonest passwords of public breaches, one a line, in lower case, commonest first: more than 11,000 of them have the 8
/// characters that are asked for (ASVS 5.0, 6.2.4 wants the commonest 3,000 of those). Made when building, by cmake/CommonPasswords.cmake
/// from the list of the password meter zxcvbn.
extern std::string_view const common_passwords;

} // namespace muster
