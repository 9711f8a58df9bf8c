set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

# __FILE__ and what the debugger is told are names below the project: where it was built is no concern of the program's, and an object that
# ccache found for one clone is right in another
add_compile_options(-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=)

# part of binutils, and twice as quick as the usual one
find_program(GOLD ld.gold)
if(GOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_link_options(-fuse-ld=gold)
endif()

# most of a source's compiling is reading headers, which sources that are compiled together share
set(MUSTER_SOURCES_TOGETHER 8 CACHE STRING "Sources of a layer that are compiled as one; 1: each by itself")

option(MUSTER_TESTS "Build the tests" OFF)
option(MUSTER_FUZZ "Build the fuzz targets (clang)" OFF)

set(MUSTER_SANITIZE "" CACHE STRING "Sanitizers, as in -fsanitize=: address,undefined or thread")
if(MUSTER_SANITIZE)
  add_compile_options(-fsanitize=${MUSTER_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${MUSTER_SANITIZE})
  # Asio has fences, which ThreadSanitizer does not follow: a warning cannot change that
  if(MUSTER_SANITIZE STREQUAL "thread")
    add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-tsan>)
  endif()
  # g++ says itself that its warnings about uninitialised values are often wrong in code that sanitizers have added to
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()
if(MUSTER_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
