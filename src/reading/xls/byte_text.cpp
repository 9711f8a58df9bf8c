#include "reading/xls/byte_text.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace muster {

namespace {

struct CodePage {
    std::uint16_t number;
    char const* encoding;
};
/// Numbers whose encodings ICU calls otherwise than windows-n or ibm-n. 32768 and 32769 are Excel's own for the Macintosh and for Windows.
constexpr auto code_pages = std::to_array<CodePage>({
    {367, "US-ASCII"},        {708, "ISO-8859-6"},    {932, "windows-31j"},      {936, "GBK"},         {949, "windows-949"},
    {950, "windows-950"},     {1200, "UTF-16LE"},     {10000, "macintosh"},      {10001, "Shift_JIS"}, {10002, "Big5"},
    {10003, "EUC-KR"},        {10006, "x-mac-greek"}, {10007, "x-mac-cyrillic"}, {10008, "GB2312"},    {10029, "x-mac-centraleurroman"},
    {10081, "x-mac-turkish"}, {20127, "US-ASCII"},    {20866, "KOI8-R"},         {21866, "KOI8-U"},    {28591, "ISO-8859-1"},
    {28592, "ISO-8859-2"},    {32768, "macintosh"},   {32769, "windows-1252"},   {65001, "UTF-8"},
});

} // namespace

std::string encoding_of_code_page(std::uint16_t code_page)
{
    auto const known = std::find_if(code_pages.begin(), code_pages.end(), [&](CodePage const& one) { return one.number == code_page; });
    if (known != code_pages.end()) { return known->encoding; }
    for (char const* family : {"windows-", "ibm-"}) {
        std::string const name = family + std::to_string(code_page);
        if (!encoding_name(name).empty()) { return name; }
    }
    return {};
}

Result<ByteText> ByteText::create(std::optional<std::uint16_t> code_page)
{
    ByteText text;
    std::string const encoding = encoding_of_code_page(code_page.value_or(default_code_page));
    text.tries_utf8_ = !code_page;
    TRY_ASSIGN(text.decoder_, Decoder::create(encoding.empty() ? "US-ASCII" : encoding));
    return text;
}

void ByteText::append(std::string_view bytes, std::string& into)
{
    bool const ascii = std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii || (tries_utf8_ && text::is_utf8(bytes))) {
        into.append(bytes);
        return;
    }
    faults_.clear();
    decoder_->decode(bytes, into, faults_);
    decoder_->finish(into, faults_);
}

} // namespace muster
