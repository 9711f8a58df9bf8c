#include "mapping/damage.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace muster {

namespace {

/// Excel's in English (Japanese programs write the same), then what it calls them in German, French, Spanish, Italian, Portuguese, Polish,
/// Dutch, Croatian, Czech, Hungarian, Swedish, Turkish and Russian.
constexpr auto error_values = std::to_array<std::string_view>({
    "#N/A",      "#REF!",        "#VALUE!",   "#NAME?",         "#DIV/0!",
    "#NUM!",     "#NULL!",       "#SPILL!",   "#CALC!",         "#FIELD!",
    "#BLOCKED!", "#BUSY!",       "#CONNECT!", "#UNKNOWN!",      "#GETTING_DATA",
    "#ERROR!", // the last one is Google's
    "#NV",       "#BEZUG!",      "#WERT!",    "#ZAHL!",         "#ÜBERLAUF!",
    "#VALEUR!",  "#NOM?",        "#NOMBRE!",  "#NUL!",          "#N/D",
    "#¡VALOR!",  "#¡REF!",       "#¿NOMBRE?", "#¡NUM!",         "#¡DIV/0!",
    "#¡NULO!",   "#VALORE!",     "#RIF!",     "#NOME?",         "#NULLO!",
    "#VALOR!",   "#NÚM!",        "#NULO!",    "#N/D!",          "#ARG!",
    "#ADR!",     "#NAZWA?",      "#LICZBA!",  "#ZERO!",         "#N/B",
    "#WAARDE!",  "#VERW!",       "#NAAM?",    "#GETAL!",        "#LEEG!",
    "#DEEL/0!",  "#VRIJEDNOST!", "#VRIJ!",    "#NAZIV?",        "#BROJ!",
    "#HODNOTA!", "#ODKAZ!",      "#NÁZEV?",   "#DĚLENÍ_NULOU!", "#NENÍ_K_DISPOZICI",
    "#ČÍSLO!",   "#ÉRTÉK!",      "#HIV!",     "#NÉV?",          "#ZÉRÓOSZTÓ!",
    "#HIÁNYZIK", "#SZÁM!",       "#NULLA!",   "#VÄRDEFEL!",     "#REFERENS!",
    "#NAMN?",    "#DIVISION/0!", "#SAKNAS!",  "#OGILTIGT!",     "#YOK",
    "#BAŞV!",    "#DEĞER!",      "#AD?",      "#SAYI/0!",       "#SAYI!",
    "#BOŞ!",     "#Н/Д",         "#ССЫЛКА!",  "#ЗНАЧ!",         "#ИМЯ?",
    "#ДЕЛ/0!",   "#ЧИСЛО!",      "#ПУСТО!",
});

std::size_t digits_end(std::string_view text, std::size_t at)
{
    while (at < text.size() && text::is_digit(text[at])) { ++at; }
    return at;
}

constexpr bool is_without_width(char32_t mark)
{
    return mark == 0xAD || mark == 0x61C || mark == 0x180E || (mark >= 0x200B && mark <= 0x200F) || (mark >= 0x202A && mark <= 0x202E) ||
           (mark >= 0x2060 && mark <= 0x2064) || (mark >= 0x2066 && mark <= 0x2069) || mark == 0xFEFF;
}

/// Whether a byte of UTF-8 can be the first one of a space or mark that cannot be seen.
constexpr bool may_lead_invisible(char byte)
{
    auto const first = static_cast<unsigned char>(byte);
    return first == 0xC2 || first == 0xD8 || first == 0xE1 || first == 0xE2 || first == 0xEF;
}

/// White space beyond ASCII.
constexpr bool is_other_space(char32_t space)
{
    return space == 0x85 || space == 0xA0 || space == 0x1680 || (space >= 0x2000 && space <= 0x200A) || space == 0x2028 ||
           space == 0x2029 || space == 0x202F || space == 0x205F || space == 0x3000;
}

constexpr bool is_full_width(char32_t letter) { return letter >= 0xFF01 && letter <= 0xFF5E; }
constexpr char32_t full_width_distance = 0xFEE0; // U+FF01 is '!'

constexpr std::string_view zero_fraction = ".0";

/// Programs that keep a column of numbers with gaps as fractions write 385912345678.0, which would be read as a phone with one digit more.
bool is_whole_as_fraction(std::string_view text)
{
    constexpr std::size_t fewest_digits = 7; // "555.0" may be typed by people who put dots into phones
    if (!text.ends_with(zero_fraction)) { return false; }
    text.remove_suffix(zero_fraction.size());
    if (text.starts_with('+')) { text.remove_prefix(1); }
    return text.size() >= fewest_digits && digits_end(text, 0) == text.size();
}

/// What becomes of spaces inside a value.
struct SpaceRule {
    enum class Plain : std::uint8_t { stays, goes, goes_beside_signs, goes_but_behind_dots } plain{Plain::stays};
    enum class Other : std::uint8_t { goes, becomes_plain } other{Other::goes};
};

SpaceRule space_rule_of(FieldKind kind)
{
    using Plain = SpaceRule::Plain;
    using Other = SpaceRule::Other;
    switch (kind) {
    case FieldKind::phone:
    case FieldKind::date_time: return {Plain::stays, Other::becomes_plain};
    case FieldKind::external_id: return {Plain::stays, Other::goes}; // "AB 12" and "AB12" are two external ids
    case FieldKind::email:
    case FieldKind::domain: return {Plain::goes_beside_signs, Other::goes};
    case FieldKind::date:
    case FieldKind::birth_date: return {Plain::goes_but_behind_dots, Other::goes}; // "1. 2. 1990" is how it is written
    default: return {Plain::goes, Other::goes};
    }
}

/// A space between two words of an email may have separated a name from it; one beside the signs has not.
bool is_beside_sign(std::string_view text, std::size_t space, std::size_t at_sign)
{
    auto const is_sign = [&](std::size_t place) {
        return place < text.size() && (text[place] == '@' || (text[place] == '.' && at_sign < place));
    };
    return is_sign(space + 1) || (space > 0 && is_sign(space - 1));
}

bool needs_repair(std::string_view text, SpaceRule rule)
{
    return std::any_of(text.begin(), text.end(), [&](char byte) {
        return static_cast<unsigned char>(byte) >= 0x80 || (byte == ' ' && rule.plain != SpaceRule::Plain::stays);
    });
}

bool plain_space_goes(std::string_view text, std::size_t space, std::size_t at_sign, SpaceRule rule)
{
    switch (rule.plain) {
    case SpaceRule::Plain::stays: return false;
    case SpaceRule::Plain::goes: return true;
    case SpaceRule::Plain::goes_beside_signs: return is_beside_sign(text, space, at_sign);
    case SpaceRule::Plain::goes_but_behind_dots: return space == 0 || text[space - 1] != '.';
    }
    return false;
}

void append_repaired(std::string_view text, SpaceRule rule, std::string& into)
{
    std::size_t const at_sign = text.find('@');
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const start = at;
        char32_t const letter = text::next_code_point(text, at);
        if (letter == ' ') {
            if (!plain_space_goes(text, start, at_sign, rule)) { into.push_back(' '); }
        } else if (is_other_space(letter)) {
            if (rule.other == SpaceRule::Other::becomes_plain) { into.push_back(' '); }
        } else if (is_full_width(letter)) {
            into.push_back(static_cast<char>(letter - full_width_distance));
        } else if (!is_without_width(letter)) {
            into.append(text.substr(start, at - start));
        }
    }
}

} // namespace

bool is_error_value(std::string_view text)
{
    if (text.empty()) { return false; }
    if (text.starts_with("Err:")) { return text.size() == 7 && digits_end(text, 4) == text.size(); } // LibreOffice: Err:502
    return text.front() == '#' && std::find(error_values.begin(), error_values.end(), text) != error_values.end();
}

bool is_scientific(std::string_view text, Notation notation)
{
    if (text.empty() || text.back() < '0' || text.back() > '9') { return false; }
    std::size_t at = text.front() == '+' || text.front() == '-' ? 1 : 0;
    std::size_t const mantissa = at;
    at = digits_end(text, at);
    if (at == mantissa || at == text.size()) { return false; }
    bool unmistakable = false;
    if (text[at] == '.' || text[at] == ',') {
        unmistakable = true;
        at = digits_end(text, at + 1);
    }
    if (at + 1 >= text.size() || (text[at] != 'E' && text[at] != 'e')) { return false; }
    ++at;
    if (text[at] == '+' || text[at] == '-') {
        unmistakable = true;
        ++at;
    }
    constexpr std::size_t most_exponent_digits = 3; // doubles reach E+308
    std::size_t const exponent = text.size() - at;
    if (exponent == 0 || exponent > most_exponent_digits || digits_end(text, at) != text.size()) { return false; }
    return unmistakable || notation == Notation::any;
}

bool has_invisible_space(std::string_view text)
{
    constexpr char32_t soft_hyphen = 0xAD;
    for (std::size_t at = 0; at < text.size();) {
        if (!may_lead_invisible(text[at])) {
            ++at;
            continue;
        }
        char32_t const letter = text::next_code_point(text, at);
        bool const joiner = letter == 0x200C || letter == 0x200D;
        if (letter == 0xA0 || letter == 0x2007 || letter == 0x202F || letter == soft_hyphen || (is_without_width(letter) && !joiner)) {
            return true;
        }
    }
    return false;
}

bool is_repairable(FieldKind kind)
{
    switch (kind) {
    case FieldKind::phone:
    case FieldKind::email:
    case FieldKind::domain:
    case FieldKind::external_id:
    case FieldKind::integer:
    case FieldKind::decimal:
    case FieldKind::date:
    case FieldKind::birth_date:
    case FieldKind::date_time:
    case FieldKind::boolean: return true;
    default: return false;
    }
}

ProblemCode repair(FieldKind kind, std::string_view text, std::string& into)
{
    ProblemCode found = ProblemCode::none;
    if (text.starts_with('\'')) {
        text.remove_prefix(1);
        found = ProblemCode::damage_leading_apostrophe;
    }
    if (kind == FieldKind::phone && is_whole_as_fraction(text)) {
        text.remove_suffix(zero_fraction.size());
        found = ProblemCode::damage_repaired;
    }
    SpaceRule const rule = space_rule_of(kind);
    if (found == ProblemCode::none && !needs_repair(text, rule)) { return found; }
    std::string repaired;
    append_repaired(text, rule, repaired);
    if (repaired != text) { found = ProblemCode::damage_repaired; }
    if (found != ProblemCode::none) { into = std::move(repaired); }
    return found;
}

} // namespace muster
