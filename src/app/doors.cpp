#include "app/doors.hpp"

#include "app/find_account.hpp"
#include "app/local_way.hpp"
#include "app/serve.hpp"
#include "app/work_folder.hpp"
#include "base/file.hpp"
#include "cli/session.hpp"
#include "remote/remote_door.hpp"
#include "service/local_door.hpp"
#include "store/sqlite/backup.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

namespace muster {

namespace {

/// A store that lives for one command in a folder that goes with it: what a data directory that does not exist yet reads as, and where
/// reading commands sort.
class PassingFolder final {
public:
    PassingFolder(TemporaryFolder folder, std::shared_ptr<Store> store) : folder_{std::move(folder)}, store_{std::move(store)} {}
    Store& store() { return *store_; }

private:
    TemporaryFolder folder_; ///< first in, so last out
    std::shared_ptr<Store> store_;
};

/// The store keeps its folder alive.
std::shared_ptr<Store> kept_together(TemporaryFolder folder, std::shared_ptr<Store> store)
{
    auto passing = std::make_shared<PassingFolder>(std::move(folder), std::move(store));
    Store* const inner = &passing->store();
    return {std::move(passing), inner};
}

/// For measuring: where an analysis spends its time.
void print_stage(std::string_view stage, std::int64_t microseconds)
{
    std::fprintf(stderr, "stage %-12.*s %8.3f s\n", static_cast<int>(stage.size()), stage.data(), static_cast<double>(microseconds) / 1e6);
}

Result<std::unique_ptr<Door>> make_door(DoorOrder const& order, std::shared_ptr<Store> store, std::string work_folder)
{
    TRY_ASSIGN(AccountId const id, find_account(*store, order.account, order.which_account));
    LocalDoorOrder local;
    local.store = std::move(store);
    local.account = id;
    local.folder = std::move(work_folder);
    if (std::getenv("MUSTER_STAGES") != nullptr) { local.on_stage = print_stage; } // NOLINT(concurrency-mt-unsafe): nobody sets it
    return make_local_door(std::move(local));
}

/// A store that is not there yet is one thing, a file in the place of the data directory another.
Result<void> require_folder(std::string const& folder)
{
    std::error_code ignored; // what cannot be looked at is told when it is opened
    if (!std::filesystem::exists(folder, ignored) || std::filesystem::is_directory(folder, ignored)) { return {}; }
    return Error{ErrorKind::invalid_input, "NOT_A_FOLDER", folder + " is no folder. Name a data directory with --data."};
}

struct OpenedStore {
    std::shared_ptr<Store> store{};
    std::string work{}; ///< a folder that goes with the store
    OpenedDoor::Store there{OpenedDoor::Store::there};
};

/// The store of a data directory, or an empty one where there is none yet.
Result<OpenedStore> open_store_for_reading(std::string const& folder)
{
    TRY(require_folder(folder));
    TRY_ASSIGN(TemporaryFolder passing, TemporaryFolder::create());
    OpenedStore found{{}, passing.path()};
    auto opened = open_sqlite_store({folder, SqliteChoices::Mode::read_only});
    if (!opened && opened.error().kind == ErrorKind::not_found) {
        found.there = OpenedDoor::Store::missing;
        opened = open_sqlite_store({found.work + "/empty", SqliteChoices::Mode::read_write});
    }
    if (!opened) { return std::move(opened).error(); }
    found.store = kept_together(std::move(passing), *std::move(opened));
    return found;
}

Result<OpenedDoor> open_for_reading(DoorOrder const& order)
{
    TRY_ASSIGN(OpenedStore opened, open_store_for_reading(order.folder));
    TRY_ASSIGN(auto door, make_door(order, std::move(opened.store), std::move(opened.work)));
    return OpenedDoor{std::move(door), opened.there};
}

/// Through the server that holds the data directory, where it is one that lets in. Otherwise who holds it is what has to be told.
template <class AnyDoor>
Result<std::unique_ptr<AnyDoor>> go_through_holder(DoorOrder const& order, Error locked,
                                                   Result<std::unique_ptr<AnyDoor>> (*open_door)(ServerAddress const&, std::string const&))
{
    if (locked.kind != ErrorKind::locked) { return locked; }
    auto const way = find_local_way(order.folder, operating_user(), order.account);
    if (!way) { return locked; }
    Result<std::unique_ptr<AnyDoor>> door = open_door(*way, {});
    bool const is_shut = !door && (door.error().kind == ErrorKind::unavailable || door.error().kind == ErrorKind::unauthenticated);
    return is_shut ? Result<std::unique_ptr<AnyDoor>>{std::move(locked)} : std::move(door);
}

Result<std::unique_ptr<Door>> open_for_writing(DoorOrder const& order)
{
    auto store = open_sqlite_store({order.folder, SqliteChoices::Mode::read_write});
    if (!store) { return go_through_holder(order, std::move(store).error(), open_remote_door); }
    TRY_ASSIGN(std::string work, make_work_folder(order.folder));
    return make_door(order, *std::move(store), std::move(work));
}

Result<std::unique_ptr<AccessDoor>> open_access_for_writing(DoorOrder const& order)
{
    auto store = open_sqlite_store({order.folder, SqliteChoices::Mode::read_write});
    if (!store) { return go_through_holder(order, std::move(store).error(), open_remote_access_door); }
    TRY_ASSIGN(AccountId const account, find_account(**store, order.account));
    return make_local_access_door(*std::move(store), account);
}

sqlite::ArchiveWatch watch_of(ProgressTaker const& progress)
{
    return [&progress](std::string_view stage, std::int64_t done, std::int64_t of) { return progress({stage, done, of}); };
}

Result<ServerAddress> address_of(ServerOrder const& order)
{
    ServerAddress address;
    TRY_ASSIGN(address.url, parse_server_url(order.url));
    address.authorization = "App " + order.key;
    address.ca_file = order.ca_file;
    return address;
}

} // namespace

std::unique_ptr<Door> Doors::open_without_store() { return make_local_door({}); }

Result<OpenedDoor> Doors::open(DoorOrder const& order)
{
    if (order.server) {
        TRY_ASSIGN(ServerAddress const address, address_of(*order.server));
        TRY_ASSIGN(auto door, open_remote_door(address, order.account));
        return OpenedDoor{std::move(door), OpenedDoor::Store::there};
    }
    if (order.access == DoorOrder::Access::read) { return open_for_reading(order); }
    TRY_ASSIGN(auto door, open_for_writing(order));
    return OpenedDoor{std::move(door), OpenedDoor::Store::there};
}

Result<OpenedAccessDoor> Doors::open_access(DoorOrder const& order)
{
    if (order.server) {
        TRY_ASSIGN(ServerAddress const address, address_of(*order.server));
        TRY_ASSIGN(auto door, open_remote_access_door(address, order.account));
        return OpenedAccessDoor{std::move(door), OpenedDoor::Store::there};
    }
    if (order.access == DoorOrder::Access::write) {
        TRY_ASSIGN(auto door, open_access_for_writing(order));
        return OpenedAccessDoor{std::move(door), OpenedDoor::Store::there};
    }
    TRY_ASSIGN(OpenedStore opened, open_store_for_reading(order.folder));
    TRY_ASSIGN(AccountId const account, find_account(*opened.store, order.account));
    return OpenedAccessDoor{make_local_access_door(std::move(opened.store), account), opened.there};
}

Result<std::unique_ptr<RunningServer>> Doors::serve(ServeOrder const& order) { return muster::serve(order); }

Result<void> Doors::migrate(std::string const& folder)
{
    TRY(open_sqlite_store({folder, SqliteChoices::Mode::read_write}));
    return {};
}

Result<void> Doors::back_up(std::string const& folder, std::string const& archive, ProgressTaker const& progress)
{
    return sqlite::back_up(folder, archive, watch_of(progress));
}

Result<void> Doors::restore(std::string const& archive, std::string const& folder, ProgressTaker const& progress)
{
    return sqlite::restore(archive, folder, watch_of(progress));
}

} // namespace muster
