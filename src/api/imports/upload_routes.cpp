#include "api/imports/import_request.hpp"
#include "api/imports/multipart.hpp"
#include "api/imports/operations.hpp"
#include "api/imports/received_file.hpp"
#include "api/imports/tus.hpp"
#include "documents/import_views.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace muster {

namespace {

Result<HttpAnswer> upload(ImportsDesk& desk, Call const& call)
{
    if (speaks_tus(call)) { return create_resumable(desk, call); }
    TRY_ASSIGN(ReceivedForm const form, receive_file(call));
    if (!form.fields.empty()) {
        return Error{ErrorKind::invalid_input, "PROPERTY_UNKNOWN",
                     "An upload takes a file only, and there is a field \"" + form.fields.front().name +
                         "\". What is to be done with it is said to "
                         "POST /imports/1/imports."};
    }
    TRY_ASSIGN(UploadPreview const preview, desk.door(call).upload(form.file, call.caller.name));
    HttpAnswer answer = json_answer(201, upload_document(preview));
    answer.fields.add("Location", "/imports/1/uploads/" + std::to_string(preview.job.id.value));
    return answer;
}

/// The reading that a query asks to be tried, over the one that is asked for; nothing when it says nothing.
Result<std::optional<ReadingChoices>> tried_reading(Call const& call, AnalysisRequest const& before)
{
    Json::Object tried;
    for (std::string_view const name : {"sheet", "encoding", "delimiter", "quote"}) {
        std::string const* const value = call.query.find(name);
        if (value != nullptr) { tried.emplace_back(name, value->empty() ? Json{} : Json::of(*value)); }
    }
    for (std::string_view const name : {"firstRow", "headerRow"}) {
        std::string const* const value = call.query.find(name);
        if (value == nullptr) { continue; }
        std::int64_t number{};
        auto const [end, fault] = std::from_chars(value->data(), value->data() + value->size(), number);
        bool const is_number = fault == std::errc{} && end == value->data() + value->size();
        tried.emplace_back(name, value->empty() ? Json{} : is_number ? Json::of(number) : Json::of(*value));
    }
    if (tried.empty()) { return std::optional<ReadingChoices>{}; }
    TRY_ASSIGN(ImportChange const change, change_of(Json::of(Json::Object{{"reading", Json::of(std::move(tried))}}), std::nullopt, before));
    return change.reading;
}

bool is_resumable(Call const& call) { return call.parameters.front().size() == ResumableUploads::token_length; }

/// The upload that the path names, by its number or, when it came in pieces, by the address that it was sent to.
Result<ImportId> upload_in_path(ImportsDesk& desk, Call const& call)
{
    if (!is_resumable(call)) { return import_in_path(call); }
    std::string const& token = call.parameters.front();
    TRY_ASSIGN(ResumableUpload upload, desk.api.resumable->find(call.caller.account, token));
    // after the last piece a crash may have come before it was taken in
    if (upload.import.value == 0 && call.caller.scopes.has(Scope::imports_manage)) {
        TRY_ASSIGN(upload, complete_resumable(desk, call, token));
    }
    if (upload.import.value != 0) { return upload.import; }
    return Error{ErrorKind::conflict, "UPLOAD_UNFINISHED",
                 std::to_string(upload.offset) + " of " + std::to_string(upload.length) + " bytes have come. Send the rest first."};
}

Result<HttpAnswer> show_upload(ImportsDesk& desk, Call const& call)
{
    TRY_ASSIGN(ImportId const id, upload_in_path(desk, call));
    ImportsDoor door = desk.door(call);
    TRY_ASSIGN(ImportView const view, door.show(id));
    TRY_ASSIGN(auto const tried, tried_reading(call, view.request.value_or(AnalysisRequest{})));
    TRY_ASSIGN(UploadPreview const preview, door.preview(id, tried));
    return json_answer(200, upload_document(preview));
}

Result<HttpAnswer> head(ImportsDesk& desk, Call const& call)
{
    return speaks_tus(call) ? show_resumable(desk, call) : show_upload(desk, call);
}

Result<HttpAnswer> discard_upload(ImportsDesk& desk, Call const& call)
{
    if (is_resumable(call)) { return remove_resumable(desk, call); }
    TRY_ASSIGN(ImportId const id, import_in_path(call));
    TRY(desk.door(call).discard(id));
    return empty_answer(204);
}

} // namespace

void add_upload_routes(ImportRouteAdder& routes)
{
    routes.change("POST", "/imports/1/uploads", routes.file_body_limit(), upload);
    routes.read("/imports/1/uploads/{id}", show_upload);
    routes.read_head("/imports/1/uploads/{id}", head);
    routes.change("DELETE", "/imports/1/uploads/{id}", 0, discard_upload);
}

} // namespace muster
