#include "json/fault.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <vector>

namespace muster {

namespace {

constexpr bool is_high_surrogate(unsigned unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
constexpr bool is_low_surrogate(unsigned unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

/// Walks a document; stands at the fault when a method says no.
class FaultFinder {
public:
    explicit FaultFinder(std::string_view text) : text_{text} {}

    std::optional<JsonFault> find()
    {
        if (document()) { return std::nullopt; }
        return JsonFault{at_, reason_};
    }

private:
    bool fault(std::string_view reason)
    {
        reason_ = reason;
        return false;
    }
    bool at_end() const { return at_ == text_.size(); }
    char current() const { return at_end() ? '\0' : text_[at_]; }
    bool take(char expected)
    {
        if (at_end() || text_[at_] != expected) { return false; }
        ++at_;
        return true;
    }
    void skip_space() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }

    bool document()
    {
        skip_space();
        if (at_end()) { return fault("there is nothing"); }
        do { // one value, or the beginning of a container, each time
            if (!value_or_begin() || !ends_and_separators()) { return false; }
        } while (expects_value_);
        return at_end() || fault("the document is complete, but more text follows");
    }

    /// A scalar, or the bracket that begins a container.
    bool value_or_begin()
    {
        char const begin = current();
        if (begin != '{' && begin != '[') {
            expects_value_ = false;
            return scalar();
        }
        ++at_;
        closers_.push_back(begin == '{' ? '}' : ']');
        skip_space();
        expects_value_ = current() != closers_.back();
        return !expects_value_ || begin == '[' || name();
    }

    /// Everything between the end of a value and the beginning of the next.
    bool ends_and_separators()
    {
        skip_space();
        while (!expects_value_ && !closers_.empty()) {
            if (take(closers_.back())) {
                closers_.pop_back();
                skip_space();
            } else if (!take(',')) {
                return fault(closers_.back() == '}' ? "a comma or } is missing" : "a comma or ] is missing");
            } else {
                skip_space();
                if (closers_.back() == '}' && !name()) { return false; }
                expects_value_ = true;
            }
        }
        return true;
    }

    bool name()
    {
        if (current() != '"') { return fault("a member's name in double quotes is missing"); }
        if (!string()) { return false; }
        skip_space();
        if (!take(':')) { return fault("a colon is missing behind a member's name"); }
        skip_space();
        return true;
    }

    bool scalar()
    {
        char const first = current();
        if (first == '"') { return string(); }
        if (first == '-' || text::is_digit(first)) { return number(); }
        for (std::string_view const word : {"true", "false", "null"}) {
            if (text_.substr(at_).starts_with(word)) {
                at_ += word.size();
                return ends_cleanly() || fault("a word is not true, false or null");
            }
        }
        return fault("a value is missing: an object, array, text in double quotes, number, true, false or null");
    }

    bool ends_cleanly() const { return at_end() || std::string_view{" \t\r\n,]}:{[\""}.find(text_[at_]) != std::string_view::npos; }

    bool number()
    {
        take('-');
        bool const zero = take('0');
        if (!zero && !digits()) { return fault("a digit is missing"); }
        if (zero && text::is_digit(current())) { return fault("a number begins with a zero"); }
        if (take('.') && !digits()) { return fault("a digit is missing behind the point"); }
        if (take('e') || take('E')) {
            if (!take('+')) { take('-'); }
            if (!digits()) { return fault("a digit is missing in the exponent"); }
        }
        return ends_cleanly() || fault("a number has a letter or sign too many");
    }

    bool digits()
    {
        if (!text::is_digit(current())) { return false; }
        while (text::is_digit(current())) { ++at_; }
        return true;
    }

    bool string()
    {
        for (++at_; !at_end(); ++at_) {
            char const letter = text_[at_];
            if (letter == '"') {
                ++at_;
                return true;
            }
            if (static_cast<unsigned char>(letter) < 0x20) { return fault("a text holds a line break or control character: escape it"); }
            if (letter == '\\' && !escape()) { return false; }
        }
        return fault("a text has no double quote at its end");
    }

    /// From the backslash to the last letter of the escape.
    bool escape()
    {
        ++at_;
        if (current() != 'u') {
            bool const known = !at_end() && std::string_view{"\"\\/bfnrt"}.find(text_[at_]) != std::string_view::npos;
            return known || fault("an escape is unknown: a backslash itself is written \\\\");
        }
        unsigned first{};
        if (!code_unit(first)) { return false; }
        if (is_low_surrogate(first)) { return fault("an escape is the second half of a surrogate pair without the first"); }
        if (!is_high_surrogate(first)) { return true; }
        unsigned second{};
        bool const paired = text_.substr(at_ + 1).starts_with("\\u");
        at_ += paired ? 2 : 0;
        return (paired && code_unit(second) && is_low_surrogate(second)) ||
               fault("an escape is the first half of a surrogate pair without the second");
    }

    /// Four hexadecimal digits behind the 'u' at the present place; stands on the last one.
    bool code_unit(unsigned& unit)
    {
        for (int i = 0; i < 4; ++i) {
            ++at_;
            char const letter = current();
            char const lower = static_cast<char>(letter | 0x20);
            bool const hexadecimal = text::is_digit(letter) || (lower >= 'a' && lower <= 'f');
            if (at_end() || !hexadecimal) { return fault("an escape needs four hexadecimal digits behind \\u"); }
            unit = unit * 16 + static_cast<unsigned>(text::is_digit(letter) ? letter - '0' : lower - 'a' + 10);
        }
        return true;
    }

    std::string_view text_;
    std::size_t at_{};
    std::string_view reason_{};
    std::vector<char> closers_{};
    bool expects_value_{true};
};

constexpr std::size_t longest_sequence = 4; ///< bytes of a code point in UTF-8

/// The first byte that is no part of well-formed UTF-8; the end when there is none.
std::size_t first_bad_byte(std::string_view bytes)
{
    std::size_t at = 0;
    while (at < bytes.size()) {
        std::size_t length = 1;
        while (length <= longest_sequence && !text::is_utf8(bytes.substr(at, length))) { ++length; }
        if (length > longest_sequence) { break; }
        at += length;
    }
    return at;
}

} // namespace

std::optional<JsonFault> find_json_fault(std::string_view text)
{
    if (!text::is_utf8(text)) { return JsonFault{first_bad_byte(text), "the bytes are not UTF-8: save the text in that encoding"}; }
    return FaultFinder{text}.find();
}

} // namespace muster
