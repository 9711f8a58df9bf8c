# Builds the web app (tools/build_web) and puts its files into a library, which defines `web_files()` as EmbedFiles does. The names of the files
# have their contents' digest in them, so the list is only known after the build: tools/build_web writes the source itself.
function(muster_web_files target)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/web/src/* ${PROJECT_SOURCE_DIR}/src/api/openapi/*.json)
  file(GLOB settings CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/web/*.json ${PROJECT_SOURCE_DIR}/web/*.ts ${PROJECT_SOURCE_DIR}/web/*.mjs
    ${PROJECT_SOURCE_DIR}/web/index.html)
  set(into ${PROJECT_BINARY_DIR}/generated/web_files.cpp)
  set(bytes ${PROJECT_BINARY_DIR}/generated/web_files_bytes.s)
  add_custom_command(OUTPUT ${into} ${bytes} DEPENDS ${sources} ${settings} ${PROJECT_SOURCE_DIR}/tools/build_web VERBATIM
    COMMENT "Building the web app" COMMAND ${PROJECT_SOURCE_DIR}/tools/build_web ${into})
  set_source_files_properties(${into} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  target_sources(${target} PRIVATE ${into} ${bytes})
endfunction()
