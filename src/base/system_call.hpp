#pragma once

#include <cerrno>

namespace muster {

/// Makes a call of the system again as long as a signal interrupts it; gives what the call gave.
template <class Call>
auto without_interruption(Call call)
{
    auto result = call();
    while (result < 0 && errno == EINTR) { result = call(); }
    return result;
}

} // namespace muster
