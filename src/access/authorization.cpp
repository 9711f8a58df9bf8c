#include "access/authorization.hpp"

#include "access/secrets.hpp"
#include "base/text.hpp"

namespace muster {

namespace {

/// More than an email and a password of the greatest length take; nothing longer is worth decoding.
constexpr std::size_t longest_authorization = 4'096;

constexpr std::string_view blanks = " \t";

std::string_view without_blanks(std::string_view text)
{
    std::size_t const first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) { return {}; }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::optional<Presented> presented_in_header(std::string_view header)
{
    std::string_view const text = without_blanks(header);
    std::size_t const blank = text.find_first_of(blanks);
    if (blank == std::string_view::npos || text.size() > longest_authorization) { return std::nullopt; }
    std::string_view const scheme = text.substr(0, blank);
    std::string_view const value = without_blanks(text.substr(blank));
    if (text::equal_ascii_caseless(scheme, "App")) { return Presented{Caller::Way::key, std::string{value}}; }
    if (text::equal_ascii_caseless(scheme, "IBSSO")) { return Presented{Caller::Way::session_token, std::string{value}}; }
    if (!text::equal_ascii_caseless(scheme, "Basic")) { return std::nullopt; }
    std::optional<std::string> pair = from_base64(value);
    if (!pair || pair->find(':') == std::string::npos) { return std::nullopt; }
    return Presented{Caller::Way::basic, *std::move(pair)};
}

std::string cookie_with(std::string_view value, std::chrono::seconds lifetime, Transport transport)
{
    std::string cookie{session_cookie_name(transport)};
    cookie += "=" + std::string{value} + "; Path=/; Max-Age=" + std::to_string(lifetime.count()) + "; HttpOnly; SameSite=Strict";
    if (transport == Transport::encrypted) { cookie += "; Secure"; }
    return cookie;
}

} // namespace

std::string_view session_cookie_name(Transport transport)
{
    return transport == Transport::encrypted ? "__Host-muster_session" : "muster_session";
}

std::string session_cookie(std::string_view token, std::chrono::seconds lifetime, Transport transport)
{
    return cookie_with(token, lifetime, transport);
}

std::string ended_session_cookie(Transport transport) { return cookie_with({}, std::chrono::seconds{0}, transport); }

std::optional<Presented> presented_in(Credentials const& credentials)
{
    if (!credentials.authorization.empty()) { return presented_in_header(credentials.authorization); }
    std::string token = session_token_in(credentials.cookie, credentials.transport);
    if (token.empty()) { return std::nullopt; }
    return Presented{Caller::Way::session_cookie, std::move(token)};
}

std::string session_token_in(std::string_view cookie, Transport transport)
{
    while (!cookie.empty()) {
        std::size_t const end = cookie.find(';');
        std::string_view const pair = without_blanks(cookie.substr(0, end));
        std::size_t const sign = pair.find('=');
        if (sign != std::string_view::npos && pair.substr(0, sign) == session_cookie_name(transport)) {
            return std::string{pair.substr(sign + 1)};
        }
        cookie.remove_prefix(end == std::string_view::npos ? cookie.size() : end + 1);
    }
    return {};
}

} // namespace muster
