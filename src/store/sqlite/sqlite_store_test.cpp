#include "store/sqlite/sqlite_store.hpp"

#include "base/file.hpp"
#include "store/access_records.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/pending_owners.hpp"

#include <gtest/gtest.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace muster {
namespace {

constexpr AccountId account{1};

/// What is special to this adapter: its files, its lock, its versions, and what check() finds in a damaged file. All else is the
/// contract's.
class SqliteStoreFiles : public testing::Test {
protected:
    std::string path(std::string const& name = {}) const { return folder_.path() + "/data" + (name.empty() ? "" : "/" + name); }
    Result<std::unique_ptr<Store>> open(SqliteChoices::Mode mode = SqliteChoices::Mode::read_write)
    {
        return open_sqlite_store({path(), mode});
    }

    /// A store with two persons, closed.
    void fill()
    {
        std::unique_ptr<Store> const store = *open();
        auto transaction = *store->begin(Store::Access::write);
        ASSERT_EQ(transaction->profiles().reserve_ids(account, 2)->value, 1);
        std::array<Profile, 2> persons;
        for (std::size_t index = 0; index < persons.size(); ++index) {
            Profile& person = persons[index];
            person.id = {static_cast<std::int64_t>(index + 1)};
            person.modified_at = {static_cast<std::int64_t>(100 + index)};
            person.set(person_field::external_id, "X-" + std::to_string(index));
            person.contacts = {{person_field::phone, "38591" + std::to_string(index)}};
            person.tags = {{1}};
        }
        ASSERT_TRUE(transaction->profiles().write(account, person_target(),
                                                  std::vector<ProfileWrite>{{nullptr, &persons[0]}, {nullptr, &persons[1]}}));
        ASSERT_TRUE(transaction->commit());
    }

    /// Changes the closed file behind the adapter's back.
    void damage(char const* sql)
    {
        std::unique_ptr<sqlite::Connection> const connection =
            *sqlite::Connection::open(path("muster.db"), sqlite::Connection::Mode::write);
        Result<void> const done = connection->execute(sql);
        ASSERT_TRUE(done) << done.error().message;
    }

    std::vector<std::string> rules_broken()
    {
        std::unique_ptr<Store> const store = *open(SqliteChoices::Mode::read_only);
        Target const* const target = &person_target();
        std::vector<std::string> rules;
        std::vector<CheckFinding> const findings = *store->check({&target, 1});
        for (CheckFinding const& finding : findings) {
            EXPECT_FALSE(finding.detail.empty());
            rules.push_back(finding.rule);
        }
        return rules;
    }

    void expect_broken_by(char const* sql, std::vector<std::string> const& rules)
    {
        std::filesystem::remove_all(path());
        fill();
        damage(sql);
        EXPECT_EQ(rules_broken(), rules) << sql;
    }

    TemporaryFolder folder_ = *TemporaryFolder::create();
};

using Rules = std::vector<std::string>;

TEST_F(SqliteStoreFiles, LieInAFolderOfTheirOwn)
{
    std::unique_ptr<Store> store = *open();
    struct stat status {};
    ASSERT_EQ(stat(path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0700U);
    std::unique_ptr<ByteSink> const sink = *store->blobs().create({12}, "upload");
    ASSERT_TRUE(sink->write("x"));
    ASSERT_TRUE(sink->finish());
    EXPECT_TRUE(std::filesystem::exists(path("blobs/12/upload")));
    EXPECT_TRUE(std::filesystem::exists(path("muster.db")));
    EXPECT_TRUE(std::filesystem::exists(path("lock")));
    store.reset();
    EXPECT_FALSE(std::filesystem::exists(path("muster.db-wal"))) << "the log is emptied into the file when the last one closes";
}

TEST_F(SqliteStoreFiles, AreLockedByOneWriterUntilItCloses)
{
    std::unique_ptr<Store> store = *open();
    Result<std::unique_ptr<Store>> const second = open();
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::locked);
    EXPECT_EQ(second.error().code, "STORE_LOCKED");
    EXPECT_NE(second.error().message.find("in use by process " + std::to_string(getpid()) + " on "), std::string::npos)
        << second.error().message;
    store.reset();
    EXPECT_TRUE(open());
}

TEST_F(SqliteStoreFiles, OfANewerVersionAreLeftAlone)
{
    fill();
    damage("PRAGMA user_version = 9999");
    EXPECT_EQ(open().error().kind, ErrorKind::unsupported);
    EXPECT_EQ(open(SqliteChoices::Mode::read_only).error().kind, ErrorKind::unsupported);
}

TEST_F(SqliteStoreFiles, OfAnOlderVersionAreNotReadBeforeTheyAreBroughtUp)
{
    std::filesystem::create_directories(path());
    damage("PRAGMA user_version = 0");
    EXPECT_EQ(open(SqliteChoices::Mode::read_only).error().code, "STORE_OLDER");
    EXPECT_TRUE(open());
    EXPECT_TRUE(open(SqliteChoices::Mode::read_only));
}

TEST_F(SqliteStoreFiles, OfVersion1GainRecordsOfAccessAndLoseNothing)
{
    fill();
    damage("DROP TABLE access_user; DROP TABLE access_member; DROP TABLE access_session; DROP TABLE access_link; DROP TABLE access_key;"
           "DROP TABLE delivery_subscription; DROP TABLE delivery_outbox; DROP TABLE delivery_log; DROP TABLE account_notice;"
           "DROP TABLE notice_read; DROP TABLE notice_mail;"
           "PRAGMA user_version = 1"); // what version 1 wrote
    EXPECT_EQ(open(SqliteChoices::Mode::read_only).error().code, "STORE_OLDER");
    {
        std::unique_ptr<Store> const store = *open();
        auto transaction = *store->begin(Store::Access::write);
        EXPECT_EQ(*transaction->profiles().count(account, person_target()), 2);
        Result<UserId> const user = transaction->access().users().create({{}, "ada@example.org", "", {1}, {}});
        ASSERT_TRUE(user) << user.error().message;
        EXPECT_TRUE(transaction->access().users().put_membership({account, *user, 2}));
        EXPECT_TRUE(transaction->access().sign_ins().create_session({{1}, account, *user, {1}, {1}}));
        EXPECT_TRUE(transaction->access().sign_ins().create_link({{1}, *user, 1, {1}, {1}}));
        EXPECT_TRUE(transaction->access().api_keys().create({{}, account, "Shop", "mst_", {1}, 1, "ada", {1}, {}, {}, {}}));
        EXPECT_TRUE(transaction->commit());
    }
    EXPECT_EQ(rules_broken(), Rules{});
    expect_broken_by("INSERT INTO access_member(account, user, role) VALUES (1, 99, 2)", {"access"});
}

TEST_F(SqliteStoreFiles, ThatAreNoDatabaseAreUnreadable)
{
    std::filesystem::create_directories(path());
    std::ofstream{path("muster.db")} << std::string(10'000, 'x');
    EXPECT_EQ(open().error().kind, ErrorKind::unreadable);
    EXPECT_EQ(open(SqliteChoices::Mode::read_only).error().kind, ErrorKind::unreadable);
}

TEST_F(SqliteStoreFiles, WhereAFileStandsInTheWayAreRefusedInASentence)
{
    std::ofstream{path()} << "a file";
    Result<std::unique_ptr<Store>> const opened = open();
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().message.find(path()), std::string::npos) << opened.error().message;
}

TEST_F(SqliteStoreFiles, GetAColumnForANewFieldOfATarget)
{
    static constexpr std::array fields{FieldRule{FieldId{1}, "label", FieldKind::external_id, Arity::one, 9, IdentifierKind::external_id},
                                       FieldRule{FieldId{2}, "colour", FieldKind::text, Arity::one, 9}};
    Target const older{50, "plant", {fields.data(), 1}, Target::Typed::no, 1, 1};
    Target const newer{50, "plant", fields, Target::Typed::no, 1, 1};
    std::unique_ptr<Store> store = *open();
    auto const write = [&](Target const& target, Profile const& profile) {
        auto transaction = *store->begin(Store::Access::write);
        ASSERT_TRUE(transaction->profiles().write(account, target, std::vector<ProfileWrite>{{nullptr, &profile}}));
        ASSERT_TRUE(transaction->commit());
    };
    auto const load = [&](Target const& target) {
        std::vector<Profile> profiles;
        EXPECT_TRUE((*store->begin(Store::Access::read))->profiles().page(account, target, {}, 9, profiles));
        return profiles;
    };
    Profile first;
    first.id = {1};
    first.set(FieldId{1}, "A");
    write(older, first);
    EXPECT_EQ(load(newer), std::vector{first}) << "read with the newer program before anything new is written";
    Profile second;
    second.id = {2};
    second.set(FieldId{1}, "B");
    second.set(FieldId{2}, "red");
    write(newer, second);
    EXPECT_EQ(load(newer), (std::vector{first, second}));
}

TEST_F(SqliteStoreFiles, StaySoundWhenTheDiskRefusesToWrite)
{
    fill();
    std::unique_ptr<Store> store = *open();
    std::vector<Profile> persons(20'000);
    std::vector<ProfileWrite> writes;
    for (std::size_t index = 0; index < persons.size(); ++index) {
        persons[index].id = {static_cast<std::int64_t>(index + 10)};
        persons[index].set(person_field::external_id, "Y-" + std::to_string(index));
        writes.push_back({nullptr, &persons[index]});
    }
    rlimit old{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &old), 0);
    auto const signal_before = std::signal(SIGXFSZ, SIG_IGN);
    rlimit const small{500'000, old.rlim_max};
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
    {
        auto transaction = *store->begin(Store::Access::write);
        Result<void> written = transaction->profiles().write(account, person_target(), writes);
        if (written) { written = transaction->commit(); }
        EXPECT_FALSE(written);
        if (!written) { EXPECT_EQ(written.error().kind, ErrorKind::unavailable) << written.error().message; }
    }
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &old), 0);
    std::signal(SIGXFSZ, signal_before);
    EXPECT_EQ(*(*store->begin(Store::Access::read))->profiles().count(account, person_target()), 2);
    auto transaction = *store->begin(Store::Access::write);
    EXPECT_TRUE(transaction->profiles().reserve_ids(account, 30'000));
    EXPECT_TRUE(transaction->profiles().write(account, person_target(), writes));
    EXPECT_TRUE(transaction->commit());
    transaction.reset();
    store.reset();
    EXPECT_EQ(rules_broken(), Rules{});
}

TEST_F(SqliteStoreFiles, KeepIdentifiersOfLargeBatchesUnique)
{
    std::unique_ptr<Store> const store = *open();
    std::vector<Profile> persons(2 * sqlite::PendingOwners::worth_waiting);
    std::vector<ProfileWrite> writes;
    for (std::size_t index = 0; index < persons.size(); ++index) {
        persons[index].id = {static_cast<std::int64_t>(index + 1)};
        persons[index].set(person_field::external_id, "X-" + std::to_string(index));
        writes.push_back({nullptr, &persons[index]});
    }
    std::span<ProfileWrite const> const all{writes};
    Key128 const key = key_of(store->hash_key(), {IdentifierKind::external_id, "X-7"});
    auto const owner = [&](Transaction& transaction) {
        ProfileId found{};
        EXPECT_TRUE(transaction.identities().find(account, {&key, 1}, {&found, 1}));
        return found.value;
    };
    {
        auto const transaction = *store->begin(Store::Access::write);
        ASSERT_TRUE(transaction->profiles().reserve_ids(account, 40'000));
        ASSERT_TRUE(transaction->profiles().write(account, person_target(), all.first(persons.size() / 2)));
        EXPECT_EQ(owner(*transaction), 8) << "at once, whenever it is written";
        ASSERT_TRUE(transaction->profiles().write(account, person_target(), all.subspan(persons.size() / 2)));
        ASSERT_TRUE(transaction->commit());
    }
    for (Profile& person : persons) { person.id.value += static_cast<std::int64_t>(persons.size()); }
    {
        auto const transaction = *store->begin(Store::Access::write);
        static_cast<void>(transaction->profiles().write(account, person_target(), all)); // may tell it, or leave it to commit()
        EXPECT_FALSE(transaction->commit());
    }
    auto const transaction = *store->begin(Store::Access::read);
    EXPECT_EQ(owner(*transaction), 8);
    EXPECT_EQ(*transaction->profiles().count(account, person_target()), static_cast<std::int64_t>(persons.size()));
    EXPECT_TRUE(rules_broken().empty());
}

TEST_F(SqliteStoreFiles, SayWhetherAWriterIsAwaited)
{
    std::unique_ptr<Store> const store = *open();
    auto transaction = *store->begin(Store::Access::write);
    EXPECT_FALSE(transaction->is_awaited());
    std::thread other{[&] { EXPECT_TRUE(store->begin(Store::Access::write)); }};
    while (!transaction->is_awaited()) { std::this_thread::yield(); }
    transaction.reset();
    other.join();
    EXPECT_FALSE((*store->begin(Store::Access::write))->is_awaited());
}

TEST_F(SqliteStoreFiles, AreCheckedForEveryRule)
{
    fill();
    EXPECT_EQ(rules_broken(), Rules{});
    expect_broken_by("DELETE FROM account_identifier", {"identifiers", "identifiers"}); // a wrong count, too
    expect_broken_by("UPDATE account_identifier SET entries = substr(entries, 22)", {"identifiers", "identifiers"});
    expect_broken_by("UPDATE account_identifier SET entries = substr(entries, 22, 21) || substr(entries, 1, 21) || substr(entries, 43)",
                     {"identifiers", "identifiers", "identifiers"}); // a leaf out of order hides a key
    expect_broken_by("DELETE FROM person WHERE profile_key & 255 = 1", {"counters", "tags", "identifiers"});
    expect_broken_by("UPDATE person SET packed_rest = x'00' WHERE profile_key & 255 = 1", {"profiles", "tags", "identifiers"});
    expect_broken_by("UPDATE person SET \"externalId\" = 'other' WHERE profile_key & 255 = 1", {"identifiers", "identifiers"});
    expect_broken_by("UPDATE account_counter SET value = 2 WHERE name = 'next_id'", {"counters"});
    expect_broken_by("UPDATE account_counter SET value = 5 WHERE name = 'count_of_person'", {"counters"});
    expect_broken_by("UPDATE account_counter SET value = 5 WHERE name = 'latest_modification'", {"counters"});
    expect_broken_by("DELETE FROM tag_member", {"tags"});
    expect_broken_by("UPDATE tag_member SET members = x'0100'", {"tags", "tags"});
    expect_broken_by("UPDATE tag_member SET tag = 2", {"tags"});
    // a profile that has only a tag: 31 the form, no contacts, no values, one tag
    expect_broken_by("UPDATE person SET \"externalId\" = NULL, packed_rest = x'3100000102' WHERE profile_key & 255 = 1",
                     {"profiles", "identifiers"});
}

TEST_F(SqliteStoreFiles, AreCheckedByTheEngineToo)
{
    fill();
    std::int64_t page = 0;
    {
        std::unique_ptr<sqlite::Connection> const connection = *sqlite::Connection::open(path("muster.db"), sqlite::Connection::Mode::read);
        sqlite::Statement root = *connection->prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'person'");
        ASSERT_TRUE(root.next());
        page = root.integer(0);
    }
    {
        std::fstream file{path("muster.db"), std::ios::in | std::ios::out | std::ios::binary};
        file.seekp((page - 1) * 8'192);
        file << std::string(7'000, '\x7f');
    }
    EXPECT_EQ(rules_broken(), Rules{"engine"});
}

} // namespace
} // namespace muster
