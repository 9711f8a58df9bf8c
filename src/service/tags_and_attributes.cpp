#include "base/text.hpp"
#include "profile/values.hpp"
#include "service/catalogue_acts.hpp"
#include "service/tag_name.hpp"

#include <utility>

namespace muster {

namespace {

Result<TagView> find_tag(Workplace const& place, Transaction& transaction, std::string const& name)
{
    TRY_ASSIGN(auto const tags, transaction.catalogue().tags(place.account));
    std::string const wanted = text::fold(text::trim(name));
    for (Tag const& tag : tags) {
        if (text::fold(tag.name) != wanted) { continue; }
        TRY_ASSIGN(std::int64_t const uses, transaction.catalogue().tag_uses(place.account, tag.id));
        return TagView{tag, uses};
    }
    return Error{ErrorKind::not_found, "TAG_NOT_FOUND", "There is no tag \"" + name + "\". `muster tags list` lists them."};
}

Result<Attribute> find_named_attribute(Workplace const& place, Transaction& transaction, std::string const& name)
{
    TRY_ASSIGN(auto const attributes, transaction.catalogue().attributes(place.account, place.target));
    std::string const wanted = text::fold(text::trim(name));
    for (Attribute const& attribute : attributes) {
        if (text::fold(attribute.name) == wanted) { return attribute; }
    }
    return Error{ErrorKind::not_found, "ATTRIBUTE_NOT_FOUND",
                 "There is no custom attribute \"" + name + "\". `muster attributes` lists them."};
}

} // namespace

Result<std::string> canonical_tag_name(std::string const& name)
{
    std::string canonical;
    ProblemCode const code =
        text::is_utf8(name) ? canonical_value(FieldKind::text, tag_name_limit, name, {}, canonical) : ProblemCode::undecodable_text;
    if (code == ProblemCode::none && !canonical.empty()) { return canonical; }
    return Error{ErrorKind::invalid_input, "TAG_NAME_INVALID",
                 "A tag's name has 1 to " + std::to_string(tag_name_limit) + " characters. Give it another one."};
}

Result<std::vector<TagView>> list_tags(Workplace const& place)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read));
    TRY_ASSIGN(auto const tags, transaction->catalogue().tags(place.account));
    std::vector<TagView> views;
    for (Tag const& tag : tags) {
        TRY_ASSIGN(std::int64_t const uses, transaction->catalogue().tag_uses(place.account, tag.id));
        views.push_back({tag, uses});
    }
    return views;
}

Result<TagView> create_one_tag(Workplace const& place, std::string const& name)
{
    TRY_ASSIGN(std::string const canonical, canonical_tag_name(name));
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::write));
    TRY(transaction->catalogue().ensure_tags(place.account, {&canonical, 1}, ImportId{}, place.now()));
    TRY_ASSIGN(TagView view, find_tag(place, *transaction, canonical));
    TRY(transaction->commit());
    return view;
}

Result<void> delete_one_tag(Workplace const& place, std::string const& name)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::write));
    TRY_ASSIGN(TagView const view, find_tag(place, *transaction, name));
    TRY(transaction->catalogue().remove_tag(place.account, view.tag.id));
    return transaction->commit();
}

Result<std::vector<Attribute>> list_attributes(Workplace const& place)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read));
    return transaction->catalogue().attributes(place.account, place.target);
}

Result<Attribute> create_one_attribute(Workplace const& place, std::string const& name, AttributeType type)
{
    std::string const canonical = text::is_utf8(name) ? text::to_nfc(text::trim(name)) : std::string{};
    if (!is_attribute_name(place.target, canonical)) {
        return Error{ErrorKind::invalid_input, "ATTRIBUTE_NAME_INVALID",
                     "An attribute's name has 1 to 256 characters, none of { } [ ], and is no standard field. Give it another one."};
    }
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::write));
    TRY(transaction->catalogue().ensure_attribute(place.account, place.target, canonical, type, ImportId{}));
    TRY_ASSIGN(Attribute attribute, find_named_attribute(place, *transaction, canonical));
    TRY(transaction->commit());
    return attribute;
}

Result<void> delete_one_attribute(Workplace const& place, std::string const& name)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::write));
    TRY_ASSIGN(Attribute const attribute, find_named_attribute(place, *transaction, name));
    TRY(transaction->catalogue().remove_attribute(place.account, place.target, attribute.id));
    return transaction->commit();
}

} // namespace muster
