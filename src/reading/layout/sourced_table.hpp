#pragma once

#include "reading/layout/table_rows.hpp"
#include "reading/row_source.hpp"
#include "reading/table.hpp"

#include <functional>
#include <memory>
#include <utility>

namespace muster {

/// A table that has been understood, over whatever gives its rows.
class SourcedTable final : public Table {
public:
    /// `open` gives a source at the beginning of the file or sheet; it is called for every pass, from any thread.
    using Open = std::function<Result<std::unique_ptr<RowSource>>()>;
    SourcedTable(Reading reading, TableShape shape, Open open)
        : reading_{std::move(reading)}, shape_{std::move(shape)}, open_{std::move(open)}
    {
    }
    Reading const& reading() const override { return reading_; }
    Result<std::unique_ptr<RowReader>> rows() const override
    {
        TRY_ASSIGN(auto source, open_());
        return std::unique_ptr<RowReader>{std::make_unique<TableRows>(std::move(source), shape_, open_)};
    }

private:
    Reading reading_;
    TableShape shape_;
    Open open_;
};

} // namespace muster
