#pragma once

#include "base/file.hpp"
#include "service/local_door.hpp"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace muster {

/// What a Result holds; fails the test, with the sentence, when it holds an Error.
template <class T>
T must(Result<T> result)
{
    if (!result) { ADD_FAILURE() << result.error().code << ": " << result.error().message; }
    return *std::move(result);
}
inline void must(Result<void> result)
{
    if (!result) { ADD_FAILURE() << result.error().code << ": " << result.error().message; }
}
template <class T>
std::string code_of(Result<T> const& result)
{
    return result ? "" : result.error().code;
}

/// A new embedded store in a folder.
std::shared_ptr<Store> open_test_store(std::string const& folder);

/// A local door on a store of its own in a temporary folder.
class ServiceTest : public testing::Test {
protected:
    ServiceTest()
    {
        store_ = open_test_store(folder_.path() + "/data");
        account_ = ensure_account();
        door_ = open_door();
    }

    std::unique_ptr<Door> open_door()
    {
        LocalDoorOrder order;
        order.store = store_;
        order.account = account();
        order.folder = folder_.path();
        order.clock = [this] { return Instant{now().microseconds + later_}; };
        return make_local_door(order);
    }

    AccountId account() const { return account_; }
    AccountId ensure_account()
    {
        auto const transaction = must(store_->begin(Store::Access::write));
        auto const accounts = must(transaction->accounts().list());
        if (!accounts.empty()) { return accounts.front().id; }
        AccountId const id = must(transaction->accounts().create("main"));
        must(transaction->commit());
        return id;
    }

    static ImportRequest request(std::string const& bytes, std::string const& name = "people.csv")
    {
        ImportRequest wanted;
        wanted.file = {std::shared_ptr<ByteSource const>{memory_source(bytes)}, name};
        wanted.auto_map = ImportRequest::AutoMap::yes;
        wanted.by = "tester";
        return wanted;
    }
    static ImportRequest mapped(std::string const& bytes, std::vector<std::string> const& maps)
    {
        ImportRequest wanted = request(bytes);
        wanted.auto_map = ImportRequest::AutoMap::no;
        for (std::string const& map : maps) { wanted.recipe.columns.push_back(must(parse_column_mapping(map))); }
        return wanted;
    }

    ImportJob analyze(ImportRequest const& wanted) { return must(door_->analyze(wanted, {})); }
    ImportJob commit(ImportJob const& job) { return must(door_->commit(job.id, job.plan_hash, {})); }
    ImportJob import(ImportRequest const& wanted) { return commit(analyze(wanted)); }

    std::string outcome_file(ImportId id, OutcomeFile file, TableFormat format = TableFormat::csv)
    {
        std::string text;
        auto const sink = memory_sink(text);
        must(door_->outcome_file(id, file, format, *sink));
        must(sink->finish());
        return text;
    }
    std::string exported(PersonQuery const& query = {}, TableFormat format = TableFormat::csv)
    {
        std::string text;
        auto const sink = memory_sink(text);
        must(door_->export_persons(query, format, *sink));
        must(sink->finish());
        return text;
    }
    std::vector<Profile> persons(PersonQuery const& query = {})
    {
        std::vector<Profile> all;
        must(door_->persons(query, [&](std::span<Profile const> page, Names const&) -> Result<void> {
            all.insert(all.end(), page.begin(), page.end());
            return {};
        }));
        return all;
    }
    Profile person(std::string const& key) { return must(door_->person(must(parse_person_key(key)))).profile; }
    std::vector<RowView> rows(ImportId id, RowQuery const& query = {})
    {
        std::vector<RowView> all;
        must(door_->rows(id, query, [&](RowView const& row) -> Result<void> {
            all.push_back(row);
            return {};
        }));
        return all;
    }
    static std::vector<PersonKey> keys(std::vector<std::string> const& texts)
    {
        std::vector<PersonKey> all;
        for (std::string const& text : texts) { all.push_back(must(parse_person_key(text))); }
        return all;
    }

    TemporaryFolder folder_{must(TemporaryFolder::create())};
    std::int64_t later_{}; ///< microseconds by which the clock is ahead
    std::shared_ptr<Store> store_{};
    AccountId account_{};
    std::unique_ptr<Door> door_{};
};

inline std::string const three_people = "Email,Phone,First name,Last name\n"
                                        "ana@example.com,+385911234561,Ana,Horvat\n"
                                        "ivan@example.com,+385911234562,Ivan,Kova\xC4\x8D\n"
                                        "mia@example.com,+385911234563,Mia,Novak\n";

} // namespace muster
