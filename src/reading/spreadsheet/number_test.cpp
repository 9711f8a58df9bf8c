#include "reading/spreadsheet/number_cell.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

namespace {

using namespace muster;
using enum NumberStyle;

TEST(NumberFormat, UnderstandsCodesOfAllPrograms)
{
    struct {
        char const* code;
        NumberStyle style;
    } const cases[] = {
        {"General", number},
        {"general", number},
        {"", number},
        {"GENERAL;-General", number},
        {"G/\u901A\u7528\u683C\u5F0F", number}, // General in Chinese versions
        {"G/\u6A19\u6E96", number},
        {"Standard", number},
        {"0", number},
        {"0.00", number},
        {"#,##0.00", number},
        {"# ?/?", number},
        {"0.00E+00", number},
        {"##0.0E+0", number},
        {"0.00e-00", number},
        {"[Red]0.00", number},
        {"[Red][<0]-0;[Blue]0", number},
        {"#,##0 \"d\"", number},
        {"#,##0\\ \"days\"", number},
        {"0\\d", number},
        {"\"yes\";\"yes\";\"no\"", number},
        {"BOOLEAN", number},
        {"[$\u20AC-2] #,##0.00", number},
        {"#,##0.00\\ [$kn-41A]", number},
        {"[$USD] 0.00", number},
        {"#,##0.00 USD", number}, // unquoted words of careless programs
        {"#,##0 \u0E1A\u0E32\u0E17", number},
        {"# ##0,00 K\u010Ds", number},
        {"_-* #,##0.00\\ _d_-;-* #,##0.00\\ _y_-", number},
        {"*d0", number},
        {"0;d/m/yy", number},
        {";;;@", number},
        {";;;", number},
        {"000-00-0000", number},
        {"00000", number},
        {"t0.00", number}, // Thai digits
        {"0%", percent},
        {"0.00%", percent},
        {"#,##0.0\\ %", percent},
        {"0\"%\"", number},
        {"@", text},
        {"@\" \"", text},
        {"yyyy\\-mm\\-dd;@", date},
        {"yyyy-mm-dd", date},
        {"DD.MM.YYYY", date},
        {"TT.MM.JJJJ", date}, // German letters in a file of a careless program
        {"d.m.yy.;@", date},
        {"[$-409]d-mmm", date},
        {"[$-41A]d. mmmm yyyy.;@", date},
        {"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", date},
        {"[$-x-sysdate]dddd, mmmm d, yyyy", date},
        {"mmm-yy", date},
        {"mm", date},
        {"mmmmm", date},
        {"yyyymmdd", date},
        {"ddd", date},
        {"[$-411]ggge\"\u5E74\"m\"\u6708\"d\"\u65E5\";@", date},
        {"[$-411]ge.m.d;@", date},
        {"yyyy\"\u5E74\"m\"\u6708\"d\"\u65E5\"", date},
        {"yyyy\u5E74m\u6708d\u65E5", date},
        {"[DBNum1][$-804]yyyy\"\u5E74\"m\"\u6708\"", date},
        {"aaa", date},
        {"[$-D07041E]d/m/bbbb", date},
        {"\u0E27/\u0E14/\u0E1B\u0E1B\u0E1B\u0E1B", date},
        {"B2yyyy/mm/dd", date},
        {"[~buddhist]d/m/yyyy", date},
        {"d/m", date},
        {"h:mm", time},
        {"hh:mm:ss", time},
        {"[h]:mm", duration},
        {"[hh]:mm:ss", duration},
        {"[mm]:ss", duration},
        {"[ss]", duration},
        {"[ss].00", duration},
        {"mm:ss", time},
        {"mm:ss.0", time},
        {"h:mm AM/PM", time},
        {"h AM/PM", time},
        {"[$-F400]h:mm:ss\\ AM/PM", time},
        {"h:mm a/p", time},
        {"\u4E0A\u5348/\u4E0B\u5348h\"\u65F6\"mm\"\u5206\"", time},
        {"[\u0E0A]:\u0E19\u0E19:\u0E17\u0E17", duration},
        {"\u0E0A:\u0E19\u0E19", time},
        {"[h]:mm d/m", date_time},
        {"m/d/yy h:mm", date_time},
        {"yyyy-mm-dd hh:mm:ss", date_time},
        {"yyyy-mm-ddThh:mm:ssZ", date_time},
        {"yyyy\\-mm\\-dd\\Thh:mm:ss.000", date_time},
        {"mm/dd/yyyy hh:mm AM/PM", date_time},
        {"h:mm d/m", date_time},
        {"d.m. h", date_time},
        {"dd/mm/yyyy\\ hh:mm;@", date_time},
        {"\"unclosed d", number},
        {"[unclosed d", number},
        {"0\\", number},
        {"0_", number},
    };
    for (auto const& [code, style] : cases) { EXPECT_EQ(style_of_format(code), style) << code; }
}

TEST(NumberFormat, KnowsTheBuiltInNumbers)
{
    struct {
        std::uint32_t first, last;
        NumberStyle style;
    } const cases[] = {
        {0, 8, number},      {9, 10, percent},    {11, 13, number},   {14, 17, date},      {18, 21, time},
        {22, 22, date_time}, {23, 26, number},    {27, 31, date},     {32, 33, time},      {36, 36, date},
        {37, 44, number},    {45, 45, time},      {46, 46, duration}, {47, 47, time},      {48, 48, number},
        {49, 49, text},      {50, 54, date},      {57, 58, date},     {59, 66, number},    {71, 74, date},
        {75, 76, time},      {77, 77, date_time}, {82, 200, number},  {34, 35, date_time}, {55, 56, date_time},
    };
    for (auto const& [first, last, style] : cases) {
        for (std::uint32_t format = first; format <= last; ++format) { EXPECT_EQ(style_of_built_in_format(format), style) << format; }
    }
}

struct Case {
    double number;
    NumberStyle style;
    char const* text;
    CellKind kind;
};

void check(Case const& one, DateSystem system)
{
    std::string into = "before ";
    CellKind const kind = append_number(into, one.number, one.style, system);
    EXPECT_EQ(into, std::string{"before "} + one.text) << one.number;
    EXPECT_EQ(int(kind), int(one.kind)) << one.text;
}

TEST(NumberCell, KeepsEveryDigitOfWholeNumbers)
{
    constexpr auto plain = CellKind::number;
    Case const cases[] = {
        {0, number, "0", plain},
        {-0.0, number, "0", plain},
        {1, number, "1", plain},
        {-17, number, "-17", plain},
        {385911234567, number, "385911234567", plain},
        {123456789012345678.0, number, "123456789012345680", plain}, // what the double holds
        {9007199254740993.0, number, "9007199254740992", plain},
        {1e21, number, "1000000000000000000000", plain},
        {-1e19, number, "-10000000000000000000", plain},
        {1e23, number, "99999999999999991611392", plain},
        {0.1 + 0.2, number, "0.3", plain},
        {0.1, number, "0.1", plain},
        {-2.5, number, "-2.5", plain},
        {1.005, number, "1.005", plain},
        {1.0 / 3, number, "0.333333333333333", plain},
        {2.0 / 3, number, "0.666666666666667", plain},
        {0.9999999999999999, number, "1", plain},
        {9.9999999999999982, number, "10", plain},
        {385911234567.00006, number, "385911234567", plain},
        {1234567890123.25, number, "1234567890123.25", plain},
        {1e-7, number, "0.0000001", plain},
        {1.5e-10, number, "0.00000000015", plain},
        {1e-15, number, "0.000000000000001", plain},
        {12345.678, number, "12345.678", plain},
        {0.125, percent, "12.5%", plain},
        {0.07, percent, "7%", plain},
        {0.29, percent, "29%", plain},
        {1, percent, "100%", plain},
        {0, percent, "0%", plain},
        {-1.5, percent, "-150%", plain},
        {12.345, percent, "1234.5%", plain},
        {0.00001, percent, "0.001%", plain},
        {385911234567, text, "385911234567", CellKind::text},
        {std::numeric_limits<double>::infinity(), number, "#NUM!", CellKind::error},
        {-std::numeric_limits<double>::infinity(), date, "#NUM!", CellKind::error},
        {std::nan(""), percent, "#NUM!", CellKind::error},
    };
    for (Case const& one : cases) { check(one, DateSystem::from_1900); }
}

TEST(NumberCell, WritesTheLargestAndTheSmallestWithoutExponent)
{
    std::string into;
    append_number(into, std::numeric_limits<double>::max(), number, DateSystem::from_1900);
    EXPECT_EQ(into.size(), 309U);
    EXPECT_EQ(into.substr(0, 17), "17976931348623157");
    into.clear();
    append_number(into, std::numeric_limits<double>::denorm_min(), number, DateSystem::from_1900);
    EXPECT_EQ(into, "0." + std::string(323, '0') + "5");
    into.clear();
    append_number(into, -std::numeric_limits<double>::max(), percent, DateSystem::from_1900);
    EXPECT_EQ(into.size(), 313U);
}

TEST(NumberCell, CountsDaysFrom1900)
{
    constexpr double halfway = 0.5, second = 1.0 / 86'400;
    Case const cases[] = {
        {1, date, "1900-01-01", CellKind::date},
        {59, date, "1900-02-28", CellKind::date},
        {60, date, "60", CellKind::number}, // 1900-02-29 never was
        {60 + halfway, date_time, "60.5", CellKind::number},
        {61, date, "1900-03-01", CellKind::date},
        {25569, date, "1970-01-01", CellKind::date},
        {36585, date, "2000-02-29", CellKind::date},
        {44197, date, "2021-01-01", CellKind::date},
        {44197, date_time, "2021-01-01", CellKind::date},
        {44197.00000000001, date_time, "2021-01-01", CellKind::date},
        {44196.99999999999, date, "2021-01-01", CellKind::date},
        {44197 + halfway, date, "2021-01-01", CellKind::date}, // the format does not show it
        {44197 + halfway, date_time, "2021-01-01T12:00:00", CellKind::date_time},
        {44197 + second, date_time, "2021-01-01T00:00:01", CellKind::date_time},
        {44197 + second / 4, date_time, "2021-01-01T00:00:00.250", CellKind::date_time},
        {44197 + 86'399 * second, date_time, "2021-01-01T23:59:59", CellKind::date_time},
        {44197 + 86'399.9999 * second, date_time, "2021-01-02", CellKind::date},
        {59.999999999, date_time, "59.999999999", CellKind::number}, // rounds to the day that never was
        {2958465, date, "9999-12-31", CellKind::date},
        {2958465.999999999999, date_time, "2958466", CellKind::number},
        {2958466, date, "2958466", CellKind::number},
        {-1, date, "-1", CellKind::number},
        {-0.5, time, "-0.5", CellKind::number},
        {0, date, "00:00:00", CellKind::time},
        {0, time, "00:00:00", CellKind::time},
        {halfway, time, "12:00:00", CellKind::time},
        {halfway, date, "12:00:00", CellKind::time},
        {halfway, date_time, "12:00:00", CellKind::time},
        {1.0 / 3, time, "08:00:00", CellKind::time},
        {0.9999999999, duration, "24:00:00", CellKind::time},
        {0.9999999999, time, "00:00:00", CellKind::time},
        {0.9999999999, date_time, "1900-01-01", CellKind::date},
        {1 + halfway, duration, "36:00:00", CellKind::time},
        {44197 + halfway, time, "12:00:00", CellKind::time}, // the clock of a day that the format does not show
        {150 * second / 1000, time, "00:00:00.150", CellKind::time},
        {100, duration, "2400:00:00", CellKind::time},
        {-0.25, duration, "-0.25", CellKind::number},
    };
    for (Case const& one : cases) { check(one, DateSystem::from_1900); }
    std::string into;
    EXPECT_EQ(append_number(into, 1e300, time, DateSystem::from_1900), CellKind::number);
    EXPECT_EQ(into.size(), 301U);
}

TEST(NumberCell, CountsDaysFrom1904)
{
    Case const cases[] = {
        {0, date, "1904-01-01", CellKind::date},
        {0, time, "00:00:00", CellKind::time},
        {0.25, date_time, "06:00:00", CellKind::time},
        {1, date, "1904-01-02", CellKind::date},
        {60, date, "1904-03-01", CellKind::date},
        {59, date, "1904-02-29", CellKind::date},
        {42735, date, "2021-01-01", CellKind::date},
        {42735.75, date_time, "2021-01-01T18:00:00", CellKind::date_time},
        {2957003, date, "9999-12-31", CellKind::date},
        {2957004, date, "2957004", CellKind::number},
        {-1, date, "-1", CellKind::number},
    };
    for (Case const& one : cases) { check(one, DateSystem::from_1904); }
}

} // namespace
