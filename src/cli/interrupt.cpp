#include "cli/interrupt.hpp"

#include "cli/exit_status.hpp"

#include <csignal>

#include <unistd.h>

namespace muster {

namespace {

volatile std::sig_atomic_t interrupts = 0;

extern "C" void note_interrupt(int) // NOLINT: a signal handler has C linkage
{
    if (interrupts > 0) { _exit(static_cast<int>(ExitStatus::cancelled)); }
    interrupts = 1;
    constexpr char told[] = "\nEnding at the next safe place; once more ends at once.\n";
    static_cast<void>(!::write(STDERR_FILENO, told, sizeof told - 1));
}

} // namespace

void set_up_signals()
{
    struct sigaction noting {};
    noting.sa_handler = note_interrupt; // without SA_RESTART: a question that waits for its answer must end
    sigemptyset(&noting.sa_mask);
    sigaction(SIGINT, &noting, nullptr);
    sigaction(SIGTERM, &noting, nullptr);
    struct sigaction ignoring {};
    ignoring.sa_handler = SIG_IGN;
    sigemptyset(&ignoring.sa_mask);
    sigaction(SIGPIPE, &ignoring, nullptr);
    sigaction(SIGXFSZ, &ignoring, nullptr);
}

Result<void> check_interrupt()
{
    if (interrupts == 0) { return {}; }
    return Error{ErrorKind::cancelled, "CANCELLED", "Cancelled."};
}

} // namespace muster
