#include "profile/email.hpp"

#include "base/text.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace muster {

namespace {

std::string const letters_64(64, 'a');

TEST(Email, TakesMailboxes)
{
    std::string const label_63(63, 'd');
    std::string const domain_253 = label_63 + "." + label_63 + "." + label_63 + "." + std::string(61, 'd');
    for (std::string const& email :
         {std::string{"ana@example.com"}, std::string{"A.b-c+d_e@mail.example.co.uk"}, std::string{"!#$%&'*+-/=?^_`{|}~@x.y"},
          std::string{"1@2.3"}, letters_64 + "@example.com", "a@" + domain_253, std::string{"jürgen@example.com"},
          std::string{"用户@例子.广告"}, std::string{"ana@bücher.example"}, std::string{"ana@xn--bcher-kva.example"},
          std::string{"ana@r3---sn.example.com"}, std::string{"\"ana marija\"@example.com"}, std::string{"\"a@b\"@example.com"},
          std::string{"\"a\\\"b\\\\\"@example.com"}, std::string{"\"\"@example.com"}, std::string{"\"ü\"@example.com"},
          std::string{"ana@EXAMPLE.COM"}, std::string{"ana@例え。jp"}}) {
        EXPECT_TRUE(is_email(email)) << email;
    }
}

TEST(Email, RefusesWhatIsNoMailbox)
{
    for (std::string const& text :
         {std::string{},
          std::string{"@"},
          std::string{"ana"},
          std::string{"ana@"},
          std::string{"@example.com"},
          std::string{"ana@example"},
          std::string{"ana@example."},
          std::string{"ana@example.com."},
          std::string{"ana@.com"},
          std::string{"ana@exa..mple.com"},
          std::string{".ana@example.com"},
          std::string{"ana.@example.com"},
          std::string{"a..b@example.com"},
          std::string{"a b@example.com"},
          std::string{"a,b@example.com"},
          std::string{"a@b@example.com"},
          std::string{"ana@exam ple.com"},
          std::string{"ana@exa_mple.com"},
          std::string{"ana@-example.com"},
          std::string{"ana@example-.com"},
          std::string{"ana@[127.0.0.1]"},
          std::string{"Ana <ana@example.com>"},
          std::string{"ana@example.com, ivo@example.com"},
          std::string{"ana(home)@example.com"},
          std::string{" ana@example.com"},
          std::string{"ana@example.com "},
          letters_64 + "a@example.com",
          "a@" + std::string(64, 'd') + ".com",
          "a@" + std::string(63, 'd') + "." + std::string(63, 'd') + "." + std::string(63, 'd') + "." + std::string(62, 'd'),
          std::string{"ana@xn--a.example"},
          std::string{"\"ana@example.com"},
          std::string{"\"ana\"x@example.com"},
          std::string{"\"a\"b\"@example.com"},
          std::string{"\"a\\"},
          std::string{"\"a\n\"@example.com"},
          std::string{"\"a\\\n\"@example.com"},
          std::string{"a\tb@example.com"},
          std::string{"a\u00A0b@example.com"},
          std::string{"a\u200Bb@example.com"},
          std::string{"a\u0085b@example.com"},
          std::string{"\"a\u3000\"@example.com"},
          std::string{"a\xFF@example.com"},
          std::string{"a\xC3@example.com"},
          std::string{"ana@exa\xFFmple.com"},
          std::string{"ana@exa\0mple.com", 15}}) {
        EXPECT_FALSE(is_email(text)) << text;
    }
}

TEST(Email, FoldsLocalPartAndDomain)
{
    struct Fold {
        std::string_view email{};
        std::string_view folded{};
    };
    for (Fold const& one :
         {Fold{"Ana.Marija+Shop@Example.COM", "ana.marija+shop@example.com"}, Fold{"JÜRGEN@Example.com", "jürgen@example.com"},
          Fold{"STRASSE@example.com", "strasse@example.com"}, Fold{"straße@example.com", "strasse@example.com"},
          Fold{"Ana@BÜCHER.example", "ana@xn--bcher-kva.example"}, Fold{"ana@XN--BCHER-KVA.example", "ana@xn--bcher-kva.example"},
          Fold{"\"A@B\"@Example.com", "\"a@b\"@example.com"}, Fold{"Ana@例え。jp", "ana@xn--r8jz45g.jp"},
          Fold{"Ana@no_domain", "ana@no_domain"}, Fold{"Nothing", "nothing"}, Fold{"", ""}}) {
        EXPECT_EQ(fold_email(one.email), one.folded) << one.email;
        EXPECT_EQ(fold_email(one.folded), one.folded) << one.email;
    }
}

/// The fast paths and UTS 46 must agree on every domain.
TEST(Email, JudgesDomainsAsUts46Does)
{
    constexpr std::string_view letters = "aAzZ09--..nxé_。";
    std::mt19937_64 random{20'240'611};
    std::size_t taken = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string domain;
        for (std::size_t length = random() % 9; length > 0; --length) {
            std::size_t at = random() % letters.size();
            while ((static_cast<unsigned char>(letters[at]) & 0xC0U) == 0x80U) { // the start of a character
                --at;
            }
            std::size_t const start = at;
            text::next_code_point(letters, at);
            domain += letters.substr(start, at - start);
        }
        auto const labels = text::domain_to_ascii(domain);
        bool const dotted = labels && labels->find('.') != std::string::npos;
        EXPECT_EQ(is_email("Ana@" + domain), dotted) << domain;
        if (dotted) { EXPECT_EQ(fold_email("Ana@" + domain), "ana@" + *labels); }
        taken += dotted ? 1U : 0U;
    }
    EXPECT_GT(taken, 1'000U);
}

} // namespace

} // namespace muster
