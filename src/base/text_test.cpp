#include "base/text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace muster::text {

namespace {

constexpr char32_t last_code_point = 0x10FFFF;

bool is_surrogate(char32_t code_point) { return code_point >= 0xD800 && code_point <= 0xDFFF; }

std::string utf8(char32_t code_point)
{
    std::string into;
    append_code_point(into, code_point);
    return into;
}

template <class Check>
void for_every_code_point(Check check)
{
    for (char32_t code_point = 0; code_point <= last_code_point; ++code_point) {
        if (!is_surrogate(code_point)) { check(code_point, utf8(code_point)); }
    }
}

// ---- UTF-8 ----

TEST(Utf8, EveryCodePointGoesThereAndBack)
{
    for_every_code_point([](char32_t code_point, std::string const& encoded) {
        std::size_t at = 0;
        ASSERT_EQ(next_code_point(encoded, at), code_point);
        ASSERT_EQ(at, encoded.size());
        ASSERT_TRUE(is_utf8(encoded));
        ASSERT_EQ(length(encoded), 1U);
    });
}

TEST(Utf8, NoOtherSequencesOfTwoOrThreeBytesAreTaken) // with the test above: exactly the right ones
{
    int two = 0;
    int three = 0;
    for (unsigned first = 0x80; first <= 0xFF; ++first) {
        for (unsigned second = 0; second <= 0xFF; ++second) {
            std::string bytes{static_cast<char>(first), static_cast<char>(second)};
            two += is_utf8(bytes) ? 1 : 0;
            bytes.push_back('\0');
            for (unsigned third = 0x80; third <= 0xFF; ++third) {
                bytes[2] = static_cast<char>(third);
                three += is_utf8(bytes) ? 1 : 0;
            }
        }
    }
    EXPECT_EQ(two, 0x800 - 0x80);
    EXPECT_EQ(three, 0x10000 - 0x800 - 0x800); // a two-byte one has no byte above ASCII behind it
}

TEST(Utf8, NoOtherSequencesOfFourBytesAreTaken)
{
    int taken = 0;
    for (unsigned first = 0xF0; first <= 0xFF; ++first) {
        for (unsigned second = 0; second <= 0xFF; ++second) {
            for (char const third : {'\x7F', '\x80', '\xBF', '\xC0'}) {
                for (char const fourth : {'\x7F', '\x80', '\xBF', '\xC0'}) {
                    taken += is_utf8(std::string{static_cast<char>(first), static_cast<char>(second), third, fourth}) ? 1 : 0;
                }
            }
        }
    }
    EXPECT_EQ(taken, (0x30 + 3 * 0x40 + 0x10) * 2 * 2);
}

TEST(Utf8, FaultsAreSeenAtEveryPlaceOfAWord)
{
    for (std::size_t before = 0; before < 20; ++before) {
        for (std::size_t after = 0; after < 20; ++after) {
            for (std::string_view const bad : {"\x80", "\xC3", "\xE2\x82", "\xF0\x9F\x98", "\xFF", "\xC0\x80", "\xED\xA0\x80"}) {
                std::string const text = std::string(before, 'a').append(bad).append(after, 'b');
                EXPECT_FALSE(is_utf8(text)) << before << ' ' << after;
            }
            EXPECT_TRUE(is_utf8(std::string(before, 'a').append("\xC3\xA9\xF0\x9F\x98\x80").append(after, 'b')));
        }
    }
    EXPECT_TRUE(is_utf8(""));
}

TEST(Utf8, LengthCountsCodePoints)
{
    EXPECT_EQ(length(""), 0U);
    EXPECT_EQ(length("Zo\u00EB \U0001F600!"), 6U);
}

TEST(Utf8, IllFormedTextCannotMakeReadingRunAway)
{
    std::string_view const bytes = "\xE2\x82";
    std::size_t at = 0;
    EXPECT_EQ(next_code_point(bytes, at), U'\uFFFD');
    EXPECT_EQ(next_code_point(bytes, at), U'\uFFFD');
    EXPECT_EQ(at, bytes.size());
    EXPECT_EQ(trim("\x80\x80"), "\x80\x80");
}

// ---- trim ----

TEST(Trim, TakesWhiteSpaceAndZeroWidthMarksAndNothingElse)
{
    std::vector<char32_t> taken;
    for_every_code_point([&taken](char32_t code_point, std::string const& encoded) {
        std::string const both = encoded + "x" + encoded;
        bool const trimmed = trim(both) == "x";
        ASSERT_TRUE(trimmed || trim(both) == both);
        ASSERT_EQ(is_blank(encoded), trimmed);
        if (trimmed) { taken.push_back(code_point); }
    });
    EXPECT_EQ(taken, (std::vector<char32_t>{0x09,   0x0A,   0x0B,   0x0C,   0x0D,   0x20,   0x85,   0xA0,   0x1680, 0x2000, 0x2001,
                                            0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x200B, 0x200C,
                                            0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF}));
}

TEST(Trim, KeepsWhatStandsInside)
{
    EXPECT_EQ(trim(" \t a b\u00A0c \u200B\r\n"), "a b\u00A0c");
    EXPECT_EQ(trim(""), "");
    EXPECT_EQ(trim(" \u3000 "), "");
    EXPECT_EQ(trim("\uFEFFJosé\u2060"), "José");
    EXPECT_TRUE(is_blank(""));
    EXPECT_TRUE(is_blank(" \u200E\u00A0\n"));
    EXPECT_FALSE(is_blank(" \u200Ex"));
}

// ---- NFC ----

TEST(Nfc, ComposesInTheStandardsWay)
{
    struct Case {
        std::string_view text;
        std::string_view composed;
    };
    for (auto const& [text, composed] : std::vector<Case>{{"", ""},
                                                          {"plain", "plain"},
                                                          {"Zoe\u0308", "Zo\u00EB"},
                                                          {"\u212B", "\u00C5"},               // the sign for angstrom
                                                          {"\u1112\u1161\u11AB", "\uD55C"},   // Hangul
                                                          {"q\u0307\u0323", "q\u0323\u0307"}, // marks in order
                                                          {"\u0958", "\u0915\u093C"},         // excluded from composition
                                                          {"\u0344", "\u0308\u0301"},         // a mark that is two
                                                          {"\uFB01", "\uFB01"},               // compatibility is left alone
                                                          {"\u1E9B\u0323", "\u1E9B\u0323"},   // UAX 15, figure 6
                                                          {"\U0001D15E", "\U0001D157\U0001D165"}}) {
        EXPECT_EQ(to_nfc(text), composed);
    }
}

TEST(Nfc, IsIdempotentForEveryCodePoint)
{
    for_every_code_point([](char32_t code_point, std::string const& encoded) {
        std::string const once = to_nfc(encoded);
        ASSERT_TRUE(is_utf8(once));
        ASSERT_EQ(to_nfc(once), once) << std::hex << static_cast<std::uint32_t>(code_point);
        // Behind something that keeps it off the fast path it is the same.
        ASSERT_EQ(to_nfc("\u4E2D" + encoded), to_nfc("\u4E2D") + once) << std::hex << static_cast<std::uint32_t>(code_point);
    });
}

// ---- fold ----

TEST(Fold, MakesEqualWhatDiffersInCaseOrCompatibility)
{
    struct Case {
        std::string_view text;
        std::string_view folded;
    };
    for (auto const& [text, folded] : std::vector<Case>{{"", ""},
                                                        {"ANN Lee-9", "ann lee-9"},
                                                        {"STRASSE", "strasse"},
                                                        {"Stra\u00DFe", "strasse"},
                                                        {"STRA\u1E9EE", "strasse"},
                                                        {"ZOE\u0308", "zo\u00EB"},
                                                        {"\u039F\u0394\u039F\u03A3", "\u03BF\u03B4\u03BF\u03C3"},
                                                        {"\u03BF\u03B4\u03BF\u03C2", "\u03BF\u03B4\u03BF\u03C3"}, // final sigma
                                                        {"\uFF21\uFF22\uFF11", "ab1"},                            // full width
                                                        {"\uFB01", "fi"},
                                                        {"I", "i"}, // no Turkish rule
                                                        {"\u0130", "i\u0307"},
                                                        {"a\u00ADb\u200Bc", "abc"}}) {
        EXPECT_EQ(fold(text), folded);
    }
}

TEST(Fold, IsIdempotentAndBlindToNormalizationForEveryCodePoint)
{
    for_every_code_point([](char32_t code_point, std::string const& encoded) {
        std::string const once = fold(encoded);
        ASSERT_TRUE(is_utf8(once));
        ASSERT_EQ(fold(once), once) << std::hex << static_cast<std::uint32_t>(code_point);
        ASSERT_EQ(fold(to_nfc(encoded)), once) << std::hex << static_cast<std::uint32_t>(code_point);
        // ASCII in front of something else takes ICU's path, which must agree with the fast one.
        if (code_point < 0x80) { ASSERT_EQ(fold(encoded + "\u4E2D"), once + "\u4E2D"); }
    });
}

TEST(Fold, IsIdempotentForRandomTexts)
{
    std::mt19937 random{20'261'124};
    // Letters, marks and their neighbours: where composition and folding could get into each other's way.
    std::vector<std::pair<char32_t, char32_t>> const blocks{{0x20, 0x24F},    {0x300, 0x36F},   {0x370, 0x3FF},   {0x400, 0x52F},
                                                            {0x900, 0x97F},   {0x1100, 0x11FF}, {0x1DC4, 0x1FFF}, {0x2000, 0x218F},
                                                            {0xA640, 0xA7FF}, {0xAB30, 0xABBF}, {0xFB00, 0xFFEF}, {0x10400, 0x1044F}};
    for (int i = 0; i < 200'000; ++i) {
        std::string text;
        for (std::uint_fast32_t count = 2 + random() % 4; count > 0; --count) {
            auto const [first, last] = blocks[random() % blocks.size()];
            append_code_point(text, static_cast<char32_t>(first + random() % (last - first + 1)));
        }
        std::string const once = fold(text);
        ASSERT_EQ(fold(once), once) << text;
        ASSERT_EQ(fold(to_nfc(text)), once) << text;
    }
}

TEST(AsciiLower, LeavesEverythingElse)
{
    EXPECT_EQ(ascii_lower("AZaz@[`{09\u00C9"), "azaz@[`{09\u00C9");
    EXPECT_TRUE(equal_ascii_caseless("True", "tRUE"));
    EXPECT_FALSE(equal_ascii_caseless("True", "Tru"));
    EXPECT_FALSE(equal_ascii_caseless("@", "`"));
    EXPECT_FALSE(equal_ascii_caseless("\u00C9", "\u00E9"));
}

// ---- domains ----

TEST(Domain, BecomesALabelsInLowerCase)
{
    struct Case {
        std::string_view domain;
        std::string_view ascii;
    };
    for (auto const& [domain, ascii] : std::vector<Case>{{"Example.COM", "example.com"},
                                                         {"b\u00FCcher.example", "xn--bcher-kva.example"},
                                                         {"B\u00DCCHER.example", "xn--bcher-kva.example"},
                                                         {"bu\u0308cher.example", "xn--bcher-kva.example"},
                                                         {"xn--bcher-kva.example", "xn--bcher-kva.example"},
                                                         {"XN--BCHER-KVA.Example", "xn--bcher-kva.example"},
                                                         {"fa\u00DF.de", "xn--fa-hia.de"}, // non-transitional
                                                         {"\u4F8B\u3048\u3002\u30C6\u30B9\u30C8", "xn--r8jz45g.xn--zckzah"},
                                                         {"\uFF41\uFF42.com", "ab.com"},
                                                         {"r3---sn.example", "r3---sn.example"},
                                                         {"3.example", "3.example"},
                                                         {"localhost", "localhost"}}) {
        EXPECT_EQ(domain_to_ascii(domain), ascii) << domain;
    }
}

TEST(Domain, RefusesWhatIsNoName)
{
    std::string const label(64, 'a');
    std::string long_name;
    for (int i = 0; i < 126; ++i) { long_name += "a."; }
    for (std::string const& domain : {std::string{},
                                      std::string{"."},
                                      std::string{"a..b"},
                                      std::string{".a"},
                                      std::string{"example.com."},
                                      std::string{"-a.com"},
                                      std::string{"a-.com"},
                                      std::string{"a_b.com"},
                                      std::string{"a b.com"},
                                      std::string{"a@b.com"},
                                      std::string{"xn--a.com"},
                                      std::string{"xn--bcher-kva8.com"},
                                      std::string{"\u05D0a.com"},
                                      std::string{"a\u200Db.com"},
                                      std::string{"\uFFFD.com"},
                                      label + ".com",
                                      long_name + "aa",
                                      std::string(2000, '\xC3'),
                                      std::string{"\xC3.com"},
                                      std::string{"a\0b.com", 7}}) {
        EXPECT_EQ(domain_to_ascii(domain), std::nullopt) << domain;
    }
    EXPECT_EQ(domain_to_ascii(long_name + "a"), long_name + "a"); // 253 letters: the longest
}

TEST(Domain, AsciiNamesAreTheSameOnBothPaths) // a full-width 'a' keeps the name off the fast path and stands for 'a'
{
    std::mt19937 random{4};
    constexpr std::string_view letters = "aZ0-.-xn_b";
    int valid = 0;
    for (int i = 0; i < 50'000; ++i) {
        std::string name;
        for (std::uint_fast32_t count = random() % 9; count > 0; --count) { name.push_back(letters[random() % letters.size()]); }
        auto const fast = domain_to_ascii("a" + name);
        ASSERT_EQ(fast, domain_to_ascii("\uFF41" + name)) << name;
        valid += fast ? 1 : 0;
    }
    EXPECT_GT(valid, 5'000);
    EXPECT_LT(valid, 45'000);
}

} // namespace

} // namespace muster::text
