#pragma once

#include "store/access_records.hpp"
#include "store/store.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace muster {

/// What a one-time link is for.
enum class LinkPurpose : std::uint8_t {
    first_administrator, ///< printed when nobody could administer yet; lets in with or without setting a password. A day.
    invitation,          ///< a new user sets a password. A week.
    password_reset,      ///< somebody forgot it. An hour.
};
std::string_view name_of(LinkPurpose purpose); ///< FIRST_ADMINISTRATOR, INVITATION, PASSWORD_RESET
std::chrono::seconds lifetime_of(LinkPurpose purpose);

struct IssuedLink {
    std::string token{}; ///< told this once
    LinkPurpose purpose{};
    Instant expires_at{};
};

/// Where a browser uses it, behind the server's address. The token stands behind the #: browsers keep that to themselves, so it comes
/// into no server's or proxy's log.
std::string path_of(IssuedLink const& link);

/// Stores a link for a user who exists. Those issued before stay, until one is used.
Result<IssuedLink> issue_link(Transaction& transaction, UserId user, LinkPurpose purpose, Instant now);

} // namespace muster
