#pragma once

#include "base/result.hpp"

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace muster {

/// Sending over the network, synchronously. transfer.cpp is the only file here that sees libcurl. Any thread.

/// Which addresses may be connected to.
enum class Reach : std::uint8_t {
    public_only, ///< is_public (address.hpp), and https only
    anywhere,    ///< configuration allows it: http and private addresses too
};

struct TransferChoices {
    Reach reach{Reach::public_only};
    std::string ca_file{};                    ///< certificates to trust instead of the system's; empty: the system's
    std::int64_t connect_milliseconds{5'000}; ///< a receiver that is not there answers within some round trips or never
    std::int64_t total_milliseconds{15'000};  ///< what Standard Webhooks recommends as the lower end (15 to 30 s)
    std::atomic<bool> const* ending{};        ///< where it becomes true, transfers end within about a second: cancelled SERVER_ENDING
};

/// Whether a target can be sent to at all: an absolute URL of at most 2,083 characters with a host, https (or http where `reach` allows
/// it), no user or password in it, and no address in it that `reach` refuses. Names are looked up when it is sent. invalid_input
/// WEBHOOK_URL; denied TARGET_NOT_PUBLIC.
Result<void> check_target(std::string const& url, Reach reach);
/// The host of a URL for messages, because path and query of a target are secrets now and then; empty when it is no URL.
std::string host_of(std::string const& url);

struct Post {
    std::string url{};
    std::vector<std::pair<std::string, std::string>> headers{}; ///< without control characters
    std::string body{};
};
/// What the receiver answered. Of the body at most 64 KB are taken off the network, and nothing is kept.
struct Answer {
    std::int64_t status{};
    std::int64_t retry_after_seconds{}; ///< 0: did not say
};

/// Posts something. Redirects are not followed, proxies of the environment not used. A name is resolved once, by the connection itself, and
/// each address is checked at the moment it is connected to, so that a name cannot change its address in between. Errors: denied
/// TARGET_NOT_PUBLIC; unavailable TARGET_UNKNOWN (name), TARGET_UNREACHABLE, TARGET_TIMEOUT, TARGET_TLS (certificate or handshake),
/// TARGET_NOT_HTTP.
class Poster {
public:
    Poster() = default;
    Poster(Poster const&) = delete;
    Poster& operator=(Poster const&) = delete;
    virtual ~Poster() = default;
    virtual Result<Answer> post(Post const& post) = 0;
};

class CurlPoster final : public Poster {
public:
    explicit CurlPoster(TransferChoices choices);
    Result<Answer> post(Post const& post) override;

private:
    TransferChoices choices_;
};

/// Where mail is handed in.
struct SmtpChoices {
    std::string host{};
    std::int64_t port{587};
    enum class Security : std::uint8_t {
        starttls, ///< encrypted from the first command on that matters, or not sent (submission, RFC 6409)
        tls,      ///< encrypted from the first byte (RFC 8314, port 465)
        none,     ///< for a relay on the same machine
    } security{Security::starttls};
    std::string user{}, password{}; ///< empty: no sign-in
    std::string ca_file{};
    std::int64_t connect_milliseconds{10'000};
    std::int64_t total_milliseconds{60'000}; ///< servers that look at mail take their time; RFC 5321 allows minutes
    std::atomic<bool> const* ending{};       ///< as in TransferChoices
};

/// starttls, tls, none
std::string_view name_of(SmtpChoices::Security security);

/// Hands a finished message (RFC 5322) in. Errors: invalid_input MAIL_REFUSED when the server refuses this message for good (5xx to its
/// sender, recipient or contents); unavailable MAIL_SERVER with what is wrong otherwise: trying again may help.
Result<void> hand_in(SmtpChoices const& choices, std::string const& sender, std::string const& recipient, std::string const& message);

} // namespace muster
