#include "intake/temporary_bytes.hpp"

#include "base/temporary_file.hpp"

#include <string_view>

namespace muster {

namespace {

/// Small enough to stay in a core's cache between unpacking and writing.
constexpr std::size_t unpacked_piece = std::size_t{256} << 10;

} // namespace

Result<std::shared_ptr<ByteSource const>> unpack_to_disk(ZipStream& stream, std::string const& folder)
{
    TRY_ASSIGN(auto const bytes, TemporaryFile::create(folder, "The archive cannot be unpacked"));
    std::string piece(unpacked_piece, '\0');
    while (true) {
        TRY_ASSIGN(std::size_t const got, stream.read(piece));
        TRY(bytes->write(std::string_view{piece}.substr(0, got)));
        if (got < piece.size()) { break; }
    }
    return std::shared_ptr<ByteSource const>{bytes};
}

} // namespace muster
