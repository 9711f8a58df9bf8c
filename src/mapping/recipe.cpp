#include "mapping/recipe.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "mapping/date_format.hpp"
#include "mapping/recipe_words.hpp"

#include <algorithm>
#include <optional>

namespace muster {

namespace {

Error usage(std::string message) { return {ErrorKind::invalid_input, "OPTION_INVALID", std::move(message)}; }

constexpr bool is_letter(char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'); }

/// One of the option's values in its one spelling.
Result<void> set_option(std::string_view name, std::string_view value, ColumnOptions& into)
{
    if (name == "country") {
        std::optional<std::string> country = country_option(value);
        if (!country) {
            return usage("The option country=" + std::string{value} + " is unknown. Use a two-letter ISO code like HR, or column.");
        }
        into.country = *std::move(country);
    } else if (name == "dateFormat") {
        if (!DateFormat::find(value)) {
            return usage("The option dateFormat=" + std::string{value} + " is unknown. Use one of " + date_format_list() + ".");
        }
        into.date_format = value;
    } else {
        auto const word = std::find_if(delimiter_words.begin(), delimiter_words.end(),
                                       [&](auto const& known) { return text::equal_ascii_caseless(known.first, value); });
        if (word == delimiter_words.end()) {
            return usage("The option delimiter=" + std::string{value} + " is unknown. Use one of " + list_of(delimiter_words) + ".");
        }
        into.delimiter = word->second;
    }
    return {};
}

/// The option's name in its one spelling; empty when it is none.
std::string_view option_of(std::string_view name)
{
    for (std::string_view const option : {"country", "dateFormat", "delimiter"}) {
        if (text::equal_ascii_caseless(option, text::trim(name))) { return option; }
    }
    return {};
}

/// Takes ",option=value" from the argument's end; false when none stands there.
Result<bool> take_option(std::string_view& argument, ColumnOptions& into)
{
    std::size_t const equals = argument.rfind('=');
    if (equals == std::string_view::npos) { return false; }
    std::size_t const comma = argument.rfind(',', equals);
    if (comma == std::string_view::npos) { return false; }
    std::string_view const option = option_of(argument.substr(comma + 1, equals - comma - 1));
    if (option.empty()) { return false; }
    std::string_view const value = argument.substr(equals + 1);
    TRY(set_option(option, text::is_blank(value) ? value : text::trim(value), into)); // a tab or a space may be a delimiter
    argument = argument.substr(0, comma);
    return true;
}

/// The last '=' that no backslash makes a plain one.
std::size_t last_plain_equals(std::string_view text)
{
    for (std::size_t at = text.rfind('='); at != std::string_view::npos; at = at == 0 ? std::string_view::npos : text.rfind('=', at - 1)) {
        if (at == 0 || text[at - 1] != '\\') { return at; }
    }
    return std::string_view::npos;
}

std::string without_escapes(std::string_view text)
{
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == '=') { continue; }
        plain.push_back(text[i]);
    }
    return plain;
}

/// The misspelt option of "Tel=phone,contry=HR", which otherwise would be a title "Tel=phone,contry"; empty when there is none.
std::string_view unknown_option(std::string_view title)
{
    std::size_t const equals = last_plain_equals(title);
    if (equals == std::string_view::npos) { return {}; }
    std::string_view const right = title.substr(equals + 1);
    std::size_t const comma = right.rfind(',');
    if (comma == std::string_view::npos || person_target().find(right.substr(0, right.find(','))) == nullptr) { return {}; }
    std::string_view const word = text::trim(right.substr(comma + 1));
    return std::all_of(word.begin(), word.end(), is_letter) ? word : std::string_view{};
}

} // namespace

std::optional<std::string> country_option(std::string_view text)
{
    if (text == country_of_row) { return std::string{text}; }
    if (text.size() != 2 || !is_letter(text[0]) || !is_letter(text[1])) { return std::nullopt; }
    constexpr char case_bit = 0x20;
    return std::string{static_cast<char>(text[0] & ~case_bit), static_cast<char>(text[1] & ~case_bit)};
}

Result<ColumnMapping> parse_column_mapping(std::string_view argument)
{
    ColumnMapping made;
    std::string_view rest = argument;
    for (bool taken = true; taken;) { TRY_ASSIGN(taken, take_option(rest, made.options)); }
    std::size_t const equals = last_plain_equals(rest);
    std::string_view const title = text::trim(rest.substr(0, equals));
    if (equals == std::string_view::npos || title.empty()) {
        return usage("--map " + text::quoted(argument) +
                     " is not TITLE=field[,option=value...], like \"Telefon=phone,country=HR\" or \"#3=email\".");
    }
    if (std::string_view const option = unknown_option(title); !option.empty()) {
        return usage("--map " + text::quoted(argument) + " has an unknown option " + text::quoted(option) +
                     ". Options are country, dateFormat and delimiter.");
    }
    made.column = without_escapes(title);
    made.field = without_escapes(text::trim(rest.substr(equals + 1)));
    return made;
}

Result<std::pair<std::string, AttributeType>> parse_new_attribute(std::string_view argument)
{
    std::size_t const colon = argument.rfind(':');
    std::string_view const name = text::trim(argument.substr(0, colon));
    std::optional<AttributeType> const type =
        colon == std::string_view::npos ? std::nullopt : attribute_type_of(text::trim(argument.substr(colon + 1)));
    if (!type || name.empty()) {
        return usage("--new-attribute " + text::quoted(argument) +
                     " is not NAME:TYPE. Types are STRING, INTEGER, DECIMAL, BOOLEAN, DATE and DATE_TIME.");
    }
    return std::pair{std::string{name}, *type};
}

std::vector<std::string_view> const& date_formats()
{
    static std::vector<std::string_view> const names = [] {
        std::vector<std::string_view> made;
        for (DateFormat const& format : DateFormat::all()) { made.push_back(format.name()); }
        return made;
    }();
    return names;
}

std::string date_format_list()
{
    std::string list;
    for (std::string_view const format : date_formats()) { list.append(list.empty() ? "" : ", ").append(format); }
    return list;
}

std::string header_fingerprint(Reading const& reading)
{
    Digest digest;
    for (Column const& column : reading.columns) {
        std::string const title = text::fold(column.title);
        digest.add(std::to_string(title.size()) + ":" + title); // lengths keep "a","bc" and "ab","c" apart
    }
    return to_hex(digest.finish());
}

} // namespace muster
