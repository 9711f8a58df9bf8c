#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace muster {

/// A whole number that cannot be mistaken for another kind of number.
template <class Tag>
struct Number {
    std::int64_t value{};
    auto operator<=>(Number const&) const = default;
};

/// Ordinal of a record in its file, from 1, blank, preamble and title rows included: what a spreadsheet shows.
using RowNumber = Number<struct RowNumberTag>;
using AccountId = Number<struct AccountIdTag>;
/// Id of a stored profile (person or company). Never reused.
using ProfileId = Number<struct ProfileIdTag>;
using ImportId = Number<struct ImportIdTag>;
using TagId = Number<struct TagIdTag>;
using AttributeId = Number<struct AttributeIdTag>;

} // namespace muster

template <class Tag>
struct std::hash<muster::Number<Tag>> {
    std::size_t operator()(muster::Number<Tag> number) const noexcept { return std::hash<std::int64_t>{}(number.value); }
};
