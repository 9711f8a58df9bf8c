#include "tables/table_writer.hpp"

#include "base/text.hpp"

namespace muster {

std::optional<TableFormat> table_format_of(std::string_view file_name)
{
    std::size_t const dot = file_name.rfind('.');
    if (dot == std::string_view::npos) { return std::nullopt; }
    std::string_view const end = file_name.substr(dot + 1);
    if (text::equal_ascii_caseless(end, "csv")) { return TableFormat::csv; }
    if (text::equal_ascii_caseless(end, "xlsx")) { return TableFormat::xlsx; }
    return std::nullopt;
}

Result<std::unique_ptr<TableWriter>> table_writer(TableFormat format, ByteSink& sink, std::string const& folder)
{
    switch (format) {
    case TableFormat::csv: return csv_writer(sink, Guard::formulas);
    case TableFormat::xlsx: return xlsx_writer(sink, Guard::formulas, folder);
    }
    return csv_writer(sink, Guard::formulas);
}

} // namespace muster
