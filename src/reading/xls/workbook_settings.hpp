#pragma once

#include "reading/spreadsheet/number_cell.hpp"
#include "reading/xls/byte_text.hpp"
#include "reading/xls/record_stream.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace muster {

/// What a workbook says once and its cells need: code page, date system, number formats. From BIFF5 on it stands before the sheets, in
/// older files in each sheet. Immutable once finished.
class WorkbookSettings {
public:
    explicit WorkbookSettings(Biff version) : version_{version} {}

    /// Takes what belongs to it from CODEPAGE, DATEMODE, FORMAT and XF records and passes over all others. Errors: unreadable;
    /// unsupported, for the FILEPASS record of an encrypted file.
    Result<void> take(RecordStream& records, Record const& record);
    /// For the other texts that stand among its records, such as the names of sheets; of no use once finished.
    Result<ByteText*> byte_text();
    /// Joins formats and cells; to be called behind the last record.
    void finish();
    /// The same without number formats: what a sheet of a BIFF4 workbook begins with.
    WorkbookSettings without_formats() const;

    Biff version() const { return version_; }
    std::optional<std::uint16_t> code_page() const { return code_page_; }
    DateSystem date_system() const { return date_system_; }
    /// Whether cells are formatted through XF records; a BIFF2 file may have none.
    bool has_xfs() const { return !xf_styles_.empty(); }
    /// How cells of an XF show numbers.
    NumberStyle style_of_xf(std::size_t xf) const { return xf < xf_styles_.size() ? xf_styles_[xf] : NumberStyle::number; }
    /// How a number format shows numbers.
    NumberStyle style_of_format_number(std::size_t format) const;

private:
    Result<void> take_format(RecordStream& records, Record const& record);

    Biff version_;
    std::optional<std::uint16_t> code_page_{};
    std::shared_ptr<ByteText> byte_text_{}; ///< while records are read, made when needed: files have hundreds of formats
    DateSystem date_system_{DateSystem::from_1900};
    std::vector<std::optional<NumberStyle>> formats_{}; ///< by number; absent ones are built in
    std::vector<std::uint16_t> xf_formats_{};
    std::vector<NumberStyle> xf_styles_{};
};

} // namespace muster
