#pragma once

#include "committing/commit.hpp"

namespace muster {

/// Begins the commit of a READY or QUEUED import in one transaction: its instant (later than any modification in the account), its block
/// of ids, its own tags and new attributes; then it is IMPORTING. Gives the job. Errors: conflict IMPORT_STATE, ATTRIBUTE_TYPE.
Result<ImportJob> begin_commit(Store& store, CommitOrder const& order);

/// The real fields of the attributes that the import brings, in their order; made again should somebody have deleted one meanwhile.
Result<std::vector<FieldId>> ensure_new_attributes(Store& store, CommitOrder const& order, ImportJob& job);

/// conflict IMPORT_STATE: what was asked for does not go in the state in which the import is.
Error wrong_state(ImportState state, std::string_view wanted);
Result<ImportJob> load_job(Transaction& store, AccountId account, ImportId import);

} // namespace muster
