#include "documents/document_members.hpp"
#include "documents/read_documents.hpp"

#include <utility>

namespace muster {

namespace {

TagView read_tag_members(DocumentMembers const& members)
{
    TagView view;
    view.tag.name = members.text("name");
    view.persons = members.integer("persons");
    view.tag.created_at = members.instant_or_zero("createdAt");
    return view;
}

Attribute read_attribute_members(DocumentMembers const& members)
{
    auto const type = attribute_type_of(members.text("dataType"));
    if (!type) { members.wrong("dataType"); }
    Attribute attribute;
    attribute.name = members.text("name");
    attribute.type = type.value_or(AttributeType::string);
    return attribute;
}

StoredRecipe read_recipe_members(DocumentMembers const& members)
{
    return {members.integer("id"), members.text("name"), members.text("fingerprint"), members.recipe_or_empty("recipe")};
}

AccountUser read_user_members(DocumentMembers const& members)
{
    AccountUser member;
    member.user.id = UserId{members.integer("id")};
    member.user.email = members.text("email");
    auto const role = parse_role(members.text("role"));
    if (!role) { members.wrong("role"); }
    member.role = static_cast<std::uint8_t>(role.value_or(Role::viewer));
    if (members.boolean("passwordSet")) { member.user.password_hash = password_is_set; }
    member.user.created_at = members.instant_or_zero("createdAt");
    return member;
}

IssuedLink read_link_members(DocumentMembers const& members)
{
    IssuedLink link;
    link.token = members.text("token");
    std::string const purpose = members.text("purpose");
    bool known = false;
    for (LinkPurpose const each : {LinkPurpose::first_administrator, LinkPurpose::invitation, LinkPurpose::password_reset}) {
        if (name_of(each) != purpose) { continue; }
        link.purpose = each;
        known = true;
    }
    if (!known) { members.wrong("purpose"); }
    link.expires_at = members.instant_or_zero("expiresAt");
    return link;
}

Account read_account_members(DocumentMembers const& members) { return {AccountId{members.integer("id")}, members.text("name")}; }

std::uint8_t read_scopes(DocumentMembers const& members)
{
    Scopes scopes;
    for (Json const& each : members.array("scopes")) {
        auto const scope = each.text() == nullptr ? std::nullopt : parse_scope(*each.text());
        if (scope) {
            scopes = scopes.with(*scope);
        } else {
            members.wrong("scopes");
        }
    }
    return scopes.bits();
}

ApiKey read_key_members(DocumentMembers const& members)
{
    ApiKey key;
    key.id = ApiKeyId{members.integer("id")};
    key.name = members.text("name");
    key.prefix = members.text("prefix");
    key.scopes = read_scopes(members);
    key.created_by = members.text("createdBy");
    key.created_at = members.instant_or_zero("createdAt");
    key.expires_at = members.instant_or_zero("expiresAt");
    key.revoked_at = members.instant_or_zero("revokedAt");
    key.used_at = members.instant_or_zero("usedAt");
    return key;
}

/// One document, by what reads its members.
template <class Read>
auto read_one(Json const& document, Read read) -> Result<decltype(read(std::declval<DocumentMembers const&>()))>
{
    DocumentFault fault;
    auto made = read(DocumentMembers{document, fault});
    TRY(fault.told());
    return made;
}

/// The documents of a list.
template <class Read>
auto read_each(Json const& document, std::string_view name, Read read)
    -> Result<std::vector<decltype(read(std::declval<DocumentMembers const&>()))>>
{
    DocumentFault fault;
    DocumentMembers const members{document, fault};
    std::vector<decltype(read(members))> all;
    for (Json const& each : members.array(name)) { all.push_back(read(members.of(each))); }
    TRY(fault.told());
    return all;
}

std::optional<ErrorKind> kind_of(std::string_view name)
{
    for (int number = 0; number <= static_cast<int>(ErrorKind::internal); ++number) {
        auto const kind = static_cast<ErrorKind>(number);
        if (name_of(kind) == name) { return kind; }
    }
    return std::nullopt;
}

} // namespace

Result<std::vector<TagView>> read_tags(Json const& tags) { return read_each(tags, "tags", read_tag_members); }
Result<TagView> read_tag(Json const& tag) { return read_one(tag, read_tag_members); }

Result<std::vector<Attribute>> read_attributes(Json const& attributes)
{
    TRY_ASSIGN(auto all, read_each(attributes, "customAttributes", read_attribute_members));
    std::int64_t number = 0;
    for (Attribute& attribute : all) { attribute.id = AttributeId{++number}; }
    return all;
}

Result<Attribute> read_attribute(Json const& attribute) { return read_one(attribute, read_attribute_members); }
Result<StoredRecipe> read_stored_recipe(Json const& recipe) { return read_one(recipe, read_recipe_members); }
Result<std::vector<StoredRecipe>> read_stored_recipes(Json const& recipes) { return read_each(recipes, "recipes", read_recipe_members); }

Result<AccountUser> read_user(Json const& user) { return read_one(user, read_user_members); }
Result<std::vector<AccountUser>> read_users(Json const& users) { return read_each(users, "users", read_user_members); }

Result<AddedUser> read_added_user(Json const& added)
{
    return read_one(added, [](DocumentMembers const& members) {
        AddedUser user{read_user_members(members), {}};
        if (members.has("link")) { user.link = read_link_members(members.members("link")); }
        return user;
    });
}

Result<IssuedLink> read_link(Json const& link) { return read_one(link, read_link_members); }
Result<Account> read_account(Json const& account) { return read_one(account, read_account_members); }
Result<Account> read_session_account(Json const& session)
{
    return read_one(session, [](DocumentMembers const& members) { return read_account_members(members.members("account")); });
}
Result<std::vector<Account>> read_session_accounts(Json const& session) { return read_each(session, "accounts", read_account_members); }
Result<std::vector<ApiKey>> read_api_keys(Json const& keys) { return read_each(keys, "apiKeys", read_key_members); }

Result<CreatedApiKey> read_created_api_key(Json const& created)
{
    return read_one(created, [](DocumentMembers const& members) {
        CreatedApiKey key;
        key.key.id = ApiKeyId{members.integer("id")};
        key.key.name = members.text("name");
        key.key.scopes = read_scopes(members);
        key.text = members.text("key");
        return key;
    });
}

std::optional<Error> find_error(Json const& document)
{
    Json const* const name = document.find("kind");
    Json const* const code = document.find("code");
    Json const* const message = document.find(document.find("detail") != nullptr ? "detail" : "message");
    bool const whole = name != nullptr && name->text() != nullptr && code != nullptr && code->text() != nullptr && message != nullptr &&
                       message->text() != nullptr;
    auto const kind = whole ? kind_of(*name->text()) : std::nullopt;
    if (!kind) { return std::nullopt; }
    return Error{*kind, *code->text(), *message->text()};
}

} // namespace muster
