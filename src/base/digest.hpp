#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace muster {

using Sha256 = std::array<std::uint8_t, 32>;

/// SHA-256 computed while bytes pass (libcrypto). Movable, one thread at a time.
class Digest {
public:
    Digest();
    Digest(Digest&&) noexcept;
    Digest& operator=(Digest&&) noexcept;
    ~Digest();
    void add(std::string_view bytes);
    /// The digest of everything added; the object is spent afterwards.
    Sha256 finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

Sha256 sha256(std::string_view bytes);
/// Lower-case hexadecimal.
std::string to_hex(std::string_view bytes);
std::string to_hex(Sha256 const& digest);

} // namespace muster
