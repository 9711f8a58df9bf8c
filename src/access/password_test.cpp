#include "access/common_passwords.hpp"
#include "access/failure_throttle.hpp"
#include "access/password_hasher.hpp"
#include "access/password_rules.hpp"
#include "access/secrets.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>
#include <vector>

namespace muster {
namespace {

using namespace std::chrono_literals;

std::string refusal(std::string_view password, std::string_view email = "ada.lovelace@example.org")
{
    Result<void> const checked = check_new_password(password, email);
    if (checked) { return {}; }
    EXPECT_EQ(checked.error().kind, ErrorKind::invalid_input);
    bool const is_word_of_message = password == "password";
    EXPECT_TRUE(is_word_of_message || checked.error().message.find(password) == std::string::npos) << "a message goes into logs";
    return checked.error().code;
}

TEST(PasswordRules, CountCharactersNotBytes)
{
    EXPECT_EQ(refusal("x7!kQ2p"), "PASSWORD_TOO_SHORT");
    EXPECT_EQ(refusal("x7!kQ2pz"), "");
    EXPECT_EQ(refusal("\u017e\u0161\u0111\u010d\u0107k\u017e"), "PASSWORD_TOO_SHORT") << "seven characters in fourteen bytes";
    EXPECT_EQ(refusal("\u017e\u0161\u0111\u010d\u0107k\u017ex"), "");
    std::string longest = "violet lamp four ";
    while (longest.size() < longest_password) { longest += static_cast<char>('a' + longest.size() * 7 % 26); }
    EXPECT_EQ(refusal(longest), "");
    EXPECT_EQ(refusal(longest + "x"), "PASSWORD_TOO_LONG");
    EXPECT_EQ(refusal("violet\xff lamp"), "PASSWORD_NOT_TEXT");
}

TEST(PasswordRules, TakeAnyCharactersAndAskForNoKindOfThem)
{
    for (std::string const password :
         {"correct horse battery staple", "violetlampfour", "\U0001F600\U0001F680 und \u4f60\u597d!", "  spaces around  "}) {
        EXPECT_EQ(refusal(password), "") << password;
    }
}

TEST(PasswordRules, RefuseWhatIsTriedFirst)
{
    for (std::string const password : {"password",
                                       "PassWord",
                                       "password1",
                                       "Password1!",
                                       "12345678",
                                       "123456789012345",
                                       "87654321",
                                       "abcdefgh",
                                       "aaaaaaaa",
                                       "abababab",
                                       "abcdabcdabcd",
                                       "qwertyuiop",
                                       "iloveyou",
                                       "!!sunshine99",
                                       "dragon2024",
                                       "2024dragon",
                                       "Muster2024!",
                                       "muster123",
                                       "ada.lovelace@example.org",
                                       "Ada.Lovelace",
                                       "ada.lovelace1"}) {
        EXPECT_EQ(refusal(password), "PASSWORD_TOO_COMMON") << password;
    }
    EXPECT_EQ(refusal("ada.lovelace", "bob@example.org"), "") << "somebody else's name";
    EXPECT_EQ(refusal("dragon 774318"), "") << "more around it than five digits or marks";
}

TEST(PasswordRules, KnowTheThreeThousandCommonestOfTheLengthAskedFor)
{
    std::string_view rest = common_passwords;
    int long_enough = 0;
    while (!rest.empty()) {
        std::string_view const word = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), word.size() + 1));
        if (word.size() < shortest_password) { continue; }
        ++long_enough;
        ASSERT_EQ(refusal(word), "PASSWORD_TOO_COMMON") << word;
    }
    EXPECT_GE(long_enough, 3'000) << "ASVS 5.0, 6.2.4";
}

TEST(Secrets, AreDrawnEachAnew)
{
    std::set<std::string> drawn;
    for (int number = 0; number < 1'000; ++number) { drawn.insert(draw_secret()); }
    EXPECT_EQ(drawn.size(), 1'000U);
    for (std::string const& secret : drawn) {
        ASSERT_EQ(secret.size(), secret_length);
        ASSERT_EQ(secret.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), std::string::npos);
    }
    EXPECT_TRUE(same_secret("abc", "abc"));
    EXPECT_FALSE(same_secret("abc", "abd"));
    EXPECT_FALSE(same_secret("abc", "ab"));
    EXPECT_TRUE(same_secret("", ""));
    EXPECT_EQ(csrf_token_of("one"), csrf_token_of("one"));
    EXPECT_NE(csrf_token_of("one"), csrf_token_of("two"));
    EXPECT_EQ(csrf_token_of("").size(), secret_length) << "of nothing, too";
}

TEST(Base64, IsReadWithAndWithoutPadding)
{
    EXPECT_EQ(from_base64("QWxhZGRpbjpvcGVuIHNlc2FtZQ=="), "Aladdin:open sesame"); // RFC 7617, 2
    EXPECT_EQ(from_base64("QWxhZGRpbjpvcGVuIHNlc2FtZQ"), "Aladdin:open sesame");
    EXPECT_EQ(from_base64(""), "");
    EXPECT_EQ(from_base64("Q"), std::nullopt);
    EXPECT_EQ(from_base64("QWx hZGRpbg"), std::nullopt);
}

TEST(PasswordHasher, MatchesOnlyTheSamePassword)
{
    PasswordHasher hasher;
    std::string const hash = *hasher.hash("violet lamp four");
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
    EXPECT_NE(hash, *hasher.hash("violet lamp four")) << "salted";
    EXPECT_EQ(*hasher.match(hash, "violet lamp four"), PasswordMatch::yes);
    EXPECT_EQ(*hasher.match(hash, "violet lamp five"), PasswordMatch::no);
    EXPECT_EQ(*hasher.match(hash, ""), PasswordMatch::no);
    EXPECT_EQ(*hasher.match("", ""), PasswordMatch::no) << "no hash is matched by nothing";
    EXPECT_EQ(*hasher.match("damaged", "violet lamp four"), PasswordMatch::no);
}

TEST(PasswordHasher, RefusesWhenTooManyWait)
{
    PasswordHasher hasher;
    constexpr int crowd = PasswordHasher::most_running + PasswordHasher::most_waiting + 40;
    std::atomic<int> served{};
    std::atomic<int> refused{};
    std::atomic<bool> go{};
    std::vector<std::thread> threads;
    for (int number = 0; number < crowd; ++number) {
        threads.emplace_back([&] {
            while (!go) { std::this_thread::yield(); }
            Result<std::string> const hash = hasher.hash("violet lamp four");
            if (hash) {
                ++served;
            } else if (hash.error().code == "SIGN_INS_BUSY") {
                ++refused;
            }
        });
    }
    go = true;
    for (std::thread& thread : threads) { thread.join(); }
    EXPECT_EQ(served + refused, crowd);
    EXPECT_GE(served, PasswordHasher::most_running + PasswordHasher::most_waiting);
    EXPECT_TRUE(hasher.hash("violet lamp four")) << "everybody has left";
}

class Throttle : public testing::Test {
protected:
    /// Wrong attempts until one has to wait; how long.
    std::string attempt(std::string const& email, std::string const& peer)
    {
        Result<void> const allowed = throttle_.attempt(email, peer);
        return allowed ? "allowed" : allowed.error().message;
    }
    Instant now_{1'700'000'000'000'000};
    FailureThrottle throttle_{[this] { return now_; }};
    void pass(std::chrono::seconds duration) { now_.microseconds += std::chrono::microseconds{duration}.count(); }
};

TEST_F(Throttle, DoublesTheWaitUpToAMost)
{
    for (int number = 0; number < FailureThrottle::of_user.free + 1; ++number) {
        EXPECT_EQ(attempt("ada@example.org", std::to_string(number)), "allowed");
    }
    std::int64_t wait = 1;
    for (int number = 0; number < 12; ++number) {
        std::string const expected =
            "There were too many wrong passwords. Try again in " + std::to_string(wait) + (wait == 1 ? " second." : " seconds.");
        EXPECT_EQ(attempt("ADA@example.org", "x"), expected) << "an email in other letters is the same one";
        EXPECT_EQ(attempt("bob@example.org", "y"), "allowed") << "nobody else waits";
        throttle_.succeeded("bob@example.org", "y");
        pass(std::chrono::seconds{wait});
        EXPECT_EQ(attempt("ada@example.org", "10.0.0." + std::to_string(number)), "allowed");
        wait = std::min<std::int64_t>(2 * wait, FailureThrottle::of_user.most.count());
    }
    EXPECT_EQ(wait, FailureThrottle::of_user.most.count());
    throttle_.succeeded("ada@example.org", "x");
    EXPECT_EQ(attempt("ada@example.org", "x"), "allowed");
}

TEST_F(Throttle, SlowsAnAddressThatTriesManyUsers)
{
    for (int number = 0; number < FailureThrottle::of_peer.free + 1; ++number) {
        EXPECT_EQ(attempt("user" + std::to_string(number), "2001:db8::" + std::to_string(number)), "allowed");
    }
    EXPECT_NE(attempt("another", "2001:db8::ffff"), "allowed") << "the network, not the address";
    EXPECT_EQ(attempt("another", "2001:db8:1::1"), "allowed");
    EXPECT_EQ(attempt("another", "::ffff:192.0.2.1"), "allowed");
    EXPECT_EQ(attempt("another", "192.0.2.1"), "allowed");
}

TEST_F(Throttle, AnAddressIsNotForgivenByOneRightPassword)
{
    for (int number = 0; number < FailureThrottle::of_peer.free; ++number) {
        EXPECT_EQ(attempt("user" + std::to_string(number), "192.0.2.1"), "allowed");
    }
    EXPECT_EQ(attempt("attacker", "192.0.2.1"), "allowed");
    throttle_.succeeded("attacker", "192.0.2.1"); // with an account of their own
    EXPECT_EQ(attempt("victim", "192.0.2.1"), "allowed");
    EXPECT_NE(attempt("victim", "192.0.2.1"), "allowed");
}

TEST_F(Throttle, ForgetsAfterAnHourAndWhatDidNotHappen)
{
    for (int number = 0; number < FailureThrottle::of_user.free + 1; ++number) {
        EXPECT_EQ(attempt("ada@example.org", "192.0.2.1"), "allowed");
    }
    throttle_.take_back("ada@example.org", "192.0.2.1");
    EXPECT_EQ(attempt("ada@example.org", "192.0.2.1"), "allowed");
    EXPECT_NE(attempt("ada@example.org", "192.0.2.1"), "allowed");
    pass(FailureThrottle::forgotten_after + 1s);
    for (int number = 0; number < FailureThrottle::of_user.free + 1; ++number) {
        EXPECT_EQ(attempt("ada@example.org", "192.0.2.1"), "allowed");
    }
}

TEST_F(Throttle, RemembersABoundedNumber)
{
    for (int number = 0; number < 6'000; ++number) {
        now_.microseconds += 1;
        EXPECT_EQ(attempt("user" + std::to_string(number), "peer" + std::to_string(number)), "allowed");
    }
    EXPECT_LE(throttle_.remembered(), FailureThrottle::most_remembered);
    EXPECT_GE(throttle_.remembered(), FailureThrottle::most_remembered - 2);
}

} // namespace
} // namespace muster
