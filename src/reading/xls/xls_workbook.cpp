#include "reading/xls/xls_workbook.hpp"

#include "base/assert.hpp"
#include "reading/xls/compound_file.hpp"
#include "reading/xls/gathered_cells.hpp"
#include "reading/xls/workbook_damage.hpp"
#include "reading/xls/workbook_globals.hpp"

#include <algorithm>
#include <array>

namespace muster {

namespace {

/// The rows of a sheet out of cells in order.
class RecordRows final : public RowSource {
public:
    RecordRows(std::shared_ptr<WorkbookGlobals const> globals, DateSystem system, std::unique_ptr<CellSource> cells,
               std::uint32_t row_count)
        : globals_{std::move(globals)}, system_{system}, cells_{std::move(cells)}, row_count_{row_count}
    {
    }

    Result<bool> next(RowBatch& batch) override
    {
        if (row_ >= row_count_) { return false; }
        if (!has_cell_ && row_ == 0) { TRY_ASSIGN(has_cell_, cells_->next(cell_)); }
        batch.begin_row({row_ + 1}, row_ + 1);
        for (std::uint16_t column = 0; has_cell_ && cell_.row == row_; ++column) {
            for (; column < cell_.column; ++column) { batch.add_cell({}); }
            append_cell(batch, cell_, system_);
            TRY_ASSIGN(has_cell_, cells_->next(cell_));
        }
        batch.end_row();
        ++row_;
        return true;
    }

private:
    std::shared_ptr<WorkbookGlobals const> globals_; ///< the cells look into it
    DateSystem system_;
    std::unique_ptr<CellSource> cells_;
    std::uint32_t row_count_;
    std::int64_t row_{};
    FoundCell cell_{}; ///< the next one
    bool has_cell_{};
};

class XlsWorkbook final : public Workbook {
public:
    XlsWorkbook(std::shared_ptr<ByteSource const> stream, WorkbookGlobals globals)
        : stream_{std::move(stream)}, globals_{std::make_shared<WorkbookGlobals const>(std::move(globals))}
    {
        for (SheetPlace const& place : globals_->sheets) { sheets_.push_back(place.sheet); }
        find_out();
    }

    std::vector<Sheet> const& sheets() const override { return sheets_; }
    std::vector<Finding> const& findings() const override { return findings_; }

    Result<std::unique_ptr<RowSource>> rows(std::size_t sheet) const override
    {
        MUSTER_ASSERT(sheet < sheets_.size() && sheets_[sheet].kind == Sheet::Kind::rows);
        SheetPlace const& place = globals_->sheets[sheet];
        TRY_ASSIGN(std::unique_ptr<CellSource> first_pass, CellReader::create(stream_, place, globals_->strings));
        TRY_ASSIGN(SheetSurvey survey, survey_sheet(*first_pass));
        std::uint32_t const row_count = survey.row_count;
        std::unique_ptr<CellSource> cells;
        if (survey.in_order) {
            TRY_ASSIGN(cells, CellReader::create(stream_, place, globals_->strings));
        } else {
            cells = std::make_unique<GatheredCells>(stream_, place, globals_->strings, std::move(survey));
        }
        DateSystem const system = place.settings->date_system();
        return std::unique_ptr<RowSource>{std::make_unique<RecordRows>(globals_, system, std::move(cells), row_count)};
    }

private:
    void find_out()
    {
        WorkbookSettings const& settings = *globals_->settings;
        findings_.push_back({"format", std::string{name_of(globals_->version)}, Finding::By::detected, "the file's first record says so"});
        bool const from_1904 = settings.date_system() == DateSystem::from_1904;
        findings_.push_back({"date system", from_1904 ? "1904" : "1900", Finding::By::detected, "the workbook's setting"});
        if (globals_->version == Biff::eight) { return; }
        auto const number = settings.code_page();
        std::string const encoding = encoding_of_code_page(number.value_or(default_code_page));
        if (!number) {
            findings_.push_back(
                {"encoding", encoding, Finding::By::standard, "the workbook names no code page; texts that are UTF-8 are read so"});
        } else if (encoding.empty()) {
            findings_.push_back({"encoding", "US-ASCII", Finding::By::standard,
                                 "the workbook's code page " + std::to_string(*number) + " is not known: other letters are replaced"});
        } else {
            findings_.push_back({"encoding", encoding, Finding::By::detected, "the workbook's code page " + std::to_string(*number)});
        }
    }

    std::shared_ptr<ByteSource const> stream_;
    std::shared_ptr<WorkbookGlobals const> globals_;
    std::vector<Sheet> sheets_{};
    std::vector<Finding> findings_{};
};

/// The stream of records: a compound file's, or the file itself.
Result<std::shared_ptr<ByteSource const>> find_records(std::shared_ptr<ByteSource const> file)
{
    std::array<char, 8> head{};
    TRY_ASSIGN(std::size_t const got, file->read_at(0, head));
    if (!CompoundFile::begins({head.data(), got})) { return file; }
    TRY_ASSIGN(auto const compound, CompoundFile::open(file));
    for (char const* name : {"Workbook", "Book"}) { // a file for two generations has both; the newer says more
        if (compound->holds(name)) { return compound->stream(name); }
    }
    if (compound->holds("EncryptedPackage") || compound->holds("EncryptionInfo")) {
        return encrypted_workbook("encryption of .xlsx files");
    }
    return unsupported_workbook("a document of another program than Excel");
}

} // namespace

Result<std::unique_ptr<Workbook>> open_xls(std::shared_ptr<ByteSource const> file)
{
    TRY_ASSIGN(auto stream, find_records(std::move(file)));
    TRY_ASSIGN(WorkbookGlobals globals, read_globals(stream));
    return std::unique_ptr<Workbook>{std::make_unique<XlsWorkbook>(std::move(stream), std::move(globals))};
}

} // namespace muster
