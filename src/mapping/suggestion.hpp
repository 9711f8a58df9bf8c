#pragma once

#include "base/date.hpp"
#include "mapping/recipe.hpp"
#include "profile/attribute.hpp"
#include "reading/row.hpp"
#include "reading/table.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace muster {

/// How sure a suggestion is. Only certain ones are taken without asking.
enum class Grade : std::uint8_t { none, likely, certain };
std::string_view name_of(Grade grade); ///< none, likely, certain

/// What the values of a column look like by themselves, whatever its title says: nine tenths of them or more.
enum class ContentKind : std::uint8_t { nothing, text, number, date, phone, email, web_address };
std::string_view name_of(ContentKind kind); ///< nothing, text, number, date, phone, email, webAddress

struct Suggestion {
    std::size_t column{}; ///< index into Reading::columns
    Grade grade{Grade::none};
    std::string field{};     ///< a field's API name or a custom attribute's name
    ColumnOptions options{}; ///< date format, tag delimiter, country
    std::string evidence{};  ///< a sentence: "the title says e-mail, and 998 of 1,000 values are e-mail addresses"
    ContentKind contents{};  ///< of the column, proposed or not
};

/// Looks at what a file's columns hold, all of its rows, with bounded memory, and proposes a mapping from titles (case, space,
/// underscore, accent and language tolerant) and contents. One thread.
class ColumnStudy {
public:
    ColumnStudy(Target const& target, Reading const& reading, std::span<AttributeField const> attributes, Date today);
    ~ColumnStudy();
    ColumnStudy(ColumnStudy&&) noexcept;
    ColumnStudy& operator=(ColumnStudy&&) noexcept;
    void add(RowBatch const& rows);
    /// One for every column, in order. A single-value field is suggested for one column at most (the surest; the left one of equals).
    std::vector<Suggestion> suggestions() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace muster
