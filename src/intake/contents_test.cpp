#include "base/file.hpp"
#include "intake/contents.hpp"
#include "intake/zip_builder_test.hpp"

#include <gtest/gtest.h>

#include <sys/resource.h>

#include <csignal>
#include <filesystem>

namespace muster {
namespace {

using namespace std::string_literals;

std::string const table = "name,email\nAna,ana@example.com\n";
std::string const workbook = zip_of_names({"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"});

Result<Contents> opened(std::string bytes, std::string const& name = "people.zip", Unpacking const& unpacking = {})
{
    return open_contents(memory_source(std::move(bytes)), name, unpacking);
}

/// "entry|kind|left out,...|others|bytes", or the sentence of what is wrong.
std::string found(std::string bytes, std::string const& name = "people.zip", Unpacking const& unpacking = {})
{
    auto const contents = opened(std::move(bytes), name, unpacking);
    if (!contents) { return contents.error().message; }
    auto const all = read_all(*contents->bytes, 1'000'000);
    if (!all) { return all.error().message; }
    std::string text = contents->entry + "|" + std::to_string(static_cast<int>(contents->kind)) + "|";
    for (std::string const& left_out : contents->left_out) { text += left_out + ","; }
    return text + "|" + std::to_string(contents->others) + "|" + (*all == table ? "table" : *all == workbook ? "workbook" : *all);
}

TestEntry file(std::string const& name, std::string const& bytes = table) { return {.name = name, .bytes = bytes}; }

TEST(Contents, AreTheUploadItselfWhenItIsNoArchive)
{
    EXPECT_EQ(found(table, "people.csv"), "|0||0|table");
    EXPECT_EQ(found(workbook, "people.xlsx"), "|1||0|workbook");
    EXPECT_EQ(opened(table, "people.csv")->name, "people.csv");
}

TEST(Contents, AreTheFirstTableInDirectoryOrder)
{
    TestEntry const stored{.name = "people.csv", .bytes = table, .method = 0};
    TestEntry const folder{.name = "z.csv/", .method = 0};
    TestEntry const link{.name = "link.csv", .bytes = "people.csv", .attributes = 0120777U << 16, .system = 3};
    for (auto const& [entries, expected] : std::vector<std::pair<std::vector<TestEntry>, std::string>>{
             {{file("people.csv")}, "people.csv|0||0|table"},
             {{stored}, "people.csv|0||0|table"},
             {{file("PEOPLE.CSV")}, "PEOPLE.CSV|0||0|table"},
             {{file("people.xlsx", workbook)}, "people.xlsx|1||0|workbook"},
             {{file("people.csv", workbook)}, "people.csv|1||0|workbook"},
             {{file("z.tsv"), file("a.csv")}, "z.tsv|0|a.csv,|1|table"},
             {{file("read me.pdf", "x"), file("z.txt"), file("q/a.tab"), file("b.zip")}, "z.txt|0|q/a.tab,|3|table"},
             {{folder, link, file(".hidden.csv", "x"), file("q/.git/a.csv", "x"), file("a.csv")}, "a.csv|0||0|table"},
             {{file("__MACOSX/._a.csv", "x"), file("__MACOSX/b.csv", "x"), file("q/a.csv")}, "q/a.csv|0||0|table"},
             {{file("./a.csv")}, "a.csv|0||0|table"},
             {{file("../../etc/passwd.csv")}, "passwd.csv|0||0|table"},
             {{file("C:\\exports\\a.csv"), file("/b.csv"), file("q\\c.csv")}, "a.csv|0|b.csv,q/c.csv,|2|table"},
             {{file("export")}, "export|0||0|table"},
             {{file("export.dat"), file(".DS_Store", "x")}, "export.dat|0||0|table"},
         }) {
        EXPECT_EQ(found(zip_file(entries)), expected);
    }
    EXPECT_EQ(found(zip_file({file("a.csv")}), "people.xlsx"), "a.csv|0||0|table");
}

TEST(Contents, NameAtMostTenOfTheOthers)
{
    std::vector<TestEntry> entries;
    for (int number = 0; number < 50; ++number) { entries.push_back(file(std::to_string(number) + ".csv")); }
    auto const contents = opened(zip_file(entries));
    ASSERT_TRUE(contents);
    EXPECT_EQ(contents->left_out.size(), 10U);
    EXPECT_EQ(contents->left_out.back(), "10.csv");
    EXPECT_EQ(contents->others, 49U);
}

TEST(Contents, RefuseWithASentenceThatSaysWhatToDo)
{
    std::string const whole = zip_file({file("people.csv")});
    TestEntry secret = file("people.csv");
    secret.flags = 1;
    TestEntry zstandard = file("people.csv");
    zstandard.method = 93;
    TestEntry torn = file("people.csv");
    torn.checksum = 1;
    TestEntry torn_in_place = torn;
    torn_in_place.method = 0;
    for (auto const& [bytes, words] : std::vector<std::pair<std::string, std::vector<std::string>>>{
             {zip_file({}), {"'people.zip' holds no file", "Pack"}},
             {zip_file({file(".DS_Store"), file("__MACOSX/a.csv")}), {"holds no file"}},
             {zip_file({file("a.pdf"), file("b.png"), file("c"), file("d"), file("e")}), {"'a.pdf', 'b.png', 'c' and 2 more", "Pack"}},
             {zip_file({file("a.pdf", "%PDF-1.7\n")}), {"'a.pdf' is a PDF document"}},
             {zip_file({file("a.csv", "%PDF-1.7\n"), file("b.csv")}), {"'a.csv' is a PDF document"}},
             {zip_file({file("a.csv", "")}), {"'a.csv' is empty"}},
             {zip_file({file("inner.zip", whole)}), {"another archive, 'inner.zip'", "Unpack it"}},
             {zip_file({file("a.txt", whole)}), {"another archive, 'a.txt'"}},
             {zip_file({file("a.bin", whole)}), {"another archive, 'a.bin'"}},
             {zip_file({file("a.bin"), file("inner.zip", whole)}), {"another archive, 'inner.zip'"}},
             {zip_file({secret, file("b.csv")}), {"'people.csv' is protected", "Unpack"}},
             {zip_file({zstandard}), {"Zstandard"}},
             {zip_file({torn}), {"'people.csv' in the archive is damaged", "checksum", "Get the file again"}},
             {zip_file({torn_in_place}), {"checksum"}},
             {zip_file({file("people.xlsx", workbook.substr(0, workbook.size() - 30))}),
              {"'people.xlsx' is cut off", "Get the whole file"}},
             {whole.substr(0, whole.size() / 2), {"'people.zip' is cut off", "Get the whole file again"}},
             {zip_file({file("people.csv")}, {.disk = 1}), {"'people.zip' is one part"}},
         }) {
        std::string const said = found(bytes);
        for (std::string const& word : words) { EXPECT_NE(said.find(word), std::string::npos) << word << " in: " << said; }
    }
}

TEST(Contents, StopAtTheCeiling)
{
    auto const kind = [](std::string bytes, std::uint64_t limit) {
        auto const contents = opened(std::move(bytes), "people.zip", {.limit = limit});
        return contents ? "fine" : std::string{name_of(contents.error().kind)};
    };
    for (std::uint16_t method : {std::uint16_t{0}, std::uint16_t{8}}) {
        std::string const packed = zip_file({{.name = "a.csv", .bytes = table, .method = method}});
        EXPECT_EQ(kind(packed, table.size()), "fine");
        EXPECT_EQ(kind(packed, table.size() - 1), "too_large");
    }
}

TEST(Contents, LeaveNothingInTheFolder)
{
    auto const folder = TemporaryFolder::create();
    ASSERT_TRUE(folder);
    auto const contents = opened(zip_file({file("a.csv")}), "people.zip", {.folder = folder->path()});
    ASSERT_TRUE(contents);
    EXPECT_TRUE(std::filesystem::is_empty(folder->path()));
    std::string middle(5, '\0');
    ASSERT_TRUE(contents->bytes->read_at(5, middle));
    EXPECT_EQ(middle, "email");
    EXPECT_EQ(*contents->bytes->read_at(table.size(), middle), 0U);
    auto const nowhere = opened(zip_file({file("a.csv")}), "people.zip", {.folder = folder->path() + "/missing"});
    ASSERT_FALSE(nowhere);
    EXPECT_NE(nowhere.error().message.find("TMPDIR"), std::string::npos) << nowhere.error().message;
}

/// The system refuses to let any file of this program grow beyond that, as it does on a full disk.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        rlimit const limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        former_ = std::signal(SIGXFSZ, SIG_IGN);
    }
    FileSizeLimit(FileSizeLimit const&) = delete;
    FileSizeLimit& operator=(FileSizeLimit const&) = delete;
    ~FileSizeLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, former_);
    }

private:
    rlimit before_{};
    void (*former_)(int){};
};

TEST(Contents, SayThatTheDiskIsFull)
{
    std::string const packed = zip_file({file("a.csv", std::string(2'000'000, 'x'))});
    std::string said;
    {
        FileSizeLimit const limit{1'000'000};
        said = found(packed);
    }
    EXPECT_NE(said.find("no space left"), std::string::npos) << said;
    EXPECT_NE(said.find("Free some space"), std::string::npos) << said;
}

} // namespace
} // namespace muster
