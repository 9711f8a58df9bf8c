#include "base/decimal.hpp"
#include "base/text.hpp"
#include "profile/email.hpp"
#include "profile/filter.hpp"
#include "profile/filter_condition.hpp"
#include "profile/phone.hpp"
#include "profile/values.hpp"
#include "json/value.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

namespace muster {

namespace {

using Condition = Filter::Condition;
using Comparison = FilterSubject::Comparison;
using Source = FilterSubject::Source;

/// Deeper ones are written by programs that have gone wrong; holds() recurses by them.
constexpr std::size_t most_levels = 64;
constexpr std::size_t most_conditions = 1'000;

constexpr std::array<std::pair<std::string_view, FilterOperator>, 10> operators{{
    {"#eq", FilterOperator::equal},
    {"#ne", FilterOperator::not_equal},
    {"#contains", FilterOperator::contains},
    {"#notContain", FilterOperator::not_contain},
    {"#startsWith", FilterOperator::starts_with},
    {"#endsWith", FilterOperator::ends_with},
    {"#gt", FilterOperator::greater},
    {"#lt", FilterOperator::less},
    {"#gte", FilterOperator::greater_or_equal},
    {"#lte", FilterOperator::less_or_equal},
}};
constexpr std::string_view operator_list = "#eq, #ne, #contains, #notContain, #startsWith, #endsWith, #gt, #lt, #gte, #lte";

struct NamedSubject {
    std::string_view name{};
    FilterSubject subject{};
};
/// What every profile has beside its fields.
constexpr std::array<NamedSubject, 7> system_subjects{{
    {"id", {Source::id, Comparison::number, {}}},
    {"type", {Source::type, Comparison::folded, {}}},
    {"tags", {Source::tags, Comparison::folded, {}}},
    {"createdAt", {Source::created_at, Comparison::instant, {}}},
    {"modifiedAt", {Source::modified_at, Comparison::instant, {}}},
    {"origin", {Source::origin, Comparison::folded, {}}},
    {"modifiedFrom", {Source::modified_from, Comparison::folded, {}}},
}};
/// The People API's paths of fields that have names of their own.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> field_paths{{
    {"contactInformation.phone.number", "phone"},
    {"contactInformation.phone", "phone"},
    {"contactInformation.email.address", "email"},
    {"contactInformation.email", "email"},
}};
constexpr std::string_view attribute_prefix = "customAttributes.";

Error invalid(std::string const& message) { return {ErrorKind::invalid_input, "FILTER_INVALID", message}; }

Comparison comparison_of(FieldKind kind)
{
    switch (kind) {
    case FieldKind::external_id: return Comparison::exact;
    case FieldKind::phone: return Comparison::digits;
    case FieldKind::email: return Comparison::email;
    case FieldKind::integer:
    case FieldKind::decimal: return Comparison::number;
    case FieldKind::date:
    case FieldKind::birth_date: return Comparison::date;
    case FieldKind::date_time: return Comparison::instant;
    case FieldKind::boolean: return Comparison::boolean;
    default: return Comparison::folded;
    }
}

/// What may be asked of such values: the People API's table of operators.
bool is_allowed(FilterOperator test, Comparison comparison)
{
    using enum FilterOperator;
    if (test == equal || test == not_equal) { return true; }
    bool const ordered = comparison == Comparison::number || comparison == Comparison::date || comparison == Comparison::instant;
    bool const asks_order = test == greater || test == less || test == greater_or_equal || test == less_or_equal;
    return asks_order ? ordered : !ordered && comparison != Comparison::boolean;
}

std::string_view allowed_list(Comparison comparison)
{
    if (is_allowed(FilterOperator::greater, comparison)) { return "#eq, #ne, #gt, #lt, #gte, #lte"; }
    return comparison == Comparison::boolean ? "#eq, #ne" : "#eq, #ne, #contains, #notContain, #startsWith, #endsWith";
}

std::optional<FilterOperator> operator_of(std::string_view name)
{
    for (auto const& [known, test] : operators) {
        if (known == name) { return test; }
    }
    return std::nullopt;
}

/// A scalar operand as text; nothing for null and for what has parts.
std::optional<std::string> text_of(Json const& operand)
{
    if (std::string const* text = operand.text()) { return *text; }
    if (std::optional<bool> const boolean = operand.boolean()) { return *boolean ? "true" : "false"; }
    if (std::optional<std::int64_t> const integer = operand.integer()) { return std::to_string(*integer); }
    std::optional<double> const number = operand.number();
    if (!number) { return std::nullopt; }
    std::array<char, 512> digits{}; // the longest double in plain digits has about 330
    auto const [end, failure] = std::to_chars(digits.data(), digits.data() + digits.size(), *number, std::chars_format::fixed);
    return failure == std::errc{} ? std::optional{std::string{digits.data(), end}} : std::nullopt;
}

/// The digits of a phone as it would be stored, or of a part of one.
std::string phone_digits(std::string_view operand, FilterOperator test)
{
    using enum FilterOperator;
    if (test == equal || test == not_equal) {
        Phone const phone = PhoneNumbers::instance().read(operand, {});
        if (phone.verdict != Phone::Verdict::impossible) { return phone.digits; }
    }
    operand = text::trim(operand);
    if (test != contains && test != not_contain && test != ends_with && operand.starts_with("00")) {
        operand.remove_prefix(2);
    } // as typed for '+'
    std::string digits;
    std::copy_if(operand.begin(), operand.end(), std::back_inserter(digits), [](char letter) { return letter >= '0' && letter <= '9'; });
    return digits;
}

class FilterParser {
public:
    FilterParser(Target const& target, std::span<AttributeField const> attributes) : target_{target}, attributes_{attributes} {}

    /// An object: its members joined by and.
    Result<Condition> group(Json const& json, std::size_t level)
    {
        if (level > most_levels) {
            return invalid("The filter is nested too deeply; " + std::to_string(most_levels) + " levels are allowed.");
        }
        if (json.object() == nullptr) {
            return invalid("A condition is an object like {\"firstName\":\"Ana\"} or {\"#and\":[...]}; something else stands there.");
        }
        Condition all;
        for (auto const& [name, content] : *json.object()) { TRY(add_member(name, content, level, all)); }
        return all;
    }

private:
    Result<void> add_member(std::string const& name, Json const& content, std::size_t level, Condition& into)
    {
        if (name == "#and") { return add_group(name, content, Condition::Kind::all, level, into); }
        if (name == "#or") { return add_group(name, content, Condition::Kind::any, level, into); }
        if (!name.starts_with('#')) { return add_field(name, content, level, into); }
        std::optional<FilterOperator> const test = operator_of(name);
        if (!test) { return unknown_operator(name); }
        if (content.object() == nullptr) { return invalid(name + " takes an object of a field and a value, like {\"tags\":\"VIP\"}."); }
        for (auto const& [path, operand] : *content.object()) { TRY(add_comparison(path, *test, operand, into)); }
        return {};
    }

    Result<void> add_group(std::string const& name, Json const& content, Condition::Kind kind, std::size_t level, Condition& into)
    {
        if (content.array() == nullptr || content.array()->empty()) { return invalid(name + " takes an array of one or more conditions."); }
        Condition made;
        made.kind = kind;
        for (Json const& part : *content.array()) {
            TRY_ASSIGN(Condition condition, group(part, level + 1));
            made.parts.push_back(std::move(condition));
        }
        return add(std::move(made), into);
    }

    /// {"field":value}, {"field":{"#op":value}}, or a path told in levels: {"contactInformation":{"phone":{"number":...}}}.
    Result<void> add_field(std::string const& path, Json const& content, std::size_t level, Condition& into)
    {
        if (level > most_levels) {
            return invalid("The filter is nested too deeply; " + std::to_string(most_levels) + " levels are allowed.");
        }
        if (content.object() == nullptr) { return add_comparison(path, FilterOperator::equal, content, into); }
        if (content.object()->empty()) { return invalid("An operator is missing at " + path + ": " + std::string{operator_list} + "."); }
        for (auto const& [name, operand] : *content.object()) {
            if (!name.starts_with('#')) {
                TRY(add_field(path + "." + name, operand, level + 1, into));
                continue;
            }
            std::optional<FilterOperator> const test = operator_of(name);
            if (!test) { return unknown_operator(name); }
            TRY(add_comparison(path, *test, operand, into));
        }
        return {};
    }

    Result<void> add_comparison(std::string const& path, FilterOperator test, Json const& operand, Condition& into)
    {
        Condition made;
        made.kind = Condition::Kind::comparison;
        made.test = test;
        TRY_ASSIGN(made.subject, subject_of(path));
        if (!is_allowed(test, made.subject.comparison)) {
            return invalid(path + " cannot be compared so; allowed are " + std::string{allowed_list(made.subject.comparison)} + ".");
        }
        if (operand.is_null()) {
            bool const asks_equality = test == FilterOperator::equal || test == FilterOperator::not_equal;
            if (!asks_equality) { return invalid("At " + path + ", null goes with #eq and #ne only."); }
            made.null_operand = true;
        } else {
            std::optional<std::string> const text = text_of(operand);
            if (!text) { return invalid("The value at " + path + " must be a text, a number, true, false or null."); }
            TRY(set_operand(path, *text, made));
        }
        return add(std::move(made), into);
    }

    Result<void> add(Condition made, Condition& into)
    {
        if (++conditions_ > most_conditions) {
            return invalid("The filter has too many conditions; " + std::to_string(most_conditions) + " are allowed.");
        }
        into.parts.push_back(std::move(made));
        return {};
    }

    /// Brings the operand to the form in which values are compared.
    static Result<void> set_operand(std::string const& path, std::string const& text, Condition& into)
    {
        switch (into.subject.comparison) {
        case Comparison::folded: into.operand = text::fold(text); return {};
        case Comparison::exact: into.operand = text::to_nfc(text); return {};
        case Comparison::email:
            into.operand = fold_email(text);
            into.folded_parts = text::fold(text);
            return {};
        case Comparison::digits:
            into.operand = phone_digits(text, into.test);
            if (into.operand.empty()) { return invalid("Phones are compared by their digits; the value at " + path + " has none."); }
            return {};
        case Comparison::number: return set_number(path, text, into);
        case Comparison::boolean: return set_boolean(path, text, into);
        case Comparison::date:
        case Comparison::instant: return set_moment(path, text, into);
        }
        return {};
    }

    static Result<void> set_number(std::string const& path, std::string const& text, Condition& into)
    {
        std::string const trimmed{text::trim(text)};
        std::optional<std::string> number = canonical_integer(trimmed); // int64 has one digit more than decimals may have
        if (!number) { number = canonical_decimal(trimmed); }
        if (!number) {
            return invalid("The value at " + path + " must be a number of at most " + std::to_string(decimal_digits) + " digits.");
        }
        into.operand = *std::move(number);
        return {};
    }

    static Result<void> set_boolean(std::string const& path, std::string const& text, Condition& into)
    {
        bool const good = canonical_value(FieldKind::boolean, 0, text, {}, into.operand) == ProblemCode::none && !into.operand.empty();
        return good ? Result<void>{} : invalid("The value at " + path + " must be true or false.");
    }

    static Result<void> set_moment(std::string const& path, std::string const& text, Condition& into)
    {
        bool const day = into.subject.comparison == Comparison::date;
        FieldKind const kind = day ? FieldKind::date : FieldKind::date_time;
        if (canonical_value(kind, 0, text, {}, into.operand) != ProblemCode::none || into.operand.empty()) {
            return invalid("The value at " + path + " must be a " + (day ? "date like 2026-11-23." : "time like 2026-11-23T14:05:09Z."));
        }
        if (!day) { into.instant = parse_instant(into.operand).value_or(Instant{}).microseconds; }
        return {};
    }

    Result<FilterSubject> subject_of(std::string const& path) const
    {
        std::string_view name = path;
        for (auto const& [known, field] : field_paths) {
            if (text::equal_ascii_caseless(known, path)) { name = field; }
        }
        for (NamedSubject const& system : system_subjects) {
            if (text::equal_ascii_caseless(system.name, name)) { return system.subject; }
        }
        if (FieldRule const* rule = target_.find(name)) {
            Source const source = rule->arity == Arity::many ? Source::contacts : Source::value;
            return FilterSubject{source, comparison_of(rule->kind), rule->id};
        }
        bool const prefixed =
            name.size() > attribute_prefix.size() && text::equal_ascii_caseless(name.substr(0, attribute_prefix.size()), attribute_prefix);
        AttributeField const* attribute = find_attribute(attributes_, prefixed ? name.substr(attribute_prefix.size()) : name);
        if (attribute == nullptr) { return invalid("There is no field \"" + path + "\". " + fields_sentence()); }
        return FilterSubject{Source::value, comparison_of(kind_of(attribute->type)), attribute->field};
    }

    std::string fields_sentence() const
    {
        std::string sentence = "Fields are";
        for (FieldRule const& rule : target_.fields) { sentence.append(" ").append(rule.name).append(","); }
        return sentence + " id, createdAt, modifiedAt, origin, modifiedFrom, and custom attributes as customAttributes.NAME.";
    }

    static Error unknown_operator(std::string const& name)
    {
        return invalid("There is no operator \"" + name + "\"; operators are #and, #or, " + std::string{operator_list} + ".");
    }

    Target const& target_;
    std::span<AttributeField const> attributes_;
    std::size_t conditions_{};
};

} // namespace

Result<Filter> Filter::parse(std::string_view json, Target const& target, std::span<AttributeField const> attributes)
{
    Result<Json> const document = parse_json(json);
    if (!document) { return invalid("The filter is not valid JSON. " + document.error().message); }
    TRY_ASSIGN(Condition root, FilterParser(target, attributes).group(*document, 1));
    Filter filter;
    filter.root_ = std::make_shared<Condition const>(std::move(root));
    return filter;
}

} // namespace muster
