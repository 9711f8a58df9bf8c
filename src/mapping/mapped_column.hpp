#pragma once

#include "base/result.hpp"
#include "mapping/date_format.hpp"
#include "mapping/recipe.hpp"
#include "profile/attribute.hpp"
#include "profile/field.hpp"
#include "reading/table.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// A column of the file with everything that turns its cells into values.
struct MappedColumn {
    /// What a cell becomes. In this order columns are converted, so that a candidate's values come ascending by field.
    enum class Use : std::uint8_t { value, type, contact, tags };
    enum class Region : std::uint8_t { none, fixed, of_row };

    std::uint32_t column{}; ///< index into Reading::columns
    Use use{Use::value};
    FieldRule rule{}; ///< its name lives in the target or in MappedColumns
    Region region_from{Region::none};
    std::string region{}; ///< of Region::fixed
    std::optional<DateFormat> date_format{};
    char delimiter{'\0'}; ///< of tags; '\0': the whole cell is one

    bool identifies() const { return rule.identifier != IdentifierKind::none; }
};

/// A recipe brought together with the columns of a file and the fields of an account.
struct MappedColumns {
    std::vector<MappedColumn> columns{}; ///< by use, then by field or from left to right
    std::vector<AttributeField> attributes{};
    std::vector<AttributeField> new_attributes{};
    std::optional<std::uint32_t> country_column{}; ///< what Region::of_row looks at; only where a column asks for it

    MappedColumns() = default;
    MappedColumns(MappedColumns const&) = delete; // rules point into the attributes' names
    MappedColumns& operator=(MappedColumns const&) = delete;
    MappedColumns(MappedColumns&&) = default;
    MappedColumns& operator=(MappedColumns&&) = default;
    ~MappedColumns() = default;

    MappedColumn const* find(std::uint32_t column) const;
};

/// Errors as Mapper::create.
Result<MappedColumns> map_columns(Target const& target, Recipe const& recipe, Reading const& reading,
                                  std::span<AttributeField const> attributes);

/// The character of a delimiter's name ("comma"), '\0' for none and for the empty name; nothing for other names.
std::optional<char> delimiter_of(std::string_view name);

} // namespace muster
