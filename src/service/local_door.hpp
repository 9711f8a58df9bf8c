#pragma once

#include "service/door.hpp"

#include <memory>
#include <string>

namespace muster {

/// What the local door needs: one account of one store.
struct LocalDoorOrder {
    std::shared_ptr<Store> store{}; ///< may be null: then only read() works, everything else is a bug
    AccountId account{};
    std::string folder{}; ///< for sorting and temporary files
    std::uint64_t upload_limit{standard_upload_limit};
    std::uint64_t unpacked_limit{standard_unpacked_limit}; ///< bytes that an archive or workbook may unpack to
    std::function<Instant()> clock{now};
    /// Told the name of every stage of an analysis and the microseconds that it took, for measuring; may be empty.
    std::function<void(std::string_view stage, std::int64_t microseconds)> on_stage{};
};

std::unique_ptr<Door> make_local_door(LocalDoorOrder order);

} // namespace muster
