// libFuzzer target: the first bytes choose delimiter, quote, choices and a tiny window, the rest is the file. Both machines must give
// the same rows whatever the window, and nothing may crash.

#include "base/file.hpp"
#include "reading/delimited/delimited_table.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace muster;

/// Everything that a reader can see of a file.
std::string seen(std::string const& bytes, ReadingChoices const& choices, DelimitedWay way)
{
    auto const table = open_delimited(std::shared_ptr<ByteSource const>{memory_source(bytes)}, choices, {}, way);
    if (!table) { return table.error().code; }
    auto const rows = (*table)->rows();
    if (!rows) { return rows.error().code; }
    std::string all;
    RowBatch batch;
    do {
        auto const more = (*rows)->next(batch);
        if (!more) { return more.error().code; }
        for (std::size_t row = 0; row < batch.size(); ++row) {
            auto const& entry = batch.entry(row);
            all += std::to_string(entry.number.value) + "@" + std::to_string(entry.line) + "!" + std::to_string(int(entry.faults));
            for (std::size_t column = 0; column < entry.cell_count; ++column) {
                all += "[" + std::string{batch.cell(row, column).text} + "]";
            }
        }
    } while (!batch.empty());
    auto const& summary = (*rows)->summary();
    return all + "=" + std::to_string(summary.rows) + "," + std::to_string(summary.blank) + "," + std::to_string(summary.rows_outside);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    if (size < 3) { return 0; }
    constexpr char const* delimiters[] = {"", ",", ";", "\t", "|", "||", ", ", " "};
    constexpr char const* quotes[] = {"", "\"", "'", "none"};
    constexpr char const* encodings[] = {"", "UTF-8", "windows-1250", "Shift_JIS", "GB18030", "UTF-16LE", "EUC-KR", "macintosh"};
    ReadingChoices choices;
    if (char const* delimiter = delimiters[bytes[0] & 7]; *delimiter != 0) { choices.delimiter = delimiter; }
    if (char const* quote = quotes[bytes[0] >> 3 & 3]; *quote != 0) { choices.quote = quote; }
    if (char const* encoding = encodings[bytes[0] >> 5]; *encoding != 0) { choices.encoding = encoding; }
    if ((bytes[1] & 0xC0) == 0x40) { choices.header_row = bytes[1] & 3; }
    if ((bytes[1] & 0x30) == 0x10) { choices.first_row = 1 + (bytes[1] >> 2 & 3); }
    std::string const file{reinterpret_cast<char const*>(bytes + 2), size - 2}; // NOLINT: bytes as they come
    std::string const truth = seen(file, choices, {.machine = Machine::plain});
    std::size_t const window = 1 + bytes[1] % 13;
    bool const alike = seen(file, choices, {.window = window, .machine = Machine::indexed}) == truth && seen(file, choices, {}) == truth;
    if (!alike) { std::abort(); }
    return 0;
}
