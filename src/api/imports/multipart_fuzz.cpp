#include "api/imports/multipart.hpp"
#include "base/assert.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Any bytes are a form or an error with a sentence. What is read lies in the body, and a form that is written with the same names and
/// contents reads back the same.
namespace {

using namespace muster;

std::string quoted(std::string_view name)
{
    std::string text = "\"";
    for (char const sign : name) {
        switch (sign) {
        case '"': text += "%22"; break;
        case '\r': text += "%0D"; break;
        case '\n': text += "%0A"; break;
        case '\\': text += "\\\\"; break;
        default: text += sign;
        }
    }
    return text + "\"";
}

std::string contents(FormPart const& part)
{
    Result<std::string> text = read_all(*part.bytes, std::uint64_t{1} << 30);
    MUSTER_ASSERT(text);
    return *std::move(text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string const text{reinterpret_cast<char const*>(bytes), size}; // NOLINT: bytes as text
    std::string_view const line = std::string_view{text}.substr(0, text.find('\n'));
    Result<std::string> const named = boundary_of(line);
    std::string const boundary = named ? *named : "b";
    std::shared_ptr<ByteSource const> const body{memory_source(text)};
    Result<std::vector<FormPart>> const parts = read_form(body, boundary);
    if (!parts) {
        MUSTER_ASSERT(!parts.error().message.empty() && text::is_utf8(parts.error().message));
        return 0;
    }
    std::string written;
    for (FormPart const& part : *parts) {
        MUSTER_ASSERT(part.bytes->size() <= size);
        MUSTER_ASSERT(contents(part).find("\r\n--" + boundary) == std::string::npos);
        written += "--" + boundary + "\r\nContent-Disposition: form-data; name=" + quoted(part.name);
        if (part.file_name) { written += "; filename=" + quoted(*part.file_name); }
        written += "\r\n\r\n" + contents(part) + "\r\n";
    }
    written += "--" + boundary + "--\r\n";
    Result<std::vector<FormPart>> const again = read_form(std::shared_ptr<ByteSource const>{memory_source(written)}, boundary);
    if (!again) { return 0; } // escaped names may be longer than a head may be
    MUSTER_ASSERT(again->size() == parts->size());
    for (std::size_t part = 0; part < parts->size(); ++part) {
        // a percent escape that stood in a name twice encoded is read once more
        if ((*parts)[part].name.find('%') == std::string::npos) { MUSTER_ASSERT((*again)[part].name == (*parts)[part].name); }
        MUSTER_ASSERT(contents((*again)[part]) == contents((*parts)[part]));
    }
    return 0;
}
