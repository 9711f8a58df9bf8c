#include "committing/undo.hpp"

#include "committing/announce.hpp"
#include "committing/begin.hpp"
#include "committing/rematch.hpp"
#include "committing/taking_back.hpp"
#include "committing/undo_revert.hpp"
#include "store/outcome_log.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <utility>

namespace muster {

namespace {

/// The order of an undo: created profiles first, by record, because what they took is free then; then changes, newest first. The mark
/// in the job is the next record, or from the changes on the negative of the sequence below which the next one lies.
constexpr std::int64_t from_newest = -std::numeric_limits<std::int64_t>::max();
/// Imports whose leftovers are looked at again; as many as any history keeps.
constexpr std::size_t imports_looked_at = 10'000;

/// Created profiles to a transaction for each changed one: they are only removed, and large batches touch each page of an index once.
constexpr std::ptrdiff_t creations_to_a_change = 5;

struct Creation {
    ProfileId profile{};
    std::int64_t record{};
};

/// Finds profiles in a list by their ids.
struct ById {
    bool operator()(Profile const& a, ProfileId b) const { return a.id < b; }
    bool operator()(ProfileId a, Profile const& b) const { return a < b.id; }
};

Result<std::vector<RecordOutcome>> load_outcomes(Transaction& store, AccountId account, ImportId import)
{
    TRY_ASSIGN(auto const chunks, store.imports().outcomes(account, import));
    std::vector<RecordOutcome> outcomes;
    for (auto const& [first, packed] : chunks) {
        if (first != static_cast<std::int64_t>(outcomes.size()) || !unpack_outcomes(packed, outcomes)) {
            return Error{ErrorKind::unreadable, "STORE_DAMAGED",
                         "The outcomes of an import are damaged. Run muster check, then restore a backup."};
        }
    }
    return outcomes;
}

/// One undo, transaction by transaction.
class Undo {
public:
    Undo(Store& store, UndoOrder const& order, CommitProgress const& progress) : store_{store}, order_{order}, progress_{progress} {}

    /// Runs it to its end, each step a transaction; the job is left in `end`.
    Result<ImportJob> run(ImportState during, ImportState end)
    {
        for (bool more = true; more;) {
            TRY_ASSIGN(more, run_step(during, end));
            if (more) { TRY(tell_progress()); }
        }
        return std::move(job_);
    }

    /// The same in one transaction that is thrown away.
    Result<UndoReport> preview()
    {
        TRY_ASSIGN(auto const transaction, store_.begin(Store::Access::write));
        TRY_ASSIGN(job_, load_job(*transaction, order_.account, order_.import));
        if (!may_be_undone(job_)) { return wrong_state(job_.state, "undone"); }
        TRY(enter(*transaction, ImportState::undoing));
        for (bool more = true; more;) {
            TRY_ASSIGN(more, step(*transaction));
            if (more) { TRY(tell_progress()); }
        }
        TRY(finish(*transaction, ImportState::undone));
        return std::move(report_);
    }

    /// The first step of all: nothing is taken back yet.
    static void set_out(ImportJob& job, ImportState during)
    {
        job.state = during;
        job.undo_mark = 0;
        job.undo_report.clear();
    }

    UndoReport& report() { return report_; }

private:
    Result<bool> run_step(ImportState during, ImportState end)
    {
        TRY_ASSIGN(auto const transaction, store_.begin(Store::Access::write));
        TRY_ASSIGN(job_, load_job(*transaction, order_.account, order_.import));
        TRY(enter(*transaction, during));
        TRY_ASSIGN(bool const more, step(*transaction));
        if (!more) { TRY(finish(*transaction, end)); }
        job_.undo_report = write_undo_report(report_);
        TRY(transaction->imports().save(order_.account, job_));
        if (!more) { TRY(announce_end(*transaction, order_.account, job_, now())); }
        TRY(transaction->commit());
        return more;
    }

    Result<void> enter(Transaction& store, ImportState during)
    {
        if (job_.state != during) {
            if (!may_be_undone(job_)) { return wrong_state(job_.state, "undone"); }
            set_out(job_, during);
        }
        TRY_ASSIGN(report_, read_undo_report(job_.undo_report));
        if (created_) { return {}; }
        TRY_ASSIGN(std::vector<RecordOutcome> const outcomes, load_outcomes(store, order_.account, order_.import));
        created_.emplace();
        for (std::size_t record = 0; record < outcomes.size(); ++record) {
            bool const is_creation = outcomes[record].outcome == Outcome::created && outcomes[record].profile.value != 0;
            if (is_creation) { created_->push_back({outcomes[record].profile, static_cast<std::int64_t>(record)}); }
        }
        return {};
    }

    /// Does the next piece; false when nothing was left.
    Result<bool> step(Transaction& store)
    {
        UndoState state{store, order_, store_.hash_key(), now()};
        Reverter reverter{state, order_, report_};
        TRY_ASSIGN(bool const more, job_.undo_mark >= 0 ? take_creations(store, state, reverter) : take_changes(store, state, reverter));
        TRY(state.write());
        return more;
    }

    Result<bool> take_creations(Transaction& store, UndoState& state, Reverter& reverter)
    {
        auto const first =
            std::partition_point(created_->begin(), created_->end(), [this](Creation const& one) { return one.record < job_.undo_mark; });
        auto const last = first + std::min<std::ptrdiff_t>(created_->end() - first, std::ptrdiff_t{order_.chunk} * creations_to_a_change);
        std::vector<Creation> page{first, last};
        std::sort(page.begin(), page.end(), [](Creation const& a, Creation const& b) { return a.profile < b.profile; });
        TRY(remove_untouched(store, page));
        std::vector<ProfileId> ids;
        for (Creation const& one : page) { ids.push_back(one.profile); }
        TRY(state.load(std::move(ids)));
        for (Creation const& one : page) { TRY(reverter.revert_creation(one.profile, one.record, job_.own_tags)); }
        job_.undo_mark = last == created_->end() ? from_newest : last->record;
        return true;
    }

    /// Removes the created profiles that have no history, nearly all of them, and takes them off the page.
    Result<void> remove_untouched(Transaction& store, std::vector<Creation>& page)
    {
        std::vector<ProfileId> ids;
        for (Creation const& one : page) { ids.push_back(one.profile); }
        std::vector<std::pair<std::int64_t, Change>> changes;
        TRY(store.changes().of_profiles(order_.account, order_.target, ids, changes));
        auto const is_touched = [&](ProfileId id) { // both ascend by profile
            auto const place =
                std::partition_point(changes.begin(), changes.end(), [id](auto const& one) { return one.second.profile < id; });
            return place != changes.end() && place->second.profile == id;
        };
        std::erase_if(ids, is_touched);
        std::vector<Profile> untouched;
        TRY(store.profiles().load(order_.account, order_.target, ids, untouched));
        std::vector<ProfileWrite> writes;
        for (Profile const& one : untouched) { writes.push_back({&one, nullptr, {}}); }
        TRY(store.profiles().write(order_.account, order_.target, writes));
        report_.removed += static_cast<std::int64_t>(untouched.size());
        std::erase_if(page,
                      [&](Creation const& one) { return std::binary_search(untouched.begin(), untouched.end(), one.profile, ById{}); });
        return {};
    }

    Result<bool> take_changes(Transaction& store, UndoState& state, Reverter& reverter)
    {
        std::vector<std::pair<std::int64_t, Change>> page;
        TRY(store.changes().of_import(order_.account, order_.import, Changes::Order::newest_first, -job_.undo_mark, order_.chunk, page));
        if (page.empty()) { return false; }
        std::vector<ProfileId> ids;
        for (auto const& [sequence, change] : page) {
            ids.push_back(change.profile);
            for (Profile const& one : change.absorbed) { ids.push_back(one.id); }
        }
        TRY(state.load(std::move(ids)));
        for (auto const& [sequence, change] : page) {
            if (change.kind != Change::Kind::undone) { TRY(reverter.revert(change.profile, sequence)); }
        }
        job_.undo_mark = -page.back().first;
        return true;
    }

    /// What is done when all profiles are: what earlier undos had to leave, tags and attributes that nobody uses, the state.
    Result<void> finish(Transaction& store, ImportState end)
    {
        job_.state = end;
        if (end == ImportState::failed) { forget_commit(); }
        TRY(store.imports().save(order_.account, job_)); // so that what follows sees it as taken back
        TRY_ASSIGN(std::vector<ImportJob> imports, store.imports().list(order_.account, imports_looked_at));
        std::erase_if(imports, [](ImportJob const& job) {
            bool const stopped = job.state == ImportState::failed && job.next_record == 0;
            return job.state != ImportState::undone && !stopped;
        });
        for (std::int64_t settled = 1; settled > 0;) { // what one gives back may be what another waits for
            settled = 0;
            for (ImportJob& job : imports) {
                TRY_ASSIGN(std::int64_t const done, settle(store, job));
                settled += done;
            }
        }
        std::vector<ImportId> ids{order_.import};
        for (ImportJob const& job : imports) { ids.push_back(job.id); }
        TRY(remove_unused_tags(store, ids));
        TRY(remove_unused_attributes(store, ids));
        return end == ImportState::failed ? store.imports().remove_outcomes(order_.account, order_.import, 0) : Result<void>{};
    }

    /// An import that stopped and was taken back has done nothing.
    void forget_commit()
    {
        job_.counts = counts_of_rows(job_.planned);
        job_.counts.records = job_.counts.not_applied = job_.id_count;
        job_.next_record = 0;
        job_.created_tags.clear();
        job_.created_attributes.clear();
        job_.finished_at = now();
    }

    /// Tries again what an undo had to leave because of an identifier; this one may have freed it. Gives how many came right.
    Result<std::int64_t> settle(Transaction& store, ImportJob& job)
    {
        bool const is_own = job.id == order_.import;
        UndoReport other;
        if (!is_own) { TRY_ASSIGN(other, read_undo_report(job.undo_report)); }
        UndoReport& report = is_own ? report_ : other;
        auto const waits = [](UndoFinding const& one) {
            return one.conflict == UndoConflict::identifier_taken || one.conflict == UndoConflict::stays_merged ||
                   one.conflict == UndoConflict::last_identifier;
        };
        if (std::none_of(report.findings.begin(), report.findings.end(), waits)) { return 0; }
        TRY_ASSIGN(std::vector<RecordOutcome> const outcomes, load_outcomes(store, order_.account, job.id));
        std::vector<UndoFinding> const before = report.findings;
        std::int64_t settled = 0;
        for (UndoFinding const& finding : before) {
            if (!waits(finding) || finding.record >= static_cast<std::int64_t>(outcomes.size())) { continue; }
            UndoState state{store, order_, store_.hash_key(), now()};
            Reverter reverter{state, order_, report};
            ProfileId const changed = outcomes[static_cast<std::size_t>(finding.record)].profile;
            TRY_ASSIGN(bool const done, reverter.settle(changed, finding.record, job.id, finding));
            if (!done) { continue; }
            TRY(state.write());
            ++settled;
            drop(report, finding);
        }
        if (settled == 0 || is_own) { return settled; }
        job.undo_report = write_undo_report(report);
        TRY(store.imports().save(order_.account, job));
        return settled;
    }

    static void drop(UndoReport& report, UndoFinding const& settled)
    {
        auto const place = std::find_if(report.findings.begin(), report.findings.end(), [&](UndoFinding const& one) {
            return one.conflict == settled.conflict && one.profile == settled.profile && one.field == settled.field &&
                   one.record == settled.record;
        });
        if (place == report.findings.end()) { return; }
        report.findings.erase(place);
        --report.conflicts;
    }

    Result<void> remove_unused_tags(Transaction& store, std::vector<ImportId> const& imports)
    {
        TRY_ASSIGN(auto const tags, store.catalogue().tags(order_.account));
        for (Tag const& tag : tags) {
            if (std::find(imports.begin(), imports.end(), tag.created_by) == imports.end()) { continue; }
            TRY_ASSIGN(std::int64_t const uses, store.catalogue().tag_uses(order_.account, tag.id));
            if (uses > 0) { continue; }
            TRY(store.catalogue().remove_tag(order_.account, tag.id));
            ++report_.tags_removed;
        }
        return {};
    }

    Result<void> remove_unused_attributes(Transaction& store, std::vector<ImportId> const& imports)
    {
        TRY_ASSIGN(auto const attributes, store.catalogue().attributes(order_.account, order_.target));
        for (Attribute const& one : attributes) {
            if (std::find(imports.begin(), imports.end(), one.created_by) == imports.end()) { continue; }
            Result<void> removed = store.catalogue().remove_attribute(order_.account, order_.target, one.id);
            if (removed) {
                ++report_.attributes_removed;
            } else if (removed.error().code != "ATTRIBUTE_IN_USE") {
                return std::move(removed).error();
            }
        }
        return {};
    }

    /// Progress counts records: created ones as they go, then changes as far as the report tells.
    Result<void> tell_progress() const
    {
        std::int64_t const all = job_.next_record;
        std::int64_t const taken = report_.removed + report_.kept + report_.restored + report_.untagged;
        return progress_ ? progress_(std::min(taken, all), all) : Result<void>{};
    }

    Store& store_;
    UndoOrder const& order_;
    CommitProgress const& progress_;
    ImportJob job_{};
    UndoReport report_{};
    std::optional<std::vector<Creation>> created_{};
};

} // namespace

bool may_be_undone(ImportJob const& job)
{
    switch (job.state) {
    case ImportState::completed:
    case ImportState::completed_with_errors:
    case ImportState::cancelled:
    case ImportState::undoing: return true;
    case ImportState::failed: return job.next_record > 0;
    default: return false;
    }
}

Result<UndoReport> preview_undo(Store& store, UndoOrder const& order, CommitProgress const& progress)
{
    return Undo{store, order, progress}.preview();
}

Result<ImportJob> begin_undo(Store& store, AccountId account, ImportId import)
{
    TRY_ASSIGN(auto const transaction, store.begin(Store::Access::write));
    TRY_ASSIGN(ImportJob job, load_job(*transaction, account, import));
    if (job.state == ImportState::undoing) { return job; }
    if (!may_be_undone(job)) { return wrong_state(job.state, "undone"); }
    Undo::set_out(job, ImportState::undoing);
    TRY(transaction->imports().save(account, job));
    TRY(transaction->commit());
    return job;
}

Result<UndoReport> undo_import(Store& store, UndoOrder const& order, CommitProgress const& progress)
{
    Undo undo{store, order, progress};
    TRY(undo.run(ImportState::undoing, ImportState::undone));
    return std::move(undo.report());
}

Result<ImportJob> take_back(Store& store, UndoOrder const& order, CommitProgress const& progress)
{
    return Undo(store, order, progress).run(ImportState::taking_back, ImportState::failed);
}

} // namespace muster
