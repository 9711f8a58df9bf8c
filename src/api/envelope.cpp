#include "api/envelope.hpp"

#include "json/writer.hpp"

namespace muster {

int status_of(ErrorKind kind)
{
    switch (kind) { // without default: a new kind must find its status here
    case ErrorKind::invalid_input: return 400;
    case ErrorKind::unreadable: return 422;
    case ErrorKind::unsupported: return 415;
    case ErrorKind::too_large: return 413;
    case ErrorKind::not_found: return 404;
    case ErrorKind::conflict: return 409;
    case ErrorKind::drifted: return 409;
    case ErrorKind::unauthenticated: return 401;
    case ErrorKind::denied: return 403;
    case ErrorKind::too_often: return 429;
    case ErrorKind::locked: return 503;
    case ErrorKind::unavailable: return 503;
    case ErrorKind::cancelled: return 409;
    case ErrorKind::internal: break;
    }
    return 500;
}

namespace {

/// The kind of a refusal that is given by its status: of requests that are none that a server understands.
ErrorKind kind_of(int status)
{
    switch (status) {
    case 404: return ErrorKind::not_found;
    case 413: return ErrorKind::too_large;
    case 503: return ErrorKind::unavailable;
    default: return status >= 500 && status != 501 && status != 505 ? ErrorKind::internal : ErrorKind::invalid_input;
    }
}

/// What is told of one error, whatever its envelope.
struct Told {
    int status{};
    std::string_view kind{};
    std::string_view code{};
    std::string_view message{};
    std::vector<FieldFault> const& faults;
    FilePlace place{};
    std::int64_t retry_after_seconds{}; ///< 0: as long as is usual
};

/// The reason phrases of RFC 9110, which a problem's title repeats when its type says no more than the status.
std::string_view title_of(int status)
{
    switch (status) {
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 411: return "Length Required";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    default: return "Internal Server Error";
    }
}

/// messageId of the published envelope; what it has no word for takes the nearest one.
std::string_view message_id_of(int status)
{
    switch (status) {
    case 401: return "UNAUTHORIZED";
    case 403: return "FORBIDDEN";
    case 404: return "NOT_FOUND";
    case 405: return "METHOD_NOT_ALLOWED";
    case 409: return "CONFLICT";
    case 413: return "PAYLOAD_TOO_LARGE";
    case 415: return "UNSUPPORTED_MEDIA_TYPE";
    case 429: return "TOO_MANY_REQUESTS";
    case 503: return "SERVICE_UNAVAILABLE";
    default: return status >= 500 ? "GENERAL_ERROR" : "BAD_REQUEST";
    }
}

/// The published codes: 400103 malformed, 400104 a required property is missing, 400100 invalid properties. A code of the list, as text
/// because the contract's schema says text.
std::string_view v3_code_of(Told const& told)
{
    if (told.code == "PROPERTY_MISSING" || told.code == "BODY_MISSING") { return "400104"; }
    if (told.code == "NOT_JSON" || told.code.starts_with("JSON_")) { return "400103"; }
    switch (told.status) {
    case 404: return "404100";
    case 405: return "405100";
    case 409: return "409100";
    default: return told.status >= 500 ? "500100" : "400100";
    }
}

std::string v2_document(Told const& told)
{
    JsonWriter json;
    json.begin_object().key("requestError").begin_object().key("serviceException").begin_object();
    json.member("messageId", message_id_of(told.status)).member("text", told.message);
    if (!told.faults.empty()) {
        json.key("validationErrors").begin_object();
        for (std::size_t fault = 0; fault < told.faults.size();) { // the faults of one property stand together
            std::string const& property = told.faults[fault].property;
            json.key(property).begin_array();
            while (fault < told.faults.size() && told.faults[fault].property == property) { json.value(told.faults[fault++].message); }
            json.end_array();
        }
        json.end_object();
    }
    json.end_object().end_object().end_object();
    return json.take();
}

std::string v3_document(Told const& told)
{
    JsonWriter json;
    json.begin_object().member("code", v3_code_of(told)).member("message", told.message);
    if (!told.faults.empty()) {
        json.key("details").begin_array();
        for (FieldFault const& fault : told.faults) {
            json.begin_object().member("property", fault.property).member("message", fault.message).end_object();
        }
        json.end_array();
    }
    json.end_object();
    return json.take();
}

/// RFC 9457. `type` is about:blank: the code is what programs compare, and there is no page per code.
std::string problem_document(Told const& told)
{
    JsonWriter json;
    json.begin_object().member("type", "about:blank").member("title", title_of(told.status)).member("status", told.status);
    json.member("detail", told.message).member("kind", told.kind).member("code", told.code);
    if (told.place.row) { json.member("row", *told.place.row); }
    if (!told.place.column.empty()) { json.member("column", told.place.column); }
    if (!told.place.value.empty()) { json.member("value", told.place.value); }
    if (!told.faults.empty()) {
        json.key("errors").begin_array();
        for (FieldFault const& fault : told.faults) {
            json.begin_object().member("property", fault.property).member("message", fault.message).end_object();
        }
        json.end_array();
    }
    json.end_object();
    return json.take();
}

HttpAnswer answer_of(Family family, Told const& told)
{
    HttpAnswer answer;
    answer.status = told.status;
    answer.fields.add("Content-Type", family == Family::problem ? "application/problem+json" : "application/json");
    switch (family) {
    case Family::people_v2: answer.body = v2_document(told); break;
    case Family::people_v3: answer.body = v3_document(told); break;
    case Family::problem: answer.body = problem_document(told); break;
    }
    // not Basic: a browser would ask for a password over the page that shows the error
    if (told.status == 401) { answer.fields.add("WWW-Authenticate", "App realm=\"muster\""); }
    if (told.status == 429 || told.status == 503) {
        answer.fields.add("Retry-After", std::to_string(told.retry_after_seconds > 0 ? told.retry_after_seconds : standard_retry_after));
    }
    return answer;
}

} // namespace

HttpAnswer error_answer(Family family, Error const& error, std::vector<FieldFault> const& faults)
{
    return answer_of(family,
                     {status_of(error.kind), name_of(error.kind), error.code, error.message, faults, {}, error.retry_after_seconds});
}

HttpAnswer error_answer(Family family, int status, std::string_view code, std::string_view message)
{
    std::vector<FieldFault> const none;
    return answer_of(family, {status, name_of(kind_of(status)), code, message, none, {}});
}

HttpAnswer problem_answer(Error const& error, FilePlace const& place)
{
    std::vector<FieldFault> const none;
    return answer_of(Family::problem,
                     {status_of(error.kind), name_of(error.kind), error.code, error.message, none, place, error.retry_after_seconds});
}

} // namespace muster
