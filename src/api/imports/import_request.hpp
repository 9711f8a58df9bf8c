#pragma once

#include "api/route.hpp"
#include "service/imports_door.hpp"

#include <array>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

namespace muster {

/// What stands in a recipe's `choices` and may also stand in a request by itself.
inline constexpr std::array<std::string_view, 8> choice_names{"personType", "onDuplicate", "onAmbiguousMatch", "onInvalidValue",
                                                              "onError",    "onDrift",     "phones",           "tags"};

/// The body as an object of known members (`also` are further ones): a misspelt member would silently not count. Errors: as Call::json;
/// too_large BODY_TOO_LARGE; invalid_input PROPERTY_INVALID (no object), PROPERTY_UNKNOWN.
Result<Json> request_members(Call const& call, std::initializer_list<std::string_view> known, std::span<std::string_view const> also = {});
/// The same of a document that is there already.
Result<void> check_members(Json const& json, std::initializer_list<std::string_view> known, std::span<std::string_view const> also = {});

/// A member that is there and not null; null otherwise.
Json const* find_given(Json const& json, std::string_view name);
Result<std::optional<std::int64_t>> find_integer(Json const& json, std::string_view name);
Result<std::optional<bool>> find_boolean(Json const& json, std::string_view name);
Result<std::string> text_member(Json const& json, std::string_view name);

/// What is asked of an analysis: `recipe` or `recipeId`, over these `autoMap` and single choices; without both what was asked of the
/// upload before, or everything that is certain. Errors: invalid_input RECIPE_INVALID, PROPERTY_INVALID, TARGET_UNSUPPORTED,
/// JOURNEYS_UNSUPPORTED; not_found RECIPE_NOT_FOUND.
Result<AnalysisRequest> read_analysis_request(ImportsDoor const& door, Json const& body, std::optional<AnalysisRequest> const& before);

/// A change of an import: `reading` and choices are merged into what is asked for now (RFC 7396: null takes away), `columns` replaces.
Result<ImportChange> read_change(Json const& body, AnalysisRequest const& before);

/// A kept recipe by its id. Error not_found RECIPE_NOT_FOUND.
Result<StoredRecipe> find_recipe(ImportsDoor const& door, std::int64_t id);

} // namespace muster
