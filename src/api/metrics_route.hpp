#pragma once

#include "access/gate.hpp"
#include "api/route.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace muster {

/// Who may see the numbers of a server. They tell nothing of persons, but how busy its accounts are.
enum class MetricsAccess : std::uint8_t {
    loopback, ///< programs on the same machine, and who has account:manage
    key,      ///< who has account:manage
    open,     ///< everybody
    off,      ///< nobody: there is no such path
};

struct MetricsRoute {
    std::shared_ptr<Gate> gate{};
    MetricsAccess access{MetricsAccess::loopback};
    std::function<std::string()> text{}; ///< any thread
    std::string content_type{};
};

/// Adds /metrics. A request that came through a proxy is not taken for one of the same machine, whatever address it comes from.
void add_metrics_route(Router& router, MetricsRoute route);

} // namespace muster
