#include "cli/output.hpp"

#include <cerrno>
#include <system_error>

#include <unistd.h>

namespace muster {

namespace {

/// Bytes gathered for one write: large enough that the system call does not count.
constexpr std::size_t gathered = std::size_t{64} * 1'024;

Error failure(int number)
{
    if (number == EPIPE) { return {ErrorKind::cancelled, std::string{output_closed}, "Nobody reads the output any more."}; }
    return {ErrorKind::unavailable, "OUTPUT_FAILED",
            "Standard output cannot be written: " + std::generic_category().message(number) + ". Send it somewhere else."};
}

/// The number of the system's error, 0 when all of it was written.
int write_all(int file, std::string_view bytes)
{
    while (!bytes.empty()) {
        ssize_t const count = ::write(file, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) { continue; }
        if (count < 0) { return errno; }
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return 0;
}

} // namespace

Result<void> StandardOutput::write(std::string_view bytes)
{
    size_ += bytes.size();
    buffer_ += bytes;
    return buffer_.size() < gathered ? Result<void>{} : finish();
}

Result<void> StandardOutput::finish()
{
    int const trouble = write_all(STDOUT_FILENO, buffer_);
    buffer_.clear();
    if (trouble != 0) { return failure(trouble); }
    return {};
}

void say_part(std::string_view text) { static_cast<void>(write_all(STDERR_FILENO, text)); }

void say(std::string_view line) { say_part(std::string{line} + "\n"); }

} // namespace muster
