#include "committing/undo_state.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

/// Longest chain of merges into merges that is followed.
constexpr int deepest_merge = 64;

PastChange* absorbing_change(UndoEntry& entry, ProfileId id)
{
    for (auto past = entry.history.rbegin(); past != entry.history.rend(); ++past) {
        auto const& absorbed = past->change.absorbed;
        if (std::any_of(absorbed.begin(), absorbed.end(), [id](Profile const& one) { return one.id == id; })) { return &*past; }
    }
    return nullptr;
}

Profile* absorbed_in(Change& change, ProfileId id)
{
    auto const place = std::find_if(change.absorbed.begin(), change.absorbed.end(), [id](Profile const& one) { return one.id == id; });
    return place == change.absorbed.end() ? nullptr : &*place;
}

} // namespace

Result<void> UndoState::load(std::vector<ProfileId> ids)
{
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    std::erase_if(ids, [this](ProfileId id) { return entries_.contains(id); });
    if (ids.empty()) { return {}; }
    for (ProfileId const id : ids) { entries_.emplace_hint(entries_.end(), id, UndoEntry{}); }
    std::vector<Profile> profiles;
    TRY(store_.profiles().load(order_.account, order_.target, ids, profiles));
    for (Profile& profile : profiles) {
        UndoEntry& known = entries_.at(profile.id);
        known.now = profile;
        known.stored = std::move(profile);
    }
    std::vector<std::pair<std::int64_t, Change>> changes;
    TRY(store_.changes().of_profiles(order_.account, order_.target, ids, changes));
    TRY(load_fates(changes));
    for (auto& [sequence, change] : changes) {
        UndoEntry& known = entries_.at(change.profile);
        known.history.push_back({sequence, std::move(change), false});
    }
    return {};
}

Result<void> UndoState::load_fates(std::span<std::pair<std::int64_t, Change> const> changes)
{
    for (auto const& [sequence, change] : changes) {
        if (change.import.value == 0 || fates_.contains(change.import)) { continue; }
        TRY_ASSIGN(std::optional<ImportJob> const job, store_.imports().load(order_.account, change.import));
        ImportFate fate;
        if (job) {
            bool const stopped = job->state == ImportState::failed && job->next_record == 0;
            fate = {job->state == ImportState::undone || stopped, job->first_id};
        }
        fates_.emplace(change.import, fate);
    }
    return {};
}

Result<UndoEntry*> UndoState::entry(ProfileId id)
{
    auto place = entries_.find(id);
    if (place == entries_.end()) {
        TRY(load({id}));
        place = entries_.find(id);
    }
    return &place->second;
}

Result<UndoPlace> UndoState::find(ProfileId id)
{
    TRY_ASSIGN(UndoEntry* const own, entry(id));
    if (own->now) { return UndoPlace{own, &*own->now, nullptr}; }
    UndoPlace place{own, nullptr, nullptr};
    TRY_ASSIGN(std::optional<ProfileId> const into, store_.profiles().merged_into(order_.account, order_.target, id));
    if (!into) { return place; }
    TRY_ASSIGN(UndoPlace const absorbed, find_absorbed(id, *into, 0));
    place.state = absorbed.state;
    place.absorbing = absorbed.absorbing;
    return place;
}

/// Looks for the change that keeps a profile in the history of the one it was merged into, then in those that this one absorbed itself.
Result<UndoPlace> UndoState::find_absorbed(ProfileId id, ProfileId by, int depth)
{
    TRY_ASSIGN(UndoEntry* const absorber, entry(by));
    if (PastChange* const past = absorbing_change(*absorber, id)) { return UndoPlace{absorber, absorbed_in(past->change, id), past}; }
    if (depth < deepest_merge) {
        for (std::size_t index = 0; index < absorber->history.size(); ++index) {
            for (std::size_t one = 0; one < absorber->history[index].change.absorbed.size(); ++one) {
                TRY_ASSIGN(UndoPlace const deeper, find_absorbed(id, absorber->history[index].change.absorbed[one].id, depth + 1));
                if (deeper.state != nullptr) { return deeper; }
            }
        }
    }
    return UndoPlace{};
}

ImportFate UndoState::fate_of(ImportId import) const
{
    auto const place = fates_.find(import);
    return place == fates_.end() ? ImportFate{} : place->second;
}

bool UndoState::is_live(UndoEntry const& entry, PastChange const& past, ImportId import, std::int64_t from) const
{
    Change const& change = past.change;
    if (change.kind == Change::Kind::undone) { return false; }
    if (change.import.value == 0) { return true; }
    if (change.import == import) { return past.sequence < from; }
    if (fate_of(change.import).is_taken_back) { return false; }
    // the import may be forgotten since; then the history itself tells
    return std::none_of(entry.history.begin(), entry.history.end(), [&](PastChange const& later) {
        return later.sequence > past.sequence && later.change.kind == Change::Kind::undone && later.change.import == change.import;
    });
}

Result<ProfileId> UndoState::owner_of(Identifier const& identifier)
{
    Key128 const key = key_of(key_, identifier);
    if (auto const place = moved_.find(key); place != moved_.end()) { return place->second; }
    ProfileId owner{};
    TRY(store_.identities().find(order_.account, {&key, 1}, {&owner, 1}));
    return owner;
}

void UndoState::move_identifiers(Profile const* before, Profile const* after)
{
    IdentityChanges const changes = identity_changes(key_, order_.target, before, after);
    for (Key128 const& key : changes.removed) { moved_[key] = ProfileId{}; }
    for (Key128 const& key : changes.added) { moved_[key] = after->id; }
}

Result<void> UndoState::load_catalogue()
{
    if (catalogue_loaded_) { return {}; }
    TRY_ASSIGN(auto const tags, store_.catalogue().tags(order_.account));
    for (Tag const& tag : tags) { tags_.push_back(tag.id); }
    TRY_ASSIGN(auto const attributes, store_.catalogue().attributes(order_.account, order_.target));
    for (Attribute const& one : attributes) { attributes_.push_back(FieldId{first_attribute + static_cast<std::uint32_t>(one.id.value)}); }
    catalogue_loaded_ = true;
    return {};
}

Result<bool> UndoState::has_tag(TagId tag)
{
    TRY(load_catalogue());
    return std::find(tags_.begin(), tags_.end(), tag) != tags_.end();
}

Result<bool> UndoState::has_field(FieldId field)
{
    if (!is_attribute(field)) { return true; }
    TRY(load_catalogue());
    return std::find(attributes_.begin(), attributes_.end(), field) != attributes_.end();
}

void UndoState::tell(UndoEntry& entry, Change difference, Profile const& after, PastChange const& taken_back)
{
    difference.row = taken_back.change.row;
    tell(entry, std::move(difference), after.id, after.version, taken_back.change.import, taken_back.change.record);
}

void UndoState::tell(UndoEntry& entry, Change difference, ProfileId profile, std::int64_t version, ImportId import, std::int64_t record)
{
    difference.kind = Change::Kind::undone;
    difference.profile = profile;
    difference.version = version;
    difference.at = at_;
    difference.from = Origin::import;
    difference.by = order_.by;
    difference.import = import;
    difference.record = record;
    entry.fresh.push_back(std::move(difference));
}

Result<void> UndoState::add_findings(ImportId import, UndoReport const& late)
{
    if (late.conflicts == 0) { return {}; }
    TRY_ASSIGN(std::optional<ImportJob> job, store_.imports().load(order_.account, import));
    if (!job) { return {}; }
    TRY_ASSIGN(UndoReport report, read_undo_report(job->undo_report));
    report.conflicts += late.conflicts;
    for (UndoFinding const& finding : late.findings) {
        if (report.findings.size() < UndoReport::findings_kept) { report.findings.push_back(finding); }
    }
    job->undo_report = write_undo_report(report);
    return store_.imports().save(order_.account, *job);
}

Result<void> UndoState::write()
{
    TRY(write_profiles());
    TRY(write_histories());
    if (split_.empty()) { return {}; }
    std::sort(split_.begin(), split_.end());
    split_.erase(std::unique(split_.begin(), split_.end()), split_.end());
    return store_.profiles().forget_merged(order_.account, order_.target, split_);
}

Result<void> UndoState::write_profiles()
{
    std::vector<ProfileWrite> writes;
    for (auto const& [id, entry] : entries_) {
        if (entry.stored == entry.now) { continue; }
        writes.push_back({entry.stored ? &*entry.stored : nullptr, entry.now ? &*entry.now : nullptr, {}});
    }
    return store_.profiles().write(order_.account, order_.target, writes);
}

Result<void> UndoState::write_histories()
{
    std::vector<Change> fresh;
    std::vector<ProfileId> erased;
    for (auto& [id, entry] : entries_) {
        if (entry.erased) {
            if (!entry.history.empty()) { erased.push_back(id); }
            continue;
        }
        for (PastChange const& past : entry.history) {
            if (past.rewritten) { TRY(store_.changes().rewrite(order_.account, past.sequence, past.change)); }
        }
        std::move(entry.fresh.begin(), entry.fresh.end(), std::back_inserter(fresh));
    }
    TRY(store_.changes().append(order_.account, order_.target, fresh));
    if (erased.empty()) { return {}; }
    return store_.changes().erase(order_.account, order_.target, erased);
}

} // namespace muster
