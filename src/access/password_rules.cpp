#include "access/password_rules.hpp"

#include "access/common_passwords.hpp"
#include "base/text.hpp"

#include <string>
#include <unordered_set>

namespace muster {

namespace {

/// Characters that may stand before or behind a common password without making it a better one: a year and a mark.
constexpr std::size_t most_around = 5;
/// Shorter ones make no word that attackers vary.
constexpr std::size_t shortest_word = 4;
/// Pieces up to this long that are only repeated.
constexpr std::size_t longest_repeated = 4;

std::unordered_set<std::string_view> const& common()
{
    static std::unordered_set<std::string_view> const all = [] {
        std::unordered_set<std::string_view> words;
        std::string_view rest = common_passwords;
        while (!rest.empty()) {
            std::size_t const end = rest.find('\n');
            words.insert(rest.substr(0, end));
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        }
        return words;
    }();
    return all;
}

bool is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || static_cast<unsigned char>(byte) >= 0x80; }

bool is_repeated(std::string_view word)
{
    for (std::size_t period = 1; period <= longest_repeated; ++period) {
        if (word.size() > period && word.substr(period) == word.substr(0, word.size() - period)) { return true; }
    }
    return false;
}

/// From a character to the next one, 1 or -1 for neighbours, 0 for others; on keyboards 0 comes after 9.
int step(char from, char to)
{
    if (from == '9' && to == '0') { return 1; }
    if (from == '0' && to == '9') { return -1; }
    int const distance = to - from;
    return distance == 1 || distance == -1 ? distance : 0;
}

/// Whether each character is the next one of the one before, or all run backwards.
bool is_row(std::string_view word)
{
    if (word.size() < 2) { return true; }
    int const direction = step(word[0], word[1]);
    if (direction == 0) { return false; }
    for (std::size_t index = 1; index < word.size(); ++index) {
        if (step(word[index - 1], word[index]) != direction) { return false; }
    }
    return true;
}

bool is_tried_first(std::string_view word, std::string_view email)
{
    if (word.size() < shortest_word) { return false; }
    return common().contains(word) || word == "muster" || word == email || word == email.substr(0, email.find('@')) || is_repeated(word) ||
           is_row(word);
}

/// Whether it is, with some characters around it taken away, one that is tried first. `folded` and `email` without case.
bool is_variant(std::string_view folded, std::string_view email)
{
    for (std::size_t front = 0; front <= most_around && front < folded.size(); ++front) {
        if (front > 0 && is_letter(folded[front - 1])) { break; }
        std::string_view const rest = folded.substr(front);
        for (std::size_t back = 0; back <= most_around && back < rest.size(); ++back) {
            if (back > 0 && is_letter(rest[rest.size() - back])) { break; }
            if (is_tried_first(rest.substr(0, rest.size() - back), email)) { return true; }
        }
    }
    return false;
}

} // namespace

Result<void> check_new_password(std::string_view password, std::string_view email)
{
    if (!text::is_utf8(password)) {
        return Error{ErrorKind::invalid_input, "PASSWORD_NOT_TEXT", "The password is no text in UTF-8. Type it again."};
    }
    std::size_t const length = text::length(password);
    if (length < shortest_password) {
        return Error{ErrorKind::invalid_input, "PASSWORD_TOO_SHORT",
                     "The password is too short: it needs at least " + std::to_string(shortest_password) + " characters; " +
                         std::to_string(recommended_password) + " or more are better, for example a few words."};
    }
    if (length > longest_password) {
        return Error{ErrorKind::invalid_input, "PASSWORD_TOO_LONG",
                     "The password is too long: at most " + std::to_string(longest_password) + " characters are taken."};
    }
    if (is_variant(text::fold(password), text::fold(email))) {
        return Error{ErrorKind::invalid_input, "PASSWORD_TOO_COMMON",
                     "This password is among the first that somebody would try. Take one that is less common, for example a few words "
                     "that have nothing to do with each other."};
    }
    return {};
}

} // namespace muster
