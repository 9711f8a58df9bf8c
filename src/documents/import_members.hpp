#pragma once

#include "service/door.hpp"
#include "json/writer.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace muster {

/// Every number of an import with its name, in the documents' order: writing and reading cannot differ.
inline constexpr std::array<std::pair<std::string_view, std::int64_t Counts::*>, 23> count_members{{
    {"rowsRead", &Counts::rows_read},
    {"rowsBlank", &Counts::rows_blank},
    {"rowsRejected", &Counts::rows_rejected},
    {"rowsFolded", &Counts::rows_folded},
    {"rowsOutside", &Counts::rows_outside},
    {"records", &Counts::records},
    {"created", &Counts::created},
    {"updated", &Counts::updated},
    {"promoted", &Counts::promoted},
    {"unchanged", &Counts::unchanged},
    {"discarded", &Counts::discarded},
    {"recordsRejected", &Counts::records_rejected},
    {"notApplied", &Counts::not_applied},
    {"createdLeads", &Counts::created_leads},
    {"createdCustomers", &Counts::created_customers},
    {"fieldsOverwritten", &Counts::fields_overwritten},
    {"fieldsFilled", &Counts::fields_filled},
    {"ambiguousMatches", &Counts::ambiguous},
    {"personsMerged", &Counts::persons_merged},
    {"externalIdsReplaced", &Counts::external_ids_replaced},
    {"newTags", &Counts::new_tags},
    {"newAttributes", &Counts::new_attributes},
    {"drifted", &Counts::drifted},
}};
/// Whether an import's own numbers are told, or still those of its plan.
bool has_run(ImportState state);

/// The members of an import's document, into an object that the caller has begun.
void write_import_members(JsonWriter& json, ImportJob const& job);
/// Those of them that change while it runs: id, state, reason, planHash, resultHash, startedAt, finishedAt, counts.
void write_state_members(JsonWriter& json, ImportJob const& job);
/// `recipe`, null for an empty text. Recipes are kept as people write them, indented; a document of one line has them in one line.
void write_recipe_member(JsonWriter& json, std::string_view recipe);
/// One import as histories show it, an object.
void write_history_entry(JsonWriter& json, ImportJob const& job);

} // namespace muster
