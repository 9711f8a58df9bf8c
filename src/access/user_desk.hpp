#pragma once

#include "access/credential_check.hpp"
#include "access/one_time_link.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace muster {

inline constexpr std::size_t longest_user_email = 254; ///< characters; what a mail server takes (RFC 5321, 4.5.3.1.3)

/// On whose word users are changed.
enum class Authority : std::uint8_t {
    administrator, ///< of one account: must not get at users who belong to others too
    host,          ///< who has the data directory, and so everything
};

struct NewUser {
    std::string email{};
    std::optional<Role> role{}; ///< nothing: of an account's first user ADMIN, of all others VIEWER
    std::string password{};     ///< empty: a link is issued with which the user sets one
};
struct AddedUser {
    AccountUser member{};
    std::optional<IssuedLink> link{}; ///< none for a user who has a password
};
struct UserChange {
    std::optional<Role> role{};
    std::optional<std::string> email{};
};

/// The users of accounts. None of them is seen or changed from an account that he is not in. Any thread.
class UserDesk {
public:
    explicit UserDesk(CredentialCheck& check) : check_{check} {}

    /// A user of another account who has set a password becomes one of this account too, and keeps that password. Errors: invalid_input
    /// EMAIL_INVALID, and as check_new_password; conflict USER_EXISTS (in this account), USER_NOT_IN_YET (invited by another account and
    /// has not come), USER_HAS_PASSWORD (and one was given); not_found ACCOUNT_UNKNOWN.
    Result<AddedUser> add(AccountId account, NewUser const& wanted);
    /// By id.
    Result<std::vector<AccountUser>> list(AccountId account);
    Result<AccountUser> load(AccountId account, UserId id);                ///< not_found USER_UNKNOWN
    Result<AccountUser> find(AccountId account, std::string const& email); ///< not_found USER_UNKNOWN
    /// Errors: not_found USER_UNKNOWN; conflict LAST_ADMINISTRATOR, USER_EXISTS; invalid_input EMAIL_INVALID; denied
    /// USER_OF_SEVERAL_ACCOUNTS for another email on an administrator's word.
    Result<AccountUser> change(AccountId account, UserId id, UserChange const& change, Authority authority);
    /// Takes a user out of the account, with the sessions there; one who is in no other is forgotten. Errors: not_found USER_UNKNOWN;
    /// conflict LAST_ADMINISTRATOR.
    Result<void> remove(AccountId account, UserId id);
    /// With which a user sets a new password, or a first one. Errors: not_found USER_UNKNOWN; denied USER_OF_SEVERAL_ACCOUNTS on an
    /// administrator's word, who would let himself into another account.
    Result<IssuedLink> link(AccountId account, UserId id, Authority authority);
    /// Ends the user's sessions in this account, at once. Error not_found USER_UNKNOWN.
    Result<void> end_sessions(AccountId account, UserId id);

private:
    CredentialCheck& check_;
};

} // namespace muster
