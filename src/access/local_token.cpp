#include "access/local_token.hpp"

#include "access/secrets.hpp"
#include "base/digest.hpp"

#include <algorithm>
#include <vector>

namespace muster {

namespace {

constexpr std::string_view scheme = "Local ";

/// Any bytes as a word of a header; an empty text is a word too.
std::string as_word(std::string_view text) { return "x" + to_hex(text); }

std::optional<std::uint8_t> digit_of(char sign)
{
    if (sign >= '0' && sign <= '9') { return static_cast<std::uint8_t>(sign - '0'); }
    if (sign >= 'a' && sign <= 'f') { return static_cast<std::uint8_t>(sign - 'a' + 10); }
    return std::nullopt;
}

std::optional<std::string> of_word(std::string_view word)
{
    if (!word.starts_with('x') || word.size() % 2 == 0) { return std::nullopt; }
    std::string text;
    for (std::size_t place = 1; place < word.size(); place += 2) {
        auto const high = digit_of(word[place]), low = digit_of(word[place + 1]);
        if (!high || !low) { return std::nullopt; }
        text += static_cast<char>(*high << 4U | *low);
    }
    return text;
}

std::vector<std::string_view> words_of(std::string_view text)
{
    std::vector<std::string_view> words;
    while (!text.empty()) {
        std::size_t const end = std::min(text.find(' '), text.size());
        words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

} // namespace

std::string local_authorization(LocalVisitor const& visitor)
{
    return std::string{scheme} + visitor.token + " " + as_word(visitor.user) + " " + as_word(visitor.account);
}

std::optional<LocalVisitor> parse_local_authorization(std::string_view header)
{
    constexpr std::size_t longest = 4'096; // names are far shorter
    if (!header.starts_with(scheme) || header.size() > longest) { return std::nullopt; }
    std::vector<std::string_view> const words = words_of(header.substr(scheme.size()));
    if (words.size() != 3 || words[0].size() != secret_length) { return std::nullopt; }
    auto user = of_word(words[1]), account = of_word(words[2]);
    if (!user || !account || user->empty()) { return std::nullopt; }
    return LocalVisitor{std::string{words[0]}, *std::move(user), *std::move(account)};
}

bool is_loopback(std::string_view peer)
{
    if (peer.starts_with("::ffff:")) { peer.remove_prefix(7); } // IPv4 over an IPv6 socket
    return peer == "::1" || (peer.starts_with("127.") && peer.find_first_not_of("0123456789.") == std::string_view::npos);
}

} // namespace muster
