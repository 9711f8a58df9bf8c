#pragma once

#include "profile/attribute.hpp"
#include "profile/profile.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// A person, or what an import holds of one, as a table shows it. Views: the owner outlives it.
struct PersonCells {
    std::string_view type{}; ///< empty: not told
    std::vector<FieldValue> const* values{};
    std::vector<FieldValue> const* contacts{};
    std::vector<std::string_view> tags{};
};

/// The columns of a table of persons in the shape that imports again without change: the fields by their API names, `Phone 1..n`,
/// `Email 1..n`, the used custom attributes by name, and the tags joined by a character that no tag contains, named in the title. Two
/// passes: add() for every person, then titles() and cells().
class PersonColumns {
public:
    PersonColumns(Target const& target, std::vector<AttributeField> attributes);
    void add(PersonCells const& person);
    std::vector<std::string> titles() const;
    /// Appends a person's cells in the titles' order. `tags` keeps the joined ones; both live as long as the caller uses the row.
    void append_cells(PersonCells const& person, std::vector<std::string_view>& row, std::string& tags) const;

private:
    struct TagDelimiter {
        char character{};
        std::string_view title{};
        bool contained{}; ///< in some tag
    };
    TagDelimiter const* delimiter() const;

    Target const& target_;
    std::vector<AttributeField> attributes_;
    std::set<FieldId> used_attributes_{};
    std::map<FieldId, std::size_t> contacts_{}; ///< most values of each many-valued field
    std::size_t tags_{};                        ///< most tags of one person
    std::vector<TagDelimiter> delimiters_;
};

} // namespace muster
