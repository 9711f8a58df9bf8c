#include "store/sqlite/group_writer.hpp"

#include <utility>

namespace muster::sqlite {

namespace {

/// Time after which a group takes no further act, so that an import that waits for its turn goes on soon: as long as an import's chunk has
/// while others wait.
constexpr std::chrono::milliseconds longest_group{50};

} // namespace

GroupWriter::~GroupWriter()
{
    {
        std::lock_guard const lock{mutex_};
        state_ = State::ending;
    }
    came_.notify_all();
    if (thread_.joinable()) { thread_.join(); }
}

Result<void> GroupWriter::write(WritingAct const& act)
{
    Waiting waiting{act};
    {
        std::lock_guard const lock{mutex_};
        if (state_ == State::idle) {
            thread_ = std::thread{[this] { work(); }};
            state_ = State::working;
        }
        queue_.push_back(&waiting);
    }
    came_.notify_one();
    waiting.done.await();
    if (waiting.thrown) { std::rethrow_exception(waiting.thrown); }
    return std::move(waiting.result);
}

void GroupWriter::work()
{
    while (wait_for_act()) { write_group(); }
}

bool GroupWriter::wait_for_act()
{
    std::unique_lock lock{mutex_};
    came_.wait(lock, [this] { return !queue_.empty() || state_ == State::ending; });
    return !queue_.empty();
}

GroupWriter::Waiting* GroupWriter::next()
{
    std::lock_guard const lock{mutex_};
    if (queue_.empty()) { return nullptr; }
    Waiting* const waiting = queue_.front();
    queue_.pop_front();
    return waiting;
}

/// An exception here is one of the standard library (no memory): it belongs to whoever waits, not to this thread.
void GroupWriter::write_group()
{
    try {
        auto transaction = begin_();
        if (!transaction) { return fail_all(transaction.error()); }
        auto const start = std::chrono::steady_clock::now();
        while (Waiting* const waiting = next()) {
            run(**transaction, *waiting);
            if (std::chrono::steady_clock::now() - start >= longest_group) { break; }
        }
        auto const committing = std::chrono::steady_clock::now();
        Result<void> const durable = (*transaction)->finish();
        transaction->reset(); // others may have their turn before anybody is told
        if (durable) { report(start, committing); }
        tell(durable);
    } catch (...) {
        for (Waiting* const waiting : group_) { waiting->thrown = std::current_exception(); }
        if (group_.empty()) {
            if (Waiting* const waiting = next()) {
                waiting->thrown = std::current_exception();
                waiting->done.give();
            }
        }
        tell({});
    }
}

void GroupWriter::report(std::chrono::steady_clock::time_point start, std::chrono::steady_clock::time_point committing)
{
    if (!on_group_ || group_.empty()) { return; }
    using std::chrono::duration_cast;
    using std::chrono::microseconds;
    auto const waited = duration_cast<microseconds>(start - group_.front()->came);
    on_group_({group_.size(), waited, duration_cast<microseconds>(std::chrono::steady_clock::now() - committing)});
}

void GroupWriter::run(GroupTransaction& transaction, Waiting& waiting)
{
    try {
        group_.push_back(&waiting);
    } catch (...) {
        waiting.thrown = std::current_exception();
        waiting.done.give();
        return;
    }
    try {
        waiting.result = transaction.run(waiting.act);
    } catch (...) {
        waiting.thrown = std::current_exception();
    }
}

void GroupWriter::fail_all(Error const& error)
{
    while (Waiting* const waiting = next()) {
        waiting->result = error;
        waiting->done.give();
    }
}

/// A failure is told after the commit too: it may rest on what an act before it wrote.
void GroupWriter::tell(Result<void> const& durable)
{
    for (Waiting* const waiting : group_) {
        if (!durable) { waiting->result = durable.error(); }
        waiting->done.give();
    }
    group_.clear();
}

} // namespace muster::sqlite
