#include "base/file.hpp"
#include "intake/nul_parity.hpp"
#include "intake/upload.hpp"
#include "intake/zip_builder_test.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace muster {
namespace {

using namespace std::string_literals;

Result<Upload> take(std::vector<std::string> const& pieces, std::uint64_t limit, std::string& into, std::size_t* asked = nullptr)
{
    auto const sink = memory_sink(into);
    std::size_t next = 0;
    NextBytes const source = [&]() -> Result<std::string_view> {
        if (asked != nullptr) { ++*asked; }
        return next < pieces.size() ? std::string_view{pieces[next++]} : std::string_view{};
    };
    return take_in(source, "C:\\exports/people.csv", limit, *sink);
}

TEST(TakeIn, KeepsBytesNameSizeAndDigest)
{
    std::string bytes;
    auto const upload = take({"name,", "email\n"}, 100, bytes);
    ASSERT_TRUE(upload);
    EXPECT_EQ(bytes, "name,email\n");
    EXPECT_EQ(upload->name, "people.csv");
    EXPECT_EQ(upload->size, 11U);
    EXPECT_EQ(to_hex(upload->digest), to_hex(sha256("name,email\n")));
}

TEST(TakeIn, RefusesTheMomentTheLimitIsPassed)
{
    std::string bytes;
    std::size_t asked = 0;
    auto const upload = take({"12345", "67890", "x", "never asked for"}, 10, bytes, &asked);
    ASSERT_FALSE(upload);
    EXPECT_EQ(upload.error().kind, ErrorKind::too_large);
    EXPECT_EQ(asked, 3U);
    EXPECT_TRUE(take({"12345", "67890"}, 10, bytes));
}

TEST(TakeIn, RefusesAnEmptyFile)
{
    std::string bytes;
    auto const upload = take({}, 10, bytes);
    ASSERT_FALSE(upload);
    EXPECT_EQ(upload.error().kind, ErrorKind::unreadable);
}

TEST(TakeIn, PassesOnTroubleOfTheSource)
{
    std::string bytes;
    auto const sink = memory_sink(bytes);
    auto const upload = take_in([]() -> Result<std::string_view> { return Error{ErrorKind::cancelled, "GONE", "gone"}; }, "x", 10, *sink);
    ASSERT_FALSE(upload);
    EXPECT_EQ(upload.error().kind, ErrorKind::cancelled);
}

std::string kind_of(std::string bytes, std::string const& name)
{
    auto const kind = recognise(*memory_source(std::move(bytes)), name);
    if (!kind) { return kind.error().message; }
    switch (*kind) {
    case FileKind::delimited: return "delimited";
    case FileKind::xlsx: return "xlsx";
    case FileKind::xls: return "xls";
    case FileKind::zip: return "zip";
    }
    return "?";
}

TEST(Recognise, GoesByContentWhateverTheName)
{
    EXPECT_EQ(kind_of("name,email\n", "people.csv"), "delimited");
    EXPECT_EQ(kind_of("name,email\n", "people.xlsx"), "delimited");
    EXPECT_EQ(kind_of("name\temail\n", "people"), "delimited");
    EXPECT_EQ(kind_of(zip_of_names({"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"}), "people.csv"), "xlsx");
    EXPECT_EQ(kind_of(zip_of_names({"people.csv"}), "people.xlsx"), "zip");
    EXPECT_EQ(kind_of("\x09\x08\x10\x00"s + std::string(100, 'x'), "old.xls"), "xls");
    EXPECT_EQ(kind_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s + std::string(600, '\0'), "people.csv"), "xls");
}

TEST(Recognise, RefusesOthersByNameAndKind)
{
    for (auto const& [bytes, word] : {std::pair{"%PDF-1.7\n"s, "PDF"},
                                      std::pair{"\x89PNG\r\n\x1A\n"s, "PNG"},
                                      std::pair{"\xFF\xD8\xFF\xE0"s, "JPEG"},
                                      std::pair{"GIF89a"s, "GIF"},
                                      std::pair{"\x7F"
                                                "ELF\x02"s,
                                                "program"},
                                      std::pair{"MZ\x90\0\x03"s, "program"},
                                      std::pair{"\x1F\x8B\x08"s, "gzip"},
                                      std::pair{"7z\xBC\xAF\x27\x1C"s, "7-Zip"},
                                      std::pair{"Rar!\x1A\x07\x01"s, "RAR"},
                                      std::pair{"SQLite format 3\0x"s, "SQLite"},
                                      std::pair{"<!DOCTYPE html><html>"s, "HTML"},
                                      std::pair{"{\\rtf1"s, "RTF"},
                                      std::pair{"<?xml version=\"1.0\"?><a/>"s, "XML"},
                                      std::pair{" [{\"name\": \"Ana\"}]\n"s, "JSON"},
                                      std::pair{"{\"name\": \"Ana\"}\n{\"name\": \"Ivo\"}\n"s, "JSON"},
                                      std::pair{"BEGIN:VCARD\nFN:Ana\n"s, "vCard"},
                                      std::pair{std::string(1'000, '\0'), "binary"},
                                      std::pair{"\x02\x03\x04\x05\x06"s, "binary"},
                                      std::pair{zip_of_names({"[Content_Types].xml", "word/document.xml"}), "Word"},
                                      std::pair{zip_of_names({"mimetype", "content.xml"}), "OpenDocument"},
                                      std::pair{zip_of_names({"[Content_Types].xml", "xl/workbook.bin"}), "xlsb"}}) {
        std::string const message = kind_of(bytes, "people.csv");
        EXPECT_NE(message.find("'people.csv'"), std::string::npos) << message;
        EXPECT_NE(message.find(word), std::string::npos) << message;
    }
}

TEST(Recognise, TakesTextThatOnlyLooksLikeSomethingElse)
{
    EXPECT_EQ(kind_of("[x],{y}\n1,2\n", "a.csv"), "delimited");
    EXPECT_EQ(kind_of("BM,x\n1,2\n", "a.csv"), "delimited");
    EXPECT_EQ(kind_of("MZ,x\n1,2\n", "a.csv"), "delimited");
    EXPECT_EQ(kind_of("<b>,x\n1,2\n", "a.csv"), "delimited");
    EXPECT_EQ(kind_of("a\x1F"
                      "b\x1E",
                      "a.csv"),
              "delimited");
    EXPECT_EQ(kind_of("name,email\nA\0na,ana@example.com and more text than that\n"s, "a.csv"), "delimited");
}

TEST(NulParity, TellsTheByteOrderOfUtf16)
{
    EXPECT_EQ(encoding_by_nul_parity("n\0a\0m\0e\0,\0\x7E\x01\n\0"s), "UTF-16LE");
    EXPECT_EQ(encoding_by_nul_parity("\0n\0a\0m\0e\0,\x01\x7E\0\n"s), "UTF-16BE");
    EXPECT_EQ(encoding_by_nul_parity("n\0\0\0a\0\0\0,\0\0\0\n\0\0\0"s), "UTF-32LE");
    EXPECT_EQ(encoding_by_nul_parity("\0\0\0n\0\0\0a\0\0\0,\0\0\0\n"s), "UTF-32BE");
    EXPECT_EQ(encoding_by_nul_parity("name,email\n"), "");
    EXPECT_EQ(encoding_by_nul_parity(std::string(100, '\0')), "");
}

} // namespace
} // namespace muster
