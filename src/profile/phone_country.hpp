#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace muster {

/// Regions by what people write in a country column: codes of two and three letters, and names in English and in each country's own
/// languages, from ICU (Unicode CLDR). The table is made when the first text that is no two-letter code comes. Safe from any thread.
class PhoneCountries {
public:
    /// One of `regions` (sorted, capitals). Case, accents, blanks, punctuation and the words "and" and "the" make no difference to names.
    std::optional<std::string> region_of(std::string_view country, std::vector<std::string> const& regions) const;

private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    using Names = std::unordered_map<std::string, std::string, Hash, std::equal_to<>>; ///< key -> region

    static Names collect(std::vector<std::string> const& regions);

    mutable std::once_flag once_{};
    mutable Names names_{};
};

} // namespace muster
