find_package(PkgConfig REQUIRED)
find_package(ICU 70 REQUIRED COMPONENTS uc i18n)
find_package(OpenSSL REQUIRED COMPONENTS Crypto SSL)
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
pkg_check_modules(curl REQUIRED IMPORTED_TARGET libcurl)
pkg_check_modules(tomlplusplus REQUIRED IMPORTED_TARGET tomlplusplus)
pkg_check_modules(sqlite REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(jemalloc REQUIRED IMPORTED_TARGET jemalloc)

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
# Asio is a library of headers; its own code is compiled once, in src/http/boost.cpp.
find_path(ASIO_INCLUDE boost/asio.hpp REQUIRED)
add_library(Boost::asio INTERFACE IMPORTED)
target_include_directories(Boost::asio SYSTEM INTERFACE ${ASIO_INCLUDE})
target_compile_definitions(Boost::asio INTERFACE BOOST_ASIO_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED)
# A coroutine's frame has operators new and delete of its own; where g++ 12 inlines only one of them, it warns of the pair.
target_compile_options(Boost::asio INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-mismatched-new-delete>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang") # this Asio only asks clang for the coroutines that came before the standard's
  target_compile_definitions(Boost::asio INTERFACE BOOST_ASIO_HAS_CO_AWAIT=1)
endif()
