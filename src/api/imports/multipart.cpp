#include "api/imports/multipart.hpp"

#include "api/percent.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace muster {

namespace {

constexpr std::size_t window_size = std::size_t{64} * 1'024;
constexpr std::size_t longest_boundary = 70; // RFC 2046, 5.1.1

Error malformed(std::string const& what) { return {ErrorKind::invalid_input, "MULTIPART_MALFORMED", "The form cannot be read: " + what}; }
Error malformed_at(std::uint64_t offset, std::string const& what) { return malformed(what + " (byte " + std::to_string(offset) + ")."); }

/// A range of other bytes.
class BodyRange final : public ByteSource {
public:
    BodyRange(std::shared_ptr<ByteSource const> whole, std::uint64_t begin, std::uint64_t size)
        : whole_{std::move(whole)}, begin_{begin}, size_{size}
    {
    }
    Result<std::size_t> read_at(std::uint64_t offset, std::span<char> into) const override
    {
        if (offset >= size_) { return std::size_t{0}; }
        auto const wanted = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), size_ - offset));
        return whole_->read_at(begin_ + offset, into.first(wanted));
    }
    std::uint64_t size() const override { return size_; }

private:
    std::shared_ptr<ByteSource const> whole_;
    std::uint64_t begin_;
    std::uint64_t size_;
};

Result<std::string> piece_at(ByteSource const& source, std::uint64_t offset, std::size_t size)
{
    std::string piece(size, '\0');
    TRY_ASSIGN(std::size_t const got, source.read_at(offset, piece));
    piece.resize(got);
    return piece;
}

/// Where `wanted` (shorter than a window) begins next; nothing when it does not come any more.
Result<std::optional<std::uint64_t>> find(ByteSource const& source, std::string_view wanted, std::uint64_t from)
{
    std::string window(window_size, '\0');
    for (std::uint64_t offset = from;;) {
        TRY_ASSIGN(std::size_t const got, source.read_at(offset, window));
        std::size_t const at = std::string_view{window}.substr(0, got).find(wanted);
        if (at != std::string_view::npos) { return std::optional{offset + at}; }
        if (got < window.size()) { return std::optional<std::uint64_t>{}; }
        offset += got - (wanted.size() - 1); // it may begin in one window and end in the next
    }
}

bool is_boundary_sign(char sign)
{
    bool const is_alphanumeric = (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9');
    return is_alphanumeric || std::string_view{"'()+_,-./:=? "}.find(sign) != std::string_view::npos;
}

/// Takes one `name=value` of a header's parameters, quoted or not, from the front; false when none stands there.
class Parameters {
public:
    explicit Parameters(std::string_view text) : rest_{text} {}

    /// The header's value itself, in front of the parameters.
    std::string_view value() { return text::trim(take_until(";")); }

    bool next(std::string& name, std::string& value)
    {
        while (!rest_.empty() && (rest_.front() == ';' || rest_.front() == ' ' || rest_.front() == '\t')) { rest_.remove_prefix(1); }
        if (rest_.empty()) { return false; }
        name = text::ascii_lower(text::trim(take_until("=;")));
        value.clear();
        if (rest_.empty() || rest_.front() != '=') { return true; }
        rest_.remove_prefix(1);
        if (rest_.starts_with('"')) {
            take_quoted(value);
        } else {
            value = text::trim(take_until(";"));
        }
        return true;
    }
    bool is_broken() const { return broken_; }

private:
    std::string_view take_until(std::string_view ends)
    {
        std::size_t const end = std::min(rest_.find_first_of(ends), rest_.size());
        std::string_view const taken = rest_.substr(0, end);
        rest_.remove_prefix(end);
        return taken;
    }

    /// A backslash stands before quotes and backslashes only (as curl writes them); anywhere else it is one, as in C:\people.csv.
    void take_quoted(std::string& value)
    {
        std::size_t at = 1;
        for (; at < rest_.size() && rest_[at] != '"'; ++at) {
            bool const escapes = rest_[at] == '\\' && at + 1 < rest_.size() && (rest_[at + 1] == '"' || rest_[at + 1] == '\\');
            value += rest_[escapes ? ++at : at];
        }
        broken_ = broken_ || at >= rest_.size();
        rest_.remove_prefix(std::min(at + 1, rest_.size()));
    }

    std::string_view rest_;
    bool broken_{};
};

/// What browsers cannot write in quotes they write with a percent sign, and only that (WHATWG HTML, multipart/form-data encoding).
std::string with_browser_escapes_read(std::string const& text)
{
    constexpr std::array<std::pair<std::string_view, char>, 3> escapes{{{"%22", '"'}, {"%0D", '\r'}, {"%0A", '\n'}}};
    std::string read;
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto const escape = std::find_if(escapes.begin(), escapes.end(),
                                         [&](auto const& each) { return std::string_view{text}.substr(at).starts_with(each.first); });
        read += escape == escapes.end() ? text[at] : escape->second;
        if (escape != escapes.end()) { at += escape->first.size() - 1; }
    }
    return read;
}

/// `UTF-8''people%20%C4%8D.csv` (RFC 5987), which some clients send beside or instead of the plain name.
std::optional<std::string> extended_value(std::string_view value)
{
    std::size_t const language = value.find('\'');
    std::size_t const text = language == std::string_view::npos ? language : value.find('\'', language + 1);
    if (text == std::string_view::npos || !text::equal_ascii_caseless(value.substr(0, language), "utf-8")) { return std::nullopt; }
    return percent_decoded(value.substr(text + 1), PlusSign::is_a_plus);
}

bool is_good_name(std::string_view name) { return text::is_utf8(name) && name.find('\0') == std::string_view::npos; }

Result<void> read_disposition(std::string_view written, std::uint64_t offset, FormPart& part)
{
    Parameters parameters{written};
    if (!text::equal_ascii_caseless(parameters.value(), "form-data")) {
        return malformed_at(offset, "a part's Content-Disposition is not form-data");
    }
    std::string name;
    std::string value;
    std::optional<std::string> extended;
    bool has_name = false;
    while (parameters.next(name, value)) {
        if (name == "name") {
            part.name = with_browser_escapes_read(value);
            has_name = true;
        } else if (name == "filename") {
            part.file_name = with_browser_escapes_read(value);
        } else if (name == "filename*") {
            extended = extended_value(value);
        }
    }
    if (extended) { part.file_name = *std::move(extended); }
    bool const good = has_name && !parameters.is_broken() && is_good_name(part.name) && is_good_name(part.file_name.value_or(""));
    return good ? Result<void>{} : malformed_at(offset, "a part has no name, or one that is broken or no UTF-8");
}

/// The lines of a part's head.
Result<FormPart> read_head(std::string_view head, std::uint64_t offset)
{
    FormPart part;
    bool has_disposition = false;
    while (!head.empty()) {
        std::size_t const end = std::min(head.find("\r\n"), head.size());
        std::string_view const line = head.substr(0, end);
        head.remove_prefix(std::min(end + 2, head.size()));
        std::size_t const colon = line.find(':');
        if (colon == std::string_view::npos) { return malformed_at(offset, "a line of a part's head has no colon"); }
        if (!text::equal_ascii_caseless(line.substr(0, colon), "content-disposition")) { continue; }
        if (has_disposition) { return malformed_at(offset, "a part has two Content-Disposition lines"); }
        has_disposition = true;
        TRY(read_disposition(line.substr(colon + 1), offset, part));
    }
    if (!has_disposition) { return malformed_at(offset, "a part has no Content-Disposition"); }
    return part;
}

class FormReader {
public:
    FormReader(std::shared_ptr<ByteSource const> body, std::string_view boundary)
        : body_{std::move(body)}, delimiter_{"\r\n--" + std::string{boundary}}
    {
    }

    Result<std::vector<FormPart>> read()
    {
        std::vector<FormPart> parts;
        TRY(find_first());
        for (;;) {
            TRY_ASSIGN(bool const more, pass_boundary());
            if (!more) { return parts; }
            if (parts.size() == most_form_parts) { return malformed("it has more than 64 parts."); }
            TRY_ASSIGN(FormPart part, read_part());
            parts.push_back(std::move(part));
        }
    }

private:
    /// To behind the first boundary, which may have no line end in front.
    Result<void> find_first()
    {
        std::string_view const dashes = std::string_view{delimiter_}.substr(2);
        TRY_ASSIGN(std::string const begin, piece_at(*body_, 0, dashes.size()));
        if (begin == dashes) {
            at_ = dashes.size();
            return {};
        }
        TRY_ASSIGN(auto const first, find(*body_, delimiter_, 0));
        if (!first) { return malformed("its boundary does not stand in it."); }
        at_ = *first + delimiter_.size();
        return {};
    }

    /// What follows a boundary: two dashes at the end of the form, otherwise the end of the line, white space in between allowed.
    Result<bool> pass_boundary()
    {
        constexpr std::size_t most_padding = 64;
        TRY_ASSIGN(std::string const follows, piece_at(*body_, at_, most_padding));
        if (follows.starts_with("--")) { return false; }
        std::size_t const padding = std::min(follows.find_first_not_of(" \t"), follows.size());
        if (!std::string_view{follows}.substr(padding).starts_with("\r\n")) {
            return malformed_at(at_, "a boundary is followed by neither a line end nor two dashes");
        }
        at_ += padding + 2;
        return true;
    }

    Result<FormPart> read_part()
    {
        std::uint64_t const begin = at_;
        TRY_ASSIGN(std::string const window, piece_at(*body_, begin, longest_part_head));
        std::size_t const end = window.find("\r\n\r\n");
        if (end == std::string::npos) { return malformed_at(begin, "a part's head does not end, or is longer than 8,192 bytes"); }
        TRY_ASSIGN(FormPart part, read_head(std::string_view{window}.substr(0, end), begin));
        std::uint64_t const content = begin + end + 4;
        TRY_ASSIGN(auto const delimiter, find(*body_, delimiter_, content - 2)); // the head's last line end may be the boundary's too
        if (!delimiter) { return malformed_at(content, "a part does not end with the boundary"); }
        part.bytes = std::make_shared<BodyRange>(body_, content, std::max(*delimiter, content) - content);
        at_ = *delimiter + delimiter_.size();
        return part;
    }

    std::shared_ptr<ByteSource const> body_;
    std::string delimiter_;
    std::uint64_t at_{}; ///< behind a boundary
};

} // namespace

bool is_form(std::string_view content_type) { return text::equal_ascii_caseless(Parameters{content_type}.value(), "multipart/form-data"); }

Result<std::string> boundary_of(std::string_view content_type)
{
    Parameters parameters{content_type};
    static_cast<void>(parameters.value());
    std::string name;
    std::string value;
    while (parameters.next(name, value)) {
        if (name != "boundary") { continue; }
        bool const good = !value.empty() && value.size() <= longest_boundary && value.back() != ' ' && !parameters.is_broken() &&
                          std::all_of(value.begin(), value.end(), is_boundary_sign);
        if (good) { return value; }
    }
    return malformed("its Content-Type names no boundary that is allowed.");
}

std::string file_name_of(std::string_view content_disposition)
{
    Parameters parameters{content_disposition};
    static_cast<void>(parameters.value());
    std::string name;
    std::string value;
    std::string plain;
    std::optional<std::string> extended;
    while (parameters.next(name, value)) {
        if (name == "filename") { plain = value; }
        if (name == "filename*") { extended = extended_value(value); }
    }
    std::string chosen = std::move(extended).value_or(plain);
    return is_good_name(chosen) ? chosen : std::string{};
}

Result<std::vector<FormPart>> read_form(std::shared_ptr<ByteSource const> body, std::string_view boundary)
{
    return FormReader{std::move(body), boundary}.read();
}

std::shared_ptr<ByteSource const> bytes_of(HttpBody const& body)
{
    return body.spooled != nullptr ? body.spooled : std::shared_ptr<ByteSource const>{memory_source(body.text)};
}

} // namespace muster
