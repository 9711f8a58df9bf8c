#include "http/answer_head.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace muster {

namespace {

constexpr std::array<std::pair<int, std::string_view>, 38> reasons{{
    {100, "Continue"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {207, "Multi-Status"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {460, "Checksum Mismatch"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
    {507, "Insufficient Storage"},
}};

constexpr std::array<std::string_view, 7> own_fields{"Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Date",
                                                     "Server",         "X-Request-Id"};

bool is_own(std::string_view name)
{
    return std::ranges::any_of(own_fields, [name](std::string_view own) { return text::equal_ascii_caseless(own, name); });
}

std::string two_digits(std::int64_t number) { return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)}; }

/// Sun, 06 Nov 1994 08:49:37 GMT (RFC 9110, 5.6.7).
std::string http_date(Instant instant)
{
    constexpr std::array<std::string_view, 7> days{"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"}; // 1970-01-01 was a Thursday
    constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    constexpr std::int64_t day_seconds = 86'400;
    std::int64_t const seconds = instant.microseconds / 1'000'000;
    Date const day = date_of(instant);
    std::int64_t const second = seconds % day_seconds;
    std::string text{days[static_cast<std::size_t>(seconds / day_seconds % 7)]};
    text.append(", ").append(two_digits(day.day)).append(" ").append(months[static_cast<std::size_t>(day.month - 1)]);
    text.append(" ").append(std::to_string(day.year)).append(" ").append(two_digits(second / 3'600)).append(":");
    text.append(two_digits(second / 60 % 60)).append(":").append(two_digits(second % 60)).append(" GMT");
    return text;
}

void append_field(std::string& text, std::string_view name, std::string_view value)
{
    text.append(name).append(": ");
    for (char const letter : value) {
        bool const is_control = static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F;
        text.push_back(is_control ? ' ' : letter);
    }
    text.append("\r\n");
}

} // namespace

std::string_view reason_of(int status)
{
    auto const* const found = std::ranges::find(reasons, status, &std::pair<int, std::string_view>::first);
    if (found != reasons.end()) { return found->second; }
    return status < 400 ? "OK" : (status < 500 ? "Bad Request" : "Internal Server Error");
}

bool is_bodiless(int status) { return status < 200 || status == 204 || status == 304; }

std::string head_text(AnswerHead const& head, HttpFields const& fields, Instant date)
{
    std::string text = "HTTP/1.1 " + std::to_string(head.status) + " ";
    text.append(reason_of(head.status)).append("\r\n");
    append_field(text, "Date", http_date(date));
    append_field(text, "Server", "Muster");
    append_field(text, "X-Request-Id", head.request_id);
    // a browser that came by TLS once comes by TLS only (RFC 6797), for a year
    if (head.is_encrypted) { append_field(text, "Strict-Transport-Security", "max-age=31536000; includeSubDomains"); }
    for (HttpField const& field : fields.all()) {
        if (!is_own(field.name)) { append_field(text, field.name, field.value); }
    }
    if (head.is_packed) { append_field(text, "Content-Encoding", "gzip"); }
    if (head.may_be_packed) { append_field(text, "Vary", "Accept-Encoding"); }
    if (head.framing == AnswerFraming::length) { append_field(text, "Content-Length", std::to_string(head.length)); }
    if (head.framing == AnswerFraming::chunked) { append_field(text, "Transfer-Encoding", "chunked"); }
    if (!head.keep_alive) { append_field(text, "Connection", "close"); }
    if (head.keep_alive && head.minor == 0) { append_field(text, "Connection", "keep-alive"); }
    return text.append("\r\n");
}

} // namespace muster
