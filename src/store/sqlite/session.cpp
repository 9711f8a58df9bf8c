#include "store/sqlite/session.hpp"

#include <memory>
#include <utility>

namespace muster::sqlite {

bool Session::is_answer(Error const& error)
{
    return error.kind == ErrorKind::conflict || error.kind == ErrorKind::not_found || error.kind == ErrorKind::invalid_input;
}

Result<void> Session::usable() const
{
    switch (state_) {
    case State::open: return {};
    case State::spoiled:
        return Error{ErrorKind::conflict, "TRANSACTION_SPOILED", "An earlier step of this transaction failed; it can only be taken back."};
    case State::ended: break;
    }
    return Error{ErrorKind::internal, "TRANSACTION_ENDED", "This transaction has ended already."};
}

Result<void> Session::writable() const
{
    if (access_ == Store::Access::write) { return {}; }
    return Error{ErrorKind::denied, "TRANSACTION_READS", "A reading transaction cannot write."};
}

Result<void> Session::write_pending()
{
    Result<void> written = pending_owners_.write(connection_);
    if (!written) { spoil(); }
    return written;
}

Result<ProfileTable const*> Session::find_table(Target const& target)
{
    KnownTables& known = connection_.known_tables();
    auto const seen = known.find(target.name);
    if (seen != known.end() && seen->second->is_exactly(target)) { return seen->second.get(); }
    auto own = tables_.find(target.name);
    if (own == tables_.end()) {
        TRY_ASSIGN(std::vector<std::string> const columns, columns_of_table(connection_, target));
        if (columns.empty()) { return nullptr; }
        own = tables_.emplace(std::string{target.name}, ProfileTable{target, columns}).first;
    }
    if (!own->second.is_complete() || has_made_tables_) { return &own->second; }
    auto const kept = known.insert_or_assign(std::string{target.name}, std::make_shared<ProfileTable const>(std::move(own->second))).first;
    tables_.erase(own);
    return kept->second.get();
}

Result<ProfileTable const*> Session::ensure_table(Target const& target)
{
    TRY_ASSIGN(ProfileTable const* const table, find_table(target));
    if (table != nullptr && table->is_complete()) { return table; }
    has_made_tables_ = true;
    TRY(create_or_widen_table(connection_, target));
    tables_.erase(std::string{target.name});
    return find_table(target);
}

} // namespace muster::sqlite
