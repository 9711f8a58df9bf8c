#include "documents/nullable_members.hpp"

namespace muster {

void write_instant_or_null(JsonWriter& json, std::string_view name, Instant instant)
{
    json.key(name);
    if (instant.microseconds == 0) {
        json.null();
    } else {
        json.value(to_text(instant));
    }
}

void write_text_or_null(JsonWriter& json, std::string_view name, std::string const& text)
{
    json.key(name);
    if (text.empty()) {
        json.null();
    } else {
        json.value(text);
    }
}

void write_number_or_null(JsonWriter& json, std::string_view name, std::int64_t number)
{
    json.key(name);
    if (number == 0) {
        json.null();
    } else {
        json.value(number);
    }
}

} // namespace muster
