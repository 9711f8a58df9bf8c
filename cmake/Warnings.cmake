# Warnings are errors only where the project checks itself, so that a user's other compiler never fails.
option(MUSTER_CHECKED "Warnings are errors" OFF)
add_library(muster_warnings INTERFACE)
target_compile_options(muster_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
  -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough -Wundef -Wextra-semi
  $<$<BOOL:${MUSTER_CHECKED}>:-Werror>)
