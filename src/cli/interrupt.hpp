#pragma once

#include "base/result.hpp"

namespace muster {

/// The first SIGINT or SIGTERM asks for an end at the next safe place; the second one ends the program at once, which costs nothing but
/// the chunk in work. SIGPIPE and SIGXFSZ are ignored: the writes that meet them fail and are told.
void set_up_signals();
/// Error cancelled when somebody asked for the end.
Result<void> check_interrupt();

/// Waits until standard input can be read (or has ended). False when an interrupt came, also one that came before.
bool wait_for_input();

} // namespace muster
