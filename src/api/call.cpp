#include "api/route.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <span>

namespace muster {

namespace {

/// `application/json` and whatever ends in +json (RFC 6839), parameters aside.
bool is_json(std::string_view content_type)
{
    std::string const type = text::ascii_lower(text::trim(content_type.substr(0, std::min(content_type.find(';'), content_type.size()))));
    return type == "application/json" || (type.starts_with("application/") && type.ends_with("+json"));
}

Result<std::string> read_whole(ByteSource const& source)
{
    std::string text(source.size(), '\0');
    std::size_t filled = 0;
    while (filled < text.size()) {
        TRY_ASSIGN(std::size_t const got, source.read_at(filled, std::span{text}.subspan(filled)));
        if (got == 0) { break; }
        filled += got;
    }
    text.resize(filled);
    return text;
}

} // namespace

Result<Json> Call::json() const
{
    if (request.body.size == 0) {
        return Error{ErrorKind::invalid_input, "BODY_MISSING", "The request needs a JSON document as its body."};
    }
    if (!is_json(request.fields.value("content-type"))) {
        return Error{ErrorKind::unsupported, "MEDIA_TYPE_UNSUPPORTED",
                     "Send the body as JSON, with the header Content-Type: application/json."};
    }
    if (request.body.spooled == nullptr) { return parse_json(request.body.text); }
    TRY_ASSIGN(std::string const text, read_whole(*request.body.spooled));
    return parse_json(text);
}

HttpAnswer json_answer(int status, std::string document)
{
    HttpAnswer answer;
    answer.status = status;
    answer.fields.add("Content-Type", "application/json");
    answer.body = std::move(document);
    return answer;
}

HttpAnswer empty_answer(int status)
{
    HttpAnswer answer;
    answer.status = status;
    return answer;
}

} // namespace muster
