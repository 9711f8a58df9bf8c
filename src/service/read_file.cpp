#include "service/import_acts.hpp"

#include <utility>

namespace muster {

Result<ReadAnswer> read_file(ReadRequest const& request, std::function<Result<void>(Reading const&)> const& begin,
                             std::function<Result<bool>(RowBatch const&)> const& rows, Unpacking const& unpacking)
{
    TRY_ASSIGN(auto const table, open_table(request.file.bytes, request.file.name, request.choices, request.named_titles, unpacking));
    if (begin) { TRY(begin(table->reading())); }
    TRY_ASSIGN(auto const reader, table->rows());
    RowBatch batch;
    for (;;) {
        TRY(reader->next(batch));
        if (batch.empty() || !rows) { break; }
        TRY_ASSIGN(bool const more, rows(batch));
        if (!more) { break; }
    }
    return ReadAnswer{table->reading(), reader->summary()};
}

} // namespace muster
