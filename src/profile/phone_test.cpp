#include "profile/phone.hpp"

#include "profile/phone_library.hpp"

#include <gtest/gtest.h>

#include <array>
#include <ostream>

namespace muster {

void PrintTo(Phone const& phone, std::ostream* stream)
{
    static constexpr std::array names{"valid", "unknown_range", "impossible"};
    *stream << names[static_cast<std::size_t>(phone.verdict)] << " " << phone.digits;
}

namespace {

using Verdict = Phone::Verdict;

PhoneNumbers const& numbers() { return PhoneNumbers::instance(); }

struct Case {
    std::string_view text{};
    std::string_view region{};
    Phone expected{};
};

void expect_all(std::initializer_list<Case> cases)
{
    for (Case const& one : cases) {
        EXPECT_EQ(numbers().read(one.text, one.region), one.expected) << one.text << " in '" << one.region << "'";
        EXPECT_EQ(numbers().read_by_library(one.text, one.region), one.expected) << one.text << " in '" << one.region << "', library";
    }
}

Phone valid(std::string digits) { return {Verdict::valid, std::move(digits)}; }
Phone unknown(std::string digits) { return {Verdict::unknown_range, std::move(digits)}; }
Phone const impossible{};

TEST(PhoneNumbers, ReadsInternationalNumbersWithoutARegion)
{
    expect_all({
        {"+385 91 234 5678", "", valid("385912345678")},
        {"00385912345678", "", valid("385912345678")},
        {"385912345678", "", valid("385912345678")},
        {"+00385912345678", "", valid("385912345678")},
        {"++385912345678", "", valid("385912345678")},
        {"(+385) 91/234-5678", "", valid("385912345678")},
        {"+385 (0)91 234 5678", "", valid("385912345678")},
        {"  +1 212 555 2368\t", "", valid("12125552368")},
        {"+800 1234 5678", "", valid("80012345678")},
        {"0912345678", "", impossible},
        {"011385912345678", "", impossible},
        {"+999 123 456 789", "", impossible},
        {"+385912345678", "XX", valid("385912345678")},
    });
}

TEST(PhoneNumbers, ReadsNationalNumbersInTheirRegion)
{
    expect_all({
        {"091 234 5678", "HR", valid("385912345678")},
        {"91 234 5678", "HR", valid("385912345678")},
        {"(212) 555-2368", "US", valid("12125552368")},
        {"1-212-555-2368", "US", valid("12125552368")},
        {"06 1234 5678", "IT", valid("390612345678")}, // Italy keeps its zero
        {"0163 1234567", "DE", valid("491631234567")},
        {"090-1234-5678", "JP", valid("819012345678")},
        {"11 96123-4567", "BR", valid("5511961234567")},
        {"0 11 15 2345-6789", "AR", valid("5491123456789")}, // the plan's transform rule
        {"8 (912) 345-67-89", "RU", valid("79123456789")},
        {"2345678", "BB", valid("12462345678")}, // without the area code of the only area
    });
}

TEST(PhoneNumbers, LeavesInternationalNumbersAsTheyAreInARegion)
{
    expect_all({
        {"+385912345678", "US", valid("385912345678")},
        {"00385912345678", "DE", valid("385912345678")},
        {"00385912345678", "US", valid("385912345678")}, // 00 is not dialled there, but written
        {"011385912345678", "US", valid("385912345678")},
        {"010 385 912345678", "JP", valid("385912345678")},
        {"0081 90 1234 5678", "KR", valid("819012345678")}, // 008 is a prefix of Korea's own
        {"385912345678", "HR", valid("385912345678")},
        {"385912345678", "US", valid("385912345678")},
        {"385912345678", "FR", valid("385912345678")},
        {"385912345678", "DE", valid("49385912345678")}, // a number of Schwerin
        {"49 151 23456789", "HR", valid("4915123456789")},
        {"15551234567", "HR", unknown("15551234567")}, // as it is exported
        {"4991 1234567890", "DE", valid("49911234567890")},
        {"49 151 23456789", "DE", valid("4915123456789")},
    });
}

TEST(PhoneNumbers, WarnsOfRangesThatTheMetadataDoesNotKnow)
{
    expect_all({
        {"+1 555 123 4567", "", unknown("15551234567")},
        {"555 123 4567", "US", unknown("15551234567")},
        {"001 555 123 4567", "", unknown("15551234567")},
        {"+44 7000 00000", "", unknown("44700000000")},
    });
}

TEST(PhoneNumbers, RefusesWhatNobodyElsewhereCanCall)
{
    expect_all({
        {"555 2368", "US", impossible}, // local: its area is missing
        {"2902123", "US", impossible},  // not Saint Helena's +290 2123 either
        {"+1 212 555 236", "", impossible},
        {"+1 212 555 23688", "", impossible},
        {"110", "DE", impossible},
    });
}

TEST(PhoneNumbers, RefusesByCharactersAndLength)
{
    for (std::string_view const text : {"",
                                        " ",
                                        "+",
                                        "-",
                                        "call me",
                                        "1-800-FLOWERS",
                                        "+385912345678 ext. 5",
                                        "+385912345678x5",
                                        "+385912345678;ext=5",
                                        "tel:+385912345678",
                                        "*100#",
                                        "+38591#2345678",
                                        "+385 91 234 5678, +385 91 234 5679",
                                        "+38591+2345678",
                                        "385912345678+",
                                        "'+385912345678",
                                        "+385912345678~5",
                                        "+385_91_2345678",
                                        "+385 91\t2345678",
                                        "3.85912E+11",
                                        "385912345678.0",
                                        "2025550123.0",
                                        "\xFF+385912345678",
                                        "+38591234567\xC3"}) {
        EXPECT_EQ(numbers().read(text, ""), impossible) << text;
        EXPECT_EQ(numbers().read(text, "HR"), impossible) << text;
        EXPECT_EQ(numbers().read_by_library(text, "HR"), impossible) << text;
    }
    std::string const filler(37, ' ');
    EXPECT_EQ(numbers().read("+385" + filler + "912345678", ""), valid("385912345678")); // 50 characters
    EXPECT_EQ(numbers().read("+385" + filler + " 912345678", ""), impossible);
    EXPECT_EQ(numbers().read(filler + "+385912345678" + filler, ""), valid("385912345678"));
}

TEST(PhoneNumbers, TakesDigitsAndBlanksOfEveryScript)
{
    expect_all({
        {"＋３８５ ９１ ２３４ ５６７８", "", valid("385912345678")},
        {"０９０－１２３４－５６７８", "JP", valid("819012345678")},
        {"٠٩١ ٢٣٤ ٥٦٧٨", "HR", valid("385912345678")},
        {"+385\u00A091\u202F234\u20115678", "", valid("385912345678")},
        {"\u202A+385 91 234 5678\u202C", "", valid("385912345678")},
        {"+385②912345678", "", impossible}, // a number, but no decimal digit
    });
}

TEST(PhoneNumbers, ReadsWhatItHasReadAsTheSameNumber)
{
    expect_all({
        {"+52 1 55 1234 5678", "", valid("525512345678")},
        {"044 55 1234 5678", "MX", valid("525512345678")},
        {"+49 00163 1234567", "", valid("491631234567")},
        {"4900163 1234567", "DE", valid("491631234567")},
    });
}

TEST(PhoneNumbers, ReusesTheTextOfTheCaller)
{
    Phone phone{Verdict::valid, "a longer text than any telephone number has"};
    auto const* const place = phone.digits.data();
    numbers().read("+385912345678", "", phone);
    EXPECT_EQ(phone, valid("385912345678"));
    EXPECT_EQ(phone.digits.data(), place);
    numbers().read("none", "", phone);
    EXPECT_EQ(phone, impossible);
}

TEST(PhoneNumbers, KnowsRegionsByCodeInAnyCase)
{
    EXPECT_TRUE(numbers().knows_region("HR"));
    EXPECT_TRUE(numbers().knows_region("hr"));
    EXPECT_FALSE(numbers().knows_region("XX"));
    EXPECT_FALSE(numbers().knows_region("H"));
    EXPECT_FALSE(numbers().knows_region("001"));
    EXPECT_EQ(numbers().regions(), PhoneLibrary::regions());
}

TEST(PhoneNumbers, FindsRegionsByCountry)
{
    struct Country {
        std::string_view name{};
        std::string_view region{};
    };
    for (Country const& country : {Country{"hr", "HR"},
                                   {"HRV", "HR"},
                                   {"hrv", "HR"},
                                   {"Croatia", "HR"},
                                   {"Hrvatska", "HR"},
                                   {" HRVATSKA ", "HR"},
                                   {"日本", "JP"},
                                   {"Deutschland", "DE"},
                                   {"Germany", "DE"},
                                   {"DEU", "DE"},
                                   {"USA", "US"},
                                   {"U.S.A.", "US"},
                                   {"the United States of America", "US"},
                                   {"UK", "GB"},
                                   {"England", "GB"},
                                   {"Österreich", "AT"},
                                   {"osterreich", "AT"},
                                   {"Bosnia and Herzegovina", "BA"},
                                   {"Bosna i Hercegovina", "BA"},
                                   {"Côte d'Ivoire", "CI"},
                                   {"Cote d’Ivoire", "CI"},
                                   {"Schweiz", "CH"},
                                   {"Suisse", "CH"},
                                   {"Svizzera", "CH"},
                                   {"Brasil", "BR"},
                                   {"México", "MX"},
                                   {"mexico", "MX"},
                                   {"Россия", "RU"},
                                   {"россия", "RU"},
                                   {"中国", "CN"},
                                   {"대한민국", "KR"},
                                   {"Ελλάδα", "GR"},
                                   {"EL", "GR"},
                                   {"España", "ES"},
                                   {"Česko", "CZ"},
                                   {"Czech Republic", "CZ"},
                                   {"Türkiye", "TR"},
                                   {"Turkey", "TR"},
                                   {"भारत", "IN"},
                                   {"مصر", "EG"},
                                   {"Belgique", "BE"},
                                   {"België", "BE"},
                                   {"South Korea", "KR"},
                                   {"Kosovo", "XK"},
                                   {"Shqipëria", "AL"},
                                   {"Republika Hrvatska", "HR"},
                                   {"Georgia", "GE"},
                                   {"Ireland", "IE"}}) {
        EXPECT_EQ(numbers().region_of_country(country.name), std::optional<std::string>{country.region}) << country.name;
    }
    for (std::string_view const name : {"", " ", "X", "XX", "Atlantis", "Zagreb", "EUR", "and", "the", "-", "\xFF", "12"}) {
        EXPECT_EQ(numbers().region_of_country(name), std::nullopt) << name;
    }
}

TEST(PhoneNumbers, FindsEveryRegionByItsCodes)
{
    for (std::string const& region : numbers().regions()) { EXPECT_EQ(numbers().region_of_country(region), std::optional{region}); }
}

} // namespace

} // namespace muster
