# Tests are compiled quickly rather than well: what they call has the build's own optimisation, they themselves have none, and the headers
# that all of them begin with are read once (g++). Every test still names what it uses.
set(MUSTER_TEST_HEADERS <algorithm> <array> <cstddef> <cstdint> <cstring> <functional> <map> <memory> <optional> <span> <string>
  <string_view> <utility> <variant> <vector> <gtest/gtest.h>)

# To be called for every program of tests written with gtest; the first one reads the headers for all.
function(muster_compile_as_test target)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    return()
  endif()
  target_compile_options(${target} PRIVATE -O0)
  get_property(reader GLOBAL PROPERTY MUSTER_TEST_HEADERS_READER)
  if(reader)
    target_precompile_headers(${target} REUSE_FROM ${reader})
  else()
    target_precompile_headers(${target} PRIVATE ${MUSTER_TEST_HEADERS})
    set_property(GLOBAL PROPERTY MUSTER_TEST_HEADERS_READER ${target})
  endif()
endfunction()
