#pragma once

#include "access/credential_check.hpp"
#include "access/one_time_link.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// Who administers a store that nobody administers yet. No address that gets mail; can be changed to one.
inline constexpr std::string_view first_administrator_email = "admin@localhost";

/// The mailbox of whoever histories call `name`: a user's. Keys and users of the operating system have none, nor has the first
/// administrator.
std::optional<std::string> mailbox_of(std::string const& name);

/// The way in that a server prints when it starts, as long as no administrator of any account has a password: for the first of them, who
/// is created in the first account where there is none. It lets in for a session; setting a password with it is free, so that somebody
/// alone on his machine never types one. Nothing once somebody can sign in.
Result<std::optional<IssuedLink>> first_administrator_link(CredentialCheck& check);

} // namespace muster
