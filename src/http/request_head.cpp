#include "http/request_head.hpp"

#include "base/text.hpp"
#include "http/field_list.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace muster {

namespace {

constexpr std::size_t most_fields = 100;
constexpr std::size_t longest_target = 8'192;
/// Decimal digits of a length that surely fit 64 bits.
constexpr std::size_t most_length_digits = 18;

bool is_letter(char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'); }
bool is_hex(char letter) { return text::is_digit(letter) || (letter >= 'a' && letter <= 'f') || (letter >= 'A' && letter <= 'F'); }

/// Visible ASCII only, no fragment, no backslash (which some programs take for a slash), every percent sign with its two digits.
bool is_target(std::string_view target)
{
    for (std::size_t at = 0; at < target.size(); ++at) {
        char const letter = target[at];
        if (letter <= ' ' || letter > '~' || letter == '#' || letter == '\\') { return false; }
        if (letter != '%') { continue; }
        std::string_view const digits = target.substr(at + 1, 2);
        if (digits.size() < 2 || !is_hex(digits[0]) || !is_hex(digits[1]) || digits == "00") { return false; }
    }
    return target.starts_with('/');
}

/// A name or an address with perhaps a port; nothing that could be a path, a user or a list.
bool is_host(std::string_view host)
{
    auto const fits = [](char letter) {
        return text::is_digit(letter) || is_letter(letter) || std::string_view{"-._~:[]%"}.find(letter) != std::string_view::npos;
    };
    return !host.empty() && std::ranges::all_of(host, fits);
}

/// Reads the lines of one head, and stops at the first fault.
class HeadReader {
public:
    explicit HeadReader(std::string_view head) : rest_{head} {}

    std::variant<RequestHead, RequestFault> read()
    {
        bool const fine = request_line() && fields() && host() && framing() && connection() && expectation();
        if (!fine) { return std::move(fault_); }
        head_.keep_alive = wants_to_stay();
        head_.accepts_gzip = accepts_coding(head_.request.fields.value("Accept-Encoding"), "gzip");
        return std::move(head_);
    }

private:
    bool refuse(int status, std::string sentence)
    {
        fault_ = {status, std::move(sentence), head_.request.path};
        return false;
    }

    std::string_view next_line()
    {
        std::size_t const end = rest_.find("\r\n");
        std::string_view const line = rest_.substr(0, end);
        rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 2);
        return line;
    }

    bool request_line()
    {
        std::string_view const line = next_line();
        std::size_t const first = line.find(' ');
        std::size_t const last = line.rfind(' ');
        if (first == std::string_view::npos || first == last) {
            return refuse(400, "The request line is not a method, a target and a version with one space between them.");
        }
        return target(line.substr(first + 1, last - first - 1)) && version(line.substr(last + 1)) && method(line.substr(0, first));
    }

    bool target(std::string_view target)
    {
        if (target.size() > longest_target) {
            return refuse(414, "The target is longer than 8 KiB. Send long filters with fewer conditions.");
        }
        if (!is_target(target)) { return refuse(400, "The target must start with a slash and percent-encode what is not visible ASCII."); }
        std::size_t const mark = target.find('?');
        head_.request.path = target.substr(0, mark);
        if (mark != std::string_view::npos) { head_.request.query = target.substr(mark + 1); }
        return true;
    }

    bool version(std::string_view version)
    {
        if (version == "HTTP/1.1") { return true; }
        head_.minor = 0;
        if (version == "HTTP/1.0") { return true; }
        bool const is_other =
            version.size() == 8 && version.starts_with("HTTP/") && text::is_digit(version[5]) && version[6] == '.' &&
            text::is_digit(version[7]);
        return is_other ? refuse(505, "Only HTTP/1.1 and HTTP/1.0 are served.")
                        : refuse(400, "The request line does not end with the version, HTTP/1.1.");
    }

    bool method(std::string_view method)
    {
        if (!is_token(method)) { return refuse(400, "The method has characters that no method has."); }
        bool const is_known_kind = method.size() <= 24 && std::ranges::all_of(method, [](char letter) {
                                       return (letter >= 'A' && letter <= 'Z') || letter == '-';
                                   });
        if (!is_known_kind) { return refuse(501, "There is no such method; methods are written in capital letters."); }
        head_.request.method = method;
        return true;
    }

    bool fields()
    {
        for (std::string_view line = next_line(); !line.empty(); line = next_line()) {
            if (line.front() == ' ' || line.front() == '\t') { return refuse(400, "A header is folded over two lines. Write it on one."); }
            std::size_t const colon = line.find(':');
            std::string_view const name = line.substr(0, colon);
            if (colon == std::string_view::npos || !is_token(name)) {
                return refuse(400, "A header line is not a name, directly followed by a colon, and a value.");
            }
            std::string_view const value = without_blanks(line.substr(colon + 1));
            if (!is_field_value(value)) { return refuse(400, "A header's value has control characters."); }
            if (head_.request.fields.all().size() == most_fields) { return refuse(431, "The request has more than 100 headers."); }
            head_.request.fields.add(std::string{name}, std::string{value});
        }
        return rest_.empty() || refuse(400, "Something follows the end of the headers.");
    }

    std::size_t count(std::string_view name) const
    {
        auto const is_it = [name](HttpField const& field) { return text::equal_ascii_caseless(field.name, name); };
        return static_cast<std::size_t>(std::ranges::count_if(head_.request.fields.all(), is_it));
    }

    bool host()
    {
        std::size_t const hosts = count("Host");
        if (hosts > 1) { return refuse(400, "The request has several Host headers."); }
        if (hosts == 0) { return head_.minor == 0 || refuse(400, "The request has no Host header."); }
        return is_host(head_.request.fields.value("Host")) || refuse(400, "The Host header is no host name with perhaps a port.");
    }

    bool framing()
    {
        std::size_t const lengths = count("Content-Length");
        std::size_t const codings = count("Transfer-Encoding");
        if (lengths + codings > 1) {
            return refuse(400, "The length of the body is told more than once (Content-Length, Transfer-Encoding).");
        }
        if (codings == 1) { return transfer_coding(head_.request.fields.value("Transfer-Encoding")); }
        return lengths == 0 || content_length(head_.request.fields.value("Content-Length"));
    }

    bool transfer_coding(std::string_view coding)
    {
        if (head_.minor == 0) { return refuse(400, "HTTP/1.0 has no Transfer-Encoding."); }
        head_.framing = BodyFraming::chunked;
        if (text::equal_ascii_caseless(coding, "chunked")) { return true; }
        return refuse(501, "The only Transfer-Encoding is chunked.");
    }

    bool content_length(std::string_view digits)
    {
        bool const is_number = !digits.empty() && digits.size() <= most_length_digits && std::ranges::all_of(digits, text::is_digit);
        if (!is_number) { return refuse(400, "The Content-Length is no number of bytes."); }
        std::from_chars(digits.data(), digits.data() + digits.size(), head_.length);
        head_.framing = head_.length == 0 ? BodyFraming::none : BodyFraming::length;
        return true;
    }

    /// Options that are no words would be read one way here and another way by a program in between.
    bool connection()
    {
        for (HttpField const& field : head_.request.fields.all()) {
            bool const is_it =
                text::equal_ascii_caseless(field.name, "Connection") || text::equal_ascii_caseless(field.name, "Proxy-Connection");
            for (std::string_view list = is_it ? std::string_view{field.value} : std::string_view{}; !list.empty();) {
                std::string_view const option = next_of(list, ',');
                if (!option.empty() && !is_token(option)) { return refuse(400, "The Connection header is no list of words."); }
            }
        }
        return true;
    }

    bool expectation()
    {
        std::string const* const expected = head_.request.fields.find("Expect");
        if (expected == nullptr) { return true; }
        head_.expects_continue = head_.minor == 1 && text::equal_ascii_caseless(*expected, "100-continue");
        return head_.minor == 0 || head_.expects_continue || refuse(417, "The only expectation that can be met is 100-continue.");
    }

    bool wants_to_stay() const
    {
        bool stays = head_.minor == 1;
        for (HttpField const& field : head_.request.fields.all()) {
            if (!text::equal_ascii_caseless(field.name, "Connection")) { continue; }
            for (std::string_view list = field.value; !list.empty();) {
                std::string_view const option = next_of(list, ',');
                if (text::equal_ascii_caseless(option, "close")) { return false; }
                stays = stays || text::equal_ascii_caseless(option, "keep-alive");
            }
        }
        return stays;
    }

    /// gzip named and not weighted with zero.
    std::string_view rest_;
    RequestHead head_{};
    RequestFault fault_{};
};

} // namespace

bool is_token(std::string_view name)
{
    static constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    auto const fits = [](char letter) {
        return is_letter(letter) || text::is_digit(letter) || marks.find(letter) != std::string_view::npos;
    };
    return !name.empty() && std::ranges::all_of(name, fits);
}

bool is_field_value(std::string_view value)
{
    auto const fits = [](char letter) { return letter == '\t' || (static_cast<unsigned char>(letter) >= 0x20 && letter != 0x7F); };
    return std::ranges::all_of(value, fits);
}

HeadEnd find_head_end(std::string_view bytes, std::size_t from)
{
    for (std::size_t at = from; at < bytes.size(); ++at) {
        if (bytes[at] == '\0') { return {HeadEnd::State::malformed, 0}; }
        if (bytes[at] != '\n') { continue; }
        if (at == 0 || bytes[at - 1] != '\r') { return {HeadEnd::State::malformed, 0}; }
        if (at >= 3 && bytes.substr(at - 3, 4) == "\r\n\r\n") { return {HeadEnd::State::complete, at + 1}; }
    }
    return {HeadEnd::State::incomplete, 0};
}

std::variant<RequestHead, RequestFault> read_head(std::string_view head) { return HeadReader{head}.read(); }

} // namespace muster
