#include "json/value.hpp"

#include "json/fault.hpp"

#include <simdjson.h>

#include <algorithm>
#include <limits>
#include <new>

namespace muster {

namespace {

/// Deepest nesting of arrays and objects. Our own documents have at most ten levels; it bounds the stack that walking one takes.
constexpr int deepest_nesting = 64;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

Error invalid(std::string code, std::string message) { return {ErrorKind::invalid_input, std::move(code), std::move(message)}; }

Error too_deep()
{
    return invalid("JSON_TOO_DEEP", "The JSON is nested deeper than " + std::to_string(deepest_nesting) + " levels. Make it flatter.");
}

Error number_too_large()
{
    return invalid("JSON_NUMBER_TOO_LARGE", "The JSON has a number that fits neither 64 bits with a sign nor, with a point or exponent, a "
                                            "double. Write it as a text, in double quotes.");
}

/// "line 3, column 14", both from 1, columns in characters.
std::string place_in(std::string_view text, std::size_t offset)
{
    std::string_view const before = text.substr(0, offset);
    std::size_t const line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    auto const line = std::count(before.begin(), before.end(), '\n') + 1;
    // Bytes that begin a character: counting them is right for what stands before the fault, which is well-formed.
    auto const column = 1 + std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_start), before.end(),
                                          [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80; });
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

Error error_of(simdjson::error_code failure, std::string_view text)
{
    if (auto const fault = find_json_fault(text)) {
        return invalid("NOT_JSON", "This is not valid JSON: at " + place_in(text, fault->offset) + " " + std::string{fault->reason} + ".");
    }
    // Sound text that simdjson refuses all the same: its own limits.
    switch (failure) {
    case simdjson::DEPTH_ERROR: return too_deep();
    case simdjson::MEMALLOC: throw std::bad_alloc{}; // the text is not at fault
    case simdjson::NUMBER_ERROR:
    case simdjson::NUMBER_OUT_OF_RANGE: return number_too_large();
    case simdjson::CAPACITY: return {ErrorKind::too_large, "JSON_TOO_LARGE", "The JSON is larger than 4 GB. Make it smaller."};
    default: return {ErrorKind::internal, "JSON_FAILED", std::string{"The JSON could not be read: "} + simdjson::error_message(failure)};
    }
}

Result<Json> converted(simdjson::dom::element element, int depth);

Result<Json> converted(simdjson::dom::array array, int depth)
{
    if (depth > deepest_nesting) { return too_deep(); }
    Json::Array values;
    values.reserve(array.size());
    for (simdjson::dom::element const element : array) {
        TRY_ASSIGN(Json value, converted(element, depth));
        values.push_back(std::move(value));
    }
    return Json::of(std::move(values));
}

/// Refuses a second member of the same name: which of the two is meant would depend on who reads it.
Result<void> check_names(Json::Object const& members)
{
    std::vector<std::string_view> names;
    names.reserve(members.size());
    for (auto const& [name, value] : members) { names.push_back(name); }
    std::sort(names.begin(), names.end());
    auto const repeated = std::adjacent_find(names.begin(), names.end());
    if (repeated == names.end()) { return {}; }
    return invalid("JSON_REPEATED_NAME", "The JSON has two members named \"" + std::string{*repeated} + "\" in one object. Keep one.");
}

Result<Json> converted(simdjson::dom::object object, int depth)
{
    if (depth > deepest_nesting) { return too_deep(); }
    Json::Object members;
    members.reserve(object.size());
    for (auto const [name, element] : object) {
        TRY_ASSIGN(Json value, converted(element, depth));
        members.emplace_back(std::string{name}, std::move(value));
    }
    TRY(check_names(members));
    return Json::of(std::move(members));
}

/// `depth` counts the containers around the element. Asking an element for the type that it just named cannot fail.
Result<Json> converted(simdjson::dom::element element, int depth)
{
    using simdjson::dom::element_type;
    switch (element.type()) {
    case element_type::ARRAY: return converted(element.get_array().value_unsafe(), depth + 1);
    case element_type::OBJECT: return converted(element.get_object().value_unsafe(), depth + 1);
    case element_type::STRING: return Json::of(std::string{element.get_string().value_unsafe()});
    case element_type::INT64: return Json::of(element.get_int64().value_unsafe());
    case element_type::UINT64: return number_too_large(); // above int64: as a double it would silently lose digits
    case element_type::DOUBLE: return Json::of(element.get_double().value_unsafe());
    case element_type::BOOL: return Json::of(element.get_bool().value_unsafe());
    case element_type::NULL_VALUE: break;
    }
    return Json{};
}

} // namespace

Json Json::of(bool value)
{
    Json json;
    json.value_ = value;
    return json;
}

Json Json::of(std::int64_t value)
{
    Json json;
    json.value_ = value;
    return json;
}

Json Json::of(double value)
{
    Json json;
    json.value_ = value;
    return json;
}

Json Json::of(std::string value)
{
    Json json;
    json.value_ = std::move(value);
    return json;
}

Json Json::of(Array value)
{
    Json json;
    json.value_ = std::move(value);
    return json;
}

Json Json::of(Object value)
{
    Json json;
    json.value_ = std::move(value);
    return json;
}

std::optional<bool> Json::boolean() const
{
    auto const* const value = std::get_if<bool>(&value_);
    return value != nullptr ? std::optional{*value} : std::nullopt;
}

std::optional<std::int64_t> Json::integer() const
{
    auto const* const value = std::get_if<std::int64_t>(&value_);
    return value != nullptr ? std::optional{*value} : std::nullopt;
}

std::optional<double> Json::number() const
{
    if (auto const whole = integer()) { return static_cast<double>(*whole); }
    auto const* const value = std::get_if<double>(&value_);
    return value != nullptr ? std::optional{*value} : std::nullopt;
}

std::string const* Json::text() const { return std::get_if<std::string>(&value_); }
Json::Array const* Json::array() const { return std::get_if<Array>(&value_); }
Json::Object const* Json::object() const { return std::get_if<Object>(&value_); }

Json const* Json::find(std::string_view name) const
{
    Object const* const members = object();
    if (members == nullptr) { return nullptr; }
    auto const found = std::find_if(members->begin(), members->end(), [name](Member const& member) { return member.first == name; });
    return found != members->end() ? &found->second : nullptr;
}

Result<Json> parse_json(std::string_view text)
{
    // Editors put a byte order mark in front, which a parser may ignore (RFC 8259, 8.1).
    if (text.starts_with(byte_order_mark)) { text.remove_prefix(byte_order_mark.size()); }
    if (text.empty()) { text = ""; } // simdjson copies from it, and must not be given a null pointer
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    if (auto const failure = parser.parse(text.data(), text.size()).get(root); failure != simdjson::SUCCESS) {
        return error_of(failure, text);
    }
    return converted(root, 0);
}

} // namespace muster
