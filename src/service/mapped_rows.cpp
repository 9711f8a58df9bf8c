#include "service/mapped_rows.hpp"

#include "history/receipt.hpp"

#include <exception>
#include <new>
#include <utility>

namespace muster {

MappedRowsSource::MappedRowsSource(RowsToMap rows) : rows_{rows}
{
    for (std::size_t made = 0; made < batches; ++made) { free_.push(std::make_unique<MappedRows>()); }
    thread_ = std::thread{[this] { run(); }};
}

MappedRowsSource::~MappedRowsSource()
{
    free_.close();
    full_.close();
    thread_.join();
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
        Result<std::optional<std::unique_ptr<MappedRows>>> popped = free_.pop();
        if (!popped || !*popped) { return; } // the taker has gone
        std::unique_ptr<MappedRows> batch = std::move(**popped);
        if (Result<void> read = rows_.reader.next(batch->rows); !read) { return full_.fail(std::move(read).error()); }
        if (batch->rows.empty()) { return full_.close(); }
        rows_.mapper.map(batch->rows, batch->mapped);
        rows_.damage.add(batch->rows);
        digest_rows(rows_.salt, batch->rows, row_, batch->digests);
        if (!full_.push(std::move(batch))) { return; }
    }
}

void MappedRowsSource::run() noexcept
{
    try {
        read_all();
    } catch (std::bad_alloc const&) {
        full_.fail(std::move(out_of_memory_));
    } catch (std::exception const&) {
        full_.fail({ErrorKind::internal, "READING_STOPPED", "Reading stopped for a reason that it should not have. Please report it."});
    }
}

} // namespace muster
