#include "access/secrets.hpp"

#include "base/assert.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace muster {

namespace {

using SecretBytes = std::array<unsigned char, 32>;

void require_sodium()
{
    static bool const ready = sodium_init() >= 0; // fails when the system has no random source
    MUSTER_ASSERT(ready);
}

std::string to_base64url(SecretBytes const& bytes)
{
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_ENCODED_LEN(SecretBytes{}.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
    text.pop_back(); // the terminating zero
    return text;
}

unsigned char const* unsigned_of(std::string_view text)
{
    return reinterpret_cast<unsigned char const*>(text.data()); // NOLINT: libsodium's bytes are unsigned
}

} // namespace

std::string draw_secret()
{
    require_sodium();
    SecretBytes bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return to_base64url(bytes);
}

bool same_secret(std::string_view one, std::string_view other)
{
    return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

std::string csrf_token_of(std::string_view session_token)
{
    require_sodium();
    constexpr std::string_view purpose = "muster csrf token";
    std::size_t const key_size = std::clamp<std::size_t>(session_token.size(), 0, crypto_generichash_KEYBYTES_MAX);
    SecretBytes bytes{};
    int const done =
        crypto_generichash(bytes.data(), bytes.size(), unsigned_of(purpose), purpose.size(), unsigned_of(session_token), key_size);
    MUSTER_ASSERT(done == 0);
    return to_base64url(bytes);
}

std::optional<std::string> from_base64(std::string_view text)
{
    while (!text.empty() && text.back() == '=') { text.remove_suffix(1); }
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    auto* const into = reinterpret_cast<unsigned char*>(bytes.data()); // NOLINT: libsodium's bytes are unsigned
    int const done =
        sodium_base642bin(into, bytes.size(), text.data(), text.size(), nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
    if (done != 0) { return std::nullopt; }
    bytes.resize(size);
    return bytes;
}

Result<std::string> argon2id(std::string_view password)
{
    require_sodium();
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), argon2id_passes, argon2id_memory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return Error{ErrorKind::unavailable, "OUT_OF_MEMORY", "There is not enough memory to check a password. Try again later."};
    }
    return std::string{hash.data()};
}

PasswordMatch argon2id_match(std::string const& hash, std::string_view password)
{
    require_sodium();
    if (crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) != 0) { return PasswordMatch::no; }
    bool const current = crypto_pwhash_str_needs_rehash(hash.c_str(), argon2id_passes, argon2id_memory) == 0;
    return current ? PasswordMatch::yes : PasswordMatch::yes_but_old;
}

} // namespace muster
