#pragma once

#include "committing/commit.hpp"
#include "committing/undo.hpp"
#include "tests/support/canonical_dump.hpp"
#include "tests/support/made_import.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace muster {

/// The value of a Result that a test relies on; the test program ends with its Error otherwise.
template <class T>
T must(Result<T> result)
{
    if (!result) {
        ADD_FAILURE() << result.error().code << ": " << result.error().message;
        std::abort();
    }
    return *std::move(result);
}
inline void must(Result<void> result)
{
    if (!result) {
        ADD_FAILURE() << result.error().code << ": " << result.error().message;
        std::abort();
    }
}

/// One store for a suite, an account for each import.
class CommittingTest : public testing::Test {
protected:
    static void SetUpTestSuite() { place_ = new StoreForTests{StoreForTests::create()}; }
    static void TearDownTestSuite()
    {
        delete place_;
        place_ = nullptr;
    }
    static Store& store() { return *place_->store; }
    static std::string folder() { return place_->folder->path(); }

    static AccountId account_with(std::vector<Profile> const& persons, Target const& target = person_target())
    {
        AccountId const account = place_->new_account();
        must(store_profiles(store(), account, target, persons));
        return account;
    }
    static CommitOrder made(CommitOrder const& order, std::vector<Candidate> const& rows)
    {
        return must(made_import(store(), order, rows, folder()));
    }
    static ImportJob commit(CommitOrder const& order) { return must(commit_import(store(), order, {})); }
    static std::string dump(AccountId account, Target const& target = person_target())
    {
        return must(canonical_dump(store(), account, target));
    }
    static UndoReport undo(CommitOrder const& order)
    {
        UndoOrder undo{order.target, order.account, order.import, "undoer"};
        undo.chunk = order.chunk;
        return must(undo_import(store(), undo, {}));
    }
    static void expect_sound(std::vector<Target const*> const& targets = {&person_target()})
    {
        for (CheckFinding const& finding : must(store().check(targets))) { ADD_FAILURE() << finding.rule << ": " << finding.detail; }
    }

private:
    inline static StoreForTests* place_ = nullptr;
};

} // namespace muster
