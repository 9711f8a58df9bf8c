#pragma once

#include "committing/commit.hpp"
#include "profile/record.hpp"
#include "store/store.hpp"

#include <memory>
#include <string>
#include <vector>

namespace muster {

/// Groups rows, matches and plans them as an analysis does, and stores a READY import: fills the order's files and import. The files are
/// in memory. `folder`: where sorting may keep files.
Result<CommitOrder> made_import(Store& store, CommitOrder order, std::vector<Candidate> const& rows, std::string const& folder);

/// The job as it is stored.
Result<ImportJob> stored_job(Store& store, CommitOrder const& order);
/// What became of its records, in order.
Result<std::vector<Outcome>> stored_outcomes(Store& store, CommitOrder const& order);
/// All profiles of an account in id order.
Result<std::vector<Profile>> stored_profiles(Store& store, AccountId account, Target const& target);
/// Creates profiles as a call would.
Result<void> store_profiles(Store& store, AccountId account, Target const& target, std::vector<Profile> const& profiles);
/// Changes a stored profile as a call would, with its entry in the history. `change` edits it.
Result<void> edit_profile(Store& store, AccountId account, Target const& target, ProfileId id, std::function<void(Profile&)> const& change);

/// A store of its own in memory where the machine has such a place, so that tests wait for no disk.
struct StoreForTests {
    std::unique_ptr<TemporaryFolder> folder{};
    std::unique_ptr<Store> store{};
    static StoreForTests create();
    /// An account of its own in it.
    AccountId new_account() const;
};

} // namespace muster
