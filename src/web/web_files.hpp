#pragma once

#include "base/embedded_file.hpp"

#include <span>

namespace muster {

/// The web app as it was built (tools/build_web): `index.html`, and under `assets/` files whose names change with their contents, most of
/// them also packed (`.br`, `.gz`).
std::span<EmbeddedFile const> web_files();

} // namespace muster
