#pragma once

#include "mapping/suggestion.hpp"
#include "profile/attribute.hpp"
#include "reading/table.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// What an analysis knows about a file's columns beside the reading.
struct ColumnNotes {
    std::vector<std::string> fields{};            ///< by column: the field that it goes to; empty = not imported. May be missing
    std::vector<Suggestion> suggestions{};        ///< by column, when asked for
    std::vector<AttributeField> new_attributes{}; ///< that the import will create, in the order of first_new_attribute + index
};

/// How a file was understood, as JSON: kind, firstHeaderRow, lastHeaderRow, firstDataRow, sheets, columns (number, name, title, field,
/// suggestion with field, grade, evidence), findings (what, value, by, evidence; those of the summary too), summary (rows, blank,
/// rowsOutside, and for each fault count and examples), newAttributes (name, type), fingerprint. What ImportJob::reading holds, and
/// what `read` shows: the one place that writes it.
std::string write_reading(Reading const& reading, ReadingSummary const& summary, ColumnNotes const& notes);

/// What later steps need of it.
struct StoredReading {
    std::vector<std::string> columns{}; ///< names
    std::vector<AttributeField> new_attributes{};
    std::int64_t rows_outside{};
};
Result<StoredReading> read_stored_reading(std::string_view json);

} // namespace muster
