#include "profile/phone.hpp"

#include "base/text.hpp"
#include "profile/phone_country.hpp"
#include "profile/phone_fast.hpp"
#include "profile/phone_library.hpp"
#include "profile/phone_plan.hpp"

#include <algorithm>

namespace muster {

struct PhoneNumbers::State {
    std::unique_ptr<PhonePlans const> plans{PhonePlans::load()};
    std::vector<std::string> regions{plans != nullptr ? plans->regions() : PhoneLibrary::regions()}; // the library starts in 10 ms
    PhoneCountries countries{};
};

namespace {

void assign(PhoneReading const& reading, Phone& into)
{
    into.digits.clear();
    switch (reading.kind) {
    case PhoneReading::Kind::valid: into.verdict = Phone::Verdict::valid; break;
    case PhoneReading::Kind::possible: into.verdict = Phone::Verdict::unknown_range; break;
    default: into.verdict = Phone::Verdict::impossible; return; // without its area code nobody elsewhere can call it
    }
    into.digits.assign(reading.e164());
}

PhoneHome home_of(bool known) { return known ? PhoneHome::region : PhoneHome::unknown; }

} // namespace

PhoneNumbers::PhoneNumbers() : state_{std::make_unique<State>()} {}
PhoneNumbers::~PhoneNumbers() = default;

PhoneNumbers const& PhoneNumbers::instance()
{
    static PhoneNumbers const only;
    return only;
}

void PhoneNumbers::read(std::string_view text, std::string_view region, Phone& into) const
{
    PhoneText number;
    if (!number.read(text)) { return assign({}, into); }
    if (state_->plans != nullptr) {
        PhonePlan const* const home = state_->plans->of_region(region);
        PhoneReading const reading = read_phone(number, home_of(home != nullptr), PhoneFastReader{*state_->plans, home});
        if (reading.kind != PhoneReading::Kind::undecided) { return assign(reading, into); }
    }
    into = read_by_library(text, region);
}

Phone PhoneNumbers::read(std::string_view text, std::string_view region) const
{
    Phone phone;
    read(text, region, phone);
    return phone;
}

Phone PhoneNumbers::read_by_library(std::string_view text, std::string_view region) const
{
    PhoneText number;
    Phone phone;
    if (!number.read(text)) { return phone; }
    bool const known = std::binary_search(state_->regions.begin(), state_->regions.end(), region);
    assign(read_phone(number, home_of(known), PhoneLibrary{region}), phone);
    return phone;
}

bool PhoneNumbers::knows_region(std::string_view region) const
{
    if (region.size() != 2) { return false; }
    std::string capitals{region};
    for (char& letter : capitals) {
        if (letter >= 'a' && letter <= 'z') { letter = static_cast<char>(letter - 'a' + 'A'); }
    }
    return std::binary_search(state_->regions.begin(), state_->regions.end(), capitals);
}

std::optional<std::string> PhoneNumbers::region_of_country(std::string_view country) const
{
    return state_->countries.region_of(country, state_->regions);
}

std::vector<std::string> const& PhoneNumbers::regions() const { return state_->regions; }

} // namespace muster
