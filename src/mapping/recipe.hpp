#pragma once

#include "base/result.hpp"
#include "profile/field.hpp"
#include "profile/profile.hpp"
#include "profile/record.hpp"
#include "profile/values.hpp"
#include "reading/table.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// How the cells of a column are read.
inline constexpr std::string_view country_of_row = "column"; ///< a ColumnOptions::country

struct ColumnOptions {
    std::string country{};     ///< phones: an ISO region (HR), or "column": the row's country column says it
    std::string date_format{}; ///< one of date_formats()
    std::string delimiter{};   ///< tags: comma, semicolon, pipe, tab, space, none; empty = none (the whole cell is one tag)
    bool operator==(ColumnOptions const&) const = default;
};

/// One column and where it goes.
struct ColumnMapping {
    std::string column{};                         ///< its title, or "#3"
    std::string field{};                          ///< a field's API name or a custom attribute's name; empty = not imported
    std::optional<AttributeType> new_attribute{}; ///< the attribute is created with this type if the account has none of the name
    ColumnOptions options{};
    bool operator==(ColumnMapping const&) const = default;
};

enum class OnInvalid : std::uint8_t { reject, drop };

/// What the importer decides beside the mapping; the standard values are the product's.
struct Choices {
    ProfileType default_type{ProfileType::lead};
    OnDuplicate on_duplicate{OnDuplicate::merge};
    OnAmbiguous on_ambiguous{OnAmbiguous::reject};
    OnInvalid on_invalid{OnInvalid::reject};
    OnError on_error{OnError::skip};
    OnDrift on_drift{OnDrift::apply};
    PhoneRule phones{PhoneRule::lenient};
    TagMode tag_mode{TagMode::none};
    std::vector<std::string> tags{}; ///< of TagMode::manual
    bool operator==(Choices const&) const = default;
};

/// A finished mapping with all choices: a small JSON document, the same for every door.
struct Recipe {
    std::string name{};
    std::string target{"person"};
    ReadingChoices reading{};
    std::vector<ColumnMapping> columns{};
    Choices choices{};
};

/// Reads a recipe; what it does not say has the standard value. Errors: invalid_input RECIPE_INVALID naming the place, what stands
/// there and what is allowed. Unknown members are errors: a misspelt choice must not be silently ignored.
Result<Recipe> read_recipe(std::string_view json);
/// The canonical document: members in one fixed order, every effective value written out. What plan hashes cover (without the name).
enum class RecipeName : std::uint8_t { with, without };
std::string write_recipe(Recipe const& recipe, RecipeName name = RecipeName::with);

/// Reads one --map argument: TITLE=field[,option=value...]; options country, dateFormat, delimiter. A '=' or ',' inside the title is
/// told apart by the last '=' whose right side is a field list; "\\=" is a plain '='.
Result<ColumnMapping> parse_column_mapping(std::string_view argument);
/// NAME:TYPE of --new-attribute.
Result<std::pair<std::string, AttributeType>> parse_new_attribute(std::string_view argument);

/// The closed list of date formats, most usual first: yyyy-MM-dd, dd.MM.yyyy, ...
std::vector<std::string_view> const& date_formats();

/// What a recipe is remembered by: the titles of a file, folded, in order (hexadecimal digest).
std::string header_fingerprint(Reading const& reading);

} // namespace muster
