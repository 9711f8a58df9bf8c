#include "profile/change.hpp"

#include <algorithm>
#include <iterator>

namespace muster {

namespace {

FieldRule const* type_rule(Target const& target)
{
    for (FieldRule const& rule : target.fields) {
        if (rule.kind == FieldKind::type) { return &rule; }
    }
    return nullptr;
}

std::vector<FieldValue> only_in_first(std::vector<FieldValue> const& first, std::vector<FieldValue> const& second)
{
    std::vector<FieldValue> only;
    for (FieldValue const& value : first) {
        if (std::find(second.begin(), second.end(), value) == second.end()) { only.push_back(value); }
    }
    return only;
}

void compare_values(Profile const& before, Profile const& after, std::vector<Difference>& into)
{
    auto old = before.values.begin();
    auto fresh = after.values.begin();
    while (old != before.values.end() || fresh != after.values.end()) {
        if (fresh == after.values.end() || (old != before.values.end() && old->field < fresh->field)) {
            into.push_back({old->field, old->value, {}});
            ++old;
        } else if (old == before.values.end() || fresh->field < old->field) {
            into.push_back({fresh->field, {}, fresh->value});
            ++fresh;
        } else {
            if (old->value != fresh->value) { into.push_back({old->field, old->value, fresh->value}); }
            ++old;
            ++fresh;
        }
    }
}

} // namespace

Change difference_between(Target const& target, Profile const& before, Profile const& after)
{
    Change change;
    compare_values(before, after, change.differences);
    FieldRule const* type = type_rule(target);
    if (type != nullptr && before.type != after.type) {
        change.differences.push_back({type->id, std::string{name_of(before.type)}, std::string{name_of(after.type)}});
        std::sort(change.differences.begin(), change.differences.end(),
                  [](Difference const& a, Difference const& b) { return a.field < b.field; });
    }
    if (before.contacts != after.contacts) {
        change.contacts_added = only_in_first(after.contacts, before.contacts);
        change.contacts_removed = only_in_first(before.contacts, after.contacts);
    }
    std::set_difference(after.tags.begin(), after.tags.end(), before.tags.begin(), before.tags.end(),
                        std::back_inserter(change.tags_added));
    std::set_difference(before.tags.begin(), before.tags.end(), after.tags.begin(), after.tags.end(),
                        std::back_inserter(change.tags_removed));
    change.modified_at_before = before.modified_at;
    change.modified_from_before = before.modified_from;
    change.modified_by_before = before.modified_by;
    return change;
}

} // namespace muster
