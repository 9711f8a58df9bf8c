#pragma once

#include "base/file.hpp"
#include "store/store.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace muster::contract {

/// One adapter under the contract: how a store of its kind is opened in a place of the test's own.
struct Adapter {
    std::string name{};
    /// Opens the store of this folder for writing; the same one again after it was closed.
    std::function<Result<std::unique_ptr<Store>>(std::string const& folder)> open{};
    /// Opens it for reading beside a writer; empty when the adapter needs no such difference.
    std::function<Result<std::unique_ptr<Store>>(std::string const& folder)> open_for_reading{};
};
std::vector<Adapter> const& adapters();
inline std::ostream& operator<<(std::ostream& out, Adapter const& adapter) { return out << adapter.name; }

/// A target that only the contract knows: an identifier of one value and one of many.
Target const& plant();
inline constexpr FieldId plant_label{1}, plant_root{2};
/// Another one, whose fields come in no order.
Target const& stone();
inline constexpr FieldId stone_mark{7}, stone_weight{3};

inline constexpr AccountId main_account{1};

/// A store of its own for each test.
class StoreContract : public testing::TestWithParam<Adapter> {
protected:
    void SetUp() override;
    void TearDown() override;

    Store& store() { return *store_; }
    void reopen();
    std::string const& folder() const { return folder_->path(); }

    std::unique_ptr<Transaction> reading() { return begin(Store::Access::read); }
    std::unique_ptr<Transaction> writing() { return begin(Store::Access::write); }
    std::unique_ptr<Transaction> begin(Store::Access access);

    /// A second account.
    AccountId other_account();
    /// Writes in a transaction of its own, which must succeed.
    void put(Target const& target, std::vector<ProfileWrite> const& writes, AccountId account = main_account);
    /// Tries to, and gives the code of the Error.
    std::string refused(Target const& target, std::vector<ProfileWrite> const& writes, AccountId account = main_account);
    std::vector<Profile> all(Target const& target, AccountId account = main_account);
    ProfileId owner(Identifier const& identifier, AccountId account = main_account);
    std::vector<std::string> check();

    std::unique_ptr<Store> store_{};

private:
    std::unique_ptr<TemporaryFolder> folder_{};
};

/// A plant with a label, and roots.
Profile make_plant(std::int64_t id, std::string const& label, std::vector<std::string> const& roots = {});
Identifier label(std::string const& text);
Identifier root(std::string const& text);

template <class T>
T value_of(Result<T> result)
{
    if (!result) { ADD_FAILURE() << result.error().code << ": " << result.error().message; }
    return result ? *std::move(result) : T{};
}
inline void succeed(Result<void> const& result)
{
    if (!result) { ADD_FAILURE() << result.error().code << ": " << result.error().message; }
}
template <class T>
std::string code_of(Result<T> const& result)
{
    return result ? "success" : result.error().code;
}
template <class T>
ErrorKind kind_of(Result<T> const& result)
{
    EXPECT_FALSE(result);
    return result ? ErrorKind::internal : result.error().kind;
}

} // namespace muster::contract
