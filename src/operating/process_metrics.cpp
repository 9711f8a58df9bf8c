#include "operating/process_metrics.hpp"

#include "base/date.hpp"

#include <array>
#include <charconv>
#include <optional>
#include <string>

#include <dirent.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace muster {

namespace {

constexpr double microseconds_per_second = 1e6;

/// The pages of /proc/self/statm: all that is mapped, and what of it is in memory.
struct Pages {
    double mapped{}, resident{};
};
std::optional<Pages> pages_now()
{
    int const file = ::open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (file < 0) { return std::nullopt; }
    std::array<char, 256> line{};
    ssize_t const got = ::read(file, line.data(), line.size());
    ::close(file);
    if (got <= 0) { return std::nullopt; }
    std::int64_t mapped{}, resident{};
    char const* const end = line.data() + got;
    auto const first = std::from_chars(line.data(), end, mapped);
    if (first.ec != std::errc{} || first.ptr == end) { return std::nullopt; }
    auto const second = std::from_chars(first.ptr + 1, end, resident);
    if (second.ec != std::errc{}) { return std::nullopt; }
    auto const page = static_cast<double>(::sysconf(_SC_PAGESIZE));
    return Pages{static_cast<double>(mapped) * page, static_cast<double>(resident) * page};
}

/// One of them is that of the folder that is read for it.
std::optional<double> open_descriptors()
{
    DIR* const folder = ::opendir("/proc/self/fd");
    if (folder == nullptr) { return std::nullopt; }
    double count = 0;
    while (dirent const* const entry = ::readdir(folder)) { // NOLINT(concurrency-mt-unsafe): nobody else has this folder
        if (entry->d_name[0] != '.') { ++count; }
    }
    ::closedir(folder);
    return count - 1;
}

double seconds_of(timeval const& time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / microseconds_per_second;
}

void read_cpu(MetricReading& reading)
{
    rusage usage{};
    if (::getrusage(RUSAGE_SELF, &usage) == 0) { reading.add({}, seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime)); }
}

void read_descriptor_limit(MetricReading& reading)
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) { reading.add({}, static_cast<double>(limit.rlim_cur)); }
}

} // namespace

void add_process_metrics(Metrics& metrics)
{
    metrics.look({"process_resident_memory_bytes", "Memory that the process has in RAM.", {}}, Metrics::Kind::gauge,
                 [](MetricReading& reading) {
                     if (auto const pages = pages_now()) { reading.add({}, pages->resident); }
                 });
    metrics.look({"process_virtual_memory_bytes", "Memory that is mapped, in RAM or not.", {}}, Metrics::Kind::gauge,
                 [](MetricReading& reading) {
                     if (auto const pages = pages_now()) { reading.add({}, pages->mapped); }
                 });
    metrics.look({"process_open_fds", "Descriptors that are open: connections, files.", {}}, Metrics::Kind::gauge,
                 [](MetricReading& reading) {
                     if (auto const count = open_descriptors()) { reading.add({}, *count); }
                 });
    metrics.look({"process_max_fds", "Descriptors that may be open.", {}}, Metrics::Kind::gauge, read_descriptor_limit);
    metrics.look({"process_cpu_seconds_total", "Time on processors.", {}}, Metrics::Kind::counter, read_cpu);
    double const started = static_cast<double>(now().microseconds) / microseconds_per_second;
    metrics.look({"process_start_time_seconds", "When it began, in seconds since 1970.", {}}, Metrics::Kind::gauge,
                 [started](MetricReading& reading) { reading.add({}, started); });
}

} // namespace muster
