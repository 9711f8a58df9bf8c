#pragma once

#include "base/digest.hpp"
#include "store/sqlite/connection.hpp"

#include <algorithm>
#include <cstring>

namespace muster::sqlite {

/// A digest as a value to bind: the same bytes.
inline std::string_view bytes_of(Sha256 const& digest)
{
    return {reinterpret_cast<char const*>(digest.data()), digest.size()}; // NOLINT: the same bytes as text
}

/// A digest that was read; a damaged one has zeros where bytes are missing, which no secret's digest is.
inline Sha256 digest_at(Statement& row, int column)
{
    Sha256 digest{};
    std::string_view const bytes = row.blob(column);
    if (!bytes.empty()) { std::memcpy(digest.data(), bytes.data(), std::min(bytes.size(), digest.size())); }
    return digest;
}

} // namespace muster::sqlite
