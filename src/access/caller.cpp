#include "access/caller.hpp"

#include <array>
#include <cstddef>

namespace muster {

namespace {

constexpr std::array<std::string_view, scope_count> scope_names{"people:read", "people:use",   "people:manage",  "flow:use",
                                                                "flow:manage", "imports:read", "imports:manage", "account:manage"};

constexpr std::array<std::string_view, 3> role_names{"VIEWER", "EDITOR", "ADMIN"};

/// The value whose name stands at the same place of a list.
template <class Value, std::size_t Count>
std::optional<Value> value_named(std::array<std::string_view, Count> const& names, std::string_view name)
{
    for (std::size_t at = 0; at < Count; ++at) {
        if (names.at(at) == name) { return static_cast<Value>(at); }
    }
    return std::nullopt;
}

} // namespace

std::string_view name_of(Scope scope) { return scope_names.at(static_cast<std::size_t>(scope)); }
std::optional<Scope> parse_scope(std::string_view name) { return value_named<Scope>(scope_names, name); }

static_assert(scope_count == 8, "all_scopes has a bit for each");
std::vector<std::string_view> names_of(Scopes scopes)
{
    std::vector<std::string_view> names;
    for (std::size_t at = 0; at < scope_names.size(); ++at) {
        if (scopes.has(static_cast<Scope>(at))) { names.push_back(scope_names.at(at)); }
    }
    return names;
}

bool covers(Scopes scopes, Scope needed)
{
    if (scopes.has(needed)) { return true; }
    switch (needed) {
    case Scope::people_read:
    case Scope::people_use: return scopes.has(Scope::people_manage);
    case Scope::flow_use: return scopes.has(Scope::flow_manage);
    case Scope::imports_read: return scopes.has(Scope::imports_manage);
    case Scope::people_manage:
    case Scope::flow_manage:
    case Scope::imports_manage:
    case Scope::account_manage: break;
    }
    return false;
}

std::string_view name_of(Role role) { return role_names.at(static_cast<std::size_t>(role)); }
std::optional<Role> parse_role(std::string_view name) { return value_named<Role>(role_names, name); }

Scopes scopes_of(Role role)
{
    Scopes const reading = Scopes{}.with(Scope::people_read).with(Scope::imports_read);
    Scopes const editing = reading.with(Scope::people_use)
                               .with(Scope::people_manage)
                               .with(Scope::flow_use)
                               .with(Scope::flow_manage)
                               .with(Scope::imports_manage);
    switch (role) {
    case Role::viewer: return reading;
    case Role::editor: return editing;
    case Role::admin: return editing.with(Scope::account_manage);
    }
    return {}; // a number that no role has: from a store that was changed by others
}

} // namespace muster
