#include "base/text.hpp"
#include "service/people_acts.hpp"
#include "service/tag_name.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

/// The one of a name, compared by its folded form; end() when there is none.
template <class List>
auto find_named(List const& list, std::string const& name)
{
    std::string const wanted = text::fold(text::trim(name));
    return std::find_if(list.begin(), list.end(), [&](auto const& one) { return text::fold(one.name) == wanted; });
}

} // namespace

Result<Tag> find_stored_tag(Workplace const& place, Transaction& transaction, std::string const& name)
{
    TRY_ASSIGN(auto const tags, transaction.catalogue().tags(place.account));
    auto const found = find_named(tags, name);
    if (found != tags.end()) { return *found; }
    return Error{ErrorKind::not_found, "TAG_NOT_FOUND", "There is no tag \"" + name + "\"."};
}

Result<Attribute> find_stored_attribute(Workplace const& place, Transaction& transaction, std::string const& name)
{
    TRY_ASSIGN(auto const attributes, transaction.catalogue().attributes(place.account, place.target));
    auto const found = find_named(attributes, name);
    if (found != attributes.end()) { return *found; }
    return Error{ErrorKind::not_found, "ATTRIBUTE_NOT_FOUND", "There is no custom attribute \"" + name + "\"."};
}

Result<Tag> create_new_tag(Workplace const& place, std::string const& name)
{
    TRY_ASSIGN(std::string const canonical, canonical_tag_name(name));
    Tag tag;
    auto const create = [&](Transaction& transaction) -> Result<void> {
        if (find_stored_tag(place, transaction, canonical)) {
            return Error{ErrorKind::conflict, "TAG_EXISTS", "There is a tag \"" + canonical + "\" already."};
        }
        TRY(transaction.catalogue().ensure_tags(place.account, {&canonical, 1}, ImportId{}, place.now()));
        TRY_ASSIGN(tag, find_stored_tag(place, transaction, canonical));
        return {};
    };
    TRY(place.store.write_together(create));
    return tag;
}

Result<Attribute> create_new_attribute(Workplace const& place, std::string const& name, AttributeType type)
{
    std::string const canonical = text::is_utf8(name) ? text::to_nfc(text::trim(name)) : std::string{};
    if (!is_attribute_name(place.target, canonical)) {
        return Error{ErrorKind::invalid_input, "ATTRIBUTE_NAME_INVALID",
                     "An attribute's name has 1 to 256 characters, none of { } [ ], and is no standard field. Give it another one."};
    }
    Attribute attribute;
    auto const create = [&](Transaction& transaction) -> Result<void> {
        if (find_stored_attribute(place, transaction, canonical)) {
            return Error{ErrorKind::conflict, "ATTRIBUTE_EXISTS", "There is a custom attribute \"" + canonical + "\" already."};
        }
        TRY(transaction.catalogue().ensure_attribute(place.account, place.target, canonical, type, ImportId{}));
        TRY_ASSIGN(attribute, find_stored_attribute(place, transaction, canonical));
        return {};
    };
    TRY(place.store.write_together(create));
    return attribute;
}

} // namespace muster
