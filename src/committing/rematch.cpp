#include "committing/rematch.hpp"

#include "base/file.hpp"
#include "base/pieces.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

Result<Rematch> compare(std::shared_ptr<ByteSource const> before, std::shared_ptr<ByteSource const> now)
{
    PieceReader<PlannedRecord> planned{std::move(before)};
    PieceReader<PlannedRecord> again{std::move(now)};
    Rematch result;
    for (std::uint64_t record = 0; record < again.size(); ++record) {
        TRY_ASSIGN(PlannedRecord const* const a, planned.at(record));
        TRY_ASSIGN(PlannedRecord const* const b, again.at(record));
        if (a->fingerprint != b->fingerprint) { ++result.drifted; }
        if (b->outcome == Outcome::rejected) { ++result.rejected; }
    }
    return result;
}

/// An instant later than every modification, as the commit's own will be: which of two profiles was modified last depends on it.
Result<Instant> instant_of(Transaction& store, AccountId account)
{
    TRY_ASSIGN(Instant const latest, store.profiles().latest_modification(account));
    return std::max(now(), Instant{latest.microseconds + 1});
}

} // namespace

Counts counts_of_rows(Counts const& planned)
{
    Counts rows;
    rows.rows_read = planned.rows_read;
    rows.rows_blank = planned.rows_blank;
    rows.rows_rejected = planned.rows_rejected;
    rows.rows_folded = planned.rows_folded;
    rows.rows_outside = planned.rows_outside;
    return rows;
}

Result<Rematch> match_again(Transaction& store, CommitOrder const& order, Counts const& planned, CommitProgress const& progress)
{
    TRY_ASSIGN(auto const place, TemporaryFolder::create(order.folder));
    std::string const hits_path = place.path() + "/hits";
    std::string const planned_path = place.path() + "/planned";
    TRY_ASSIGN(auto const hits_sink, create_file(hits_path));
    TRY_ASSIGN(Hits hits, find_hits(order.files.keys, store.identities(), order.account, place.path(), *hits_sink));
    TRY_ASSIGN(Instant const at, instant_of(store, order.account));

    PlanInput input{order.target, order.account, {}, std::move(hits.shared), {}, counts_of_rows(planned), {}, {}, {}, {}};
    input.rules = {order.on_duplicate, order.on_ambiguous, order.default_type, at, Origin::import, {}, {}};
    std::int64_t const records = static_cast<std::int64_t>(order.files.groups->size() / sizeof(Group));
    if (progress) {
        input.progress = [&](std::int64_t) { return progress(0, records); };
    }
    TRY_ASSIGN(auto hits_source, open_file(hits_path));
    PlanSources const sources{order.files.spill, order.files.rows, order.files.groups, order.files.members, std::move(hits_source)};
    TRY_ASSIGN(auto const planned_sink, create_file(planned_path));
    TRY(make_plan(input, sources, store, *planned_sink));
    TRY_ASSIGN(auto again, open_file(planned_path));
    return compare(order.files.planned, std::move(again));
}

} // namespace muster
