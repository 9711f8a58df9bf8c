#include "reading/xls/workbook_globals.hpp"

#include "reading/xls/biff_text.hpp"
#include "reading/xls/little_endian.hpp"
#include "reading/xls/workbook_damage.hpp"

namespace muster {

namespace {

/// Bounds the list against a file that repeats one. Excel has no limit of its own; lists of some hundred sheets are seen.
constexpr std::size_t sheet_limit = 16'384;
/// The name that spreadsheet programs give the sheet of a file that holds nothing but one.
constexpr char const* only_sheet_name = "Sheet1";

// MS-XLS 2.4.28: visibility and kind in a BOUNDSHEET record.
constexpr unsigned visibility_bits = 0x03;
constexpr std::uint8_t worksheet_type = 0;

Result<std::string> read_name(RecordStream& records, std::string_view rest, WorkbookSettings& settings)
{
    TRY_ASSIGN(ByteText* const bytes, settings.byte_text());
    std::string name;
    TRY(append_text(records, rest, settings.version(), TextCount::one_byte, *bytes, name));
    return name;
}

/// Reads globals record by record.
class GlobalsWalk {
public:
    GlobalsWalk(std::shared_ptr<ByteSource const> const& stream, Biff version) : records_{stream, 0}, settings_{version}
    {
        globals_.version = version;
    }

    /// A workbook: until the EOF of its globals.
    Result<WorkbookGlobals> workbook()
    {
        Record record;
        TRY(records_.next(record)); // its BOF
        while (true) {
            TRY_ASSIGN(bool const more, records_.next(record));
            if (!more) { return damaged_workbook("its list of sheets is cut off"); }
            if (record.id == record_id::end_of_substream) { break; }
            TRY(take(record));
        }
        settings_.finish();
        globals_.settings = std::make_shared<WorkbookSettings const>(settings_);
        for (SheetPlace& place : globals_.sheets) {
            if (!place.settings) { place.settings = globals_.settings; }
        }
        return std::move(globals_);
    }

    /// A sheet that stands alone.
    Result<WorkbookGlobals> only_sheet(Substream kind)
    {
        Record record;
        TRY(records_.next(record)); // its BOF
        TRY(take_sheet(record.offset, {only_sheet_name, kind == Substream::sheet ? Sheet::Kind::rows : Sheet::Kind::other, false}));
        globals_.settings = globals_.sheets.front().settings;
        return std::move(globals_);
    }

private:
    Result<void> take(Record const& record)
    {
        switch (record.id) {
        case record_id::bound_sheet: return globals_.version >= Biff::five ? take_bound_sheet(record) : Result<void>{};
        case record_id::sheet_header_4: return globals_.version == Biff::four ? take_inner_sheet(record) : Result<void>{};
        case record_id::shared_strings: {
            TRY_ASSIGN(globals_.strings, SharedStrings::read(records_, record));
            return {};
        }
        default: return settings_.take(records_, record);
        }
    }

    Result<void> take_bound_sheet(Record const& record)
    {
        constexpr std::size_t fixed = 6;
        if (record.body.size() < fixed) { return damaged_workbook("its list of sheets makes no sense"); }
        SheetPlace place;
        place.begin = u32_at(record.body, 0);
        place.sheet.hidden = (u8_at(record.body, 4) & visibility_bits) != 0;
        place.sheet.kind = u8_at(record.body, 5) == worksheet_type ? Sheet::Kind::rows : Sheet::Kind::other;
        TRY_ASSIGN(place.sheet.name, read_name(records_, record.body.substr(fixed), settings_));
        return add(std::move(place));
    }

    // BIFF4 workbooks have each sheet, with formats of its own, right behind a record with its name.
    Result<void> take_inner_sheet(Record const& header)
    {
        constexpr std::size_t fixed = 4;
        if (header.body.size() < fixed) { return damaged_workbook("its list of sheets makes no sense"); }
        Sheet sheet;
        TRY_ASSIGN(sheet.name, read_name(records_, header.body.substr(fixed), settings_));
        Record record;
        TRY_ASSIGN(bool const more, records_.next(record));
        auto const beginning = more ? beginning_of(record) : std::nullopt;
        if (!beginning) { return damaged_workbook("a sheet in it does not begin where it should"); }
        sheet.kind = beginning->kind == Substream::sheet ? Sheet::Kind::rows : Sheet::Kind::other;
        return take_sheet(record.offset, std::move(sheet));
    }

    // Takes the settings of a sheet whose BOF has been read, to its EOF.
    Result<void> take_sheet(std::uint64_t begin, Sheet sheet)
    {
        WorkbookSettings settings = settings_.without_formats();
        Record record;
        do {
            TRY(records_.next_of_substream(record));
            if (record.id == record_id::shared_strings) {
                TRY_ASSIGN(globals_.strings, SharedStrings::read(records_, record));
            } else {
                TRY(settings.take(records_, record));
            }
        } while (record.id != record_id::end_of_substream);
        settings.finish();
        return add({std::move(sheet), begin, std::make_shared<WorkbookSettings const>(std::move(settings))});
    }

    Result<void> add(SheetPlace place)
    {
        if (globals_.sheets.size() >= sheet_limit) { return damaged_workbook("its list of sheets has no end"); }
        globals_.sheets.push_back(std::move(place));
        return {};
    }

    RecordStream records_;
    WorkbookSettings settings_;
    WorkbookGlobals globals_{};
};

} // namespace

Result<WorkbookGlobals> read_globals(std::shared_ptr<ByteSource const> const& stream)
{
    Record record;
    RecordStream records{stream, 0};
    TRY_ASSIGN(bool const more, records.next(record));
    auto const beginning = more ? beginning_of(record) : std::nullopt;
    if (!beginning) { return damaged_workbook("it does not begin as a workbook does"); }
    GlobalsWalk walk{stream, beginning->version};
    switch (beginning->kind) {
    case Substream::globals:
    case Substream::workspace: {
        TRY_ASSIGN(WorkbookGlobals globals, walk.workbook());
        if (globals.sheets.empty()) { return unsupported_workbook("a workbook without any sheet of its own"); }
        return globals;
    }
    case Substream::sheet: return walk.only_sheet(beginning->kind);
    case Substream::chart: return unsupported_workbook("a chart of Excel");
    case Substream::macros: return unsupported_workbook("a macro sheet of Excel");
    case Substream::visual_basic: return unsupported_workbook("a macro module of Excel");
    }
    return damaged_workbook("it does not begin as a workbook does");
}

} // namespace muster
