#include "profile/phone_country.hpp"

#include "base/assert.hpp"
#include "base/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/udisplaycontext.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

namespace muster {

namespace {

/// No country's name is longer in CLDR; longer texts are no names.
constexpr std::size_t longest_name = 200;

struct Alias {
    std::string_view name{};
    std::string_view region{};
};

/// What people write and neither ISO 3166 nor CLDR's English has: codes of the EU and of custom, the countries of the United Kingdom,
/// former and long names.
constexpr std::array aliases{
    Alias{"UK", "GB"},
    Alias{"EL", "GR"},
    Alias{"Great Britain", "GB"},
    Alias{"Britain", "GB"},
    Alias{"United Kingdom of Great Britain and Northern Ireland", "GB"},
    Alias{"England", "GB"},
    Alias{"Scotland", "GB"},
    Alias{"Wales", "GB"},
    Alias{"Northern Ireland", "GB"},
    Alias{"U.S.", "US"},
    Alias{"United States of America", "US"},
    Alias{"America", "US"},
    Alias{"Republic of Ireland", "IE"},
    Alias{"Holland", "NL"},
    Alias{"Czech Republic", "CZ"},
    Alias{"Slovak Republic", "SK"},
    Alias{"Macedonia", "MK"},
    Alias{"Russian Federation", "RU"},
    Alias{"Turkey", "TR"},
    Alias{"Türkiye", "TR"},
    Alias{"Bosnia", "BA"},
    Alias{"Swaziland", "SZ"},
    Alias{"Burma", "MM"},
    Alias{"Ivory Coast", "CI"},
    Alias{"Cape Verde", "CV"},
    Alias{"East Timor", "TL"},
    Alias{"Viet Nam", "VN"},
    Alias{"Korea", "KR"},
    Alias{"Republic of Korea", "KR"},
    Alias{"Korea, Republic of", "KR"},
    Alias{"Taiwan, Province of China", "TW"},
    Alias{"People's Republic of China", "CN"},
    Alias{"Hong Kong", "HK"},
    Alias{"Macau", "MO"},
    Alias{"Macao", "MO"},
    Alias{"Palestine", "PS"},
    Alias{"Iran, Islamic Republic of", "IR"},
    Alias{"Moldova, Republic of", "MD"},
    Alias{"Tanzania, United Republic of", "TZ"},
    Alias{"Venezuela, Bolivarian Republic of", "VE"},
    Alias{"Bolivia, Plurinational State of", "BO"},
    Alias{"Syrian Arab Republic", "SY"},
    Alias{"Lao People's Democratic Republic", "LA"},
    Alias{"Brunei Darussalam", "BN"},
    Alias{"Vatican", "VA"},
    Alias{"Holy See", "VA"},
    Alias{"DR Congo", "CD"},
    Alias{"Democratic Republic of the Congo", "CD"},
    Alias{"Congo, Democratic Republic of the", "CD"},
    Alias{"Republic of the Congo", "CG"},
    Alias{"Congo", "CG"},
    Alias{"UAE", "AE"},
    Alias{"Shqipëria", "AL"},
    Alias{"Kosova", "XK"},
    Alias{"Česká republika", "CZ"},
    Alias{"Slovenská republika", "SK"},
    Alias{"Republika Hrvatska", "HR"},
    Alias{"Bundesrepublik Deutschland", "DE"},
    Alias{"台湾", "TW"},
};

constexpr bool is_ascii_letter(char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'); }
constexpr char capital(char letter) { return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter; }

/// Adds a word to a key, unless it is one that names are written with and without.
void add_word(std::string& key, std::string& word)
{
    if (word != "and" && word != "the") { key += word; }
    word.clear();
}

/// Letters and digits of the folded text without accents.
std::string key_of(std::string_view name)
{
    UErrorCode status = U_ZERO_ERROR;
    icu::Normalizer2 const* const form = icu::Normalizer2::getNFDInstance(status); // owned by ICU
    MUSTER_ASSERT(form != nullptr);
    icu::UnicodeString const apart = form->normalize(icu::UnicodeString::fromUTF8(text::fold(name)), status);
    MUSTER_ASSERT(U_SUCCESS(status)); // fails for want of memory only
    std::string key;
    std::string word;
    for (std::int32_t at = 0; at < apart.length(); at = apart.moveIndex32(at, 1)) {
        UChar32 const character = apart.char32At(at);
        if (u_isalnum(character) != 0) {
            text::append_code_point(word, static_cast<char32_t>(character));
        } else if (u_charType(character) != U_NON_SPACING_MARK) {
            add_word(key, word);
        }
    }
    add_word(key, word);
    return key;
}

std::string utf8_of(UChar const* text, std::int32_t length)
{
    std::string utf8;
    icu::UnicodeString{text, length}.toUTF8String(utf8);
    return utf8;
}

/// The region's name in a language, as CLDR writes it in full or in short ("UK"); empty when it has none.
std::string name_of(std::string const& region, char const* locale, UDisplayContext length)
{
    UErrorCode status = U_ZERO_ERROR;
    std::array contexts{length, UDISPCTX_NO_SUBSTITUTE};
    ULocaleDisplayNames* const names = uldn_openForContext(locale, contexts.data(), static_cast<std::int32_t>(contexts.size()), &status);
    std::array<UChar, longest_name> name{};
    std::int32_t const size = uldn_regionDisplayName(names, region.c_str(), name.data(), static_cast<std::int32_t>(name.size()), &status);
    uldn_close(names);
    bool const there = U_SUCCESS(status) && status != U_STRING_NOT_TERMINATED_WARNING && size > 0;
    return there ? utf8_of(name.data(), size) : std::string{};
}

/// The locale that a region's people most likely use ("hr_Latn_HR"); empty when ICU knows none.
std::string likely_locale(std::string const& region)
{
    std::array<char, ULOC_FULLNAME_CAPACITY> locale{};
    UErrorCode status = U_ZERO_ERROR;
    uloc_addLikelySubtags(("und_" + region).c_str(), locale.data(), static_cast<std::int32_t>(locale.size()), &status);
    return U_SUCCESS(status) ? std::string{locale.data()} : std::string{};
}

std::string region_of_locale(char const* locale)
{
    std::array<char, ULOC_COUNTRY_CAPACITY> region{};
    UErrorCode status = U_ZERO_ERROR;
    uloc_getCountry(locale, region.data(), static_cast<std::int32_t>(region.size()), &status);
    return U_SUCCESS(status) ? std::string{region.data()} : std::string{};
}

} // namespace

/// Where two regions have the same name, the one that is added first keeps it: English before a country's own languages.
PhoneCountries::Names PhoneCountries::collect(std::vector<std::string> const& regions)
{
    Names names;
    auto const add = [&](std::string const& name, std::string_view region) {
        if (name.empty() || !std::binary_search(regions.begin(), regions.end(), region)) { return; }
        names.try_emplace(name, region); // the spelling itself is found without folding
        names.try_emplace(key_of(name), region);
    };
    auto const add_names = [&](std::string const& region, char const* locale) {
        add(name_of(region, locale, UDISPCTX_LENGTH_FULL), region);
        add(name_of(region, locale, UDISPCTX_LENGTH_SHORT), region);
    };
    for (std::string const& region : regions) {
        add(uloc_getISO3Country(("und_" + region).c_str()), region);
        add_names(region, "en");
    }
    for (Alias const& alias : aliases) { add(std::string{alias.name}, alias.region); }
    for (std::string const& region : regions) { add_names(region, likely_locale(region).c_str()); }
    for (std::int32_t i = 0; i < uloc_countAvailable(); ++i) { add_names(region_of_locale(uloc_getAvailable(i)), uloc_getAvailable(i)); }
    names.erase("");
    return names;
}

std::optional<std::string> PhoneCountries::region_of(std::string_view country, std::vector<std::string> const& regions) const
{
    country = text::trim(country);
    if (country.size() == 2 && is_ascii_letter(country[0]) && is_ascii_letter(country[1])) {
        std::string const code{capital(country[0]), capital(country[1])};
        if (std::binary_search(regions.begin(), regions.end(), code)) { return code; }
    }
    if (country.empty() || country.size() > longest_name || !text::is_utf8(country)) { return std::nullopt; }
    std::call_once(once_, [&] { names_ = collect(regions); });
    auto found = names_.find(country);
    if (found == names_.end()) { found = names_.find(key_of(country)); }
    return found != names_.end() ? std::optional{found->second} : std::nullopt;
}

} // namespace muster
