#pragma once

#include "store/sqlite/connection.hpp"

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace muster::sqlite {

/// Brings what the write-ahead log holds into the database file, on a thread and a connection of its own: a chunk of an import fills the
/// log, and copying it takes as long as a fifth of the import, in which the writer can write the next one. What is nearly copied, and a log
/// that grows faster than it is copied, the writer finishes itself, so that the log begins anew: it never becomes larger than four times
/// the wanted size and one transaction. When it is copied changes nothing of what is stored or safe: the log is safe since the commit.
class Checkpointer {
public:
    /// Both must outlive it. `wanted` is the size of the log in pages after which it is copied.
    Checkpointer(Connection& writer, std::string path, std::int64_t wanted);
    Checkpointer(Checkpointer const&) = delete;
    Checkpointer& operator=(Checkpointer const&) = delete;
    /// The writer commits no more. Waits for the pass that runs.
    ~Checkpointer();

private:
    void committed(std::int64_t pages) noexcept;
    bool wake() noexcept;
    void finish_here() noexcept;
    void work() noexcept;
    void copy(Connection& connection) noexcept;

    Connection& writer_;
    std::string path_;
    std::int64_t wanted_;
    std::int64_t again_at_{}; ///< the writer's: pages in the log from which another pass makes sense

    std::mutex mutex_{};
    std::condition_variable moved_{};
    std::int64_t copied_{}; ///< pages of the log, as far as the last pass came
    enum class State : std::uint8_t { idle, asked, copying, ending } state_{State::idle};
    std::thread thread_{}; ///< starts when it is asked for the first time
};

} // namespace muster::sqlite
