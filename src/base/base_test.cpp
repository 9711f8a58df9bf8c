#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/digest.hpp"
#include "base/key_sort.hpp"
#include "base/keyed_hash.hpp"
#include "base/problem.hpp"
#include "base/read_ahead.hpp"
#include "base/result.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>
#include <string>
#include <unordered_set>
#include <vector>

namespace muster {

namespace {

// ---- Date ----

TEST(Date, ExistsFollowsTheGregorianCalendar)
{
    struct Case {
        Date date;
        bool exists;
    };
    for (auto const& [date, expected] : std::vector<Case>{{{2024, 2, 29}, true},
                                                          {{2023, 2, 29}, false},
                                                          {{1900, 2, 29}, false},
                                                          {{2000, 2, 29}, true},
                                                          {{2024, 4, 31}, false},
                                                          {{2024, 4, 30}, true},
                                                          {{1, 1, 1}, true},
                                                          {{0, 12, 31}, false},
                                                          {{9999, 12, 31}, true},
                                                          {{10000, 1, 1}, false},
                                                          {{2024, 13, 1}, false},
                                                          {{2024, 0, 1}, false},
                                                          {{2024, 1, 0}, false},
                                                          {{2024, 1, 32}, false},
                                                          {{2024, 1, -1}, false}}) {
        EXPECT_EQ(exists(date), expected) << to_text(date);
    }
}

TEST(Date, EveryDayOfTheYears1To9999IsOneAfterTheOther)
{
    Date const first{1, 1, 1};
    std::int64_t day = days_since_epoch(first);
    EXPECT_EQ(day, -719'162); // as Python's date.toordinal() has it
    for (int year = 1; year <= 9999; ++year) {
        for (int month = 1; month <= 12; ++month) {
            for (int of_month = 1; exists({year, month, of_month}); ++of_month, ++day) {
                Date const date{year, month, of_month};
                ASSERT_EQ(days_since_epoch(date), day) << to_text(date);
                ASSERT_EQ(date_of_days(day), date);
            }
        }
    }
    EXPECT_EQ(day - 1, 2'932'896);
    EXPECT_EQ(day - days_since_epoch(first), 3'652'059);
}

TEST(Date, KnowsDaysOnBothSidesOfTheEpoch)
{
    EXPECT_EQ(days_since_epoch({1970, 1, 1}), 0);
    EXPECT_EQ(days_since_epoch({1969, 12, 31}), -1);
    EXPECT_EQ(days_since_epoch({2000, 3, 1}), 11'017);
    EXPECT_EQ(days_since_epoch({1900, 1, 1}), -25'567); // Excel's day 1
    EXPECT_EQ(date_of_days(-25'567), (Date{1900, 1, 1}));
}

TEST(Date, TextGoesThereAndBack)
{
    EXPECT_EQ(to_text(Date{7, 3, 9}), "0007-03-09");
    EXPECT_EQ(parse_date("0007-03-09"), (Date{7, 3, 9}));
    EXPECT_EQ(parse_date("2024-02-29"), (Date{2024, 2, 29}));
}

TEST(Date, ReadsNothingButItsOneForm)
{
    for (std::string_view const text :
         {"", "2024-2-29", "2024-02-9", "24-02-29", "2024/02/29", "2024-02-30", "2024-02-29 ", " 2024-02-29", "2024-02-29T00:00",
          "20240229", "+024-02-29", "2024-02-2x", "0000-01-01", "12024-01-01", "2024-02"}) {
        EXPECT_EQ(parse_date(text), std::nullopt) << text;
    }
}

// ---- Instant ----

TEST(Instant, ReadsOffsetsAndFractions)
{
    struct Case {
        std::string_view text;
        std::string_view utc;
    };
    for (auto const& [text, utc] : std::vector<Case>{{"2026-11-23T14:05:09Z", "2026-11-23T14:05:09Z"},
                                                     {"2026-11-23 14:05:09", "2026-11-23T14:05:09Z"},
                                                     {"2026-11-23T14:05", "2026-11-23T14:05:00Z"},
                                                     {"2026-11-23T14:05+02", "2026-11-23T12:05:00Z"},
                                                     {"2026-11-23T14:05:09.5+02:00", "2026-11-23T12:05:09.500000Z"},
                                                     {"2026-11-23T14:05:09.000+0530", "2026-11-23T08:35:09Z"},
                                                     {"2026-12-31T23:30:00-01:00", "2027-01-01T00:30:00Z"},
                                                     {"2024-03-01T00:00:00+00:01", "2024-02-29T23:59:00Z"},
                                                     {"1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"},
                                                     {"2026-11-23T14:05:09.123456789Z", "2026-11-23T14:05:09.123456Z"},
                                                     {"2026-11-23T14:05:09.000001Z", "2026-11-23T14:05:09.000001Z"},
                                                     {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
                                                     {"9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"}}) {
        auto const instant = parse_instant(text);
        ASSERT_TRUE(instant) << text;
        EXPECT_EQ(to_text(*instant), utc) << text;
        EXPECT_EQ(parse_instant(to_text(*instant)), instant);
    }
}

TEST(Instant, RefusesWhatIsNoMoment)
{
    for (std::string_view const text : {"",
                                        "2026-11-23",
                                        "2026-11-23T",
                                        "2026-11-23T14",
                                        "2026-11-23T24:00",
                                        "2026-11-23T14:60",
                                        "2026-11-23T14:05:60",
                                        "2026-11-23T14:05:09.",
                                        "2026-11-23T14:05:09,5",
                                        "2026-11-23T14:05Zx",
                                        "2026-11-23T14:05+",
                                        "2026-11-23T14:05+2",
                                        "2026-11-23T14:05+24:00",
                                        "2026-11-23T14:05+02:",
                                        "2026-11-23T14:05+02:60",
                                        "2026-11-23T14:05+020",
                                        "2026-02-29T14:05Z",
                                        "2026-11-23_14:05Z",
                                        "2026-11-23T14.05",
                                        "2026-11-23T4:05",
                                        "0001-01-01T00:00:00+01:00",
                                        "9999-12-31T23:59:59-01:00"}) {
        EXPECT_EQ(parse_instant(text), std::nullopt) << text;
    }
}

TEST(Instant, BelongsToItsDayAlsoBeforeTheEpoch)
{
    EXPECT_EQ(date_of(Instant{0}), (Date{1970, 1, 1}));
    EXPECT_EQ(date_of(Instant{-1}), (Date{1969, 12, 31}));
    EXPECT_EQ(date_of(Instant{-86'400'000'000}), (Date{1969, 12, 31}));
    EXPECT_EQ(date_of(Instant{-86'400'000'001}), (Date{1969, 12, 30}));
    EXPECT_EQ(to_text(Instant{-1}), "1969-12-31T23:59:59.999999Z");
}

TEST(Instant, NowIsLaterThanThisFileAndBelievable)
{
    EXPECT_GT(now(), *parse_instant("2024-01-01T00:00Z"));
    EXPECT_LT(now(), *parse_instant("2200-01-01T00:00Z"));
}

// ---- decimals ----

TEST(Decimal, HasOneCanonicalForm)
{
    struct Case {
        std::string_view text;
        std::string_view canonical;
    };
    for (auto const& [text, canonical] : std::vector<Case>{{"0", "0"},
                                                           {"-0", "0"},
                                                           {"+0.00", "0"},
                                                           {"000", "0"},
                                                           {".5", "0.5"},
                                                           {"5.", "5"},
                                                           {"-.50", "-0.5"},
                                                           {"+007.070", "7.07"},
                                                           {"1234.5", "1234.5"},
                                                           {"-1234.500", "-1234.5"},
                                                           {"100", "100"},
                                                           {"0.000000000000000000000007", "0.000000000000000000000007"},
                                                           {"123456789012345678", "123456789012345678"},
                                                           {"0000000123456789.0123456780000", "123456789.012345678"}}) {
        EXPECT_EQ(canonical_decimal(text), canonical) << text;
        EXPECT_EQ(canonical_decimal(canonical), canonical);
    }
}

TEST(Decimal, RefusesEverythingElse)
{
    for (std::string_view const text : {"", "-", "+", ".", "-.", "1.2.3", "1,5", "1e5", " 1", "1 ", "--1", "+-1", "0x1", "1-", "NaN",
                                        "1234567890123456789", "123456789.0123456789", "\xD9\xA1"}) {
        EXPECT_EQ(canonical_decimal(text), std::nullopt) << text;
    }
}

TEST(Decimal, ReadsHundredths)
{
    for (auto const& [text, canonical] : std::vector<std::pair<std::string, std::string>>{{"12.5", "0.125"},
                                                                                          {"7", "0.07"},
                                                                                          {"100", "1"},
                                                                                          {"0", "0"},
                                                                                          {"-150", "-1.5"},
                                                                                          {"-7", "-0.07"},
                                                                                          {"0.5", "0.005"},
                                                                                          {"1234.56", "12.3456"}}) {
        EXPECT_EQ(canonical_hundredths(text), canonical) << text;
    }
    EXPECT_EQ(canonical_hundredths("ten"), std::nullopt);
}

TEST(Decimal, OrderIsThatOfTheValues)
{
    std::vector<std::string> const ordered{
        "-1000.5", "-1000",  "-999.99", "-12", "-11.9", "-1",  "-0.5", "-0.07", "-0.069", "0",      "0.007",
        "0.07",    "0.0701", "0.5",     "1",   "1.01",  "1.1", "9",    "10",    "10.25",  "999.99", "123456789012345678"};
    for (std::size_t i = 0; i < ordered.size(); ++i) {
        for (std::size_t j = 0; j < ordered.size(); ++j) {
            int const order = compare_decimals(ordered[i], ordered[j]);
            EXPECT_EQ((order > 0) - (order < 0), (i > j) - (i < j)) << ordered[i] << " and " << ordered[j];
        }
    }
}

TEST(Integer, IsCanonicalWithinInt64)
{
    EXPECT_EQ(canonical_integer("+007"), "7");
    EXPECT_EQ(canonical_integer("-0"), "0");
    EXPECT_EQ(canonical_integer("-000012"), "-12");
    EXPECT_EQ(canonical_integer("9223372036854775807"), "9223372036854775807");
    EXPECT_EQ(canonical_integer("-9223372036854775808"), "-9223372036854775808");
    EXPECT_EQ(canonical_integer("000000000000000000000000000001"), "1");
    for (std::string_view const text :
         {"", "-", "+", "+-1", "-+1", "1.0", "1 ", " 1", "9223372036854775808", "-9223372036854775809", "1e3"}) {
        EXPECT_EQ(canonical_integer(text), std::nullopt) << text;
    }
}

// ---- digests and keyed hashes ----

TEST(Digest, GivesThePublishedVectors) // FIPS 180-4 examples
{
    EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Digest, DoesNotDependOnThePieces)
{
    std::string const text(100'000, 'x');
    Digest pieces;
    for (std::size_t at = 0, step = 1; at < text.size(); at += step, step = step * 2 + 1) {
        pieces.add(std::string_view{text}.substr(at, step));
    }
    Digest moved = std::move(pieces);
    EXPECT_EQ(moved.finish(), sha256(text));
}

TEST(Digest, HexIsLowerCaseAndTakesEveryByte) { EXPECT_EQ(to_hex(std::string_view{"\x00\x0f\xa5\xff", 4}), "000fa5ff"); }

std::string hex_of(Key128 const& key) { return to_hex({reinterpret_cast<char const*>(key.bytes.data()), key.bytes.size()}); }

HashKey counting_key()
{
    HashKey key;
    std::iota(key.bytes.begin(), key.bytes.end(), std::uint8_t{0});
    return key;
}

TEST(KeyedHash, GivesThePublishedVectors) // vectors_sip128 of the reference implementation, key 00..0f, input 00 and 00 01
{
    EXPECT_EQ(hex_of(keyed_hash(counting_key(), 0, "")), "da87c1d86b99af44347659119b22fc45");
    EXPECT_EQ(hex_of(keyed_hash(counting_key(), 0, "\x01")), "8177228da4a45dc7fca38bdef60affe4");
}

TEST(KeyedHash, IsTheSameRuleForShortAndLongValues) // expectations from an independent implementation
{
    EXPECT_EQ(hex_of(keyed_hash(counting_key(), 2, "ann@example.com")), "94bf1f512e11184b3a05e7dc55c735bd");
    EXPECT_EQ(hex_of(keyed_hash(counting_key(), 7, std::string(300, 'a'))), "d0ae67eb84495520b2e01d82a3b13494");
    EXPECT_EQ(hex_of(keyed_hash(counting_key(), 7, std::string(301, 'a'))), "6c8b3abd8e04b0d72a5c8f29b62bc936");
}

TEST(KeyedHash, DependsOnKeyAndKind)
{
    HashKey const drawn = HashKey::draw();
    EXPECT_NE(drawn.bytes, HashKey::draw().bytes);
    std::unordered_set<Key128> const keys{keyed_hash(drawn, 1, "a"), keyed_hash(drawn, 2, "a"), keyed_hash(drawn, 1, "b"),
                                          keyed_hash(counting_key(), 1, "a")};
    EXPECT_EQ(keys.size(), 4U);
}

// ---- Result and Problem ----

Result<int> half(int number)
{
    if (number % 2 != 0) { return Error{ErrorKind::invalid_input, "ODD", "It is odd."}; }
    return number / 2;
}

Result<int> quarter(int number)
{
    TRY_ASSIGN(int const once, half(number));
    TRY(half(once));
    return half(once);
}

TEST(Result, TryPassesTheErrorOn)
{
    EXPECT_EQ(*quarter(12), 3);
    auto failed = quarter(6);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, "ODD");
    EXPECT_EQ(std::move(failed).error().while_doing("halving twice").message, "halving twice: It is odd.");
}

TEST(ResultDeathTest, AskingForWhatIsNotThereStops)
{
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_DEATH(static_cast<void>(*half(1)), "a defect");
    EXPECT_DEATH(static_cast<void>(half(2).error()), "a defect");
}

TEST(Problem, EveryNameLeadsBackToItsCode)
{
    std::size_t known = 0;
    for (int number = 1; number <= std::numeric_limits<std::uint8_t>::max(); ++number) {
        auto const code = static_cast<ProblemCode>(number);
        if (name_of(code) == "NONE") { continue; }
        EXPECT_EQ(problem_code_of(name_of(code)), code) << number;
        EXPECT_EQ(is_warning(code), number >= 64);
        ++known;
    }
    EXPECT_EQ(known, 30U);
    EXPECT_EQ(problem_code_of("NO_SUCH"), std::nullopt);
}

TEST(ReadAhead, GivesEveryBatchInOrderAndThenNothing)
{
    int next = 0;
    ReadAhead<int> batches{[&next](int& batch) -> Result<bool> {
        batch = next;
        return next++ < 1'000;
    }};
    for (int expected = 0; expected < 1'000; ++expected) {
        Result<int*> const batch = batches.next();
        ASSERT_TRUE(batch);
        ASSERT_NE(*batch, nullptr);
        EXPECT_EQ(**batch, expected);
    }
    for (int again = 0; again < 2; ++again) {
        Result<int*> const batch = batches.next();
        ASSERT_TRUE(batch);
        EXPECT_EQ(*batch, nullptr);
    }
}

TEST(ReadAhead, TellsTheErrorBehindTheBatchesBeforeIt)
{
    int next = 0;
    ReadAhead<int> batches{[&next](int& batch) -> Result<bool> {
        if (next == 3) { return Error{ErrorKind::unavailable, "GONE", "The disk is gone."}; }
        batch = next++;
        return true;
    }};
    for (int expected = 0; expected < 3; ++expected) {
        Result<int*> const batch = batches.next();
        ASSERT_TRUE(batch);
        EXPECT_EQ(**batch, expected);
    }
    Result<int*> const failed = batches.next();
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, "GONE");
}

TEST(ReadAhead, CanBeLeftAtAnyMoment)
{
    for (int taken = 0; taken < 5; ++taken) {
        ReadAhead<std::vector<int>> batches{[](std::vector<int>& batch) -> Result<bool> {
            batch.assign(1'000, 7);
            return true;
        }};
        for (int batch = 0; batch < taken; ++batch) { ASSERT_TRUE(batches.next()); }
    }
    ReadAhead<int> throwing{[](int&) -> Result<bool> { throw std::bad_alloc{}; }};
    Result<int*> const failed = throwing.next();
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, "OUT_OF_MEMORY");
}

struct KeyedNumber {
    Key128 key{};
    int number{};
    auto operator<=>(KeyedNumber const&) const = default;
};

TEST(KeySort, SortsAsTheStandardDoes)
{
    HashKey const secret{};
    for (int const size : {0, 1, 2, 1'000, 32'767, 32'768, 100'000}) {
        std::vector<KeyedNumber> values;
        for (int number = 0; number < size; ++number) {
            // some keys stand there several times, so that the numbers decide
            values.push_back({keyed_hash(secret, 1, std::to_string(number % (size / 3 + 1))), size - number});
        }
        std::vector<KeyedNumber> expected = values;
        std::sort(expected.begin(), expected.end());
        sort_by_key(values);
        EXPECT_EQ(values, expected) << size;
    }
}

} // namespace

} // namespace muster
