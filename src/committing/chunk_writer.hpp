#pragma once

#include "committing/chunk_source.hpp"
#include "store/outcome_log.hpp"

#include <unordered_map>
#include <vector>

namespace muster {

/// The codes of Errors by which a chunk says that the import has to stop and take back what it has done.
inline constexpr std::string_view plan_drifted = "PLAN_DRIFTED";
inline constexpr std::string_view record_rejected = "RECORD_REJECTED";
Error drifted_error();
Error rejected_error();

/// Writes one chunk within a transaction: whom its records meet is looked up, the records are applied, profiles, changes, outcomes,
/// new tags and the job's progress mark are written. The caller commits. One chunk, one object.
class ChunkWriter {
public:
    /// `job` as it stands before the chunk; it is changed even when writing fails, so give a copy.
    ChunkWriter(Transaction& store, CommitOrder const& order, ImportJob& job) : store_{store}, order_{order}, job_{job} {}
    /// Errors: drifted PLAN_DRIFTED and conflict RECORD_REJECTED when the order says that these stop the import; the store's.
    Result<void> write(PreparedChunk& chunk);

private:
    Result<void> require_attributes(std::vector<FieldId> const& fields);
    Result<std::vector<Tag>> load_tags();
    ApplyRules rules() const;
    Result<void> apply_all(PreparedChunk& chunk, TagNames& names, Applier& applier);
    Result<void> take(RecordInput const& input, AppliedRecord& result, std::uint64_t planned_fingerprint);
    Result<void> flush_changes(TagNames const& names);
    Result<void> create_new_tags(TagNames const& names);
    std::vector<Ownership> keys_of_created(PreparedChunk const& chunk) const;
    Result<void> write_profiles(PreparedChunk const& chunk, Overlay& overlay);

    Transaction& store_;
    CommitOrder const& order_;
    ImportJob& job_;
    std::vector<TagId> own_tags_{};
    std::unordered_map<TagId, TagId> real_tags_{}; ///< of provisional ones
    std::vector<Profile> created_{};
    std::vector<Change> changes_{};
    std::string outcomes_{};
};

} // namespace muster
