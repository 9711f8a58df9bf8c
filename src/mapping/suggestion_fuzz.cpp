#include "base/assert.hpp"
#include "base/text.hpp"
#include "mapping/date_format.hpp"
#include "mapping/suggestion.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace muster;

constexpr std::size_t most_columns = 12;
constexpr Date today{2026, 11, 24};

std::vector<std::string_view> cells_of(std::string_view line)
{
    std::vector<std::string_view> cells;
    for (std::size_t start = 0; start <= line.size() && cells.size() < most_columns;) {
        std::size_t const end = std::min(line.find('\x1F', start), line.size());
        cells.push_back(line.substr(start, end - start));
        start = end + 1;
    }
    return cells;
}

std::string_view take_line(std::string_view& text)
{
    std::string_view const line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    return line;
}

} // namespace

/// The first line are titles, the others rows; 0x1F ends a cell. Any text gives a suggestion with a sentence for every column, and what it
/// proposes can be mapped.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string_view text{reinterpret_cast<char const*>(bytes), size}; // NOLINT: bytes as text
    if (!text::is_utf8(text)) { return 0; }
    static std::array<AttributeField, 3> const attributes{{{{first_attribute + 1}, "Loyalty points", AttributeType::integer},
                                                           {{first_attribute + 2}, "Member since", AttributeType::date},
                                                           {{first_attribute + 3}, "[", AttributeType::string}}};
    Reading reading;
    for (std::string_view const title : cells_of(take_line(text))) {
        reading.columns.push_back({reading.columns.size() + 1, std::string{text::trim(title)}});
    }
    ColumnStudy study{person_target(), reading, attributes, today};
    RowBatch rows;
    while (!text.empty()) {
        rows.begin_row({static_cast<std::int64_t>(rows.size()) + 2}, 0);
        for (std::string_view const cell : cells_of(take_line(text))) { rows.add_cell(cell); }
        rows.end_row();
    }
    study.add(rows);
    std::vector<Suggestion> const suggestions = study.suggestions();
    MUSTER_ASSERT(suggestions.size() == reading.columns.size());
    for (Suggestion const& suggestion : suggestions) {
        MUSTER_ASSERT(!suggestion.evidence.empty() && text::is_utf8(suggestion.evidence));
        MUSTER_ASSERT((suggestion.grade == Grade::none) == suggestion.field.empty());
        MUSTER_ASSERT(suggestion.options.date_format.empty() || DateFormat::find(suggestion.options.date_format));
    }
    return 0;
}
