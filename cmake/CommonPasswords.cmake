# Makes common_passwords.cpp from the list of breached passwords that Debian's python3-zxcvbn has (Packages.cmake finds it), and gives it to a
# target. The file is its own script: run with -D SOURCE=... -D INTO=... it writes.
if(CMAKE_SCRIPT_MODE_FILE)
  file(STRINGS ${SOURCE} line REGEX "^ *\"passwords\": \"")
  string(REGEX REPLACE "^ *\"passwords\": \"" "" words "${line}")
  string(REGEX REPLACE "\".*$" "" words "${words}")
  string(REPLACE "," "\n" words "${words}")
  string(LENGTH "${words}" size)
  if(size LESS 200000) # a check against a shorter list, or none, would let too much pass
    message(FATAL_ERROR "${SOURCE} has no list of common passwords any more that cmake/CommonPasswords.cmake knows.")
  endif()
  file(WRITE ${INTO} "#include \"access/common_passwords.hpp\"\n\nnamespace muster {\n\n"
    "std::string_view const common_passwords = R\"~~(${words})~~\";\n\n} // namespace muster\n")
  return()
endif()

function(muster_common_passwords target)
  set(into ${PROJECT_BINARY_DIR}/generated/common_passwords.cpp)
  set(script ${PROJECT_SOURCE_DIR}/cmake/CommonPasswords.cmake)
  add_custom_command(OUTPUT ${into} DEPENDS ${script} ${MUSTER_COMMON_PASSWORDS} VERBATIM
    COMMAND ${CMAKE_COMMAND} -D SOURCE=${MUSTER_COMMON_PASSWORDS} -D INTO=${into} -P ${script})
  set_source_files_properties(${into} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  target_sources(${target} PRIVATE ${into})
endfunction()
