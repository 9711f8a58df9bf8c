#include "base/file.hpp"
#include "base/pieces.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <thread>
#include <vector>

namespace muster {

namespace {

/// A folder of its own for every test.
class Files : public testing::Test {
protected:
    Files() : folder_{*TemporaryFolder::create()} {}

    std::string at(std::string const& name) const { return folder_.path() + "/" + name; }
    static std::string content(std::string const& path)
    {
        auto source = open_file(path);
        return source ? *read_all(**source, 1'000'000) : "error: " + source.error().code;
    }
    static void write(std::string const& path, std::string_view text)
    {
        auto sink = *create_file(path);
        ASSERT_TRUE(sink->write(text));
        ASSERT_TRUE(sink->finish());
    }
    std::vector<std::string> names() const
    {
        std::vector<std::string> found;
        for (auto const& entry : std::filesystem::directory_iterator{folder_.path()}) { found.push_back(entry.path().filename()); }
        return found;
    }
    static mode_t mode_of(std::string const& path)
    {
        struct stat found{};
        return ::stat(path.c_str(), &found) == 0 ? found.st_mode & 0777U : 0U;
    }

    TemporaryFolder folder_;
};

TEST_F(Files, ANewFileAppearsOnlyWhenItIsFinished)
{
    auto sink = *create_file(at("new"), 0640);
    ASSERT_TRUE(sink->write("half "));
    ASSERT_TRUE(sink->write("and half"));
    EXPECT_EQ(sink->size(), 13U);
    EXPECT_EQ(content(at("new")), "error: FILE_NOT_FOUND");
    ASSERT_TRUE(sink->finish());
    EXPECT_EQ(content(at("new")), "half and half");
    EXPECT_EQ(mode_of(at("new")), 0640U);
    sink.reset();
    EXPECT_EQ(names(), std::vector<std::string>{"new"});
}

TEST_F(Files, ReplacingIsAtomicAndReadersKeepWhatTheyOpened)
{
    write(at("name"), "old");
    auto const before = *open_file(at("name"));
    auto sink = *create_file(at("name"));
    ASSERT_TRUE(sink->write("newer"));
    EXPECT_EQ(content(at("name")), "old");
    ASSERT_TRUE(sink->finish());
    EXPECT_EQ(content(at("name")), "newer");
    EXPECT_EQ(*read_all(*before, 100), "old");
    EXPECT_EQ(mode_of(at("name")), 0600U);
}

TEST_F(Files, ASinkDestroyedWithoutFinishLeavesNothing)
{
    write(at("kept"), "old");
    for (std::string const name : {"kept", "never"}) {
        auto const sink = *create_file(at(name));
        ASSERT_TRUE(sink->write("half"));
        EXPECT_EQ(names().size(), 2U);
    }
    EXPECT_EQ(names(), std::vector<std::string>{"kept"});
    EXPECT_EQ(content(at("kept")), "old");
}

TEST_F(Files, AFinishThatFailsLeavesNothing)
{
    auto sink = *create_file(at("taken"));
    std::filesystem::create_directory(at("taken"));
    auto const finished = sink->finish();
    ASSERT_FALSE(finished);
    EXPECT_EQ(finished.error().code, "NOT_A_FILE");
    sink.reset();
    EXPECT_EQ(names(), std::vector<std::string>{"taken"});
}

TEST_F(Files, WritingThroughALinkKeepsTheLink)
{
    write(at("real"), "old");
    std::filesystem::create_symlink("real", at("link"));
    write(at("link"), "new");
    EXPECT_TRUE(std::filesystem::is_symlink(at("link")));
    EXPECT_EQ(content(at("real")), "new");
}

TEST_F(Files, NamesOfAnyLengthCanBeWritten)
{
    std::string const longest(255, 'n');
    write(at(longest), "x");
    EXPECT_EQ(content(at(longest)), "x");
    EXPECT_EQ(create_file(at(longest + "n")).error().code, "BAD_PATH");
}

TEST_F(Files, ErrorsNameThePathAndSayWhatToBeDone)
{
    ASSERT_EQ(::mkfifo(at("pipe").c_str(), 0600), 0);
    struct Case {
        std::string path;
        ErrorKind kind;
        std::string code;
    };
    for (auto const& [path, kind, code] : std::vector<Case>{{at("none"), ErrorKind::not_found, "FILE_NOT_FOUND"},
                                                            {at("none/deeper"), ErrorKind::not_found, "FILE_NOT_FOUND"},
                                                            {folder_.path(), ErrorKind::unreadable, "NOT_A_FILE"},
                                                            {at("pipe"), ErrorKind::unreadable, "NOT_A_FILE"},
                                                            {"/dev/null", ErrorKind::unreadable, "NOT_A_FILE"},
                                                            {"", ErrorKind::invalid_input, "BAD_PATH"},
                                                            {std::string{"a\0b", 3}, ErrorKind::invalid_input, "BAD_PATH"}}) {
        auto const opened = open_file(path);
        ASSERT_FALSE(opened) << path;
        EXPECT_EQ(opened.error().kind, kind) << path;
        EXPECT_EQ(opened.error().code, code) << path;
        EXPECT_EQ(opened.error().message.back(), '.');
        if (code != "BAD_PATH") { EXPECT_TRUE(opened.error().message.starts_with(path)) << opened.error().message; }
    }
}

TEST_F(Files, PlacesWhereNoFileCanBeAreRefusedBeforeAnythingIsWritten)
{
    EXPECT_EQ(create_file("/dev/null").error().code, "NOT_A_FILE");
    EXPECT_EQ(create_file(folder_.path()).error().code, "NOT_A_FILE");
    EXPECT_EQ(create_file(at("none/x")).error().kind, ErrorKind::not_found);
    EXPECT_EQ(create_file(at("slash/")).error().code, "NOT_A_FILE");
    EXPECT_TRUE(names().empty());
}

TEST_F(Files, DeniedIsItsOwnKind)
{
    if (::geteuid() == 0) { GTEST_SKIP() << "root may do everything"; }
    write(at("secret"), "x");
    std::filesystem::permissions(at("secret"), std::filesystem::perms::none);
    EXPECT_EQ(open_file(at("secret")).error().kind, ErrorKind::denied);
    std::filesystem::permissions(folder_.path(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    EXPECT_EQ(create_file(at("new")).error().kind, ErrorKind::denied);
    std::filesystem::permissions(folder_.path(), std::filesystem::perms::owner_all);
}

TEST_F(Files, ReadAtGivesFewerBytesOnlyAtTheEnd)
{
    write(at("ten"), "0123456789");
    std::vector<std::unique_ptr<ByteSource>> sources;
    sources.push_back(*open_file(at("ten")));
    sources.push_back(memory_source("0123456789"));
    for (auto const& source : sources) {
        std::string into(4, '.');
        EXPECT_EQ(source->size(), 10U);
        EXPECT_EQ(*source->read_at(3, into), 4U);
        EXPECT_EQ(into, "3456");
        EXPECT_EQ(*source->read_at(8, into), 2U);
        EXPECT_EQ(into, "8956");
        EXPECT_EQ(*source->read_at(10, into), 0U);
        EXPECT_EQ(*source->read_at(~std::uint64_t{0}, into), 0U);
        EXPECT_EQ(*source->read_at(0, std::span<char>{}), 0U);
    }
}

TEST_F(Files, ASourceIsReadByManyThreads)
{
    std::string text;
    for (int i = 0; i < 100'000; ++i) { text.push_back(static_cast<char>('a' + i % 23)); }
    write(at("shared"), text);
    auto const source = *open_file(at("shared"));
    std::vector<std::thread> readers;
    std::vector<int> right(4);
    for (std::size_t reader = 0; reader < right.size(); ++reader) {
        readers.emplace_back([&, reader] {
            std::string into(997, '.');
            for (std::size_t at = reader; at + into.size() < text.size(); at += 1009) {
                right[reader] += *source->read_at(at, into) == into.size() && into == text.substr(at, into.size()) ? 1 : -1000;
            }
        });
    }
    for (auto& reader : readers) { reader.join(); }
    for (int const count : right) { EXPECT_GT(count, 90); }
}

TEST_F(Files, AnEmptyFileIsAFile)
{
    write(at("empty"), "");
    EXPECT_EQ(content(at("empty")), "");
    EXPECT_EQ((*open_file(at("empty")))->size(), 0U);
}

TEST(ReadAll, KeepsToTheLimit)
{
    auto const source = memory_source("12345");
    EXPECT_EQ(*read_all(*source, 5), "12345");
    EXPECT_EQ(read_all(*source, 4).error().kind, ErrorKind::too_large);
}

TEST(MemorySink, LeavesNothingWithoutFinish)
{
    std::string into = "before ";
    {
        auto const sink = memory_sink(into);
        ASSERT_TRUE(sink->write("half"));
    }
    EXPECT_EQ(into, "before ");
    auto const sink = memory_sink(into);
    ASSERT_TRUE(sink->write("all"));
    ASSERT_TRUE(sink->finish());
    EXPECT_EQ(sink->size(), 3U);
    EXPECT_EQ(into, "before all");
}

TEST_F(Files, FoldersAreMadeWithTheirParents)
{
    ASSERT_TRUE(make_folder(at("a/b//c"), 0750));
    ASSERT_TRUE(make_folder(at("a/b/c/"), 0700)); // is there already
    EXPECT_EQ(mode_of(at("a/b/c")), 0750U);
    write(at("file"), "x");
    EXPECT_EQ(make_folder(at("file")).error().code, "FILE_EXISTS");
    EXPECT_EQ(make_folder(at("file/x")).error().code, "FILE_EXISTS");
}

TEST_F(Files, ATemporaryFolderGoesWithEverythingInIt)
{
    std::string path;
    {
        auto folder = *TemporaryFolder::create(folder_.path());
        path = folder.path();
        ASSERT_TRUE(make_folder(path + "/deep"));
        write(path + "/deep/file", "x");
        EXPECT_EQ(mode_of(path), 0700U);
        TemporaryFolder moved = std::move(folder);
        EXPECT_EQ(moved.path(), path);
        EXPECT_TRUE(std::filesystem::exists(path));
    }
    EXPECT_FALSE(std::filesystem::exists(path));
    EXPECT_EQ(TemporaryFolder::create(at("none")).error().kind, ErrorKind::not_found);
}

TEST_F(Files, PiecesComeBackAtAnyIndex)
{
    struct Pair {
        std::int64_t number;
        std::int64_t square;
    };
    constexpr std::int64_t count = 3 * values_per_piece + 5;
    auto sink = *create_file(at("pieces"));
    PieceWriter<Pair> writer{*sink};
    for (std::int64_t i = 0; i < count; ++i) { ASSERT_TRUE(writer.add({i, i * i})); }
    ASSERT_TRUE(writer.flush());
    ASSERT_TRUE(sink->finish());
    PieceReader<Pair> reader{std::shared_ptr<ByteSource const>{*open_file(at("pieces"))}};
    ASSERT_EQ(reader.size(), static_cast<std::uint64_t>(count));
    for (std::int64_t const index : {count - 1, std::int64_t{0}, std::int64_t{values_per_piece}, std::int64_t{values_per_piece} - 1}) {
        EXPECT_EQ((*reader.at(static_cast<std::uint64_t>(index)))->square, index * index);
    }
}

} // namespace

} // namespace muster
