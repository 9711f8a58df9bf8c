#include "store/sqlite/online_copy.hpp"

#include <memory>
#include <new>

namespace muster::sqlite {

namespace {

/// Pages of 8 KiB copied between two looks at whether somebody wants it to end.
constexpr int pages_per_step = 1'024;

/// A bare database file: no log and no waiting for the disk, because it is read once and goes.
class CopyFile {
public:
    explicit CopyFile(std::string const& path)
    {
        opened_ = sqlite3_open_v2(path.c_str(), &raw_, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
        if (raw_ == nullptr) { throw std::bad_alloc{}; }
        if (opened_ == SQLITE_OK) {
            opened_ = sqlite3_exec(raw_, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", nullptr, nullptr, nullptr);
        }
    }
    CopyFile(CopyFile const&) = delete;
    CopyFile& operator=(CopyFile const&) = delete;
    ~CopyFile() { sqlite3_close_v2(raw_); }
    int opened() const { return opened_; }
    sqlite3* raw() { return raw_; }

private:
    sqlite3* raw_{};
    int opened_{};
};

struct EndOfBackup {
    void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

Result<std::int64_t> page_size(Connection& connection)
{
    TRY_ASSIGN(Statement statement, connection.prepare("SELECT page_size FROM pragma_page_size"));
    std::int64_t const size = statement.next() ? statement.integer(0) : 0;
    TRY(statement.finish());
    return size;
}

} // namespace

Result<void> copy_online(Connection& from, std::string const& into, CopyWatch const& watch)
{
    MUSTER_ASSERT(from.in_transaction());
    TRY_ASSIGN(std::int64_t const size, page_size(from));
    CopyFile file{into};
    if (file.opened() != SQLITE_OK) { return from.error(file.opened()).while_doing("copying the store"); }
    std::unique_ptr<sqlite3_backup, EndOfBackup> backup{sqlite3_backup_init(file.raw(), "main", from.raw(), "main")};
    if (!backup) { return from.error(sqlite3_extended_errcode(file.raw())).while_doing("copying the store"); }
    for (;;) {
        int const code = sqlite3_backup_step(backup.get(), pages_per_step);
        if (code != SQLITE_OK && code != SQLITE_DONE) { return from.error(code).while_doing("copying the store"); }
        std::int64_t const all = sqlite3_backup_pagecount(backup.get());
        TRY(watch((all - sqlite3_backup_remaining(backup.get())) * size, all * size));
        if (code == SQLITE_DONE) { break; }
    }
    if (int const code = sqlite3_backup_finish(backup.release()); code != SQLITE_OK) {
        return from.error(code).while_doing("copying the store");
    }
    return {};
}

} // namespace muster::sqlite
