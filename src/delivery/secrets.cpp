#include "delivery/secrets.hpp"

#include "base/assert.hpp"

#include <sodium.h>

#include <array>
#include <cstddef>

namespace muster {

namespace {

constexpr std::string_view secret_prefix = "whsec_";
constexpr std::size_t drawn_bytes = 32, fewest_bytes = 24, most_bytes = 64;
constexpr int base64_variant = sodium_base64_VARIANT_ORIGINAL;

unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); } // NOLINT: plain bytes

std::string hmac_sha256(std::string_view key, std::string_view text)
{
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
    crypto_auth_hmacsha256_update(&state, bytes_of(text), text.size());
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> code{};
    crypto_auth_hmacsha256_final(&state, code.data());
    return {reinterpret_cast<char const*>(code.data()), code.size()}; // NOLINT: plain bytes
}

std::optional<std::string> key_of_secret(std::string_view secret)
{
    if (!secret.starts_with(secret_prefix)) { return std::nullopt; }
    return base64_bytes(secret.substr(secret_prefix.size()));
}

} // namespace

std::string to_base64(std::string_view bytes)
{
    std::string text(sodium_base64_encoded_len(bytes.size(), base64_variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), base64_variant);
    text.pop_back(); // the terminating zero
    return text;
}

std::optional<std::string> base64_bytes(std::string_view text)
{
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    char const* end = nullptr;
    auto* const into = reinterpret_cast<unsigned char*>(bytes.data()); // NOLINT: plain bytes
    if (sodium_base642bin(into, bytes.size(), text.data(), text.size(), nullptr, &size, &end, base64_variant) != 0) { return std::nullopt; }
    if (end != text.data() + text.size()) { return std::nullopt; }
    bytes.resize(size);
    return bytes;
}

std::string draw_signing_secret()
{
    static bool const ready = sodium_init() >= 0; // fails when the system has no random source
    MUSTER_ASSERT(ready);
    std::string bytes(drawn_bytes, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return std::string{secret_prefix} + to_base64(bytes);
}

Result<void> check_signing_secret(std::string_view secret)
{
    std::optional<std::string> const key = key_of_secret(secret);
    if (key && key->size() >= fewest_bytes && key->size() <= most_bytes) { return {}; }
    return Error{ErrorKind::invalid_input, "WEBHOOK_SECRET",
                 "A signing secret is whsec_ followed by the base64 of 24 to 64 random bytes. Leave it out to have one drawn."};
}

std::string sign(std::string_view secret, std::string_view id, Instant at, std::string_view body)
{
    std::optional<std::string> const key = key_of_secret(secret);
    MUSTER_ASSERT(key.has_value());
    std::string signed_text{id};
    signed_text += '.';
    signed_text += std::to_string(at.microseconds / 1'000'000);
    signed_text += '.';
    signed_text += body;
    return "v1," + to_base64(hmac_sha256(*key, signed_text));
}

std::string signatures(Subscription const& subscription, std::string_view id, Instant at, std::string_view body)
{
    std::string all = sign(subscription.secret, id, at, body);
    if (!subscription.previous_secret.empty() && at < subscription.previous_until) {
        all += ' ';
        all += sign(subscription.previous_secret, id, at, body);
    }
    return all;
}

} // namespace muster
