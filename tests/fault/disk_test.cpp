// What a power cut leaves is a rule that can be wrong itself: then the loops would find nothing.
#include "base/file.hpp"
#include "fault/disk.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace muster::fault {
namespace {

/// A folder with a file `old`, both safe, whose changes a Disk is told of.
class PowerCut : public testing::Test {
protected:
    void SetUp() override
    {
        auto place = TemporaryFolder::create();
        ASSERT_TRUE(place) << place.error().message;
        place_ = std::make_unique<TemporaryFolder>(*std::move(place));
        int const file = ::open(path("old").c_str(), O_RDWR | O_CREAT, 0600);
        ASSERT_EQ(::pwrite(file, "abc", 3, 0), 3);
        ::close(file);
    }

    std::string path(std::string const& name) const { return place_->path() + "/" + name; }
    /// What stands in a file; "none" when there is no such file.
    std::string get(std::string const& name) const
    {
        auto const source = open_file(path(name));
        if (!source) { return "none"; }
        auto text = read_all(**source, 1'000);
        return text ? *text : text.error().message;
    }

    void write(std::string const& name, off_t offset, std::string_view bytes)
    {
        int const file = ::open(path(name).c_str(), O_RDWR);
        disk_.will_change(file);
        ASSERT_EQ(::pwrite(file, bytes.data(), bytes.size(), offset), static_cast<ssize_t>(bytes.size()));
        disk_.wrote(file, offset, bytes);
        ::close(file);
    }
    void make(std::string const& name)
    {
        ::close(::open(path(name).c_str(), O_RDWR | O_CREAT | O_EXCL, 0600));
        disk_.made_file(path(name));
    }
    void rename(std::string const& from, std::string const& to)
    {
        disk_.will_rename(path(from), path(to));
        ASSERT_EQ(::rename(path(from).c_str(), path(to).c_str()), 0);
    }
    void remove(std::string const& name)
    {
        disk_.will_remove_file(path(name));
        ASSERT_EQ(::unlink(path(name).c_str()), 0);
    }
    void sync(std::string const& name)
    {
        int const file = ::open(path(name).c_str(), O_RDONLY);
        disk_.synced(file, path(name));
        ::close(file);
    }
    void sync_folder()
    {
        int const folder = ::open(place_->path().c_str(), O_RDONLY | O_DIRECTORY);
        disk_.synced(folder, place_->path());
        ::close(folder);
    }
    void lose() { disk_.lose_power(Survival::nothing, 0); }

    Disk disk_{};

private:
    std::unique_ptr<TemporaryFolder> place_{};
};

TEST_F(PowerCut, LosesTheBytesThatWereNotSynced)
{
    write("old", 0, "X");
    sync("old");
    write("old", 1, "Y");
    write("old", 3, "longer");
    lose();
    EXPECT_EQ(get("old"), "Xbc");
}

TEST_F(PowerCut, LosesAFileWhoseFolderWasNotSynced)
{
    make("new");
    write("new", 0, "text");
    sync("new");
    lose();
    EXPECT_EQ(get("new"), "none");
}

TEST_F(PowerCut, KeepsANameWithoutItsBytes)
{
    make("new");
    write("new", 0, "text");
    sync_folder();
    lose();
    EXPECT_EQ(get("new"), "");
}

TEST_F(PowerCut, KeepsWhatWasSyncedWithItsFolder)
{
    make("new");
    write("new", 0, "text");
    sync("new");
    rename("new", "old");
    sync_folder();
    lose();
    EXPECT_EQ(get("old"), "text");
    EXPECT_EQ(get("new"), "none");
}

TEST_F(PowerCut, BringsTheReplacedFileBack)
{
    make("new");
    write("new", 0, "text");
    sync("new");
    rename("new", "old");
    lose();
    EXPECT_EQ(get("old"), "abc");
    EXPECT_EQ(get("new"), "none");
}

TEST_F(PowerCut, BringsARemovedFileBackAsItWasSynced)
{
    write("old", 0, "Z");
    remove("old");
    lose();
    EXPECT_EQ(get("old"), "abc");
}

TEST_F(PowerCut, LosesWhatIsInAFolderThatIsNotSynced)
{
    ASSERT_EQ(::mkdir(path("inner").c_str(), 0700), 0);
    disk_.made_folder(path("inner"));
    make("inner/file");
    int const inner = ::open(path("inner").c_str(), O_RDONLY | O_DIRECTORY);
    disk_.synced(inner, path("inner"));
    ::close(inner);
    lose();
    EXPECT_EQ(get("inner/file"), "none");
}

TEST_F(PowerCut, MayKeepSomeOfWhatWasNotSynced)
{
    int lost = 0;
    int kept = 0;
    for (std::uint64_t seed = 0; seed < 32; ++seed) {
        disk_ = {};
        write("old", 0, "ABC");
        disk_.lose_power(Survival::some, seed);
        get("old") == "abc" ? ++lost : ++kept;
        write("old", 0, "abc");
    }
    EXPECT_GT(lost, 0);
    EXPECT_GT(kept, 0);
}

} // namespace
} // namespace muster::fault
