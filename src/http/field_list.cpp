#include "http/field_list.hpp"

#include "base/text.hpp"

#include <cstddef>

namespace muster {

std::string_view without_blanks(std::string_view value)
{
    while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) { value.remove_prefix(1); }
    while (!value.empty() && (value.back() == ' ' || value.back() == '\t')) { value.remove_suffix(1); }
    return value;
}

std::string_view next_of(std::string_view& list, char separator)
{
    std::size_t const end = list.find(separator);
    std::string_view const element = without_blanks(list.substr(0, end));
    list = end == std::string_view::npos ? std::string_view{} : list.substr(end + 1);
    return element;
}

bool accepts_coding(std::string_view accept_encoding, std::string_view coding)
{
    while (!accept_encoding.empty()) {
        std::string_view weighted = next_of(accept_encoding, ',');
        std::string_view const name = next_of(weighted, ';');
        if (!text::equal_ascii_caseless(name, coding)) { continue; }
        weighted = without_blanks(weighted);
        bool const is_weighted = weighted.starts_with("q=") || weighted.starts_with("Q=");
        return !is_weighted || weighted.substr(2).find_first_of("123456789") != std::string_view::npos;
    }
    return false;
}

} // namespace muster
