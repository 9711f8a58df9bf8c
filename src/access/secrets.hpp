#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// The one place that sees libsodium's randomness and password hashing. Safe from any thread.

/// 256 random bits as base64url without padding: 43 characters. A guess is hopeless, so what stores keep is a plain fast digest of it.
std::string draw_secret();
inline constexpr std::size_t secret_length = 43;

/// Whether two secrets are the same, in a time that does not tell where they differ. Lengths are no secret.
bool same_secret(std::string_view one, std::string_view other);

/// What a page sends with every change beside its cookie (X-CSRF-Token): derived from the session's token by keyed BLAKE2b, so it needs
/// no place in the store, ends with the session, and does not give the token away. 43 characters.
std::string csrf_token_of(std::string_view session_token);

/// Standard base64 with or without padding, as in `Basic`; nothing when it is none.
std::optional<std::string> from_base64(std::string_view text);

/// What one Argon2id hash costs. OWASP's Password Storage Cheat Sheet (2023): at least 19 MiB, 2 passes, 1 lane; libsodium always has one
/// lane. Measured on one core: 47 ms.
inline constexpr std::size_t argon2id_memory = std::size_t{19} * 1'024 * 1'024;
inline constexpr unsigned argon2id_passes = 2;

/// A salted Argon2id hash in its own notation ($argon2id$v=19$m=19456,t=2,p=1$...). Error unavailable OUT_OF_MEMORY.
Result<std::string> argon2id(std::string_view password);

enum class PasswordMatch : std::uint8_t {
    no,
    yes,
    yes_but_old, ///< made with another cost: to be hashed anew while the password is at hand
};
/// Whether the password made the hash, and with today's cost.
PasswordMatch argon2id_match(std::string const& hash, std::string_view password);

} // namespace muster
