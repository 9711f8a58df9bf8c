#include "remote/http_client.hpp"
#include "remote/import_watch.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace muster {
namespace {

TEST(ServerUrl, IsHttpWithAHostAndNothingSecret)
{
    for (std::string_view const url :
         {"http://127.0.0.1:8080", "https://muster.example", "https://muster.example/behind/a/path", "http://[::1]:80"}) {
        auto const parsed = parse_server_url(url);
        ASSERT_TRUE(parsed) << url;
        EXPECT_EQ(*parsed, url);
    }
    EXPECT_EQ(*parse_server_url(" https://muster.example// "), "https://muster.example");
    for (std::string_view const url :
         {"", "muster.example", "127.0.0.1:8080", "ftp://muster.example", "http://", "http://a:b@muster.example",
          "http://muster.example?x=1", "http://muster.example#x", "file:///etc/passwd"}) {
        auto const parsed = parse_server_url(url);
        ASSERT_FALSE(parsed) << url;
        EXPECT_EQ(parsed.error().code, "SERVER_URL");
    }
}

TEST(ServerUrl, KnowsThisMachine)
{
    for (std::string const url : {"http://127.0.0.1:8080", "https://127.1.2.3", "http://localhost", "http://[::1]:1"}) {
        EXPECT_TRUE(is_on_this_machine(url)) << url;
    }
    for (std::string const url :
         {"http://10.0.0.1", "http://127.0.0.1.example", "http://localhost.example", "rubbish", "http://128.0.0.1"}) {
        EXPECT_FALSE(is_on_this_machine(url)) << url;
    }
}

TEST(Escaped, LeavesNothingThatAPathOrQueryWouldTakeForItsOwn)
{
    EXPECT_EQ(escaped("aZ09-_.~"), "aZ09-_.~");
    EXPECT_EQ(escaped("a/b?c=d&e#f+g h%"), "a%2Fb%3Fc%3Dd%26e%23f%2Bg%20h%25");
    EXPECT_EQ(escaped("\xC4\x8D\n"), "%C4%8D%0A");
    EXPECT_EQ(text_of({PersonKey::Kind::external_id, "A:7"}), "externalId:A:7");
}

TEST(EventLines, AreTheSameHoweverTheyCome)
{
    std::string const stream = "id: 1\nevent: state\ndata: {\"a\":1}\n\n: still there\n\nid: 2\nevent: progress\ndata: {}\n\nevent: half\n";
    for (std::size_t const piece : {std::size_t{1}, std::size_t{3}, std::size_t{7}, stream.size()}) {
        EventLines lines;
        std::vector<std::string> taken;
        for (std::size_t place = 0; place < stream.size(); place += piece) {
            auto const more = lines.add(std::string_view{stream}.substr(place, piece), [&](EventLines::Event const& event) -> Result<bool> {
                if (!event.name.empty()) { taken.push_back(event.name + " " + event.text); }
                return true;
            });
            ASSERT_TRUE(more && *more);
        }
        EXPECT_EQ(taken, (std::vector<std::string>{"state {\"a\":1}", "progress {}"})) << piece;
    }
    EventLines lines;
    int events = 0;
    auto const enough = lines.add(stream, [&](EventLines::Event const&) -> Result<bool> { return ++events < 1; });
    ASSERT_TRUE(enough);
    EXPECT_FALSE(*enough);
    EXPECT_EQ(events, 1);
}

} // namespace
} // namespace muster
