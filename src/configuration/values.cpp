#include "configuration/values.hpp"

#include <charconv>

namespace muster {

namespace {

std::optional<std::uint16_t> parse_port(std::string_view text)
{
    std::uint16_t port{};
    auto const [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (trouble != std::errc{} || end != text.data() + text.size()) { return std::nullopt; }
    return port;
}

} // namespace

std::optional<HostAndPort> parse_listen_address(std::string_view text)
{
    std::size_t const colon = text.rfind(':');
    if (colon == std::string_view::npos) { return std::nullopt; }
    std::optional<std::uint16_t> const port = parse_port(text.substr(colon + 1));
    std::string_view host = text.substr(0, colon);
    if (!port) { return std::nullopt; }
    if (host.starts_with('[') && host.ends_with(']') && host.size() > 2) {
        host = host.substr(1, host.size() - 2);
    } else if (host.empty() || host.find(':') != std::string_view::npos) {
        return std::nullopt;
    }
    return HostAndPort{host == "localhost" ? "127.0.0.1" : std::string{host}, *port};
}

std::optional<HostAndPort> parse_mail_server(std::string_view text)
{
    std::size_t const colon = text.rfind(':');
    bool const has_port = colon != std::string_view::npos && text.find(']', colon) == std::string_view::npos;
    std::string_view const host = text.substr(0, has_port ? colon : text.size());
    std::optional<std::uint16_t> const port = has_port ? parse_port(text.substr(colon + 1)) : std::uint16_t{0};
    if (!port || (has_port && *port == 0)) { return std::nullopt; }
    if (host.empty() || host.find_first_of(" /@") != std::string_view::npos) { return std::nullopt; }
    return HostAndPort{std::string{host}, *port};
}

std::optional<std::string> parse_public_url(std::string_view text)
{
    bool const is_web = text.starts_with("https://") || text.starts_with("http://");
    std::string url{text};
    while (url.ends_with('/')) { url.pop_back(); }
    bool const is_whole = url.size() > std::string_view{"https://"}.size() && url.find_first_of(" ?#\r\n") == std::string::npos;
    return is_web && is_whole ? std::optional{std::move(url)} : std::nullopt;
}

bool is_mailbox(std::string_view text)
{
    std::size_t const at = text.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size() && text.find_first_of(" \r\n<>") == std::string_view::npos;
}

} // namespace muster
