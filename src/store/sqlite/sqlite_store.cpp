#include "store/sqlite/sqlite_store.hpp"

#include "base/file.hpp"
#include "store/sqlite/access_records.hpp"
#include "store/sqlite/catalogue.hpp"
#include "store/sqlite/changes.hpp"
#include "store/sqlite/check.hpp"
#include "store/sqlite/checkpointer.hpp"
#include "store/sqlite/deliveries.hpp"
#include "store/sqlite/file_blobs.hpp"
#include "store/sqlite/folder_lock.hpp"
#include "store/sqlite/group_writer.hpp"
#include "store/sqlite/imports.hpp"
#include "store/sqlite/notices.hpp"
#include "store/sqlite/profiles.hpp"
#include "store/sqlite/schema.hpp"
#include "store/sqlite/session.hpp"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

#include <unistd.h>

namespace muster {

namespace {

using namespace sqlite;

/// The one writing transaction: whoever asks first has it first.
class WriterQueue {
public:
    /// The turn of one writer, from when it came until it goes. Others can be asked about from its thread.
    class Turn {
    public:
        explicit Turn(WriterQueue& queue) : queue_{queue} { queue_.enter(); }
        Turn(Turn const&) = delete;
        Turn& operator=(Turn const&) = delete;
        ~Turn() { queue_.leave(); }
        bool is_awaited() const { return queue_.is_awaited(); }

    private:
        WriterQueue& queue_;
    };

private:
    void enter()
    {
        std::unique_lock lock{mutex_};
        std::uint64_t const ticket = next_ticket_++;
        turn_.wait(lock, [&] { return ticket == serving_; });
    }
    void leave()
    {
        {
            std::lock_guard const lock{mutex_};
            ++serving_;
        }
        turn_.notify_all();
    }

    bool is_awaited()
    {
        std::lock_guard const lock{mutex_};
        return next_ticket_ - serving_ > 1;
    }

    std::mutex mutex_{};
    std::condition_variable turn_{};
    std::uint64_t next_ticket_{}, serving_{};
};

/// Reading connections that wait for the next transaction: opening one reads the whole schema.
class ReaderPool {
public:
    explicit ReaderPool(std::string path) : path_{std::move(path)} {}

    Result<std::unique_ptr<Connection>> take()
    {
        {
            std::lock_guard const lock{mutex_};
            if (!idle_.empty()) {
                std::unique_ptr<Connection> connection = std::move(idle_.back());
                idle_.pop_back();
                return connection;
            }
        }
        return Connection::open(path_, Connection::Mode::read);
    }
    void give_back(std::unique_ptr<Connection> connection)
    {
        std::lock_guard const lock{mutex_};
        if (idle_.size() < most_idle) { idle_.push_back(std::move(connection)); }
    }

private:
    /// More readers at once than the server has threads that read keep no connection.
    static constexpr std::size_t most_idle = 16;
    std::string path_;
    std::mutex mutex_{};
    std::vector<std::unique_ptr<Connection>> idle_ = reserved();

    static std::vector<std::unique_ptr<Connection>> reserved()
    {
        std::vector<std::unique_ptr<Connection>> connections;
        connections.reserve(most_idle); // giving back happens in a destructor and must not allocate
        return connections;
    }
};

class SqliteTransaction : public Transaction {
public:
    SqliteTransaction(Connection& connection, Store::Access access, HashKey const& key, KeyMemory* memory)
        : session_{connection, access, key, memory}
    {
    }

    Identities& identities() override { return identities_; }
    Profiles& profiles() override { return profiles_; }
    Changes& changes() override { return changes_; }
    Catalogue& catalogue() override { return catalogue_; }
    Imports& imports() override { return imports_; }
    Accounts& accounts() override { return accounts_; }
    AccessRecords& access() override { return access_; }
    Deliveries& deliveries() override { return deliveries_; }
    Notices& notices() override { return notices_; }

    Result<void> commit() override
    {
        TRY(session_.usable());
        TRY(session_.writable());
        TRY(session_.write_pending());
        session_.end();
        return session_.connection().run("COMMIT");
    }

protected:
    /// Whether the connection is free for another transaction.
    bool roll_back()
    {
        session_.end();
        return session_.connection().roll_back();
    }
    Session session_;

private:
    SqliteIdentities identities_{session_};
    SqliteProfiles profiles_{session_};
    SqliteChanges changes_{session_};
    SqliteCatalogue catalogue_{session_};
    SqliteImports imports_{session_};
    SqliteAccounts accounts_{session_};
    SqliteAccessRecords access_{session_};
    SqliteDeliveries deliveries_{session_};
    SqliteNotices notices_{session_};
};

class WritingTransaction final : public SqliteTransaction, public GroupTransaction {
public:
    WritingTransaction(Connection& connection, HashKey const& key, KeyMemory* memory, WriterQueue& queue)
        : SqliteTransaction{connection, Store::Access::write, key, memory}, turn_{queue}
    {
    }
    ~WritingTransaction() override { roll_back(); }
    Result<void> begin()
    {
        session_.connection().roll_back(); // what the one before could not, for whatever reason
        return session_.connection().run("BEGIN IMMEDIATE");
    }

    Result<void> commit() override
    {
        if (in_act_) { return Error{ErrorKind::internal, "TRANSACTION_SHARED", "An act within a shared transaction cannot commit it."}; }
        return SqliteTransaction::commit();
    }
    bool is_awaited() const override { return turn_.is_awaited(); }

    Result<void> run(WritingAct const& act) override
    {
        TRY(session_.usable());
        if (has_acts_) { TRY(session_.connection().run("SAVEPOINT act")); }
        Result<void> result;
        try {
            in_act_ = true;
            result = act(*this);
            in_act_ = false;
            if (result) { result = session_.usable(); } // an act that passed over what went wrong has not succeeded
            if (result) { session_.keep_act(); }
        } catch (...) {
            in_act_ = false;
            take_back_act();
            throw;
        }
        if (!result) {
            take_back_act();
            return result;
        }
        if (!std::exchange(has_acts_, true)) { return {}; }
        Result<void> released = session_.connection().run("RELEASE act");
        if (!released) { session_.spoil(); }
        return released;
    }
    Result<void> finish() override { return commit(); }

private:
    /// Where even that fails, the whole transaction is taken back.
    void take_back_act()
    {
        session_.spoil();
        Result<void> const taken_back = has_acts_ ? session_.connection().execute("ROLLBACK TO act; RELEASE act") : begin();
        if (taken_back) { session_.resume_after_rollback(); }
    }

    WriterQueue::Turn turn_;
    bool in_act_{};
    /// Whether there is something to keep when an act is taken back. The first one is the transaction: a savepoint before it would copy
    /// every page that it changes.
    bool has_acts_{};
};

class ReadingTransaction final : public SqliteTransaction {
public:
    ReadingTransaction(std::unique_ptr<Connection> connection, HashKey const& key, KeyMemory* memory, ReaderPool& pool)
        : SqliteTransaction{*connection, Store::Access::read, key, memory}, connection_{std::move(connection)}, pool_{pool}
    {
    }
    ~ReadingTransaction() override
    {
        if (roll_back()) { pool_.give_back(std::move(connection_)); }
    }
    /// BEGIN alone fixes no moment, the first read does.
    Result<void> begin()
    {
        TRY(session_.connection().run("BEGIN"));
        return session_.connection().run("SELECT 1 FROM store_setting LIMIT 1");
    }
    Session& session() { return session_; }

private:
    std::unique_ptr<Connection> connection_;
    ReaderPool& pool_;
};

class SqliteStore final : public Store {
public:
    SqliteStore(SqliteChoices const& choices, std::optional<FolderLock> lock, std::unique_ptr<Connection> writer, HashKey const& key)
        : lock_{std::move(lock)},
          key_{key},
          blobs_{choices.folder + "/blobs", writer ? Access::write : Access::read},
          writer_{std::move(writer)},
          readers_{choices.folder + "/muster.db"},
          group_{[this] { return begin_writing<GroupTransaction>(); }, choices.on_group}
    {
        if (writer_ && choices.keys == SqliteChoices::Keys::remembered) {
            memory_.emplace(choices.folder + "/muster.db", [this] { WriterQueue::Turn const turn{queue_}; });
        }
        if (writer_) { checkpointer_.emplace(*writer_, choices.folder + "/muster.db", choices.log_pages); }
    }

    Result<std::unique_ptr<Transaction>> begin(Access access) override
    {
        if (access == Access::write) { return begin_writing<Transaction>(); }
        TRY_ASSIGN(std::unique_ptr<Transaction> transaction, begin_reading());
        return transaction;
    }
    Result<void> write_together(WritingAct const& act) override
    {
        if (!writer_) { return read_only(); }
        return group_.write(act);
    }
    Blobs& blobs() override { return blobs_; }
    HashKey const& hash_key() const override { return key_; }
    Result<std::vector<CheckFinding>> check(std::span<Target const* const> targets) override
    {
        TRY_ASSIGN(std::unique_ptr<ReadingTransaction> const transaction, begin_reading());
        return check_store(transaction->session(), targets);
    }

private:
    static Error read_only() { return {ErrorKind::denied, "STORE_READ_ONLY", "The store was opened for reading only."}; }

    /// As a Transaction, or as a GroupTransaction.
    template <class Kind>
    Result<std::unique_ptr<Kind>> begin_writing()
    {
        if (!writer_) { return read_only(); }
        auto transaction = std::make_unique<WritingTransaction>(*writer_, key_, memory(), queue_);
        TRY(transaction->begin());
        return std::unique_ptr<Kind>{std::move(transaction)};
    }

    KeyMemory* memory() { return memory_ ? &*memory_ : nullptr; }

    Result<std::unique_ptr<ReadingTransaction>> begin_reading()
    {
        TRY_ASSIGN(std::unique_ptr<Connection> connection, readers_.take());
        auto transaction = std::make_unique<ReadingTransaction>(std::move(connection), key_, memory(), readers_);
        TRY(transaction->begin());
        return transaction;
    }

    std::optional<FolderLock> lock_; ///< first in, so last out
    HashKey key_;
    FileBlobs blobs_;
    std::unique_ptr<Connection> writer_; ///< none in a store for reading; closed after the readers, so that it empties the log
    std::optional<Checkpointer> checkpointer_{};
    WriterQueue queue_{};
    ReaderPool readers_;
    std::optional<KeyMemory> memory_{};
    GroupWriter group_; ///< ends first, its thread uses all of the above
};

Result<std::unique_ptr<Store>> open_for_writing(SqliteChoices const& choices)
{
    std::string const& folder = choices.folder;
    TRY(make_folder(folder, 0700));
    TRY(make_folder(folder + "/blobs", 0700));
    TRY_ASSIGN(FolderLock lock, FolderLock::take(folder));
    TRY_ASSIGN(std::unique_ptr<Connection> writer, Connection::open(folder + "/muster.db", Connection::Mode::write));
    TRY(writer->execute(("PRAGMA cache_size = -" + std::to_string(choices.page_memory * 1'024)).c_str()));
    TRY(migrate(*writer));
    TRY_ASSIGN(HashKey const key, load_hash_key(*writer));
    return std::unique_ptr<Store>{std::make_unique<SqliteStore>(choices, std::move(lock), std::move(writer), key)};
}

Result<std::unique_ptr<Store>> open_for_reading(SqliteChoices const& choices)
{
    std::string const path = choices.folder + "/muster.db";
    if (access(path.c_str(), F_OK) != 0) {
        return Error{ErrorKind::not_found, "STORE_MISSING",
                     "There is no store in " + choices.folder + " yet. The first command that writes creates it."};
    }
    TRY_ASSIGN(std::unique_ptr<Connection> const reader, Connection::open(path, Connection::Mode::read));
    TRY(require_current_schema(*reader));
    TRY_ASSIGN(HashKey const key, load_hash_key(*reader));
    return std::unique_ptr<Store>{std::make_unique<SqliteStore>(choices, std::nullopt, nullptr, key)};
}

} // namespace

Result<std::unique_ptr<Store>> open_sqlite_store(SqliteChoices const& choices)
{
    return choices.mode == SqliteChoices::Mode::read_write ? open_for_writing(choices) : open_for_reading(choices);
}

} // namespace muster
