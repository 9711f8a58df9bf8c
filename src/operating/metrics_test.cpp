#include "operating/metrics.hpp"
#include "operating/process_metrics.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <thread>
#include <vector>

namespace muster {
namespace {

TEST(Metrics, WriteCountersWithTheirLabels)
{
    Metrics metrics;
    Counters& calls = metrics.counters({"calls_total", "Calls.", {"method", "status"}});
    calls.add({"GET", "200"});
    calls.add({"GET", "200"}, 2);
    calls.add({"PUT", "404"});
    Counters& bare = metrics.counters({"bare_total", "Without labels.", {}});
    bare.add({});
    EXPECT_EQ(metrics.text(), "# HELP calls_total Calls.\n# TYPE calls_total counter\n"
                              "calls_total{method=\"GET\",status=\"200\"} 3\ncalls_total{method=\"PUT\",status=\"404\"} 1\n"
                              "# HELP bare_total Without labels.\n# TYPE bare_total counter\nbare_total 1\n");
}

TEST(Metrics, EscapeWhatWouldEndALabel)
{
    Metrics metrics;
    metrics.counters({"x_total", "X.", {"a"}}).add({"a\"b\\c\nd"});
    EXPECT_NE(metrics.text().find("x_total{a=\"a\\\"b\\\\c\\nd\"} 1\n"), std::string::npos);
}

TEST(Metrics, HistogramsCountUpToEveryBound)
{
    Metrics metrics;
    Histograms& times = metrics.histograms({"t_seconds", "T.", {"of"}}, {0.5, 1, 2});
    for (double const value : {0.1, 0.5, 0.75, 1.5, 8.0}) { times.observe({"x"}, value); }
    EXPECT_EQ(metrics.text(), "# HELP t_seconds T.\n# TYPE t_seconds histogram\n"
                              "t_seconds_bucket{of=\"x\",le=\"0.5\"} 2\nt_seconds_bucket{of=\"x\",le=\"1\"} 3\n"
                              "t_seconds_bucket{of=\"x\",le=\"2\"} 4\nt_seconds_bucket{of=\"x\",le=\"+Inf\"} 5\n"
                              "t_seconds_sum{of=\"x\"} 10.85\nt_seconds_count{of=\"x\"} 5\n");
}

TEST(Metrics, LookAtTheMomentOfAsking)
{
    Metrics metrics;
    double value = 1;
    metrics.look({"now", "Now.", {}}, Metrics::Kind::gauge, [&](MetricReading& reading) { reading.add({}, value); });
    EXPECT_TRUE(metrics.text().ends_with("now 1\n"));
    value = std::numeric_limits<double>::infinity();
    EXPECT_TRUE(metrics.text().ends_with("now +Inf\n"));
}

TEST(Metrics, KeepABoundedNumberOfSeries)
{
    Metrics metrics;
    Counters& many = metrics.counters({"many_total", "Many.", {"n"}});
    for (std::size_t number = 0; number < most_series + 100; ++number) { many.add({std::to_string(number)}); }
    std::string const text = metrics.text();
    EXPECT_NE(text.find("many_total{n=\"other\"} 100\n"), std::string::npos);
    EXPECT_NE(text.find("many_total{n=\"0\"} 1\n"), std::string::npos);
}

TEST(Metrics, LoseNothingThatSeveralThreadsCount)
{
    Metrics metrics;
    Counters& count = metrics.counters({"c_total", "C.", {"a"}});
    Histograms& times = metrics.histograms({"t", "T.", {}}, {1});
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&] {
            for (int time = 0; time < 1'000; ++time) {
                count.add({"x"});
                times.observe({}, 1);
            }
        });
    }
    for (std::thread& thread : threads) { thread.join(); }
    EXPECT_NE(metrics.text().find("c_total{a=\"x\"} 4000\n"), std::string::npos);
    EXPECT_NE(metrics.text().find("t_count 4000\n"), std::string::npos);
}

TEST(ProcessMetrics, TellWhatTheSystemKnows)
{
    Metrics metrics;
    add_process_metrics(metrics);
    std::string const text = metrics.text();
    for (std::string const name : {"process_resident_memory_bytes", "process_virtual_memory_bytes", "process_open_fds", "process_max_fds",
                                   "process_cpu_seconds_total", "process_start_time_seconds"}) {
        std::size_t const at = text.find("\n" + name + " ");
        ASSERT_NE(at, std::string::npos) << text;
        EXPECT_GT(std::stod(text.substr(at + name.size() + 2)), 0) << name;
    }
}

} // namespace
} // namespace muster
