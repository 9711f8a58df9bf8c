#include "http/body_decoder.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace muster {

namespace {

/// Bytes of extensions and trailers that a body may have: nobody uses them but to keep a server busy.
constexpr std::size_t most_beside = 16'384;
/// Hexadecimal digits of a chunk's size: 2^60 bytes are more than any limit.
constexpr std::size_t most_size_digits = 15;

/// Headers that say how a message is framed or routed. As trailers they are forbidden (RFC 9110, 6.5.1): a program in between that
/// believed them would see other requests here than we do.
bool belongs_in_front(std::string_view name)
{
    constexpr std::array<std::string_view, 7> framing{"Transfer-Encoding", "Content-Length", "Host",  "Connection",
                                                      "Proxy-Connection",  "Upgrade",        "Expect"};
    return std::ranges::any_of(framing, [name](std::string_view other) { return text::equal_ascii_caseless(name, other); });
}

/// A quote that is not closed on its line would swallow the line's end for a program that reads quoted texts.
bool has_open_quote(std::string_view extension)
{
    bool is_open = false;
    for (std::size_t at = 0; at < extension.size(); ++at) {
        if (extension[at] == '"') { is_open = !is_open; }
        if (extension[at] == '\\' && is_open) { ++at; }
    }
    return is_open;
}

RequestFault fault(std::string sentence) { return {400, std::move(sentence), {}}; }

} // namespace

BodyDecoder::BodyDecoder(RequestHead const& head) : left_{head.length}
{
    switch (head.framing) {
    case BodyFraming::none: break;
    case BodyFraming::length: state_ = head.length == 0 ? State::finished : State::length; break;
    case BodyFraming::chunked: state_ = State::size_line; break;
    }
}

std::optional<RequestFault> BodyDecoder::take(std::string_view& bytes, std::string& into)
{
    while (!bytes.empty() && state_ != State::finished) {
        if (state_ != State::length && state_ != State::chunk) {
            if (auto found = take_line(bytes)) { return found; }
            continue;
        }
        auto const count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
        into.append(bytes.substr(0, count));
        bytes.remove_prefix(count);
        left_ -= count;
        if (left_ == 0) { state_ = state_ == State::length ? State::finished : State::chunk_end; }
    }
    return std::nullopt;
}

std::optional<RequestFault> BodyDecoder::take_line(std::string_view& bytes)
{
    std::size_t const end = bytes.find('\n');
    std::string_view const part = bytes.substr(0, end);
    if (line_.size() + part.size() > most_beside) { return fault("The chunked body has a line that is too long."); }
    line_.append(part);
    bytes.remove_prefix(std::min(bytes.size(), part.size() + 1));
    if (end == std::string_view::npos) { return std::nullopt; }
    if (!line_.ends_with('\r')) { return fault("A line of the chunked body does not end with CR LF."); }
    line_.pop_back();
    auto found = line_arrived();
    line_.clear();
    return found;
}

std::optional<RequestFault> BodyDecoder::line_arrived()
{
    if (!is_field_value(line_)) { return fault("A line of the chunked body has control characters."); }
    if (state_ == State::size_line) { return size_arrived(); }
    if (state_ == State::chunk_end) {
        state_ = State::size_line;
        return line_.empty() ? std::nullopt : std::optional{fault("A chunk of the body is longer than its size.")};
    }
    if (line_.empty()) {
        state_ = State::finished;
        return std::nullopt;
    }
    beside_ += line_.size();
    if (beside_ > most_beside) { return fault("The chunked body's trailers are longer than 16 KiB."); }
    std::size_t const colon = line_.find(':');
    std::string_view const name = std::string_view{line_}.substr(0, colon);
    if (colon == std::string::npos || !is_token(name)) { return fault("A trailer of the chunked body is no header."); }
    if (belongs_in_front(name)) { return fault("A trailer of the chunked body is a header that must stand in front of it."); }
    return std::nullopt;
}

std::optional<RequestFault> BodyDecoder::size_arrived()
{
    std::string_view const digits = std::string_view{line_}.substr(0, line_.find_first_not_of("0123456789abcdefABCDEF"));
    std::string_view const extension = std::string_view{line_}.substr(digits.size());
    bool const is_size = !digits.empty() && digits.size() <= most_size_digits && (extension.empty() || extension.front() == ';');
    if (has_open_quote(extension)) { return fault("A chunk's extension has a quote that does not end on its line."); }
    if (!is_size) { return fault("A chunk of the body does not begin with its size in hexadecimal digits."); }
    beside_ += extension.size();
    if (beside_ > most_beside) { return fault("The chunked body's extensions are longer than 16 KiB."); }
    std::from_chars(digits.data(), digits.data() + digits.size(), left_, 16);
    state_ = left_ == 0 ? State::trailer : State::chunk;
    return std::nullopt;
}

} // namespace muster
