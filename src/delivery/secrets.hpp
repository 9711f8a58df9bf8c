#pragma once

#include "base/date.hpp"
#include "base/result.hpp"
#include "store/deliveries.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// Signing as Standard Webhooks (standardwebhooks.com, version 1) has it. Pure but for draw_signing_secret; safe from any thread. The only
/// file here that sees libsodium.

/// whsec_ and the base64 of 32 random bytes.
std::string draw_signing_secret();
/// A secret that somebody brings must be whsec_ and the base64 of 24 to 64 bytes, as the standard says. invalid_input WEBHOOK_SECRET.
Result<void> check_signing_secret(std::string_view secret);

/// `v1,` and the base64 of the HMAC-SHA256 of `id.seconds.body` under the secret, which check_signing_secret has taken.
std::string sign(std::string_view secret, std::string_view id, Instant at, std::string_view body);
/// The header webhook-signature: the subscription's secret, and for as long as it is valid the one before it, with a space between.
std::string signatures(Subscription const& subscription, std::string_view id, Instant at, std::string_view body);

std::string to_base64(std::string_view bytes); ///< standard alphabet, padded
std::optional<std::string> base64_bytes(std::string_view text);

} // namespace muster
