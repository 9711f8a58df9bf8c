#include "reading/xls/compound_file.hpp"

#include "base/text.hpp"
#include "reading/xls/little_endian.hpp"
#include "reading/xls/sector_chain.hpp"
#include "reading/xls/workbook_damage.hpp"

#include <algorithm>
#include <optional>

namespace muster {

namespace {

// MS-CFB 2.2: places in the header.
constexpr std::size_t header_size = 512;
constexpr std::size_t byte_order_at = 28;
constexpr std::size_t sector_shift_at = 30;
constexpr std::size_t mini_shift_at = 32;
constexpr std::size_t directory_at = 48;
constexpr std::size_t mini_cutoff_at = 56;
constexpr std::size_t mini_table_at = 60;
constexpr std::size_t more_tables_at = 68;
constexpr std::size_t tables_at = 76;
constexpr std::size_t tables_in_header = 109;

// MS-CFB 2.6: places in a directory entry.
constexpr std::size_t entry_size = 128;
constexpr std::size_t name_bytes = 64;
constexpr std::size_t name_length_at = 64;
constexpr std::size_t type_at = 66;
constexpr std::size_t left_at = 68;
constexpr std::size_t right_at = 72;
constexpr std::size_t child_at = 76;
constexpr std::size_t first_sector_at = 116;
constexpr std::size_t size_at = 120;
constexpr std::uint8_t stream_type = 2;

/// Sector numbers from here on are marks: free, end of chain, table sectors.
constexpr std::uint32_t first_mark = 0xFFFFFFFA;
/// Entries of a directory that are read; workbooks with macros and embedded documents have some hundred. Bounds memory to 8 MiB.
constexpr std::size_t entry_limit = 65'536;
/// The format says 512 or 4,096 bytes; other programs wrote others.
constexpr std::uint32_t smallest_shift = 7;
constexpr std::uint32_t largest_shift = 16;

Result<std::string> read_exactly(ByteSource const& source, std::uint64_t offset, std::size_t length)
{
    std::string bytes(length, '\0');
    TRY_ASSIGN(std::size_t const got, source.read_at(offset, bytes));
    if (got < length) { return damaged_workbook("it is cut off"); }
    return bytes;
}

std::string plain_name(std::string_view entry)
{
    std::size_t const length = std::min<std::size_t>(u16_at(entry, name_length_at), name_bytes) / 2;
    std::string name;
    for (std::size_t unit = 0; unit < length; ++unit) {
        std::uint16_t const letter = u16_at(entry, unit * 2);
        if (letter == 0) { break; }
        name.push_back(letter < 0x80 ? static_cast<char>(letter) : '?');
    }
    return text::ascii_lower(name);
}

} // namespace

/// Reads the tables in the order in which they find each other.
class CompoundFile::Opening {
public:
    explicit Opening(CompoundFile& compound) : compound_{compound}, file_{*compound.file_} {}

    Result<void> run()
    {
        TRY(read_header());
        TRY(read_sector_table());
        return read_directory();
    }

private:
    Result<void> read_header()
    {
        TRY_ASSIGN(header_, read_exactly(file_, 0, header_size));
        compound_.sector_shift_ = u16_at(header_, sector_shift_at);
        compound_.mini_shift_ = u16_at(header_, mini_shift_at);
        compound_.mini_cutoff_ = u32_at(header_, mini_cutoff_at);
        compound_.mini_table_ = u32_at(header_, mini_table_at);
        bool const little_endian = u16_at(header_, byte_order_at) == 0xFFFE;
        bool const sizes = compound_.sector_shift_ >= smallest_shift && compound_.sector_shift_ <= largest_shift &&
                           compound_.mini_shift_ > 0 && compound_.mini_shift_ <= compound_.sector_shift_;
        if (!begins(header_) || !little_endian || !sizes) { return damaged_workbook("its header makes no sense"); }
        std::uint64_t const sector_size = std::uint64_t{1} << compound_.sector_shift_;
        std::uint64_t const behind_header = file_.size() > sector_size ? file_.size() - sector_size : 0;
        sector_count_ = (behind_header + sector_size - 1) >> compound_.sector_shift_;
        return {};
    }

    // Fills the table of which sector follows which, whose own sectors are listed in the header and in a chain of further lists. It ends
    // when every sector of the file has its entry: what is listed beyond can name nothing.
    Result<void> read_sector_table()
    {
        for (std::size_t table = 0; table < tables_in_header && !complete(); ++table) {
            TRY(take_table(u32_at(header_, tables_at + table * 4)));
        }
        std::size_t const per_list = (std::size_t{1} << compound_.sector_shift_) / 4 - 1;
        std::uint32_t list = u32_at(header_, more_tables_at);
        for (std::uint64_t read = 0; list < first_mark && !complete(); ++read) {
            if (read > sector_count_) { return damaged_workbook("its parts are chained in a circle"); }
            TRY_ASSIGN(std::string const bytes, sector(list));
            for (std::size_t table = 0; table < per_list && !complete(); ++table) { TRY(take_table(u32_at(bytes, table * 4))); }
            list = u32_at(bytes, per_list * 4);
        }
        auto& next = compound_.next_sector_;
        next.resize(std::min<std::size_t>(next.size(), static_cast<std::size_t>(sector_count_)));
        return {};
    }
    bool complete() const { return compound_.next_sector_.size() >= sector_count_; }
    Result<void> take_table(std::uint32_t number)
    {
        if (number >= first_mark) { return {}; }
        TRY_ASSIGN(std::string const bytes, sector(number));
        for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4) { compound_.next_sector_.push_back(u32_at(bytes, at)); }
        return {};
    }
    Result<std::string> sector(std::uint32_t number)
    {
        std::size_t const size = std::size_t{1} << compound_.sector_shift_;
        std::string bytes(size, '\xFF'); // a last sector may be short: what is missing is free
        if (number >= sector_count_) { return damaged_workbook("a part of it lies outside the file, which may be cut off"); }
        TRY_ASSIGN(std::size_t const got, file_.read_at((std::uint64_t{number} + 1) << compound_.sector_shift_, bytes));
        if (got == 0) { return damaged_workbook("it is cut off"); }
        return bytes;
    }

    Result<void> read_directory()
    {
        std::uint64_t const most = std::uint64_t{entry_limit} * entry_size;
        TRY_ASSIGN(auto const extents, follow_chain(compound_.sectors(), u32_at(header_, directory_at), most));
        auto const size = static_cast<std::size_t>(size_of(extents));
        TRY_ASSIGN(std::string const bytes, read_exactly(*stream_of(compound_.file_, extents), 0, size));
        bool const long_sizes = u16_at(header_, 26) >= 4; // version 3 may leave rubbish in the upper half
        for (std::size_t at = 0; at + entry_size <= bytes.size(); at += entry_size) {
            std::string_view const entry = std::string_view{bytes}.substr(at, entry_size);
            compound_.entries_.push_back({plain_name(entry), u8_at(entry, type_at), u32_at(entry, left_at), u32_at(entry, right_at),
                                          u32_at(entry, child_at), u32_at(entry, first_sector_at),
                                          long_sizes ? u64_at(entry, size_at) : u32_at(entry, size_at), false});
        }
        if (compound_.entries_.empty()) { return damaged_workbook("its directory is missing"); }
        mark_root_members();
        return {};
    }
    // The root's members form a tree of siblings; each is visited once, whatever the links say.
    void mark_root_members()
    {
        auto& entries = compound_.entries_;
        std::vector<std::uint32_t> waiting{entries.front().child};
        while (!waiting.empty()) {
            std::uint32_t const number = waiting.back();
            waiting.pop_back();
            if (number == 0 || number >= entries.size() || entries[number].in_root) { continue; }
            entries[number].in_root = true;
            waiting.push_back(entries[number].left);
            waiting.push_back(entries[number].right);
        }
    }

    CompoundFile& compound_;
    ByteSource const& file_;
    std::string header_{};
    std::uint64_t sector_count_{}; ///< of the file, the header's place aside, a last short one counted
};

bool CompoundFile::begins(std::string_view head) { return head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"); }

Result<std::unique_ptr<CompoundFile>> CompoundFile::open(std::shared_ptr<ByteSource const> file)
{
    std::unique_ptr<CompoundFile> compound{new CompoundFile{std::move(file)}}; // NOLINT: the constructor is private
    TRY(Opening{*compound}.run());
    return compound;
}

SectorPlan CompoundFile::sectors() const
{
    return {.next = next_sector_, .shift = sector_shift_, .first_place = std::uint64_t{1} << sector_shift_, .end = file_->size()};
}

CompoundFile::Entry const* CompoundFile::find(std::string_view name) const
{
    std::string const wanted = text::ascii_lower(name);
    auto const found = std::find_if(entries_.begin(), entries_.end(),
                                    [&](Entry const& entry) { return entry.in_root && entry.type == stream_type && entry.name == wanted; });
    return found == entries_.end() ? nullptr : &*found;
}

Result<std::shared_ptr<ByteSource const>> CompoundFile::stream(std::string_view name) const
{
    Entry const* const entry = find(name);
    if (entry == nullptr) {
        return Error{ErrorKind::not_found, "STREAM_MISSING", "The file has no part called '" + std::string{name} + "'."};
    }
    if (entry->size >= mini_cutoff_) {
        TRY_ASSIGN(auto extents, follow_chain(sectors(), entry->first_sector, entry->size));
        return stream_of(file_, std::move(extents));
    }
    return mini_stream(*entry);
}

Result<std::shared_ptr<ByteSource const>> CompoundFile::mini_stream(Entry const& entry) const
{
    Entry const& root = entries_.front(); // its stream holds all the small ones
    TRY_ASSIGN(auto const holder, follow_chain(sectors(), root.first_sector, root.size));
    std::uint64_t const mini_sectors = size_of(holder) >> mini_shift_;
    TRY_ASSIGN(auto const table, follow_chain(sectors(), mini_table_, mini_sectors * 4));
    TRY_ASSIGN(std::string const bytes, read_exactly(*stream_of(file_, table), 0, static_cast<std::size_t>(size_of(table))));
    std::vector<std::uint32_t> next;
    for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4) { next.push_back(u32_at(bytes, at)); }
    SectorPlan const minis{.next = next, .shift = mini_shift_, .first_place = 0, .end = size_of(holder)};
    TRY_ASSIGN(auto const pieces, follow_chain(minis, entry.first_sector, entry.size));
    TRY_ASSIGN(auto extents, through(pieces, holder));
    return stream_of(file_, std::move(extents));
}

} // namespace muster
