#include "service/preview_upload.hpp"

#include "base/text.hpp"
#include "history/import_file.hpp"
#include "service/names.hpp"

#include <algorithm>
#include <unordered_map>

namespace muster {

namespace {

std::string shortened(std::string_view cell)
{
    if (cell.size() <= UploadPreview::longest_cell) { return std::string{cell}; }
    std::size_t end = UploadPreview::longest_cell;
    while (end > 0 && (static_cast<unsigned char>(cell[end]) & 0xC0) == 0x80) { --end; }
    return std::string{cell.substr(0, end)};
}

PreviewRow preview_row_of(RowBatch const& batch, std::size_t row)
{
    PreviewRow shown;
    shown.row = batch.entry(row).number;
    for (std::size_t column = 0; column < batch.entry(row).cell_count; ++column) {
        shown.cells.push_back(shortened(batch.cell(row, column).text));
    }
    return shown;
}

/// Counts what a column holds, with bounded memory.
class Sketcher {
public:
    void add(std::string_view cell)
    {
        std::string_view const text = text::trim(cell);
        if (text.empty()) { return; }
        ++sketch_.filled;
        if (many_) { return; }
        std::string value = shortened(text);
        auto const [place, is_new] = counts_.try_emplace(std::move(value), 0);
        ++place->second;
        if (is_new && sketch_.examples.size() < UploadPreview::examples_shown) { sketch_.examples.push_back(place->first); }
        if (counts_.size() <= UploadPreview::values_kept_apart) { return; }
        many_ = true;
        counts_.clear();
    }

    ColumnSketch finish()
    {
        sketch_.frequent.assign(counts_.begin(), counts_.end());
        std::sort(sketch_.frequent.begin(), sketch_.frequent.end(),
                  [](auto const& a, auto const& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
        if (sketch_.frequent.size() > UploadPreview::frequent_shown) { sketch_.frequent.resize(UploadPreview::frequent_shown); }
        return std::move(sketch_);
    }

private:
    ColumnSketch sketch_{};
    std::unordered_map<std::string, std::int64_t> counts_{};
    bool many_{};
};

/// The file's first rows, whatever they are.
Result<std::vector<PreviewRow>> first_rows(Workplace const& place, ImportJob const& job, ReadingChoices choices)
{
    choices.first_row = 1;
    choices.header_row = 0;
    TRY_ASSIGN(auto upload, place.store.blobs().open(job.id, import_file::upload));
    TRY_ASSIGN(auto const table, open_table(std::move(upload), job.file_name, choices, {}, place.unpacking()));
    TRY_ASSIGN(auto const reader, table->rows());
    std::vector<PreviewRow> rows;
    RowBatch batch;
    while (rows.size() < UploadPreview::rows_shown) {
        TRY(reader->next(batch));
        if (batch.empty()) { break; }
        for (std::size_t row = 0; row < batch.size() && rows.size() < UploadPreview::rows_shown; ++row) {
            rows.push_back(preview_row_of(batch, row));
        }
    }
    return rows;
}

Result<void> look_at_rows(Workplace const& place, Table const& table, std::span<AttributeField const> attributes, UploadPreview& preview)
{
    ColumnStudy study{place.target, table.reading(), attributes, date_of(place.now())};
    std::vector<Sketcher> sketchers(table.reading().columns.size());
    TRY_ASSIGN(auto const reader, table.rows());
    RowBatch batch;
    for (;;) {
        TRY(reader->next(batch));
        if (batch.empty()) { break; }
        if (preview.rows >= UploadPreview::rows_studied) {
            preview.extent = UploadPreview::Extent::beginning;
            break;
        }
        study.add(batch);
        for (std::size_t row = 0; row < batch.size(); ++row) {
            if (preview.content_rows.size() < UploadPreview::rows_shown) { preview.content_rows.push_back(preview_row_of(batch, row)); }
            for (std::size_t column = 0; column < sketchers.size(); ++column) { sketchers[column].add(batch.cell(row, column).text); }
        }
        preview.rows += static_cast<std::int64_t>(batch.size());
    }
    for (Sketcher& sketcher : sketchers) { preview.columns.push_back(sketcher.finish()); }
    preview.suggestions = study.suggestions();
    preview.summary = reader->summary();
    return {};
}

} // namespace

Result<UploadPreview> preview_upload(Workplace const& place, ImportJob const& job, ReadingChoices const& choices,
                                     std::vector<std::string> const& named)
{
    UploadPreview preview;
    preview.job = job;
    std::vector<AttributeField> attributes;
    std::vector<StoredRecipe> recipes;
    {
        TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read));
        TRY_ASSIGN(attributes, load_attribute_fields(place, *transaction));
        TRY_ASSIGN(recipes, transaction->catalogue().recipes(place.account));
    }
    TRY_ASSIGN(auto upload, place.store.blobs().open(job.id, import_file::upload));
    TRY_ASSIGN(auto const table, open_table(std::move(upload), job.file_name, choices, named, place.unpacking()));
    preview.reading = table->reading();
    std::string const fingerprint = header_fingerprint(preview.reading);
    for (StoredRecipe const& recipe : recipes) {
        if (recipe.fingerprint == fingerprint) { preview.recipes.push_back(recipe.name); }
    }
    TRY(look_at_rows(place, *table, attributes, preview));
    TRY_ASSIGN(preview.first_rows, first_rows(place, job, choices));
    return preview;
}

} // namespace muster
