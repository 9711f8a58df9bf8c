#pragma once

#include "base/result.hpp"

#include <csignal>

namespace muster {

/// The first SIGINT or SIGTERM asks for an end at the next safe place; the second one ends the program at once, which costs nothing but
/// the chunk in work. SIGPIPE and SIGXFSZ are ignored: the writes that meet them fail and are told.
void set_up_signals();
/// Error cancelled when somebody asked for the end.
Result<void> check_interrupt();

/// Holds SIGINT and SIGTERM back from every thread that starts while it lives, so that none of them comes to a thread of a server that
/// cannot act on it. They come to the thread that waits.
class HeldInterrupts {
public:
    HeldInterrupts();
    HeldInterrupts(HeldInterrupts const&) = delete;
    HeldInterrupts& operator=(HeldInterrupts const&) = delete;
    ~HeldInterrupts();
    /// Returns when somebody asked for the end, also before. From then on nothing is held back from this thread, so that a second signal
    /// ends the program at once.
    void wait();

private:
    void release();
    sigset_t before_{};
};

/// Waits until standard input can be read (or has ended). False when an interrupt came, also one that came before.
bool wait_for_input();

} // namespace muster
