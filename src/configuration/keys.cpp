#include "configuration/keys.hpp"

#include "configuration/values.hpp"

#include <algorithm>
#include <array>

namespace muster {

namespace {

using std::string_view;
using Kind = ConfigurationKey::Kind;

constexpr std::array log_forms{string_view{"text"}, string_view{"json"}};
constexpr std::array webhook_targets{string_view{"public"}, string_view{"any"}};
constexpr std::array metrics_accesses{string_view{"loopback"}, string_view{"key"}, string_view{"open"}, string_view{"off"}};
constexpr std::array mail_securities{string_view{"starttls"}, string_view{"tls"}, string_view{"none"}};

constexpr std::array keys{
    ConfigurationKey{.name = "data",
                     .kind = Kind::folder,
                     .form = "DIR",
                     .standard = "data",
                     .environment = "MUSTER_DATA",
                     .flag = "--data",
                     .about = "the data directory"},
    ConfigurationKey{.name = "listen",
                     .form = "HOST:PORT",
                     .standard = "127.0.0.1:8080",
                     .environment = "MUSTER_LISTEN",
                     .flag = "--listen",
                     .about = "where to listen, port 0: any free one",
                     .is_right = is_listen_address,
                     .advice = "Give HOST:PORT, for example 127.0.0.1:8080, 0.0.0.0:8080 or [::1]:8080."},
    ConfigurationKey{.name = "tls-cert",
                     .kind = Kind::file,
                     .form = "FILE",
                     .environment = "MUSTER_TLS_CERT",
                     .flag = "--tls-cert",
                     .about = "serve HTTPS with this certificate: PEM, the chain from the server's own on"},
    ConfigurationKey{.name = "tls-key",
                     .kind = Kind::file,
                     .form = "FILE",
                     .environment = "MUSTER_TLS_KEY",
                     .flag = "--tls-key",
                     .about = "the certificate's key, PEM"},
    ConfigurationKey{.name = "log",
                     .kind = Kind::word,
                     .form = "text|json",
                     .standard = "text",
                     .environment = "MUSTER_LOG",
                     .flag = "--log",
                     .about = "how requests and troubles are told on standard error",
                     .words = log_forms},
    ConfigurationKey{.name = "webhook-targets",
                     .kind = Kind::word,
                     .form = "public|any",
                     .standard = "public",
                     .environment = "MUSTER_WEBHOOK_TARGETS",
                     .flag = "--webhook-targets",
                     .about = "where webhooks may go: https on the public internet, or private addresses and plain http too",
                     .words = webhook_targets},
    ConfigurationKey{.name = "metrics",
                     .kind = Kind::word,
                     .form = "loopback|key|open|off",
                     .standard = "loopback",
                     .environment = "MUSTER_METRICS",
                     .flag = "--metrics",
                     .about =
                         "who may see /metrics: programs on this machine and keys with account:manage, only such keys, everybody, nobody",
                     .words = metrics_accesses},
    ConfigurationKey{.name = "public-url",
                     .form = "URL",
                     .environment = "MUSTER_PUBLIC_URL",
                     .flag = "--public-url",
                     .about = "how people reach this server, for links in mails",
                     .is_right = is_public_url,
                     .advice = "Give the address that people open, for example https://muster.example."},
    ConfigurationKey{.name = "mail.server",
                     .form = "HOST[:PORT]",
                     .environment = "MUSTER_MAIL_SERVER",
                     .flag = "--mail-server",
                     .about = "hand mail in there, which tells users how their imports ended; without it no mail is sent",
                     .is_right = is_mail_server,
                     .advice = "Give HOST or HOST:PORT, for example mail.example:587."},
    ConfigurationKey{.name = "mail.security",
                     .kind = Kind::word,
                     .form = "starttls|tls|none",
                     .standard = "starttls",
                     .environment = "MUSTER_MAIL_SECURITY",
                     .flag = "--mail-security",
                     .about = "how the way to the mail server is encrypted",
                     .words = mail_securities},
    ConfigurationKey{.name = "mail.user",
                     .form = "NAME",
                     .environment = "MUSTER_MAIL_USER",
                     .flag = "--mail-user",
                     .about = "sign in there; the password comes from --mail-password-file or MUSTER_MAIL_PASSWORD"},
    ConfigurationKey{.name = "mail.password",
                     .kind = Kind::secret,
                     .form = "PASSWORD",
                     .environment = "MUSTER_MAIL_PASSWORD",
                     .about = "the password of mail.user"},
    ConfigurationKey{.name = "mail.password-file",
                     .kind = Kind::file,
                     .form = "FILE",
                     .environment = "MUSTER_MAIL_PASSWORD_FILE",
                     .flag = "--mail-password-file",
                     .about = "a file whose first line is that password"},
    ConfigurationKey{.name = "mail.from",
                     .form = "EMAIL",
                     .environment = "MUSTER_MAIL_FROM",
                     .flag = "--mail-from",
                     .about = "the address that mails come from",
                     .is_right = is_mailbox,
                     .advice = "Give an address like muster@mail.example."},
};

} // namespace

std::span<ConfigurationKey const> configuration_keys() { return keys; }

ConfigurationKey const* find_configuration_key(std::string_view name)
{
    auto const found = std::find_if(keys.begin(), keys.end(), [&](ConfigurationKey const& key) { return key.name == name; });
    return found == keys.end() ? nullptr : &*found;
}

} // namespace muster
