find_package(PkgConfig REQUIRED)
find_package(ICU 70 REQUIRED COMPONENTS uc i18n)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(Threads REQUIRED)
if(MUSTER_TESTS)
  find_package(GTest REQUIRED)
endif()
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(simdjson REQUIRED IMPORTED_TARGET simdjson)
pkg_check_modules(uchardet REQUIRED IMPORTED_TARGET uchardet)
pkg_check_modules(isal REQUIRED IMPORTED_TARGET libisal)
pkg_check_modules(expat REQUIRED IMPORTED_TARGET expat)
pkg_check_modules(xlsxwriter REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(sqlite REQUIRED IMPORTED_TARGET sqlite3)

# libphonenumber ships no pkg-config file; its metadata is read through protobuf's generated header.
find_path(PHONENUMBER_INCLUDE phonenumbers/phonenumberutil.h REQUIRED)
find_library(PHONENUMBER_LIBRARY phonenumber REQUIRED)
find_library(PROTOBUF_LIBRARY protobuf REQUIRED)
add_library(PkgConfig::phonenumber INTERFACE IMPORTED)
target_include_directories(PkgConfig::phonenumber SYSTEM INTERFACE ${PHONENUMBER_INCLUDE})
target_link_libraries(PkgConfig::phonenumber INTERFACE ${PHONENUMBER_LIBRARY} ${PROTOBUF_LIBRARY})

# The library exports its metadata without declaring it in an installed header; where it does not, every number is read by the library.
include(CheckCXXSourceCompiles)
set(CMAKE_REQUIRED_LIBRARIES ${PHONENUMBER_LIBRARY} ${PROTOBUF_LIBRARY})
check_cxx_source_compiles("
  namespace i18n::phonenumbers { int metadata_size(); void const* metadata_get(); }
  int main() { return i18n::phonenumbers::metadata_size() > 0 && i18n::phonenumbers::metadata_get() != nullptr ? 0 : 1; }"
  MUSTER_HAS_PHONE_METADATA)
unset(CMAKE_REQUIRED_LIBRARIES)
if(MUSTER_HAS_PHONE_METADATA)
  target_compile_definitions(PkgConfig::phonenumber INTERFACE MUSTER_HAS_PHONE_METADATA)
endif()

# The list that new passwords are compared with: plain text inside a Python module, read by cmake/CommonPasswords.cmake.
find_file(MUSTER_COMMON_PASSWORDS frequency_lists.py PATHS /usr/lib/python3/dist-packages/zxcvbn NO_DEFAULT_PATH REQUIRED)
