#include "mapping/date_format.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace muster {
namespace {

constexpr Date today{2026, 11, 24};

std::string read(std::string_view format, std::string_view text)
{
    std::optional<DateFormat> const found = DateFormat::find(format);
    if (!found) { return "no such format"; }
    std::optional<Date> const date = found->read(text, today);
    return date ? to_text(*date) : "none";
}

TEST(DateFormat, ReadsOrderSeparatorAndYear)
{
    struct Case {
        std::string_view format, text, expected;
    };
    std::vector<Case> const cases{
        {"yyyy-MM-dd", "1990-02-14", "1990-02-14"},
        {"yyyy-MM-dd", "1990-2-4", "1990-02-04"},
        {"yyyy-MM-dd", "90-02-14", "none"},
        {"yyyy-MM-dd", "1990/02/14", "none"},
        {"yyyy/MM/dd", "1990/02/14", "1990-02-14"},
        {"yyyy.MM.dd", "1990.02.14.", "1990-02-14"},
        {"yyyy.MM.dd", "1990. 02. 14.", "1990-02-14"},
        {"yyyyMMdd", "19900214", "1990-02-14"},
        {"yyyyMMdd", "1990214", "none"},
        {"yyyyMMdd", "199002145", "none"},
        {"ddMMyyyy", "14021990", "1990-02-14"},
        {"dd.MM.yyyy", "14.02.1990", "1990-02-14"},
        {"dd.MM.yyyy", "4.2.1990", "1990-02-04"},
        {"dd.MM.yyyy", "4. 2. 1990.", "1990-02-04"},
        {"dd.MM.yyyy", "14.02.90", "none"},
        {"dd.MM.yyyy", "14.02.1990..", "none"},
        {"dd.MM.yyyy", "14.02.1990x", "none"},
        {"dd.MM.yyyy", " 14.02.1990", "none"},
        {"dd.MM.yyyy", "14.02.19901", "none"},
        {"dd.MM.yyyy", "14-02.1990", "none"},
        {"dd.MM.yyyy", "014.02.1990", "none"},
        {"dd.MM.yyyy", "31.04.1990", "none"},
        {"dd.MM.yyyy", "29.02.1900", "none"},
        {"dd.MM.yyyy", "29.02.2000", "2000-02-29"},
        {"dd.MM.yyyy", "02.14.1990", "none"},
        {"dd.MM.yyyy", "", "none"},
        {"dd.MM.yyyy", "..", "none"},
        {"dd/MM/yyyy", "14/02/1990", "1990-02-14"},
        {"MM/dd/yyyy", "02/14/1990", "1990-02-14"},
        {"MM/dd/yyyy", "2/4/1990", "1990-02-04"},
        {"MM-dd-yyyy", "02-14-1990", "1990-02-14"},
        {"dd-MM-yyyy", "14- 02-1990", "none"},
        {"d.M.yy", "1.2.85", "1985-02-01"},
        {"d.M.yy", "24.11.26", "2026-11-24"},
        {"d.M.yy", "25.11.26", "1926-11-25"},
        {"d.M.yy", "1.1.27", "1927-01-01"},
        {"d.M.yy", "29.2.00", "2000-02-29"},
        {"d.M.yy", "29.2.01", "none"},
        {"d.M.yy", "1.2.1985", "none"},
        {"yyMMdd", "850201", "1985-02-01"},
        {"M/d/yy", "2/1/85", "1985-02-01"},
        {"DD.mm.YYYY", "14.02.1990", "1990-02-14"},
        {"dd.MM", "14.02", "no such format"},
        {"yyyy-dd-MM", "1990-14-02", "no such format"},
        {"", "", "no such format"},
    };
    for (Case const& one : cases) { EXPECT_EQ(read(one.format, one.text), one.expected) << one.format << " " << one.text; }
}

TEST(DateFormat, ListIsClosedAndEveryNameReadsWhatItShows)
{
    std::set<std::string_view> names;
    for (DateFormat const& format : DateFormat::all()) {
        EXPECT_TRUE(names.insert(format.name()).second) << format.name();
        ASSERT_TRUE(DateFormat::find(format.name()));
        EXPECT_EQ(DateFormat::find(format.name())->name(), format.name());
        std::string text{format.name()};
        auto const put = [&text](std::string_view letters, std::string_view digits) {
            if (std::size_t const at = text.find(letters); at != std::string::npos) { text.replace(at, letters.size(), digits); }
        };
        put("yyyy", "1990"), put("yy", "90"), put("MM", "02"), put("M", "2"), put("dd", "14"), put("d", "14");
        EXPECT_EQ(read(format.name(), text), "1990-02-14") << format.name();
        EXPECT_EQ(format.separator() == '\0', text.find_first_of("-/.") == std::string::npos);
    }
    for (std::string_view const required :
         {"yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd", "dd-MM-yyyy", "dd/MM/yyyy", "dd.MM.yyyy", "MM-dd-yyyy", "MM/dd/yyyy", "d.M.yy"}) {
        EXPECT_TRUE(names.contains(required)) << required;
    }
    EXPECT_EQ(DateFormat::all().front().name(), "yyyy-MM-dd");
}

} // namespace
} // namespace muster
