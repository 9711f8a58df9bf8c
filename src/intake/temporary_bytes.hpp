#pragma once

#include "base/bytes.hpp"
#include "intake/zip_archive.hpp"

#include <memory>
#include <string>

namespace muster {

/// Unpacks a whole stream into a file without a name, which goes with the source whatever happens to the program. `folder` is where it
/// lies; empty: TMPDIR, or else /tmp. Errors: those of the stream; unavailable when the disk is full or fails, denied or not_found when
/// the folder cannot be used.
Result<std::shared_ptr<ByteSource const>> unpack_to_disk(ZipStream& stream, std::string const& folder);

} // namespace muster
