#pragma once

#include "base/keyed_hash.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/free_keys.hpp"
#include "store/sqlite/key_memory.hpp"
#include "store/sqlite/pending_owners.hpp"
#include "store/sqlite/profile_table.hpp"
#include "store/store.hpp"

#include <map>
#include <string>

namespace muster::sqlite {

/// What the parts of one transaction share: the connection, and whether something went wrong that only a rollback mends.
class Session {
public:
    /// `memory`: of the store's keys; null: there is none.
    Session(Connection& connection, Store::Access access, HashKey const& key, KeyMemory* memory)
        : connection_{connection}, access_{access}, key_{key}, memory_{memory}
    {
    }

    Connection& connection() { return connection_; }
    HashKey const& key() const { return key_; }
    /// Identifiers of this transaction that are not in the index yet. Whoever reads or changes identifiers goes this way.
    PendingOwners& pending_owners() { return pending_owners_; }
    /// Brings them into the index; the transaction is spoiled when that fails.
    Result<void> write_pending();
    /// An act of several has succeeded.
    void keep_act() { pending_owners_.keep_act(); }

    FreeKeys& free_keys() { return free_keys_; }
    KeyMemory* memory() { return memory_; }
    bool is_writing() const { return access_ == Store::Access::write; }

    /// Runs a reading method of the port: trouble spoils the transaction, answers like not_found and conflict do not.
    template <class Act>
    auto read(Act act) -> decltype(act())
    {
        TRY(usable());
        auto result = act();
        if (!result && !is_answer(result.error())) { spoil(); }
        return result;
    }

    /// The same for a writing method, which a reading transaction refuses.
    template <class Act>
    auto write(Act act) -> decltype(act())
    {
        TRY(writable());
        return read(std::move(act));
    }

    /// A part of the transaction was taken back, and with it what went wrong and tables that it had made.
    void resume_after_rollback()
    {
        state_ = State::open;
        tables_.clear();
        pending_owners_.take_back_act();
        free_keys_.forget();
    }
    void spoil() { state_ = State::spoiled; }
    void end() { state_ = State::ended; }
    Result<void> usable() const;
    Result<void> writable() const;

    /// The target's table, or nullptr while the store has none: nothing of that target was ever written.
    Result<ProfileTable const*> find_table(Target const& target);
    /// The target's table, created or widened when needed. Only in writing transactions.
    Result<ProfileTable const*> ensure_table(Target const& target);

private:
    enum class State : std::uint8_t { open, spoiled, ended };
    static bool is_answer(Error const& error);

    Connection& connection_;
    Store::Access access_;
    HashKey const& key_;
    KeyMemory* memory_;
    State state_{State::open};
    PendingOwners pending_owners_{};
    FreeKeys free_keys_{};
    std::map<std::string, ProfileTable, std::less<>> tables_{}; ///< those that exist and the connection does not know yet
    bool has_made_tables_{};                                    ///< which a rollback would take back
};

} // namespace muster::sqlite
