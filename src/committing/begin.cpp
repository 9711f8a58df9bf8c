#include "committing/begin.hpp"

#include "base/text.hpp"
#include "committing/rematch.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace muster {

namespace {

Instant whole_seconds(Instant at)
{
    constexpr std::int64_t second = 1'000'000;
    std::int64_t const fraction = ((at.microseconds % second) + second) % second;
    return Instant{at.microseconds - fraction};
}

/// Attributes that the import names, made where they are missing.
Result<std::vector<FieldId>> ensure_attributes(Transaction& store, CommitOrder const& order, ImportJob& job)
{
    TRY_ASSIGN(auto const before, store.catalogue().attributes(order.account, order.target));
    std::vector<FieldId> fields;
    for (auto const& [name, type] : order.new_attributes) {
        TRY_ASSIGN(AttributeId const id, store.catalogue().ensure_attribute(order.account, order.target, name, type, order.import));
        bool const known = std::any_of(before.begin(), before.end(), [id](Attribute const& one) { return one.id == id; });
        bool const noted = std::find(job.created_attributes.begin(), job.created_attributes.end(), id) != job.created_attributes.end();
        if (!known && !noted) { job.created_attributes.push_back(id); }
        fields.push_back(FieldId{first_attribute + static_cast<std::uint32_t>(id.value)});
    }
    return fields;
}

Result<void> ensure_own_tags(Transaction& store, CommitOrder const& order, ImportJob& job)
{
    std::vector<std::string> names = order.tags;
    TRY_ASSIGN(auto const known, store.catalogue().tags(order.account));
    if (order.tag_mode == TagMode::none) { names.clear(); }
    if (order.tag_mode == TagMode::automatic) {
        names = {automatic_tag_name(job.started_at, [&known](std::string const& name) {
            std::string const folded = text::fold(name);
            return std::any_of(known.begin(), known.end(), [&](Tag const& tag) { return text::fold(tag.name) == folded; });
        })};
    }
    if (names.empty()) { return {}; }
    TRY_ASSIGN(job.own_tags, store.catalogue().ensure_tags(order.account, names, order.import, job.started_at));
    std::sort(job.own_tags.begin(), job.own_tags.end());
    job.own_tags.erase(std::unique(job.own_tags.begin(), job.own_tags.end()), job.own_tags.end());
    for (TagId const tag : job.own_tags) {
        bool const was_there = std::any_of(known.begin(), known.end(), [tag](Tag const& one) { return one.id == tag; });
        if (!was_there) { job.created_tags.push_back(tag); }
    }
    return {};
}

} // namespace

std::string automatic_tag_name(Instant at, std::function<bool(std::string const&)> const& taken)
{
    std::string name = "Import " + to_text(whole_seconds(at)); // Import 2026-11-23T14:05:09Z
    name.pop_back();
    name[name.find('T')] = ' ';
    std::string unique = name;
    for (int number = 2; taken(unique); ++number) { unique = name + " (" + std::to_string(number) + ")"; }
    return unique;
}

Error wrong_state(ImportState state, std::string_view wanted)
{
    return {ErrorKind::conflict, "IMPORT_STATE",
            "The import is " + std::string{name_of(state)} + " and cannot be " + std::string{wanted} + "."};
}

Result<ImportJob> load_job(Transaction& store, AccountId account, ImportId import)
{
    TRY_ASSIGN(std::optional<ImportJob> job, store.imports().load(account, import));
    if (!job) { return Error{ErrorKind::not_found, "IMPORT_UNKNOWN", "There is no import " + std::to_string(import.value) + "."}; }
    return *std::move(job);
}

Result<ImportJob> begin_commit(Store& store, CommitOrder const& order)
{
    TRY_ASSIGN(auto const transaction, store.begin(Store::Access::write));
    TRY_ASSIGN(ImportJob job, load_job(*transaction, order.account, order.import));
    if (job.state != ImportState::ready && job.state != ImportState::queued) { return wrong_state(job.state, "imported"); }

    Profiles& profiles = transaction->profiles();
    TRY_ASSIGN(Instant const latest, profiles.latest_modification(order.account));
    job.started_at = std::max(now(), Instant{latest.microseconds + 1});
    job.id_count = static_cast<std::int64_t>(order.files.groups->size() / sizeof(Group));
    TRY_ASSIGN(ProfileId const first, profiles.reserve_ids(order.account, job.id_count));
    job.first_id = first.value;
    job.next_record = 0;
    job.reason.clear();
    job.own_tags.clear();
    job.created_tags.clear();
    job.created_attributes.clear();
    TRY(ensure_own_tags(*transaction, order, job));
    TRY(ensure_attributes(*transaction, order, job));
    job.counts = counts_of_rows(job.planned);
    job.counts.new_tags = static_cast<std::int64_t>(job.created_tags.size());
    job.counts.new_attributes = static_cast<std::int64_t>(job.created_attributes.size());
    job.state = ImportState::importing;
    TRY(transaction->imports().save(order.account, job));
    TRY(transaction->commit());
    return job;
}

Result<std::vector<FieldId>> ensure_new_attributes(Store& store, CommitOrder const& order, ImportJob& job)
{
    if (order.new_attributes.empty()) { return std::vector<FieldId>{}; }
    TRY_ASSIGN(auto const transaction, store.begin(Store::Access::write));
    TRY_ASSIGN(std::vector<FieldId> fields, ensure_attributes(*transaction, order, job));
    TRY(transaction->imports().save(order.account, job));
    TRY(transaction->commit());
    return fields;
}

} // namespace muster
