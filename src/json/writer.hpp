#pragma once

#include "json/value.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// Writes one JSON document into a string, commas and escapes by itself. Unpaired begin/end is a bug. Text must be UTF-8; control
/// characters are escaped, everything else stands as it is.
class JsonWriter {
public:
    enum class Layout : std::uint8_t { compact, indented };
    explicit JsonWriter(Layout layout = Layout::compact) : layout_{layout} {}

    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    JsonWriter& key(std::string_view name);
    JsonWriter& value(std::string_view text);
    JsonWriter& value(char const* text) { return value(std::string_view{text}); }
    JsonWriter& value(bool value);
    JsonWriter& value(std::int64_t number);
    JsonWriter& value(int number) { return value(static_cast<std::int64_t>(number)); }
    JsonWriter& value(std::size_t number) { return value(static_cast<std::int64_t>(number)); }
    JsonWriter& value(double number); ///< finite; shortest text that reads back the same, "1.0" for one
    JsonWriter& null();
    JsonWriter& value(Json const& document);
    /// A number or document that is JSON text already.
    JsonWriter& raw(std::string_view json);
    /// key and value in one.
    template <class Value>
    JsonWriter& member(std::string_view name, Value const& content)
    {
        return key(name).value(content);
    }

    /// The finished document.
    std::string take();

private:
    void before_value();
    void new_line();
    enum class Within : std::uint8_t { array, object };
    struct Level {
        Within within{};
        bool empty{true};
    };
    Layout layout_;
    std::string text_{};
    std::vector<Level> levels_{};
    bool after_key_{};
};

} // namespace muster
