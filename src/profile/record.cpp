#include "profile/record.hpp"

#include "base/assert.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace muster {

namespace {

constexpr std::array<std::pair<Outcome, std::string_view>, 10> outcome_names{{
    {Outcome::none, "NONE"},
    {Outcome::created, "CREATED"},
    {Outcome::updated, "UPDATED"},
    {Outcome::promoted, "PROMOTED"},
    {Outcome::unchanged, "UNCHANGED"},
    {Outcome::discarded, "DISCARDED"},
    {Outcome::rejected, "REJECTED"},
    {Outcome::not_applied, "NOT_APPLIED"},
    {Outcome::blank, "BLANK"},
    {Outcome::folded, "FOLDED"},
}};

bool contains(Target const& target, std::vector<FieldValue> const& contacts, FieldValue const& wanted)
{
    return std::any_of(contacts.begin(), contacts.end(), [&](FieldValue const& contact) { return same_contact(target, contact, wanted); });
}

bool contains_caseless(std::vector<std::string> const& names, std::string const& wanted)
{
    std::string const folded = text::fold(wanted);
    return std::any_of(names.begin(), names.end(),
                       [&](std::string const& known) { return known == wanted || text::fold(known) == folded; });
}

/// Puts a later row's value over an earlier one; an identifier that goes this way is kept for matching.
void overlay(Target const& target, Record& record, FieldValue const& value)
{
    auto const place = std::lower_bound(record.values.begin(), record.values.end(), value.field,
                                        [](FieldValue const& known, FieldId field) { return known.field < field; });
    if (place == record.values.end() || place->field != value.field) {
        record.values.insert(place, value);
        return;
    }
    FieldRule const* rule = target.find(value.field);
    bool const identifies = rule != nullptr && rule->identifier != IdentifierKind::none;
    if (identifies && normalised_identifier(rule->identifier, place->value) != normalised_identifier(rule->identifier, value.value)) {
        record.superseded.push_back(std::move(*place));
    }
    *place = value;
}

} // namespace

void Candidate::clear()
{
    row = {};
    type.reset();
    values.clear();
    contacts.clear();
    tags.clear();
}

void Record::clear()
{
    first_row = {};
    type.reset();
    values.clear();
    contacts.clear();
    tags.clear();
    superseded.clear();
}

void RecordBuilder::start(Record& into)
{
    into.first_row = {};
    into.superseded.clear();
    record_ = &into;
    first_row_contacts_ = 0;
}

ProblemCode RecordBuilder::add(Candidate& row)
{
    MUSTER_ASSERT(record_ != nullptr);
    Record& record = *record_;
    if (record.first_row.value == 0) { // the usual record is one row
        record.first_row = row.row;
        record.type = row.type;
        record.values.swap(row.values);
        record.contacts.swap(row.contacts);
        record.tags.swap(row.tags);
        first_row_contacts_ = record.contacts.size();
        return ProblemCode::none;
    }
    std::size_t const before = record.contacts.size();
    for (FieldValue const& contact : row.contacts) {
        if (!contains(target_, record.contacts, contact)) { record.contacts.push_back(contact); }
    }
    if (record.contacts.size() > before && record.contacts.size() - first_row_contacts_ > target_.additional_contact_limit) {
        record.contacts.resize(before);
        return ProblemCode::too_many_additional_contacts;
    }
    for (FieldValue const& value : row.values) { overlay(target_, record, value); }
    for (std::string const& tag : row.tags) {
        if (!contains_caseless(record.tags, tag)) { record.tags.push_back(tag); }
    }
    if (row.type) { record.type = row.type; }
    return ProblemCode::none;
}

std::vector<Identifier> identifiers_of(Target const& target, Record const& record)
{
    std::vector<Identifier> identifiers = identifiers_of(target, record.values, record.contacts);
    if (record.superseded.empty()) { return identifiers; }
    for (Identifier& identifier : identifiers_of(target, record.superseded, {})) {
        if (std::find(identifiers.begin(), identifiers.end(), identifier) == identifiers.end()) {
            identifiers.push_back(std::move(identifier));
        }
    }
    return identifiers;
}

std::string_view name_of(Outcome outcome)
{
    for (auto const& [known, name] : outcome_names) {
        if (known == outcome) { return name; }
    }
    return "NONE";
}

std::optional<Outcome> outcome_of(std::string_view name)
{
    for (auto const& [outcome, known] : outcome_names) {
        if (text::equal_ascii_caseless(known, name)) { return outcome; }
    }
    return std::nullopt;
}

} // namespace muster
