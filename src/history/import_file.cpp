#include "history/import_file.hpp"

#include "base/file.hpp"

#include <utility>

namespace muster::import_file {

Result<void> remove_needed_until_end(Store& store, ImportId import)
{
    for (char const* name : needed_until_end) {
        Result<void> removed = store.blobs().remove(import, name);
        if (!removed && removed.error().kind != ErrorKind::not_found) { return removed; }
    }
    return {};
}

Result<void> write_text(Store& store, ImportId import, char const* name, std::string_view text)
{
    TRY_ASSIGN(auto const sink, store.blobs().create(import, name));
    TRY(sink->write(text));
    return sink->finish();
}

Result<std::optional<std::string>> find_text(Store& store, ImportId import, char const* name)
{
    constexpr std::uint64_t longest = 16 * 1'024 * 1'024; // a recipe with as many columns as a workbook can have
    Result<std::shared_ptr<ByteSource const>> const blob = store.blobs().open(import, name);
    if (!blob && blob.error().kind == ErrorKind::not_found) { return std::optional<std::string>{}; }
    if (!blob) { return blob.error(); }
    TRY_ASSIGN(std::string text, read_all(**blob, longest));
    return std::optional{std::move(text)};
}

} // namespace muster::import_file
