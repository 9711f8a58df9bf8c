#include "reading/layout/shape.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace muster {

namespace {

bool stands_in_words(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }

std::size_t count_digits(std::string_view cell)
{
    return static_cast<std::size_t>(std::count_if(cell.begin(), cell.end(), text::is_digit));
}

bool is_stand_in(std::string_view cell)
{
    constexpr std::array<std::string_view, 9> stand_ins{"-", "--", "n/a", "na", "null", "none", "nil", "?", "#n/a"};
    return cell.size() <= 5 &&
           std::any_of(stand_ins.begin(), stand_ins.end(), [&](auto known) { return text::equal_ascii_caseless(cell, known); });
}

bool is_email(std::string_view cell)
{
    std::size_t const at = cell.find('@');
    if (at == 0 || at == std::string_view::npos || cell.find(' ') != std::string_view::npos) { return false; }
    std::size_t const dot = cell.find('.', at + 2);
    return dot != std::string_view::npos && dot + 1 < cell.size() && cell.find_first_of(";,|\t", at) == std::string_view::npos;
}

bool is_web(std::string_view cell)
{
    bool const scheme = cell.find("://") != std::string_view::npos && cell.find("://") < 8;
    return (scheme || cell.starts_with("www.")) && cell.find_first_of(" \t|") == std::string_view::npos;
}

/// Groups of digits between one kind of separator: 2020-01-31, 31.1.2020, 1/31/20; three groups, the outer ones up to four digits.
bool is_date_part(std::string_view cell)
{
    std::size_t group = 0;
    std::size_t digits = 0;
    char separator = 0;
    for (std::size_t at = 0; at < cell.size(); ++at) {
        if (text::is_digit(cell[at])) {
            if (++digits > 4) { return false; }
            continue;
        }
        bool const known = cell[at] == '-' || cell[at] == '/' || cell[at] == '.';
        if (!known || digits == 0) { return false; }
        if (group == 2) { return at + 1 == cell.size() && cell[at] == '.'; } // 31.1.2020.
        if (separator != 0 && cell[at] != separator) { return false; }
        separator = cell[at];
        digits = 0;
        ++group;
    }
    return group == 2 && digits > 0;
}

bool is_time_part(std::string_view cell)
{
    std::size_t colons = 0;
    std::size_t digits = 0;
    for (std::size_t at = 0; at < cell.size(); ++at) {
        if (text::is_digit(cell[at])) {
            ++digits;
        } else if (cell[at] == ':' && digits > 0 && digits <= 2) {
            ++colons;
            digits = 0;
        } else if (colons > 0 && digits > 0) { // fraction, zone, AM
            return cell.find_first_not_of("0123456789.:+-ZzAaPpMm ", at) == std::string_view::npos;
        } else {
            return false;
        }
    }
    return colons > 0 && colons <= 2 && digits > 0;
}

Shape moment_shape(std::string_view cell)
{
    if (!text::is_digit(cell.front())) { return Shape::odd; }
    std::size_t const gap = cell.find_first_of(" T");
    if (gap == std::string_view::npos) { return is_date_part(cell) ? Shape::date : is_time_part(cell) ? Shape::time : Shape::odd; }
    std::string_view const rest = text::trim(cell.substr(gap + 1));
    if (is_date_part(cell.substr(0, gap))) { return rest.empty() || is_time_part(rest) ? Shape::date : Shape::odd; }
    return is_time_part(cell) ? Shape::time : Shape::odd;
}

bool is_number(std::string_view cell)
{
    for (std::string_view sign : {"$", "€", "£", "¥", "%", "+", "-", "(", " "}) {
        if (cell.starts_with(sign)) { cell.remove_prefix(sign.size()); }
        if (cell.ends_with(sign)) { cell.remove_suffix(sign.size()); }
    }
    if (cell.ends_with(")")) { cell.remove_suffix(1); }
    if (cell.starts_with("-") || cell.starts_with("$")) { cell.remove_prefix(1); }
    cell = text::trim(cell);
    if (cell.empty() || !text::is_digit(cell.back())) { return false; }
    if (!text::is_digit(cell.front()) && cell.front() != '.' && cell.front() != ',') { return false; }
    bool exponent = false;
    for (std::size_t at = 0; at < cell.size(); ++at) {
        char const c = cell[at];
        if (text::is_digit(c)) { continue; }
        bool const between = at == 0 || text::is_digit(cell[at - 1]);
        if ((c == '.' || c == ',' || c == '\'') && between) { continue; }
        if ((c == 'e' || c == 'E') && !exponent && between) {
            exponent = true;
            if (at + 1 < cell.size() && (cell[at + 1] == '+' || cell[at + 1] == '-')) { ++at; }
            continue;
        }
        return false;
    }
    return true;
}

bool is_phone(std::string_view cell)
{
    std::size_t const digits = count_digits(cell);
    if (digits < 6 || digits > 17) { return false; }
    return cell.find_first_not_of("0123456789+-/(). ") == std::string_view::npos &&
           (cell.front() == '+' || cell.front() == '(' || text::is_digit(cell.front()));
}

bool is_cut_wrongly(std::string_view cell)
{
    if (cell.find_first_of(";|\t\"") != std::string_view::npos) { return true; }
    for (std::size_t comma = cell.find(','); comma != std::string_view::npos; comma = cell.find(',', comma + 1)) {
        if (comma + 1 < cell.size() && cell[comma + 1] != ' ') { return true; }
    }
    return std::any_of(cell.begin(), cell.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\r'; });
}

} // namespace

Shape shape_of(std::string_view cell)
{
    cell = text::trim(cell);
    if (cell.empty() || is_stand_in(cell)) { return Shape::empty; }
    if (is_email(cell)) { return Shape::email; }
    if (is_web(cell)) { return Shape::web; }
    if (count_digits(cell) > 0) {
        if (Shape const moment = moment_shape(cell); moment != Shape::odd) { return moment; }
        if (is_number(cell)) { return Shape::number; }
        if (is_phone(cell)) { return Shape::phone; }
    }
    if (is_cut_wrongly(cell)) { return Shape::odd; }
    bool const one_word = cell.find(' ') == std::string_view::npos;
    if (one_word && count_digits(cell) > 0 && std::any_of(cell.begin(), cell.end(), stands_in_words)) { return Shape::code; }
    return Shape::text;
}

} // namespace muster
