#pragma once

#include "base/result.hpp"
#include "reading/row.hpp"

namespace muster {

/// The rows of a file or a sheet exactly as they stand, one after another, blank ones and titles included. One thread.
class RowSource {
public:
    RowSource() = default;
    RowSource(RowSource const&) = delete;
    RowSource& operator=(RowSource const&) = delete;
    virtual ~RowSource() = default;
    /// Appends the next row to the batch; false at the end. Numbers rise by one from 1. Errors: unreadable, too_large.
    virtual Result<bool> next(RowBatch& batch) = 0;
};

} // namespace muster
