#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace muster {

/// A JSON document as plain values: for requests, recipes and filters, which are small. Members keep their order; of members with the
/// same name the parser refuses the second.
class Json {
public:
    using Array = std::vector<Json>;
    using Member = std::pair<std::string, Json>;
    using Object = std::vector<Member>;
    enum class Kind : std::uint8_t { null, boolean, integer, number, text, array, object };

    Json() = default;
    static Json of(bool value);
    static Json of(std::int64_t value);
    static Json of(double value);
    static Json of(std::string value);
    static Json of(Array value);
    static Json of(Object value);

    Kind kind() const { return static_cast<Kind>(value_.index()); }
    bool is_null() const { return kind() == Kind::null; }
    /// The value where it is of that kind; nothing otherwise.
    std::optional<bool> boolean() const;
    std::optional<std::int64_t> integer() const;
    std::optional<double> number() const; ///< integers too
    std::string const* text() const;
    Array const* array() const;
    Object const* object() const;
    /// A member of an object; null when this is no object or has none of that name.
    Json const* find(std::string_view name) const;

    bool operator==(Json const&) const = default;

private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_{};
};

/// Reads one document (simdjson), of any kind of value at its top; a byte order mark in front is skipped. All numbers with a point or
/// exponent are doubles, all others int64. Errors, all invalid_input: NOT_JSON with line, column and reason; JSON_TOO_DEEP (more than
/// 64 levels); JSON_NUMBER_TOO_LARGE (no int64, no finite double: never rounded in silence); JSON_REPEATED_NAME.
Result<Json> parse_json(std::string_view text);

} // namespace muster
