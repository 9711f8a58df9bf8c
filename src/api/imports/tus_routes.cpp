#include "access/secrets.hpp"
#include "api/envelope.hpp"
#include "api/imports/multipart.hpp"
#include "api/imports/operations.hpp"
#include "api/imports/resumable_uploads.hpp"
#include "api/imports/tus.hpp"
#include "base/text.hpp"
#include "json/writer.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace muster {

namespace {

constexpr std::string_view tus_version = "1.0.0";
constexpr std::string_view piece_type = "application/offset+octet-stream";

std::optional<std::uint64_t> number_field(Call const& call, std::string_view name)
{
    std::string_view const written = call.request.fields.value(name);
    std::uint64_t number{};
    auto const [end, fault] = std::from_chars(written.data(), written.data() + written.size(), number);
    bool const good = fault == std::errc{} && end == written.data() + written.size() && !written.empty();
    return good ? std::optional{number} : std::nullopt;
}

Error field_wrong(std::string_view name, std::string_view wanted)
{
    return {ErrorKind::invalid_input, "HEADER_INVALID", "The header " + std::string{name} + " must be " + std::string{wanted} + "."};
}

/// Every answer of the protocol says which version it is of.
HttpAnswer with_version(HttpAnswer answer)
{
    answer.fields.add("Tus-Resumable", std::string{tus_version});
    return answer;
}

/// Runs what the protocol asks for, in its version only; its errors say the version too.
template <class Work>
Result<HttpAnswer> speaking_tus(Call const& call, Work work)
{
    if (call.request.fields.value("tus-resumable") != tus_version) {
        HttpAnswer answer = error_answer(Family::problem, 412, "TUS_VERSION_UNSUPPORTED", "Only version 1.0.0 of tus is spoken here.");
        answer.fields.add("Tus-Version", std::string{tus_version});
        return with_version(std::move(answer));
    }
    Result<HttpAnswer> answer = work();
    if (answer) { return with_version(*std::move(answer)); }
    if (answer.error().kind == ErrorKind::internal) { return answer; } // told by the one that logs it
    return with_version(error_answer(Family::problem, answer.error()));
}

/// The day's name and so on, as headers write instants (RFC 9110, 5.6.7).
std::string http_date(Instant instant)
{
    constexpr std::array<std::string_view, 7> days{"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"}; // 1970 began on a Thursday
    constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    Date const date = date_of(instant);
    std::string const text = to_text(instant); // 2026-11-23T14:05:09...
    std::string made{days[static_cast<std::size_t>(days_since_epoch(date) % 7)]};
    made += ", " + text.substr(8, 2) + " ";
    made += months[static_cast<std::size_t>(date.month - 1)];
    return made + " " + text.substr(0, 4) + " " + text.substr(11, 8) + " GMT";
}

void add_state(HttpAnswer& answer, ResumableUpload const& upload)
{
    answer.fields.add("Upload-Offset", std::to_string(upload.offset));
    answer.fields.add("Upload-Expires", http_date(upload.expires));
    if (upload.import.value != 0) { answer.fields.add("Upload-Id", std::to_string(upload.import.value)); }
}

/// `filename cGVvcGxlLmNzdg==,filetype dGV4dC9jc3Y=`: the name under `filename` or `name`.
std::string name_in_metadata(std::string_view metadata)
{
    while (!metadata.empty()) {
        std::size_t const end = std::min(metadata.find(','), metadata.size());
        std::string_view const pair = text::trim(metadata.substr(0, end));
        metadata.remove_prefix(std::min(end + 1, metadata.size()));
        std::size_t const space = std::min(pair.find(' '), pair.size());
        std::string_view const key = pair.substr(0, space);
        if (key != "filename" && key != "name") { continue; }
        auto const name = from_base64(text::trim(pair.substr(space)));
        if (name && !name->empty() && text::is_utf8(*name) && name->find('\0') == std::string::npos) { return *name; }
    }
    return "upload";
}

Result<HttpAnswer> begin_upload(ImportsDesk& desk, Call const& call)
{
    std::optional<std::uint64_t> const length = number_field(call, "upload-length");
    if (!length) { return field_wrong("Upload-Length", "the file's length in bytes; it cannot be told later"); }
    if (*length > desk.api.upload_limit) {
        return Error{ErrorKind::too_large, "BODY_TOO_LARGE",
                     "A file may have up to " + std::to_string(desk.api.upload_limit) + " bytes. Zip it, or split it."};
    }
    std::string const name = name_in_metadata(call.request.fields.value("upload-metadata"));
    TRY_ASSIGN(ResumableUpload const upload, desk.api.resumable->create(call.caller.account, name, *length));
    JsonWriter json;
    json.begin_object()
        .member("offset", static_cast<std::int64_t>(upload.offset))
        .member("length", static_cast<std::int64_t>(upload.length));
    json.member("expiresAt", to_text(upload.expires)).end_object();
    HttpAnswer answer = json_answer(201, json.take());
    answer.fields.add("Location", "/imports/1/uploads/" + upload.token);
    add_state(answer, upload);
    return answer;
}

Result<HttpAnswer> append(ImportsDesk& desk, Call const& call)
{
    return speaking_tus(call, [&]() -> Result<HttpAnswer> {
        if (!text::equal_ascii_caseless(call.request.fields.value("content-type"), piece_type)) {
            return Error{ErrorKind::unsupported, "MEDIA_TYPE_UNSUPPORTED",
                         "Send the piece with the header Content-Type: application/offset+octet-stream."};
        }
        std::optional<std::uint64_t> const offset = number_field(call, "upload-offset");
        if (!offset) { return field_wrong("Upload-Offset", "the number of bytes that were sent before this piece"); }
        std::string const& token = call.parameters.front();
        TRY_ASSIGN(ResumableUpload upload, desk.api.resumable->append(call.caller.account, token, *offset, *bytes_of(call.request.body)));
        if (upload.is_complete()) { TRY_ASSIGN(upload, complete_resumable(desk, call, token)); }
        HttpAnswer answer = empty_answer(204);
        add_state(answer, upload);
        return answer;
    });
}

/// What the protocol's clients may ask before anything else; nothing of it is secret.
Result<HttpAnswer> abilities(std::uint64_t upload_limit)
{
    HttpAnswer answer = empty_answer(204);
    answer.fields.add("Tus-Version", std::string{tus_version});
    answer.fields.add("Tus-Extension", "creation,expiration,termination");
    answer.fields.add("Tus-Max-Size", std::to_string(upload_limit));
    return with_version(std::move(answer));
}

} // namespace

bool speaks_tus(Call const& call) { return call.request.fields.find("tus-resumable") != nullptr; }

Result<HttpAnswer> create_resumable(ImportsDesk& desk, Call const& call)
{
    return speaking_tus(call, [&] { return begin_upload(desk, call); });
}

Result<ResumableUpload> complete_resumable(ImportsDesk& desk, Call const& call, std::string const& token)
{
    TRY_ASSIGN(ResumableUpload const upload, desk.api.resumable->find(call.caller.account, token));
    return desk.api.resumable->complete(call.caller.account, token, [&](std::shared_ptr<ByteSource const> bytes) -> Result<ImportId> {
        TRY_ASSIGN(UploadPreview const preview, desk.door(call).upload({std::move(bytes), upload.name}, call.caller.name));
        return preview.job.id;
    });
}

Result<HttpAnswer> show_resumable(ImportsDesk& desk, Call const& call)
{
    return speaking_tus(call, [&]() -> Result<HttpAnswer> {
        TRY_ASSIGN(ResumableUpload const upload, desk.api.resumable->find(call.caller.account, call.parameters.front()));
        HttpAnswer answer = empty_answer(200);
        add_state(answer, upload);
        answer.fields.add("Upload-Length", std::to_string(upload.length));
        answer.fields.add("Cache-Control", "no-store");
        return answer;
    });
}

Result<HttpAnswer> remove_resumable(ImportsDesk& desk, Call const& call)
{
    return speaking_tus(call, [&]() -> Result<HttpAnswer> {
        TRY(desk.api.resumable->remove(call.caller.account, call.parameters.front()));
        return empty_answer(204);
    });
}

void add_tus_routes(ImportRouteAdder& routes)
{
    routes.change("PATCH", "/imports/1/uploads/{id}", routes.file_body_limit(), append);
    routes.open("OPTIONS", "/imports/1/uploads", [](ImportsDesk& desk, Call const&) { return abilities(desk.api.upload_limit); });
}

} // namespace muster
