#pragma once

#include "base/result.hpp"

#include <string>

namespace muster {

/// A tag's name as it is kept: trimmed, NFC, 1 to 256 code points. Error invalid_input TAG_NAME_INVALID.
Result<std::string> canonical_tag_name(std::string const& name);

} // namespace muster
