#pragma once

#include "access/credential_check.hpp"
#include "access/one_time_link.hpp"

#include <optional>
#include <string>

namespace muster {

/// A fresh session, its token told this once.
struct SignedIn {
    std::string token{};
    std::string csrf_token{};
    Caller caller{};
    Instant ends_at{}; ///< at the latest
};
/// A link that still lets in.
struct LinkView {
    LinkPurpose purpose{};
    std::string email{}; ///< of the user whom it lets in
    Instant expires_at{};
};

/// Letting users in and out. Any thread.
class SignInDesk {
public:
    explicit SignInDesk(CredentialCheck& check) : check_{check} {}

    struct SignIn {
        std::string email{};
        std::string password{};
        std::optional<AccountId> account{}; ///< nothing: the first of the user's
        std::string peer{};                 ///< address, for slowing failures down
        std::string previous_token{};       ///< of the session that the browser had, which ends: a token that was planted is worth nothing
    };
    /// Errors as CredentialCheck::check_password; for an account the user is not in as for a wrong password.
    Result<SignedIn> sign_in(SignIn const& sign_in);
    /// Nothing happens when there is no such session.
    Result<void> sign_out(std::string const& token);

    /// Ends all sessions of the user and all links, and gives a fresh session in the same account. `current` is the password until now,
    /// empty for a user who has none. Errors: denied PASSWORD_WRONG; too_often; invalid_input as check_new_password.
    struct PasswordChange {
        std::string current{};
        std::string wanted{};
        std::string peer{};
    };
    Result<SignedIn> change_password(Caller const& caller, PasswordChange const& change);

    /// A link for a user. Those issued before stay, until one is used. not_found USER_UNKNOWN.
    Result<IssuedLink> issue_link(UserId user, LinkPurpose purpose);
    /// What a page shows before a link is used, which stays as it is. unauthenticated LINK_INVALID.
    Result<LinkView> look_at_link(std::string const& token);
    /// Lets in by a link, once: it and all others of the user end. A password that is given becomes the user's and ends all sessions;
    /// only a first administrator may leave it out (empty). Errors: unauthenticated LINK_INVALID (unknown, used or expired), invalid_input
    /// as check_new_password, which leave the link as it is.
    Result<SignedIn> redeem_link(std::string const& token, std::string const& password);

private:
    Result<SignedIn> open_session(Transaction& transaction, User const& user, Membership const& membership);

    CredentialCheck& check_;
};

} // namespace muster
