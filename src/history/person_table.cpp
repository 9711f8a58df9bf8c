#include "history/person_table.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace muster {

namespace {

bool is_contact(FieldRule const& rule) { return rule.arity == Arity::many && rule.kind != FieldKind::tags; }

/// `Phone 2`
std::string numbered(std::string_view name, std::size_t number)
{
    std::string title{name};
    title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
    return title + " " + std::to_string(number);
}

std::string_view value_of(std::vector<FieldValue> const& values, FieldId field)
{
    auto const place =
        std::lower_bound(values.begin(), values.end(), field, [](FieldValue const& value, FieldId wanted) { return value.field < wanted; });
    return place != values.end() && place->field == field ? std::string_view{place->value} : std::string_view{};
}

} // namespace

PersonColumns::PersonColumns(Target const& target, std::vector<AttributeField> attributes)
    : target_{target},
      attributes_{std::move(attributes)},
      delimiters_{{'|', "Tags (|)", false}, {';', "Tags (;)", false}, {',', "Tags (,)", false}, {'\t', "Tags (tab)", false}}
{
}

void PersonColumns::add(PersonCells const& person)
{
    for (FieldValue const& value : *person.values) {
        if (is_attribute(value.field)) { used_attributes_.insert(value.field); }
    }
    std::map<FieldId, std::size_t> own;
    for (FieldValue const& contact : *person.contacts) {
        std::size_t const count = ++own[contact.field];
        contacts_[contact.field] = std::max(contacts_[contact.field], count);
    }
    tags_ = std::max(tags_, person.tags.size());
    for (std::string_view const tag : person.tags) {
        for (TagDelimiter& one : delimiters_) { one.contained = one.contained || tag.find(one.character) != std::string_view::npos; }
    }
}

PersonColumns::TagDelimiter const* PersonColumns::delimiter() const
{
    auto const free = std::find_if(delimiters_.begin(), delimiters_.end(), [](TagDelimiter const& one) { return !one.contained; });
    return free == delimiters_.end() ? nullptr : &*free;
}

std::vector<std::string> PersonColumns::titles() const
{
    std::vector<std::string> titles;
    for (FieldRule const& rule : target_.fields) {
        if (rule.arity == Arity::one) { titles.emplace_back(rule.name); }
    }
    for (FieldRule const& rule : target_.fields) {
        auto const most = contacts_.find(rule.id);
        if (!is_contact(rule) || most == contacts_.end()) { continue; }
        for (std::size_t number = 1; number <= most->second; ++number) { titles.push_back(numbered(rule.name, number)); }
    }
    for (AttributeField const& attribute : attributes_) {
        if (used_attributes_.contains(attribute.field)) { titles.push_back(attribute.name); }
    }
    if (tags_ == 0) { return titles; }
    if (TagDelimiter const* joined = delimiter(); joined != nullptr) {
        titles.emplace_back(joined->title);
    } else { // every delimiter is part of some tag: a column for each tag
        for (std::size_t number = 1; number <= tags_; ++number) { titles.push_back(numbered("tags", number)); }
    }
    return titles;
}

void PersonColumns::append_cells(PersonCells const& person, std::vector<std::string_view>& row, std::string& tags) const
{
    for (FieldRule const& rule : target_.fields) {
        if (rule.arity == Arity::one) { row.push_back(rule.kind == FieldKind::type ? person.type : value_of(*person.values, rule.id)); }
    }
    for (FieldRule const& rule : target_.fields) {
        auto const most = contacts_.find(rule.id);
        if (!is_contact(rule) || most == contacts_.end()) { continue; }
        std::size_t left = most->second;
        for (FieldValue const& contact : *person.contacts) {
            if (contact.field != rule.id || left == 0) { continue; }
            row.emplace_back(contact.value);
            --left;
        }
        row.resize(row.size() + left);
    }
    for (AttributeField const& attribute : attributes_) {
        if (used_attributes_.contains(attribute.field)) { row.push_back(value_of(*person.values, attribute.field)); }
    }
    if (tags_ == 0) { return; }
    TagDelimiter const* joined = delimiter();
    if (joined == nullptr) {
        row.insert(row.end(), person.tags.begin(), person.tags.end());
        row.resize(row.size() + (tags_ - person.tags.size()));
        return;
    }
    tags.clear();
    for (std::string_view const tag : person.tags) {
        if (!tags.empty()) { tags.push_back(joined->character); }
        tags += tag;
    }
    row.emplace_back(tags);
}

} // namespace muster
