#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace muster {

/// Where mail is handed in, and by whom.
struct MailServer {
    enum class Security : std::uint8_t { starttls, tls, none };
    std::string host{};
    std::uint16_t port{}; ///< 0: the usual one, 587, 465 or 25
    Security security{Security::starttls};
    std::string user{}; ///< empty: no sign-in
    std::string password{};
    std::string sender{}; ///< the address that mails are from
};

/// What `muster serve` was asked for. The standards are those of the table of keys (configuration/keys.cpp).
struct ServeOrder {
    std::string folder{};             ///< the data directory
    std::string address{"127.0.0.1"}; ///< to listen on
    std::uint16_t port{8'080};        ///< 0: any free one
    std::string certificate_file{};   ///< PEM; empty: no TLS
    std::string key_file{};           ///< PEM
    enum class Log : std::uint8_t { text, json } log{Log::text};
    enum class WebhookTargets : std::uint8_t { public_only, any } webhook_targets{WebhookTargets::public_only};
    enum class Metrics : std::uint8_t { loopback, key, open, off } metrics{Metrics::loopback}; ///< who may see them
    std::optional<MailServer> mail{};
    std::string public_url{}; ///< how people reach the server, for links in mails: https://muster.example, no slash behind; empty: no links
};

/// A server that runs.
class RunningServer {
public:
    RunningServer() = default;
    RunningServer(RunningServer const&) = delete;
    RunningServer& operator=(RunningServer const&) = delete;
    virtual ~RunningServer() = default;
    /// Where to reach it from this machine: http://127.0.0.1:8080
    virtual std::string address() const = 0;
    /// The one-time token by which the first administrator sets a password; empty once somebody can sign in.
    virtual std::string first_token() const = 0;
    /// Where a browser uses that token: http://127.0.0.1:8080/#link=...; empty as the token.
    virtual std::string first_link() const = 0;
    /// Takes no further requests, answers those that run, and brings what is under way to its next safe place.
    virtual void stop() = 0;
};

} // namespace muster
