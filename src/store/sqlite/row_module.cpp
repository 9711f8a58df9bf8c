#include "store/sqlite/row_module.hpp"

#include <new>
#include <string>

namespace muster::sqlite {

namespace {

struct RowTable : sqlite3_vtab {
    RowStream** rows{};
};

struct RowCursor : sqlite3_vtab_cursor {
    RowStream* rows{};
    sqlite3_int64 ordinal{};
    bool at_end{true};
};

int connect(sqlite3* connection, void* rows, int /*count*/, char const* const* /*arguments*/, sqlite3_vtab** table,
            char** /*message*/) noexcept
{
    try {
        std::string declaration = "CREATE TABLE muster_rows(c0";
        for (int column = 1; column < row_stream_columns; ++column) { declaration += ", c" + std::to_string(column); }
        declaration += ")";
        int const code = sqlite3_declare_vtab(connection, declaration.c_str());
        if (code != SQLITE_OK) { return code; }
        auto* const made = new RowTable{};
        made->rows = static_cast<RowStream**>(rows);
        *table = made;
        return SQLITE_OK;
    } catch (std::bad_alloc const&) {
        return SQLITE_NOMEM;
    }
}

int disconnect(sqlite3_vtab* table) noexcept
{
    delete static_cast<RowTable*>(table);
    return SQLITE_OK;
}

int best_index(sqlite3_vtab* /*table*/, sqlite3_index_info* index) noexcept
{
    index->estimatedCost = 1e6;
    return SQLITE_OK;
}

int open(sqlite3_vtab* /*table*/, sqlite3_vtab_cursor** cursor) noexcept
{
    auto* const made = new (std::nothrow) RowCursor{};
    *cursor = made;
    return made == nullptr ? SQLITE_NOMEM : SQLITE_OK;
}

int close(sqlite3_vtab_cursor* cursor) noexcept
{
    delete static_cast<RowCursor*>(cursor);
    return SQLITE_OK;
}

int next(sqlite3_vtab_cursor* raw) noexcept
{
    auto* const cursor = static_cast<RowCursor*>(raw);
    try {
        cursor->at_end = cursor->rows == nullptr || !cursor->rows->next();
        ++cursor->ordinal;
        return SQLITE_OK;
    } catch (std::bad_alloc const&) {
        return SQLITE_NOMEM;
    }
}

int filter(sqlite3_vtab_cursor* raw, int /*number*/, char const* /*text*/, int /*count*/, sqlite3_value** /*values*/) noexcept
{
    auto* const cursor = static_cast<RowCursor*>(raw);
    cursor->rows = *static_cast<RowTable*>(cursor->pVtab)->rows;
    cursor->ordinal = 0;
    return next(raw);
}

int at_end(sqlite3_vtab_cursor* cursor) noexcept { return static_cast<RowCursor*>(cursor)->at_end ? 1 : 0; }

int column(sqlite3_vtab_cursor* cursor, sqlite3_context* result, int index) noexcept
{
    static_cast<RowCursor*>(cursor)->rows->column(result, index);
    return SQLITE_OK;
}

int row_number(sqlite3_vtab_cursor* cursor, sqlite3_int64* number) noexcept
{
    *number = static_cast<RowCursor*>(cursor)->ordinal;
    return SQLITE_OK;
}

sqlite3_module make_module() noexcept
{
    sqlite3_module module{};
    module.iVersion = 1;
    module.xConnect = connect; // without xCreate it needs no CREATE VIRTUAL TABLE
    module.xDisconnect = disconnect;
    module.xBestIndex = best_index;
    module.xOpen = open;
    module.xClose = close;
    module.xFilter = filter;
    module.xNext = next;
    module.xEof = at_end;
    module.xColumn = column;
    module.xRowid = row_number;
    return module;
}

} // namespace

int register_row_module(sqlite3* connection, RowStream** rows) noexcept
{
    static sqlite3_module const module = make_module();
    return sqlite3_create_module_v2(connection, "muster_rows", &module, rows, nullptr);
}

} // namespace muster::sqlite
