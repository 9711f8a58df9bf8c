#include "service/chunk_size.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>

namespace muster {

std::uint32_t chunk_size(std::uint32_t standard)
{
    char const* const given = std::getenv("MUSTER_RECORDS_PER_CHUNK"); // NOLINT(concurrency-mt-unsafe): nobody sets it
    std::string_view const text = given != nullptr ? std::string_view{given} : std::string_view{};
    std::uint32_t wanted = 0;
    bool const is_number = std::from_chars(text.data(), text.data() + text.size(), wanted).ec == std::errc{};
    return is_number && wanted > 0 ? std::min(wanted, standard) : standard;
}

} // namespace muster
