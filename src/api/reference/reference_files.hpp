#pragma once

#include "base/embedded_file.hpp"

#include <span>

namespace muster {

/// The files of the reference page, src/api/reference/*.css, put into the program when it is built.
std::span<EmbeddedFile const> reference_files();

} // namespace muster
