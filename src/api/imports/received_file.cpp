#include "api/imports/received_file.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

/// What a file without a name is called; what it is its contents say.
constexpr std::string_view nameless = "upload";

Result<ReceivedForm> receive_form(Call const& call)
{
    TRY_ASSIGN(std::string const boundary, boundary_of(call.request.fields.value("content-type")));
    TRY_ASSIGN(auto parts, read_form(bytes_of(call.request.body), boundary));
    auto const first_field =
        std::stable_partition(parts.begin(), parts.end(), [](FormPart const& part) { return part.file_name.has_value(); });
    if (first_field == parts.begin()) {
        return Error{ErrorKind::invalid_input, "FILE_MISSING", "The form has no file: a part with a file's name."};
    }
    if (first_field - parts.begin() > 1) {
        return Error{ErrorKind::invalid_input, "FILES_TOO_MANY", "The form has more than one file. Send one at a time."};
    }
    ReceivedForm form;
    form.file = {parts.front().bytes, parts.front().file_name.value_or("")};
    form.fields.assign(std::next(parts.begin()), parts.end());
    return form;
}

} // namespace

Result<ReceivedForm> receive_file(Call const& call)
{
    bool const is_named = call.query.find("name") != nullptr; // then an empty body is an empty file, which is refused as such
    if (call.request.body.size == 0 && !is_named) {
        return Error{ErrorKind::invalid_input, "BODY_MISSING", "Send the file as the request's body, or as a part of a form."};
    }
    ReceivedForm form;
    if (is_form(call.request.fields.value("content-type"))) {
        TRY_ASSIGN(form, receive_form(call));
    } else {
        form.file.bytes = bytes_of(call.request.body);
        std::string const* const name = call.query.find("name");
        form.file.name = name != nullptr ? *name : file_name_of(call.request.fields.value("content-disposition"));
    }
    if (form.file.name.empty()) { form.file.name = nameless; }
    return form;
}

} // namespace muster
