#include "base/file.hpp"
#include "intake/inflater.hpp"
#include "intake/zip_archive.hpp"
#include "intake/zip_builder_test.hpp"
#include "intake/zip_names.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

namespace muster {
namespace {

using namespace std::string_literals;

constexpr std::size_t usual_piece = 65'536;
constexpr std::uint64_t no_limit = std::uint64_t{1} << 40;

Result<std::shared_ptr<ZipArchive const>> open(std::string bytes) { return ZipArchive::open(memory_source(std::move(bytes))); }

Result<std::string> read_to_end(ZipStream& stream, std::size_t piece_size = usual_piece)
{
    std::string all;
    std::string piece(piece_size, '\0');
    while (true) {
        TRY_ASSIGN(std::size_t const got, stream.read(piece));
        all.append(piece, 0, got);
        if (got < piece.size()) { return all; }
    }
}

/// The bytes of the archive's first entry, or the sentence of what is wrong.
std::string first_of(std::string bytes, std::uint64_t limit = no_limit, std::size_t piece_size = usual_piece)
{
    auto const archive = open(std::move(bytes));
    if (!archive) { return archive.error().message; }
    if ((*archive)->entries().empty()) { return "(empty)"; }
    auto const stream = (*archive)->unpack((*archive)->entries().front(), limit);
    if (!stream) { return stream.error().message; }
    auto const all = read_to_end(**stream, piece_size);
    return all ? *all : all.error().message;
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// Rows that pack well, but not trivially.
std::string rows(std::size_t count)
{
    std::mt19937 random{7};
    std::string text;
    for (std::size_t row = 0; row < count; ++row) { text += std::to_string(random()) + ",ana" + std::to_string(row) + "@example.com\n"; }
    return text;
}

std::string noise(std::size_t size)
{
    std::mt19937 random{11};
    std::string bytes(size, '\0');
    for (char& c : bytes) { c = static_cast<char>(random()); }
    return bytes;
}

TEST(ZipArchive, GivesTheBytesOfEntriesOfEveryShape)
{
    for (std::string const& bytes : {""s, "x"s, "name,email\n"s, rows(20'000), noise(300'000), std::string(1'000'000, 'a')}) {
        for (TestEntry const& shape : {TestEntry{.method = 0}, TestEntry{.method = 8}, TestEntry{.in_zip64 = true},
                                       TestEntry{.sizes_behind = true}, TestEntry{.extra = "\x55\x54\x01\0\0"s}}) {
            TestEntry entry = shape;
            entry.name = "a.csv";
            entry.bytes = bytes;
            for (TestEnvelope const& envelope :
                 {TestEnvelope{}, TestEnvelope{.front = "MZ" + noise(999)},
                  TestEnvelope{.comment = "a PK\x05\x06 in a comment, long enough"}, TestEnvelope{.zip64_end = true},
                  TestEnvelope{.front = "#!/bin/sh\n", .comment = "x", .zip64_end = true},
                  TestEnvelope{.between = "PK\x05\x05\x03\0abc"s}}) {
                EXPECT_EQ(first_of(zip_file({entry, {.name = "b.csv", .bytes = "b"}}, envelope)), bytes);
            }
        }
    }
}

TEST(ZipArchive, GivesTheSameWhateverIsAskedForAtATime)
{
    std::string const bytes = rows(5'000);
    std::string const file = zip_file({{.name = "a.csv", .bytes = bytes}});
    for (std::size_t piece : {1U, 2U, 3U, 1'000U, 32'768U, 65'535U, 65'536U, 1'000'000U}) {
        EXPECT_EQ(first_of(file, no_limit, piece), bytes);
    }
    EXPECT_EQ(first_of(file, bytes.size(), bytes.size()), bytes);
}

TEST(ZipArchive, DescribesEntriesInDirectoryOrder)
{
    auto const archive = open(zip_file({{.name = "z/", .method = 0},
                                        {.name = "B\\\x8E.csv", .bytes = "1", .method = 0},
                                        {.name = "link", .bytes = "z", .method = 0, .attributes = 0120777U << 16, .system = 3},
                                        {.name = "file", .bytes = "z", .method = 0, .attributes = 0100644U << 16, .system = 3},
                                        {.name = "-", .bytes = "z", .method = 0, .attributes = 0010600U << 16, .system = 3},
                                        {.name = "secret", .bytes = "z", .flags = 1}}));
    ASSERT_TRUE(archive) << archive.error().message;
    auto const& entries = (*archive)->entries();
    ASSERT_EQ(entries.size(), 6U);
    EXPECT_TRUE(entries[0].folder);
    EXPECT_EQ(entries[1].name, "B/Ä.csv");
    EXPECT_FALSE(entries[1].folder);
    EXPECT_TRUE(entries[2].folder);
    EXPECT_FALSE(entries[3].folder);
    EXPECT_FALSE(entries[3].encrypted);
    EXPECT_FALSE(entries[4].folder);
    EXPECT_TRUE(entries[5].encrypted);
    EXPECT_EQ((*archive)->find("/b/Ä.CSV"), &entries[1]);
    EXPECT_EQ((*archive)->find("b"), nullptr);
}

TEST(ZipNames, ComeFromUtf8CodePage437OrTheUnicodePath)
{
    std::string const written = "\xA6.csv";
    auto const path = [](std::string_view of, std::string const& unicode) {
        return "up"s + in_little_endian(unicode.size() + 5, 2) + "\x01"s + in_little_endian(checksum_after(0, of), 4) + unicode;
    };
    EXPECT_EQ(zip_name("people.csv", ""), "people.csv");
    EXPECT_EQ(zip_name("Žena.csv", ""), "Žena.csv");
    EXPECT_EQ(zip_name("\x9A\x81\xFF", ""), "Üü\u00A0");
    EXPECT_EQ(zip_name(written, "\x01\0\x02\0xx"s + path(written, "姓.csv")), "姓.csv");
    EXPECT_EQ(zip_name(written, path("other name", "姓.csv")), "ª.csv");
    EXPECT_EQ(zip_name(written, path(written, "\xFF\xFE")), "ª.csv");
    EXPECT_EQ(zip_name(written, "up\xFF\x7Fx"), "ª.csv");
    EXPECT_EQ(shown_name("../../etc/passwd"), "passwd");
    EXPECT_EQ(shown_name("folder/"), "folder");
    EXPECT_EQ(shown_name("a\nb\x1B[31m\u202Egpj.csv"), "a\uFFFDb\uFFFD[31m\uFFFDgpj.csv");
    EXPECT_EQ(shown_name(""), "(without a name)");
    EXPECT_LT(shown_name(std::string(60'000, 'x')).size(), 120U);
}

struct Refused {
    std::string what;
    std::string file;
    std::string sentence;
};

TEST(ZipArchive, RefusesWhatContradictsItself)
{
    std::string const good = zip_file({{.name = "a.csv", .bytes = rows(100)}});
    std::string const inner = zip_file({{.name = "inner.zip", .bytes = good, .method = 0}});
    std::size_t const inside = inner.find(good) + good.size();
    TestEntry const stored{.name = "a.csv", .bytes = "1,2,3\n", .method = 0};
    auto const changed = [&](auto&&... changes) {
        TestEntry entry{.name = "a.csv", .bytes = rows(100)};
        (changes(entry), ...);
        return zip_file({entry, {.name = "b.csv", .bytes = "b"}});
    };
    for (auto const& [what, file, sentence] : std::vector<Refused>{
             {"no end", good.substr(0, good.size() - 22), "is cut off"},
             {"cut off within a stored archive", inner.substr(0, inside), "is cut off"},
             {"nothing", "", "is cut off"},
             {"first of several parts", "PK\x07\x08" + good.substr(0, 100), "one part"},
             {"last of several parts", zip_file({stored}, {.disk = 2}), "one part"},
             {"last of several parts, ZIP64", zip_file({stored}, {.zip64_end = true, .disk = 2}), "one part"},
             {"more entries counted", zip_file({stored}, {.count = 2}), "another number"},
             {"more entries counted, ZIP64", zip_file({stored}, {.zip64_end = true, .count = 65'537}), "another number"},
             {"overlap", zip_file({stored, {.name = "b.csv", .bytes = "1,2,3\n", .method = 0, .header_at = 0}}), "overlap"},
             {"outside", zip_file({{.name = "a.csv", .bytes = "1", .header_at = 4'000'000}}), "outside"},
             {"far outside", zip_file({{.name = "a.csv", .in_zip64 = true, .header_at = ~std::uint64_t{} - 4}}), "outside"},
             {"outside by size", zip_file({{.name = "a.csv", .in_zip64 = true, .declared_packed = ~std::uint64_t{} - 4}}), "outside"},
             {"in the middle", zip_file({{.name = "a.csv", .bytes = "1", .header_at = 1}}), "outside"},
             {"wrong place",
              zip_file({{.name = "a.csv", .bytes = "123456", .method = 0, .declared = 1, .declared_packed = 1, .header_at = 5}}),
              "not where"},
             {"header reaches into the next", changed([](TestEntry& e) {
                  e.declared_packed = deflated(e.bytes).size() + 5;
                  e.local_extra = std::string(5, '\0');
              }),
              "reach into"},
             {"other name in front", changed([](TestEntry& e) { e.local_name = "b.csv"; }), "contradicts"},
             {"wrong checksum", changed([](TestEntry& e) { e.checksum = 1; }), "checksum"},
             {"fewer bytes than declared", changed([](TestEntry& e) { e.declared = 100'000; }), "shorter"},
             {"more bytes than declared", changed([](TestEntry& e) { e.declared = e.bytes.size() - 1; }), "longer"},
             {"bytes where none is declared", changed([](TestEntry& e) { e.declared = 0; }), "longer"},
             {"packed bytes cut off", changed([](TestEntry& e) { e.packed = deflated(e.bytes).substr(0, 500); }), "end too early"},
             {"no packed bytes", changed([](TestEntry& e) { e.packed = ""; }), "end too early"},
             {"no deflate stream", changed([](TestEntry& e) { e.packed = std::string(100, '\xFF'); }), "no sense"},
             {"packed bytes cover the next", changed([](TestEntry& e) { e.declared_packed = deflated(e.bytes).size() + 9; }), "overlap"},
             {"stored in two sizes", zip_file({{.name = "a.csv", .bytes = "123", .method = 0, .declared = 2}}), "contradict"},
             {"stored with a wrong checksum", zip_file({{.name = "a.csv", .bytes = "123", .method = 0, .checksum = 5}}), "checksum"},
         }) {
        std::string const said = first_of(file);
        EXPECT_TRUE(contains(said, sentence)) << what << ": " << said;
        EXPECT_TRUE(said.ends_with(".")) << said;
    }
}

TEST(ZipArchive, RefusesWhatCannotBeUnpackedByName)
{
    for (auto const& [entry, words] : std::vector<std::pair<TestEntry, std::vector<std::string>>>{
             {{.name = "a.csv", .bytes = "1", .method = 12}, {"bzip2 (method 12)", "Deflate"}},
             {{.name = "a.csv", .bytes = "1", .method = 93}, {"Zstandard (method 93)"}},
             {{.name = "a.csv", .bytes = "1", .method = 9}, {"Deflate64"}},
             {{.name = "a.csv", .bytes = "1", .method = 14}, {"LZMA"}},
             {{.name = "a.csv", .bytes = "1", .method = 77}, {"by method 77,"}},
             {{.name = "a.csv", .bytes = "1", .flags = 1}, {"password", "Unpack"}},
             {{.name = "a.csv", .bytes = "1", .flags = 1 | 64}, {"password"}},
             {{.name = "a.csv", .bytes = "1", .method = 99}, {"password"}},
         }) {
        std::string const said = first_of(zip_file({entry}));
        EXPECT_TRUE(contains(said, "'a.csv'")) << said;
        for (std::string const& word : words) { EXPECT_TRUE(contains(said, word)) << said; }
    }
}

TEST(ZipArchive, NeverGivesWrongBytesOfACutOffFile)
{
    std::string const file = zip_file({{.name = "a.csv", .bytes = rows(10)}, {.name = "b.csv", .bytes = "1,2", .method = 0}},
                                      {.comment = "twelve bytes", .zip64_end = true});
    for (std::size_t size = 0; size < file.size(); ++size) {
        auto const archive = open(file.substr(0, size));
        ASSERT_FALSE(archive) << size;
        EXPECT_EQ(archive.error().kind, ErrorKind::unreadable);
    }
    EXPECT_EQ(first_of(file), rows(10));
}

TEST(ZipArchive, NeverGivesWrongBytesWhateverBitIsFlipped)
{
    std::vector<TestEntry> const entries = {{.name = "a.csv", .bytes = rows(20)},
                                            {.name = "b.csv", .bytes = "1,2", .method = 0},
                                            {.name = "c.csv", .bytes = rows(3), .in_zip64 = true}};
    for (TestEnvelope const& envelope : {TestEnvelope{}, TestEnvelope{.comment = "c", .zip64_end = true}}) {
        std::string file = zip_file(entries, envelope);
        for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
            auto const flip = [&] { file[bit / 8] = static_cast<char>(file[bit / 8] ^ (1 << bit % 8)); };
            flip();
            if (auto const archive = open(file)) {
                for (ZipEntry const& entry : (*archive)->entries()) {
                    auto const stream = (*archive)->unpack(entry, no_limit);
                    auto const bytes = stream ? read_to_end(**stream) : Result<std::string>{stream.error()};
                    if (!bytes) { continue; }
                    EXPECT_TRUE(std::any_of(entries.begin(), entries.end(), [&](TestEntry const& e) { return e.bytes == *bytes; })) << bit;
                }
            }
            flip();
        }
    }
}

TEST(ZipArchive, RefusesBombsAtOnceOrAtTheirDeclaredSize)
{
    std::uint64_t const gigabyte = std::uint64_t{1} << 30;
    std::string const zeros(1'000'000, '\0');
    std::string const packed = deflated_again_and_again(zeros, 2'000);
    EXPECT_LT(packed.size(), 20'000'000U);
    TestEntry const honest{.name = "a.csv", .in_zip64 = true, .packed = packed, .declared = 100 * gigabyte};
    TestEntry const lying{.name = "a.csv", .packed = packed, .declared = 20'000'000};
    auto const start = std::chrono::steady_clock::now();
    EXPECT_TRUE(contains(first_of(zip_file({honest}), gigabyte), "has 100 GB when it is unpacked, and at most 1 GB"));
    EXPECT_TRUE(contains(first_of(zip_file({lying}), gigabyte), "longer"));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{3});
    auto const archive = open(zip_file({lying}));
    ASSERT_TRUE(archive);
    auto const refused = (*archive)->unpack((*archive)->entries().front(), 19'999'999);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::too_large);
}

TEST(ZipArchive, GivesEntriesToSeveralThreadsAtOnce)
{
    std::vector<TestEntry> entries;
    for (std::size_t count : {1'000U, 2'000U, 3'000U, 4'000U}) {
        entries.push_back({.name = std::to_string(count), .bytes = rows(count), .method = count == 2'000U ? zip_stored : zip_deflated});
    }
    auto const archive = open(zip_file(entries));
    ASSERT_TRUE(archive);
    std::vector<std::string> unpacked(entries.size());
    std::vector<std::thread> threads;
    for (std::size_t entry = 0; entry < entries.size(); ++entry) {
        threads.emplace_back([&, entry] {
            auto const stream = (*archive)->unpack((*archive)->entries()[entry], no_limit);
            auto const bytes = stream ? read_to_end(**stream, 1'000) : Result<std::string>{stream.error()};
            unpacked[entry] = bytes ? *bytes : bytes.error().message;
        });
    }
    for (std::thread& thread : threads) { thread.join(); }
    for (std::size_t entry = 0; entry < entries.size(); ++entry) { EXPECT_EQ(unpacked[entry], entries[entry].bytes); }
}

TEST(ZipArchive, KeepsFailingOnceItFailed)
{
    auto const archive = open(zip_file({{.name = "a.csv", .bytes = rows(10'000), .checksum = 1}}));
    ASSERT_TRUE(archive);
    auto const stream = (*archive)->unpack((*archive)->entries().front(), no_limit);
    ASSERT_TRUE(stream);
    EXPECT_FALSE(read_to_end(**stream));
    std::string piece(10, '\0');
    EXPECT_FALSE((*stream)->read(piece));
}

TEST(ZipArchive, TakesAHundredThousandEntriesAndNoMore)
{
    std::vector<std::string> names;
    for (std::size_t number = 0; number < 100'000; ++number) { names.push_back(std::to_string(number)); }
    auto const most = open(zip_of_names(names)); // the record's count overflows its 16 bits
    ASSERT_TRUE(most) << most.error().message;
    EXPECT_EQ((*most)->entries().size(), 100'000U);
    names.emplace_back("one more");
    auto const too_many = open(zip_of_names(names));
    ASSERT_FALSE(too_many);
    EXPECT_EQ(too_many.error().kind, ErrorKind::too_large);
    auto const too_long = open(zip_of_names(std::vector<std::string>(300, std::string(60'000, '\xC4'))));
    ASSERT_FALSE(too_long);
    EXPECT_EQ(too_long.error().kind, ErrorKind::too_large);
}

} // namespace
} // namespace muster
