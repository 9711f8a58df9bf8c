#include "delivery/mail.hpp"

#include "base/file.hpp"
#include "delivery/delivery_loop.hpp"
#include "delivery/notice_mailer.hpp"
#include "delivery/peer_test.hpp"
#include "delivery/secrets.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <future>
#include <mutex>

namespace muster {
namespace {

template <class T>
T must(Result<T> result)
{
    if (!result) {
        ADD_FAILURE() << result.error().code << ": " << result.error().message;
        std::abort();
    }
    return *std::move(result);
}
void must(Result<void> const& result) { ASSERT_TRUE(result) << result.error().code << ": " << result.error().message; }

/// The text of a message that write_message made.
std::string text_of(std::string const& message)
{
    std::string encoded = message.substr(message.find("\r\n\r\n") + 4);
    std::erase_if(encoded, [](char character) { return character == '\r' || character == '\n'; });
    return base64_bytes(encoded).value_or("not base64");
}

TEST(MailMessage, IsPlainTextInUtf8)
{
    Mail const mail{"ada@bücher.example", "Import finished: Müller.csv", "Done.\nGrüße\n"};
    std::string const message = write_message(mail, {"muster@example.org", "Muster"}, Instant{1'795'874'709'000'000}, "abc");
    EXPECT_TRUE(message.starts_with("Date: Sat, 28 Nov 2026 14:05:09 +0000\r\n")) << message;
    EXPECT_NE(message.find("\r\nFrom: =?UTF-8?B?TXVzdGVy?= <muster@example.org>\r\n"), std::string::npos) << message;
    EXPECT_NE(message.find("\r\nTo: <ada@xn--bcher-kva.example>\r\n"), std::string::npos) << message;
    EXPECT_NE(message.find("\r\nMessage-ID: <abc@example.org>\r\n"), std::string::npos) << message;
    EXPECT_NE(message.find("\r\nContent-Type: text/plain; charset=utf-8\r\n"), std::string::npos);
    EXPECT_EQ(text_of(message), "Done.\r\nGrüße\r\n");
    EXPECT_TRUE(std::all_of(message.begin(), message.end(), [](char one) { return static_cast<unsigned char>(one) < 0x80; }));
}

TEST(MailMessage, NoTextBeginsAHeader)
{
    Mail const mail{"ada@example.org>\r\nBcc: all@example.org", "Done\r\nBcc: all@example.org\n\nText", std::string(500, 'x')};
    std::string const message = write_message(mail, {"muster@example.org\r\nX-Own: 1", "Mus\nter"}, Instant{0}, "a\r\nb");
    EXPECT_EQ(message.find("\r\nBcc:"), std::string::npos) << message;
    EXPECT_EQ(message.find("\r\nX-Own:"), std::string::npos) << message;
    std::string const long_subject(1'000, 'y');
    std::string const folded = write_message({"a@example.org", "ü" + long_subject, std::string(5'000, 'z')}, {}, Instant{0}, "a");
    for (std::size_t at = 0; at < folded.size();) {
        std::size_t const end = folded.find("\r\n", at);
        ASSERT_NE(end, std::string::npos);
        EXPECT_LE(end - at, 88U) << "lines stay short";
        at = end + 2;
    }
}

TEST(MailMessage, CutsNoCharacterInTwo)
{
    std::string subject;
    for (int count = 0; count < 40; ++count) { subject += "a\xE6\x97\xA5"; }
    std::string const message = write_message({"a@example.org", subject, ""}, {}, Instant{0}, "a");
    std::string decoded;
    for (std::size_t at = message.find("Subject: "); (at = message.find("=?UTF-8?B?", at)) < message.find("Message-ID"); ++at) {
        std::size_t const begin = at + 10;
        std::string const word = base64_bytes(message.substr(begin, message.find("?=", begin) - begin)).value_or("");
        EXPECT_NE(static_cast<unsigned char>(word.front()) & 0xC0U, 0x80U);
        decoded += word;
    }
    EXPECT_EQ(decoded, subject);
}

/// A server of mail that takes everything but what a test refuses.
struct ServerForTests {
    std::string refused{}; ///< beginning of a command
    std::string reply{"250 fine"};
    std::vector<std::string> heard{};
    std::string message{};
    PeerForTests peer{[this](PeerForTests::Talk& talk) { serve(talk); }};

    void serve(PeerForTests::Talk& talk)
    {
        talk.say("220 mail.example ESMTP\r\n");
        while (true) {
            std::string const command = talk.hear("\r\n");
            if (command.empty() || command.starts_with("QUIT")) { return talk.say("221 bye\r\n"); }
            heard.push_back(command.substr(0, command.size() - 2));
            if (!refused.empty() && command.starts_with(refused)) {
                talk.say(reply + "\r\n");
            } else if (command.starts_with("EHLO")) {
                talk.say("250-mail.example\r\n250 AUTH PLAIN\r\n");
            } else if (command.starts_with("AUTH")) {
                talk.say("334 \r\n");
                heard.push_back(talk.hear("\r\n"));
                talk.say("235 welcome\r\n");
            } else if (command.starts_with("DATA")) {
                talk.say("354 go on\r\n");
                message = talk.hear("\r\n.\r\n");
                talk.say("250 taken\r\n");
            } else {
                talk.say("250 fine\r\n");
            }
        }
    }
    SmtpChoices choices(SmtpChoices::Security security = SmtpChoices::Security::none) const
    {
        return {"127.0.0.1", std::stoll(peer.port()), security, "muster", "secret word", "", 1'000, 3'000};
    }
};

TEST(Smtp, HandsAMailIn)
{
    ServerForTests server;
    SmtpMailer mailer{server.choices(), {"muster@example.org", "Muster"}};
    must(mailer.send({"ada@example.org", "Import finished", "All is well.\n.\nEnd\n"}));
    auto const said = [&](std::string const& text) {
        return std::any_of(server.heard.begin(), server.heard.end(), [&](std::string const& one) { return one.starts_with(text); });
    };
    EXPECT_TRUE(said("AUTH PLAIN"));
    EXPECT_TRUE(said("MAIL FROM:<muster@example.org>"));
    EXPECT_TRUE(said("RCPT TO:<ada@example.org>"));
    EXPECT_EQ(text_of(server.message.substr(0, server.message.size() - 3)), "All is well.\r\n.\r\nEnd\r\n");
}

TEST(Smtp, TellsRefusedForGoodFromTryAgain)
{
    ServerForTests server;
    server.refused = "RCPT";
    server.reply = "550 no such mailbox";
    SmtpMailer mailer{server.choices(), {"muster@example.org", "Muster"}};
    Mail const mail{"ada@example.org", "Hello", "Text\n"};
    EXPECT_EQ(mailer.send(mail).error().code, "MAIL_REFUSED");
    server.reply = "450 later";
    EXPECT_EQ(mailer.send(mail).error().code, "MAIL_SERVER");
    server.refused = "AUTH";
    server.reply = "535 wrong password";
    Result<void> const refused = mailer.send(mail);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "MAIL_SERVER") << "another password may help, the mail is fine";
    EXPECT_EQ(refused.error().message.find("secret"), std::string::npos);
}

TEST(Smtp, SendsNothingWithoutEncryptionWhereItIsAskedFor)
{
    ServerForTests server; // does not offer STARTTLS
    SmtpMailer mailer{server.choices(SmtpChoices::Security::starttls), {"muster@example.org", "Muster"}};
    EXPECT_EQ(mailer.send({"ada@example.org", "Hello", "Text\n"}).error().code, "MAIL_SERVER");
    for (std::string const& one : server.heard) {
        EXPECT_FALSE(one.starts_with("AUTH") || one.starts_with("MAIL") || one.starts_with("DATA")) << one;
    }
}

TEST(Smtp, TakesNoAddressThatIsNone)
{
    ServerForTests server;
    SmtpMailer mailer{server.choices(), {"muster@example.org", "Muster"}};
    for (char const* to : {"", "ada", "ada@example.org\r\nRCPT TO:<bob@example.org>", "ada@example.org>", "a b@example.org"}) {
        EXPECT_EQ(mailer.send({to, "Hello", "Text\n"}).error().code, "MAIL_ADDRESS") << to;
    }
    EXPECT_EQ(server.peer.connections(), 0);
}

class MailboxForTests final : public Mailer {
public:
    Result<void> send(Mail const& mail) override
    {
        std::lock_guard const lock{mutex};
        tried.push_back(mail);
        if (answers.empty()) { return {}; }
        Result<void> const answer = answers.front();
        answers.pop_front();
        return answer;
    }
    std::mutex mutex{};
    std::vector<Mail> tried{};
    std::deque<Result<void>> answers{};
};

class MailingNotices : public testing::Test {
protected:
    void SetUp() override
    {
        folder_ = std::make_unique<TemporaryFolder>(must(TemporaryFolder::create()));
        store_ = must(open_sqlite_store({folder_->path() + "/store", SqliteChoices::Mode::read_write}));
        add(NoticeKind::import_completed, "old@example.org", 1);
        NoticeMailerOrder order{*store_, box_, [this] { return clock_; }, [] { return 0.5; }, {}, {}};
        order.address_of = [this](AccountId, std::string const& recipient) -> Result<std::optional<std::string>> {
            if (is_store_busy_) { return Error{ErrorKind::unavailable, "STORE_BUSY", "no"}; }
            return recipient.find('@') != std::string::npos ? std::optional{recipient} : std::nullopt;
        };
        order.link_of = [](Notice const& notice) { return "https://muster.example/imports/" + std::to_string(notice.subject); };
        mailer_ = std::make_unique<NoticeMailer>(std::move(order));
        must(mailer_->begin());
    }
    void add(NoticeKind kind, std::string const& recipient, std::int64_t subject)
    {
        auto const transaction = must(store_->begin(Store::Access::write));
        must(transaction->notices().add(
            {1}, {{},
                  recipient,
                  kind,
                  subject,
                  clock_,
                  R"({"file":"a.csv","reason":"PLAN_DRIFTED: no","counts":{"records":12345,"created":12000,"updated":0}})"}));
        must(transaction->commit());
    }
    std::int64_t send() { return must(mailer_->send_waiting()); }

    bool is_store_busy_{};
    Instant clock_{1'764'338'800'000'000};
    MailboxForTests box_{};
    std::unique_ptr<TemporaryFolder> folder_{};
    std::unique_ptr<Store> store_{};
    std::unique_ptr<NoticeMailer> mailer_{};
};

TEST_F(MailingNotices, TellsTheOneWhoStartedTheImport)
{
    EXPECT_EQ(send(), 0) << "nothing from before mail was set up";
    add(NoticeKind::import_completed, "ada@example.org", 7);
    add(NoticeKind::import_failed, "ada@example.org", 8);
    add(NoticeKind::import_undone, "ada@example.org", 9);
    add(NoticeKind::import_completed, "an API key", 10);
    add(NoticeKind::subscription_disabled, "", 11);
    EXPECT_EQ(send(), 2);
    ASSERT_EQ(box_.tried.size(), 2U);
    EXPECT_EQ(box_.tried[0].to, "ada@example.org");
    EXPECT_EQ(box_.tried[0].subject, "Import finished: a.csv");
    EXPECT_EQ(box_.tried[0].text, "The import of a.csv has finished.\n\nPersons in the file: 12,345\nCreated: 12,000\n\n"
                                  "https://muster.example/imports/7\n");
    EXPECT_EQ(box_.tried[1].subject, "Import failed: a.csv");
    EXPECT_NE(box_.tried[1].text.find("PLAN_DRIFTED: no"), std::string::npos);
    EXPECT_EQ(send(), 0);
}

TEST_F(MailingNotices, TriesAgainAndPassesOverWhatIsRefused)
{
    add(NoticeKind::import_completed, "ada@example.org", 7);
    add(NoticeKind::import_completed, "bob@example.org", 8);
    box_.answers = {Error{ErrorKind::unavailable, "MAIL_SERVER", "no"}, Error{ErrorKind::invalid_input, "MAIL_REFUSED", "no"}};
    EXPECT_EQ(send(), 0);
    EXPECT_EQ(box_.tried.size(), 1U);
    EXPECT_EQ(send(), 0);
    EXPECT_EQ(box_.tried.size(), 1U) << "not yet";
    clock_.microseconds += 30'000'000;
    EXPECT_EQ(send(), 1);
    ASSERT_EQ(box_.tried.size(), 3U);
    EXPECT_EQ(box_.tried[1].to, "ada@example.org");
    EXPECT_EQ(box_.tried[2].to, "bob@example.org");
}

TEST_F(MailingNotices, AreNotLostWhenTheRecipientCannotBeLookedUp)
{
    add(NoticeKind::import_completed, "ada@example.org", 7);
    is_store_busy_ = true;
    EXPECT_FALSE(mailer_->send_waiting());
    is_store_busy_ = false;
    EXPECT_EQ(send(), 1);
}

TEST_F(MailingNotices, DoesNotSendNewsOfYesterday)
{
    add(NoticeKind::import_completed, "ada@example.org", 7);
    clock_.microseconds += 2 * std::int64_t{86'400} * 1'000'000;
    add(NoticeKind::import_completed, "bob@example.org", 8);
    EXPECT_EQ(send(), 1);
    EXPECT_EQ(box_.tried.at(0).to, "bob@example.org");
}

TEST_F(MailingNotices, ALoopSendsSingleMailsAndNotices)
{
    add(NoticeKind::import_completed, "ada@example.org", 7);
    {
        MailLoop loop{box_, mailer_.get()};
        must(loop.post(link_mail("bob@example.org", "Set a password", "Set a password here:", "https://muster.example/l/1", "an hour")));
        auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{30};
        for (std::size_t count = 0; count < 2 && std::chrono::steady_clock::now() < end;) {
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
            std::lock_guard const lock{box_.mutex};
            count = box_.tried.size();
        }
    }
    ASSERT_EQ(box_.tried.size(), 2U);
    std::sort(box_.tried.begin(), box_.tried.end(), [](Mail const& a, Mail const& b) { return a.to < b.to; });
    EXPECT_EQ(box_.tried[1].text, "Set a password here:\n\nhttps://muster.example/l/1\n\nThe link works once, within an hour. Who did not "
                                  "ask for it can ignore this mail.\n");
}

} // namespace
} // namespace muster
