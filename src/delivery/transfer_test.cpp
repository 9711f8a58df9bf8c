#include "delivery/transfer.hpp"

#include "delivery/peer_test.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>

namespace muster {
namespace {

TransferChoices quick(Reach reach)
{
    TransferChoices choices;
    choices.reach = reach;
    choices.connect_milliseconds = 2'000;
    choices.total_milliseconds = 3'000;
    return choices;
}

Result<Answer> post_to(std::string const& url, Reach reach = Reach::anywhere, std::string const& body = "{}")
{
    return CurlPoster{quick(reach)}.post({url, {{"Content-Type", "application/json"}, {"webhook-id", "msg_1"}}, body});
}

TEST(Transfer, PostsAndTellsTheStatus)
{
    std::string head, body;
    PeerForTests peer{[&](PeerForTests::Talk& talk) {
        head = talk.hear("\r\n\r\n");
        body = talk.hear(13);
        talk.say("HTTP/1.1 503 Busy\r\nRetry-After: 17\r\nContent-Length: 2\r\n\r\nno");
    }};
    Result<Answer> const answer = post_to("http://127.0.0.1:" + peer.port() + "/hook?key=1", Reach::anywhere, R"({"name":"é"})");
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->status, 503);
    EXPECT_EQ(answer->retry_after_seconds, 17);
    EXPECT_TRUE(head.starts_with("POST /hook?key=1 HTTP/1.1\r\n")) << head;
    EXPECT_NE(head.find("\r\nwebhook-id: msg_1\r\n"), std::string::npos) << head;
    EXPECT_NE(head.find("\r\nContent-Type: application/json\r\n"), std::string::npos) << head;
    EXPECT_EQ(body, R"({"name":"é"})");
}

TEST(Transfer, FollowsNoRedirect)
{
    PeerForTests target{[](PeerForTests::Talk& talk) {
        talk.hear("\r\n\r\n");
        talk.say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }};
    PeerForTests peer{[&](PeerForTests::Talk& talk) {
        talk.hear("\r\n\r\n{}");
        talk.say("HTTP/1.1 302 Elsewhere\r\nLocation: http://127.0.0.1:" + target.port() + "/\r\nContent-Length: 0\r\n\r\n");
    }};
    Result<Answer> const answer = post_to("http://127.0.0.1:" + peer.port() + "/");
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->status, 302);
    EXPECT_EQ(target.connections(), 0);
}

TEST(Transfer, TakesOnlyTheBeginningOfAnEndlessAnswer)
{
    std::size_t said = 0;
    PeerForTests peer{[&](PeerForTests::Talk& talk) {
        talk.hear("\r\n\r\n{}");
        talk.say("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n");
        std::string const piece(16'384, 'x');
        for (; said < 100'000'000; said += piece.size()) { talk.say(piece); }
    }};
    Result<Answer> const answer = post_to("http://127.0.0.1:" + peer.port() + "/");
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->status, 200);
}

TEST(Transfer, WaitsForNobodyForLong)
{
    PeerForTests peer{[](PeerForTests::Talk& talk) { talk.wait(); }};
    Result<Answer> const answer = post_to("http://127.0.0.1:" + peer.port() + "/");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "TARGET_TIMEOUT");
}

TEST(Transfer, EndsWhenTheServerDoes)
{
    PeerForTests peer{[](PeerForTests::Talk& talk) { talk.wait(); }};
    std::atomic<bool> ending{true};
    TransferChoices choices;
    choices.reach = Reach::anywhere;
    choices.ending = &ending;
    auto const begun = std::chrono::steady_clock::now();
    Result<Answer> const answer = CurlPoster{choices}.post({"http://127.0.0.1:" + peer.port() + "/", {}, "{}"});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::cancelled);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{10});
}

TEST(Transfer, RefusesNamesThatLeadInside)
{
    PeerForTests peer{[](PeerForTests::Talk& talk) { talk.wait(); }};
    for (std::string const host : {"localhost", "127.0.0.1", "[::1]", "0.0.0.0"}) {
        Result<Answer> const answer = post_to("https://" + host + ":" + peer.port() + "/", Reach::public_only);
        ASSERT_FALSE(answer) << host;
        EXPECT_EQ(answer.error().code, "TARGET_NOT_PUBLIC") << host;
        EXPECT_EQ(answer.error().kind, ErrorKind::denied);
    }
    EXPECT_EQ(peer.connections(), 0) << "not even a connection";
    EXPECT_EQ(post_to("http://localhost:" + peer.port() + "/", Reach::public_only).error().code, "WEBHOOK_URL");
}

TEST(Transfer, SaysWhatIsWrong)
{
    PeerForTests nonsense{[](PeerForTests::Talk& talk) {
        talk.hear("\r\n\r\n");
        talk.say("220 mail.example ESMTP\r\n");
    }};
    PeerForTests plain{[](PeerForTests::Talk& talk) {
        talk.say("HTTP/1.1 400 This is no TLS\r\n\r\n");
        talk.wait();
    }};
    std::string closed;
    {
        PeerForTests const gone{[](PeerForTests::Talk&) {}};
        closed = gone.port();
    }
    EXPECT_EQ(post_to("http://127.0.0.1:" + closed + "/").error().code, "TARGET_UNREACHABLE");
    EXPECT_EQ(post_to("http://no-such-name.invalid/").error().code, "TARGET_UNKNOWN");
    EXPECT_EQ(post_to("https://127.0.0.1:" + plain.port() + "/").error().code, "TARGET_TLS");
    Result<Answer> const answer = post_to("http://127.0.0.1:" + nonsense.port() + "/secret-path");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().message.find("secret-path"), std::string::npos);
}

} // namespace
} // namespace muster
