#pragma once

#include "access/access_gate.hpp"
#include "access/key_desk.hpp"
#include "access/sign_in_desk.hpp"
#include "base/file.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>

namespace muster {

/// A store of its own for each test, a clock that the test sets, and everything of access over them.
class AccessTest : public testing::Test {
protected:
    static constexpr AccountId main_account{1};
    static inline std::string const password = "violet lamp four";

    void pass(std::chrono::microseconds duration) { now_ += duration.count(); }
    Instant now() const { return {now_}; }

    AccountId other_account()
    {
        auto transaction = *store_->begin(Store::Access::write);
        AccountId const account = *transaction->accounts().create("other");
        EXPECT_TRUE(transaction->commit());
        return account;
    }
    UserId add_user(std::string const& email, std::string const& its_password, Role role, AccountId account = main_account)
    {
        std::string const hash = its_password.empty() ? std::string{} : *argon2id(its_password);
        auto transaction = *store_->begin(Store::Access::write);
        UserId const user = *transaction->access().users().create({{}, email, hash, now(), now()});
        EXPECT_TRUE(transaction->access().users().put_membership({account, user, static_cast<std::uint8_t>(role)}));
        EXPECT_TRUE(transaction->commit());
        return user;
    }
    User stored(UserId user) { return **(*store_->begin(Store::Access::read))->access().users().load(user); }

    Result<SignedIn> sign_in(std::string const& email, std::string const& its_password, std::string const& peer = "192.0.2.1")
    {
        return desk_.sign_in({email, its_password, {}, peer, {}});
    }
    /// The code with which the gate refuses, or the caller's name.
    std::string admitted(Credentials const& credentials)
    {
        Result<Caller> const caller = gate_.admit(credentials);
        return caller ? caller->name : caller.error().code;
    }
    std::string admitted(std::string const& authorization) { return admitted(Credentials{authorization, {}, {}, "192.0.2.1"}); }
    std::string admitted_by_cookie(std::string const& token, Credentials::Method method = Credentials::Method::safe,
                                   std::string const& csrf_token = {})
    {
        return admitted(Credentials{{}, "theme=dark; muster_session=" + token, csrf_token, "192.0.2.1", method});
    }

private:
    TemporaryFolder folder_ = *TemporaryFolder::create();
    std::atomic<std::int64_t> now_{1'700'000'000'000'000};

protected:
    std::unique_ptr<Store> store_ = *open_sqlite_store({folder_.path() + "/data", SqliteChoices::Mode::read_write});
    CredentialCheck check_{*store_, [this] { return now(); }};
    AccessGate gate_{check_};
    SignInDesk desk_{check_};
    KeyDesk keys_{check_};
};

template <class T>
std::string code_of(Result<T> const& result)
{
    return result ? "success" : result.error().code;
}

} // namespace muster
