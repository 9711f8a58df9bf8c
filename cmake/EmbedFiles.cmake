# Puts the files of a folder into a library: muster_embed_files(muster_api openapi_parts src/api/openapi json) defines
# `std::span<EmbeddedFile const> openapi_parts()` in namespace muster, in the order of their names; the library's own header declares it.
# The assembler reads the files themselves, so megabytes cost nothing to compile and every byte arrives as it is. They are a source of their
# own, in the assembler's language, because ccache does not look at what .incbin reads and would hand out what the files were before.
function(muster_embed_files target symbol folder)
  set(patterns ${ARGN})
  list(TRANSFORM patterns PREPEND ${PROJECT_SOURCE_DIR}/${folder}/*.)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/${folder} ${patterns})
  list(SORT files)
  set(into ${PROJECT_BINARY_DIR}/generated/${symbol})
  set(bytes "")
  set(declarations "")
  set(rows "")
  set(paths "")
  set(number 0)
  foreach(file ${files})
    set(path ${PROJECT_SOURCE_DIR}/${folder}/${file})
    list(APPEND paths ${path})
    set(name muster_embedded_${symbol}_${number})
    string(APPEND bytes ".balign 16\n.global ${name}\n${name}:\n.incbin \"${path}\"\n.global ${name}_end\n${name}_end:\n.byte 0\n")
    string(APPEND declarations "extern char const ${name}[];\nextern char const ${name}_end[];\n")
    string(APPEND rows "        EmbeddedFile{\"${file}\", bytes_between(${name}, ${name}_end)},\n")
    math(EXPR number "${number} + 1")
  endforeach()
  file(CONFIGURE OUTPUT ${into}_bytes.s @ONLY CONTENT [[.section .rodata
@bytes@.section .note.GNU-stack,"",@progbits
]])
  file(CONFIGURE OUTPUT ${into}.cpp @ONLY CONTENT [[// Made by cmake/EmbedFiles.cmake.
#include "base/embedded_file.hpp"

#include <array>
#include <cstddef>
#include <span>

extern "C" {
@declarations@}

namespace muster {

namespace {
std::string_view bytes_between(char const* begin, char const* end) { return {begin, static_cast<std::size_t>(end - begin)}; }
} // namespace

std::span<EmbeddedFile const> @symbol@();
std::span<EmbeddedFile const> @symbol@()
{
    static std::array<EmbeddedFile, @number@> const files{
@rows@    };
    return files;
}

} // namespace muster
]])
  set_source_files_properties(${into}.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  set_source_files_properties(${into}_bytes.s PROPERTIES OBJECT_DEPENDS "${paths}")
  target_sources(${target} PRIVATE ${into}.cpp ${into}_bytes.s)
endfunction()
