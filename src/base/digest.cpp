#include "base/digest.hpp"

#include "base/assert.hpp"

#include <openssl/evp.h>

namespace muster {

namespace {

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

} // namespace

struct Digest::State {
    std::unique_ptr<EVP_MD_CTX, FreeContext> context{EVP_MD_CTX_new()};
};

Digest::Digest() : state_{std::make_unique<State>()}
{
    MUSTER_ASSERT(state_->context != nullptr && EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr) == 1);
}

Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;
Digest::~Digest() = default;

void Digest::add(std::string_view bytes)
{
    MUSTER_ASSERT(state_ != nullptr && EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1);
}

Sha256 Digest::finish()
{
    Sha256 digest{};
    unsigned size{};
    MUSTER_ASSERT(state_ != nullptr && EVP_DigestFinal_ex(state_->context.get(), digest.data(), &size) == 1 && size == digest.size());
    state_.reset();
    return digest;
}

Sha256 sha256(std::string_view bytes)
{
    Digest digest;
    digest.add(bytes);
    return digest.finish();
}

std::string to_hex(std::string_view bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes.size());
    for (char const byte : bytes) {
        auto const value = static_cast<std::uint8_t>(byte);
        text.push_back(digits[value >> 4U]);
        text.push_back(digits[value & 0x0FU]);
    }
    return text;
}

std::string to_hex(Sha256 const& digest)
{
    return to_hex(std::string_view{reinterpret_cast<char const*>(digest.data()), digest.size()}); // NOLINT: the same bytes as text
}

} // namespace muster
