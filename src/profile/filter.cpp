#include "profile/filter.hpp"

#include "base/decimal.hpp"
#include "base/text.hpp"
#include "profile/email.hpp"
#include "profile/filter_condition.hpp"

#include <algorithm>
#include <optional>

namespace muster {

namespace {

using Condition = Filter::Condition;

/// Whether a value stands in the asked order to the operand; `order` is below zero, zero, above zero.
bool meets_order(FilterOperator test, int order)
{
    using enum FilterOperator;
    switch (test) {
    case equal:
    case not_equal: return order == 0; // the negation is made once, by meets()
    case greater: return order > 0;
    case less: return order < 0;
    case greater_or_equal: return order >= 0;
    case less_or_equal: return order <= 0;
    default: return false;
    }
}

bool meets_text(FilterOperator test, std::string_view value, std::string_view operand)
{
    using enum FilterOperator;
    switch (test) {
    case equal:
    case not_equal: return value == operand;
    case contains:
    case not_contain: return value.find(operand) != std::string_view::npos;
    case starts_with: return value.starts_with(operand);
    case ends_with: return value.ends_with(operand);
    default: return false;
    }
}

bool is_whole(FilterOperator test) { return test == FilterOperator::equal || test == FilterOperator::not_equal; }
bool is_negated(FilterOperator test) { return test == FilterOperator::not_equal || test == FilterOperator::not_contain; }

int order_of(std::int64_t a, std::int64_t b) { return a < b ? -1 : a > b ? 1 : 0; }

bool meets_instant(Condition const& condition, Instant value)
{
    return meets_order(condition.test, order_of(value.microseconds, condition.instant));
}

/// Whether one value meets the comparison, negations left aside.
bool meets_value(Condition const& condition, std::string_view value)
{
    using enum FilterSubject::Comparison;
    switch (condition.subject.comparison) {
    case folded: return meets_text(condition.test, text::fold(value), condition.operand);
    case email:
        return is_whole(condition.test) ? fold_email(value) == condition.operand
                                        : meets_text(condition.test, text::fold(value), condition.folded_parts);
    case exact:
    case digits:
    case boolean: return meets_text(condition.test, value, condition.operand);
    case number: return meets_order(condition.test, compare_decimals(value, condition.operand));
    case date: return meets_order(condition.test, value.compare(condition.operand));
    case instant: {
        std::optional<Instant> const moment = parse_instant(value);
        return moment && meets_instant(condition, *moment);
    }
    }
    return false;
}

struct Found {
    bool any_value{};
    bool any_meets{};
};

void look_at(Condition const& condition, std::string_view value, Found& found)
{
    found.any_value = true;
    found.any_meets = found.any_meets || (!condition.null_operand && meets_value(condition, value));
}

void look_at(Condition const& condition, Instant value, Found& found)
{
    found.any_value = true;
    found.any_meets = found.any_meets || (!condition.null_operand && meets_instant(condition, value));
}

Found look_through(Condition const& condition, Profile const& profile, Filter::TagName const& tag_name)
{
    using enum FilterSubject::Source;
    Found found;
    switch (condition.subject.source) {
    case value: {
        std::string_view const text = profile.value(condition.subject.field);
        if (!text.empty()) { look_at(condition, text, found); }
        break;
    }
    case contacts:
        for (FieldValue const& contact : profile.contacts) {
            if (contact.field == condition.subject.field) { look_at(condition, contact.value, found); }
        }
        break;
    case tags:
        for (TagId const tag : profile.tags) { look_at(condition, tag_name(tag), found); }
        break;
    case id: look_at(condition, std::to_string(profile.id.value), found); break;
    case type: look_at(condition, name_of(profile.type), found); break;
    case created_at: look_at(condition, profile.created_at, found); break;
    case modified_at: look_at(condition, profile.modified_at, found); break;
    case origin: look_at(condition, name_of(profile.origin), found); break;
    case modified_from: look_at(condition, name_of(profile.modified_from), found); break;
    }
    return found;
}

bool meets(Condition const& condition, Profile const& profile, Filter::TagName const& tag_name)
{
    auto const part_meets = [&](Condition const& part) { return meets(part, profile, tag_name); };
    switch (condition.kind) {
    case Condition::Kind::all: return std::all_of(condition.parts.begin(), condition.parts.end(), part_meets);
    case Condition::Kind::any: return std::any_of(condition.parts.begin(), condition.parts.end(), part_meets);
    case Condition::Kind::comparison: break;
    }
    Found const found = look_through(condition, profile, tag_name);
    if (condition.null_operand) { return found.any_value == (condition.test == FilterOperator::not_equal); }
    return found.any_meets != is_negated(condition.test);
}

} // namespace

Filter::Filter() : root_{std::make_shared<Condition const>()} {}

bool Filter::holds(Profile const& profile, TagName const& tag_name) const { return meets(*root_, profile, tag_name); }

} // namespace muster
