#include "configuration/toml_file.hpp"

#include "base/file.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <exception>

namespace muster {

namespace {

constexpr std::uint64_t longest_file = std::uint64_t{1} << 20;

std::string_view kind_name_of(toml::node_type type)
{
    switch (type) {
    case toml::node_type::string: return "a text";
    case toml::node_type::integer: return "a whole number";
    case toml::node_type::floating_point: return "a decimal number";
    case toml::node_type::boolean: return "a boolean";
    case toml::node_type::date:
    case toml::node_type::time:
    case toml::node_type::date_time: return "a date or time";
    case toml::node_type::array: return "a list";
    case toml::node_type::table: return "a table";
    case toml::node_type::none: break;
    }
    return "nothing";
}

TomlValue value_of(std::string name, std::int64_t line, toml::node const& node)
{
    TomlValue value;
    value.name = std::move(name);
    value.line = line;
    value.kind_name = kind_name_of(node.type());
    if (auto const* const text = node.as_string(); text != nullptr) {
        value.kind = TomlValue::Kind::text;
        value.text = text->get();
    } else if (auto const* const number = node.as_integer(); number != nullptr) {
        value.kind = TomlValue::Kind::whole_number;
        value.text = std::to_string(number->get());
    } else if (auto const* const list = node.as_array(); list != nullptr) {
        bool const has_only_texts = std::all_of(list->begin(), list->end(), [](toml::node const& each) { return each.is_string(); });
        if (!has_only_texts) { return value; }
        value.kind = TomlValue::Kind::texts;
        for (toml::node const& each : *list) { value.texts.push_back(each.as_string()->get()); }
    }
    return value;
}

void flatten(toml::table const& table, std::string const& within, std::vector<TomlValue>& into)
{
    for (auto const& [key, node] : table) {
        std::string name = within + std::string{key.str()};
        if (toml::table const* const inner = node.as_table(); inner != nullptr) {
            flatten(*inner, name + ".", into);
        } else {
            into.push_back(value_of(std::move(name), std::int64_t{key.source().begin.line}, node));
        }
    }
}

TomlFile parse(std::string const& text, std::string const& path)
{
    TomlFile file;
    try {
        toml::table const table = toml::parse(text, path);
        flatten(table, {}, file.values);
    } catch (toml::parse_error const& error) {
        std::string sentence = "This is no TOML: " + std::string{error.description()};
        if (!sentence.ends_with('.')) { sentence += '.'; }
        file.faults.push_back({std::int64_t{error.source().begin.line}, std::move(sentence)});
    }
    // the library sorts by name
    std::stable_sort(file.values.begin(), file.values.end(),
                     [](TomlValue const& one, TomlValue const& other) { return one.line < other.line; });
    return file;
}

Result<std::string> read_text(std::string const& path)
{
    TRY_ASSIGN(auto const source, open_file(path));
    return read_all(*source, longest_file);
}

} // namespace

TomlFile read_toml_file(std::string const& path)
{
    Result<std::string> const text = read_text(path);
    if (text) { return parse(*text, path); }
    TomlFile file;
    file.faults.push_back({0, text.error().message});
    return file;
}

} // namespace muster
