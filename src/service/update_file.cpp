#include "service/update_file.hpp"

#include "history/record_outcomes.hpp"
#include "service/names.hpp"
#include "service/reading_notes.hpp"
#include "service/replay_plan.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

/// Changes read together.
constexpr std::size_t changes_per_page = 5'000;

std::string_view tags_name(Target const& target)
{
    for (FieldRule const& rule : target.fields) {
        if (rule.kind == FieldKind::tags) { return rule.name; }
    }
    return "tags";
}

/// Writes changes line by line.
class ChangeLines {
public:
    ChangeLines(Target const& target, Names names, TableWriter& into) : target_{target}, names_{std::move(names)}, into_{into} {}

    Names& names() { return names_; }

    Result<void> titles()
    {
        std::string_view const cells[] = {"Row", "Person", "Outcome", "Field", "Old", "New"};
        return into_.titles(cells);
    }

    Result<void> change(Change const& change, Outcome outcome)
    {
        row_ = std::to_string(change.row.value);
        person_ = std::to_string(change.profile.value);
        outcome_ = muster::name_of(outcome);
        for (Difference const& one : change.differences) { TRY(line(name_of_field(target_, names_, one.field), one.before, one.after)); }
        for (FieldValue const& contact : change.contacts_added) {
            TRY(line(name_of_field(target_, names_, contact.field), {}, contact.value));
        }
        for (TagId const tag : change.tags_added) { TRY(line(tags_name(target_), {}, tag_name(names_, tag))); }
        for (Profile const& gone : change.absorbed) { TRY(line("id", std::to_string(gone.id.value), person_)); }
        return {};
    }

    Result<void> finish() { return into_.finish(); }

private:
    Result<void> line(std::string_view field, std::string_view before, std::string_view after)
    {
        std::string_view const cells[] = {row_, person_, outcome_, field, before, after};
        return into_.row(cells);
    }

    Target const& target_;
    Names names_;
    TableWriter& into_;
    std::string row_{}, person_{};
    std::string_view outcome_{};
};

bool changes_fields(Change const& change) { return change.kind == Change::Kind::updated || change.kind == Change::Kind::merged; }

Result<void> write_history(Workplace const& place, ImportJob const& job, Transaction& transaction, ChangeLines& lines)
{
    TRY_ASSIGN(RecordOutcomes outcomes, RecordOutcomes::load(place.store, place.account, job));
    std::int64_t from = 0;
    std::vector<std::pair<std::int64_t, Change>> page;
    for (;;) {
        page.clear();
        TRY(transaction.changes().of_import(place.account, job.id, Changes::Order::oldest_first, from, changes_per_page, page));
        if (page.empty()) { return {}; }
        for (auto const& [sequence, change] : page) {
            from = std::max(from, sequence);
            if (!changes_fields(change)) { continue; }
            TRY_ASSIGN(RecordOutcome const outcome, outcomes.at(static_cast<std::uint32_t>(change.record)));
            TRY(lines.change(change, outcome.outcome));
        }
    }
}

Result<void> write_plan(Workplace const& place, ImportJob const& job, Transaction& transaction, ChangeLines& lines)
{
    TRY_ASSIGN(auto const known, transaction.catalogue().tags(place.account));
    TRY_ASSIGN(StoredReading const reading, read_stored_reading(job.reading));
    TagNames tags{known};
    lines.names().attributes.insert(lines.names().attributes.end(), reading.new_attributes.begin(), reading.new_attributes.end());
    TRY_ASSIGN(auto const records, all_records(place.store, job.id));
    std::size_t named = 0;
    return PlanReplay::run(place, job, transaction, records, tags, [&](RecordInput const&, AppliedRecord& applied) -> Result<void> {
        for (; named < tags.used().size(); ++named) { lines.names().tags.emplace(tags.used()[named].provisional, tags.used()[named].name); }
        Outcome const outcome = applied.applied.outcome;
        if (outcome != Outcome::updated && outcome != Outcome::promoted) { return {}; }
        return lines.change(applied.applied.change, outcome);
    });
}

} // namespace

std::string name_of_field(Target const& target, Names const& names, FieldId field)
{
    if (FieldRule const* rule = target.find(field); rule != nullptr) { return std::string{rule->name}; }
    for (AttributeField const& attribute : names.attributes) {
        if (attribute.field == field) { return attribute.name; }
    }
    return "field " + std::to_string(field.value);
}

Result<void> write_update_file(Workplace const& place, ImportJob const& job, TableWriter& into)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read));
    TRY_ASSIGN(Names names, load_names(place, *transaction));
    ChangeLines lines{place.target, std::move(names), into};
    TRY(lines.titles());
    TRY(has_begun(job) ? write_history(place, job, *transaction, lines) : write_plan(place, job, *transaction, lines));
    return lines.finish();
}

} // namespace muster
