#pragma once

#include "base/bytes.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace muster::sqlite {

/// Sees the bytes of a file pass, in order; its Error ends the copying.
using TarWatch = std::function<Result<void>(std::string_view bytes)>;

/// Writes an archive of files (POSIX.1-1988 ustar). Sizes of 8 GiB and more are written in base 256, as GNU tar does. One thread.
class TarWriter {
public:
    explicit TarWriter(ByteSink& sink) : sink_{sink} {}
    /// A file whose name has at most 100 bytes, with all bytes of the source.
    Result<void> add(std::string_view name, ByteSource const& source, TarWatch const& watch);
    /// The two empty blocks at the end; the sink stays the caller's to finish.
    Result<void> finish();

private:
    ByteSink& sink_;
};

/// Where a file of an archive goes; null passes it over.
using TarTarget = std::function<Result<std::unique_ptr<ByteSink>>(std::string_view name)>;

/// Reads an archive that TarWriter wrote, to its end. Error unreadable ARCHIVE_DAMAGED when it is cut off or none.
Result<void> read_tar(ByteSource const& archive, TarTarget const& target);

} // namespace muster::sqlite
