#pragma once

#include "base/bytes.hpp"
#include "intake/zip_archive.hpp"

#include <cstdint>
#include <memory>

namespace muster {

/// A stream over packed bytes that begin at `begin`. The entry is stored or deflated. Memory: one piece of input and the inflater.
std::unique_ptr<ZipStream> make_zip_stream(std::shared_ptr<ByteSource const> file, ZipEntry const& entry, std::uint64_t begin);

} // namespace muster
