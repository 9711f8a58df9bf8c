#include "committing/announce.hpp"

#include "store/deliveries.hpp"
#include "store/notices.hpp"
#include "tests/support/committing_test.hpp"

namespace muster {
namespace {

using namespace person_field;

class Announce : public CommittingTest {
protected:
    static void subscribe(AccountId account, Events events)
    {
        auto const transaction = must(store().begin(Store::Access::write));
        Subscription wish;
        wish.url = "https://receiver.example/";
        wish.events = events;
        must(transaction->deliveries().create(account, wish));
        must(transaction->commit());
    }
    static std::vector<OutboxEntry> entries(AccountId account)
    {
        auto const transaction = must(store().begin(Store::Access::read));
        std::vector<OutboxEntry> found;
        must(transaction->deliveries().entries_after(account, 0, 100, found));
        return found;
    }
    static std::vector<std::string> names(AccountId account)
    {
        std::vector<std::string> found;
        for (OutboxEntry const& one : entries(account)) {
            found.push_back(std::string{name_of(one.event)} + " " + std::to_string(one.profiles.size()));
        }
        return found;
    }
    static std::vector<Notice> notices(AccountId account, std::string const& reader)
    {
        return must(must(store().begin(Store::Access::read))->notices().list(account, reader, {}, 10));
    }
    static Candidate row(std::int64_t number, std::string const& ext, std::string const& name)
    {
        Candidate row;
        row.row = RowNumber{number};
        row.values = {{person_field::external_id, ext}, {first_name, name}};
        return row;
    }
};

TEST_F(Announce, TellsOfAnImportAndOfItsUndoingWithTheirPersons)
{
    AccountId const account = account_with({});
    subscribe(account, Events::all());
    CommitOrder const order = made({person_target(), account}, {row(1, "a", "Ada"), row(2, "b", "Bob")});
    ImportJob const job = commit(order);
    EXPECT_EQ(names(account), (std::vector<std::string>{"person.created 2", "import.completed 0"}));
    OutboxEntry const end = entries(account).back();
    EXPECT_EQ(end.subject, order.import.value);
    EXPECT_NE(end.details.find(R"("created":2)"), std::string::npos) << end.details;
    EXPECT_NE(end.details.find(R"("state":"COMPLETED")"), std::string::npos) << end.details;
    ASSERT_EQ(notices(account, job.by).size(), 1U);
    EXPECT_EQ(notices(account, job.by)[0].kind, NoticeKind::import_completed);
    EXPECT_EQ(notices(account, job.by)[0].subject, order.import.value);
    EXPECT_EQ(notices(account, job.by)[0].details, end.details);
    undo(order);
    EXPECT_EQ(names(account), (std::vector<std::string>{"person.created 2", "import.completed 0", "person.deleted 2", "import.undone 0"}));
    EXPECT_EQ(notices(account, job.by).at(0).kind, NoticeKind::import_undone);
}

TEST_F(Announce, TellsWhyAnImportFailed)
{
    AccountId const account = account_with({});
    subscribe(account, Events{}.with(Event::import_failed));
    CommitOrder order = made({person_target(), account}, {row(1, "a", "Ada")});
    order.on_error = OnError::fail;
    {
        auto const transaction = must(store().begin(Store::Access::write));
        ImportJob job = *must(transaction->imports().load(account, order.import));
        ++job.planned.rows_rejected;
        ++job.planned.rows_read;
        must(transaction->imports().save(account, job));
        must(transaction->commit());
    }
    ImportJob const job = commit(order);
    ASSERT_EQ(job.state, ImportState::failed);
    EXPECT_EQ(names(account), std::vector<std::string>{"import.failed 0"});
    EXPECT_NE(entries(account)[0].details.find(R"("reason":")"), std::string::npos);
    EXPECT_EQ(notices(account, job.by).at(0).kind, NoticeKind::import_failed);
}

TEST_F(Announce, TellsOfParticipantsInBatches)
{
    AccountId const account = account_with({});
    subscribe(account, Events::all());
    std::vector<ProfileId> persons;
    for (std::int64_t id = 1; id <= 700; ++id) { persons.push_back({id}); }
    auto transaction = must(store().begin(Store::Access::write));
    must(announce_participants(*transaction, account, 9, persons, ImportId{4}, Instant{1}));
    must(announce_participants(*transaction, account, 9, {}, ImportId{4}, Instant{1}));
    must(transaction->commit());
    transaction.reset();
    EXPECT_EQ(names(account), (std::vector<std::string>{"journey.participant.added 500", "journey.participant.added 200"}));
    EXPECT_EQ(entries(account)[1].subject, 9);
    EXPECT_EQ(entries(account)[1].details, R"({"importId":4})");
}

} // namespace
} // namespace muster
