#pragma once

#include "profile/phone_reading.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// Reads with libphonenumber itself: about 50,000 numbers a second, under one lock of the library. A reader for read_phone().
/// Safe from any thread.
class PhoneLibrary {
public:
    /// `region`: capitals, one of regions(); any other when neither national() nor home_code() will be asked.
    explicit PhoneLibrary(std::string_view region);

    PhoneReading international(std::string_view digits) const;
    PhoneReading national(std::string_view digits) const;
    std::string_view home_code() const { return home_code_; }

    /// All regions that have a numbering plan, sorted.
    static std::vector<std::string> regions();

private:
    std::string region_;
    std::string home_code_;
};

} // namespace muster
