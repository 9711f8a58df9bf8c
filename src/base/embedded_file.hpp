#pragma once

#include <string_view>

namespace muster {

/// A file that was put into the program when it was built (cmake/EmbedFiles.cmake). Lives as long as the program.
struct EmbeddedFile {
    std::string_view name{}; ///< its path in the folder that was embedded: `people.json`, `assets/muster.css`
    std::string_view bytes{};
};

} // namespace muster
