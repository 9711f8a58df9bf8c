#pragma once

#include "profile/profile.hpp"
#include "store/sqlite/connection.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace muster::sqlite {

/// Account and id of a profile are one number, the row's key, so that the table is one tree in id order into which an import's rows are
/// appended: a compound key costs a second copy of the row's key in every comparison. 40 bits are a million million ids per account,
/// the rest four million accounts.
inline constexpr unsigned id_bits = 40;
inline constexpr std::int64_t last_id = (std::int64_t{1} << id_bits) - 1;
inline constexpr std::int64_t last_account = (std::int64_t{1} << (63 - id_bits)) - 1;

/// The row key of a profile; nothing for a number that no profile can have.
std::optional<std::int64_t> row_key(AccountId account, ProfileId id);
inline ProfileId id_of_row(std::int64_t key) { return ProfileId{key & last_id}; }
inline AccountId account_of_row(std::int64_t key) { return AccountId{key >> id_bits}; }

/// A profile taken apart for its row; points into the profile. Used again for the next one.
struct ProfileRow {
    std::int64_t key{};
    Profile const* profile{};
    std::vector<std::string_view> texts{};   ///< of the fields with a column; empty: no value
    std::vector<FieldValue const*> others{}; ///< values without a column
    std::string rest{};                      ///< packed: contacts, the others, tags
};

/// How profiles of one target lie in their table: generic columns (their names have an underscore, which no field's name has), one text
/// column per standard field of one value, NULL when empty, and one blob for contacts, attributes and tags. The statements' texts.
class ProfileTable {
public:
    /// `columns` are the ones that the table has.
    ProfileTable(Target const& target, std::span<std::string const> columns);

    /// Whether every field of the target has its column; a store of an older version may lack some.
    bool is_complete() const { return complete_; }
    /// Whether its columns are exactly those of this target's fields.
    bool is_exactly(Target const& target) const;

    std::string const& insert_sql() const { return insert_; } ///< from muster_rows
    std::string const& update_sql() const { return update_; } ///< values, then key and version
    std::string const& remove_sql() const { return remove_; } ///< key and version
    std::string const& walk_sql() const { return walk_; }     ///< rows from key to key
    std::string const& latest_sql() const { return latest_; } ///< rows from key to key

    void take_apart(Profile const& profile, std::int64_t key, ProfileRow& into) const;
    /// The value of column `index` of insert_sql.
    template <class Give, class GiveBlob, class GiveNull>
    static void column(ProfileRow const& row, int index, Give give, GiveBlob give_blob, GiveNull give_null);
    int columns() const { return generic_columns + static_cast<int>(fields_.size()); }

    /// Reads a row of walk_sql; an Error when its blob is damaged.
    Result<void> read(Statement& row, Profile& into) const;

    static constexpr int generic_columns = 10;

private:
    static void pack_rest(Profile const& profile, std::span<FieldValue const* const> others, std::string& into);

    std::vector<FieldId> fields_{}; ///< with a column, ascending
    bool complete_{true};
    std::string insert_{}, update_{}, remove_{}, walk_{}, latest_{};
};

template <class Give, class GiveBlob, class GiveNull>
void ProfileTable::column(ProfileRow const& row, int index, Give give, GiveBlob give_blob, GiveNull give_null)
{
    Profile const& profile = *row.profile;
    switch (index) {
    case 0: return give(row.key);
    case 1: return give(static_cast<std::int64_t>(profile.type));
    case 2: return give(profile.version);
    case 3: return give(profile.created_at.microseconds);
    case 4: return give(profile.modified_at.microseconds);
    case 5: return give(static_cast<std::int64_t>(profile.origin));
    case 6: return give(static_cast<std::int64_t>(profile.modified_from));
    case 7: return give(std::string_view{profile.created_by});
    case 8: return give(std::string_view{profile.modified_by});
    case 9: return give_blob(std::string_view{row.rest});
    default: break;
    }
    std::string_view const value = row.texts[static_cast<std::size_t>(index - generic_columns)];
    return value.empty() ? give_null() : give(value);
}

/// The names of the columns of a target's table; empty while there is no table.
Result<std::vector<std::string>> columns_of_table(Connection& connection, Target const& target);
Result<void> create_or_widen_table(Connection& connection, Target const& target);

} // namespace muster::sqlite
