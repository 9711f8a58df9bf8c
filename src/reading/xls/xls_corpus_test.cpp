#include "base/text.hpp"
#include "reading/xls/xls_builder_test.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

namespace muster::xls_test {
namespace {

/// Workbooks that other programs wrote, each with what its rows must read as: NAME.csv, NAME.2.csv for its second sheet.
std::filesystem::path const corpus =
    std::filesystem::path{__FILE__}.parent_path().parent_path().parent_path().parent_path() / "tests/corpus/xls";

std::string contents(std::filesystem::path const& path)
{
    auto const file = open_file(path.string());
    if (!file) { return "?" + file.error().message; }
    auto const bytes = read_all(**file, 1U << 20U);
    return bytes ? *bytes : "?" + bytes.error().message;
}
std::string quoted(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) { return std::string{text}; }
    std::string cell = "\"";
    for (char const c : text) { cell.append(c == '"' ? 2 : 1, c); }
    return cell + '"';
}
/// The sheet in the form of the expected file: blank cells at a row's end left out.
std::string as_csv(Workbook const& book, std::size_t sheet)
{
    auto const rows = book.rows(sheet);
    if (!rows) { return "?" + rows.error().message; }
    std::string lines;
    RowBatch batch;
    while (true) {
        batch.clear();
        auto const more = (*rows)->next(batch);
        if (!more) { return "?" + more.error().message; }
        if (!*more) { return lines; }
        std::size_t filled = batch.entry(0).cell_count;
        while (filled > 0 && batch.cell(0, filled - 1).text.empty()) { --filled; }
        for (std::size_t column = 0; column < filled; ++column) {
            EXPECT_TRUE(text::is_utf8(batch.cell(0, column).text));
            lines += (column > 0 ? "," : "") + quoted(batch.cell(0, column).text);
        }
        lines += '\n';
    }
}

TEST(XlsCorpus, ReadsWhatOtherProgramsWrote)
{
    std::set<std::string> formats;
    for (auto const& entry : std::filesystem::directory_iterator{corpus}) {
        if (entry.path().extension() != ".xls") { continue; }
        auto const book = open_xls(std::shared_ptr<ByteSource const>{memory_source(contents(entry.path()))});
        ASSERT_TRUE(book) << entry.path() << " " << book.error().message;
        formats.insert((*book)->findings().front().value);
        for (std::size_t sheet = 0; sheet < (*book)->sheets().size(); ++sheet) {
            std::string const ending = sheet == 0 ? ".csv" : "." + std::to_string(sheet + 1) + ".csv";
            EXPECT_EQ(as_csv(**book, sheet), contents(std::filesystem::path{entry.path()}.replace_extension(ending)))
                << entry.path() << " " << sheet;
        }
    }
    EXPECT_EQ(formats.size(), 5U);
}

TEST(XlsCorpus, CellsHaveTheirKinds)
{
    auto const first_rows = [](char const* name) {
        std::string const rows = read(contents(corpus / name));
        return rows.substr(0, rows.find('/', rows.find('/') + 1));
    };
    EXPECT_EQ(read(contents(corpus / "dates1904_biff8.xls")), "d|t/1984-02-29:d|2024-05-06T07:08:09:D/1904-01-02:d|13:05:00:t");
    EXPECT_EQ(first_rows("plain_biff2.xls"), "Name|Age|Phone|Ratio|Active|Note/Ana Horvat|40:n|385911234567:n|-1.25:n|TRUE:b|a,\"b\"");
    std::string const formulas = read(contents(corpus / "formulas_biff8.xls"));
    EXPECT_TRUE(formulas.starts_with(
        "what|result/number|1.5:n/whole|385911234567:n/text|Ana Kovač/empty/true|TRUE:b/false|FALSE:b/div|#DIV/0!:e/na|#N/A:e/"
        "value|#VALUE!:e/name|#NAME?:e/date|2020-02-29:d/when|2020-02-29T12:00:00:D/percent|12.5%:n/long|č"))
        << formulas.substr(0, 300);
}

} // namespace
} // namespace muster::xls_test
