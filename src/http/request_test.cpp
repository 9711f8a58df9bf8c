#include "http/body_decoder.hpp"
#include "http/request_head.hpp"

#include <utility> // Asio's headers, which Beast's use, forget it

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <gtest/gtest.h>

#include <array>

namespace muster {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

std::string with_host(std::string const& fields) { return "POST /people/2/persons HTTP/1.1\r\nHost: a.example\r\n" + fields + "\r\n"; }

int status_of(std::string_view head)
{
    auto const outcome = read_head(head);
    auto const* const fault = std::get_if<RequestFault>(&outcome);
    return fault == nullptr ? 200 : fault->status;
}

TEST(RequestHead, TellsMethodTargetAndFields)
{
    auto const outcome =
        read_head("GET /people/2/persons?limit=5&filter=%7B%7D HTTP/1.1\r\nHost: a.example:8080\r\nAccept:  text/csv \t\r\n"
                  "ACCEPT-ENCODING: br, gzip;q=0.5\r\nConnection: close\r\n\r\n");
    auto const& head = std::get<RequestHead>(outcome);
    EXPECT_EQ(head.request.method, "GET");
    EXPECT_EQ(head.request.path, "/people/2/persons");
    EXPECT_EQ(head.request.query, "limit=5&filter=%7B%7D");
    EXPECT_EQ(head.request.fields.value("accept"), "text/csv");
    EXPECT_TRUE(head.accepts_gzip);
    EXPECT_FALSE(head.keep_alive);
    EXPECT_EQ(head.framing, BodyFraming::none);
}

TEST(RequestHead, KeepsTheConnectionByVersionAndWish)
{
    auto const stays = [](std::string const& version, std::string const& wish) {
        return std::get<RequestHead>(read_head("GET / " + version + "\r\nHost: a\r\n" + wish + "\r\n")).keep_alive;
    };
    EXPECT_TRUE(stays("HTTP/1.1", ""));
    EXPECT_FALSE(stays("HTTP/1.1", "Connection: TE, Close\r\n"));
    EXPECT_FALSE(stays("HTTP/1.0", ""));
    EXPECT_TRUE(stays("HTTP/1.0", "Connection: Keep-Alive\r\n"));
}

TEST(RequestHead, TakesGzipOnlyWhereItIsNotWeightedWithNothing)
{
    auto const takes = [](std::string const& codings) {
        return std::get<RequestHead>(read_head(with_host("Accept-Encoding: " + codings + "\r\n"))).accepts_gzip;
    };
    EXPECT_TRUE(takes("gzip"));
    EXPECT_TRUE(takes("deflate , GZIP;q=0.001"));
    EXPECT_FALSE(takes("gzip;q=0"));
    EXPECT_FALSE(takes("gzip; q=0.000"));
    EXPECT_FALSE(takes("identity"));
    EXPECT_FALSE(takes("x-gzipped"));
}

struct HeadCase {
    char const* what;
    std::string head;
    int status;
};

std::vector<HeadCase> const heads{
    {"plain", with_host(""), 200},
    {"a length", with_host("Content-Length: 12\r\n"), 200},
    {"chunked", with_host("Transfer-Encoding: Chunked\r\n"), 200},
    {"1.0 without host", "GET / HTTP/1.0\r\n\r\n", 200},
    {"bytes above ASCII in a value", with_host("X-Name: J\xC3\xBCrgen\r\n"), 200},
    {"an expectation", with_host("Expect: 100-Continue\r\nContent-Length: 1\r\n"), 200},
    {"both lengths", with_host("Content-Length: 12\r\nTransfer-Encoding: chunked\r\n"), 400},
    {"two equal lengths", with_host("Content-Length: 12\r\nContent-Length: 12\r\n"), 400},
    {"a list of lengths", with_host("Content-Length: 12, 12\r\n"), 400},
    {"a negative length", with_host("Content-Length: -1\r\n"), 400},
    {"a length with a plus", with_host("Content-Length: +1\r\n"), 400},
    {"a hexadecimal length", with_host("Content-Length: 0x10\r\n"), 400},
    {"an empty length", with_host("Content-Length:\r\n"), 400},
    {"a length beyond 64 bits", with_host("Content-Length: 18446744073709551617\r\n"), 400},
    {"two codings", with_host("Transfer-Encoding: gzip, chunked\r\n"), 501},
    {"two coding fields", with_host("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400},
    {"an unknown coding", with_host("Transfer-Encoding: xchunked\r\n"), 501},
    {"a coding and a quote", with_host("Transfer-Encoding: \"chunked\"\r\n"), 501},
    {"a coding in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
    {"a connection option that is no word", with_host("Connection: keep-=live\r\n"), 400},
    {"a folded line", with_host("X-Long: a\r\n b\r\n"), 400},
    {"a folded first line", "GET / HTTP/1.1\r\n Host: a\r\nHost: a\r\n\r\n", 400},
    {"a space before the colon", with_host("Content-Length : 12\r\n"), 400},
    {"a line without colon", with_host("Content-Length\r\n"), 400},
    {"a field without name", with_host(": 12\r\n"), 400},
    {"a NUL in a value", with_host("X-A: a\0b\r\n"s), 400},
    {"a bare CR in a value", with_host("X-A: a\rContent-Length: 5\r\n"), 400},
    {"an escape in a value", with_host("X-A: \x1B[2J\r\n"), 400},
    {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
    {"an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
    {"two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400},
    {"a host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
    {"a host with a user", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", 400},
    {"an absolute target", "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"an authority", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"an asterisk", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"a fragment", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"a backslash", "GET /a\\b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"a cut escape", "GET /a%2 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"an escaped NUL", "GET /a%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"a space in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"a TAB between", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"no version", "GET /\r\nHost: a\r\n\r\n", 400},
    {"another protocol", "GET / HTTPS/1.1\r\nHost: a\r\n\r\n", 400},
    {"a small version", "GET / http/1.1\r\nHost: a\r\n\r\n", 400},
    {"version 2", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
    {"version 1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505},
    {"a small method", "get / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
    {"a method with a bracket", "GE[T / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"another expectation", with_host("Expect: tea\r\n"), 417},
};

TEST(RequestHead, IsRefusedWhereTwoReadersCouldDiffer)
{
    for (HeadCase const& each : heads) { EXPECT_EQ(status_of(each.head), each.status) << each.what; }
    EXPECT_EQ(status_of("GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n"), 414);
    std::string many;
    for (int number = 0; number < 100; ++number) { many += "A: b\r\n"; }
    EXPECT_EQ(status_of(with_host(many)), 431);
}

TEST(RequestHead, IsReadByAnotherParserInTheSameWay)
{
    namespace http = boost::beast::http;
    for (HeadCase const& each : heads) {
        if (each.status != 200) { continue; }
        auto const own = std::get<RequestHead>(read_head(each.head));
        http::request_parser<http::empty_body> other;
        other.skip(true);
        boost::beast::error_code failure;
        other.put(boost::asio::const_buffer{each.head.data(), each.head.size()}, failure);
        EXPECT_FALSE(failure) << each.what << ": " << failure.message();
        EXPECT_TRUE(other.is_header_done()) << each.what;
        EXPECT_EQ(other.chunked(), own.framing == BodyFraming::chunked) << each.what;
        EXPECT_EQ(other.content_length() ? *other.content_length() : 0, own.length) << each.what;
        EXPECT_EQ(other.get().target(), own.request.path + (own.request.query.empty() ? "" : "?" + own.request.query)) << each.what;
    }
}

TEST(RequestHead, EndsWithAnEmptyLineAndNothingElse)
{
    using State = HeadEnd::State;
    EXPECT_EQ(find_head_end("GET / HTTP/1.1\r\nHost: a\r\n\r", 0).state, State::incomplete);
    EXPECT_EQ(find_head_end("GET / HTTP/1.1\r\n\r\nmore", 0).size, 18U);
    EXPECT_EQ(find_head_end("GET / HTTP/1.1\r\n\r\nmore", 17).size, 18U);
    EXPECT_EQ(find_head_end("GET / HTTP/1.1\n\n", 0).state, State::malformed);
    EXPECT_EQ(find_head_end("GET / HTTP/1.1\r\nA: b\n\r\n", 0).state, State::malformed);
    EXPECT_EQ(find_head_end("GET /\0 HTTP/1.1"sv, 0).state, State::malformed);
}

RequestHead chunked() { return std::get<RequestHead>(read_head(with_host("Transfer-Encoding: chunked\r\n"))); }

/// What a body gives when it arrives in steps of some bytes: its contents and what follows, or "fault".
std::string decoded(RequestHead const& head, std::string_view body, std::size_t step)
{
    BodyDecoder decoder{head};
    std::string contents;
    while (!body.empty() && !decoder.is_finished()) {
        std::string_view piece = body.substr(0, step);
        std::size_t const before = piece.size();
        if (decoder.take(piece, contents)) { return "fault"; }
        body.remove_prefix(before - piece.size());
    }
    return contents + (decoder.is_finished() ? "|" : "...") + std::string{body};
}

TEST(BodyDecoder, JoinsChunksInWhateverPiecesTheyArrive)
{
    std::string const body = "5\r\nhello\r\n1A;name=\"v\"\r\nabcdefghijklmnopqrstuvwxyz\r\n000\r\nX-Sum: 1\r\n\r\nGET /next";
    for (std::size_t step = 1; step < body.size(); ++step) {
        EXPECT_EQ(decoded(chunked(), body, step), "helloabcdefghijklmnopqrstuvwxyz|GET /next") << step;
    }
    EXPECT_EQ(decoded(chunked(), "5\r\nhel", 3), "hel...");
}

TEST(BodyDecoder, StopsAtTheLength)
{
    auto const head = std::get<RequestHead>(read_head(with_host("Content-Length: 5\r\n")));
    EXPECT_EQ(decoded(head, "helloGET", 2), "hello|GET");
    EXPECT_EQ(decoded(head, "helloGET", 100), "hello|GET");
}

TEST(BodyDecoder, RefusesWhatIsNoChunk)
{
    std::string const long_extension = "1;" + std::string(17'000, 'x') + "\r\na\r\n0\r\n\r\n";
    std::string many_extensions;
    for (int number = 0; number < 200; ++number) { many_extensions += "1;" + std::string(100, 'x') + "\r\na\r\n"; }
    std::vector<std::string> const bodies{"\r\n",
                                          "G\r\n",
                                          "-1\r\n",
                                          "0x5\r\nhello",
                                          " 5\r\nhello\r\n",
                                          "5 \r\nhello\r\n",
                                          "5\nhello\r\n",
                                          "5\r\nhello!\r\n",
                                          "5\r\nhello\n0\r\n",
                                          "1000000000000000\r\n",
                                          "5\r\nhello0\r\n\r\n",
                                          "0\r\nno field\r\n\r\n",
                                          "0\r\n folded: a\r\n\r\n",
                                          "5;\x01\r\nhello",
                                          long_extension,
                                          many_extensions};
    for (std::string const& body : bodies) {
        EXPECT_EQ(decoded(chunked(), body, 1), "fault") << body.substr(0, 40);
        EXPECT_EQ(decoded(chunked(), body, 1'000), "fault") << body.substr(0, 40);
    }
}

} // namespace
} // namespace muster
