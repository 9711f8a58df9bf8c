#pragma once

#include "base/bytes.hpp"
#include "planning/plan.hpp"
#include "profile/field.hpp"
#include "store/store.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace muster {

/// Records per transaction at most: sorted keys then fill whole pages (10,000 cost twice as much), and a killed run repeats about half a
/// second of work.
inline constexpr std::uint32_t records_per_chunk = 200'000;

/// Decoded records that are written together at most, in bytes; a transaction has several such parts. As many are in preparation
/// meanwhile. More would be looked up a little faster, but each megabyte is three: records, keys and profiles, and memory that has never
/// been used costs more than it gains.
inline constexpr std::size_t part_memory = 16 * 1'024 * 1'024;

/// A transaction that has gone on for so long takes no further part: a killed run repeats it, and its progress is told when it ends.
inline constexpr std::chrono::milliseconds longest_chunk{500};

/// The files of an analysed import that committing needs.
struct CommitFiles {
    std::shared_ptr<ByteSource const> spill{}, rows{}, groups{}, members{}, keys{}, planned{};
};

/// Told after every chunk (and, in re-matching, every batch). An Error of kind cancelled stops after the current chunk; what is done
/// stays.
using CommitProgress = std::function<Result<void>(std::int64_t done, std::int64_t of)>;

/// Everything that committing an import needs and that a restart finds again in the job, its recipe and its files.
struct CommitOrder {
    Target const& target;
    AccountId account{};
    ImportId import{};
    CommitFiles files{};
    OnDuplicate on_duplicate{OnDuplicate::merge};
    OnAmbiguous on_ambiguous{OnAmbiguous::reject};
    OnError on_error{OnError::skip};
    OnDrift on_drift{OnDrift::apply};
    ProfileType default_type{ProfileType::lead};
    TagMode tag_mode{TagMode::none};
    std::vector<std::string> tags{};                                     ///< of TagMode::manual
    std::vector<std::pair<std::string, AttributeType>> new_attributes{}; ///< in the order of first_new_attribute + index
    std::string folder{};                                                ///< where sorting may keep files
    std::uint32_t chunk{records_per_chunk};
    std::size_t memory{part_memory};
    std::chrono::milliseconds longest{longest_chunk};
};

/// Begins a READY or QUEUED import (its instant, block of ids, own tags and new attributes, in one transaction), or goes on with an
/// IMPORTING or TAKING_BACK one where its progress mark stands, and runs it to its end. The job is as it ended: COMPLETED,
/// COMPLETED_WITH_ERRORS (rejected rows or records), CANCELLED, or FAILED with its reason. READY again with reason PLAN_DRIFTED: on_drift
/// stop, nothing written; the caller makes the new plan. Errors: conflict IMPORT_STATE when it is in no state to be committed; unavailable
/// and kin from the store, after which calling it again goes on. A run that was killed or failed at any moment ends, when called again, in
/// the state of an undisturbed one.
Result<ImportJob> commit_import(Store& store, CommitOrder const& order, CommitProgress const& progress);

/// The name of an automatic tag: `Import 2026-11-23 14:05:09` (UTC), made unique among the given names by " (2)", ...
std::string automatic_tag_name(Instant at, std::function<bool(std::string const&)> const& taken);

} // namespace muster
