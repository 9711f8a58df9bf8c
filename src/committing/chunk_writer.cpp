#include "committing/chunk_writer.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace muster {

namespace {

/// Changes that are kept before they are appended: each carries texts of its own, so few; the statement is one for all of them.
constexpr std::size_t changes_per_append = 4'096;

RecordOutcome outcome_of(AppliedRecord const& result, ProfileId created)
{
    Applied const& applied = result.applied;
    RecordOutcome outcome;
    outcome.outcome = applied.outcome;
    outcome.code = applied.code;
    outcome.merged = static_cast<std::uint16_t>(std::min<std::size_t>(applied.absorbed.size(), std::numeric_limits<std::uint16_t>::max()));
    if (applied.outcome == Outcome::created) {
        outcome.profile = created;
    } else if (is_applied(applied.outcome)) {
        outcome.profile = applied.after.id;
    } else if (!result.matched.empty()) {
        outcome.profile = result.matched.front();
    }
    return outcome;
}

/// Gives back, in the thread that took it, what no record uses again: where one thread takes and another gives back, each piece of memory
/// is a turn at the allocator's lock.
void drop_own_memory(Profile& profile)
{
    profile.tags = {};
    profile.created_by = {};
    profile.modified_by = {};
}

} // namespace

Error drifted_error()
{
    return {ErrorKind::drifted, std::string{plan_drifted},
            "The store has changed since the plan was made. Look at the new plan and import again."};
}

Error rejected_error()
{
    return {ErrorKind::conflict, std::string{record_rejected},
            "A row or record is rejected, and the import was to stop then. Mend the file, or let rejected ones be skipped."};
}

Result<void> ChunkWriter::write(PreparedChunk& chunk)
{
    TRY(require_attributes(chunk.new_attributes));
    TRY_ASSIGN(std::vector<Tag> const known, load_tags());
    TagNames names{known};
    Applier applier{order_.target, order_.account, rules(), names};
    TRY(apply_all(chunk, names, applier));
    TRY(flush_changes(names));
    for (Profile& profile : created_) { replace_tags(profile.tags, real_tags_); }
    applier.overlay().replace_tags(real_tags_);
    TRY(write_profiles(chunk, applier.overlay()));
    TRY(store_.imports().append_outcomes(order_.account, order_.import, chunk.start, outcomes_));
    job_.next_record = chunk.start + static_cast<std::int64_t>(chunk.records.size());
    for (Profile& profile : created_) { drop_own_memory(profile); }
    chunk.created = std::move(created_);
    return store_.imports().save(order_.account, job_);
}

/// Somebody may have deleted an attribute of the import before any profile had a value of it; the next run makes it again.
Result<void> ChunkWriter::require_attributes(std::vector<FieldId> const& fields)
{
    if (fields.empty()) { return {}; }
    TRY_ASSIGN(auto const attributes, store_.catalogue().attributes(order_.account, order_.target));
    for (FieldId const field : fields) {
        bool const there = std::any_of(attributes.begin(), attributes.end(), [field](Attribute const& one) {
            return first_attribute + static_cast<std::uint32_t>(one.id.value) == field.value;
        });
        if (!there) {
            return Error{ErrorKind::unavailable, "ATTRIBUTE_REMOVED",
                         "An attribute that the import fills has just been deleted. Go on with the import to have it again."};
        }
    }
    return {};
}

/// The account's tags. An own tag that somebody has deleted before any profile had it is given no more.
Result<std::vector<Tag>> ChunkWriter::load_tags()
{
    TRY_ASSIGN(std::vector<Tag> known, store_.catalogue().tags(order_.account));
    for (TagId const tag : job_.own_tags) {
        if (std::any_of(known.begin(), known.end(), [tag](Tag const& one) { return one.id == tag; })) { own_tags_.push_back(tag); }
    }
    std::sort(own_tags_.begin(), own_tags_.end());
    own_tags_.erase(std::unique(own_tags_.begin(), own_tags_.end()), own_tags_.end());
    return known;
}

ApplyRules ChunkWriter::rules() const
{
    return {order_.on_duplicate, order_.on_ambiguous, order_.default_type, job_.started_at, Origin::import, job_.by, own_tags_};
}

Result<void> ChunkWriter::apply_all(PreparedChunk& chunk, TagNames& names, Applier& applier)
{
    TRY_ASSIGN(Owners const owners, find_owners(chunk.keys, chunk.records.size(), store_.identities(), order_.account));
    std::vector<RecordInput> inputs;
    inputs.reserve(chunk.records.size());
    for (std::uint32_t index = 0; index < chunk.records.size(); ++index) {
        inputs.push_back({chunk.start + index, &chunk.records[index], owners.of(index)});
    }
    created_ = std::move(chunk.created);
    created_.reserve(chunk.records.size());
    return applier.apply_batch(inputs, store_.profiles(), [&](RecordInput const& input, AppliedRecord& result) -> Result<void> {
        TRY(take(input, result, chunk.fingerprints[input.ordinal - chunk.start]));
        return changes_.size() < changes_per_append ? Result<void>{} : flush_changes(names);
    });
}

Result<void> ChunkWriter::take(RecordInput const& input, AppliedRecord& result, std::uint64_t planned_fingerprint)
{
    Applied& applied = result.applied;
    bool const drifted = result.fingerprint != planned_fingerprint;
    if (drifted && order_.on_drift == OnDrift::stop) { return drifted_error(); }
    if (applied.outcome == Outcome::rejected && order_.on_error == OnError::fail) { return rejected_error(); }
    count(job_.counts, applied);
    if (drifted) { ++job_.counts.drifted; }
    ProfileId const created{job_.first_id + input.ordinal};
    RecordOutcome outcome = outcome_of(result, created);
    outcome.drifted = drifted;
    pack_outcome(outcomes_, outcome);
    if (applied.outcome == Outcome::created) {
        applied.after.id = created;
        created_.push_back(std::move(applied.after));
    } else if (is_applied(applied.outcome) && !applied.change.empty()) {
        applied.change.import = order_.import;
        changes_.push_back(std::move(applied.change));
    }
    return {};
}

Result<void> ChunkWriter::flush_changes(TagNames const& names)
{
    TRY(create_new_tags(names));
    for (Change& change : changes_) {
        replace_tags(change.tags_added, real_tags_);
        for (Profile& profile : change.absorbed) { replace_tags(profile.tags, real_tags_); }
    }
    TRY(store_.changes().append(order_.account, order_.target, changes_));
    changes_.clear();
    return {};
}

/// Creates the tags that records have named since the last time, in the order of their first use, which no size of chunks changes.
Result<void> ChunkWriter::create_new_tags(TagNames const& names)
{
    std::vector<std::string> fresh;
    std::size_t const known = real_tags_.size();
    for (std::size_t index = known; index < names.used().size(); ++index) { fresh.push_back(names.used()[index].name); }
    if (fresh.empty()) { return {}; }
    TRY_ASSIGN(std::vector<TagId> const ids, store_.catalogue().ensure_tags(order_.account, fresh, order_.import, job_.started_at));
    for (std::size_t index = 0; index < ids.size(); ++index) {
        real_tags_.emplace(names.used()[known + index].provisional, ids[index]);
        job_.created_tags.push_back(ids[index]);
    }
    job_.counts.new_tags += static_cast<std::int64_t>(ids.size());
    return {};
}

/// The keys of created profiles, which were computed beside the writing. Superseded identifiers are keys of a record, but not of its
/// profile, so the store computes those records' again.
std::vector<Ownership> ChunkWriter::keys_of_created(PreparedChunk const& chunk) const
{
    std::vector<bool> given(chunk.records.size());
    for (Profile const& profile : created_) {
        auto const record = static_cast<std::size_t>(profile.id.value - job_.first_id - chunk.start);
        given[record] = chunk.records[record].superseded.empty();
    }
    std::vector<Ownership> keys;
    keys.reserve(chunk.keys.size());
    for (ChunkKey const& entry : chunk.keys) {
        if (given[entry.record]) { keys.push_back({entry.key, ProfileId{job_.first_id + chunk.start + entry.record}}); }
    }
    return keys;
}

Result<void> ChunkWriter::write_profiles(PreparedChunk const& chunk, Overlay& overlay)
{
    std::vector<ProfileWrite> writes = overlay.writes();
    writes.reserve(writes.size() + created_.size());
    for (Profile const& profile : created_) {
        bool const given = chunk.records[static_cast<std::size_t>(profile.id.value - job_.first_id - chunk.start)].superseded.empty();
        writes.push_back({nullptr, &profile, {}, given ? ProfileWrite::Keys::given : ProfileWrite::Keys::to_compute});
    }
    return store_.profiles().write(order_.account, order_.target, writes, keys_of_created(chunk));
}

} // namespace muster
