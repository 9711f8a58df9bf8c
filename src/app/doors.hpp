#pragma once

#include "cli/door_maker.hpp"

namespace muster {

/// Doors to the embedded store of a data directory, or through a server.
class Doors final : public DoorMaker {
public:
    std::unique_ptr<Door> open_without_store() override;
    Result<OpenedDoor> open(DoorOrder const& order) override;
    Result<OpenedAccessDoor> open_access(DoorOrder const& order) override;
    Result<std::unique_ptr<RunningServer>> serve(ServeOrder const& order) override;
    Result<void> migrate(std::string const& folder) override;
    Result<void> back_up(std::string const& folder, std::string const& archive, ProgressTaker const& progress) override;
    Result<void> restore(std::string const& archive, std::string const& folder, ProgressTaker const& progress) override;
};

} // namespace muster
