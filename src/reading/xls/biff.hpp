#pragma once

#include <cstdint>
#include <string_view>

namespace muster {

/// The generations of Excel's binary records. Excel 95 (BIFF7) writes the same as Excel 5.
enum class Biff : std::uint8_t { two = 2, three = 3, four = 4, five = 5, eight = 8 };

/// "Excel 97-2003 workbook (BIFF8)".
constexpr std::string_view name_of(Biff version)
{
    switch (version) {
    case Biff::two: return "Excel 2 worksheet (BIFF2)";
    case Biff::three: return "Excel 3 worksheet (BIFF3)";
    case Biff::four: return "Excel 4 worksheet (BIFF4)";
    case Biff::five: return "Excel 5.0/95 workbook (BIFF5/7)";
    case Biff::eight: break;
    }
    return "Excel 97-2003 workbook (BIFF8)";
}

/// What a run of records from BOF to EOF is (MS-XLS 2.4.21).
enum class Substream : std::uint16_t {
    globals = 0x0005,
    visual_basic = 0x0006,
    sheet = 0x0010,
    chart = 0x0020,
    macros = 0x0040,
    workspace = 0x0100
};

/// Record numbers (MS-XLS 2.3; those before BIFF5 from the OpenOffice documentation of the format). Where a record was laid out anew, the
/// upper byte of its number rose: _2 is the layout of BIFF2.
namespace record_id {
inline constexpr std::uint16_t blank_2 = 0x0001, integer_2 = 0x0002, number_2 = 0x0003, label_2 = 0x0004, boolean_or_error_2 = 0x0005;
inline constexpr std::uint16_t formula = 0x0006, string_2 = 0x0007, end_of_substream = 0x000A, date_mode = 0x0022, format_2 = 0x001E;
inline constexpr std::uint16_t file_password = 0x002F, continuation = 0x003C, code_page = 0x0042, xf_2 = 0x0043, ixfe_2 = 0x0044;
inline constexpr std::uint16_t rk_3 = 0x007E, bound_sheet = 0x0085, sheet_header_4 = 0x008F, multiple_rk = 0x00BD, multiple_blank = 0x00BE,
                               rich_string = 0x00D6;
inline constexpr std::uint16_t xf = 0x00E0, shared_strings = 0x00FC, shared_label = 0x00FD;
inline constexpr std::uint16_t blank = 0x0201, number = 0x0203, label = 0x0204, boolean_or_error = 0x0205, formula_3 = 0x0206,
                               string = 0x0207;
inline constexpr std::uint16_t xf_3 = 0x0243, rk = 0x027E, formula_4 = 0x0406, format = 0x041E, xf_4 = 0x0443;
inline constexpr std::uint16_t begin_2 = 0x0009, begin_3 = 0x0209, begin_4 = 0x0409, begin = 0x0809;
} // namespace record_id

} // namespace muster
