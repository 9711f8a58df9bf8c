#pragma once

#include "api/request_members.hpp"
#include "service/imports_door.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace muster {

/// What stands in a recipe's `choices` and may also stand in a request by itself.
inline constexpr std::array<std::string_view, 8> choice_names{"personType", "onDuplicate", "onAmbiguousMatch", "onInvalidValue",
                                                              "onError",    "onDrift",     "phones",           "tags"};

/// What is asked of an analysis, as far as it is not the recipes' reader who judges it.
struct AnalysisMembers {
    Json const* recipe{}; ///< null: none; lives as long as the members
    std::optional<std::int64_t> recipe_id{};
    std::optional<bool> auto_map{};
};
AnalysisMembers read_analysis_members(RequestMembers& members);

/// `recipe` or `recipeId`, over these `autoMap` and single choices; without both what was asked of the upload before, or everything that is
/// certain. The members have nothing to refuse. Errors: invalid_input RECIPE_INVALID, TARGET_UNSUPPORTED, JOURNEYS_UNSUPPORTED; not_found
/// RECIPE_NOT_FOUND.
Result<AnalysisRequest> analysis_of(ImportsDoor const& door, RequestMembers const& members, AnalysisMembers const& read,
                                    std::optional<AnalysisRequest> const& before);

/// The members of a change of an import; gives `autoMap`.
std::optional<bool> read_change_members(RequestMembers& members);
/// A change of an import: `reading` and choices are merged into what is asked for now (RFC 7396: null takes away), `columns` replaces.
Result<ImportChange> change_of(Json const& body, std::optional<bool> auto_map, AnalysisRequest const& before);

/// A kept recipe by its id. Error not_found RECIPE_NOT_FOUND.
Result<StoredRecipe> find_recipe(ImportsDoor const& door, std::int64_t id);

} // namespace muster
