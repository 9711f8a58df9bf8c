#include "reading/table.hpp"

#include "reading/delimited/delimited_table.hpp"

namespace muster {

namespace {

Error no_reader(std::string const& name, std::string const& kind, std::string const& advice)
{
    return Error{ErrorKind::unsupported, "FORMAT_UNSUPPORTED", "'" + name + "' is " + kind + ", which cannot be read yet. " + advice};
}

} // namespace

Result<std::unique_ptr<Table>> open_table(std::shared_ptr<ByteSource const> file, std::string const& name, ReadingChoices const& choices,
                                          std::vector<std::string> const& named_titles)
{
    TRY_ASSIGN(FileKind const kind, recognise(*file, name));
    switch (kind) {
    case FileKind::delimited: return open_delimited(std::move(file), choices, named_titles);
    case FileKind::xlsx: return no_reader(name, "an Excel workbook (.xlsx)", "Save the sheet as CSV and use that.");
    case FileKind::xls: return no_reader(name, "an Excel 97 workbook (.xls)", "Save the sheet as CSV and use that.");
    case FileKind::zip: return no_reader(name, "a ZIP archive", "Unpack it and use the file inside.");
    }
    return Error{ErrorKind::internal, "FILE_KIND", "A kind of file has no reader."};
}

} // namespace muster
