#include "cli/arguments.hpp"
#include "cli/exit_status.hpp"
#include "cli/help.hpp"
#include "cli/import_report.hpp"
#include "cli/shown_text.hpp"
#include "cli/text_table.hpp"

#include "base/file.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>
#include <vector>

namespace muster {

namespace {

TEST(ExitStatus, EveryKindOfErrorHasItsPublishedNumber)
{
    struct Row {
        ErrorKind kind{};
        int status{};
    };
    constexpr std::array rows{
        Row{ErrorKind::invalid_input, 2}, Row{ErrorKind::unreadable, 3},  Row{ErrorKind::unsupported, 3}, Row{ErrorKind::too_large, 3},
        Row{ErrorKind::not_found, 2},     Row{ErrorKind::conflict, 5},    Row{ErrorKind::drifted, 5},     Row{ErrorKind::denied, 5},
        Row{ErrorKind::locked, 4},        Row{ErrorKind::unavailable, 4}, Row{ErrorKind::cancelled, 130}, Row{ErrorKind::internal, 70},
    };
    for (Row const& row : rows) { EXPECT_EQ(static_cast<int>(exit_status_of(row.kind)), row.status) << name_of(row.kind); }
}

TEST(ExitStatus, FollowsFromTheStateOfAnImport)
{
    EXPECT_EQ(exit_status_of(ImportState::completed), ExitStatus::done);
    EXPECT_EQ(exit_status_of(ImportState::completed_with_errors), ExitStatus::rows_rejected);
    EXPECT_EQ(exit_status_of(ImportState::failed), ExitStatus::refused);
    EXPECT_EQ(exit_status_of(ImportState::cancelled), ExitStatus::cancelled);
    EXPECT_EQ(worse_of(ExitStatus::rows_rejected, ExitStatus::done), ExitStatus::rows_rejected);
}

TEST(ShownText, CountsTheColumnsOfATerminal)
{
    struct Row {
        std::string_view text{};
        std::size_t width{};
    };
    constexpr std::array rows{
        Row{"", 0},  Row{"abc", 3}, Row{"Željko", 6}, Row{"e\u0301", 1},    Row{"花子", 4},
        Row{"ｱ", 1}, Row{"Ａ", 2},  Row{"한글", 4},   Row{"\U0001F600", 2}, Row{"Ω€", 2},
    };
    for (Row const& row : rows) { EXPECT_EQ(display_width(row.text), row.width) << row.text; }
}

TEST(ShownText, ShowsWhatWouldMoveTheCursor)
{
    struct Row {
        std::string_view text{}, shown{};
    };
    constexpr std::array rows{
        Row{"plain", "plain"},     Row{"a\nb\tc", "a␊b␉c"},       Row{"\x1b[2J", "␛[2J"},      Row{"\x7f", "␡"}, Row{"\u202e", "<U+202E>"},
        Row{"\u0085", "<U+0085>"}, Row{"x\u200by", "x<U+200B>y"}, Row{"caf\xe9", "caf\uFFFD"}, Row{"Ž", "Ž"},
    };
    for (Row const& row : rows) { EXPECT_EQ(shown(row.text), row.shown); }
    EXPECT_EQ(shown(std::string_view{"\0", 1}), "␀");
}

TEST(ShownText, CutsByColumnsAndNeverInsideACharacter)
{
    struct Row {
        std::string_view text{};
        std::size_t most{};
        std::string_view cut{};
    };
    constexpr std::array rows{
        Row{"abcdef", 6, "abcdef"},
        Row{"abcdef", 5, "abcd…"},
        Row{"花子花子", 8, "花子花子"},
        Row{"花子花子", 7, "花子花…"},
        Row{"花子花子", 6, "花子…"},
        Row{"e\u0301e\u0301e\u0301", 2, "e\u0301…"},
        Row{"", 3, ""},
        Row{"a\nb", 3, "a␊b"},
    };
    for (Row const& row : rows) { EXPECT_EQ(shown_cut(row.text, row.most), row.cut) << row.text; }
    EXPECT_LE(display_width(shown_cut(std::string(1'000'000, 'x'), 32)), 32U);
}

TEST(ShownText, GroupsDigits)
{
    EXPECT_EQ(with_commas(0), "0");
    EXPECT_EQ(with_commas(999), "999");
    EXPECT_EQ(with_commas(1'000), "1,000");
    EXPECT_EQ(with_commas(1'234'567), "1,234,567");
    EXPECT_EQ(with_commas(-1'234), "-1,234");
    EXPECT_EQ(counted(1, "row", "rows"), "1 row");
    EXPECT_EQ(counted(1'000, "row", "rows"), "1,000 rows");
}

TEST(TextTable, AlignsByTheFirstThousandRows)
{
    std::string text;
    auto const sink = memory_sink(text);
    TextTable table{*sink};
    ASSERT_TRUE(table.titles(std::vector<std::string>{"A", "Name"}));
    for (int row = 0; row < 1'500; ++row) {
        ASSERT_TRUE(table.row(std::vector<std::string>{row == 1'400 ? "wider than the others" : "x", "y"}));
    }
    ASSERT_TRUE(table.finish());
    ASSERT_TRUE(sink->finish());
    EXPECT_TRUE(text.starts_with("A  Name\nx  y\n"));
    EXPECT_NE(text.find("wider than the others  y\n"), std::string::npos);
}

TEST(CommandLine, TakesOptionsAnywhereBehindTheCommand)
{
    std::vector<std::string> const words{"--data=d", "import", "--map", "A=email", "x.csv", "--map=B=phone", "--yes"};
    auto const line = parse_command_line(words);
    ASSERT_TRUE(line) << line.error().message;
    EXPECT_EQ(line->command->name, "import");
    EXPECT_EQ(line->arguments.words(), std::vector<std::string>{"x.csv"});
    EXPECT_EQ(line->arguments.values("--map"), (std::vector<std::string>{"A=email", "B=phone"}));
    EXPECT_EQ(line->arguments.value("--data"), "d");
    EXPECT_TRUE(line->arguments.has("--yes"));
    EXPECT_FALSE(line->arguments.has("--json"));
}

TEST(CommandLine, DashesAloneEndTheOptions)
{
    std::vector<std::string> const words{"read", "--", "--limit"};
    auto const line = parse_command_line(words);
    ASSERT_TRUE(line);
    EXPECT_EQ(line->arguments.words(), std::vector<std::string>{"--limit"});
}

TEST(CommandTable, IsWholeAndWithoutDoubt)
{
    std::set<std::string_view> names;
    for (Command const& command : commands()) {
        EXPECT_TRUE(names.insert(command.name).second) << command.name;
        EXPECT_NE(command.act, nullptr) << command.name;
        EXPECT_FALSE(command.summary.empty() || command.summary.ends_with('.')) << command.name;
        EXPECT_FALSE(command.examples.empty()) << command.name;
        std::set<std::string_view> options{"--help", "--data", "--account"};
        for (OptionGroup const* group : command.options) {
            for (OptionRule const& rule : group->options) { EXPECT_TRUE(options.insert(rule.name).second) << command.name << rule.name; }
        }
        for (Example const& example : command.examples) {
            EXPECT_NE(example.line.find("muster " + std::string{command.name}), std::string_view::npos) << example.line;
        }
    }
    for (Missing const& missing : missing_commands()) { EXPECT_EQ(find_command(missing.name), nullptr) << missing.name; }
}

TEST(ImportReport, WritesMapOptionsThatAShellGivesBack)
{
    EXPECT_EQ(map_option("E-mail", "email", {}), "--map E-mail=email");
    EXPECT_EQ(map_option("Mobile phone", "phone", {"HR", "", ""}), "--map 'Mobile phone=phone,country=HR'");
    EXPECT_EQ(map_option("It's", "firstName", {}), "--map 'It'\\''s=firstName'");
    EXPECT_EQ(map_option("a=b", "email", {}), "--map 'a\\=b=email'");
    auto const back = parse_column_mapping("a\\=b=email");
    ASSERT_TRUE(back);
    EXPECT_EQ(back->column, "a=b");
}

} // namespace

} // namespace muster
