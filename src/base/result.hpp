#pragma once

#include "base/assert.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace muster {

/// What kind of trouble stopped an operation. One table maps it to exit statuses (cli/exit_status.cpp), one to HTTP statuses.
enum class ErrorKind : std::uint8_t {
    invalid_input, ///< wrong usage: an option, a recipe, a filter that makes no sense
    unreadable,    ///< the file cannot be read as what it is
    unsupported,   ///< the file or request is of a kind that is not taken
    too_large,     ///< over a stated limit
    not_found,
    conflict, ///< the state does not allow it (an outdated plan hash, a second commit)
    drifted,  ///< the store changed between plan and commit and the choice was to stop
    unauthenticated, ///< who asks is not known, or not believed
    denied,          ///< who asks may not do it
    too_often,       ///< asked more often than allowed; waiting helps
    locked,      ///< somebody else holds the store
    unavailable, ///< the store or disk cannot be reached now; trying again may help
    cancelled,
    internal, ///< a defect of ours
};

/// The kind's stable name: invalid_input, unreadable, ...
constexpr std::string_view name_of(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::invalid_input: return "invalid_input";
    case ErrorKind::unreadable: return "unreadable";
    case ErrorKind::unsupported: return "unsupported";
    case ErrorKind::too_large: return "too_large";
    case ErrorKind::not_found: return "not_found";
    case ErrorKind::conflict: return "conflict";
    case ErrorKind::drifted: return "drifted";
    case ErrorKind::unauthenticated: return "unauthenticated";
    case ErrorKind::denied: return "denied";
    case ErrorKind::too_often: return "too_often";
    case ErrorKind::locked: return "locked";
    case ErrorKind::unavailable: return "unavailable";
    case ErrorKind::cancelled: return "cancelled";
    case ErrorKind::internal: break;
    }
    return "internal";
}

/// Trouble that ends an operation: a kind, a stable machine code (`ZIP_ENCRYPTED`) and a sentence that says what is wrong and
/// what to do. Wrong data in a row is not an Error but a Problem (base/problem.hpp).
struct Error {
    ErrorKind kind{ErrorKind::internal};
    std::string code{};
    std::string message{};
    std::int64_t retry_after_seconds{}; ///< when the same may be tried again; 0: not known, or it will not help

    /// Adds where it happened: "reading sheet 2: ...". Returns itself so that it can be passed on.
    Error while_doing(std::string const& what) &&
    {
        message = what + ": " + message;
        return std::move(*this);
    }
};

/// A value, or the Error that prevented it. Must be looked at; asking for the one that is not there is a bug.
template <class T>
class [[nodiscard]] Result {
public:
    Result(Error error) : state_{std::in_place_index<1>, std::move(error)} {}

    template <class U = T>
        requires(std::is_constructible_v<T, U &&> && !std::is_same_v<std::remove_cvref_t<U>, Result> &&
                 !std::is_same_v<std::remove_cvref_t<U>, Error>)
    Result(U&& value) : state_{std::in_place_index<0>, std::forward<U>(value)}
    {
    }

    explicit operator bool() const noexcept { return state_.index() == 0; }

    T& operator*() & noexcept { return checked(); }
    T const& operator*() const& noexcept { return const_cast<Result*>(this)->checked(); } // NOLINT: adds const back
    T&& operator*() && noexcept { return std::move(checked()); }
    T* operator->() noexcept { return &checked(); }
    T const* operator->() const noexcept { return &const_cast<Result*>(this)->checked(); } // NOLINT: adds const back

    Error const& error() const& noexcept
    {
        MUSTER_ASSERT(state_.index() == 1);
        return *std::get_if<1>(&state_);
    }
    Error&& error() && noexcept
    {
        MUSTER_ASSERT(state_.index() == 1);
        return std::move(*std::get_if<1>(&state_));
    }

private:
    T& checked() noexcept
    {
        MUSTER_ASSERT(state_.index() == 0);
        return *std::get_if<0>(&state_);
    }

    std::variant<T, Error> state_;
};

/// Success without a value: `return {};`.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : state_{std::move(error)} {}

    explicit operator bool() const noexcept { return state_.index() == 0; }

    Error const& error() const& noexcept
    {
        MUSTER_ASSERT(state_.index() == 1);
        return *std::get_if<1>(&state_);
    }
    Error&& error() && noexcept
    {
        MUSTER_ASSERT(state_.index() == 1);
        return std::move(*std::get_if<1>(&state_));
    }

private:
    std::variant<std::monostate, Error> state_;
};

} // namespace muster

#define MUSTER_JOIN_2(a, b) a##b
#define MUSTER_JOIN(a, b) MUSTER_JOIN_2(a, b)

#define MUSTER_TRY_(result, declaration, expression)                                                                                       \
    auto result = (expression);                                                                                                            \
    if (!result) [[unlikely]] { return std::move(result).error(); }                                                                        \
    declaration = *std::move(result)

/// `TRY_ASSIGN(auto file, open(path));` declares file, or returns the Error from the surrounding function.
#define TRY_ASSIGN(declaration, expression) MUSTER_TRY_(MUSTER_JOIN(result_, __LINE__), declaration, expression)

/// `TRY(write(bytes));` goes on, or returns the Error from the surrounding function.
#define TRY(expression)                                                                                                                    \
    do {                                                                                                                                   \
        if (auto tried_result = (expression); !tried_result) [[unlikely]] { return std::move(tried_result).error(); }                      \
    } while (false)
