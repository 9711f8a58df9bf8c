#include "profile/apply_input.hpp"

#include <algorithm>
#include <iterator>

namespace muster {

namespace {

bool is_among(Target const& target, std::vector<FieldValue> const& contacts, FieldValue const& one)
{
    return std::any_of(contacts.begin(), contacts.end(), [&](FieldValue const& other) { return same_contact(target, other, one); });
}

void set_contacts(Target const& target, CheckedInput const& input, InputMode mode, Profile& after)
{
    if (!input.contacts) {
        if (mode == InputMode::overwrite || mode == InputMode::replace_contacts) { after.contacts.clear(); }
        return;
    }
    if (mode == InputMode::remove_contacts) {
        std::erase_if(after.contacts, [&](FieldValue const& one) { return is_among(target, *input.contacts, one); });
    } else if (mode != InputMode::append || after.contacts.empty()) {
        after.contacts = *input.contacts;
    } else {
        for (FieldValue const& one : *input.contacts) {
            if (!is_among(target, after.contacts, one)) { after.contacts.push_back(one); }
        }
    }
}

void set_values(CheckedInput const& input, InputMode mode, Profile& after)
{
    if (mode == InputMode::replace_contacts || mode == InputMode::remove_contacts) { return; }
    if (input.type) { after.type = *input.type; }
    if (mode != InputMode::append || after.values.empty()) {
        after.values = input.values;
        return;
    }
    for (FieldId const field : input.cleared) { after.set(field, {}); }
    for (FieldValue const& value : input.values) { after.set(value.field, value.value); }
}

std::size_t count_of(Profile const& profile, FieldId field)
{
    auto const count =
        std::count_if(profile.contacts.begin(), profile.contacts.end(), [field](FieldValue const& one) { return one.field == field; });
    return static_cast<std::size_t>(count);
}

bool has_identifier(Target const& target, Profile const& profile)
{
    auto const identifies = [&](FieldValue const& value) {
        FieldRule const* const rule = target.find(value.field);
        return rule != nullptr && rule->identifier != IdentifierKind::none;
    };
    return std::any_of(profile.contacts.begin(), profile.contacts.end(), identifies) ||
           std::any_of(profile.values.begin(), profile.values.end(), identifies);
}

} // namespace

void check_contact_counts(Target const& target, ProfileInput::Paths paths, Profile const* before, Profile const& after,
                          std::vector<InputFault>& faults)
{
    if (after.contacts.size() <= input_contact_limit) { return; }
    for (FieldRule const& rule : target.fields) {
        if (rule.arity != Arity::many || rule.identifier == IdentifierKind::none) { continue; }
        std::size_t const count = count_of(after, rule.id);
        if (count <= input_contact_limit || (before != nullptr && count <= count_of(*before, rule.id))) { continue; }
        std::string property = "contactInformation";
        if (paths == ProfileInput::Paths::grouped) { property += "." + std::string{rule.name}; }
        faults.push_back({std::move(property),
                          "A profile takes " + std::to_string(input_contact_limit) + " values of " + std::string{rule.name} +
                              " at most; this would make " + std::to_string(count) + ". Give fewer, or remove some first.",
                          ProblemCode::too_many_contacts});
    }
}

Profile with_input(Target const& target, CheckedInput const& input, InputMode mode, Profile const* stored, std::vector<InputFault>& faults)
{
    Profile after;
    if (stored != nullptr) {
        after = *stored;
    } else {
        after.type = input_default_type;
    }
    set_values(input, mode, after);
    set_contacts(target, input, mode, after);
    check_contact_counts(target, input.paths, stored, after, faults);
    if (!has_identifier(target, after)) {
        faults.push_back({"contactInformation", "A profile has at least one phone, email or external id. Give one, or leave it one.",
                          ProblemCode::no_identifier});
    }
    return after;
}

void set_input_tags(Profile& profile, InputMode mode, std::span<TagId const> tags)
{
    if (mode == InputMode::replace_contacts || mode == InputMode::remove_contacts) { return; }
    if (mode != InputMode::append) { profile.tags.clear(); }
    profile.tags.insert(profile.tags.end(), tags.begin(), tags.end());
    std::sort(profile.tags.begin(), profile.tags.end());
    profile.tags.erase(std::unique(profile.tags.begin(), profile.tags.end()), profile.tags.end());
}

ChangeEffect seal_change(Target const& target, Profile const* before, Profile& after, ChangeAuthor const& author, Change& change)
{
    bool const created = before == nullptr;
    if (created) {
        after.version = 1;
        after.created_at = after.modified_at = author.at;
        after.origin = author.from;
        after.created_by = author.by;
        change.kind = Change::Kind::created;
    } else {
        bool const same = before->type == after.type && before->values == after.values && before->contacts == after.contacts &&
                          before->tags == after.tags;
        if (same) { return ChangeEffect::unchanged; }
        after.version = before->version + 1;
        after.modified_at = std::max(before->modified_at, author.at);
        change = difference_between(target, *before, after);
        change.kind = Change::Kind::updated;
    }
    after.modified_from = author.from;
    after.modified_by = author.by;
    change.profile = after.id;
    change.version = after.version;
    change.at = after.modified_at;
    change.from = author.from;
    change.by = author.by;
    return created ? ChangeEffect::created : ChangeEffect::updated;
}

} // namespace muster
