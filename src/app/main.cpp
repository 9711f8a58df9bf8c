#include "app/allocator.hpp"
#include "app/doors.hpp"
#include "cli/run.hpp"

#include <string>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

namespace {

/// A file that is opened must not get the number of a standard stream that the caller closed: what is printed would land in it. The
/// substitute cannot be written, so that a result that nobody gets is told.
void occupy_standard_streams()
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream) {
        if (fcntl(stream, F_GETFD) == -1) { static_cast<void>(open("/dev/null", O_RDONLY)); }
    }
}

} // namespace

int main(int count, char** words)
{
    occupy_standard_streams();
    muster::arrange_memory();
    std::vector<std::string> const line(words + (count > 0 ? 1 : 0), words + count);
    muster::Doors doors;
    return muster::run(line, doors);
}
