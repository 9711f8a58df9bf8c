#include "profile/values.hpp"

#include "base/assert.hpp"
#include "base/decimal.hpp"
#include "base/text.hpp"
#include "profile/email.hpp"
#include "profile/phone.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <optional>
#include <utility>

namespace muster {

namespace {

constexpr int first_birth_year = 1900;
/// What no name may hold: the product's list.
constexpr std::string_view forbidden_in_names = "&<>\"/\\\r\n:(){}=;#";

constexpr std::array<bool, 256> forbidden_table = [] {
    std::array<bool, 256> table{};
    for (char const forbidden : forbidden_in_names) { table[static_cast<unsigned char>(forbidden)] = true; }
    return table;
}();

constexpr bool is_letter(char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'); }
constexpr bool is_visible_ascii(char letter) { return letter > ' ' && letter < '\x7F'; }

bool is_ascii(std::string_view bytes)
{
    return std::none_of(bytes.begin(), bytes.end(), [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; });
}

/// Whether every byte is ASCII and none is zero. Eight bytes at a time.
bool is_plain_ascii(std::string_view bytes)
{
    constexpr std::uint64_t ones = 0x0101'0101'0101'0101;
    constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080;
    std::size_t at = 0;
    for (; at + sizeof ones <= bytes.size(); at += sizeof ones) {
        std::uint64_t eight{};
        std::memcpy(&eight, bytes.data() + at, sizeof eight);
        if (((eight | (eight - ones)) & high_bits) != 0) { return false; } // of ASCII bytes only zeros borrow
    }
    return std::all_of(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.end(),
                       [](char byte) { return static_cast<signed char>(byte) > 0; });
}

/// text::trim with the usual case, nothing to trim, decided by two bytes.
std::string_view trimmed(std::string_view text)
{
    bool const plain = !text.empty() && is_visible_ascii(text.front()) && is_visible_ascii(text.back());
    return plain ? text : text::trim(text);
}

bool is_longer(std::string_view text, std::uint32_t limit) { return text.size() > limit && text::length(text) > limit; }

/// NFC, and no longer than the limit. U+0000 is the one character that not every store can keep.
ProblemCode take_text(std::uint32_t limit, std::string_view text, std::string& into)
{
    if (is_plain_ascii(text)) {
        into.assign(text);
        return text.size() > limit ? ProblemCode::value_too_long : ProblemCode::none;
    }
    into = text::to_nfc(text);
    if (is_longer(into, limit)) { return ProblemCode::value_too_long; }
    return into.find('\0') == std::string::npos ? ProblemCode::none : ProblemCode::forbidden_character;
}

/// Looked for in NFC, which turns some characters into forbidden ones (U+037E is a semicolon).
ProblemCode take_name(std::uint32_t limit, std::string_view text, std::string& into)
{
    ProblemCode const code = take_text(limit, text, into);
    if (code != ProblemCode::none) { return code; }
    bool const forbidden =
        std::any_of(into.begin(), into.end(), [](char byte) { return forbidden_table[static_cast<unsigned char>(byte)]; });
    return forbidden ? ProblemCode::forbidden_character : ProblemCode::none;
}

ProblemCode take_external_id(std::uint32_t limit, std::string_view text, std::string& into)
{
    if (text == "null" || text == "NULL" || text == "Null") {
        into.clear();
        return ProblemCode::none;
    }
    return take_text(limit, text, into);
}

ProblemCode take_email(std::uint32_t limit, std::string_view text, std::string& into)
{
    ProblemCode const code = take_text(limit, text, into);
    if (code == ProblemCode::value_too_long) { return code; }
    return is_email(into) ? ProblemCode::none : ProblemCode::invalid_email;
}

ProblemCode take_phone(std::uint32_t limit, std::string_view text, ValueContext const& context, std::string& into)
{
    if (is_longer(text, limit)) { return ProblemCode::value_too_long; }
    Phone phone;
    phone.digits.swap(into); // its memory is used again
    PhoneNumbers::instance().read(text, context.region, phone);
    into.swap(phone.digits);
    switch (phone.verdict) {
    case Phone::Verdict::valid: return ProblemCode::none;
    case Phone::Verdict::unknown_range:
        return context.phones == PhoneRule::strict ? ProblemCode::invalid_phone : ProblemCode::unknown_phone_range;
    case Phone::Verdict::impossible: return ProblemCode::invalid_phone;
    }
    return ProblemCode::invalid_phone;
}

/// Takes the canonical spelling of the word that the text is, in any case.
template <std::size_t Count>
ProblemCode take_word(std::array<std::pair<std::string_view, std::string_view>, Count> const& words, ProblemCode otherwise,
                      std::string_view text, std::string& into)
{
    for (auto const& [word, canonical] : words) {
        if (text::equal_ascii_caseless(word, text)) {
            into.assign(canonical);
            return ProblemCode::none;
        }
    }
    return otherwise;
}

using Word = std::pair<std::string_view, std::string_view>;
constexpr std::array genders{Word{"female", "FEMALE"}, Word{"male", "MALE"}, Word{"f", "FEMALE"}, Word{"m", "MALE"}};
constexpr std::array types{Word{"lead", "LEAD"}, Word{"customer", "CUSTOMER"}};
constexpr std::array booleans{Word{"true", "true"}, Word{"false", "false"}, Word{"yes", "true"},
                              Word{"no", "false"},  Word{"1", "true"},      Word{"0", "false"}};

ProblemCode take_date(std::string_view text, std::string& into)
{
    if (!parse_date(text)) { return ProblemCode::invalid_date; }
    into.assign(text); // exactly YYYY-MM-DD is what it reads
    return ProblemCode::none;
}

ProblemCode take_birth_date(std::string_view text, Date today, std::string& into)
{
    std::optional<Date> const date = parse_date(text);
    if (!date || date->year < first_birth_year || *date > today) { return ProblemCode::invalid_date; }
    into.assign(text);
    return ProblemCode::none;
}

/// A day alone is its first moment.
ProblemCode take_date_time(std::string_view text, std::string& into)
{
    constexpr std::string_view midnight = "T00:00:00Z";
    if (parse_date(text)) {
        into.assign(text).append(midnight);
        return ProblemCode::none;
    }
    std::optional<Instant> const instant = parse_instant(text);
    if (!instant) { return ProblemCode::invalid_date; }
    into = to_text(*instant);
    return ProblemCode::none;
}

/// xx or xx-YY, in the case that BCP 47 recommends.
ProblemCode take_language(std::string_view text, std::string& into)
{
    bool const has_country = text.size() == 5 && text[2] == '-' && is_letter(text[3]) && is_letter(text[4]);
    if ((text.size() != 2 && !has_country) || !is_letter(text[0]) || !is_letter(text[1])) { return ProblemCode::invalid_language; }
    constexpr char case_bit = 0x20;
    into.assign(text);
    into[0] = static_cast<char>(into[0] | case_bit);
    into[1] = static_cast<char>(into[1] | case_bit);
    if (has_country) {
        into[3] = static_cast<char>(into[3] & ~case_bit);
        into[4] = static_cast<char>(into[4] & ~case_bit);
    }
    return ProblemCode::none;
}

bool is_port(std::string_view port)
{
    constexpr int highest_port = 65'535;
    int value = 0;
    for (char const digit : port) {
        if (!text::is_digit(digit)) { return false; }
        value = 10 * value + (digit - '0');
        if (value > highest_port) { return false; }
    }
    return true;
}

/// A name with underscores is none by the rules for domains, yet such hosts answer.
bool is_host(std::string_view host)
{
    if (host.empty()) { return false; }
    if (host.front() == '[') { // an IPv6 address
        return host.size() > 4 && host.back() == ']' &&
               host.substr(1, host.size() - 2).find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
    }
    if (!is_ascii(host)) { return text::domain_to_ascii(host).has_value(); }
    bool const plain = std::all_of(host.begin(), host.end(), [](char letter) {
        return is_letter(letter) || text::is_digit(letter) || letter == '.' || letter == '-' || letter == '_';
    });
    return plain && host.front() != '.' && host.find("..") == std::string_view::npos;
}

/// scheme://[user@]host[:port][/path][?query][#fragment] (RFC 3986), with the characters beyond ASCII of RFC 3987.
bool is_url(std::string_view url)
{
    constexpr std::string_view never = "<>\"{}|\\^`";
    std::size_t const scheme_end = url.find("://");
    if (scheme_end == std::string_view::npos) { return false; }
    std::string_view const scheme = url.substr(0, scheme_end);
    if (!text::equal_ascii_caseless(scheme, "http") && !text::equal_ascii_caseless(scheme, "https")) { return false; }
    for (char const letter : url) {
        if ((static_cast<unsigned char>(letter) < 0x80 && !is_visible_ascii(letter)) || never.find(letter) != std::string_view::npos) {
            return false;
        }
    }
    for (std::size_t at = 0; at < url.size();) {
        std::size_t const start = at;
        text::next_code_point(url, at);
        if (text::is_blank(url.substr(start, at - start))) { return false; }
    }
    std::string_view authority = url.substr(scheme_end + 3);
    authority = authority.substr(0, authority.find_first_of("/?#"));
    authority.remove_prefix(authority.rfind('@') + 1); // npos + 1 = 0
    std::size_t const port = authority.find(':', authority.starts_with('[') ? std::min(authority.find(']'), authority.size()) : 0);
    if (port != std::string_view::npos && !is_port(authority.substr(port + 1))) { return false; }
    return is_host(authority.substr(0, port));
}

ProblemCode take_url(std::uint32_t limit, std::string_view text, std::string& into)
{
    ProblemCode const code = take_text(limit, text, into);
    if (code == ProblemCode::value_too_long) { return code; }
    return is_url(into) ? ProblemCode::none : ProblemCode::invalid_url;
}

ProblemCode take_domain(std::uint32_t limit, std::string_view text, std::string& into)
{
    if (is_longer(text, limit)) { return ProblemCode::value_too_long; }
    std::optional<std::string> domain = text::domain_to_ascii(text);
    if (!domain || domain->find('.') == std::string::npos) { return ProblemCode::invalid_url; }
    into = *std::move(domain);
    return ProblemCode::none;
}

/// Programs that keep every number as a fraction write whole ones as "12.0": nothing is lost by reading it as 12.
std::string_view without_zero_fraction(std::string_view number)
{
    std::size_t const point = number.find('.');
    bool const zeros = point != std::string_view::npos && point > 0 && text::is_digit(number[point - 1]) && point + 1 < number.size() &&
                       number.find_first_not_of('0', point + 1) == std::string_view::npos;
    return zeros ? number.substr(0, point) : number;
}

ProblemCode take_number(std::optional<std::string> number, std::string& into)
{
    if (!number) { return ProblemCode::invalid_number; }
    into = *std::move(number);
    return ProblemCode::none;
}

} // namespace

ProblemCode canonical_value(FieldKind kind, std::uint32_t limit, std::string_view text, ValueContext const& context, std::string& into)
{
    MUSTER_ASSERT(kind != FieldKind::tags);
    std::string_view const value = trimmed(text);
    if (value.empty()) {
        into.clear();
        return ProblemCode::none;
    }
    switch (kind) {
    case FieldKind::tags:
    case FieldKind::text: return take_text(limit, value, into);
    case FieldKind::name: return take_name(limit, value, into);
    case FieldKind::gender: return take_word(genders, ProblemCode::invalid_gender, value, into);
    case FieldKind::date: return take_date(value, into);
    case FieldKind::birth_date: return take_birth_date(value, context.today, into);
    case FieldKind::language: return take_language(value, into);
    case FieldKind::url: return take_url(limit, value, into);
    case FieldKind::phone: return take_phone(limit, value, context, into);
    case FieldKind::email: return take_email(limit, value, into);
    case FieldKind::external_id: return take_external_id(limit, value, into);
    case FieldKind::domain: return take_domain(limit, value, into);
    case FieldKind::type: return take_word(types, ProblemCode::invalid_type, value, into);
    case FieldKind::integer: return take_number(canonical_integer(without_zero_fraction(value)), into);
    case FieldKind::decimal: return take_number(canonical_decimal(value), into);
    case FieldKind::boolean: return take_word(booleans, ProblemCode::invalid_boolean, value, into);
    case FieldKind::date_time: return take_date_time(value, into);
    }
    return ProblemCode::none;
}

} // namespace muster
