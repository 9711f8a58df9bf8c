#pragma once

namespace muster {

/// Prints the failed condition with its place to stderr and aborts, in every build. Never returns.
[[noreturn]] void assertion_failed(char const* condition, char const* file, int line) noexcept;

} // namespace muster

/// A bug stops: for what no input from outside can cause. Cheap conditions only, because it stays in release builds.
#define MUSTER_ASSERT(condition) (static_cast<bool>(condition) ? void() : ::muster::assertion_failed(#condition, __FILE__, __LINE__))
