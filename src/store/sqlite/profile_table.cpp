#include "store/sqlite/profile_table.hpp"

#include "base/assert.hpp"
#include "profile/packing.hpp"

#include <algorithm>
#include <array>

namespace muster::sqlite {

namespace {

/// In the order of ProfileTable::column. The first one is the row's key.
constexpr std::array<std::string_view, ProfileTable::generic_columns> generic_names{
    "profile_key",  "profile_type",  "profile_version", "created_at",  "modified_at",
    "created_from", "modified_from", "created_by",      "modified_by", "packed_rest"};
constexpr std::array<std::string_view, ProfileTable::generic_columns> generic_types{
    "INTEGER PRIMARY KEY", "INTEGER NOT NULL", "INTEGER NOT NULL", "INTEGER NOT NULL", "INTEGER NOT NULL",
    "INTEGER NOT NULL",    "INTEGER NOT NULL", "TEXT NOT NULL",    "TEXT NOT NULL",    "BLOB NOT NULL"};

constexpr std::uint8_t rest_form_1 = 0x31; ///< beside the forms of profile/pack.cpp

bool is_column(FieldRule const& rule) { return rule.arity == Arity::one && rule.kind != FieldKind::type && rule.kind != FieldKind::tags; }

/// Names of targets and fields come from tables in the program; they are plain words, which a quoted SQL name needs.
std::string quoted(std::string_view name)
{
    MUSTER_ASSERT(!name.empty() && name.find_first_of("\"_") == std::string_view::npos);
    return '"' + std::string{name} + '"';
}

void append_separated(std::string& into, std::string_view text)
{
    if (!into.empty()) { into += ", "; }
    into += text;
}

void write_values(PackWriter& out, std::vector<FieldValue> const& values)
{
    out.number(values.size());
    for (FieldValue const& value : values) {
        out.number(value.field.value);
        out.text(value.value);
    }
}

FieldValue read_value(PackReader& in)
{
    FieldId const field{static_cast<std::uint32_t>(in.number_up_to(0xFFFF'FFFFU))};
    return {field, std::string{in.text()}};
}

Error damaged_row()
{
    return {ErrorKind::unreadable, "STORE_DAMAGED", "A profile in the store is damaged. Run muster check, then restore a backup."};
}

bool read_rest(std::string_view bytes, Profile& into)
{
    PackReader in{bytes};
    if (in.byte() != rest_form_1) { return false; }
    std::size_t const contacts = in.count();
    into.contacts.reserve(contacts);
    for (std::size_t index = 0; index < contacts && !in.failed(); ++index) { into.contacts.push_back(read_value(in)); }
    std::size_t const values = in.count();
    for (std::size_t index = 0; index < values && !in.failed(); ++index) { into.values.push_back(read_value(in)); }
    into.tags.resize(in.count());
    std::int64_t last = 0;
    for (TagId& tag : into.tags) { tag.value = last += in.signed_number(); }
    return in.is_complete();
}

} // namespace

std::optional<std::int64_t> row_key(AccountId account, ProfileId id)
{
    if (account.value < 1 || account.value > last_account || id.value < 1 || id.value > last_id) { return std::nullopt; }
    return (account.value << id_bits) | id.value;
}

ProfileTable::ProfileTable(Target const& target, std::span<std::string const> columns)
{
    for (FieldRule const& rule : target.fields) {
        if (!is_column(rule)) { continue; }
        bool const exists = std::find(columns.begin(), columns.end(), rule.name) != columns.end();
        complete_ = complete_ && exists;
        if (exists) { fields_.push_back(rule.id); }
    }
    std::sort(fields_.begin(), fields_.end());
    MUSTER_ASSERT(this->columns() <= row_stream_columns);

    std::string names;
    std::string sources;
    std::string assignments;
    auto const add = [&](std::string const& name) {
        append_separated(names, name);
        append_separated(sources, "c" + std::to_string(std::count(names.begin(), names.end(), ',')));
        if (name != generic_names[0]) { append_separated(assignments, name + " = ?"); }
    };
    for (std::string_view const name : generic_names) { add(std::string{name}); }
    for (FieldId const field : fields_) { add(quoted(target.find(field)->name)); }

    std::string const table = quoted(target.name);
    insert_ = "INSERT INTO " + table + "(" + names + ") SELECT " + sources + " FROM muster_rows";
    update_ = "UPDATE " + table + " SET " + assignments + " WHERE profile_key = ? AND profile_version = ?";
    remove_ = "DELETE FROM " + table + " WHERE profile_key = ? AND profile_version = ?";
    walk_ = "SELECT " + names + " FROM " + table + " WHERE profile_key BETWEEN ? AND ? ORDER BY profile_key";
    latest_ = "SELECT max(modified_at) FROM " + table + " WHERE profile_key BETWEEN ? AND ?";
}

bool ProfileTable::is_exactly(Target const& target) const
{
    auto const columns = std::count_if(target.fields.begin(), target.fields.end(), is_column);
    return static_cast<std::size_t>(columns) == fields_.size() &&
           std::all_of(target.fields.begin(), target.fields.end(), [this](FieldRule const& rule) {
               return !is_column(rule) || std::binary_search(fields_.begin(), fields_.end(), rule.id);
           });
}

/// Values and columns are both in the order of their fields, so they are walked side by side.
void ProfileTable::take_apart(Profile const& profile, std::int64_t key, ProfileRow& into) const
{
    into.key = key;
    into.profile = &profile;
    into.texts.assign(fields_.size(), {});
    into.others.clear();
    std::size_t column = 0;
    for (FieldValue const& value : profile.values) {
        while (column < fields_.size() && fields_[column] < value.field) { ++column; }
        if (column < fields_.size() && fields_[column] == value.field) {
            into.texts[column] = value.value;
        } else {
            into.others.push_back(&value);
        }
    }
    pack_rest(profile, into.others, into.rest);
}

void ProfileTable::pack_rest(Profile const& profile, std::span<FieldValue const* const> others, std::string& into)
{
    into.clear();
    PackWriter out{into};
    out.byte(rest_form_1);
    write_values(out, profile.contacts);
    out.number(others.size());
    for (FieldValue const* const value : others) {
        out.number(value->field.value);
        out.text(value->value);
    }
    out.number(profile.tags.size());
    std::int64_t last = 0;
    for (TagId const tag : profile.tags) {
        out.signed_number(tag.value - last);
        last = tag.value;
    }
}

Result<void> ProfileTable::read(Statement& row, Profile& into) const
{
    into.id = id_of_row(row.integer(0));
    into.type = row.integer(1) == 0 ? ProfileType::lead : ProfileType::customer;
    into.version = row.integer(2);
    into.created_at = {row.integer(3)};
    into.modified_at = {row.integer(4)};
    into.origin = static_cast<Origin>(row.integer(5));
    into.modified_from = static_cast<Origin>(row.integer(6));
    into.created_by = row.text(7);
    into.modified_by = row.text(8);
    into.values.reserve(fields_.size());
    for (std::size_t index = 0; index < fields_.size(); ++index) {
        std::string_view const value = row.text(generic_columns + static_cast<int>(index));
        if (!value.empty()) { into.values.push_back({fields_[index], std::string{value}}); }
    }
    if (!read_rest(row.blob(9), into)) { return damaged_row(); }
    auto const by_field = [](FieldValue const& a, FieldValue const& b) { return a.field < b.field; };
    if (!std::is_sorted(into.values.begin(), into.values.end(), by_field)) { std::sort(into.values.begin(), into.values.end(), by_field); }
    return {};
}

Result<std::vector<std::string>> columns_of_table(Connection& connection, Target const& target)
{
    std::vector<std::string> columns;
    TRY_ASSIGN(Statement statement, connection.prepare("SELECT name FROM pragma_table_info(?)"));
    statement.bind(target.name);
    while (statement.next()) { columns.emplace_back(statement.text(0)); }
    TRY(statement.finish());
    return columns;
}

Result<void> create_or_widen_table(Connection& connection, Target const& target)
{
    std::string const table = quoted(target.name);
    TRY_ASSIGN(std::vector<std::string> columns, columns_of_table(connection, target));
    if (columns.empty()) {
        std::string definitions;
        for (std::size_t index = 0; index < generic_names.size(); ++index) {
            append_separated(definitions, std::string{generic_names[index]} + ' ' + std::string{generic_types[index]});
        }
        TRY(connection.execute(("CREATE TABLE " + table + "(" + definitions + ")").c_str()));
    }
    for (FieldRule const& rule : target.fields) {
        if (!is_column(rule) || std::find(columns.begin(), columns.end(), rule.name) != columns.end()) { continue; }
        TRY(connection.execute(("ALTER TABLE " + table + " ADD COLUMN " + quoted(rule.name) + " TEXT").c_str()));
    }
    return {};
}

} // namespace muster::sqlite
