#include "reading/xlsx/xlsx_workbook.hpp"

#include "base/assert.hpp"
#include "reading/xlsx/sheet_rows.hpp"
#include "reading/xlsx/style_table.hpp"
#include "reading/xlsx/workbook_part.hpp"

#include <utility>

namespace muster {

namespace {

class XlsxWorkbook final : public Workbook {
public:
    XlsxWorkbook(std::shared_ptr<WorkbookParts const> parts, WorkbookPart part, XmlMachine machine)
        : parts_{std::move(parts)}, part_{std::move(part)}, machine_{machine}
    {
        bool const from_1904 = part_.dates == DateSystem::from_1904;
        findings_.push_back({"format", "Office Open XML workbook", Finding::By::detected, "the archive's main part is " + part_.name});
        findings_.push_back({"date system", from_1904 ? "1904" : "1900", Finding::By::detected, "the workbook's setting"});
    }

    std::vector<Sheet> const& sheets() const override { return part_.sheets; }
    Result<std::unique_ptr<RowSource>> rows(std::size_t sheet) const override
    {
        MUSTER_ASSERT(sheet < part_.sheets.size() && part_.sheets[sheet].kind == Sheet::Kind::rows);
        return open_sheet_rows(parts_, part_.sheet_parts[sheet], machine_);
    }
    std::vector<Finding> const& findings() const override { return findings_; }

private:
    std::shared_ptr<WorkbookParts const> parts_;
    WorkbookPart part_;
    XmlMachine machine_;
    std::vector<Finding> findings_{};
};

/// All parts that may be read, together: a limit for each alone would let a thousand of them through.
Result<void> check_size(Package const& package, WorkbookPart const& workbook)
{
    constexpr std::uint64_t megabyte = 1'000'000;
    std::uint64_t sum = package.size_of(workbook.texts_part) + package.size_of(workbook.styles_part);
    for (std::size_t sheet = 0; sheet < workbook.sheets.size(); ++sheet) {
        if (workbook.sheets[sheet].kind == Sheet::Kind::rows) { sum += package.size_of(workbook.sheet_parts[sheet]); }
        if (sum <= package.limit()) { continue; }
        return Error{ErrorKind::too_large, "FILE_TOO_LARGE",
                     "The workbook has more than " + std::to_string(package.limit() / megabyte) +
                         " MB when it is unpacked. Delete the sheets that are not needed, or save the one that is as .csv."};
    }
    return {};
}

} // namespace

Result<std::unique_ptr<Workbook>> open_xlsx(std::shared_ptr<ByteSource const> file, std::uint64_t limit, XmlMachine machine)
{
    TRY_ASSIGN(Package package, Package::open(std::move(file), limit));
    TRY_ASSIGN(WorkbookPart workbook, read_workbook_part(package));
    TRY(check_size(package, workbook));
    auto parts = std::make_shared<WorkbookParts>(WorkbookParts{.package = std::move(package)});
    parts->meaning.dates = workbook.dates;
    if (!workbook.styles_part.empty()) { TRY_ASSIGN(parts->meaning.styles, read_style_table(parts->package, workbook.styles_part)); }
    if (!workbook.texts_part.empty()) { TRY_ASSIGN(parts->meaning.texts, SharedTexts::read(parts->package, workbook.texts_part, machine)); }
    return std::unique_ptr<Workbook>{std::make_unique<XlsxWorkbook>(std::move(parts), std::move(workbook), machine)};
}

} // namespace muster
