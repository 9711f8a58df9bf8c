#pragma once

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/number.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// Where an import stands. Stored: append only.
enum class ImportState : std::uint8_t {
    uploaded = 0,
    analyzing = 1,
    ready = 2,
    queued = 3,
    importing = 4,
    completed = 5,
    completed_with_errors = 6,
    failed = 7,
    cancelled = 8,
    undoing = 9,
    undone = 10,
    taking_back = 11, ///< onError fail or onDrift stop met a concurrent write: its own chunks are being taken back
};
std::string_view name_of(ImportState state); ///< UPLOADED, ... COMPLETED_WITH_ERRORS

/// The numbers of a plan or of a finished import. Conservation: rows_read = rows_blank + rows_rejected + rows_folded + records and
/// records = created + updated + promoted + unchanged + discarded + records_rejected + not_applied.
struct Counts {
    std::int64_t rows_read{}, rows_blank{}, rows_rejected{}, rows_folded{}, rows_outside{};
    std::int64_t records{}, created{}, updated{}, promoted{}, unchanged{}, discarded{}, records_rejected{}, not_applied{};
    std::int64_t created_leads{}, created_customers{};
    std::int64_t fields_overwritten{}, fields_filled{};
    std::int64_t ambiguous{}, persons_merged{}, external_ids_replaced{};
    std::int64_t new_tags{}, new_attributes{}, drifted{};
    bool operator==(Counts const&) const = default;
    /// Whether the sums agree.
    bool conserved() const;
};

/// One import, from upload to receipt. What the store does not need to understand (recipe, reading, problems) is JSON text.
struct ImportJob {
    ImportId id{};
    std::uint8_t target{1}; ///< Target::number
    ImportState state{ImportState::uploaded};
    std::string file_name{};
    std::uint64_t file_size{}; ///< 0: its upload never came to its end
    Sha256 file_digest{};
    std::string by{}; ///< who
    Instant uploaded_at{};
    Instant started_at{}; ///< of the commit: the import's one instant; 0 before
    Instant finished_at{};
    std::string recipe{};      ///< the effective recipe with all choices, JSON
    std::string reading{};     ///< how the file was understood, JSON
    std::string problems{};    ///< grouped problems with counts and examples, JSON
    std::string plan_hash{};   ///< hex
    std::string result_hash{}; ///< hex, when finished
    std::string reason{};      ///< why failed or ready again: PLAN_DRIFTED and a sentence
    Counts planned{};
    Counts counts{};               ///< what really happened
    bool consented{};              ///< committing was agreed to, so a restart goes on with it
    std::string idempotency_key{}; ///< that it was created by
    std::string commit_key{};      ///< the idempotency key of its commit
    Instant commit_key_at{};       ///< when that was given
    std::int64_t first_id{};       ///< the reserved block of profile ids
    std::int64_t id_count{};
    std::int64_t next_record{}; ///< progress mark of committing
    std::int64_t undo_mark{};   ///< progress mark of undoing (meaning is committing's)
    std::vector<TagId> own_tags{};
    std::vector<TagId> created_tags{};
    std::vector<AttributeId> created_attributes{};
    std::string undo_report{}; ///< JSON: conflicts with their counts
};

} // namespace muster
