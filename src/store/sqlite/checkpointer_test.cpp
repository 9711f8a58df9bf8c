#include "store/sqlite/checkpointer.hpp"

#include "base/file.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <random>
#include <thread>
#include <vector>

namespace muster::sqlite {
namespace {

constexpr std::int64_t rows_at_once = 50;

/// A table of blobs that is written in transactions of rows_at_once new rows and as many changed ones, and what must be in it.
class WrittenTable {
public:
    WrittenTable() { must(writer_->execute("CREATE TABLE t (id INTEGER PRIMARY KEY, bytes BLOB)")); }
    std::string path() const { return folder_.path() + "/t.db"; }
    Connection& writer() { return *writer_; }

    void write()
    {
        must(writer_->execute("BEGIN IMMEDIATE"));
        for (std::int64_t row = 0; row < rows_at_once; ++row) {
            put(static_cast<std::int64_t>(rows_.size()) + 1);
            put(1 + static_cast<std::int64_t>(random_() % rows_.size()));
        }
        must(writer_->execute("COMMIT"));
    }
    void close() { writer_.reset(); }

    /// All rows as a connection of its own reads them.
    void expect_kept() const
    {
        std::unique_ptr<Connection> const reader = *Connection::open(path(), Connection::Mode::read);
        EXPECT_EQ(*reader->integrity_problem(), "");
        Statement rows = *reader->prepare("SELECT id, bytes FROM t ORDER BY id");
        std::size_t count = 0;
        while (rows.next()) {
            ASSERT_EQ(rows.integer(0), static_cast<std::int64_t>(++count));
            ASSERT_TRUE(rows.blob(1) == rows_[count - 1]) << count;
        }
        must(rows.finish());
        EXPECT_EQ(count, rows_.size());
    }
    std::int64_t pages_in_log() const
    {
        constexpr std::int64_t frame = 8'192 + 24; // a page and its head: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
        return static_cast<std::int64_t>(std::filesystem::file_size(path() + "-wal")) / frame;
    }

    static void must(Result<void> const& done) { ASSERT_TRUE(done) << done.error().message; }

private:
    void put(std::int64_t id)
    {
        std::string bytes(100 + random_() % 500, static_cast<char>('a' + random_() % 26));
        Statement statement = *writer_->prepare("INSERT INTO t VALUES (?1, ?2) ON CONFLICT DO UPDATE SET bytes = ?2");
        must(statement.bind(id).bind_blob(bytes).run());
        if (id > static_cast<std::int64_t>(rows_.size())) { rows_.emplace_back(); }
        rows_[static_cast<std::size_t>(id - 1)] = std::move(bytes);
    }

    TemporaryFolder folder_ = *TemporaryFolder::create();
    std::unique_ptr<Connection> writer_ = *Connection::open(path(), Connection::Mode::write);
    std::vector<std::string> rows_{};
    std::mt19937 random_{7}; // NOLINT: the same writes in every run
};

/// Reads without end and holds what it sees against whole transactions.
void read_until(std::atomic<bool> const& ended, std::string const& path)
{
    std::unique_ptr<Connection> const reader = *Connection::open(path, Connection::Mode::read);
    std::int64_t before = 0;
    while (!ended) {
        Statement statement = *reader->prepare("SELECT count(*), coalesce(sum(id), 0) FROM t");
        ASSERT_TRUE(statement.next());
        std::int64_t const count = statement.integer(0);
        ASSERT_GE(count, before);
        ASSERT_EQ(count % rows_at_once, 0);
        ASSERT_EQ(statement.integer(1), count * (count + 1) / 2);
        WrittenTable::must(statement.finish());
        before = count;
    }
}

TEST(Checkpointer, KeepsTheLogSmall)
{
    WrittenTable table;
    {
        constexpr std::int64_t wanted = 64;
        Checkpointer const checkpointer{table.writer(), table.path(), wanted};
        for (int transaction = 0; transaction < 200; ++transaction) { table.write(); }
        constexpr std::int64_t transaction_at_most = 2 * rows_at_once + 10; // every row on a page of its own, and the pages above
        EXPECT_LE(table.pages_in_log(), 4 * wanted + transaction_at_most);
    }
    table.expect_kept();
    table.close();
    EXPECT_FALSE(std::filesystem::exists(table.path() + "-wal"));
    table.expect_kept();
}

TEST(Checkpointer, CopiesWhileTheWriterDoesOtherThings)
{
    WrittenTable table;
    constexpr std::int64_t wanted = 200;
    Checkpointer const checkpointer{table.writer(), table.path(), wanted};
    while (table.pages_in_log() < wanted) { table.write(); }
    auto const size = [&] { return std::filesystem::file_size(table.path()); };
    auto const until = std::chrono::steady_clock::now() + std::chrono::seconds{30};
    while (size() < 10 * 8'192 && std::chrono::steady_clock::now() < until) { std::this_thread::sleep_for(std::chrono::milliseconds{1}); }
    EXPECT_GE(size(), 10U * 8'192U);
}

TEST(Checkpointer, LosesNothingBesideReaders)
{
    WrittenTable table;
    {
        Checkpointer const checkpointer{table.writer(), table.path(), 16};
        std::atomic<bool> ended{false};
        std::vector<std::jthread> readers;
        for (int reader = 0; reader < 2; ++reader) {
            readers.emplace_back([&] { read_until(ended, table.path()); });
        }
        for (int transaction = 0; transaction < 150; ++transaction) { table.write(); }
        ended = true;
    }
    table.close();
    table.expect_kept();
}

TEST(Checkpointer, GoesWhileItCopies)
{
    for (int round = 0; round < 20; ++round) {
        WrittenTable table;
        {
            Checkpointer const checkpointer{table.writer(), table.path(), 16};
            for (int transaction = 0; transaction < 3; ++transaction) { table.write(); }
        }
        table.expect_kept();
    }
}

TEST(Checkpointer, CopiesOnTheWritersThreadWhereItCannotOpenTheFile)
{
    WrittenTable table;
    {
        Checkpointer const checkpointer{table.writer(), table.path() + "/nowhere", 16};
        for (int transaction = 0; transaction < 60; ++transaction) { table.write(); }
        EXPECT_LE(table.pages_in_log(), 4 * 16 + 2 * rows_at_once + 10);
    }
    table.close();
    table.expect_kept();
}

} // namespace
} // namespace muster::sqlite
