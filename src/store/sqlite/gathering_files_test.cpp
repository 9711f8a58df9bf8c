#include "store/sqlite/gathering_files.hpp"

#include "base/file.hpp"
#include "store/sqlite/connection.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <sqlite3.h>
#include <sys/resource.h>

namespace muster::sqlite {
namespace {

/// The log of the database t.db as SQLite has it open.
class OpenLog {
public:
    OpenLog(char const* files, std::string const& folder) : path_{folder + "/t.db-wal"}
    {
        std::ofstream const database{folder + "/t.db", std::ios::app}; // SQLite gives the log its rights
        sqlite3_vfs* const vfs = sqlite3_vfs_find(files);
        memory_.resize(static_cast<std::size_t>(vfs->szOsFile) / sizeof(std::max_align_t) + 1);
        int const flags = SQLITE_OPEN_WAL | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        path_.append(2, '\0'); // SQLite looks for parameters behind the name
        EXPECT_EQ(vfs->xOpen(vfs, path_.c_str(), file(), flags, nullptr), SQLITE_OK);
    }
    OpenLog(OpenLog const&) = delete;
    OpenLog& operator=(OpenLog const&) = delete;
    ~OpenLog() { EXPECT_EQ(file()->pMethods->xClose(file()), SQLITE_OK); }

    sqlite3_file* file() { return reinterpret_cast<sqlite3_file*>(memory_.data()); } // NOLINT: room that SQLite would make
    sqlite3_io_methods const& methods() { return *file()->pMethods; }
    std::string bytes(sqlite3_int64 from, int length)
    {
        std::string read(static_cast<std::size_t>(length), '?');
        EXPECT_EQ(methods().xRead(file(), read.data(), length, from), SQLITE_OK);
        return read;
    }

private:
    std::string path_;
    std::vector<std::max_align_t> memory_{};
};

/// As long as it lives no file of this process can grow beyond the size.
class LargestFile {
public:
    explicit LargestFile(std::uintmax_t size) : handler_{std::signal(SIGXFSZ, SIG_IGN)} // NOLINT: a call that fails is enough
    {
        EXPECT_EQ(::getrlimit(RLIMIT_FSIZE, &before_), 0);
        rlimit const limit{size, before_.rlim_max};
        EXPECT_EQ(::setrlimit(RLIMIT_FSIZE, &limit), 0);
    }
    LargestFile(LargestFile const&) = delete;
    LargestFile& operator=(LargestFile const&) = delete;
    ~LargestFile()
    {
        EXPECT_EQ(::setrlimit(RLIMIT_FSIZE, &before_), 0);
        std::signal(SIGXFSZ, handler_); // NOLINT: see above
    }

private:
    void (*handler_)(int);
    rlimit before_{};
};

TEST(GatheringFiles, GiveWhatWasWrittenWheneverItIsReadOrSynced)
{
    auto const folder = *TemporaryFolder::create();
    std::mt19937 random{5}; // NOLINT: the same writes in every run
    auto const below = [&](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
    std::string model;
    OpenLog own{gathering_files(), folder.path()};
    OpenLog other{nullptr, folder.path()};
    std::size_t next = 0;
    for (int step = 0; step < 4'000; ++step) {
        switch (below(12)) {
        case 0: { // what others see after a sync
            ASSERT_EQ(own.methods().xSync(own.file(), SQLITE_SYNC_NORMAL), SQLITE_OK);
            ASSERT_TRUE(other.bytes(0, static_cast<int>(model.size())) == model) << step;
            break;
        }
        case 1: {
            if (model.empty()) { break; }
            std::size_t const from = below(model.size());
            std::size_t const length = 1 + below(std::min<std::size_t>(model.size() - from, 20'000));
            ASSERT_TRUE(own.bytes(static_cast<sqlite3_int64>(from), static_cast<int>(length)) == model.substr(from, length)) << step;
            break;
        }
        case 2: {
            sqlite3_int64 size = 0;
            ASSERT_EQ(own.methods().xFileSize(own.file(), &size), SQLITE_OK);
            ASSERT_EQ(size, static_cast<sqlite3_int64>(model.size()));
            break;
        }
        case 3: {
            if (below(10) != 0) { break; }
            model.resize(below(model.size() + 1));
            ASSERT_EQ(own.methods().xTruncate(own.file(), static_cast<sqlite3_int64>(model.size())), SQLITE_OK);
            break;
        }
        // mostly behind the last one; 125,000 bytes are more than are gathered, and nearly what SQLite's own way takes in one call
        default: {
            if (next > model.size() || below(6) == 0) { next = below(model.size() + 1); }
            std::size_t const length = below(50) == 0 ? 125'000 : below(3) == 0 ? 24 : 8'192;
            std::string const bytes(length, static_cast<char>('a' + step % 26));
            if (model.size() < next + length) { model.resize(next + length); }
            model.replace(next, length, bytes);
            ASSERT_EQ(own.methods().xWrite(own.file(), bytes.data(), static_cast<int>(length), static_cast<sqlite3_int64>(next)),
                      SQLITE_OK);
            next += length;
            break;
        }
        }
    }
}

TEST(GatheringFiles, PassOnWhatIsLeftWhenTheyAreClosed)
{
    auto const folder = *TemporaryFolder::create();
    {
        OpenLog own{gathering_files(), folder.path()};
        ASSERT_EQ(own.methods().xWrite(own.file(), "abc", 3, 0), SQLITE_OK);
    }
    OpenLog other{nullptr, folder.path()};
    EXPECT_EQ(other.bytes(0, 3), "abc");
}

TEST(GatheringFiles, TellAFailedWriteAtTheLatestWhenTheyAreSynced)
{
    auto const folder = *TemporaryFolder::create();
    LargestFile const limit{0};
    OpenLog own{gathering_files(), folder.path()};
    int const written = own.methods().xWrite(own.file(), "abc", 3, 0);
    EXPECT_NE(written == SQLITE_OK ? own.methods().xSync(own.file(), SQLITE_SYNC_NORMAL) : written, SQLITE_OK);
}

/// The log of 40 rows of a page each is copied, while somebody reads, into a database that cannot grow by more than some of these pages.
void copy_where_room_ends(std::uintmax_t pages_of_room)
{
    auto const folder = *TemporaryFolder::create();
    std::string const path = folder.path() + "/t.db";
    constexpr char const* rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40) "
                                 "INSERT INTO t(bytes) SELECT randomblob(7000) FROM n";
    constexpr char const* copy = "PRAGMA wal_checkpoint(PASSIVE)";
    auto writer = *Connection::open(path, Connection::Mode::write);
    ASSERT_TRUE(writer->execute("CREATE TABLE t (id INTEGER PRIMARY KEY, bytes BLOB)"));
    for (int turn = 0; turn < 2; ++turn) { // the database becomes larger than the log, which has room enough
        ASSERT_TRUE(writer->execute(rows));
        ASSERT_TRUE(writer->execute(copy));
    }
    ASSERT_TRUE(writer->execute(rows));
    auto reader = *Connection::open(path, Connection::Mode::read);
    ASSERT_TRUE(reader->execute("BEGIN; SELECT count(*) FROM t"));
    ASSERT_TRUE(writer->execute("INSERT INTO t(bytes) VALUES (x'00')")); // the reader does not see it, so it stays in the log
    {
        LargestFile const limit{std::filesystem::file_size(path) + pages_of_room * 8'192};
        static_cast<void>(writer->execute(copy)); // whether it tells is SQLite's affair
    }
    reader.reset();
    auto const other = *Connection::open(path, Connection::Mode::read);
    EXPECT_EQ(*other->integrity_problem(), "") << pages_of_room;
    Statement count = *other->prepare("SELECT count(*) FROM t WHERE length(bytes) > 0");
    ASSERT_TRUE(count.next()) << pages_of_room;
    EXPECT_EQ(count.integer(0), 3 * 40 + 1) << pages_of_room;
}

TEST(GatheringFiles, LoseNothingWhenTheLogCannotBeCopiedWhileSomebodyReads)
{
    for (std::uintmax_t pages = 0; pages < 42; ++pages) { copy_where_room_ends(pages); }
}

} // namespace
} // namespace muster::sqlite
