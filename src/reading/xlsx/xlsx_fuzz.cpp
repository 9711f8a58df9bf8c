// libFuzzer target. After 'a' the bytes are an archive; after any other letter a sheet's part, shared strings and styles, with 0x1E
// between them, and the letter chooses a tiny window. Both machines must give the same rows; only where the parser refuses the XML may
// the scanner, which looks at less, have read some.

#include "base/file.hpp"
#include "base/text.hpp"
#include "reading/xlsx/sheet_machine.hpp"
#include "reading/xlsx/style_table.hpp"
#include "reading/xlsx/xlsx_builder_test.hpp"

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace muster;

/// More than a small input can fill; a few bytes can ask for a million blank ones.
constexpr std::size_t most_rows = 3'000;

void require(bool condition)
{
    if (!condition) { std::abort(); }
}

struct Seen {
    std::vector<std::string> rows{};
    enum class End : std::uint8_t { whole, strange, damaged } end{End::whole};
};

std::string shown(RowBatch const& batch)
{
    std::string text = std::to_string(batch.entry(0).number.value);
    for (std::size_t column = 0; column < batch.entry(0).cell_count; ++column) {
        Cell const cell = batch.cell(0, column);
        require(text::is_utf8(cell.text));
        text += "|" + std::to_string(int(cell.kind)) + std::string{cell.text};
    }
    return text;
}

Seen run(SheetMachine& machine)
{
    Seen seen;
    RowBatch batch;
    for (;;) {
        batch.clear();
        auto const step = machine.next(batch);
        if (!step) { seen.end = Seen::End::damaged; }
        if (!step || *step == SheetMachine::Step::end) { return seen; }
        if (*step == SheetMachine::Step::strange) {
            require(batch.empty());
            seen.end = Seen::End::strange;
            return seen;
        }
        require(batch.size() == 1);
        seen.rows.push_back(shown(batch));
    }
}

Seen run(Workbook const& book, std::size_t sheet)
{
    Seen seen;
    auto const rows = book.rows(sheet);
    RowBatch batch;
    while (rows && seen.rows.size() < most_rows) {
        batch.clear();
        auto const more = (*rows)->next(batch);
        if (!more) { seen.end = Seen::End::damaged; }
        if (!more || !*more) { return seen; }
        require(batch.size() == 1 && batch.entry(0).number.value == std::int64_t(seen.rows.size()) + 1);
        seen.rows.push_back(shown(batch));
    }
    if (!rows) { seen.end = Seen::End::damaged; }
    return seen;
}

void compare(Seen const& scanned, Seen const& parsed)
{
    if (parsed.end == Seen::End::damaged) { return; } // the scanner looks at less
    require(scanned.end != Seen::End::damaged);
    bool const whole = scanned.end == Seen::End::whole;
    require(whole ? scanned.rows == parsed.rows
                  : scanned.rows.size() <= parsed.rows.size() && std::equal(scanned.rows.begin(), scanned.rows.end(), parsed.rows.begin()));
}

void read_archive(std::string const& bytes)
{
    constexpr std::uint64_t limit = std::uint64_t{1} << 22U;
    auto const scanned = open_xlsx(memory_source(bytes), limit, XmlMachine::scanner);
    auto const parsed = open_xlsx(memory_source(bytes), limit, XmlMachine::expat);
    if (!parsed) { return; }
    require(static_cast<bool>(scanned));
    for (std::size_t sheet = 0; sheet < (*parsed)->sheets().size() && sheet < 4; ++sheet) {
        if ((*parsed)->sheets()[sheet].kind == Sheet::Kind::rows) { compare(run(**scanned, sheet), run(**parsed, sheet)); }
    }
}

void read_parts(std::string_view parts, WindowSize window)
{
    std::vector<std::string> pieces{""};
    for (char const letter : parts) {
        if (letter == '\x1E' && pieces.size() < 3) {
            pieces.emplace_back();
        } else {
            pieces.back() += letter;
        }
    }
    pieces.resize(3);
    std::string const archive = xlsx_test::workbook({.sheet = pieces[0], .strings = pieces[1], .styles = pieces[2]});
    auto const package = Package::open(memory_source(archive), std::uint64_t{1} << 30U);
    require(static_cast<bool>(package));
    CellMeaning meaning;
    if (!pieces[1].empty()) {
        auto scanned = SharedTexts::read(*package, "xl/sharedStrings.xml", XmlMachine::scanner, window);
        auto const parsed = SharedTexts::read(*package, "xl/sharedStrings.xml", XmlMachine::expat);
        require(scanned || !parsed);
        if (!scanned) { return; }
        for (std::size_t text = 0; parsed && text < parsed->size(); ++text) {
            require(scanned->size() == parsed->size() && (*scanned)[text] == (*parsed)[text]);
        }
        meaning.texts = *std::move(scanned);
    }
    if (auto styles = read_style_table(*package, "xl/styles.xml"); styles) { meaning.styles = *std::move(styles); }
    std::string const part = "xl/worksheets/sheet1.xml";
    Seen const parsed = run(*make_sheet_parser(*package->part(part), part, meaning));
    compare(run(*make_sheet_scanner(*package->part(part), part, meaning, window)), parsed);
    read_archive(archive);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    if (size == 0) { return 0; }
    std::string const rest{reinterpret_cast<char const*>(bytes + 1), size - 1}; // NOLINT: bytes as they come
    if (bytes[0] == 'a') {
        read_archive(rest);
    } else {
        read_parts(rest, {.room = 32U + bytes[0] % 64U, .ahead = 16U + bytes[0] % 13U});
    }
    return 0;
}
