#include "base/formula_guard.hpp"

#include <array>

namespace muster {

bool needs_guard(std::string_view cell)
{
    constexpr std::string_view plain = "=+-@\t\r\n";
    /// U+FF1D, U+FF0B, U+FF0D, U+FF20: spreadsheet programs of East Asia take them for their ASCII forms.
    constexpr std::array<std::string_view, 4> full_width{"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    std::size_t const start = cell.find_first_not_of('\'');
    if (start == std::string_view::npos) { return false; }
    std::string_view const rest = cell.substr(start);
    if (plain.find(rest.front()) != std::string_view::npos) { return true; }
    for (std::string_view const sign : full_width) {
        if (rest.substr(0, sign.size()) == sign) { return true; }
    }
    return false;
}

std::string_view without_guard(std::string_view cell)
{
    return !cell.empty() && cell.front() == '\'' && needs_guard(cell) ? cell.substr(1) : cell;
}

} // namespace muster
