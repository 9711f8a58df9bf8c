#include "tests/support/canonical_dump.hpp"

#include "base/date.hpp"

#include <algorithm>
#include <map>
#include <vector>

namespace muster {

namespace {

constexpr std::size_t profiles_per_page = 1'000;

/// How fields and tags are called, so that dumps of different stores with different numbers compare.
struct Names {
    std::map<TagId, std::string> tags{};
    std::map<std::uint32_t, std::string> fields{};

    std::string field(FieldId id) const
    {
        auto const place = fields.find(id.value);
        return place == fields.end() ? "#" + std::to_string(id.value) : place->second;
    }
    std::string tag(TagId id) const
    {
        auto const place = tags.find(id);
        return place == tags.end() ? "#" + std::to_string(id.value) : place->second;
    }
};

Result<Names> load_names(Transaction& store, AccountId account, Target const& target)
{
    Names names;
    for (FieldRule const& rule : target.fields) { names.fields[rule.id.value] = rule.name; }
    TRY_ASSIGN(auto const tags, store.catalogue().tags(account));
    for (Tag const& tag : tags) { names.tags[tag.id] = tag.name; }
    TRY_ASSIGN(auto const attributes, store.catalogue().attributes(account, target));
    for (Attribute const& attribute : attributes) {
        names.fields[first_attribute + static_cast<std::uint32_t>(attribute.id.value)] = "attribute " + attribute.name;
    }
    return names;
}

void append(std::string& dump, Names const& names, Profile const& profile)
{
    dump += std::to_string(profile.id.value) + ' ' + std::string{name_of(profile.type)} + ' ' + to_text(profile.created_at) + ' ' +
            std::string{name_of(profile.origin)} + ' ' + profile.created_by + '\n';
    for (FieldValue const& value : profile.values) { dump += "  " + names.field(value.field) + ": " + value.value + '\n'; }
    for (FieldValue const& contact : profile.contacts) { dump += "  + " + names.field(contact.field) + ": " + contact.value + '\n'; }
    std::vector<std::string> tags;
    for (TagId const tag : profile.tags) { tags.push_back(names.tag(tag)); }
    std::sort(tags.begin(), tags.end());
    for (std::string const& tag : tags) { dump += "  @ " + tag + '\n'; }
}

} // namespace

Result<std::string> canonical_dump(Store& store, AccountId account, Target const& target)
{
    TRY_ASSIGN(auto const transaction, store.begin(Store::Access::read));
    TRY_ASSIGN(Names const names, load_names(*transaction, account, target));
    std::string dump;
    std::vector<Profile> page;
    ProfileId after{};
    do {
        page.clear();
        TRY(transaction->profiles().page(account, target, after, profiles_per_page, page));
        for (Profile const& profile : page) { append(dump, names, profile); }
        if (!page.empty()) { after = page.back().id; }
    } while (!page.empty());
    std::vector<std::string> catalogue;
    for (auto const& [id, name] : names.tags) { catalogue.push_back("tag " + name + '\n'); }
    for (auto const& [id, name] : names.fields) {
        if (id >= first_attribute) { catalogue.push_back(name + '\n'); }
    }
    std::sort(catalogue.begin(), catalogue.end());
    for (std::string const& line : catalogue) { dump += line; }
    return dump;
}

} // namespace muster
