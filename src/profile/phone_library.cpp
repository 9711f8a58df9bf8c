#include "profile/phone_library.hpp"

#include "base/assert.hpp"

#include <phonenumbers/phonenumberutil.h>

#include <set>

namespace muster {

namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

PhoneNumberUtil const& library()
{
    static PhoneNumberUtil const* const only = PhoneNumberUtil::GetInstance(); // about 10 ms, so not before it is needed
    MUSTER_ASSERT(only != nullptr);
    return *only;
}

PhoneReading::Kind kind_of(PhoneNumber const& number)
{
    if (library().IsValidNumber(number)) { return PhoneReading::Kind::valid; }
    switch (library().IsPossibleNumberWithReason(number)) {
    case PhoneNumberUtil::IS_POSSIBLE: return PhoneReading::Kind::possible;
    case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY: return PhoneReading::Kind::local_only;
    default: return PhoneReading::Kind::impossible;
    }
}

PhoneReading parsed(std::string const& text, std::string const& region)
{
    PhoneNumber number;
    PhoneReading reading;
    if (library().Parse(text, region, &number) != PhoneNumberUtil::NO_PARSING_ERROR) { return reading; }
    reading.kind = kind_of(number);
    if (reading.kind == PhoneReading::Kind::impossible) { return reading; }
    std::string national;
    library().GetNationalSignificantNumber(number, &national);
    reading.append(std::to_string(number.country_code()));
    reading.append(national);
    return reading;
}

} // namespace

PhoneLibrary::PhoneLibrary(std::string_view region)
    : region_{region}, home_code_{std::to_string(library().GetCountryCodeForRegion(region_))}
{
}

PhoneReading PhoneLibrary::international(std::string_view digits) const
{
    return parsed("+" + std::string{digits}, "ZZ"); // the library's code for no region
}

PhoneReading PhoneLibrary::national(std::string_view digits) const { return parsed(std::string{digits}, region_); }

std::vector<std::string> PhoneLibrary::regions()
{
    std::set<std::string> regions;
    library().GetSupportedRegions(&regions);
    return {regions.begin(), regions.end()};
}

} // namespace muster
