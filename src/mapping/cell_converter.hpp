#pragma once

#include "base/date.hpp"
#include "base/problem.hpp"
#include "mapping/mapped_column.hpp"
#include "mapping/mapper.hpp"
#include "profile/values.hpp"
#include "reading/row.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace muster {

/// Turns single cells into canonical values: strips the export's guard, sees and repairs damage, reads dates in the column's format.
/// Reused cell by cell, so that nothing is allocated for a clean one. One thread.
class CellConverter {
public:
    CellConverter(PhoneRule phones, Date today, std::vector<CellProblem>& problems) : problems_{problems}
    {
        context_.phones = phones;
        context_.today = today;
    }

    /// The row whose cells come next, and the region in which a phone column that asks the row is read.
    void start_row(std::uint32_t row, RowFault faults, std::string_view region)
    {
        row_ = row;
        faults_ = faults;
        region_ = region;
    }

    /// A column's cell as a value; empty when there is none, or when it was refused (`into` is anything then). Adds what is wrong to the
    /// problems. For tags, use text_of and tag.
    enum class Verdict : std::uint8_t { blank, valid, refused };
    Verdict convert(MappedColumn const& column, Cell const& cell, std::string& into);

    /// The text that a tags cell means; empty when there is none or it was refused.
    std::string_view text_of(MappedColumn const& column, Cell const& cell, Verdict& verdict);
    /// One tag name out of it.
    Verdict tag(MappedColumn const& column, std::string_view piece, std::string& into);

private:
    Verdict refuse(MappedColumn const& column, ProblemCode code);
    Verdict error_value(MappedColumn const& column);
    void warn(MappedColumn const& column, ProblemCode code);
    void warn_of_damage(MappedColumn const& column, std::string_view text);
    std::string_view repaired(MappedColumn const& column, std::string_view text);
    ProblemCode read_date(MappedColumn const& column, Cell const& cell, std::string_view text, std::string& into) const;
    ProblemCode read(MappedColumn const& column, Cell const& cell, std::string_view text, std::string& into);

    std::vector<CellProblem>& problems_;
    ValueContext context_{};
    std::uint32_t row_{};
    RowFault faults_{RowFault::none};
    std::string_view region_{};
    std::string repaired_{};
};

/// The regions of the countries that a file's rows name, each distinct text looked up once.
class RegionMemory {
public:
    /// Empty when the text is no country. Valid until the next call.
    std::string_view region_of(std::string_view country);

private:
    std::unordered_map<std::string, std::string> known_{};
    std::string text_{};
};

} // namespace muster
