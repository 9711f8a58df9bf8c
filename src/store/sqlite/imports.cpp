#include "store/sqlite/imports.hpp"

#include "profile/packing.hpp"

#include <algorithm>
#include <cstring>
#include <deque>
#include <limits>
#include <type_traits>

namespace muster::sqlite {

namespace {

constexpr std::uint8_t list_form_1 = 0x41; ///< beside the forms of profile/pack.cpp

/// All columns of an import but its id, in the order in which they are visited, once for writing and once for reading.
template <class Job, class Visit>
void visit_columns(Job& job, Visit&& visit)
{
    visit("target", job.target);
    visit("state", job.state);
    visit("file_name", job.file_name);
    visit("file_size", job.file_size);
    visit("file_digest", job.file_digest);
    visit("uploaded_by", job.by);
    visit("uploaded_at", job.uploaded_at.microseconds);
    visit("started_at", job.started_at.microseconds);
    visit("finished_at", job.finished_at.microseconds);
    visit("recipe", job.recipe);
    visit("reading", job.reading);
    visit("problems", job.problems);
    visit("plan_hash", job.plan_hash);
    visit("result_hash", job.result_hash);
    visit("reason", job.reason);
    visit("planned", job.planned);
    visit("counts", job.counts);
    visit("consented", job.consented);
    visit("idempotency_key", job.idempotency_key);
    visit("first_id", job.first_id);
    visit("id_count", job.id_count);
    visit("next_record", job.next_record);
    visit("undo_mark", job.undo_mark);
    visit("own_tags", job.own_tags);
    visit("created_tags", job.created_tags);
    visit("created_attributes", job.created_attributes);
    visit("undo_report", job.undo_report);
}

/// All counts in the order in which they are packed: append only, so that older rows stay readable.
template <class AnyCounts, class Visit>
void visit_counts(AnyCounts& counts, Visit&& visit)
{
    visit(counts.rows_read), visit(counts.rows_blank), visit(counts.rows_rejected), visit(counts.rows_folded), visit(counts.rows_outside);
    visit(counts.records), visit(counts.created), visit(counts.updated), visit(counts.promoted), visit(counts.unchanged);
    visit(counts.discarded), visit(counts.records_rejected), visit(counts.not_applied);
    visit(counts.created_leads), visit(counts.created_customers);
    visit(counts.fields_overwritten), visit(counts.fields_filled);
    visit(counts.ambiguous), visit(counts.persons_merged), visit(counts.external_ids_replaced);
    visit(counts.new_tags), visit(counts.new_attributes), visit(counts.drifted);
}

std::string pack_numbers(std::vector<std::int64_t> const& numbers)
{
    std::string bytes;
    PackWriter out{bytes};
    out.byte(list_form_1);
    out.number(numbers.size());
    for (std::int64_t const number : numbers) { out.signed_number(number); }
    return bytes;
}

bool unpack_numbers(std::string_view bytes, std::vector<std::int64_t>& numbers)
{
    PackReader in{bytes};
    if (in.byte() != list_form_1) { return false; }
    numbers.resize(in.count());
    for (std::int64_t& number : numbers) { number = in.signed_number(); }
    return in.is_complete();
}

/// Binds the columns of an import; keeps what it packs until it goes.
class JobBinder {
public:
    explicit JobBinder(Statement& statement) : statement_{statement} {}

    void operator()(char const* /*name*/, std::string const& text) { statement_.bind(std::string_view{text}); }
    void operator()(char const* /*name*/, Sha256 const& digest)
    {
        statement_.bind_blob({reinterpret_cast<char const*>(digest.data()), digest.size()}); // NOLINT: plain bytes
    }
    void operator()(char const* /*name*/, Counts const& counts)
    {
        std::vector<std::int64_t> numbers;
        visit_counts(counts, [&](std::int64_t number) { numbers.push_back(number); });
        statement_.bind_blob(packed_.emplace_back(pack_numbers(numbers)));
    }
    template <class Id>
    void operator()(char const* /*name*/, std::vector<Id> const& ids)
    {
        std::vector<std::int64_t> numbers;
        for (Id const id : ids) { numbers.push_back(id.value); }
        statement_.bind_blob(packed_.emplace_back(pack_numbers(numbers)));
    }
    template <class Integer>
    requires(std::is_integral_v<Integer> || std::is_enum_v<Integer>) void operator()(char const* /*name*/, Integer value)
    {
        statement_.bind(static_cast<std::int64_t>(value));
    }

private:
    Statement& statement_;
    std::deque<std::string> packed_{};
};

/// Reads the columns of an import from a row, beginning with column 2 (0 is the id, 1 the account).
class JobReader {
public:
    explicit JobReader(Statement& row) : row_{row} {}

    void operator()(char const* /*name*/, std::string& text) { text = row_.text(column_++); }
    void operator()(char const* /*name*/, Sha256& digest)
    {
        std::string_view const bytes = row_.blob(column_++);
        sound_ = sound_ && bytes.size() == digest.size();
        if (sound_) { std::memcpy(digest.data(), bytes.data(), digest.size()); }
    }
    void operator()(char const* /*name*/, Counts& counts)
    {
        std::vector<std::int64_t> numbers;
        sound_ = unpack_numbers(row_.blob(column_++), numbers) && sound_;
        std::size_t index = 0;
        visit_counts(counts, [&](std::int64_t& number) { number = index < numbers.size() ? numbers[index++] : 0; });
    }
    template <class Id>
    void operator()(char const* /*name*/, std::vector<Id>& ids)
    {
        std::vector<std::int64_t> numbers;
        sound_ = unpack_numbers(row_.blob(column_++), numbers) && sound_;
        for (std::int64_t const number : numbers) { ids.push_back({number}); }
    }
    template <class Integer>
    requires(std::is_integral_v<Integer> || std::is_enum_v<Integer>) void operator()(char const* /*name*/, Integer& value)
    {
        value = static_cast<Integer>(row_.integer(column_++));
    }
    bool is_sound() const { return sound_; }

private:
    Statement& row_;
    int column_{2};
    bool sound_{true};
};

/// The column names, each with something around it, separated by commas.
std::string column_list(std::string_view behind)
{
    std::string names;
    ImportJob job;
    visit_columns(job, [&](char const* name, auto&) { names += (names.empty() ? "" : ", ") + std::string{name} + std::string{behind}; });
    return names;
}

std::string placeholders()
{
    std::string marks;
    ImportJob job;
    visit_columns(job, [&](char const*, auto&) { marks += ", ?"; });
    return marks;
}

std::string const& select_sql()
{
    static std::string const sql = "SELECT id, account, " + column_list("") + " FROM import_job ";
    return sql;
}

Result<ImportJob> read_job(Statement& row)
{
    ImportJob job;
    job.id = {row.integer(0)};
    JobReader reader{row};
    visit_columns(job, reader);
    if (reader.is_sound()) { return job; }
    return Error{ErrorKind::unreadable, "STORE_DAMAGED", "An import in the store is damaged. Run muster check, then restore a backup."};
}

Error unknown_import() { return {ErrorKind::not_found, "IMPORT_UNKNOWN", "There is no such import in this account."}; }

Result<void> require_import(Connection& connection, AccountId account, ImportId id)
{
    TRY_ASSIGN(Statement find, connection.prepare("SELECT 1 FROM import_job WHERE account = ? AND id = ?"));
    bool const found = find.bind(account.value).bind(id.value).next();
    TRY(find.finish());
    if (!found) { return unknown_import(); }
    return {};
}

} // namespace

Result<ImportId> SqliteImports::create(AccountId account, ImportJob const& job)
{
    return session_.write([&]() -> Result<ImportId> {
        static std::string const sql = "INSERT INTO import_job(account, " + column_list("") + ") VALUES (?" + placeholders() + ")";
        TRY_ASSIGN(Statement insert, session_.connection().prepare(sql));
        insert.bind(account.value);
        JobBinder binder{insert};
        visit_columns(job, binder);
        TRY(insert.run());
        return ImportId{session_.connection().last_row()};
    });
}

Result<std::optional<ImportJob>> SqliteImports::load(AccountId account, ImportId id)
{
    return session_.read([&]() -> Result<std::optional<ImportJob>> {
        TRY_ASSIGN(Statement row, session_.connection().prepare(select_sql() + "WHERE account = ? AND id = ?"));
        if (!row.bind(account.value).bind(id.value).next()) {
            TRY(row.finish());
            return std::optional<ImportJob>{};
        }
        TRY_ASSIGN(ImportJob job, read_job(row));
        TRY(row.finish());
        return std::optional{std::move(job)};
    });
}

Result<void> SqliteImports::save(AccountId account, ImportJob const& job)
{
    return session_.write([&]() -> Result<void> {
        static std::string const sql = "UPDATE import_job SET " + column_list(" = ?") + " WHERE account = ? AND id = ?";
        TRY_ASSIGN(Statement update, session_.connection().prepare(sql));
        JobBinder binder{update};
        visit_columns(job, binder);
        TRY(update.bind(account.value).bind(job.id.value).run());
        if (session_.connection().changes() == 0) { return unknown_import(); }
        return {};
    });
}

Result<std::vector<ImportJob>> SqliteImports::list(AccountId account, std::size_t limit)
{
    return session_.read([&]() -> Result<std::vector<ImportJob>> {
        TRY_ASSIGN(Statement rows, session_.connection().prepare(select_sql() + "WHERE account = ? ORDER BY id DESC"));
        rows.bind(account.value);
        std::vector<ImportJob> jobs;
        while (jobs.size() < limit && rows.next()) {
            TRY_ASSIGN(ImportJob job, read_job(rows));
            jobs.push_back(std::move(job));
        }
        TRY(rows.finish());
        return jobs;
    });
}

Result<std::vector<std::pair<AccountId, ImportJob>>> SqliteImports::in_state(std::span<ImportState const> states)
{
    return session_.read([&]() -> Result<std::vector<std::pair<AccountId, ImportJob>>> {
        TRY_ASSIGN(Statement rows, session_.connection().prepare(select_sql() + "ORDER BY id"));
        std::vector<std::pair<AccountId, ImportJob>> jobs;
        while (rows.next()) {
            if (std::find(states.begin(), states.end(), static_cast<ImportState>(rows.integer(3))) == states.end()) { continue; }
            TRY_ASSIGN(ImportJob job, read_job(rows));
            jobs.emplace_back(AccountId{rows.integer(1)}, std::move(job));
        }
        TRY(rows.finish());
        return jobs;
    });
}

Result<std::vector<std::pair<ImportState, std::int64_t>>> SqliteImports::count_by_state()
{
    return session_.read([&]() -> Result<std::vector<std::pair<ImportState, std::int64_t>>> {
        TRY_ASSIGN(Statement rows, session_.connection().prepare("SELECT state, count(*) FROM import_job GROUP BY state ORDER BY state"));
        std::vector<std::pair<ImportState, std::int64_t>> counts;
        while (rows.next()) { counts.emplace_back(static_cast<ImportState>(rows.integer(0)), rows.integer(1)); }
        TRY(rows.finish());
        return counts;
    });
}

Result<void> SqliteImports::remove(AccountId account, ImportId id)
{
    return session_.write([&]() -> Result<void> {
        TRY(require_import(session_.connection(), account, id));
        for (std::string_view const sql :
             {"DELETE FROM import_outcome WHERE account = ? AND import = ?", "DELETE FROM import_job WHERE account = ? AND id = ?"}) {
            TRY_ASSIGN(Statement remove, session_.connection().prepare(sql));
            TRY(remove.bind(account.value).bind(id.value).run());
        }
        return {};
    });
}

Result<void> SqliteImports::append_outcomes(AccountId account, ImportId id, std::int64_t first_record, std::string_view packed)
{
    return session_.write([&]() -> Result<void> {
        TRY(require_import(session_.connection(), account, id));
        TRY_ASSIGN(Statement insert, session_.connection().prepare("INSERT INTO import_outcome(account, import, first_record, packed) "
                                                                   "VALUES (?, ?, ?, ?)"));
        Result<void> inserted = insert.bind(account.value).bind(id.value).bind(first_record).bind_blob(packed).run();
        if (!inserted && Connection::is_duplicate(inserted.error())) {
            return Error{ErrorKind::conflict, "OUTCOMES_EXIST", "The outcomes of these records are stored already."};
        }
        return inserted;
    });
}

Result<std::vector<std::pair<std::int64_t, std::string>>> SqliteImports::outcomes(AccountId account, ImportId id)
{
    return session_.read([&]() -> Result<std::vector<std::pair<std::int64_t, std::string>>> {
        TRY_ASSIGN(Statement rows, session_.connection().prepare("SELECT first_record, packed FROM import_outcome "
                                                                 "WHERE account = ? AND import = ? ORDER BY first_record"));
        rows.bind(account.value).bind(id.value);
        std::vector<std::pair<std::int64_t, std::string>> outcomes;
        while (rows.next()) { outcomes.emplace_back(rows.integer(0), rows.blob(1)); }
        TRY(rows.finish());
        return outcomes;
    });
}

Result<void> SqliteImports::remove_outcomes(AccountId account, ImportId id, std::int64_t from_record)
{
    return session_.write([&]() -> Result<void> {
        TRY_ASSIGN(Statement remove,
                   session_.connection().prepare("DELETE FROM import_outcome WHERE account = ? AND import = ? AND first_record >= ?"));
        return remove.bind(account.value).bind(id.value).bind(from_record).run();
    });
}

} // namespace muster::sqlite
