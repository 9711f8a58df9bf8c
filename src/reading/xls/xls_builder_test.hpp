#pragma once

#include "base/file.hpp"
#include "reading/xls/xls_workbook.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// Builds workbooks byte by byte: records of all generations and compound files around them.
namespace muster::xls_test {

inline std::string le(std::uint64_t value, std::size_t width)
{
    std::string bytes;
    for (std::size_t byte = 0; byte < width; ++byte) { bytes.push_back(static_cast<char>(value >> (8 * byte))); }
    return bytes;
}
inline std::string u8(std::uint64_t value) { return le(value, 1); }
inline std::string u16(std::uint64_t value) { return le(value, 2); }
inline std::string u32(std::uint64_t value) { return le(value, 4); }
inline std::string f64(double value) { return le(std::bit_cast<std::uint64_t>(value), 8); }
inline std::string wide(std::u16string_view units)
{
    std::string bytes;
    for (char16_t const unit : units) { bytes += u16(unit); }
    return bytes;
}
inline std::string record(std::uint16_t id, std::string const& body) { return u16(id) + u16(body.size()) + body; }
/// Row, column and XF, as cells from BIFF3 on begin.
inline std::string at(unsigned row, unsigned column, unsigned xf = 0) { return u16(row) + u16(column) + u16(xf); }
/// Row, column and attributes of BIFF2.
inline std::string at_2(unsigned row, unsigned column, unsigned xf = 0, unsigned format = 0)
{
    return u16(row) + u16(column) + u8(xf) + u8(format) + u8(0);
}
/// A string of BIFF8 in bytes, with a count of two.
inline std::string narrow_string(std::string const& text) { return u16(text.size()) + u8(0) + text; }
inline std::string wide_string(std::u16string_view text) { return u16(text.size()) + u8(1) + wide(text); }
inline std::string byte_string(std::string const& text, std::size_t width) { return le(text.size(), width) + text; }

inline std::string const eof = record(0x000A, "");
inline std::string begin_8(unsigned kind) { return record(0x0809, u16(0x0600) + u16(kind) + u32(0) + u32(0) + u32(0)); }
inline std::string begin_5(unsigned kind) { return record(0x0809, u16(0x0500) + u16(kind) + u32(0)); }
inline std::string xf_8(unsigned format) { return record(0x00E0, u16(0) + u16(format) + std::string(16, '\0')); }
inline std::string format_8(unsigned number, std::string const& code) { return record(0x041E, u16(number) + narrow_string(code)); }
inline std::string number_8(unsigned row, unsigned column, double value, unsigned xf = 0)
{
    return record(0x0203, at(row, column, xf) + f64(value));
}
inline std::string label_8(unsigned row, unsigned column, std::string const& text)
{
    return record(0x0204, at(row, column) + narrow_string(text));
}
inline std::string sst(unsigned count, std::string const& strings) { return record(0x00FC, u32(count) + u32(count) + strings); }

struct MadeSheet {
    std::string name{"S"};
    std::string records{}; ///< without BOF and EOF
    unsigned visibility{};
    unsigned type{};
    unsigned kind{0x0010};
};
/// The stream of a workbook: globals with the given records, the list of sheets and the sheets.
inline std::string workbook(std::string const& settings, std::vector<MadeSheet> const& sheets, unsigned biff = 8)
{
    auto const begin = biff == 8 ? begin_8 : begin_5;
    auto const list = [&](std::vector<std::size_t> const& places) {
        std::string bytes;
        for (std::size_t sheet = 0; sheet < sheets.size(); ++sheet) {
            MadeSheet const& made = sheets[sheet];
            std::string const name = u8(made.name.size()) + (biff == 8 ? u8(0) : "") + made.name;
            bytes += record(0x0085, u32(places[sheet]) + u8(made.visibility) + u8(made.type) + name);
        }
        return bytes;
    };
    std::vector<std::size_t> places(sheets.size());
    std::string const before = begin(0x0005) + settings;
    std::size_t place = before.size() + list(places).size() + eof.size();
    std::string bodies;
    for (std::size_t sheet = 0; sheet < sheets.size(); ++sheet) {
        places[sheet] = place + bodies.size();
        bodies += begin(sheets[sheet].kind) + sheets[sheet].records + eof;
    }
    return before + list(places) + eof + bodies;
}

/// Where the parts of a made compound file lie.
struct CompoundPlaces {
    std::size_t tables{}, directory{}, mini_table{}, list{};
    std::uint32_t directory_sector{}, mini_table_sector{}, list_sector{};
};
struct MadeStream {
    std::string name{"Workbook"};
    std::string bytes{};
    std::string storage{}; ///< empty: the root
};

/// A compound file with the streams; small ones lie in the mini stream.
class CompoundBuilder {
public:
    explicit CompoundBuilder(std::vector<MadeStream> streams, unsigned shift = 9)
        : streams_{std::move(streams)}, size_{std::size_t{1} << shift}
    {
    }
    CompoundPlaces const& places() const { return places_; }

    std::string build()
    {
        std::string minis;
        std::vector<std::uint32_t> mini_next;
        for (MadeStream const& stream : streams_) {
            bool const small = stream.bytes.size() < 4'096;
            firsts_.push_back(small ? chain(mini_next, stream.bytes, minis, 64) : chain(next_, stream.bytes, body_, size_));
        }
        std::uint32_t const mini_first = chain(next_, minis, body_, size_);
        std::string mini_table;
        for (std::uint32_t const next : mini_next) { mini_table += u32(next); }
        mini_table.resize((mini_table.size() + size_ - 1) / size_ * size_, '\xFF');
        places_.mini_table = size_ + body_.size();
        places_.mini_table_sector = chain(next_, mini_table, body_, size_);
        places_.directory = size_ + body_.size();
        places_.directory_sector = chain(next_, directory(mini_first, minis.size()), body_, size_);
        return with_tables();
    }

private:
    // Appends the bytes as sectors and their chain; gives the first.
    static std::uint32_t chain(std::vector<std::uint32_t>& next, std::string const& bytes, std::string& body, std::size_t size)
    {
        auto const first = static_cast<std::uint32_t>(next.size());
        std::size_t const count = (bytes.size() + size - 1) / size;
        for (std::size_t sector = 0; sector < count; ++sector) {
            next.push_back(sector + 1 == count ? 0xFFFFFFFE : static_cast<std::uint32_t>(next.size() + 1));
        }
        body += bytes;
        body.resize(body.size() + count * size - bytes.size(), '\0');
        return count == 0 ? 0xFFFFFFFE : first;
    }
    static std::string entry(std::string const& name, unsigned type, std::uint32_t right, std::uint32_t child, std::uint32_t first,
                             std::size_t size)
    {
        std::string units;
        for (char const letter : name) { units += {letter, '\0'}; }
        units.resize(64, '\0');
        return units + u16(name.size() * 2 + 2) + u8(type) + u8(1) + u32(0xFFFFFFFF) + u32(right) + u32(child) + std::string(36, '\0') +
               u32(first) + le(size, 8);
    }
    std::string directory(std::uint32_t mini_first, std::size_t mini_size) const
    {
        constexpr std::uint32_t none = 0xFFFFFFFF;
        std::string bytes = entry("Root Entry", 5, none, 1, mini_first, mini_size);
        std::uint32_t number = 1;
        for (std::size_t index = 0; index < streams_.size(); ++index) {
            MadeStream const& stream = streams_[index];
            bool const last = index + 1 == streams_.size();
            std::uint32_t const following = number + (stream.storage.empty() ? 1U : 2U);
            std::uint32_t const right = last ? none : following;
            if (!stream.storage.empty()) { bytes += entry(stream.storage, 1, right, number + 1, 0, 0); }
            bytes += entry(stream.name, 2, stream.storage.empty() ? right : none, none, firsts_[index], stream.bytes.size());
            number = following;
        }
        while (bytes.size() % size_ != 0) { bytes += entry("", 0, none, none, 0, 0); }
        return bytes;
    }
    std::string with_tables()
    {
        std::size_t const per_table = size_ / 4;
        std::size_t tables = 0;
        std::size_t lists = 0;
        while (tables * per_table < next_.size() + tables + lists) {
            ++tables;
            lists = tables <= 109 ? 0 : (tables - 109 + per_table - 2) / (per_table - 1);
        }
        auto const first = static_cast<std::uint32_t>(next_.size());
        places_.tables = size_ + body_.size();
        places_.list = places_.tables + tables * size_;
        places_.list_sector = lists == 0 ? 0xFFFFFFFE : static_cast<std::uint32_t>(first + tables);
        std::string all;
        for (std::uint32_t const next : next_) { all += u32(next); }
        for (std::size_t table = 0; table < tables; ++table) { all += u32(0xFFFFFFFD); }
        for (std::size_t list = 0; list < lists; ++list) { all += u32(0xFFFFFFFC); }
        all.resize(tables * size_, '\xFF');
        std::string header_tables;
        std::string list_bytes;
        for (std::size_t table = 0; table < tables; ++table) {
            (table < 109 ? header_tables : list_bytes) += u32(first + table);
            if (table >= 109 && (table - 109) % (per_table - 1) == per_table - 2) {
                list_bytes += u32(places_.list_sector + list_bytes.size() / size_ + 1);
            }
        }
        header_tables.resize(436, '\xFF');
        list_bytes.resize(lists * size_, '\xFF');
        std::string header = std::string{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"} + std::string(16, '\0') + u16(0x3E) +
                             u16(size_ == 4'096 ? 4 : 3) + u16(0xFFFE) + u16(static_cast<std::uint64_t>(std::countr_zero(size_))) + u16(6) +
                             std::string(10, '\0') + u32(tables) + u32(places_.directory_sector) + u32(0) + u32(4'096) +
                             u32(places_.mini_table_sector) + u32(1) + u32(places_.list_sector) + u32(lists) + header_tables;
        header.resize(size_, '\0');
        return header + body_ + all + list_bytes;
    }

    std::vector<MadeStream> streams_;
    std::size_t size_;
    std::vector<std::uint32_t> next_{};
    std::string body_{};
    std::vector<std::uint32_t> firsts_{};
    CompoundPlaces places_{};
};

inline std::string compound(std::string const& bytes, std::string const& name = "Workbook")
{
    return CompoundBuilder{{{name, bytes, ""}}}.build();
}

/// "text", "1.5:n": the cell and the letter of its kind.
inline std::string shown(Cell const& cell)
{
    constexpr std::string_view letters = "sndDtbe";
    std::string text{cell.text};
    if (cell.kind != CellKind::text) { text += std::string{":"} + letters[static_cast<std::size_t>(cell.kind)]; }
    return text;
}

/// The rows of a sheet, separated by '/', cells by '|'; or '!' and an error's code.
inline std::string rows_of(Workbook const& book, std::size_t sheet = 0)
{
    auto const rows = book.rows(sheet);
    if (!rows) { return "!" + rows.error().code; }
    std::string all;
    RowBatch batch;
    while (true) {
        batch.clear();
        auto const more = (*rows)->next(batch);
        if (!more) { return "!" + more.error().code; }
        if (!*more) { return all; }
        all += batch.entry(0).number.value == 1 ? "" : "/";
        for (std::size_t column = 0; column < batch.entry(0).cell_count; ++column) {
            all += (column > 0 ? "|" : "") + shown(batch.cell(0, column));
        }
    }
}

inline std::string read(std::string bytes, std::size_t sheet = 0)
{
    auto const book = open_xls(std::shared_ptr<ByteSource const>{memory_source(std::move(bytes))});
    return book ? rows_of(**book, sheet) : "!" + book.error().code;
}

} // namespace muster::xls_test
