#include "http/client_test.hpp"
#include "http/handler_test.hpp"
#include "http/server.hpp"

#include <isa-l/igzip_lib.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <memory>
#include <thread>

namespace muster {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// A server with a handler of its own, on a free port.
class HttpServing : public testing::Test {
protected:
    HttpServing()
    {
        settings.workers = 2;
        settings.change_workers = 2;
        settings.heartbeat_time = 300ms;
        settings.event_time = 20ms;
        settings.linger_time = 2s;
    }
    ~HttpServing() override { handler.open_gate(); }

    void start()
    {
        auto started = HttpServer::start(settings, handler);
        ASSERT_TRUE(started) << started.error().message;
        server = *std::move(started);
    }
    std::uint16_t port() const { return server->port(); }

    HttpSettings settings{};
    TestHandler handler{};
    std::unique_ptr<HttpServer> server{};
};

std::string unpacked(std::string packed)
{
    std::string text(2'000'000, '\0');
    inflate_state state{};
    isal_inflate_init(&state);
    state.crc_flag = ISAL_GZIP;
    state.next_in = reinterpret_cast<std::uint8_t*>(packed.data()); // NOLINT: its bytes are unsigned
    state.avail_in = static_cast<std::uint32_t>(packed.size());
    state.next_out = reinterpret_cast<std::uint8_t*>(text.data()); // NOLINT: as above
    state.avail_out = static_cast<std::uint32_t>(text.size());
    if (isal_inflate(&state) != ISAL_DECOMP_OK || state.block_state != ISAL_BLOCK_FINISH) { return "damaged"; }
    text.resize(text.size() - state.avail_out);
    return text;
}

TEST_F(HttpServing, AnswersOneRequestAfterTheOtherOnOneConnection)
{
    start();
    Client client{port()};
    for (std::string const body : {"first", "second"}) {
        ClientAnswer const answer = client.ask("POST", "/echo", "", body);
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.body, body);
        EXPECT_EQ(answer.value("Server"), "Muster");
        EXPECT_TRUE(answer.value("Date").ends_with(" GMT"));
        EXPECT_EQ(answer.value("Connection"), "");
    }
    EXPECT_EQ(server->load().connections, 1U);
    ClientAnswer const last = client.ask("GET", "/echo", "Connection: close\r\n");
    EXPECT_EQ(last.value("Connection"), "close");
    EXPECT_TRUE(client.is_closed_within(1s));
    auto const finished = handler.wait_for_finished(3);
    ASSERT_EQ(finished.size(), 3U);
    EXPECT_EQ(finished[2].sent, last.head.size());
}

TEST_F(HttpServing, AnswersPipelinedRequestsInTheirOrder)
{
    start();
    Client client{port()};
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\none\r\n"
                "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ntwo\r\n0\r\n\r\n"
                "GET /long HTTP/1.1\r\nHost: a\r\n\r\nGET /echo HTTP/1.0\r\n\r\n");
    EXPECT_EQ(client.read_answer().body, "one");
    EXPECT_EQ(client.read_answer().body, "two");
    EXPECT_EQ(client.read_answer().body, long_text());
    EXPECT_EQ(client.read_answer().value("Connection"), "close");
}

TEST_F(HttpServing, KeepsLongBodiesOnDiskAndShortOnesInMemory)
{
    start();
    Client client{port()};
    EXPECT_EQ(client.ask("POST", "/echo", "", std::string(65'536, 'x')).body.size(), 65'536U);
    EXPECT_FALSE(handler.was_spooled());
    std::string const body = long_text() + long_text();
    EXPECT_EQ(client.ask("POST", "/echo", "", body).body, body);
    EXPECT_TRUE(handler.was_spooled());
    std::string chunked = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (std::size_t at = 0; at < body.size(); at += 6'000) { chunked += "1770\r\n" + body.substr(at, 6'000) + "\r\n"; }
    client.send(chunked + "0\r\n\r\n");
    EXPECT_EQ(client.read_answer().body, body);
    EXPECT_TRUE(handler.was_spooled());
}

TEST_F(HttpServing, SaysWhenItIsReadyForTheBody)
{
    start();
    Client client{port()};
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("hello");
    EXPECT_EQ(client.read_answer().body, "hello");
    client.send("POST /refused HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read_answer().status, 401) << "without asking for the body";
    EXPECT_TRUE(client.is_closed_within(3s));
}

TEST_F(HttpServing, RefusesWhatIsMalformedAndCloses)
{
    start();
    for (std::string const request :
         {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET / HTTP/1.1\nHost: a\n\n", "\x16\x03\x01\x00\x00\n",
          "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"}) {
        Client client{port()};
        client.send(request + "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n");
        ClientAnswer const answer = client.read_answer();
        EXPECT_EQ(answer.status, 400) << request;
        EXPECT_EQ(answer.value("Connection"), "close");
        EXPECT_TRUE(client.is_closed_within(3s)) << "and never answers what follows";
    }
    Client client{port()};
    client.send("GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + std::string(40'000, 'x'));
    EXPECT_EQ(client.read_answer().status, 431);
}

TEST_F(HttpServing, RefusesLongBodiesBeforeAndWhileTheyArrive)
{
    start();
    Client known{port()};
    known.send("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 101\r\n\r\n");
    EXPECT_EQ(known.read_answer().status, 413);
    Client arriving{port()};
    arriving.send("POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n60\r\n" + std::string(96, 'x') + "\r\n5\r\nhello");
    EXPECT_EQ(arriving.read_answer().status, 413);
    Client sending{port()}; // what it goes on sending must not take the answer away from it
    sending.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1000000\r\n");
    EXPECT_TRUE(sending.send(std::string(std::size_t{16} << 20, 'x')));
    EXPECT_EQ(sending.read_answer().status, 413);
    Client exact{port()};
    EXPECT_EQ(exact.ask("POST", "/small", "", std::string(100, 'x')).status, 200);
}

TEST_F(HttpServing, GivesUpSlowClients)
{
    settings.head_time = 300ms;
    settings.body_time = 300ms;
    settings.write_time = 500ms;
    settings.idle_time = 700ms;
    start();
    Client head{port()};
    auto const began = Clock::now();
    while (Clock::now() - began < 250ms) { // a byte now and then does not help
        head.send("G");
        std::this_thread::sleep_for(50ms);
    }
    EXPECT_EQ(head.read_answer().status, 408);
    EXPECT_LT(Clock::now() - began, 2s);
    Client body{port()};
    body.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\nsome");
    EXPECT_EQ(body.read_answer().status, 408);
    Client idle{port()};
    EXPECT_EQ(idle.ask("GET", "/echo").status, 200);
    EXPECT_FALSE(idle.is_closed_within(400ms));
    EXPECT_TRUE(idle.is_closed_within(3s));
    Client reading{port()};
    reading.keep_little();
    reading.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n");
    auto const finished = handler.wait_for_finished(4);
    ASSERT_EQ(finished.size(), 4U);
    EXPECT_EQ(finished[3].path, "/endless");
}

TEST_F(HttpServing, RefusesWhatItCannotQueue)
{
    settings.workers = 1;
    settings.queue_limit = 1;
    start();
    Client first{port()};
    first.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(handler.wait_for_waiting(1));
    Client second{port()};
    second.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
    while (server->load().waiting == 0) { std::this_thread::sleep_for(1ms); }
    Client third{port()};
    ClientAnswer const refused = third.ask("GET", "/wait");
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.value("Retry-After"), "1");
    handler.open_gate();
    EXPECT_EQ(first.read_answer().body, "waited");
    EXPECT_EQ(second.read_answer().body, "waited");
    EXPECT_EQ(third.ask("GET", "/echo").status, 200) << "the connection goes on";
}

TEST_F(HttpServing, AnswersChangesWhileAllThatReadWait)
{
    settings.workers = 1;
    settings.queue_limit = 1;
    start();
    Client first{port()};
    first.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(handler.wait_for_waiting(1));
    Client second{port()};
    EXPECT_EQ(second.ask("POST", "/echo", {}, "x").status, 200);
    handler.open_gate();
    EXPECT_EQ(first.read_answer().body, "waited");
}

TEST_F(HttpServing, SendsEventsAndSignsOfLife)
{
    start();
    Client client{port()};
    ClientAnswer const answer = client.ask("GET", "/events");
    EXPECT_EQ(answer.body, "data: 3\n\ndata: 2\n\ndata: 1\n\n");
    EXPECT_TRUE(answer.is_whole);
    client.send("GET /events/quiet HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_TRUE(client.read_until(": no news\n\n").ends_with(": no news\n\n"));
    client.close();
    auto const finished = handler.wait_for_finished(2);
    ASSERT_EQ(finished.size(), 2U) << "a client that left is seen";
    EXPECT_EQ(finished[1].path, "/events/quiet");
}

TEST_F(HttpServing, PacksWhatBecomesSmaller)
{
    start();
    Client client{port()};
    for (std::string const path : {"/long", "/file", "/pull"}) {
        std::string const whole = path == "/pull" ? long_text() + long_text() + long_text() : long_text();
        ClientAnswer const plain = client.ask("GET", path);
        EXPECT_EQ(plain.body, whole) << path;
        EXPECT_EQ(plain.value("Content-Encoding"), "");
        EXPECT_EQ(plain.value("Vary"), "Accept-Encoding");
        ClientAnswer const packed = client.ask("GET", path, "Accept-Encoding: gzip, br\r\n");
        EXPECT_TRUE(packed.is_whole) << path;
        EXPECT_EQ(packed.value("Content-Encoding"), "gzip") << path;
        EXPECT_LT(packed.body.size(), whole.size() / 3);
        EXPECT_EQ(unpacked(packed.body), whole) << path;
    }
    ClientAnswer const forbidden = client.ask("POST", "/echo", "Accept-Encoding: gzip\r\n", long_text());
    EXPECT_EQ(forbidden.value("Content-Encoding"), "");
    EXPECT_EQ(forbidden.body, long_text());
}

TEST_F(HttpServing, BreaksTheConnectionWhenASourceFails)
{
    start();
    for (std::string const coding : {"", "Accept-Encoding: gzip\r\n"}) {
        Client client{port()};
        ClientAnswer const answer = client.ask("GET", "/broken", coding);
        EXPECT_EQ(answer.status, 200);
        EXPECT_FALSE(answer.is_whole);
    }
    EXPECT_EQ(handler.all_broken(), "/broken GONE;/broken GONE;");
    Client client{port()};
    EXPECT_EQ(client.ask("GET", "/throw").status, 500);
    EXPECT_EQ(client.ask("GET", "/echo").status, 200) << "and the server lives";
}

TEST_F(HttpServing, SpeaksHeadAndTheOldVersionAndLetsNoValueBecomeAHeader)
{
    start();
    Client client{port()};
    EXPECT_EQ(client.ask("HEAD", "/long").value("Content-Length"), "300000");
    EXPECT_EQ(client.ask("HEAD", "/pull").value("Transfer-Encoding"), "chunked");
    ClientAnswer const empty = client.ask("GET", "/empty", "Connection: close\r\n");
    EXPECT_EQ(empty.status, 204);
    EXPECT_EQ(empty.value("Content-Length"), "");
    Client old{port()};
    old.send("GET /pull HTTP/1.0\r\nAccept-Encoding: gzip\r\n\r\n");
    ClientAnswer const answer = old.read_answer();
    EXPECT_EQ(answer.value("Transfer-Encoding"), "");
    EXPECT_EQ(answer.body, long_text() + long_text() + long_text());
    Client split{port()};
    EXPECT_EQ(split.ask("GET", "/split").value("X-Smuggled"), "");
}

TEST_F(HttpServing, StopsWithoutLosingWhatRuns)
{
    start();
    Client running{port()};
    running.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(handler.wait_for_waiting(1));
    Client idle{port()};
    EXPECT_EQ(idle.ask("GET", "/echo").status, 200);
    Client events{port()};
    events.send("GET /events/quiet HTTP/1.1\r\nHost: a\r\n\r\n");
    events.read_until("\r\n\r\n");
    auto const stopped = std::async(std::launch::async, [this] { server->stop(10s); });
    EXPECT_TRUE(idle.is_closed_within(3s));
    EXPECT_TRUE(events.read_until("0\r\n\r\n").ends_with("0\r\n\r\n")) << "an event stream ends properly";
    events.close();
    EXPECT_FALSE(Client{port()}.is_connected());
    EXPECT_EQ(stopped.wait_for(100ms), std::future_status::timeout);
    handler.open_gate();
    ClientAnswer const answer = running.read_answer();
    EXPECT_EQ(answer.body, "waited");
    EXPECT_EQ(answer.value("Connection"), "close");
    running.close();
    EXPECT_EQ(stopped.wait_for(3s), std::future_status::ready);
}

TEST_F(HttpServing, CutsWhatStandsAfterTheGrace)
{
    start();
    Client reading{port()};
    reading.keep_little();
    reading.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n");
    reading.read_until("\r\n\r\n");
    auto const began = Clock::now();
    server->stop(200ms);
    EXPECT_LT(Clock::now() - began, 3s);
    EXPECT_EQ(handler.wait_for_finished(1).size(), 1U);
}

TEST_F(HttpServing, ClosesAnIdleConnectionForANewOne)
{
    settings.connection_limit = 2;
    start();
    Client busy{port()};
    busy.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(handler.wait_for_waiting(1));
    Client idle{port()};
    EXPECT_EQ(idle.ask("GET", "/echo").status, 200);
    Client fresh{port()};
    EXPECT_EQ(fresh.ask("GET", "/echo").status, 200);
    EXPECT_TRUE(idle.is_closed_within(3s));
}

TEST_F(HttpServing, SaysWhyItCannotListen)
{
    start();
    HttpSettings taken = settings;
    taken.port = port();
    auto const second = HttpServer::start(taken, handler);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, "LISTEN_FAILED");
    taken.address = "nowhere";
    auto const third = HttpServer::start(taken, handler);
    ASSERT_FALSE(third);
    EXPECT_EQ(third.error().code, "LISTEN_ADDRESS");
    settings.certificate_file = settings.key_file = "/nonexistent/certificate.pem";
    auto const fourth = HttpServer::start(settings, handler);
    ASSERT_FALSE(fourth);
    EXPECT_EQ(fourth.error().code, "TLS_FILE");
}

} // namespace
} // namespace muster
