#include "mapping/mapped_column.hpp"

#include "base/text.hpp"
#include "mapping/recipe_words.hpp"
#include "profile/phone.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>
#include <tuple>
#include <utility>

namespace muster {

namespace {

constexpr std::string_view attribute_prefix = "customAttributes.";

Error invalid(std::string code, std::string message) { return {ErrorKind::invalid_input, std::move(code), std::move(message)}; }

/// The ordinal in "#3"; 0 for anything else.
std::size_t ordinal_of(std::string_view name)
{
    std::size_t ordinal{};
    if (!name.starts_with('#')) { return 0; }
    auto const [end, failure] = std::from_chars(name.data() + 1, name.data() + name.size(), ordinal);
    return failure == std::errc{} && end == name.data() + name.size() ? ordinal : 0;
}

std::string columns_sentence(Reading const& reading)
{
    constexpr std::size_t most_named = 30;
    std::string sentence = reading.columns.empty() ? "The file has no columns." : "Its columns are ";
    for (std::size_t i = 0; i < std::min(reading.columns.size(), most_named); ++i) {
        sentence.append(i == 0 ? "" : ", ").append("#").append(std::to_string(reading.columns[i].ordinal));
        if (reading.columns[i].titled()) { sentence.append(" ").append(text::quoted(reading.columns[i].title)); }
    }
    return reading.columns.empty() ? sentence : sentence + (reading.columns.size() > most_named ? ", ..." : ".");
}

template <class Same>
std::vector<std::uint32_t> columns_where(Reading const& reading, Same const& same)
{
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < reading.columns.size(); ++i) {
        if (same(reading.columns[i])) { found.push_back(i); }
    }
    return found;
}

/// By its title as it stands, then by its title without case, then by its place.
Result<std::uint32_t> find_column(Reading const& reading, std::string const& name)
{
    std::vector<std::uint32_t> found =
        columns_where(reading, [&](Column const& column) { return column.titled() && column.title == name; });
    if (found.empty()) {
        std::string const folded = text::fold(text::trim(name));
        found = columns_where(reading, [&](Column const& column) { return column.titled() && text::fold(column.title) == folded; });
    }
    if (found.empty()) {
        std::size_t const ordinal = ordinal_of(name);
        found = columns_where(reading, [&](Column const& column) { return ordinal != 0 && column.ordinal == ordinal; });
    }
    if (found.empty()) {
        return invalid("COLUMN_NOT_FOUND", "The file has no column " + text::quoted(name) + ". " + columns_sentence(reading));
    }
    if (found.size() == 1) { return found.front(); }
    std::string places;
    for (std::uint32_t const column : found) {
        places.append(places.empty() ? "#" : ", #").append(std::to_string(reading.columns[column].ordinal));
    }
    return invalid("COLUMN_TWICE", "The title " + text::quoted(name) + " stands over " + std::to_string(found.size()) +
                                       " columns. Name the one that is meant by its place: " + places + ".");
}

std::string fields_sentence(Target const& target, std::span<AttributeField const> attributes)
{
    std::string sentence = "Fields are";
    for (FieldRule const& rule : target.fields) { sentence.append(&rule == target.fields.data() ? " " : ", ").append(rule.name); }
    for (AttributeField const& attribute : attributes) { sentence.append(", ").append(attribute.name); }
    return sentence + "; a new custom attribute needs a name and a type.";
}

/// Builds the mapped columns one by one.
class Resolver {
public:
    Resolver(Target const& target, Reading const& reading, std::span<AttributeField const> attributes, std::size_t mappings)
        : target_{target}, reading_{reading}
    {
        made_.attributes.assign(attributes.begin(), attributes.end());
        made_.new_attributes.reserve(mappings); // rules point at their names
    }

    Result<void> add(ColumnMapping const& mapping)
    {
        TRY_ASSIGN(std::uint32_t const column, find_column(reading_, mapping.column));
        if (std::find(seen_.begin(), seen_.end(), column) != seen_.end()) {
            return invalid("COLUMN_TWICE", "Column " + text::quoted(mapping.column) + " is mapped twice. A column goes to one field.");
        }
        seen_.push_back(column);
        if (mapping.field.empty()) { return {}; }
        MappedColumn made;
        made.column = column;
        TRY_ASSIGN(made.rule, rule_for(mapping));
        made.use = use_of(made.rule);
        TRY(check_taken(mapping, made));
        TRY(set_options(mapping, made));
        made_.columns.push_back(std::move(made));
        return {};
    }

    Result<MappedColumns> finish() &&
    {
        auto& columns = made_.columns;
        if (std::none_of(columns.begin(), columns.end(), [](MappedColumn const& column) { return column.identifies(); })) {
            return invalid("NO_IDENTIFIER_MAPPED",
                           "No column goes to " + identifiers_sentence() + ", so nobody could be found. Map one of them.");
        }
        TRY(find_country_column());
        std::sort(columns.begin(), columns.end(), [](MappedColumn const& a, MappedColumn const& b) { return place(a) < place(b); });
        return std::move(made_);
    }

private:
    /// Phones that take their region from the row need a column that has it.
    Result<void> find_country_column()
    {
        auto& columns = made_.columns;
        auto const asking = std::find_if(columns.begin(), columns.end(),
                                         [](MappedColumn const& column) { return column.region_from == MappedColumn::Region::of_row; });
        if (asking == columns.end()) { return {}; }
        FieldRule const* country = target_.find("country");
        for (MappedColumn const& column : columns) {
            if (country != nullptr && column.rule.id == country->id) { made_.country_column = column.column; }
        }
        if (made_.country_column) { return {}; }
        return invalid("OPTION_INVALID", "Column " + text::quoted(reading_.columns[asking->column].name()) +
                                             " takes its country from the country column, but no column is mapped to country. Map one.");
    }

    static MappedColumn::Use use_of(FieldRule const& rule)
    {
        if (rule.kind == FieldKind::tags) { return MappedColumn::Use::tags; }
        if (rule.kind == FieldKind::type) { return MappedColumn::Use::type; }
        return rule.arity == Arity::many ? MappedColumn::Use::contact : MappedColumn::Use::value;
    }

    static std::tuple<MappedColumn::Use, FieldId, std::uint32_t> place(MappedColumn const& column)
    {
        return {column.use, column.use == MappedColumn::Use::value ? column.rule.id : FieldId{}, column.column};
    }

    std::string identifiers_sentence() const
    {
        std::string names;
        for (FieldRule const& rule : target_.fields) {
            if (rule.identifier != IdentifierKind::none) { names.append(names.empty() ? "" : " or ").append(rule.name); }
        }
        return names;
    }

    Result<FieldRule> rule_for(ColumnMapping const& mapping)
    {
        std::string const given = text::to_nfc(text::trim(mapping.field));
        std::string_view name = given;
        if (FieldRule const* rule = target_.find(name)) {
            if (!mapping.new_attribute) { return *rule; }
            return invalid("OPTION_INVALID",
                           text::quoted(name) + " is a standard field and cannot be a new custom attribute. Choose another name.");
        }
        if (text::equal_ascii_caseless(name.substr(0, attribute_prefix.size()), attribute_prefix)) {
            name.remove_prefix(attribute_prefix.size());
        }
        if (AttributeField const* known = find_attribute(made_.attributes, name)) {
            if (mapping.new_attribute && *mapping.new_attribute != known->type) {
                return invalid("ATTRIBUTE_TYPE", "The custom attribute " + text::quoted(known->name) + " exists with the type " +
                                                     std::string{name_of(known->type)} +
                                                     ", which never changes. Map the column to it as it is, or choose another name.");
            }
            return rule_of(*known);
        }
        if (find_attribute(made_.new_attributes, name) != nullptr) {
            return invalid("FIELD_TWICE",
                           "Two columns go to the new custom attribute " + text::quoted(name) + ". Map one of them elsewhere.");
        }
        if (!mapping.new_attribute) {
            return invalid("FIELD_UNKNOWN",
                           "There is no field " + text::quoted(mapping.field) + ". " + fields_sentence(target_, made_.attributes));
        }
        return new_rule(name, *mapping.new_attribute);
    }

    Result<FieldRule> new_rule(std::string_view name, AttributeType type)
    {
        if (!is_attribute_name(target_, name)) {
            return invalid("OPTION_INVALID", "A custom attribute cannot be called " + text::quoted(name) + ": a name has 1 to " +
                                                 std::to_string(AttributeLimits::name) +
                                                 " characters, none of { } [ ], and is not a standard field's.");
        }
        FieldId const field{first_new_attribute + static_cast<std::uint32_t>(made_.new_attributes.size())};
        made_.new_attributes.push_back({field, std::string{name}, type});
        return rule_of(made_.new_attributes.back());
    }

    Result<void> check_taken(ColumnMapping const& mapping, MappedColumn const& made) const
    {
        if (made.rule.arity == Arity::many) { return {}; }
        for (MappedColumn const& other : made_.columns) {
            if (other.rule.id == made.rule.id) {
                return invalid("FIELD_TWICE", "Columns " + text::quoted(reading_.columns[other.column].name()) + " and " +
                                                  text::quoted(mapping.column) + " both go to " + std::string{made.rule.name} +
                                                  ", which takes one. Map one of them elsewhere.");
            }
        }
        return {};
    }

    static Result<void> set_options(ColumnMapping const& mapping, MappedColumn& made)
    {
        ColumnOptions const& options = mapping.options;
        FieldKind const kind = made.rule.kind;
        auto const misplaced = [&](std::string_view option, std::string_view fields) {
            return invalid("OPTION_INVALID", "Column " + text::quoted(mapping.column) + " goes to " + std::string{made.rule.name} +
                                                 ", but the option " + std::string{option} + " is for " + std::string{fields} +
                                                 ". Remove it.");
        };
        if (!options.country.empty() && kind != FieldKind::phone) { return misplaced("country", "phones"); }
        if (!options.date_format.empty() && kind != FieldKind::date && kind != FieldKind::birth_date) {
            return misplaced("dateFormat", "dates");
        }
        if (!options.delimiter.empty() && kind != FieldKind::tags) { return misplaced("delimiter", "tags"); }
        TRY(set_country(options.country, made));
        TRY(set_date_format(options.date_format, made));
        std::optional<char> const delimiter = delimiter_of(options.delimiter);
        if (!delimiter) {
            return invalid("OPTION_INVALID", "The tag delimiter " + text::quoted(options.delimiter) +
                                                 " is unknown. Use comma, semicolon, pipe, tab, space or none.");
        }
        made.delimiter = *delimiter;
        return {};
    }

    static Result<void> set_country(std::string const& country, MappedColumn& made)
    {
        if (country.empty()) { return {}; }
        if (country == country_of_row) {
            made.region_from = MappedColumn::Region::of_row;
            return {};
        }
        if (!PhoneNumbers::instance().knows_region(country)) {
            return invalid("OPTION_INVALID",
                           "The country " + text::quoted(country) +
                               " is unknown. Use a two-letter ISO code like HR, or \"column\" for the row's country column.");
        }
        made.region_from = MappedColumn::Region::fixed;
        std::transform(country.begin(), country.end(), std::back_inserter(made.region),
                       [](char letter) { return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter; });
        return {};
    }

    static Result<void> set_date_format(std::string const& name, MappedColumn& made)
    {
        if (name.empty()) { return {}; }
        made.date_format = DateFormat::find(name);
        if (made.date_format) { return {}; }
        return invalid("OPTION_INVALID", "The date format " + text::quoted(name) + " is unknown. Use one of " + date_format_list() + ".");
    }

    Target const& target_;
    Reading const& reading_;
    MappedColumns made_{};
    std::vector<std::uint32_t> seen_{};
};

} // namespace

MappedColumn const* MappedColumns::find(std::uint32_t column) const
{
    auto const place = std::find_if(columns.begin(), columns.end(), [&](MappedColumn const& mapped) { return mapped.column == column; });
    return place == columns.end() ? nullptr : &*place;
}

Result<MappedColumns> map_columns(Target const& target, Recipe const& recipe, Reading const& reading,
                                  std::span<AttributeField const> attributes)
{
    Resolver resolver{target, reading, attributes, recipe.columns.size()};
    for (ColumnMapping const& mapping : recipe.columns) { TRY(resolver.add(mapping)); }
    return std::move(resolver).finish();
}

std::optional<char> delimiter_of(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, char>, 7> delimiters{
        {{"", '\0'}, {"none", '\0'}, {"comma", ','}, {"semicolon", ';'}, {"pipe", '|'}, {"tab", '\t'}, {"space", ' '}}};
    for (auto const& [known, delimiter] : delimiters) {
        if (known == name) { return delimiter; }
    }
    return std::nullopt;
}

} // namespace muster
