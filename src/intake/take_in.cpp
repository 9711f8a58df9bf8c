#include "intake/upload.hpp"

#include "intake/byte_pieces.hpp"

namespace muster {

namespace {

std::string last_part(std::string_view name)
{
    std::size_t const slash = name.find_last_of("/\\");
    return std::string{slash == std::string_view::npos ? name : name.substr(slash + 1)};
}

} // namespace

Result<Upload> take_in(NextBytes const& next, std::string_view name, std::uint64_t limit, ByteSink& sink)
{
    Upload upload{.name = last_part(name)};
    Digest digest;
    while (true) {
        TRY_ASSIGN(std::string_view const bytes, next());
        if (bytes.empty()) { break; }
        if (bytes.size() > limit - upload.size) {
            return Error{ErrorKind::too_large, "FILE_TOO_LARGE",
                         "'" + upload.name + "' is larger than " + in_megabytes(limit) + ". Compress it into a .zip file, or split it."};
        }
        digest.add(bytes);
        TRY(sink.write(bytes));
        upload.size += bytes.size();
    }
    if (upload.size == 0) {
        return Error{ErrorKind::unreadable, "FILE_EMPTY", "'" + upload.name + "' is empty. Choose a file with a table in it."};
    }
    TRY(sink.finish());
    upload.digest = digest.finish();
    return upload;
}

} // namespace muster
