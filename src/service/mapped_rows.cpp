#include "service/mapped_rows.hpp"

#include "history/receipt.hpp"

#include <exception>
#include <new>
#include <utility>

namespace muster {

MappedRowsSource::MappedRowsSource(RowsToMap rows) : rows_{rows}
{
    for (std::size_t made = 0; made < batches; ++made) { free_.push(std::make_unique<MappedRows>()); }
    reading_ = std::thread{[this] { run(&MappedRowsSource::read_all, read_, out_of_memory_[0]); }};
    try {
        mapping_ = std::thread{[this] { run(&MappedRowsSource::map_all, full_, out_of_memory_[1]); }};
    } catch (std::exception const&) { // the destructor of a source that was not made does not run
        stop();
        throw;
    }
}

MappedRowsSource::~MappedRowsSource() { stop(); }

void MappedRowsSource::stop()
{
    free_.close();
    read_.close();
    full_.close();
    reading_.join();
    if (mapping_.joinable()) { mapping_.join(); }
}

Result<std::unique_ptr<MappedRows>> MappedRowsSource::next()
{
    TRY_ASSIGN(auto batch, full_.pop());
    return batch ? *std::move(batch) : nullptr;
}

void MappedRowsSource::give_back(std::unique_ptr<MappedRows> batch) { free_.push(std::move(batch)); }

void MappedRowsSource::read_all()
{
    for (;;) {
        Result<std::optional<Batch>> popped = free_.pop();
        if (!popped || !*popped) { return; } // the taker has gone
        Batch batch = std::move(**popped);
        if (Result<void> read = rows_.reader.next(batch->rows); !read) { return read_.fail(std::move(read).error()); }
        if (batch->rows.empty()) { return read_.close(); }
        rows_.damage.add(batch->rows);
        digest_rows(rows_.salt, batch->rows, row_, batch->digests);
        if (!read_.push(std::move(batch))) { return; }
    }
}

void MappedRowsSource::map_all()
{
    for (;;) {
        Result<std::optional<Batch>> popped = read_.pop();
        if (!popped) { return full_.fail(std::move(popped).error()); }
        if (!*popped) { return full_.close(); }
        Batch batch = std::move(**popped);
        rows_.mapper.map(batch->rows, batch->mapped);
        if (!full_.push(std::move(batch))) { return; }
    }
}

Error MappedRowsSource::memory_is_short()
{
    return {ErrorKind::unavailable, "OUT_OF_MEMORY", "There is not enough memory to read the file. Free some and try again."};
}

void MappedRowsSource::run(void (MappedRowsSource::*work)(), BoundedQueue<Batch>& into, Error& out_of_memory) noexcept
{
    try {
        (this->*work)();
    } catch (std::bad_alloc const&) {
        into.fail(std::move(out_of_memory));
    } catch (std::exception const&) {
        into.fail({ErrorKind::internal, "READING_STOPPED", "Reading stopped for a reason that it should not have. Please report it."});
    }
}

} // namespace muster
