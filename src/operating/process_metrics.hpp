#pragma once

#include "operating/metrics.hpp"

namespace muster {

/// What every program tells of itself, under the names that Prometheus has for it: process_resident_memory_bytes,
/// process_virtual_memory_bytes, process_open_fds, process_max_fds, process_cpu_seconds_total, process_start_time_seconds (of this call).
void add_process_metrics(Metrics& metrics);

} // namespace muster
