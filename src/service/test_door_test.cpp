#include "service/test_door.hpp"

#include "store/sqlite/sqlite_store.hpp"

namespace muster {

std::shared_ptr<Store> open_test_store(std::string const& folder) { return must(open_sqlite_store({.folder = folder})); }

} // namespace muster
