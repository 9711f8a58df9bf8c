#pragma once

#include <string>

namespace muster::fault {

/// A CSV file of people: persons first, first + 1, ... with repeated ones (brought together), bad cells (rejected), customers (promoted),
/// and rows that meet two stored persons (merged). The same arguments give the same bytes.
struct People {
    int first{};
    int rows{};
    /// Rows are written as they were the first time, or with other values, tags and points.
    enum class Kind : int { stored, imported } kind{Kind::stored};
};
std::string csv_of(People const& people);

} // namespace muster::fault
