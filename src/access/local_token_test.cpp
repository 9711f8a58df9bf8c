#include "access/local_token.hpp"
#include "access/secrets.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

TEST(LocalToken, GoesThroughAHeader)
{
    for (LocalVisitor const& visitor : {LocalVisitor{draw_secret(), "ana", ""}, LocalVisitor{draw_secret(), "uid 7", "B\xC3\xBCro \n x"}}) {
        auto const read = parse_local_authorization(local_authorization(visitor));
        ASSERT_TRUE(read);
        EXPECT_EQ(read->token, visitor.token);
        EXPECT_EQ(read->user, visitor.user);
        EXPECT_EQ(read->account, visitor.account);
    }
}

TEST(LocalToken, EverythingElseIsNone)
{
    std::string const token = draw_secret();
    for (std::string const& header :
         {std::string{}, "App " + token, "Local " + token, "Local " + token + " x61", "Local " + token + " x61 x6",
          "Local " + token + " 61 x", "Local " + token + " x x", "Local " + token + " x6g x", std::string{"Local short x61 x"},
          "Local  " + token + " x61 x", "Local " + token + " x61 x x", "local " + token + " x61 x",
          "Local " + token + " x" + std::string(8'000, '6') + " x"}) {
        EXPECT_FALSE(parse_local_authorization(header)) << header;
    }
}

TEST(LocalToken, KnowsThisMachine)
{
    for (std::string_view const peer : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"}) { EXPECT_TRUE(is_loopback(peer)) << peer; }
    for (std::string_view const peer : {"", "10.0.0.1", "128.0.0.1", "::2", "127.evil.example", "fe80::1", "::ffff:10.0.0.1"}) {
        EXPECT_FALSE(is_loopback(peer)) << peer;
    }
}

} // namespace
} // namespace muster
