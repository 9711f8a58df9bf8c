#include "operating/metrics.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace muster {

namespace {

/// Label values and help texts escape alike, but for the quote, which only stands around the former.
void append_escaped(std::string& text, std::string_view value)
{
    for (char const letter : value) {
        if (letter == '\\') {
            text += "\\\\";
        } else if (letter == '\n') {
            text += "\\n";
        } else if (letter == '"') {
            text += "\\\"";
        } else {
            text += letter;
        }
    }
}

/// `method="GET",status="200"`; empty without labels.
template <class Values>
std::string written(MetricDescription const& description, Values const& values)
{
    MUSTER_ASSERT(values.size() == description.labels.size());
    std::string text;
    auto value = values.begin();
    for (std::string_view const name : description.labels) {
        if (!text.empty()) { text += ','; }
        text.append(name).append("=\"");
        append_escaped(text, *value++);
        text += '"';
    }
    return text;
}

std::string written_for_others(MetricDescription const& description)
{
    return written(description, std::vector<std::string_view>(description.labels.size(), "other"));
}

std::string number(double value)
{
    if (std::isnan(value)) { return "NaN"; }
    if (std::isinf(value)) { return value > 0 ? "+Inf" : "-Inf"; }
    std::array<char, 32> digits{};
    auto const [end, trouble] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    MUSTER_ASSERT(trouble == std::errc{});
    return {digits.data(), end};
}

void append_head(std::string& text, MetricDescription const& description, std::string_view type)
{
    text.append("# HELP ").append(description.name).append(" ").append(description.help);
    text.append("\n# TYPE ").append(description.name).append(" ").append(type).append("\n");
}

void append_line(std::string& text, std::string_view name, std::string_view suffix, std::string_view labels, std::string_view value)
{
    text.append(name).append(suffix);
    if (!labels.empty()) { text.append("{").append(labels).append("}"); }
    text.append(" ").append(value).append("\n");
}

/// The series of these labels, or that of all others when there are too many.
template <class Series>
Series& series_of(std::map<std::string, Series, std::less<>>& all, MetricDescription const& description, MetricLabels labels)
{
    std::string key = written(description, labels);
    if (all.size() >= most_series && !all.contains(key)) { key = written_for_others(description); }
    return all[std::move(key)];
}

} // namespace

void Counters::add(MetricLabels labels, std::uint64_t count)
{
    std::lock_guard const lock{mutex_};
    series_of(series_, description_, labels) += count;
}

void Counters::append_to(std::string& text) const
{
    append_head(text, description_, "counter");
    std::lock_guard const lock{mutex_};
    for (auto const& [labels, count] : series_) { append_line(text, description_.name, {}, labels, std::to_string(count)); }
}

void Histograms::observe(MetricLabels labels, double value)
{
    auto const bucket = static_cast<std::size_t>(std::lower_bound(bounds_.begin(), bounds_.end(), value) - bounds_.begin());
    std::lock_guard const lock{mutex_};
    Series& series = series_of(series_, description_, labels);
    series.counts.resize(bounds_.size() + 1);
    ++series.counts[bucket];
    ++series.count;
    series.sum += value;
}

void Histograms::append_to(std::string& text) const
{
    append_head(text, description_, "histogram");
    std::lock_guard const lock{mutex_};
    for (auto const& [labels, series] : series_) {
        std::string const before = labels.empty() ? std::string{} : labels + ",";
        std::uint64_t so_far = 0;
        for (std::size_t bucket = 0; bucket < series.counts.size(); ++bucket) {
            so_far += series.counts[bucket];
            std::string const bound = bucket < bounds_.size() ? number(bounds_[bucket]) : "+Inf";
            append_line(text, description_.name, "_bucket", before + "le=\"" + bound + "\"", std::to_string(so_far));
        }
        append_line(text, description_.name, "_sum", labels, number(series.sum));
        append_line(text, description_.name, "_count", labels, std::to_string(series.count));
    }
}

void MetricReading::add(MetricLabels labels, double value)
{
    append_line(text_, description_.name, {}, written(description_, labels), number(value));
}

Counters& Metrics::counters(MetricDescription description)
{
    Counters& made = counters_.emplace_back(std::move(description));
    writers_.emplace_back([&made](std::string& text) { made.append_to(text); });
    return made;
}

Histograms& Metrics::histograms(MetricDescription description, std::vector<double> bounds)
{
    Histograms& made = histograms_.emplace_back(std::move(description), std::move(bounds));
    writers_.emplace_back([&made](std::string& text) { made.append_to(text); });
    return made;
}

void Metrics::look(MetricDescription description, Kind kind, std::function<void(MetricReading&)> read)
{
    std::string_view const type = kind == Kind::counter ? "counter" : "gauge";
    writers_.emplace_back([description = std::move(description), type, read = std::move(read)](std::string& text) {
        append_head(text, description, type);
        MetricReading reading{description, text};
        read(reading);
    });
}

std::string Metrics::text() const
{
    std::string text;
    for (auto const& write : writers_) { write(text); }
    return text;
}

std::vector<double> latency_bounds() { return {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10}; }

std::vector<double> doubling_bounds(int most)
{
    std::vector<double> bounds;
    for (int power = 0; power <= most; ++power) { bounds.push_back(std::ldexp(1.0, power)); }
    return bounds;
}

} // namespace muster
