#pragma once

#include <cstdint>

namespace muster {

/// Records of one transaction: `standard`, or fewer where MUSTER_RECORDS_PER_CHUNK says so. Tests set it, so that a small import has
/// many moments at which it can be interrupted; a run may go on with another size than it began with.
std::uint32_t chunk_size(std::uint32_t standard);

} // namespace muster
