#include "store/sqlite/catalogue.hpp"

#include "base/text.hpp"
#include "store/sqlite/tag_index.hpp"

#include <algorithm>
#include <optional>

namespace muster::sqlite {

namespace {

Error unknown(std::string_view what)
{
    return {ErrorKind::not_found, "NOT_FOUND", "There is no such " + std::string{what} + " in this account."};
}

Result<void> require_change(Connection& connection, std::string_view what)
{
    if (connection.changes() == 0) { return unknown(what); }
    return {};
}

Result<bool> tag_exists(Connection& connection, AccountId account, TagId tag)
{
    TRY_ASSIGN(Statement find, connection.prepare("SELECT 1 FROM account_tag WHERE account = ? AND id = ?"));
    bool const found = find.bind(account.value).bind(tag.value).next();
    TRY(find.finish());
    return found;
}

/// Whether a profile of the target has a value of the attribute: reads them all.
Result<bool> attribute_in_use(Session& session, AccountId account, Target const& target, AttributeId attribute)
{
    TRY_ASSIGN(ProfileTable const* const table, session.find_table(target));
    std::optional<std::int64_t> const first = row_key(account, ProfileId{1});
    if (table == nullptr || !first) { return false; }
    TRY_ASSIGN(Statement walk, session.connection().prepare(table->walk_sql()));
    walk.bind(*first).bind(*row_key(account, ProfileId{last_id}));
    FieldId const field{first_attribute + static_cast<std::uint32_t>(attribute.value)};
    while (walk.next()) {
        Profile profile;
        TRY(table->read(walk, profile));
        if (!profile.value(field).empty()) { return true; }
    }
    TRY(walk.finish());
    return false;
}

std::optional<std::int64_t> first_integer(Statement& row) { return row.next() ? std::optional{row.integer(0)} : std::nullopt; }

} // namespace

Result<std::vector<Tag>> SqliteCatalogue::tags(AccountId account)
{
    return session_.read([&]() -> Result<std::vector<Tag>> {
        TRY_ASSIGN(Statement rows, session_.connection().prepare("SELECT id, name, created_by, created_at FROM account_tag "
                                                                 "WHERE account = ? ORDER BY id"));
        rows.bind(account.value);
        std::vector<Tag> tags;
        while (rows.next()) { tags.push_back({{rows.integer(0)}, std::string{rows.text(1)}, {rows.integer(2)}, {rows.integer(3)}}); }
        TRY(rows.finish());
        return tags;
    });
}

Result<std::vector<TagId>> SqliteCatalogue::ensure_tags(AccountId account, std::span<std::string const> names, ImportId by, Instant at)
{
    return session_.write([&]() -> Result<std::vector<TagId>> {
        TRY_ASSIGN(Statement find, session_.connection().prepare("SELECT id FROM account_tag WHERE account = ? AND folded = ?"));
        TRY_ASSIGN(Statement add, session_.connection().prepare("INSERT INTO account_tag(account, name, folded, created_by, created_at) "
                                                                "VALUES (?, ?, ?, ?, ?)"));
        std::vector<TagId> ids;
        ids.reserve(names.size());
        for (std::string const& name : names) {
            std::string const folded = text::fold(name);
            std::optional<std::int64_t> id = first_integer(find.bind(account.value).bind(folded));
            TRY(find.finish());
            if (!id) {
                TRY(add.bind(account.value).bind(name).bind(folded).bind(by.value).bind(at.microseconds).run());
                id = session_.connection().last_row();
            }
            ids.push_back({*id});
        }
        return ids;
    });
}

Result<std::int64_t> SqliteCatalogue::tag_uses(AccountId account, TagId tag)
{
    return session_.read([&] { return count_members(session_.connection(), account, tag); });
}

Result<void> SqliteCatalogue::remove_tag(AccountId account, TagId tag)
{
    return session_.write([&]() -> Result<void> {
        TRY_ASSIGN(bool const exists, tag_exists(session_.connection(), account, tag));
        if (!exists) { return unknown("tag"); }
        TRY_ASSIGN(std::int64_t const uses, count_members(session_.connection(), account, tag));
        if (uses > 0) { return Error{ErrorKind::conflict, "TAG_IN_USE", "The tag cannot be deleted while a profile has it."}; }
        TRY_ASSIGN(Statement remove, session_.connection().prepare("DELETE FROM account_tag WHERE account = ? AND id = ?"));
        return remove.bind(account.value).bind(tag.value).run();
    });
}

Result<std::vector<Attribute>> SqliteCatalogue::attributes(AccountId account, Target const& target)
{
    return session_.read([&]() -> Result<std::vector<Attribute>> {
        TRY_ASSIGN(Statement rows, session_.connection().prepare("SELECT id, name, type, created_by FROM account_attribute "
                                                                 "WHERE account = ? AND target = ? ORDER BY id"));
        rows.bind(account.value).bind(target.number);
        std::vector<Attribute> attributes;
        while (rows.next()) {
            attributes.push_back(
                {{rows.integer(0)}, std::string{rows.text(1)}, static_cast<AttributeType>(rows.integer(2)), {rows.integer(3)}});
        }
        TRY(rows.finish());
        return attributes;
    });
}

Result<AttributeId> SqliteCatalogue::ensure_attribute(AccountId account, Target const& target, std::string const& name, AttributeType type,
                                                      ImportId by)
{
    return session_.write([&]() -> Result<AttributeId> {
        std::string const folded = text::fold(name);
        TRY_ASSIGN(Statement find, session_.connection().prepare("SELECT id, type FROM account_attribute "
                                                                 "WHERE account = ? AND target = ? AND folded = ?"));
        std::optional<std::int64_t> const known = first_integer(find.bind(account.value).bind(target.number).bind(folded));
        bool const same_type = known && find.integer(1) == static_cast<std::int64_t>(type);
        TRY(find.finish());
        if (known && !same_type) {
            return Error{ErrorKind::conflict, "ATTRIBUTE_TYPE",
                         "The attribute \"" + name + "\" exists with another type, which never changes."};
        }
        if (known) { return AttributeId{*known}; }
        TRY_ASSIGN(Statement add,
                   session_.connection().prepare("INSERT INTO account_attribute(account, target, name, folded, type, created_by) "
                                                 "VALUES (?, ?, ?, ?, ?, ?)"));
        add.bind(account.value).bind(target.number).bind(name).bind(folded).bind(static_cast<std::int64_t>(type)).bind(by.value);
        TRY(add.run());
        return AttributeId{session_.connection().last_row()};
    });
}

Result<void> SqliteCatalogue::remove_attribute(AccountId account, Target const& target, AttributeId attribute)
{
    return session_.write([&]() -> Result<void> {
        TRY_ASSIGN(bool const used, attribute_in_use(session_, account, target, attribute));
        if (used) {
            return Error{ErrorKind::conflict, "ATTRIBUTE_IN_USE", "The attribute cannot be deleted while a profile has a value of it."};
        }
        TRY_ASSIGN(Statement remove,
                   session_.connection().prepare("DELETE FROM account_attribute WHERE account = ? AND target = ? AND id = ?"));
        TRY(remove.bind(account.value).bind(target.number).bind(attribute.value).run());
        return require_change(session_.connection(), "attribute");
    });
}

Result<std::vector<StoredRecipe>> SqliteCatalogue::recipes(AccountId account)
{
    return session_.read([&]() -> Result<std::vector<StoredRecipe>> {
        TRY_ASSIGN(Statement rows, session_.connection().prepare("SELECT id, name, fingerprint, recipe FROM account_recipe "
                                                                 "WHERE account = ? ORDER BY id"));
        rows.bind(account.value);
        std::vector<StoredRecipe> recipes;
        while (rows.next()) {
            recipes.push_back({rows.integer(0), std::string{rows.text(1)}, std::string{rows.text(2)}, std::string{rows.text(3)}});
        }
        TRY(rows.finish());
        return recipes;
    });
}

Result<std::int64_t> SqliteCatalogue::put_recipe(AccountId account, StoredRecipe const& recipe)
{
    return session_.write([&]() -> Result<std::int64_t> {
        Connection& connection = session_.connection();
        std::string const folded = text::fold(recipe.name);
        if (recipe.id == 0) {
            TRY_ASSIGN(Statement put,
                       connection.prepare("INSERT INTO account_recipe(account, name, folded, fingerprint, recipe) VALUES (?, ?, ?, ?, ?) "
                                          "ON CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint, recipe = excluded.recipe "
                                          "RETURNING id"));
            put.bind(account.value).bind(recipe.name).bind(folded).bind(recipe.fingerprint).bind(recipe.text);
            std::int64_t const id = first_integer(put).value_or(0);
            TRY(put.finish());
            return id;
        }
        TRY_ASSIGN(Statement find, connection.prepare("SELECT 1 FROM account_recipe WHERE account = ? AND id = ?"));
        bool const exists = find.bind(account.value).bind(recipe.id).next();
        TRY(find.finish());
        if (!exists) { return unknown("recipe"); }
        TRY_ASSIGN(Statement replaced, connection.prepare("DELETE FROM account_recipe WHERE account = ? AND folded = ? AND id <> ?"));
        TRY(replaced.bind(account.value).bind(folded).bind(recipe.id).run());
        TRY_ASSIGN(Statement update,
                   connection.prepare("UPDATE account_recipe SET name = ?, folded = ?, fingerprint = ?, recipe = ? WHERE id = ?"));
        TRY(update.bind(recipe.name).bind(folded).bind(recipe.fingerprint).bind(recipe.text).bind(recipe.id).run());
        return recipe.id;
    });
}

Result<void> SqliteCatalogue::remove_recipe(AccountId account, std::int64_t id)
{
    return session_.write([&]() -> Result<void> {
        TRY_ASSIGN(Statement remove, session_.connection().prepare("DELETE FROM account_recipe WHERE account = ? AND id = ?"));
        TRY(remove.bind(account.value).bind(id).run());
        return require_change(session_.connection(), "recipe");
    });
}

Result<std::vector<Account>> SqliteAccounts::list()
{
    return session_.read([&]() -> Result<std::vector<Account>> {
        TRY_ASSIGN(Statement rows, session_.connection().prepare("SELECT id, name FROM account_list ORDER BY id"));
        std::vector<Account> accounts;
        while (rows.next()) { accounts.push_back({{rows.integer(0)}, std::string{rows.text(1)}}); }
        TRY(rows.finish());
        return accounts;
    });
}

Result<AccountId> SqliteAccounts::create(std::string const& name)
{
    return session_.write([&]() -> Result<AccountId> {
        std::string const folded = text::fold(name);
        TRY_ASSIGN(Statement find, session_.connection().prepare("SELECT 1 FROM account_list WHERE folded = ?"));
        bool const exists = find.bind(folded).next();
        TRY(find.finish());
        if (exists) { return Error{ErrorKind::conflict, "ACCOUNT_EXISTS", "There is an account \"" + name + "\" already."}; }
        TRY_ASSIGN(Statement add, session_.connection().prepare("INSERT INTO account_list(name, folded) VALUES (?, ?)"));
        TRY(add.bind(name).bind(folded).run());
        return AccountId{session_.connection().last_row()};
    });
}

} // namespace muster::sqlite
