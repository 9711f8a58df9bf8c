#include "store/sqlite/gathering_files.hpp"

#include "base/file.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include <sqlite3.h>

namespace muster::sqlite {
namespace {

/// A file as SQLite has it open.
class OpenFile {
public:
    OpenFile(char const* files, std::string path) : path_{std::move(path)}
    {
        sqlite3_vfs* const vfs = sqlite3_vfs_find(files);
        memory_.resize(static_cast<std::size_t>(vfs->szOsFile) / sizeof(std::max_align_t) + 1);
        int const flags = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        path_.append(2, '\0'); // SQLite looks for parameters behind the name
        EXPECT_EQ(vfs->xOpen(vfs, path_.c_str(), file(), flags, nullptr), SQLITE_OK);
    }
    OpenFile(OpenFile const&) = delete;
    OpenFile& operator=(OpenFile const&) = delete;
    ~OpenFile() { EXPECT_EQ(file()->pMethods->xClose(file()), SQLITE_OK); }

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

TEST(GatheringFiles, GiveWhatWasWrittenWheneverItIsReadOrSynced)
{
    auto const folder = *TemporaryFolder::create();
    std::mt19937 random{5}; // NOLINT: the same writes in every run
    auto const below = [&](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
    std::string model;
    OpenFile own{gathering_files(), folder.path() + "/file"};
    OpenFile other{nullptr, folder.path() + "/file"};
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
        OpenFile own{gathering_files(), folder.path() + "/file"};
        ASSERT_EQ(own.methods().xWrite(own.file(), "abc", 3, 0), SQLITE_OK);
    }
    OpenFile other{nullptr, folder.path() + "/file"};
    EXPECT_EQ(other.bytes(0, 3), "abc");
}

TEST(GatheringFiles, TellAFailedWriteAtTheLatestWhenTheyAreSynced)
{
    OpenFile own{gathering_files(), "/dev/full"};
    int const written = own.methods().xWrite(own.file(), "abc", 3, 0);
    EXPECT_NE(written == SQLITE_OK ? own.methods().xSync(own.file(), SQLITE_SYNC_NORMAL) : written, SQLITE_OK);
}

} // namespace
} // namespace muster::sqlite
