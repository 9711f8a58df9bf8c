#pragma once

#include "base/date.hpp"
#include "json/writer.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace muster {

/// Members that are always there and null where there is nothing to tell: an instant of 0, an empty text, a number of 0.
void write_instant_or_null(JsonWriter& json, std::string_view name, Instant instant);
void write_text_or_null(JsonWriter& json, std::string_view name, std::string const& text);
void write_number_or_null(JsonWriter& json, std::string_view name, std::int64_t number);

} // namespace muster
