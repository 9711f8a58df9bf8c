#include "profile/email.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace muster {

namespace {

// RFC 5321, 4.5.3.1.1, and RFC 1035, 2.3.4.
constexpr std::size_t longest_local_part = 64;
constexpr std::size_t longest_label = 63;
constexpr std::size_t longest_domain = 253;

enum Class : std::uint8_t {
    atom = 1U << 0U,   ///< atext of RFC 5322
    quoted = 1U << 1U, ///< qtextSMTP of RFC 5321
    label = 1U << 2U,  ///< of a domain's label
};

constexpr auto classes = [] {
    std::array<std::uint8_t, 256> table{};
    for (std::size_t byte = 0x20; byte < 0x7F; ++byte) {
        auto const letter = static_cast<char>(byte);
        bool const alphanumeric = (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        if (alphanumeric || std::string_view{"!#$%&'*+-/=?^_`{|}~"}.find(letter) != std::string_view::npos) { table[byte] |= atom; }
        if (letter != '"' && letter != '\\') { table[byte] |= quoted; }
        if (alphanumeric || letter == '-') { table[byte] |= label; }
    }
    return table;
}();

constexpr bool is(char letter, Class wanted) { return (classes[static_cast<std::uint8_t>(letter)] & wanted) != 0; }
constexpr bool is_ascii(char letter) { return static_cast<std::uint8_t>(letter) < 0x80; }

/// The places behind a character that is no ASCII: RFC 6531 allows all, but nobody can write blanks and control characters.
/// Nothing is moved when it is none of those allowed. `text` is well-formed.
bool skip_foreign(std::string_view text, std::size_t& at)
{
    std::size_t next = at;
    char32_t const code_point = text::next_code_point(text, next);
    if (code_point < 0xA0 || text::is_blank(text.substr(at, next - at))) { return false; }
    at = next;
    return true;
}

/// Where the dot-atom that begins the text ends.
std::size_t end_of_dot_atom(std::string_view text)
{
    std::size_t at = 0;
    bool behind_dot = true; // so that the first place may hold none
    while (at < text.size()) {
        if (is(text[at], atom)) {
            ++at;
        } else if (text[at] == '.' && !behind_dot) {
            ++at;
            behind_dot = true;
            continue;
        } else if (is_ascii(text[at]) || !skip_foreign(text, at)) {
            break;
        }
        behind_dot = false;
    }
    return behind_dot ? 0 : at;
}

/// Where the quoted string that begins the text ends; 0 when it does not.
std::size_t end_of_quoted(std::string_view text)
{
    for (std::size_t at = 1; at < text.size();) {
        if (text[at] == '"') { return at + 1; }
        if (text[at] == '\\') {
            if (at + 1 == text.size() || text[at + 1] < ' ' || text[at + 1] > '~') { return 0; }
            at += 2;
        } else if (is(text[at], quoted)) {
            ++at;
        } else if (is_ascii(text[at]) || !skip_foreign(text, at)) {
            return 0;
        }
    }
    return 0;
}

enum class DomainForm : std::uint8_t { plain, not_plain };

/// Plain: at least two labels of ASCII letters, digits and hyphens, none of which claims to be Punycode; what UTS 46 only lowers.
DomainForm form_of_domain(std::string_view domain)
{
    if (domain.empty() || domain.size() > longest_domain) { return DomainForm::not_plain; }
    std::size_t start = 0;
    for (std::size_t at = 0; at <= domain.size(); ++at) {
        if (at < domain.size() && is(domain[at], label)) { continue; }
        if (at < domain.size() && domain[at] != '.') { return DomainForm::not_plain; }
        std::string_view const name = domain.substr(start, at - start);
        bool const plain = !name.empty() && name.size() <= longest_label && name.front() != '-' && name.back() != '-' &&
                           !(name.size() > 3 && name.substr(2, 2) == "--");
        if (!plain) { return DomainForm::not_plain; }
        start = at + 1;
    }
    return domain.find('.') != std::string_view::npos ? DomainForm::plain : DomainForm::not_plain;
}

bool is_domain(std::string_view domain)
{
    if (form_of_domain(domain) == DomainForm::plain) { return true; }
    auto const labels = text::domain_to_ascii(domain);
    return labels && labels->find('.') != std::string::npos;
}

} // namespace

bool is_email(std::string_view text)
{
    if (!std::all_of(text.begin(), text.end(), is_ascii) && !text::is_utf8(text)) { return false; }
    std::size_t const end = text.starts_with('"') ? end_of_quoted(text) : end_of_dot_atom(text);
    if (end == 0 || end > longest_local_part || end == text.size() || text[end] != '@') { return false; }
    return is_domain(text.substr(end + 1));
}

std::string fold_email(std::string_view email)
{
    std::string folded;
    fold_email(email, folded);
    return folded;
}

void fold_email(std::string_view email, std::string& into)
{
    std::size_t const at = email.rfind('@');
    std::string_view const domain = at != std::string_view::npos ? email.substr(at + 1) : std::string_view{};
    if (form_of_domain(domain) == DomainForm::plain) {
        std::string_view const local = email.substr(0, at);
        if (std::all_of(local.begin(), local.end(), is_ascii)) { return text::ascii_lower(email, into); }
        into = text::fold(local) + "@" + text::ascii_lower(domain);
        return;
    }
    auto const labels = text::domain_to_ascii(domain);
    into = labels ? text::fold(email.substr(0, at)) + "@" + *labels : text::fold(email);
}

} // namespace muster
