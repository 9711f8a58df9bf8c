#pragma once

#include "base/bytes.hpp"
#include "base/digest.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace muster {

/// 50 MB as the product promises them, at every door. Configurable; a bigger file must be zipped.
inline constexpr std::uint64_t standard_upload_limit = 52'428'800;

/// What a file is, by its content first and its name second.
enum class FileKind : std::uint8_t { delimited, xlsx, xls, zip };

/// A file as it arrived.
struct Upload {
    std::string name{};   ///< the file's name without folders
    std::uint64_t size{}; ///< bytes
    Sha256 digest{};      ///< of exactly those bytes
};

/// Gives the next bytes of an upload; an empty view at the end. The view lives until the next call.
using NextBytes = std::function<Result<std::string_view>()>;

/// Copies an upload as it arrives into `sink` (and finishes it), computing size and digest on the way. Refuses with too_large the
/// moment the limit is passed, not after; an empty file with unreadable. `name` may carry folders; only its last part is kept.
Result<Upload> take_in(NextBytes const& next, std::string_view name, std::uint64_t limit, ByteSink& sink);

/// Recognises what the bytes are. Refuses, by name and kind, what is none of the formats (a PDF, a picture, a program, ...).
Result<FileKind> recognise(ByteSource const& file, std::string_view name);

} // namespace muster
