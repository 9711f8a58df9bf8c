#pragma once

#include "reading/layout/layout.hpp"
#include "reading/layout/table_rows.hpp"
#include "reading/row_source.hpp"

namespace muster {

/// Fills the sample with the rows that titles and contents are sought in: the first thousand or so, or those around the rows that the
/// user named.
Result<void> take_sample(RowSource& source, ReadingChoices const& choices, RowSample& sample);

/// What the rows of a table are measured by, once its titles and columns are known. Who says that there are no titles and that the first
/// row of data is row 1 gets every row of the file.
TableShape shape_of_table(RowSample const& sample, Layout const& layout, ReadingChoices const& choices);

/// Whether no row has anything in it; the line that names the delimiter is no row.
bool holds_nothing(RowSample const& sample);

} // namespace muster
