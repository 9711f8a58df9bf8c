#include "committing/announce.hpp"

#include "store/deliveries.hpp"
#include "store/notices.hpp"
#include "json/writer.hpp"

#include <optional>
#include <utility>

namespace muster {

namespace {

struct End {
    Event event{};
    NoticeKind kind{};
};

std::optional<End> end_of(ImportState state)
{
    switch (state) {
    case ImportState::completed:
    case ImportState::completed_with_errors: return End{Event::import_completed, NoticeKind::import_completed};
    case ImportState::failed: return End{Event::import_failed, NoticeKind::import_failed};
    case ImportState::undone: return End{Event::import_undone, NoticeKind::import_undone};
    default: return std::nullopt;
    }
}

/// Names as in the API's import document.
std::string details_of(ImportJob const& job)
{
    JsonWriter json;
    json.begin_object().member("importId", job.id.value).member("state", name_of(job.state)).member("file", job.file_name);
    if (!job.reason.empty()) { json.member("reason", job.reason); }
    Counts const& counts = job.counts;
    json.key("counts").begin_object();
    json.member("rowsRead", counts.rows_read).member("rowsRejected", counts.rows_rejected).member("records", counts.records);
    json.member("created", counts.created).member("updated", counts.updated).member("promoted", counts.promoted);
    json.member("unchanged", counts.unchanged).member("discarded", counts.discarded);
    json.member("recordsRejected", counts.records_rejected).member("notApplied", counts.not_applied);
    return json.end_object().end_object().take();
}

} // namespace

Result<void> announce_end(Transaction& store, AccountId account, ImportJob const& job, Instant at)
{
    std::optional<End> const end = end_of(job.state);
    if (!end) { return {}; }
    std::string details = details_of(job);
    OutboxEntry const entry{0, end->event, job.id.value, at, 0, {}, details};
    TRY(store.deliveries().append(account, {&entry, 1}));
    Result<NoticeId> const told = store.notices().add(account, {{}, job.by, end->kind, job.id.value, at, std::move(details)});
    return told ? Result<void>{} : told.error();
}

Result<void> announce_participants(Transaction& store, AccountId account, std::int64_t journey, std::span<ProfileId const> persons,
                                   ImportId import, Instant at)
{
    if (persons.empty()) { return {}; }
    std::string details;
    if (import.value != 0) { details = JsonWriter{}.begin_object().member("importId", import.value).end_object().take(); }
    OutboxEntry const entry{0, Event::journey_participant_added, journey, at, 0, {persons.begin(), persons.end()}, std::move(details)};
    return store.deliveries().append(account, {&entry, 1});
}

} // namespace muster
