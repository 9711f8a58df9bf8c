#include "operating/log.hpp"

#include "json/value.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

namespace muster {

namespace {

constexpr Instant moment{1'795'874'709'123'456};

/// A pipe whose other end a test reads when it likes.
class Pipe {
public:
    Pipe() { EXPECT_EQ(pipe2(ends_.data(), O_CLOEXEC), 0); }
    Pipe(Pipe const&) = delete;
    Pipe& operator=(Pipe const&) = delete;
    ~Pipe() { close(ends_[0]); }
    int writing_end() const { return ends_[1]; }
    void close_writing_end() { close(ends_[1]); }
    /// All there is until the other end is closed.
    std::string read_until_end() const
    {
        std::string all;
        std::array<char, 65'536> piece{};
        for (ssize_t got = 0; (got = ::read(ends_[0], piece.data(), piece.size())) > 0;) {
            all.append(piece.data(), static_cast<std::size_t>(got));
        }
        return all;
    }

private:
    std::array<int, 2> ends_{};
};

std::size_t lines_of(std::string const& text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); }

TEST(Log, TextLinesQuoteOnlyWhatNeedsIt)
{
    EXPECT_EQ(log_line(LogForm::text, moment, LogLevel::info, "request", {{"path", "/people/2/tags/{name}"}, {"status", 200}}),
              to_text(moment) + " info request path=/people/2/tags/{name} status=200");
    EXPECT_EQ(log_line(LogForm::text, moment, LogLevel::error, "trouble", {{"sentence", "two words"}, {"code", ""}}),
              to_text(moment) + " error trouble sentence=\"two words\" code=\"\"");
}

TEST(Log, NothingInAValueMakesALineOfItsOwn)
{
    for (LogForm const form : {LogForm::text, LogForm::json}) {
        std::string const line = log_line(form, moment, LogLevel::warning, "x", {{"value", "a\n2026 info forged=1\r\x1b[31m"}});
        for (char const letter : line) { EXPECT_GE(letter, ' ') << line; }
    }
}

TEST(Log, JsonLinesAreDocuments)
{
    auto const line = parse_json(log_line(LogForm::json, moment, LogLevel::info, "request", {{"method", "GET"}, {"status", 404}}));
    ASSERT_TRUE(line);
    EXPECT_EQ(*line->find("level")->text(), "info");
    EXPECT_EQ(*line->find("event")->text(), "request");
    EXPECT_EQ(*line->find("method")->text(), "GET");
    EXPECT_EQ(line->find("status")->integer(), 404);
    EXPECT_EQ(*line->find("time")->text(), to_text(moment));
}

TEST(Log, WritesEveryLineOfEveryThread)
{
    Pipe pipe;
    std::string all;
    std::thread reader{[&] { all = pipe.read_until_end(); }};
    {
        Log log{LogForm::text, pipe.writing_end()};
        std::vector<std::thread> writers;
        for (int writer = 0; writer < 4; ++writer) {
            writers.emplace_back([&] {
                for (std::int64_t line = 0; line < 1'000; ++line) { log.write(LogLevel::info, "line", {{"number", line}}); }
            });
        }
        for (std::thread& writer : writers) { writer.join(); }
    }
    pipe.close_writing_end();
    reader.join();
    EXPECT_EQ(lines_of(all), 4'000U);
}

TEST(Log, NeverWaitsForAReaderAndTellsWhatItDropped)
{
    Pipe pipe;
    std::string all;
    std::thread reader;
    {
        Log log{LogForm::text, pipe.writing_end()};
        std::string const long_text(10'000, 'x');
        for (int line = 0; line < 1'000; ++line) { log.write(LogLevel::info, "line", {{"text", long_text}}); } // 10 MB: more than may wait
        reader = std::thread{[&] { all = pipe.read_until_end(); }};
        while (true) { // until there is room for a line again, which brings the number with it
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
            log.write(LogLevel::info, "again", {});
            if (log.dropped() == 0) { break; }
        }
    }
    pipe.close_writing_end();
    reader.join();
    EXPECT_NE(all.find("warning log_lines_dropped count="), std::string::npos);
    EXPECT_LT(lines_of(all), 700U);
    EXPECT_GT(lines_of(all), 400U);
}

} // namespace

} // namespace muster
