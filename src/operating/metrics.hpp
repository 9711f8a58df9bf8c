#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// What a metric is called and what it says. Names follow the conventions of Prometheus: base units (seconds, bytes), counters end with
/// _total. Everything in it lives as long as the registry.
struct MetricDescription {
    std::string_view name{};                ///< muster_http_requests_total
    std::string_view help{};                ///< a sentence
    std::vector<std::string_view> labels{}; ///< names of what it is told apart by
};

/// The values of a metric's labels, in the order of their names. Only what the program itself names: never what somebody sent, because
/// every new combination is a series that whoever collects them keeps for ever.
using MetricLabels = std::initializer_list<std::string_view>;

/// Series of one metric at most: twice the routes times methods times statuses that there are. What comes after is counted under `other`,
/// so that a mistake costs no memory.
inline constexpr std::size_t most_series = 5'000;

/// Something that is counted. Any thread.
class Counters {
public:
    explicit Counters(MetricDescription description) : description_{std::move(description)} {}
    void add(MetricLabels labels, std::uint64_t count = 1);
    void append_to(std::string& text) const;

private:
    MetricDescription description_;
    mutable std::mutex mutex_{};
    std::map<std::string, std::uint64_t, std::less<>> series_{}; ///< by its labels as they are written
};

/// Something that is measured, by how often it was at most so much. Any thread.
class Histograms {
public:
    /// `bounds` ascending; what is above the last is counted too.
    Histograms(MetricDescription description, std::vector<double> bounds) : description_{std::move(description)}, bounds_{std::move(bounds)}
    {
    }
    void observe(MetricLabels labels, double value);
    void append_to(std::string& text) const;

private:
    struct Series {
        std::vector<std::uint64_t> counts{}; ///< one for each bound, and one for what is above; each only what the lower ones have not
        std::uint64_t count{};
        double sum{};
    };
    MetricDescription description_;
    std::vector<double> bounds_;
    mutable std::mutex mutex_{};
    std::map<std::string, Series, std::less<>> series_{};
};

/// What is looked at only when somebody asks: fills in the values.
class MetricReading {
public:
    explicit MetricReading(MetricDescription const& description, std::string& text) : description_{description}, text_{text} {}
    void add(MetricLabels labels, double value);

private:
    MetricDescription const& description_;
    std::string& text_;
};

/// All metrics of a running server. Those that are created live as long as it does. Creating is for the start, everything else for any
/// thread.
class Metrics {
public:
    enum class Kind : std::uint8_t { counter, gauge };

    Metrics() = default;
    Metrics(Metrics const&) = delete;
    Metrics& operator=(Metrics const&) = delete;

    Counters& counters(MetricDescription description);
    Histograms& histograms(MetricDescription description, std::vector<double> bounds);
    /// `read` is called by whatever thread asks for the text. What it cannot tell it leaves out.
    void look(MetricDescription description, Kind kind, std::function<void(MetricReading&)> read);

    /// All of them in the text format 0.0.4 of Prometheus, in the order of their creation.
    std::string text() const;
    static constexpr std::string_view content_type = "text/plain; version=0.0.4; charset=utf-8";

private:
    std::list<Counters> counters_{};
    std::list<Histograms> histograms_{};
    std::vector<std::function<void(std::string&)>> writers_{};
};

/// Bounds in seconds, from a lookup to a big answer over a slow line.
std::vector<double> latency_bounds();
/// Powers of two from 1 to 2^`most`.
std::vector<double> doubling_bounds(int most);

} // namespace muster
