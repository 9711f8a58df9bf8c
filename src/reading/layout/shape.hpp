#pragma once

#include <cstdint>
#include <string_view>

namespace muster {

/// What a cell looks like, for telling titles from contents and a right delimiter from a wrong one. Never changes a cell.
enum class Shape : std::uint8_t {
    empty,  ///< blank, or a stand-in for nothing: "-", "n/a", "NULL"
    number, ///< digits with sign, grouping, decimal point or comma, per cent or currency
    date,   ///< a date, with or without time
    time,
    email,
    phone, ///< digits with + or with spaces, slashes, brackets between
    web,
    code, ///< letters and digits in one word: MG-8769
    text, ///< words
    odd   ///< what looks cut wrongly: other delimiters or lone quotes inside
};

Shape shape_of(std::string_view cell);

/// Shapes that a title hardly ever has.
constexpr bool is_telling(Shape shape)
{
    return shape == Shape::number || shape == Shape::date || shape == Shape::time || shape == Shape::email || shape == Shape::phone ||
           shape == Shape::web;
}

} // namespace muster
