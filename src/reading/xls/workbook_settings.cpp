#include "reading/xls/workbook_settings.hpp"

#include "reading/xls/biff_text.hpp"
#include "reading/xls/little_endian.hpp"
#include "reading/xls/workbook_damage.hpp"

#include <limits>

namespace muster {

namespace {

/// BIFF2 has no fractions, so that its built-in formats from the first date on stand two numbers lower.
constexpr std::size_t first_date_format_2 = 12;
constexpr std::size_t fraction_formats = 2;
constexpr unsigned format_bits_2 = 0x3F;

bool is_numbered(Biff version) { return version >= Biff::five; }

/// The number format that an XF record names: its place differs by generation.
std::optional<std::uint16_t> format_of_xf(Record const& record)
{
    switch (record.id) {
    case record_id::xf_2:
        return record.body.size() < 4 ? std::nullopt : std::optional<std::uint16_t>{u8_at(record.body, 2) & format_bits_2};
    case record_id::xf_3:
    case record_id::xf_4: return record.body.size() < 2 ? std::nullopt : std::optional<std::uint16_t>{u8_at(record.body, 1)};
    default: return record.body.size() < 4 ? std::nullopt : std::optional<std::uint16_t>{u16_at(record.body, 2)};
    }
}

Error encryption_of(Biff version, std::string_view body)
{
    bool const rc4 = version == Biff::eight && body.size() >= 2 && u16_at(body, 0) != 0;
    return encrypted_workbook(rc4 ? "RC4 encryption" : "XOR encryption");
}

} // namespace

Result<void> WorkbookSettings::take(RecordStream& records, Record const& record)
{
    switch (record.id) {
    case record_id::code_page:
        if (record.body.size() >= 2) { code_page_ = u16_at(record.body, 0); }
        byte_text_.reset();
        return {};
    case record_id::date_mode:
        if (record.body.size() >= 2) { date_system_ = u16_at(record.body, 0) != 0 ? DateSystem::from_1904 : DateSystem::from_1900; }
        return {};
    case record_id::file_password: return encryption_of(version_, record.body);
    case record_id::format_2:
    case record_id::format: return take_format(records, record);
    case record_id::xf_2:
    case record_id::xf_3:
    case record_id::xf_4:
    case record_id::xf:
        if (auto const format = format_of_xf(record); format && xf_formats_.size() < std::numeric_limits<std::uint16_t>::max()) {
            xf_formats_.push_back(*format);
        }
        return {};
    default: return {};
    }
}

// A format that makes no sense leaves its cells plain numbers: their values are whole all the same.
Result<void> WorkbookSettings::take_format(RecordStream& records, Record const& record)
{
    bool const has_number = record.id == record_id::format; // BIFF4 has a place for it and does not use it
    if (has_number && record.body.size() < 2) { return {}; }
    std::size_t const number = has_number && is_numbered(version_) ? u16_at(record.body, 0) : formats_.size();
    if (number > std::numeric_limits<std::uint16_t>::max()) { return {}; } // no cell can name it
    TRY_ASSIGN(ByteText* const bytes, byte_text());
    TextCount const width = version_ == Biff::eight ? TextCount::two_bytes : TextCount::one_byte;
    std::string code;
    auto const read = append_text(records, record.body.substr(has_number ? 2 : 0), version_, width, *bytes, code);
    if (!read && read.error().kind != ErrorKind::unreadable) { return read.error(); }
    if (formats_.size() <= number) { formats_.resize(number + 1); }
    formats_[number] = read ? style_of_format(code) : NumberStyle::number;
    return {};
}

NumberStyle WorkbookSettings::style_of_format_number(std::size_t format) const
{
    if (format < formats_.size() && formats_[format]) { return *formats_[format]; }
    std::size_t const built_in = version_ == Biff::two && format >= first_date_format_2 ? format + fraction_formats : format;
    return style_of_built_in_format(static_cast<std::uint32_t>(built_in));
}

Result<ByteText*> WorkbookSettings::byte_text()
{
    if (!byte_text_) {
        TRY_ASSIGN(ByteText text, ByteText::create(code_page_));
        byte_text_ = std::make_shared<ByteText>(std::move(text));
    }
    return byte_text_.get();
}

void WorkbookSettings::finish()
{
    byte_text_.reset();
    xf_styles_.clear();
    for (std::uint16_t const format : xf_formats_) { xf_styles_.push_back(style_of_format_number(format)); }
}

WorkbookSettings WorkbookSettings::without_formats() const
{
    WorkbookSettings settings{version_};
    settings.code_page_ = code_page_;
    settings.date_system_ = date_system_;
    return settings;
}

} // namespace muster
