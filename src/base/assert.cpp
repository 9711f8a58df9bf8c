#include "base/assert.hpp"

#include <cstdio>
#include <cstdlib>

namespace muster {

void assertion_failed(char const* condition, char const* file, int line) noexcept
{
    std::fprintf(stderr, "muster: a defect: %s does not hold (%s:%d)\n", condition, file, line);
    std::abort();
}

} // namespace muster
