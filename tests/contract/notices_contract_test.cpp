#include "adapter.hpp"

#include "store/notices.hpp"

namespace muster::contract {
namespace {

using NoticesContract = StoreContract;
INSTANTIATE_TEST_SUITE_P(Store, NoticesContract, testing::ValuesIn(adapters()), testing::PrintToStringParamName());

Notice make_notice(std::string const& recipient, std::int64_t subject)
{
    return {{}, recipient, NoticeKind::import_failed, subject, {44}, R"({"file":"a.csv"})", Notice::Reading::unread};
}

std::vector<std::int64_t> subjects(std::vector<Notice> const& notices)
{
    std::vector<std::int64_t> found;
    for (Notice const& one : notices) { found.push_back(one.subject); }
    return found;
}

TEST_P(NoticesContract, ShowsEverybodyTheirOwnAndWhatIsForAll)
{
    AccountId const other = other_account();
    auto transaction = writing();
    Notices& notices = transaction->notices();
    Notice stored = make_notice("ada@example.org", 1);
    stored.id = value_of(notices.add(main_account, stored));
    value_of(notices.add(main_account, make_notice("bob@example.org", 2)));
    value_of(notices.add(main_account, make_notice("", 3)));
    value_of(notices.add(other, make_notice("ada@example.org", 4)));
    std::vector<Notice> const shown = value_of(notices.list(main_account, "ada@example.org", {}, 10));
    ASSERT_EQ(subjects(shown), (std::vector<std::int64_t>{3, 1}));
    EXPECT_EQ(shown[1], stored);
    EXPECT_EQ(subjects(value_of(notices.list(main_account, "bob@example.org", {}, 1))), std::vector<std::int64_t>{3});
    EXPECT_EQ(subjects(value_of(notices.list(main_account, "bob@example.org", shown[0].id, 10))), std::vector<std::int64_t>{2});
    EXPECT_EQ(value_of(notices.count_unread(main_account, "ada@example.org")), 2);
    EXPECT_EQ(value_of(notices.count_unread(other, "bob@example.org")), 0);
}

TEST_P(NoticesContract, MarksOnlyForTheReader)
{
    AccountId const other = other_account();
    auto transaction = writing();
    Notices& notices = transaction->notices();
    NoticeId const mine = value_of(notices.add(main_account, make_notice("ada", 1)));
    NoticeId const for_all = value_of(notices.add(main_account, make_notice("", 2)));
    NoticeId const foreign = value_of(notices.add(other, make_notice("ada", 3)));
    std::vector<NoticeId> const all{mine, for_all, foreign};
    EXPECT_EQ(value_of(notices.set_reading(main_account, "ada", all, Notice::Reading::read)), 2);
    EXPECT_EQ(value_of(notices.set_reading(main_account, "ada", all, Notice::Reading::read)), 2) << "again";
    EXPECT_EQ(value_of(notices.list(main_account, "ada", {}, 10)).at(0).reading, Notice::Reading::read);
    EXPECT_EQ(value_of(notices.count_unread(main_account, "ada")), 0);
    EXPECT_EQ(value_of(notices.count_unread(main_account, "bob")), 1) << "has not read it";
    EXPECT_EQ(value_of(notices.count_unread(other, "ada")), 1);
    EXPECT_EQ(value_of(notices.set_reading(main_account, "bob", {&mine, 1}, Notice::Reading::read)), 0) << "not bob's";
    EXPECT_EQ(value_of(notices.set_reading(main_account, "ada", {&mine, 1}, Notice::Reading::unread)), 1);
    EXPECT_EQ(value_of(notices.count_unread(main_account, "ada")), 1);
    NoticeId const later = value_of(notices.add(main_account, make_notice("ada", 4)));
    succeed(notices.set_all_read(main_account, "ada", for_all));
    EXPECT_EQ(value_of(notices.count_unread(main_account, "ada")), 1) << "what came later";
    succeed(notices.set_all_read(main_account, "ada", later));
    EXPECT_EQ(value_of(notices.count_unread(main_account, "ada")), 0);
}

TEST_P(NoticesContract, KeepsTheNewestOfAnAccount)
{
    AccountId const other = other_account();
    auto transaction = writing();
    Notices& notices = transaction->notices();
    value_of(notices.add(other, make_notice("ada", 1)));
    NoticeId const first = value_of(notices.add(main_account, make_notice("ada", 1)));
    value_of(notices.set_reading(main_account, "ada", {&first, 1}, Notice::Reading::read));
    for (std::size_t count = 1; count < notices_kept; ++count) { value_of(notices.add(main_account, make_notice("bob", 2))); }
    EXPECT_EQ(value_of(notices.list(main_account, "ada", {}, 10)).size(), 1U);
    value_of(notices.add(main_account, make_notice("bob", 2)));
    EXPECT_TRUE(value_of(notices.list(main_account, "ada", {}, 10)).empty());
    EXPECT_EQ(value_of(notices.list(other, "ada", {}, 10)).size(), 1U);
}

TEST_P(NoticesContract, RemembersHowFarMailHasGot)
{
    AccountId const other = other_account();
    auto transaction = writing();
    Notices& notices = transaction->notices();
    EXPECT_EQ(value_of(notices.newest()), NoticeId{0});
    NoticeId const old = value_of(notices.add(main_account, make_notice("ada", 1)));
    MailProgress progress = value_of(notices.mail_progress());
    EXPECT_EQ(progress, (MailProgress{old, 0, {}})) << "nothing old is sent";
    succeed(notices.save_mail_progress(progress));
    value_of(notices.add(other, make_notice("bob", 2)));
    NoticeId const last = value_of(notices.add(main_account, make_notice("", 3)));
    auto const next = value_of(notices.after(progress.sent_up_to, 10));
    ASSERT_EQ(next.size(), 2U);
    EXPECT_EQ(next[0].first, other);
    EXPECT_EQ(next[0].second.recipient, "bob");
    EXPECT_EQ(next[1].second.id, last);
    EXPECT_EQ(value_of(notices.after(progress.sent_up_to, 1)).size(), 1U);
    progress = {next[0].second.id, 4, {55}};
    succeed(notices.save_mail_progress(progress));
    succeed(transaction->commit());
    transaction.reset();
    reopen();
    EXPECT_EQ(value_of(reading()->notices().mail_progress()), progress);
    EXPECT_EQ(value_of(reading()->notices().newest()), last);
}

} // namespace
} // namespace muster::contract
