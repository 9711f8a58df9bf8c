#include "reading/decoder.hpp"

#include "base/text.hpp"
#include "reading/utf8.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>

namespace muster {

namespace {


void append_replacement(std::string& into, std::vector<std::size_t>& faults)
{
    faults.push_back(into.size());
    into.append(text::replacement_character);
}

class Utf8Decoder final : public Decoder {
public:
    void decode(std::string_view bytes, std::string& into, std::vector<std::size_t>& faults) override
    {
        if (!carried_.empty()) {
            carried_.append(bytes);
            std::string const joined = std::move(carried_);
            carried_.clear();
            take(joined, into, faults);
        } else {
            take(bytes, into, faults);
        }
    }
    void finish(std::string& into, std::vector<std::size_t>& faults) override
    {
        if (!carried_.empty()) { append_replacement(into, faults); }
        carried_.clear();
    }

private:
    void take(std::string_view bytes, std::string& into, std::vector<std::size_t>& faults)
    {
        while (!bytes.empty()) {
            std::uint64_t characters = 0;
            std::size_t const good = valid_utf8_prefix(bytes, characters);
            into.append(bytes.substr(0, good));
            bytes.remove_prefix(good);
            if (bytes.empty()) { return; }
            std::size_t const fault = utf8_fault_length(bytes);
            if (fault == 0) {
                carried_.assign(bytes);
                return;
            }
            append_replacement(into, faults);
            bytes.remove_prefix(fault);
        }
    }
    std::string carried_{};
};

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

class IcuDecoder final : public Decoder {
public:
    IcuDecoder(Converter converter, std::string_view name)
        : converter_{std::move(converter)}, controls_are_unassigned_{name.starts_with("windows-125")}
    {
    }

    void decode(std::string_view bytes, std::string& into, std::vector<std::size_t>& faults) override
    {
        convert(bytes, false, into, faults);
    }
    void finish(std::string& into, std::vector<std::size_t>& faults) override
    {
        convert({}, true, into, faults);
        if (high_ != 0) { append_replacement(into, faults); }
        high_ = 0;
    }

private:
    void convert(std::string_view bytes, UBool flush, std::string& into, std::vector<std::size_t>& faults) // NOLINT: UBool is ICU's word
    {
        char const* source = bytes.data();
        char const* const end = source + bytes.size();
        while (true) {
            UChar* target = units_.data();
            UErrorCode status = U_ZERO_ERROR;
            ucnv_toUnicode(converter_.get(), &target, units_.data() + units_.size(), &source, end, nullptr, flush, &status);
            append(units_.data(), target, into, faults);
            if (status == U_BUFFER_OVERFLOW_ERROR) { continue; }
            if (U_SUCCESS(status)) { return; }
            append_replacement(into, faults);
            if (source >= end && status == U_TRUNCATED_CHAR_FOUND) { return; }
        }
    }

    void append(UChar const* from, UChar const* to, std::string& into, std::vector<std::size_t>& faults)
    {
        for (; from != to; ++from) {
            UChar const unit = *from;
            if (high_ != 0) {
                UChar const high = high_;
                high_ = 0;
                if (U16_IS_TRAIL(unit)) {
                    text::append_code_point(into, static_cast<char32_t>(U16_GET_SUPPLEMENTARY(high, unit)));
                    continue;
                }
                append_replacement(into, faults);
            }
            if (unit < 0x80) {
                into.push_back(static_cast<char>(unit));
            } else if (U16_IS_LEAD(unit)) {
                high_ = unit;
            } else if (U16_IS_TRAIL(unit) || (controls_are_unassigned_ && unit < 0xA0)) {
                append_replacement(into, faults);
            } else {
                text::append_code_point(into, unit);
            }
        }
    }

    Converter converter_;
    bool controls_are_unassigned_; ///< ICU gives C1 controls for the bytes that a Windows code page leaves free
    UChar high_{};                 ///< first half of a pair that the buffer's end cut
    std::array<UChar, 8'192> units_{};
};

/// Supersets that the same name stands for in practice; what the smaller set knows they read alike.
std::string converter_name(std::string const& name)
{
    if (name == "EUC-KR" || name == "KS_C_5601-1987") { return "windows-949"; }
    if (name == "GB2312" || name == "GBK") { return "GB18030"; }
    return name;
}

} // namespace

std::string encoding_name(std::string const& name)
{
    bool const plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7F && c != ','; });
    if (!plain) { return {}; }
    UErrorCode status = U_ZERO_ERROR;
    Converter const converter{ucnv_open(name.c_str(), &status)};
    if (U_FAILURE(status)) { return {}; }
    for (char const* standard : {"MIME", "IANA"}) {
        UErrorCode lookup = U_ZERO_ERROR;
        char const* found = ucnv_getStandardName(name.c_str(), standard, &lookup);
        if (U_SUCCESS(lookup) && found != nullptr) { return found; }
    }
    char const* own = ucnv_getName(converter.get(), &status);
    return U_SUCCESS(status) && own != nullptr ? std::string{own} : name;
}

Result<std::unique_ptr<Decoder>> Decoder::create(std::string const& encoding)
{
    std::string const name = encoding_name(encoding);
    if (name == "UTF-8" || name == "US-ASCII") { return std::unique_ptr<Decoder>{std::make_unique<Utf8Decoder>()}; }
    UErrorCode status = U_ZERO_ERROR;
    Converter converter{name.empty() ? nullptr : ucnv_open(converter_name(name).c_str(), &status)};
    if (converter == nullptr || U_FAILURE(status)) {
        return Error{ErrorKind::invalid_input, "ENCODING_UNKNOWN",
                     "There is no encoding called '" + encoding + "'. Use a name such as UTF-8, windows-1250, ISO-8859-2 or Shift_JIS."};
    }
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    if (U_FAILURE(status)) { return Error{ErrorKind::internal, "DECODER", "The converter for " + name + " cannot be set up."}; }
    return std::unique_ptr<Decoder>{std::make_unique<IcuDecoder>(std::move(converter), name)};
}

} // namespace muster
