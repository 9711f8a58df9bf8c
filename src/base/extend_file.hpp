#pragma once

#include "base/bytes.hpp"

#include <cstdint>
#include <string>

namespace muster {

/// Writes bytes into a file from `offset` on and makes them durable; what stood there and behind it goes (a piece that a crash cut off).
/// With offset 0 the file is made when it is not there. Error unreadable FILE_CUT when the file ends before the offset.
Result<void> extend_file(std::string const& path, std::uint64_t offset, ByteSource const& bytes);

} // namespace muster
