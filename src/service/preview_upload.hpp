#pragma once

#include "service/workplace.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace muster {

/// A row as it stands in the file.
struct PreviewRow {
    RowNumber row{};
    std::vector<std::string> cells{}; ///< each cut at `longest_cell`, between characters
};

/// What the rows that were looked at hold in one column.
struct ColumnSketch {
    std::int64_t filled{};               ///< rows in which it is not blank
    std::vector<std::string> examples{}; ///< different values, in the file's order
    /// The most frequent values with their counts, most frequent first; empty when there are more different ones than are kept apart.
    std::vector<std::pair<std::string, std::int64_t>> frequent{};
};

/// How an upload is read, before anything is decided: what a person looks at to map it.
struct UploadPreview {
    static constexpr std::size_t rows_shown = 50;
    static constexpr std::size_t longest_cell = 300; ///< bytes
    static constexpr std::size_t examples_shown = 3;
    static constexpr std::size_t frequent_shown = 10;
    static constexpr std::size_t values_kept_apart = 1'000; ///< in a column
    /// Rows that are studied: about a second's work. The analysis studies all.
    static constexpr std::int64_t rows_studied = 200'000;

    ImportJob job{};
    Reading reading{};
    ReadingSummary summary{};               ///< of the rows that were looked at
    std::vector<PreviewRow> first_rows{};   ///< of the file, titles and what stands above them included
    std::vector<PreviewRow> content_rows{}; ///< from the first data row on
    std::vector<ColumnSketch> columns{};
    std::vector<Suggestion> suggestions{}; ///< one for every column
    std::int64_t rows{};                   ///< that were looked at
    enum class Extent : std::uint8_t { beginning, whole } extent{Extent::whole};
    std::vector<std::string> recipes{}; ///< names of the kept recipes that were made for a file with these titles
};

/// Reads an upload under choices. `named_titles` as in open_table. Blocks for about a second. Errors: as open_table.
Result<UploadPreview> preview_upload(Workplace const& place, ImportJob const& job, ReadingChoices const& choices,
                                     std::vector<std::string> const& named);

} // namespace muster
