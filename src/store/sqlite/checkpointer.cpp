#include "store/sqlite/checkpointer.hpp"

#include <exception>
#include <utility>

namespace muster::sqlite {

namespace {

/// The part of the wanted size that the writer copies itself rather than let the log grow on: of 128 MB 8, some hundredths of a second.
constexpr std::int64_t small_part = 16;
/// Times the wanted size from which the writer waits for the log to be copied: half a gigabyte of the disk.
constexpr std::int64_t most = 4;

} // namespace

Checkpointer::Checkpointer(Connection& writer, std::string path, std::int64_t wanted)
    : writer_{writer}, path_{std::move(path)}, wanted_{wanted}
{
    writer_.on_commit([this](std::int64_t pages) { committed(pages); });
}

Checkpointer::~Checkpointer()
{
    writer_.on_commit({});
    {
        std::unique_lock lock{mutex_};
        moved_.wait(lock, [this] { return state_ != State::copying; });
        state_ = State::ending;
    }
    moved_.notify_all();
    if (thread_.joinable()) { thread_.join(); }
}

/// After each commit of the writer, on its thread.
void Checkpointer::committed(std::int64_t pages) noexcept
{
    std::int64_t left = 0;
    {
        std::lock_guard const lock{mutex_};
        if (pages < copied_) { // the log has begun anew
            copied_ = 0;
            again_at_ = 0;
        }
        left = pages - copied_;
    }
    if (pages < wanted_ || pages < again_at_) { return; }
    // a log that somebody still reads cannot begin anew: not another pass for every small commit
    std::int64_t const little = wanted_ / small_part;
    again_at_ = pages + little;
    if (pages >= most * wanted_ || left <= little || !wake()) { finish_here(); }
}

/// False when there can be no thread.
bool Checkpointer::wake() noexcept
{
    try {
        std::lock_guard const lock{mutex_};
        if (!thread_.joinable()) {
            thread_ = std::thread{[this] { work(); }};
        }
        if (state_ == State::idle) { state_ = State::asked; }
    } catch (std::exception const&) { // no memory, or no more threads
        return false;
    }
    moved_.notify_all();
    return true;
}

/// On the writer's thread, between two transactions.
void Checkpointer::finish_here() noexcept
{
    {
        std::unique_lock lock{mutex_};
        moved_.wait(lock, [this] { return state_ == State::idle; });
    }
    copy(writer_);
}

void Checkpointer::work() noexcept
{
    std::unique_ptr<Connection> connection;
    std::unique_lock lock{mutex_};
    while (true) {
        moved_.wait(lock, [this] { return state_ == State::asked || state_ == State::ending; });
        if (state_ == State::ending) { return; }
        state_ = State::copying;
        lock.unlock();
        try {
            if (!connection) {
                if (auto opened = Connection::open(path_, Connection::Mode::copy_log)) { connection = *std::move(opened); }
            }
        } catch (std::exception const&) { // no memory: the next pass may have some
        }
        if (connection) { copy(*connection); }
        lock.lock();
        state_ = State::idle;
        moved_.notify_all();
    }
}

/// A pass that fails has copied nothing that counts; the log keeps all of it, and the next pass meets the same trouble or does not.
void Checkpointer::copy(Connection& connection) noexcept
{
    std::int64_t const copied = connection.copy_log();
    std::lock_guard const lock{mutex_};
    copied_ = copied;
}

} // namespace muster::sqlite
