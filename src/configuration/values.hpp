#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

struct HostAndPort {
    std::string host{}; ///< without brackets
    std::uint16_t port{};
};

/// Where to listen, of `HOST:PORT`: 127.0.0.1:8080, localhost:8080, [::1]:8080, 0.0.0.0:0.
std::optional<HostAndPort> parse_listen_address(std::string_view text);
/// A mail server, of `HOST` or `HOST:PORT`; port 0: the usual one.
std::optional<HostAndPort> parse_mail_server(std::string_view text);
/// The address that people open, without slashes behind.
std::optional<std::string> parse_public_url(std::string_view text);

inline bool is_listen_address(std::string_view text) { return parse_listen_address(text).has_value(); }
inline bool is_mail_server(std::string_view text) { return parse_mail_server(text).has_value(); }
inline bool is_public_url(std::string_view text) { return parse_public_url(text).has_value(); }
/// No more than what would make a mail server refuse everything: something on both sides of an @, and no spaces.
bool is_mailbox(std::string_view text);

} // namespace muster
