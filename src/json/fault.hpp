#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace muster {

/// The first thing that keeps a text from being a JSON document: at which byte, and what it is in words that follow "at this place".
struct JsonFault {
    std::size_t offset{};
    std::string_view reason{};
};

/// Looks for the first fault (RFC 8259, strict: well-formed UTF-8, paired surrogates in escapes). Nothing when there is none. Says
/// where and why simdjson refused a text, which it does not tell itself; does not judge depth, sizes of numbers or repeated names.
/// Needs no stack for nesting.
std::optional<JsonFault> find_json_fault(std::string_view text);

} // namespace muster
