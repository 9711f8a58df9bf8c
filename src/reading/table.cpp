#include "reading/table.hpp"

#include "reading/delimited/delimited_table.hpp"
#include "reading/spreadsheet/workbook_table.hpp"
#include "reading/xls/xls_workbook.hpp"
#include "reading/xlsx/xlsx_workbook.hpp"

#include <utility>

namespace muster {

namespace {

/// A table out of an archive: the findings begin with where it was.
class UnpackedTable final : public Table {
public:
    UnpackedTable(std::unique_ptr<Table> table, std::vector<Finding> findings) : table_{std::move(table)}, reading_{table_->reading()}
    {
        reading_.findings.insert(reading_.findings.begin(), findings.begin(), findings.end());
    }
    Reading const& reading() const override { return reading_; }
    Result<std::unique_ptr<RowReader>> rows() const override { return table_->rows(); }

private:
    std::unique_ptr<Table> table_;
    Reading reading_;
};

Result<std::unique_ptr<Table>> open_kind(Contents const& contents, ReadingChoices const& choices,
                                         std::vector<std::string> const& named_titles, Unpacking const& unpacking)
{
    switch (contents.kind) {
    case FileKind::delimited: return open_delimited(contents.bytes, choices, named_titles);
    case FileKind::xlsx: {
        TRY_ASSIGN(std::shared_ptr<Workbook const> workbook, open_xlsx(contents.bytes, unpacking.limit));
        return open_workbook_table(std::move(workbook), contents.kind, choices, named_titles);
    }
    case FileKind::xls: {
        TRY_ASSIGN(std::shared_ptr<Workbook const> workbook, open_xls(contents.bytes));
        return open_workbook_table(std::move(workbook), contents.kind, choices, named_titles);
    }
    case FileKind::zip: break;
    }
    return Error{ErrorKind::internal, "FILE_KIND", "A kind of file has no reader."};
}

std::vector<Finding> archive_findings(Contents const& contents)
{
    std::vector<Finding> findings{{"archive entry", contents.entry, Finding::By::detected, "it is the first file with a table"}};
    if (contents.others == 0) {
        findings.front().evidence = "it is the only file";
        return findings;
    }
    std::string names;
    for (std::string const& name : contents.left_out) { names += (names.empty() ? "" : ", ") + name; }
    if (contents.left_out.size() < contents.others) { names += names.empty() ? std::to_string(contents.others) : ", ..."; }
    findings.push_back({"left out", names, Finding::By::detected,
                        contents.others == 1 ? "one file of the archive is not read" : "these files of the archive are not read"});
    return findings;
}

} // namespace

Result<std::unique_ptr<Table>> open_table(std::shared_ptr<ByteSource const> file, std::string const& name, ReadingChoices const& choices,
                                          std::vector<std::string> const& named_titles, Unpacking const& unpacking)
{
    TRY_ASSIGN(Contents const contents, open_contents(std::move(file), name, unpacking));
    Result<std::unique_ptr<Table>> table = open_kind(contents, choices, named_titles, unpacking);
    if (!table || contents.entry.empty()) { return table; }
    return std::unique_ptr<Table>{std::make_unique<UnpackedTable>(*std::move(table), archive_findings(contents))};
}

} // namespace muster
