#include "mapping/suggestion_judge.hpp"

#include "profile/phone.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace muster {

namespace {

/// Bare digits that are taken for international numbers must nearly all be in a range of some country: national numbers of ten digits
/// often begin like a country code (2025550123 is one of Washington and could be one of Egypt), but not all of them do.
constexpr std::int64_t bare_percent = 90;
/// National numbers that belong to a country fit its plan but for typing mistakes.
constexpr std::int64_t region_percent = 90;
/// Up to so many national numbers among international ones are mistakes of single rows, which the plan names.
constexpr std::int64_t tolerated_percent = 5;

/// Regions that share a country's calling code with smaller ones, in whose plans the same numbers are valid.
constexpr std::array<std::string_view, 12> main_regions{"US", "GB", "RU", "IT", "NO", "AU", "FI", "RE", "GP", "CW", "MA", "SH"};

struct Fit {
    std::string region{};
    std::string calling_code{};
    std::int64_t valid{};
};

/// What a national number's E.164 form begins with before the number itself, without its trunk prefix.
std::string calling_code_of(std::string const& e164, std::string const& national)
{
    std::string digits;
    std::copy_if(national.begin(), national.end(), std::back_inserter(digits), [](char letter) { return letter >= '0' && letter <= '9'; });
    for (std::size_t skipped = 0; skipped < digits.size(); ++skipped) {
        if (e164.ends_with(std::string_view{digits}.substr(skipped))) { return e164.substr(0, e164.size() - (digits.size() - skipped)); }
    }
    return {};
}

/// How many numbers a region's plan takes; given up once it is too few.
std::optional<Fit> fit_of(std::vector<ColumnContents::NationalPhone> const& phones, std::string const& region)
{
    auto const most_misses = static_cast<std::int64_t>(phones.size()) * (100 - region_percent) / 100;
    Fit fit{region, {}, 0};
    std::int64_t misses = 0;
    Phone phone;
    for (ColumnContents::NationalPhone const& national : phones) {
        PhoneNumbers::instance().read(national.number, region, phone);
        if (phone.verdict != Phone::Verdict::valid) {
            if (++misses > most_misses) { return std::nullopt; }
            continue;
        }
        if (fit.calling_code.empty()) { fit.calling_code = calling_code_of(phone.digits, national.number); }
        ++fit.valid;
    }
    return fit.valid > 0 ? std::optional{fit} : std::nullopt;
}

/// One for each calling code: the main region, or the first by name.
std::vector<Fit> fits_of(std::vector<ColumnContents::NationalPhone> const& phones)
{
    std::vector<Fit> fits;
    for (std::string const& region : PhoneNumbers::instance().regions()) {
        std::optional<Fit> fit = fit_of(phones, region);
        if (!fit) { continue; }
        auto const same = std::find_if(fits.begin(), fits.end(), [&](Fit const& other) { return other.calling_code == fit->calling_code; });
        bool const is_main = std::find(main_regions.begin(), main_regions.end(), region) != main_regions.end();
        if (same == fits.end()) {
            fits.push_back(*std::move(fit));
        } else if (is_main) {
            *same = *std::move(fit);
        }
    }
    return fits;
}

/// The only region that fits at all, or the one that far more international numbers of the column belong to than to any other.
Fit const* told_region(std::vector<Fit> const& fits, std::vector<std::string> const& international)
{
    if (fits.size() == 1) { return &fits.front(); }
    Fit const* best = nullptr;
    std::int64_t most = 0;
    std::int64_t second = 0;
    for (Fit const& fit : fits) {
        std::int64_t const same = std::count_if(international.begin(), international.end(),
                                                [&](std::string const& digits) { return digits.starts_with(fit.calling_code); });
        if (same > most) {
            second = std::exchange(most, same);
            best = &fit;
        } else {
            second = std::max(second, same);
        }
    }
    return most > 2 * second ? best : nullptr;
}

std::int64_t valid_in_rows_country(std::vector<ColumnContents::NationalPhone> const& phones)
{
    PhoneNumbers const& numbers = PhoneNumbers::instance();
    return std::count_if(phones.begin(), phones.end(), [&](ColumnContents::NationalPhone const& national) {
        std::optional<std::string> const region = numbers.region_of_country(national.country);
        return region && numbers.read(national.number, *region).verdict == Phone::Verdict::valid;
    });
}

void judge_national(ColumnContents const& contents, RowCountry row_country, PhoneJudgement& judgement)
{
    auto const& phones = contents.national_phones();
    auto const kept = static_cast<std::int64_t>(phones.size());
    judgement.grade = Grade::likely;
    if (row_country == RowCountry::known) {
        std::int64_t const valid = valid_in_rows_country(phones);
        if (valid * 100 >= kept * region_percent) {
            judgement.grade = Grade::certain;
            judgement.country = "column";
            judgement.sentence = "of the national ones, " + grouped(valid) + " of " + grouped(kept) + " are valid in their row's country";
            return;
        }
    }
    std::vector<Fit> const fits = fits_of(phones);
    Fit const* const told = told_region(fits, contents.international_phones());
    if (told == nullptr) {
        judgement.sentence = "national ones among them need a country, which nothing here tells";
        return;
    }
    judgement.country = told->region;
    judgement.sentence = "of the national ones, " + grouped(told->valid) + " of " + grouped(kept) + " are valid in " + told->region +
                         ", if that is their country";
}

} // namespace

PhoneJudgement judge_phones(ColumnContents const& contents, RowCountry row_country)
{
    ColumnContents::Phones const& phones = contents.phones();
    PhoneJudgement judgement;
    bool const bare_say_country = phones.bare_valid > 0 && phones.bare_valid * 100 >= phones.bare * bare_percent;
    judgement.numbers = phones.international + phones.bare + phones.national;
    judgement.international = phones.international + (bare_say_country ? phones.bare_valid : 0);
    if (judgement.numbers == 0) { return judgement; }
    std::int64_t const national = judgement.numbers - judgement.international;
    std::int64_t const tolerated = std::max<std::int64_t>(1, judgement.numbers * tolerated_percent / 100);
    if (national <= tolerated && 2 * national <= judgement.international) {
        judgement.grade = Grade::certain;
    } else {
        judge_national(contents, row_country, judgement);
    }
    return judgement;
}

} // namespace muster
