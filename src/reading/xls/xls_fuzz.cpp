// libFuzzer target: the bytes as a file, and the bytes behind the first as a stream of records with a sheet's beginning before it, whose
// generation the first byte chooses. Nothing may crash, text is well-formed, numbers of rows rise by one, and reading again gives the same.

#include "base/file.hpp"
#include "base/text.hpp"
#include "reading/xls/xls_workbook.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace muster;

/// Cells that are looked at of one sheet: a file may hold them by the million.
constexpr std::size_t cell_limit = 200'000;

void require(bool condition)
{
    if (!condition) { std::abort(); }
}

std::string rows_of(Workbook const& book, std::size_t sheet)
{
    auto const rows = book.rows(sheet);
    if (!rows) { return rows.error().code; }
    std::string all;
    RowBatch batch;
    std::int64_t number = 0;
    for (std::size_t cells = 0; cells < cell_limit; cells += 1 + batch.entry(0).cell_count) {
        batch.clear();
        auto const more = (*rows)->next(batch);
        if (!more) { return all + more.error().code; }
        if (!*more) { break; }
        require(batch.size() == 1 && batch.entry(0).number.value == ++number);
        for (std::size_t column = 0; column < batch.entry(0).cell_count; ++column) {
            Cell const cell = batch.cell(0, column);
            require(text::is_utf8(cell.text));
            all += static_cast<char>('0' + static_cast<int>(cell.kind));
            all += cell.text;
        }
    }
    return all;
}

void look_at(std::string bytes)
{
    auto const book = open_xls(std::shared_ptr<ByteSource const>{memory_source(std::move(bytes))});
    if (!book) {
        require(book.error().kind != ErrorKind::internal && !book.error().message.empty());
        return;
    }
    std::size_t const sheets = std::min<std::size_t>((*book)->sheets().size(), 4);
    for (std::size_t sheet = 0; sheet < sheets; ++sheet) {
        require(text::is_utf8((*book)->sheets()[sheet].name));
        if ((*book)->sheets()[sheet].kind != Sheet::Kind::rows) { continue; }
        require(rows_of(**book, sheet) == rows_of(**book, sheet));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace std::string_literals;
    if (size == 0) { return 0; }
    std::string const file{reinterpret_cast<char const*>(bytes), size}; // NOLINT: bytes as they come
    look_at(file);
    std::string const beginnings[] = {"\x09\x00\x04\x00\x02\x00\x10\x00"s,
                                      "\x09\x02\x06\x00\x00\x00\x10\x00\x00\x00"s,
                                      "\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00"s,
                                      "\x09\x04\x06\x00\x00\x00\x00\x01\x00\x00"s,
                                      "\x09\x08\x08\x00\x00\x05\x10\x00\x00\x00\x00\x00"s,
                                      "\x09\x08\x08\x00\x00\x05\x05\x00\x00\x00\x00\x00"s,
                                      "\x09\x08\x08\x00\x00\x06\x10\x00\x00\x00\x00\x00"s,
                                      "\x09\x08\x08\x00\x00\x06\x05\x00\x00\x00\x00\x00"s};
    look_at(beginnings[bytes[0] % 8] + file.substr(1) + "\x0A\x00\x00\x00"s);
    return 0;
}
