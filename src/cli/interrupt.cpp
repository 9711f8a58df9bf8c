#include "cli/interrupt.hpp"

#include "cli/exit_status.hpp"

#include <cerrno>
#include <csignal>

#include <poll.h>
#include <unistd.h>

namespace muster {

namespace {

std::sig_atomic_t volatile interrupts = 0;

extern "C" void note_interrupt(int) // NOLINT: a signal handler has C linkage
{
    if (interrupts > 0) { _exit(static_cast<int>(ExitStatus::cancelled)); }
    interrupts = 1;
    constexpr char told[] = "\nEnding at the next safe place; once more ends at once.\n";
    static_cast<void>(!::write(STDERR_FILENO, told, sizeof told - 1));
}

sigset_t interruptions()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
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

bool wait_for_input()
{
    sigset_t const held = interruptions();
    sigset_t before;
    // held back from the look at the flag until ppoll waits, so that none can come between them and be overlooked
    pthread_sigmask(SIG_BLOCK, &held, &before);
    pollfd input{STDIN_FILENO, POLLIN, 0};
    int ready = 0;
    while (interrupts == 0 && ready == 0) {
        ready = ppoll(&input, 1, nullptr, &before);
        if (ready < 0 && errno == EINTR) { ready = 0; }
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    return interrupts == 0;
}

HeldInterrupts::HeldInterrupts()
{
    sigset_t const held = interruptions();
    pthread_sigmask(SIG_BLOCK, &held, &before_);
}

HeldInterrupts::~HeldInterrupts() { release(); }

void HeldInterrupts::wait()
{
    while (interrupts == 0) { sigsuspend(&before_); }
    release();
}

void HeldInterrupts::release() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

Result<void> check_interrupt()
{
    if (interrupts == 0) { return {}; }
    return Error{ErrorKind::cancelled, "CANCELLED", "Cancelled."};
}

} // namespace muster
