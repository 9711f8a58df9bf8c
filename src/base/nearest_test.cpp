#include "base/nearest.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace muster {
namespace {

TEST(Nearest, FindsWhatWasMeantAndNothingFarAway)
{
    constexpr std::array<std::string_view, 5> known{"import", "history", "--on-duplicate", "--auto-map", "undo"};
    struct Row {
        std::string_view typed{}, meant{};
    };
    constexpr std::array rows{
        Row{"imprt", "import"},
        Row{"ipmort", "import"},
        Row{"hist", "history"},
        Row{"--on-dup", "--on-duplicate"},
        Row{"--automap", "--auto-map"},
        Row{"udno", "undo"},
        Row{"frobnicate", ""},
        Row{"", ""},
        Row{"xyz", ""},
    };
    for (Row const& row : rows) { EXPECT_EQ(nearest(row.typed, known), row.meant) << row.typed; }
    EXPECT_EQ(nearest(std::string(100'000, 'i'), known), "");
}

} // namespace
} // namespace muster
