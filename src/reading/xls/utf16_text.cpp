#include "reading/xls/utf16_text.hpp"

#include "base/text.hpp"
#include "reading/xls/little_endian.hpp"

#include <algorithm>

namespace muster {

namespace {

constexpr char32_t replacement_code_point = 0xFFFD;

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool is_high(std::uint16_t unit) { return (unit & 0xFC00U) == 0xD800; }
bool is_low(std::uint16_t unit) { return (unit & 0xFC00U) == 0xDC00; }

} // namespace

void Utf16Text::append_narrow(std::string_view bytes)
{
    if (bytes.empty()) { return; }
    finish();
    while (!bytes.empty()) {
        auto const letter = std::find_if_not(bytes.begin(), bytes.end(), is_ascii);
        auto const plain = static_cast<std::size_t>(letter - bytes.begin());
        into_.append(bytes.substr(0, plain));
        bytes.remove_prefix(plain);
        if (bytes.empty()) { return; }
        text::append_code_point(into_, static_cast<unsigned char>(bytes.front()));
        bytes.remove_prefix(1);
    }
}

void Utf16Text::append_wide(std::string_view bytes)
{
    for (std::size_t at = 0; at + 2 <= bytes.size(); at += 2) {
        std::uint16_t const unit = u16_at(bytes, at);
        if (high_ != 0 && is_low(unit)) {
            text::append_code_point(into_, 0x10000U + ((high_ & 0x3FFU) << 10U) + (unit & 0x3FFU));
            high_ = 0;
            continue;
        }
        finish();
        if (unit < 0x80) {
            into_.push_back(static_cast<char>(unit));
        } else if (is_high(unit)) {
            high_ = unit;
        } else {
            text::append_code_point(into_, is_low(unit) ? replacement_code_point : char32_t{unit});
        }
    }
}

void Utf16Text::finish()
{
    if (high_ != 0) { text::append_code_point(into_, replacement_code_point); }
    high_ = 0;
}

} // namespace muster
