#include "profile/phone_plan.hpp"

#include "profile/phone.hpp"
#include "profile/phone_automaton.hpp"
#include "profile/phone_library.hpp"
#include "profile/phone_pattern.hpp"

#include <gtest/gtest.h>
#include <phonenumbers/phonenumberutil.h>

#include <array>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <thread>

namespace muster {

namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;
using Verdict = Phone::Verdict;

PhoneNumbers const& numbers() { return PhoneNumbers::instance(); }

std::string shown(Phone const& phone) { return std::to_string(static_cast<int>(phone.verdict)) + " " + phone.digits; }

TEST(PhonePattern, MatchesThePrefixThatBacktrackingFinds)
{
    struct Attempt {
        std::string_view expression{};
        std::string_view digits{};
        std::optional<std::size_t> length{};
        std::string_view first{};
        std::string_view second{};
    };
    for (Attempt const& one : {Attempt{"0", "091", 1, "", ""},
                               {"0", "91", std::nullopt, "", ""},
                               {"0|00", "001", 1, "", ""},
                               {"0(1\\d)?", "0123", 3, "12", ""},
                               {"0(1\\d)?", "0223", 1, "", ""},
                               {"1|([2-9]\\d{6})$", "2345678", 7, "2345678", ""},
                               {"", "12", 0, "", ""},
                               {"1|([2-9]\\d{6})$", "23456789", std::nullopt, "", ""},
                               {"(?:0|90)(?:(1[245])(\\d{2,3}))?", "90143456", 7, "14", "345"},
                               {"0?(?:(11|2)15)?", "", 0, "", ""},
                               {"(1|12)(3)", "123", 3, "12", "3"},
                               {"1{2,3}", "1111", 3, "", ""}}) {
        auto const pattern = PhonePattern::compile(one.expression);
        ASSERT_TRUE(pattern) << one.expression;
        auto const match = pattern->match_prefix(one.digits);
        ASSERT_EQ(match.has_value(), one.length.has_value()) << one.expression << " on " << one.digits;
        if (match) {
            EXPECT_TRUE(pattern->may_match(one.digits));
            EXPECT_EQ(match->length, *one.length) << one.expression;
            EXPECT_EQ(match->groups[0], one.first) << one.expression;
            EXPECT_EQ(match->groups[1], one.second) << one.expression;
        }
    }
    EXPECT_FALSE(PhonePattern::compile("0|19(?:1[124]|77|90)00")->may_match("12345"));
    EXPECT_TRUE(PhonePattern::compile("0|19(?:1[124]|77|90)00")->may_match("19345"));
}

TEST(PhonePattern, TakesNothingThatItDoesNotKnow)
{
    for (std::string_view const expression : {"a",   "1*",  "1+",    "1{2,}", "[^1]", "(?!1)2", "(?=1)", "\\w", "(1",           "1)",  "[1",
                                              "1??", "1{2", "1{40}", "{2}",   "^1",   "[2-1]",  ".",     "?",   "(1)(2)(3)(4)", "1{a}"}) {
        EXPECT_FALSE(PhonePattern::compile(expression)) << expression;
    }
}

TEST(PhoneAutomaton, TellsWhichPatternsMatch)
{
    auto const ten = PhonePattern::compile("1\\d{2,3}");
    auto const odd = PhonePattern::compile("(?:1|3)[13579]?5");
    auto const lead = PhonePattern::compile("17");
    using Extent = PhoneAutomaton::Extent;
    std::array const labelled{PhoneAutomaton::Labelled{&*ten, 1, Extent::whole}, PhoneAutomaton::Labelled{&*odd, 2, Extent::whole},
                              PhoneAutomaton::Labelled{&*lead, 4, Extent::prefix}};
    auto const automaton = PhoneAutomaton::build(labelled);
    ASSERT_TRUE(automaton);
    EXPECT_EQ(automaton->labels("135"), 1 | 2);
    EXPECT_EQ(automaton->labels("35"), 2);
    EXPECT_EQ(automaton->labels("175"), 1 | 2 | 4);
    EXPECT_EQ(automaton->labels("17"), 4);
    EXPECT_EQ(automaton->labels("1799999999"), 4);
    EXPECT_EQ(automaton->labels(""), 0);
    EXPECT_EQ(automaton->labels("2"), 0);
    auto const end = PhonePattern::compile("1$");
    EXPECT_FALSE(PhoneAutomaton::build(std::array{PhoneAutomaton::Labelled{&*end, 1, Extent::whole}}));
}

TEST(PhonePlans, UnderstandsAllOfTheInstalledMetadata)
{
    auto const plans = PhonePlans::load();
    ASSERT_NE(plans, nullptr);
    EXPECT_GT(plans->all().size(), 240U);
    for (PhonePlan const& plan : plans->all()) {
        EXPECT_NE(plan.compiled(), nullptr) << plan.description().region << " " << plan.country_code();
    }
}

TEST(PhonePlans, AreCompiledOnceByManyThreads)
{
    auto const plans = PhonePlans::load();
    ASSERT_NE(plans, nullptr);
    std::array<PhonePlan::Compiled const*, 4> seen{};
    {
        std::vector<std::jthread> threads;
        for (auto& mine : seen) {
            threads.emplace_back([&plans, &mine] { mine = plans->of_region("CN")->compiled(); });
        }
    }
    EXPECT_NE(seen[0], nullptr);
    EXPECT_EQ(std::set<PhonePlan::Compiled const*>(seen.begin(), seen.end()).size(), 1U);
}

/// Numbers like those that people write, near enough to valid ones that every branch of the plans is met. The same for the same seed.
class Generator {
public:
    Generator() : plans_{PhonePlans::load()}
    {
        for (std::string const& region : numbers().regions()) { add_examples(region); }
    }

    struct Sample {
        std::string digits{};
        std::string text{}; ///< digits with separators, perhaps with a plus
        std::string region{};
    };

    Sample next()
    {
        Sample sample;
        PhonePlan const& plan = plans_->all()[below(plans_->all().size())];
        std::string const home = plan.description().region;
        sample.digits = written(plan, mutated(national(plan)));
        sample.region = below(8) == 0 ? std::string{} : below(4) == 0 ? any_region() : home;
        sample.text = separated(sample.digits);
        return sample;
    }

private:
    std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>{0, end - 1}(random_); }
    char digit() { return static_cast<char>('0' + below(10)); }
    std::string const& any_region() { return numbers().regions()[below(numbers().regions().size())]; }

    void add_examples(std::string const& region)
    {
        for (int type = 0; type <= static_cast<int>(PhoneNumberUtil::kMaxNumberType); ++type) {
            PhoneNumber number;
            auto const& library = *PhoneNumberUtil::GetInstance();
            if (!library.GetExampleNumberForType(region, static_cast<PhoneNumberUtil::PhoneNumberType>(type), &number)) { continue; }
            library.GetNationalSignificantNumber(number, &examples_[region].emplace_back());
        }
    }

    /// A way through an expression, at random.
    std::string member(std::string const& expression)
    {
        auto const pattern = PhonePattern::compile(expression);
        std::string digits;
        for (std::size_t step = 0; pattern && pattern->steps()[step].kind != PhonePattern::StepKind::accept; ++step) {
            auto const& now = pattern->steps()[step];
            bool const leaps = now.kind == PhonePattern::StepKind::jump || (now.kind == PhonePattern::StepKind::fork && below(2) == 0);
            if (leaps) { step += static_cast<std::size_t>(now.offset) - 1; }
            if (now.kind != PhonePattern::StepKind::digit) { continue; }
            char one = digit();
            while ((now.digits >> static_cast<unsigned>(one - '0') & 1U) == 0) { one = digit(); }
            digits.push_back(one);
        }
        return digits;
    }

    std::string random_digits()
    {
        std::string digits(1 + below(16), '0');
        for (char& one : digits) { one = digit(); }
        return digits;
    }

    std::string national(PhonePlan const& plan)
    {
        auto const& description = plan.description();
        auto const& examples = examples_[description.region];
        switch (below(8)) {
        case 0: return random_digits();
        case 1: return member(description.general.pattern);
        case 2: return description.leading_digits.value_or("") + random_digits();
        case 3:
        case 4: return examples.empty() ? random_digits() : examples[below(examples.size())];
        default: return member(description.types[below(description.types.size())].pattern);
        }
    }

    std::string mutated(std::string digits)
    {
        switch (digits.empty() ? 7 : below(8)) {
        case 0: digits[below(digits.size())] = digit(); break;
        case 1: digits.erase(below(digits.size()), 1); break;
        case 2: digits.insert(below(digits.size()), 1, digit()); break;
        case 3: digits.resize(1 + below(digits.size())); break;
        default: break;
        }
        return digits;
    }

    std::string written(PhonePlan const& plan, std::string const& national)
    {
        std::string const code{plan.country_code()};
        switch (below(12)) {
        case 0:
        case 1: return "+" + code + national;
        case 2: return "00" + code + national;
        case 3: return code + national;
        case 4: return "+" + code + "0" + national;
        case 5: return member(plan.description().international_prefix) + code + national;
        case 6: return member(plan.description().international_prefix) + national;
        case 7:
        case 8: return member(plan.description().national_prefix) + national;
        case 9: return code + member(plan.description().national_prefix) + national;
        case 10: return "0" + national;
        default: return national;
        }
    }

    std::string separated(std::string const& digits)
    {
        if (below(3) == 0) { return digits; }
        std::string text;
        for (char const one : digits) {
            if (below(4) == 0 && one != '+') { text += std::string_view{" -.()/"}[below(6)]; }
            text += one;
        }
        return text;
    }

    std::unique_ptr<PhonePlans const> plans_;
    std::map<std::string, std::vector<std::string>> examples_{};
    std::mt19937_64 random_{20'240'611};
};

/// The fast path is worth something only while nobody can tell it from the library. 20,000 numbers take about two seconds; with
/// MUSTER_EXHAUSTIVE=1 it is 3,000,000 and minutes.
TEST(PhoneNumbers, ReadsAsTheLibraryDoes)
{
    std::size_t const count = std::getenv("MUSTER_EXHAUSTIVE") != nullptr ? 3'000'000 : 20'000; // NOLINT(concurrency-mt-unsafe): reads only
    Generator generator;
    std::array<std::size_t, 3> verdicts{};
    std::size_t differences = 0;
    for (std::size_t i = 0; i < count && differences < 20; ++i) {
        auto const sample = generator.next();
        Phone const fast = numbers().read(sample.text, sample.region);
        Phone const slow = numbers().read_by_library(sample.text, sample.region);
        EXPECT_EQ(shown(fast), shown(slow)) << sample.text << " in '" << sample.region << "'";
        if (fast != slow) { ++differences; }
        ++verdicts[static_cast<std::size_t>(fast.verdict)];
    }
    RecordProperty("valid", static_cast<int>(verdicts[0]));
    EXPECT_GT(verdicts[0], count / 5); // that the numbers are worth comparing
    EXPECT_GT(verdicts[1], count / 50);
    EXPECT_GT(verdicts[2], count / 10);
}

TEST(PhoneNumbers, ReadsAnyBytesAsTheLibraryDoes)
{
    std::array<std::string_view, 24> const pieces{
        "0",      "1",      "3",      "5",      "7",      "9",      "38",   "00",   "+", " ",  "-", ".0",
        "\u00A0", "\u202F", "\uFF0B", "\uFF13", "\u0663", "\u202C", "\xE2", "\x80", "x", "\t", "(", std::string_view{"\0", 1}};
    std::mt19937_64 random{20'240'611};
    std::size_t taken = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string text{random() % 2 == 0 ? "+38591" : ""};
        for (std::size_t length = random() % 16; length > 0; --length) {
            text += pieces[random() % (random() % 4 == 0 ? pieces.size() : 7)];
        }
        std::string const region{random() % 2 == 0 ? "JP" : "H"};
        Phone const phone = numbers().read(text, region);
        EXPECT_EQ(shown(phone), shown(numbers().read_by_library(text, region))) << text;
        taken += phone.verdict != Verdict::impossible ? 1U : 0U;
    }
    EXPECT_GT(taken, 1'000U);
}

/// PhoneText takes the separators away before the library sees the number; that must not change what the library makes of it.
TEST(PhoneNumbers, TakesSeparatorsAsTheLibraryDoes)
{
    Generator generator;
    auto const& library = *PhoneNumberUtil::GetInstance();
    for (std::size_t i = 0; i < 5'000; ++i) {
        auto const sample = generator.next();
        bool const plus = sample.digits.starts_with('+');
        if (sample.digits.size() < 4 || (plus && sample.digits[1] == '0') || (!plus && sample.region.size() != 2)) { continue; }
        PhoneNumber number;
        std::string written;
        if (library.Parse(sample.text, plus ? "ZZ" : sample.region, &number) == PhoneNumberUtil::NO_PARSING_ERROR) {
            library.Format(number, PhoneNumberUtil::E164, &written);
        }
        PhoneLibrary const reader{sample.region};
        auto const reading = plus ? reader.international(sample.digits.substr(1)) : reader.national(sample.digits);
        if (reading.kind != PhoneReading::Kind::impossible) { EXPECT_EQ("+" + std::string{reading.e164()}, written) << sample.text; }
    }
}

/// What is stored is read again: by the API, by an undo, in an exported list.
TEST(PhoneNumbers, ReadsItsOwnDigitsAgain)
{
    Generator generator;
    for (std::size_t i = 0; i < 200'000; ++i) {
        auto const sample = generator.next();
        Phone const phone = numbers().read(sample.text, sample.region);
        if (phone.verdict == Verdict::impossible) { continue; }
        EXPECT_EQ(shown(numbers().read("+" + phone.digits, "")), shown(phone)) << sample.text << " in '" << sample.region << "'";
        EXPECT_EQ(shown(numbers().read(phone.digits, "")), shown(phone)) << sample.text << " in '" << sample.region << "'";
    }
}

} // namespace

} // namespace muster
