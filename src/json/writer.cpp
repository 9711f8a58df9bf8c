#include "json/writer.hpp"

#include "base/assert.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace muster {

namespace {

constexpr std::size_t spaces_per_level = 2;
/// Longest text of std::to_chars for an int64 or the shortest form of a double is 24 letters.
constexpr std::size_t longest_number = 32;

template <class Value>
void append_number(std::string& into, Value number)
{
    std::array<char, longest_number> letters{};
    auto const [end, failure] = std::to_chars(letters.data(), letters.data() + letters.size(), number);
    MUSTER_ASSERT(failure == std::errc{});
    into.append(letters.data(), end);
}

void append_escape(std::string& into, char letter)
{
    constexpr std::string_view digits = "0123456789abcdef";
    switch (letter) {
    case '"': into += "\\\""; return;
    case '\\': into += "\\\\"; return;
    case '\b': into += "\\b"; return;
    case '\f': into += "\\f"; return;
    case '\n': into += "\\n"; return;
    case '\r': into += "\\r"; return;
    case '\t': into += "\\t"; return;
    default: break;
    }
    auto const code = static_cast<unsigned char>(letter);
    into += "\\u00";
    into.push_back(digits[code >> 4U]);
    into.push_back(digits[code & 0x0FU]);
}

constexpr bool needs_escape(char letter) { return static_cast<unsigned char>(letter) < 0x20 || letter == '"' || letter == '\\'; }

/// A text in double quotes; runs without escapes are copied whole.
void append_text(std::string& into, std::string_view text)
{
    into.push_back('"');
    std::size_t copied = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!needs_escape(text[at])) { continue; }
        into.append(text, copied, at - copied);
        append_escape(into, text[at]);
        copied = at + 1;
    }
    into.append(text, copied);
    into.push_back('"');
}

} // namespace

JsonWriter& JsonWriter::begin_object()
{
    before_value();
    text_.push_back('{');
    levels_.push_back({Within::object});
    return *this;
}

JsonWriter& JsonWriter::end_object()
{
    MUSTER_ASSERT(!levels_.empty() && levels_.back().within == Within::object && !after_key_);
    bool const empty = levels_.back().empty;
    levels_.pop_back();
    if (!empty) { new_line(); }
    text_.push_back('}');
    return *this;
}

JsonWriter& JsonWriter::begin_array()
{
    before_value();
    text_.push_back('[');
    levels_.push_back({Within::array});
    return *this;
}

JsonWriter& JsonWriter::end_array()
{
    MUSTER_ASSERT(!levels_.empty() && levels_.back().within == Within::array);
    bool const empty = levels_.back().empty;
    levels_.pop_back();
    if (!empty) { new_line(); }
    text_.push_back(']');
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name)
{
    MUSTER_ASSERT(!levels_.empty() && levels_.back().within == Within::object && !after_key_);
    if (!std::exchange(levels_.back().empty, false)) { text_.push_back(','); }
    new_line();
    append_text(text_, name);
    text_ += layout_ == Layout::indented ? ": " : ":";
    after_key_ = true;
    return *this;
}

JsonWriter& JsonWriter::value(std::string_view text)
{
    before_value();
    append_text(text_, text);
    return *this;
}

JsonWriter& JsonWriter::value(bool value) { return raw(value ? "true" : "false"); }

JsonWriter& JsonWriter::value(std::int64_t number)
{
    before_value();
    append_number(text_, number);
    return *this;
}

JsonWriter& JsonWriter::value(double number)
{
    MUSTER_ASSERT(std::isfinite(number));
    before_value();
    std::size_t const start = text_.size();
    append_number(text_, number);
    // Without a point or exponent it would read back as a whole number: another kind, without "-0" and with a limit at 2^63.
    if (text_.find_first_of(".e", start) == std::string::npos) { text_ += ".0"; }
    return *this;
}

JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::value(Json const& document)
{
    switch (document.kind()) {
    case Json::Kind::null: return null();
    case Json::Kind::boolean: return value(*document.boolean());
    case Json::Kind::integer: return value(*document.integer());
    case Json::Kind::number: return value(*document.number());
    case Json::Kind::text: return value(std::string_view{*document.text()});
    case Json::Kind::array:
        begin_array();
        for (Json const& element : *document.array()) { value(element); }
        return end_array();
    case Json::Kind::object:
        begin_object();
        for (auto const& [name, content] : *document.object()) { key(name).value(content); }
        return end_object();
    }
    return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json)
{
    before_value();
    text_ += json;
    return *this;
}

std::string JsonWriter::take()
{
    MUSTER_ASSERT(levels_.empty() && !after_key_ && !text_.empty());
    return std::exchange(text_, {});
}

void JsonWriter::before_value()
{
    if (std::exchange(after_key_, false)) { return; }
    if (levels_.empty()) {
        MUSTER_ASSERT(text_.empty()); // one document
        return;
    }
    MUSTER_ASSERT(levels_.back().within == Within::array); // members have keys
    if (!std::exchange(levels_.back().empty, false)) { text_.push_back(','); }
    new_line();
}

void JsonWriter::new_line()
{
    if (layout_ == Layout::compact) { return; }
    text_.push_back('\n');
    text_.append(levels_.size() * spaces_per_level, ' ');
}

} // namespace muster
