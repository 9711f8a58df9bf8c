#include "base/file.hpp"
#include "base/formula_guard.hpp"
#include "base/text.hpp"
#include "tables/sheet_text.hpp"
#include "tables/table_writer.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <new>
#include <system_error>
#include <utility>
#include <vector>

namespace muster {

namespace {

// What a sheet holds: Excel's "Specifications and limits".
constexpr lxw_row_t most_rows = LXW_ROW_MAX;
constexpr std::size_t most_columns = LXW_COL_MAX;
constexpr std::size_t longest_text = 32'767;

/// Rows that decide how wide the columns are, the titles among them: about what a screen shows.
constexpr lxw_row_t measured_rows = 50;
/// Excel's own width of a column, and one at which a long text leaves room for its neighbours; in characters.
constexpr std::size_t narrowest = 8, widest = 50;
/// 1980-01-01T00:00:00Z, the moment at which an archive's clock begins; the library gives its members the same one.
constexpr std::time_t fixed_moment = 315'532'800;
/// The built-in number format "@", text (ECMA-376 part 1, 18.8.30).
constexpr std::uint8_t text_number_format = 49;
/// Room for what is not the sheet, and for the archive's growing while its members are packed.
constexpr std::uintmax_t spare_room = std::uintmax_t{16} * 1'048'576;
constexpr std::size_t copied_at_once = std::size_t{64} * 1'024;

Error too_large(std::string const& what)
{
    return {ErrorKind::too_large, "XLSX_TOO_LARGE", what + " Take CSV instead, which has no such limit."};
}

Error disk_full(std::string const& folder)
{
    return {ErrorKind::unavailable, "DISK_FULL",
            "The workbook cannot be completed: its temporary files in " + folder +
                " cannot be written, as when the disk is full. Free some space on that disk and try again."};
}

/// One workbook of one sheet that the library is writing.
class OpenWorkbook {
public:
    static Result<OpenWorkbook> create(std::string const& path, std::string folder)
    {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        options.tmpdir = folder.data();
        lxw_workbook* const book = workbook_new_opt(path.c_str(), &options);
        if (book == nullptr) { throw std::bad_alloc{}; }
        lxw_worksheet* const sheet = workbook_add_worksheet(book, "Rows");
        if (sheet == nullptr) { // its temporary file could not be made
            lxw_workbook_free(book);
            return disk_full(folder);
        }
        return OpenWorkbook{book, sheet};
    }
    OpenWorkbook(OpenWorkbook&& other) noexcept : book{std::exchange(other.book, nullptr)}, sheet{other.sheet} {}
    OpenWorkbook& operator=(OpenWorkbook&&) = delete;
    ~OpenWorkbook()
    {
        if (book == nullptr) { return; }
        std::fclose(sheet->optimize_tmpfile); // the library closes it only on its way to a whole workbook
        lxw_workbook_free(book);
    }
    lxw_error close() { return workbook_close(std::exchange(book, nullptr)); }

    lxw_workbook* book;
    lxw_worksheet* sheet;

private:
    OpenWorkbook(lxw_workbook* made, lxw_worksheet* first) : book{made}, sheet{first} {}
};

Result<void> copy_file(std::string const& path, ByteSink& into)
{
    TRY_ASSIGN(auto const file, open_file(path));
    std::vector<char> piece(copied_at_once);
    for (std::uint64_t offset = 0;;) {
        TRY_ASSIGN(std::size_t const count, file->read_at(offset, piece));
        if (count == 0) { return {}; }
        TRY(into.write({piece.data(), count}));
        offset += count;
    }
}

/// About how many digits wide a text is shown: letters of East Asia and most signs above them take two.
std::size_t shown_width(std::string_view cell)
{
    std::size_t width = 0;
    for (std::size_t at = 0; at < cell.size() && width < widest;) { width += text::next_code_point(cell, at) >= 0x1100 ? 2U : 1U; }
    return width;
}

class XlsxWriter final : public TableWriter {
public:
    XlsxWriter(ByteSink& sink, Guard guard, TemporaryFolder folder, OpenWorkbook workbook)
        : sink_{sink}, guard_{guard}, folder_{std::move(folder)}, workbook_{std::move(workbook)}, plain_{text_format()}
    {
        lxw_doc_properties properties{};
        properties.created = fixed_moment;
        workbook_set_properties(workbook_.book, &properties);
    }

    Result<void> titles(std::span<std::string_view const> cells) override
    {
        lxw_format* const bold = text_format();
        format_set_bold(bold);
        TRY(write(cells, bold));
        worksheet_freeze_panes(workbook_.sheet, row_, 0);
        return {};
    }

    Result<void> row(std::span<std::string_view const> cells) override { return write(cells, plain_); }

    Result<void> finish() override
    {
        if (row_ == 0) { worksheet_write_blank(workbook_.sheet, 0, 0, plain_); } // the library needs a cell
        set_columns();
        TRY(check_room());
        lxw_error const trouble = workbook_.close();
        if (trouble == LXW_ERROR_ZIP_BAD_ZIP_FILE) { return too_large("The table takes more than the 4 GiB that an Excel file holds."); }
        if (trouble == LXW_ERROR_MEMORY_MALLOC_FAILED) { throw std::bad_alloc{}; }
        if (trouble != LXW_NO_ERROR) { return disk_full(folder_.path()); }
        return copy_file(path_in(folder_), sink_);
    }

    static std::string path_in(TemporaryFolder const& folder) { return folder.path() + "/table.xlsx"; }

private:
    lxw_format* text_format() const
    {
        lxw_format* const format = workbook_add_format(workbook_.book);
        if (format == nullptr) { throw std::bad_alloc{}; }
        format_set_num_format_index(format, text_number_format);
        return format;
    }

    Result<void> write(std::span<std::string_view const> cells, lxw_format* format)
    {
        if (row_ == most_rows) { return too_large("The table has more rows than the 1,048,576 that an Excel sheet holds."); }
        if (cells.size() > most_columns) {
            return too_large("Row " + std::to_string(row_ + 1) + " has more cells than the 16,384 that an Excel sheet holds.");
        }
        for (std::size_t column = 0; column < cells.size(); ++column) { TRY(write(cells[column], column, format)); }
        bool const empty = std::all_of(cells.begin(), cells.end(), [](std::string_view cell) { return cell.empty(); });
        if (empty) { worksheet_write_blank(workbook_.sheet, row_, 0, format); } // a row nevertheless, were it the last one
        ++row_;
        // The library does not look whether what it puts aside was written; without this a full disk would cut the table short.
        if (std::ferror(workbook_.sheet->optimize_tmpfile) != 0) { return disk_full(folder_.path()); }
        return {};
    }

    Result<void> write(std::string_view cell, std::size_t column, lxw_format* format)
    {
        measure(cell, column);
        if (cell.empty()) { return {}; }
        if (!text::is_utf8(cell)) {
            return Error{ErrorKind::internal, "TABLE_NOT_UTF8", "A cell of row " + std::to_string(row_ + 1) + " of a table is no UTF-8."};
        }
        shown_.clear();
        if (guard_ == Guard::formulas && needs_guard(cell)) { shown_.push_back('\''); }
        shown_ += cell;
        bool const fits = shown_.size() <= longest_text || utf16_length(shown_) <= longest_text;
        written_.clear();
        append_sheet_text(written_, shown_);
        lxw_error const trouble =
            fits ? worksheet_write_string(workbook_.sheet, row_, static_cast<lxw_col_t>(column), written_.c_str(), format)
                 : LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED;
        if (trouble == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED) {
            return too_large("The text in row " + std::to_string(row_ + 1) + ", column " + std::to_string(column + 1) +
                             " is longer than the 32,767 characters that a cell of Excel holds.");
        }
        MUSTER_ASSERT(trouble == LXW_NO_ERROR); // the place was checked
        return {};
    }

    void measure(std::string_view cell, std::size_t column)
    {
        if (column >= widths_.size()) { widths_.resize(column + 1, narrowest); }
        if (row_ < measured_rows) { widths_[column] = std::max(widths_[column], std::min(shown_width(cell), widest)); }
    }

    /// Empty cells of the columns are text too, and digits in text are nothing to warn of.
    void set_columns()
    {
        constexpr double margin = 1.5; // what Excel leaves beside the text, and a bold title's more
        for (std::size_t column = 0; column < widths_.size(); ++column) {
            auto const place = static_cast<lxw_col_t>(column);
            worksheet_set_column(workbook_.sheet, place, place, static_cast<double>(widths_[column]) + margin, plain_);
        }
        worksheet_ignore_errors(workbook_.sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
    }

    /// The library copies the rows that it put aside, again without looking whether it could.
    Result<void> check_room() const
    {
        std::FILE* const rows = workbook_.sheet->optimize_tmpfile;
        bool const flushed = std::fflush(rows) == 0;
        auto const size = static_cast<std::uintmax_t>(ftello(rows));
        std::error_code unknown;
        auto const space = std::filesystem::space(folder_.path(), unknown);
        if (!flushed || (!unknown && space.available < 2 * size + spare_room)) { return disk_full(folder_.path()); }
        return {};
    }

    ByteSink& sink_;
    Guard guard_;
    TemporaryFolder folder_; ///< goes after the workbook, whose files it holds
    OpenWorkbook workbook_;
    lxw_format* plain_;
    lxw_row_t row_{};
    std::vector<std::size_t> widths_{}; ///< of every column, in characters
    std::string shown_{}, written_{};   ///< one cell, for keeping their memory
};

} // namespace

Result<std::unique_ptr<TableWriter>> xlsx_writer(ByteSink& sink, Guard guard, std::string const& folder)
{
    TRY_ASSIGN(TemporaryFolder own, TemporaryFolder::create(folder));
    TRY_ASSIGN(OpenWorkbook workbook, OpenWorkbook::create(XlsxWriter::path_in(own), own.path()));
    std::unique_ptr<TableWriter> writer = std::make_unique<XlsxWriter>(sink, guard, std::move(own), std::move(workbook));
    return writer;
}

} // namespace muster
