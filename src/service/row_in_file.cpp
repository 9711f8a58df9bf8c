#include "service/explain_import.hpp"
#include "service/import_acts.hpp"
#include "service/import_table.hpp"

#include <string>

namespace muster {

namespace {

Error no_row(RowNumber wanted)
{
    return {ErrorKind::not_found, "ROW_NOT_FOUND",
            "The table in the file has no row " + std::to_string(wanted.value) +
                ". Rows are counted as a spreadsheet counts them, without titles and empty rows. "
                "Look up the number among the import's rows."};
}

FileRow row_of(RowBatch const& rows, std::size_t index)
{
    FileRow row{rows.entry(index).number, rows.entry(index).line, {}};
    for (std::size_t column = 0; column < rows.entry(index).cell_count; ++column) { row.cells.emplace_back(rows.cell(index, column).text); }
    return row;
}

} // namespace

Result<FileRow> row_in_file(Workplace const& place, ImportId id, RowNumber wanted)
{
    TRY_ASSIGN(ImportJob const job, load_import(place, id));
    TRY(check_analysed(job));
    TRY_ASSIGN(Recipe const recipe, read_recipe(job.recipe));
    TRY_ASSIGN(auto const table, open_import_table(place, job, recipe));
    TRY_ASSIGN(auto const reader, table->rows());
    RowBatch rows;
    for (;;) {
        TRY(reader->next(rows));
        if (rows.empty()) { return no_row(wanted); }
        if (rows.entry(rows.size() - 1).number < wanted) { continue; }
        for (std::size_t index = 0; index < rows.size(); ++index) {
            if (rows.entry(index).number == wanted) { return row_of(rows, index); }
        }
        return no_row(wanted);
    }
}

} // namespace muster
