#include "reading/spreadsheet/corpus_test.hpp"
#include "reading/xls/xls_builder_test.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

namespace muster::xls_test {
namespace {

using corpus_test::as_csv;
using corpus_test::contents;
std::filesystem::path const corpus = corpus_test::folder_of("xls");

TEST(XlsCorpus, ReadsWhatOtherProgramsWrote)
{
    std::set<std::string> formats;
    for (auto const& entry : std::filesystem::directory_iterator{corpus}) {
        if (entry.path().extension() != ".xls") { continue; }
        auto const book = open_xls(std::shared_ptr<ByteSource const>{memory_source(contents(entry.path()))});
        ASSERT_TRUE(book) << entry.path() << " " << book.error().message;
        formats.insert((*book)->findings().front().value);
        for (std::size_t sheet = 0; sheet < (*book)->sheets().size(); ++sheet) {
            EXPECT_EQ(as_csv(**book, sheet, corpus_test::BlankEnds::left_out), contents(corpus_test::expected_of(entry.path(), sheet)))
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
