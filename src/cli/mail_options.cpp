#include "cli/server.hpp"
#include "cli/shown_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace muster {

namespace {

MailServer::Security security_of(Arguments const& arguments)
{
    auto const word = arguments.value("--mail-security");
    if (word == "tls") { return MailServer::Security::tls; }
    return word == "none" ? MailServer::Security::none : MailServer::Security::starttls;
}

Result<void> set_place(MailServer& server, std::string_view text)
{
    std::size_t const colon = text.rfind(':');
    bool const has_port = colon != std::string_view::npos && text.find(']', colon) == std::string_view::npos;
    std::string_view const port = has_port ? text.substr(colon + 1) : std::string_view{};
    server.host = text.substr(0, has_port ? colon : text.size());
    auto const [end, trouble] = std::from_chars(port.data(), port.data() + port.size(), server.port);
    bool const wrong_port = has_port && (trouble != std::errc{} || end != port.data() + port.size() || server.port == 0);
    bool const wrong_host = server.host.empty() || server.host.find_first_of(" /@") != std::string::npos;
    if (!wrong_port && !wrong_host) { return {}; }
    return Error{ErrorKind::invalid_input, "BAD_OPTION",
                 "--mail-server cannot be \"" + shown(text) + "\". Give HOST or HOST:PORT, for example mail.example:587."};
}

} // namespace

Result<std::optional<MailServer>> parse_mail_server(Arguments const& arguments)
{
    auto const place = arguments.value("--mail-server");
    if (!place) {
        constexpr std::array others{"--mail-from", "--mail-user", "--mail-security"};
        auto const found = std::find_if(others.begin(), others.end(), [&](char const* name) { return arguments.value(name).has_value(); });
        if (found == others.end()) { return std::optional<MailServer>{}; }
        return Error{ErrorKind::invalid_input, "USAGE", std::string{*found} + " means nothing without --mail-server."};
    }
    MailServer server;
    TRY(set_place(server, *place));
    server.security = security_of(arguments);
    server.user = arguments.value("--mail-user").value_or("");
    server.sender = arguments.value("--mail-from").value_or("");
    if (server.sender.find('@') == std::string::npos) {
        return Error{ErrorKind::invalid_input, "USAGE", "--mail-server needs --mail-from with the address that mails come from."};
    }
    return std::optional{std::move(server)};
}

Result<std::string> parse_public_url(std::string_view text)
{
    bool const is_web = text.starts_with("https://") || text.starts_with("http://");
    std::string url{text};
    while (url.ends_with('/')) { url.pop_back(); }
    if (is_web && url.size() > std::string_view{"https://"}.size() && url.find_first_of(" ?#\r\n") == std::string::npos) { return url; }
    return Error{ErrorKind::invalid_input, "BAD_OPTION",
                 "--public-url cannot be \"" + shown(text) + "\". Give the address that people open, for example https://muster.example."};
}

} // namespace muster
