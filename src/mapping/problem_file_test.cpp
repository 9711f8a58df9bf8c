#include "mapping/problem_file.hpp"

#include "base/file.hpp"
#include "base/text.hpp"
#include "mapping/mapper.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace muster {
namespace {

std::string times(std::size_t count, std::string_view part)
{
    std::string text;
    for (std::size_t i = 0; i < count; ++i) { text += part; }
    return text;
}

std::string written(std::vector<StoredProblem> const& problems)
{
    std::string file;
    auto const sink = memory_sink(file);
    ProblemWriter writer{*sink};
    for (StoredProblem const& problem : problems) { EXPECT_TRUE(writer.add(problem.row, problem.code, problem.column, problem.value)); }
    EXPECT_TRUE(writer.flush());
    EXPECT_TRUE(sink->finish());
    return file;
}

ProblemReader reader_of(std::string file) { return ProblemReader{std::shared_ptr<ByteSource const>{memory_source(std::move(file))}}; }

TEST(ProblemFile, GivesBackWhatWasWritten)
{
    std::vector<StoredProblem> problems;
    for (std::int64_t i = 1; i <= 20'000; ++i) { // several windows
        problems.push_back({RowNumber{i * 1'000'003}, i % 2 == 0 ? ProblemCode::invalid_phone : ProblemCode::damage_repaired,
                            i % 3 == 0 ? CellProblem::no_column : static_cast<std::uint32_t>(i),
                            times(static_cast<std::size_t>(i % 40), "ž")});
    }
    ProblemReader reader = reader_of(written(problems));
    StoredProblem read;
    for (StoredProblem const& problem : problems) {
        Result<bool> const more = reader.next(read);
        ASSERT_TRUE(more);
        ASSERT_TRUE(*more);
        ASSERT_EQ(read.row, problem.row);
        ASSERT_EQ(read.code, problem.code);
        ASSERT_EQ(read.column, problem.column);
        ASSERT_EQ(read.value, problem.value);
    }
    Result<bool> const more = reader.next(read);
    ASSERT_TRUE(more);
    EXPECT_FALSE(*more);
    ProblemReader empty = reader_of({});
    EXPECT_FALSE(*empty.next(read));
}

TEST(ProblemFile, CutsValuesBetweenCodePoints)
{
    for (auto const& [given, expected] : std::vector<std::pair<std::string, std::string>>{
             {times(1'024, "a"), times(1'024, "a")},
             {times(1'025, "a"), times(1'024, "a")},
             {"a" + times(512, "ž"), "a" + times(511, "ž")},
             {times(400, "山"), times(341, "山")},
             {"ab" + times(256, "𠮷"), "ab" + times(255, "𠮷")},
         }) {
        ProblemReader reader = reader_of(written({{RowNumber{1}, ProblemCode::value_too_long, 0, given}}));
        StoredProblem read;
        ASSERT_TRUE(*reader.next(read));
        EXPECT_EQ(read.value, expected);
        EXPECT_TRUE(text::is_utf8(read.value));
    }
}

TEST(ProblemFile, SeesDamage)
{
    std::string const sound =
        written({{RowNumber{1}, ProblemCode::invalid_email, 3, "ana"}, {RowNumber{2}, ProblemCode::invalid_phone, 4, "12"}});
    StoredProblem read;
    for (std::size_t length = 0; length < sound.size(); ++length) {
        ProblemReader reader = reader_of(sound.substr(0, length));
        Result<bool> more = reader.next(read);
        while (more && *more) { more = reader.next(read); }
        bool const between = length == 0 || length == sound.size() - 17;
        EXPECT_EQ(static_cast<bool>(more), between) << length;
        if (!more) { EXPECT_EQ(more.error().code, "PROBLEMS_DAMAGED"); }
    }
    std::string unknown = sound;
    unknown[8] = '\x7F'; // no code
    EXPECT_FALSE(reader_of(unknown).next(read));
}

TEST(ProblemTally, PutsRejectionsFirstAndTheFrequentBeforeTheRare)
{
    ProblemTally tally;
    for (std::int64_t row = 1; row <= 10; ++row) { tally.add(RowNumber{row}, ProblemCode::damage_repaired, 0, "x"); }
    tally.add(RowNumber{1}, ProblemCode::invalid_email, 2, "ana");
    for (std::int64_t row = 1; row <= 7; ++row) { tally.add(RowNumber{row}, ProblemCode::invalid_email, 1, "ivo" + std::to_string(row)); }
    tally.add(ProblemTally::Group{ProblemCode::damage_repaired, 0, 5, {{RowNumber{0}, "first"}}});
    tally.add(ProblemTally::Group{ProblemCode::damage_lost_leading_zeros, 0, 2, {{RowNumber{3}, "12"}}});
    auto const groups = tally.groups();
    ASSERT_EQ(groups.size(), 4U);
    EXPECT_EQ(groups[0].code, ProblemCode::invalid_email);
    EXPECT_EQ(groups[0].column, 1U);
    EXPECT_EQ(groups[0].count, 7);
    EXPECT_EQ(groups[0].examples.size(), ProblemTally::examples_kept);
    EXPECT_EQ(groups[0].examples[4].value, "ivo5");
    EXPECT_EQ(groups[1].column, 2U);
    EXPECT_EQ(groups[2].code, ProblemCode::damage_repaired);
    EXPECT_EQ(groups[2].count, 15);
    EXPECT_EQ(groups[2].examples.size(), ProblemTally::examples_kept);
    EXPECT_EQ(groups[2].examples[0].value, "first"); // by row
    EXPECT_EQ(groups[3].code, ProblemCode::damage_lost_leading_zeros);
}

} // namespace
} // namespace muster
