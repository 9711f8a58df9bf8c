#include "store/sqlite/backup.hpp"

#include "base/file.hpp"
#include "store/sqlite/blob_links.hpp"
#include "store/sqlite/claimed_folder.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace muster::sqlite {
namespace {

namespace fs = std::filesystem;

constexpr AccountId account{1};

Result<void> watch_nothing(std::string_view, std::int64_t, std::int64_t) { return {}; }

/// A store that stays open for writing, as a server's does, while it is backed up.
class BackupOfOpenStore : public testing::Test {
protected:
    std::string path(std::string const& name = {}) const { return folder_.path() + "/" + name; }

    ImportId add_import(ImportState state, std::uint64_t file_size)
    {
        ImportJob job;
        job.state = state;
        job.file_size = file_size;
        auto const transaction = *store_->begin(Store::Access::write);
        ImportId const id = *transaction->imports().create(account, job);
        EXPECT_TRUE(transaction->commit());
        return id;
    }
    void set_state(ImportId id, ImportState state)
    {
        auto const transaction = *store_->begin(Store::Access::write);
        ImportJob job = **transaction->imports().load(account, id);
        job.state = state;
        EXPECT_TRUE(transaction->imports().save(account, job));
        EXPECT_TRUE(transaction->commit());
    }
    void put(ImportId id, std::string const& name, std::string const& text)
    {
        auto const sink = *store_->blobs().create(id, name);
        EXPECT_TRUE(sink->write(text));
        EXPECT_TRUE(sink->finish());
    }
    /// What a restored store holds of a blob; empty when it has none.
    static std::string text_of(Store& store, ImportId id, std::string const& name)
    {
        auto const blob = store.blobs().open(id, name);
        return blob ? *read_all(**blob, 1'000) : std::string{};
    }
    std::unique_ptr<Store> restored()
    {
        std::string const place = path("restored" + std::to_string(++restores_));
        Result<void> const done = restore(path("a.tar"), place, watch_nothing);
        EXPECT_TRUE(done) << done.error().message;
        return *open_sqlite_store({place, SqliteChoices::Mode::read_write});
    }
    static ImportState state_of(Store& store, ImportId id)
    {
        return (*(*store.begin(Store::Access::read))->imports().load(account, id))->state;
    }

    TemporaryFolder folder_ = *TemporaryFolder::create();
    std::unique_ptr<Store> store_ = *open_sqlite_store({path("data"), SqliteChoices::Mode::read_write});
    int restores_{};
};

TEST_F(BackupOfOpenStore, IsOfOneMomentWhateverIsWrittenMeanwhile)
{
    ImportId const id = add_import(ImportState::ready, 5);
    put(id, "upload", "first");
    put(id, "planned", "plan one");
    bool written = false;
    auto const write_meanwhile = [&](std::string_view stage, std::int64_t, std::int64_t) -> Result<void> {
        if (written) { return {}; }
        written = true;
        EXPECT_EQ(stage, "copying");
        set_state(id, ImportState::importing);
        put(id, "planned", "plan two");
        EXPECT_TRUE(store_->blobs().remove(id, "upload"));
        add_import(ImportState::uploaded, 1);
        return {};
    };
    ASSERT_TRUE(back_up(path("data"), path("a.tar"), write_meanwhile));
    ASSERT_TRUE(written);
    auto const store = restored();
    EXPECT_EQ(state_of(*store, id), ImportState::ready);
    EXPECT_EQ(text_of(*store, id, "upload"), "first");
    EXPECT_EQ(text_of(*store, id, "planned"), "plan one");
    EXPECT_EQ((*store->begin(Store::Access::read))->imports().list(account, 10)->size(), 1U);
    EXPECT_EQ(state_of(*store_, id), ImportState::importing);
    EXPECT_FALSE(fs::exists(path("data") + std::string{backup_folder}));
}

TEST_F(BackupOfOpenStore, LeavesOutWhatIsMadeAnewOrIsNobodys)
{
    ImportId const analyzing = add_import(ImportState::analyzing, 5);
    ImportId const going = add_import(ImportState::uploaded, 0);
    ImportId const done = add_import(ImportState::completed, 5);
    for (ImportId const id : {analyzing, going, done, ImportId{99}}) {
        for (char const* name : {"upload", "request", "spill"}) { put(id, name, std::string{name} + " of " + std::to_string(id.value)); }
    }
    std::ofstream{path("data/blobs/") + std::to_string(done.value) + "/.muster-Xy12ab"} << "half written";
    ASSERT_TRUE(back_up(path("data"), path("a.tar"), watch_nothing));
    auto const store = restored();
    EXPECT_EQ(text_of(*store, analyzing, "upload"), "upload of 1");
    EXPECT_EQ(text_of(*store, analyzing, "request"), "request of 1");
    EXPECT_EQ(text_of(*store, analyzing, "spill"), "");
    EXPECT_EQ(text_of(*store, going, "upload"), "");
    EXPECT_EQ(text_of(*store, done, "spill"), "spill of 3");
    EXPECT_FALSE(fs::exists(path("restored1/blobs/99")));
    EXPECT_FALSE(fs::exists(path("restored1/blobs/3/.muster-Xy12ab")));
}

TEST_F(BackupOfOpenStore, EndsWhenToldAndLeavesNothing)
{
    for (std::string const wanted : {"copying", "packing"}) {
        auto const stop = [&](std::string_view stage, std::int64_t, std::int64_t) -> Result<void> {
            if (stage == wanted) { return Error{ErrorKind::cancelled, "STOP", "Enough."}; }
            return {};
        };
        EXPECT_EQ(back_up(path("data"), path("a.tar"), stop).error().code, "STOP");
    }
    EXPECT_FALSE(fs::exists(path("data") + std::string{backup_folder}));
    EXPECT_EQ(std::distance(fs::directory_iterator{path()}, fs::directory_iterator{}), 1); // the data directory alone
}

TEST_F(BackupOfOpenStore, TellsHowFarItIs)
{
    put(add_import(ImportState::completed, 5), "upload", std::string(1'000'000, 'x'));
    std::int64_t done = 0, of = 0;
    auto const take = [&](std::string_view stage, std::int64_t now, std::int64_t all) -> Result<void> {
        if (stage == "copying") { return {}; }
        EXPECT_GE(now, done);
        done = now;
        of = all;
        return {};
    };
    ASSERT_TRUE(back_up(path("data"), path("a.tar"), take));
    EXPECT_EQ(done, of);
    EXPECT_GT(done, 1'000'000);
}

TEST_F(BackupOfOpenStore, RunsOnceAtATime)
{
    auto const second = [&](std::string_view, std::int64_t, std::int64_t) -> Result<void> {
        EXPECT_EQ(back_up(path("data"), path("b.tar"), watch_nothing).error().code, "STORE_LOCKED");
        return {};
    };
    EXPECT_TRUE(back_up(path("data"), path("a.tar"), second));
}

TEST_F(BackupOfOpenStore, RestoringNeverTakesAPlaceThatSomebodyHas)
{
    ASSERT_TRUE(back_up(path("data"), path("a.tar"), watch_nothing));
    EXPECT_EQ(restore(path("a.tar"), path("data"), watch_nothing).error().code, "STORE_LOCKED");
    store_.reset();
    EXPECT_EQ(restore(path("a.tar"), path("data"), watch_nothing).error().code, "STORE_EXISTS");
    bool taken = false;
    auto const take_place = [&](std::string_view, std::int64_t, std::int64_t) -> Result<void> {
        taken = true;
        return make_folder(path("new/other"));
    };
    EXPECT_EQ(restore(path("a.tar"), path("new"), take_place).error().kind, ErrorKind::conflict);
    EXPECT_TRUE(taken);
    EXPECT_TRUE(fs::is_empty(path("new/other")));
    EXPECT_FALSE(fs::exists(path("new") + std::string{restore_suffix}));
}

TEST(ClaimedFolder, IsEmptiedByTheNextOneAndGoesWithIt)
{
    auto const folder = *TemporaryFolder::create();
    std::string const path = folder.path() + "/claimed";
    ASSERT_TRUE(make_folder(path + "/left/over"));
    {
        auto const claimed = *ClaimedFolder::claim(path);
        EXPECT_FALSE(fs::exists(path + "/left"));
        EXPECT_EQ(ClaimedFolder::claim(path).error().code, "STORE_LOCKED");
        ClaimedFolder::clear_abandoned(path);
        EXPECT_TRUE(fs::exists(path));
    }
    EXPECT_FALSE(fs::exists(path));
    ASSERT_TRUE(make_folder(path + "/left/over"));
    ClaimedFolder::clear_abandoned(path);
    EXPECT_FALSE(fs::exists(path));
}

TEST(BlobNames, AreAnImportAndSmallLetters)
{
    EXPECT_EQ(parse_blob_name("7/plan-problems").import, 7);
    EXPECT_EQ(parse_blob_name("7/plan-problems").name, "plan-problems");
    for (char const* name :
         {"", "7", "7/", "/upload", "07/upload", "-7/upload", "7/Upload", "7/../x", "7/a/b", "x/upload", "7/.muster-a"}) {
        EXPECT_EQ(parse_blob_name(name).import, 0) << name;
    }
}

} // namespace
} // namespace muster::sqlite
