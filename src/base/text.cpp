#include "base/text.hpp"

#include "base/assert.hpp"

#include <unicode/bytestream.h>
#include <unicode/idna.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <cstring>
#include <limits>

namespace muster::text {

namespace {

constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080;
constexpr char32_t replacement_code_point = 0xFFFD;

constexpr std::uint8_t byte_at(std::string_view bytes, std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); }
constexpr bool is_continuation(std::uint8_t byte) { return (byte & 0xC0) == 0x80; }
constexpr bool is_upper(char letter) { return letter >= 'A' && letter <= 'Z'; }
constexpr char lowered(char letter) { return is_upper(letter) ? static_cast<char>(letter | 0x20) : letter; }

/// The first place at or behind `at` whose byte is not ASCII; the end when there is none. Eight bytes at a time.
std::size_t skip_ascii(std::string_view bytes, std::size_t at)
{
    while (at + sizeof(std::uint64_t) <= bytes.size()) {
        std::uint64_t eight{};
        std::memcpy(&eight, bytes.data() + at, sizeof eight);
        if ((eight & high_bits) != 0) { break; }
        at += sizeof eight;
    }
    while (at < bytes.size() && byte_at(bytes, at) < 0x80) { ++at; }
    return at;
}

bool is_ascii(std::string_view bytes) { return skip_ascii(bytes, 0) == bytes.size(); }

/// Length of the well-formed sequence that starts at `at` with a byte above ASCII; 0 when it is none. Unicode 15, table 3-7: only the
/// second byte's range depends on the first.
std::size_t sequence_length(std::string_view bytes, std::size_t at)
{
    std::uint8_t const first = byte_at(bytes, at);
    if (first < 0xC2 || first > 0xF4) { return 0; }
    std::size_t const length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (bytes.size() - at < length) { return 0; }
    std::uint8_t const second = byte_at(bytes, at + 1);
    std::uint8_t const lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    std::uint8_t const highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (second < lowest || second > highest) { return 0; }
    for (std::size_t i = 2; i < length; ++i) {
        if (!is_continuation(byte_at(bytes, at + i))) { return 0; }
    }
    return length;
}

/// What trim() takes away: White_Space of Unicode's PropList.txt and the zero-width marks U+200B..U+200F, U+2060, U+FEFF.
constexpr bool is_trimmed(char32_t code_point)
{
    return (code_point >= 0x09 && code_point <= 0x0D) || code_point == 0x20 || code_point == 0x85 || code_point == 0xA0 ||
           code_point == 0x1680 || (code_point >= 0x2000 && code_point <= 0x200F) || code_point == 0x2028 || code_point == 0x2029 ||
           code_point == 0x202F || code_point == 0x205F || code_point == 0x2060 || code_point == 0x3000 || code_point == 0xFEFF;
}

/// Where the trimmed text begins: behind everything that trim() takes away.
std::size_t leading_end(std::string_view utf8)
{
    std::size_t at = 0;
    while (at < utf8.size()) {
        std::size_t next = at;
        if (!is_trimmed(next_code_point(utf8, next))) { break; }
        at = next;
    }
    return at;
}

/// Code points below U+0300 (lead bytes below 0xCC) are starters that compose with nothing among themselves: such text is NFC already.
bool is_plainly_nfc(std::string_view utf8)
{
    std::size_t at = skip_ascii(utf8, 0);
    return std::all_of(utf8.begin() + static_cast<std::ptrdiff_t>(at), utf8.end(),
                       [](char byte) { return static_cast<std::uint8_t>(byte) < 0xCC; });
}

icu::StringPiece piece_of(std::string_view utf8)
{
    MUSTER_ASSERT(utf8.size() <= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()));
    return {utf8.data(), static_cast<std::int32_t>(utf8.size())};
}

std::string normalized(icu::Normalizer2 const& form, std::string_view utf8)
{
    std::string into;
    into.reserve(utf8.size());
    icu::StringByteSink<std::string> sink{&into};
    UErrorCode status = U_ZERO_ERROR;
    form.normalizeUTF8(0, piece_of(utf8), sink, nullptr, status);
    MUSTER_ASSERT(U_SUCCESS(status)); // fails for want of memory only
    return into;
}

icu::Normalizer2 const& nfc()
{
    UErrorCode status = U_ZERO_ERROR;
    static icu::Normalizer2 const* const form = icu::Normalizer2::getNFCInstance(status); // owned by ICU
    MUSTER_ASSERT(form != nullptr);
    return *form;
}

bool is_nfc(std::string_view utf8)
{
    if (is_plainly_nfc(utf8)) { return true; }
    UErrorCode status = U_ZERO_ERROR;
    bool const normal = nfc().isNormalizedUTF8(piece_of(utf8), status) != 0;
    MUSTER_ASSERT(U_SUCCESS(status)); // fails for want of memory only
    return normal;
}

icu::Normalizer2 const& nfkc_casefold()
{
    UErrorCode status = U_ZERO_ERROR;
    static icu::Normalizer2 const* const form = icu::Normalizer2::getNFKCCasefoldInstance(status); // owned by ICU
    MUSTER_ASSERT(form != nullptr);
    return *form;
}

icu::IDNA const& uts46()
{
    constexpr std::uint32_t rules =
        UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE;
    UErrorCode status = U_ZERO_ERROR;
    static icu::IDNA const* const rule_set = icu::IDNA::createUTS46Instance(rules, status); // lives as long as the program
    MUSTER_ASSERT(rule_set != nullptr);
    return *rule_set;
}

// RFC 1035, 2.3.4; the name without a dot at the end.
constexpr std::size_t longest_label = 63;
constexpr std::size_t longest_domain = 253;
/// A name is not shorter in its ASCII form than its letters, of at most four bytes each. Keeps ICU from texts that are no names.
constexpr std::size_t longest_domain_in_bytes = 4 * longest_domain;

bool is_plain_label(std::string_view label)
{
    return !label.empty() && label.size() <= longest_label && label.front() != '-' && label.back() != '-' &&
           std::all_of(label.begin(), label.end(), [](char letter) {
               return (letter >= 'a' && letter <= 'z') || is_upper(letter) || (letter >= '0' && letter <= '9') || letter == '-';
           });
}

/// Letters, digits and hyphens only, in labels of the right lengths: what UTS 46 leaves as it is but for case.
bool is_plain_domain(std::string_view domain)
{
    if (domain.size() > longest_domain) { return false; }
    for (std::size_t start = 0; start <= domain.size();) {
        std::size_t const dot = std::min(domain.find('.', start), domain.size());
        if (!is_plain_label(domain.substr(start, dot - start))) { return false; }
        start = dot + 1;
    }
    return true;
}

/// Whether a label claims to be Punycode, which only ICU can judge.
bool has_a_label(std::string_view lower_domain)
{
    return lower_domain.starts_with("xn--") || lower_domain.find(".xn--") != std::string_view::npos;
}

} // namespace

bool is_utf8(std::string_view bytes)
{
    for (std::size_t at = 0; at < bytes.size();) {
        std::uint8_t const first = byte_at(bytes, at);
        if (first < 0x80) {
            at = skip_ascii(bytes, at);
        } else if (first >= 0xC2 && first < 0xE0 && at + 1 < bytes.size() && is_continuation(byte_at(bytes, at + 1))) {
            at += 2; // most of what is not ASCII in Latin, Greek, Cyrillic, Hebrew and Arabic text
        } else {
            std::size_t const step = sequence_length(bytes, at);
            if (step == 0) { return false; }
            at += step;
        }
    }
    return true;
}

std::size_t length(std::string_view utf8)
{
    std::size_t count = 0;
    for (char const byte : utf8) { count += is_continuation(static_cast<std::uint8_t>(byte)) ? 0U : 1U; }
    return count;
}

std::string_view trim(std::string_view utf8)
{
    utf8.remove_prefix(leading_end(utf8));
    while (!utf8.empty()) {
        std::size_t start = utf8.size() - 1;
        while (start > 0 && is_continuation(byte_at(utf8, start))) { --start; }
        std::size_t at = start;
        if (!is_trimmed(next_code_point(utf8, at)) || at != utf8.size()) { break; }
        utf8.remove_suffix(utf8.size() - start);
    }
    return utf8;
}

bool is_blank(std::string_view utf8) { return leading_end(utf8) == utf8.size(); }

std::string to_nfc(std::string_view utf8) { return is_plainly_nfc(utf8) ? std::string{utf8} : normalized(nfc(), utf8); }

std::string fold(std::string_view utf8)
{
    if (is_ascii(utf8)) { return ascii_lower(utf8); }
    // Folding makes a letter of the mark U+0345, so the marks must stand in their order before (Unicode, D146 and D147): without it
    // canonically equivalent texts would fold differently.
    return is_nfc(utf8) ? normalized(nfkc_casefold(), utf8) : normalized(nfkc_casefold(), normalized(nfc(), utf8));
}

std::string ascii_lower(std::string_view utf8)
{
    std::string lower;
    ascii_lower(utf8, lower);
    return lower;
}

void ascii_lower(std::string_view utf8, std::string& into)
{
    into = utf8;
    for (char& letter : into) { letter = lowered(letter); }
}

bool equal_ascii_caseless(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lowered(x) == lowered(y); });
}

std::optional<std::string> domain_to_ascii(std::string_view domain)
{
    if (domain.empty() || domain.size() > longest_domain_in_bytes) { return std::nullopt; }
    if (is_plain_domain(domain)) {
        std::string lower = ascii_lower(domain);
        if (!has_a_label(lower)) { return lower; }
    }
    std::string into;
    icu::StringByteSink<std::string> sink{&into};
    icu::IDNAInfo findings;
    UErrorCode status = U_ZERO_ERROR;
    uts46().nameToASCII_UTF8(piece_of(domain), sink, findings, status);
    MUSTER_ASSERT(U_SUCCESS(status)); // fails for want of memory only
    // Hyphens in the third and fourth place are registries' own rule, and hosts with them exist: as with CheckHyphens=false of UTS 46.
    std::uint32_t const refused = findings.getErrors() & ~static_cast<std::uint32_t>(UIDNA_ERROR_HYPHEN_3_4);
    if (refused != 0 || !is_plain_domain(into)) { return std::nullopt; }
    return into;
}

char32_t next_code_point(std::string_view utf8, std::size_t& at)
{
    std::uint8_t const first = byte_at(utf8, at);
    if (first < 0x80) {
        ++at;
        return first;
    }
    std::size_t const length = sequence_length(utf8, at);
    if (length == 0) { // against the contract; one byte is skipped so that no loop can stand still or run past the end
        ++at;
        return replacement_code_point;
    }
    // A lead byte of n bytes carries 7-n bits.
    char32_t code_point = first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) { code_point = (code_point << 6U) | (byte_at(utf8, at + i) & 0x3FU); }
    at += length;
    return code_point;
}

void append_code_point(std::string& into, char32_t code_point)
{
    auto const add = [&into](char32_t bits) { into.push_back(static_cast<char>(static_cast<std::uint8_t>(bits))); };
    auto const add_rest = [&add, code_point](unsigned shift) { add(0x80U | ((code_point >> shift) & 0x3FU)); };
    MUSTER_ASSERT(code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF));
    if (code_point < 0x80) {
        add(code_point);
    } else if (code_point < 0x800) {
        add(0xC0U | (code_point >> 6U));
        add_rest(0);
    } else if (code_point < 0x10000) {
        add(0xE0U | (code_point >> 12U));
        add_rest(6);
        add_rest(0);
    } else {
        add(0xF0U | (code_point >> 18U));
        add_rest(12);
        add_rest(6);
        add_rest(0);
    }
}

std::string quoted(std::string_view text) { return "\"" + std::string{text} + "\""; }

} // namespace muster::text
