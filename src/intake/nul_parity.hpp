#pragma once

#include <string_view>

namespace muster {

/// The encoding that the places of NUL bytes speak for: "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", or nothing. Delimiters,
/// digits and line ends are ASCII in any table, and leave NUL bytes on one side of each unit. `sample` begins where the file does.
std::string_view encoding_by_nul_parity(std::string_view sample);

} // namespace muster
