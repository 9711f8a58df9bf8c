#pragma once

#include "base/number.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// What a key may do. A user's role stands for a fixed set of them.
enum class Scope : std::uint8_t {
    people_read,
    people_use,
    people_manage,
    flow_use,
    flow_manage,
    imports_read,
    imports_manage,
    account_manage
};
inline constexpr int scope_count = 8;
std::string_view name_of(Scope scope); ///< people:read, ...
std::optional<Scope> parse_scope(std::string_view name);

class Scopes {
public:
    constexpr Scopes() = default;
    constexpr explicit Scopes(std::uint8_t bits) : bits_{bits} {}
    constexpr Scopes with(Scope scope) const { return Scopes{static_cast<std::uint8_t>(bits_ | bit(scope))}; }
    constexpr bool has(Scope scope) const { return (bits_ & bit(scope)) != 0; }
    constexpr std::uint8_t bits() const { return bits_; }
    constexpr bool operator==(Scopes const&) const = default;

private:
    static constexpr std::uint8_t bit(Scope scope) { return static_cast<std::uint8_t>(1U << static_cast<unsigned>(scope)); }
    std::uint8_t bits_{};
};

/// Every scope there is.
inline constexpr Scopes all_scopes{0xFF};
/// Their names, in the scopes' order.
std::vector<std::string_view> names_of(Scopes scopes);

/// Whether these scopes allow what needs `needed`: who may manage may read and use too, as published for people.
bool covers(Scopes scopes, Scope needed);

/// ADMIN everything; EDITOR imports and edits, everything but account:manage; VIEWER the reading scopes.
enum class Role : std::uint8_t { viewer, editor, admin };
inline constexpr auto administrator_role = static_cast<std::uint8_t>(Role::admin); ///< as a membership keeps it
std::string_view name_of(Role role); ///< VIEWER, EDITOR, ADMIN
std::optional<Role> parse_role(std::string_view name);
Scopes scopes_of(Role role);

/// Who speaks, once known. Every use case is run for exactly this account.
struct Caller {
    AccountId account{};
    std::int64_t user{}; ///< 0: a key, or somebody local
    std::int64_t key{};  ///< 0: a user, or somebody local
    std::string name{};  ///< what histories show as "by": a user's email, a key's name, the operating system's user
    Scopes scopes{};
    enum class Way : std::uint8_t {
        key,
        basic,
        session_token,
        session_cookie,
        local, ///< a command of the machine that has the data directory (local_token.hpp)
    } way{Way::key};
};

} // namespace muster
