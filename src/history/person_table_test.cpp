#include "history/person_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace muster {
namespace {

struct Someone {
    std::vector<FieldValue> values{};
    std::vector<FieldValue> contacts{};
    std::vector<std::string_view> tags{};
    PersonCells cells() const { return {"LEAD", &values, &contacts, tags}; }
};

std::vector<std::string> titles_from(PersonColumns const& columns, std::string const& first)
{
    std::vector<std::string> titles = columns.titles();
    titles.erase(titles.begin(), std::find(titles.begin(), titles.end(), first));
    return titles;
}

std::vector<std::string> last_cells(PersonColumns const& columns, Someone const& someone, std::size_t count)
{
    std::vector<std::string_view> row;
    std::string tags;
    columns.append_cells(someone.cells(), row, tags);
    EXPECT_EQ(row.size(), columns.titles().size());
    return {row.end() - static_cast<std::ptrdiff_t>(count), row.end()};
}

TEST(PersonColumns, AreAsManyAsSomebodyNeeds)
{
    Someone const ana{{}, {{person_field::email, "a@x.example"}, {person_field::phone, "1"}, {person_field::email, "b@x.example"}}, {}};
    Someone const ivan{{}, {{person_field::phone, "2"}}, {}};
    PersonColumns columns{person_target(), {}};
    columns.add(ana.cells());
    columns.add(ivan.cells());
    EXPECT_EQ(titles_from(columns, "Phone 1"), (std::vector<std::string>{"Phone 1", "Email 1", "Email 2"}));
    EXPECT_EQ(last_cells(columns, ana, 3), (std::vector<std::string>{"1", "a@x.example", "b@x.example"}));
    EXPECT_EQ(last_cells(columns, ivan, 3), (std::vector<std::string>{"2", "", ""}));
}

TEST(PersonColumns, NameTheUsedAttributesOnly)
{
    FieldId const points{first_attribute + 1}, unused{first_attribute + 2};
    Someone const ana{{{person_field::first_name, "Ana"}, {points, "7"}}, {}, {}};
    PersonColumns columns{person_target(), {{points, "Points", AttributeType::integer}, {unused, "Unused", AttributeType::string}}};
    columns.add(ana.cells());
    EXPECT_EQ(columns.titles().back(), "Points");
    EXPECT_EQ(last_cells(columns, ana, 1).front(), "7");
}

TEST(PersonColumns, JoinTagsByTheFirstDelimiterThatNoTagContains)
{
    struct Case {
        std::vector<std::string_view> tags;
        std::vector<std::string> titles;
        std::string cell;
    };
    Case const cases[] = {
        {{"a", "b"}, {"Tags (|)"}, "a|b"},
        {{"a|", "b"}, {"Tags (;)"}, "a|;b"},
        {{"a|;", "b"}, {"Tags (,)"}, "a|;,b"},
        {{"a|;", "b,"}, {"Tags (tab)"}, "a|;\tb,"},
        {{"a|;", "b,\t"}, {"Tags 1", "Tags 2"}, "b,\t"},
    };
    for (Case const& one : cases) {
        Someone const ana{{}, {}, one.tags};
        PersonColumns columns{person_target(), {}};
        columns.add(ana.cells());
        EXPECT_EQ(titles_from(columns, one.titles.front()), one.titles);
        EXPECT_EQ(last_cells(columns, ana, 1).front(), one.cell);
    }
}

} // namespace
} // namespace muster
