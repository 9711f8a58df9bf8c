#include "intake/upload.hpp"

#include "intake/byte_pieces.hpp"

#include <future>
#include <system_error>

namespace muster {

namespace {

std::string last_part(std::string_view name)
{
    std::size_t const slash = name.find_last_of("/\\");
    return std::string{slash == std::string_view::npos ? name : name.substr(slash + 1)};
}

/// Digests and writes a piece, a large one both at once: each takes about as long as the other.
Result<void> keep(std::string_view bytes, Digest& digest, ByteSink& sink)
{
    constexpr std::size_t worth_a_thread = std::size_t{128} << 10; // a tenth of a millisecond of digesting; a thread costs a tenth of that
    std::future<void> digested;
    try {
        if (bytes.size() >= worth_a_thread) {
            digested = std::async(std::launch::async, [&] { digest.add(bytes); });
        }
    } catch (std::system_error const&) { // no thread to be had
    }
    if (!digested.valid()) { digest.add(bytes); }
    return sink.write(bytes); // the future waits for its thread when it goes
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
        TRY(keep(bytes, digest, sink));
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
