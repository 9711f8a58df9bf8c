#pragma once

#include "profile/phone_plan.hpp"
#include "profile/phone_reading.hpp"

namespace muster {

/// Reads as PhoneLibrary does, a hundred times faster: libphonenumber's steps of parsing (phonenumberutil.cc, 8.12.57: ParseHelper and what
/// it calls), done over PhonePlans on digits that PhoneText has already normalised. Undecided where a plan could not be compiled.
/// A reader for read_phone(). Allocates nothing once the plans that it meets are compiled.
class PhoneFastReader {
public:
    /// `home`: the region's plan, or null when neither national() nor home_code() will be asked.
    PhoneFastReader(PhonePlans const& plans, PhonePlan const* home) : plans_{plans}, home_{home} {}

    PhoneReading international(std::string_view digits) const;
    PhoneReading national(std::string_view digits) const;
    std::string_view home_code() const { return home_->country_code(); }

private:
    PhonePlans const& plans_;
    PhonePlan const* home_;
};

} // namespace muster
