#include "profile/phone_fast.hpp"

#include <algorithm>

namespace muster {

namespace {

using Kind = PhoneReading::Kind;
using Compiled = PhonePlan::Compiled;

constexpr std::size_t fewest_digits = 2; ///< kMinLengthForNsn
constexpr std::uint16_t all_types = static_cast<std::uint16_t>(((1U << PhonePlan::type_count) - 1U) * PhonePlan::first_type);

PhoneReading undecided()
{
    PhoneReading reading;
    reading.kind = Kind::undecided;
    return reading;
}

/// A national number on its way: a view of the text's digits, or of a buffer once a transform rule has made new ones.
class NationalNumber {
public:
    explicit NationalNumber(std::string_view digits) : digits_{digits} {}
    NationalNumber(NationalNumber const&) = delete; // it may point into itself
    NationalNumber& operator=(NationalNumber const&) = delete;
    ~NationalNumber() = default;

    std::string_view digits() const { return digits_; }
    std::size_t size() const { return digits_.size(); }
    void set(std::string_view digits) { digits_ = digits; }

    /// What the rule makes of the match, then the digits behind it: ICU's appendReplacement and appendTail.
    void transform(std::string_view rule, PhonePattern::Match const& match)
    {
        std::array<char, PhonePlan::most_digits> made{};
        std::size_t size = 0;
        auto const append = [&](std::string_view more) {
            std::size_t const count = std::min(more.size(), made.size() - size); // 50 digits and a rule of at most five always fit
            std::copy_n(more.begin(), count, made.begin() + static_cast<std::ptrdiff_t>(size));
            size += count;
        };
        for (std::size_t at = 0; at < rule.size(); ++at) {
            if (rule[at] != '$') {
                append(rule.substr(at, 1));
            } else {
                ++at;
                append(match.groups[static_cast<std::size_t>(rule[at] - '1')]);
            }
        }
        append(digits_.substr(match.length));
        buffer_ = made;
        digits_ = {buffer_.data(), size};
    }

private:
    std::string_view digits_;
    std::array<char, PhonePlan::most_digits> buffer_;
};

bool is_general(Compiled const& plan, std::string_view digits) { return (plan.automaton.labels(digits) & PhonePlan::general) != 0; }

/// MaybeStripNationalPrefixAndCarrierCode: strips the prefix, or transforms the number by the plan's rule when the prefix captured
/// something; not when that makes a number of no range out of one that was in a range.
void strip_national_prefix(PhonePlan const& plan, Compiled const& compiled, NationalNumber& number)
{
    if (!compiled.national_prefix || number.size() == 0 || !compiled.national_prefix->may_match(number.digits())) { return; }
    auto const match = compiled.national_prefix->match_prefix(number.digits());
    if (!match) { return; }
    std::string_view const before = number.digits();
    std::size_t const groups = compiled.national_prefix->group_count();
    bool const captured = groups != 0 && !match->groups[groups > 1 ? 1 : 0].empty();
    if (!plan.transform_rule().empty() && captured) {
        NationalNumber made{before};
        made.transform(plan.transform_rule(), *match);
        if (is_general(compiled, before) && !is_general(compiled, made.digits())) { return; }
        number.transform(plan.transform_rule(), *match);
        return;
    }
    std::string_view const rest = before.substr(match->length);
    if (match->length != 0 && is_general(compiled, before) && !is_general(compiled, rest)) { return; }
    number.set(rest);
}

/// GetNumberTypeHelper, as far as it says that there is a type.
bool has_type(PhonePlan const& plan, std::uint16_t labels, std::size_t size)
{
    auto const possible = static_cast<std::uint16_t>(labels & plan.labels_of_length(size));
    return (possible & PhonePlan::general) != 0 && (possible & all_types) != 0;
}

/// IsValidNumber: the first plan of the country code that claims the number decides.
Kind validity(PhonePlans::Group const& group, std::string_view number)
{
    for (PhonePlan const* plan : group) {
        Compiled const* const compiled = plan->compiled();
        if (compiled == nullptr) { return Kind::undecided; }
        std::uint16_t const labels = compiled->automaton.labels(number);
        bool const typed = has_type(*plan, labels, number.size());
        if (typed && (group.size() == 1 || !plan->has_leading_digits())) { return Kind::valid; }
        if (plan->has_leading_digits() && group.size() > 1 && (labels & PhonePlan::leading_digits) != 0) {
            return typed ? Kind::valid : Kind::impossible;
        }
    }
    return Kind::impossible;
}

Kind kind_of(PhonePlans::Group const& group, std::string_view number)
{
    Kind const kind = validity(group, number);
    if (kind != Kind::impossible) { return kind; }
    switch (group.front()->length(number.size())) {
    case PhoneLength::possible: return Kind::possible;
    case PhoneLength::local_only: return Kind::local_only;
    default: return Kind::impossible;
    }
}

/// The end of ParseHelper: `plan` is the one whose national prefix is stripped.
PhoneReading finished(PhonePlan const& plan, PhonePlans::Group const& group, NationalNumber& number)
{
    Compiled const* const compiled = plan.compiled();
    if (compiled == nullptr) { return undecided(); }
    if (number.size() < fewest_digits) { return {}; }
    NationalNumber stripped{number.digits()};
    strip_national_prefix(plan, *compiled, stripped);
    PhoneLength const length = plan.length(stripped.size());
    bool const take = length == PhoneLength::possible || length == PhoneLength::too_long;
    std::string_view const national = take ? stripped.digits() : number.digits();
    if (national.size() < fewest_digits || national.size() > PhonePlan::most_national_digits) { return {}; }
    PhoneReading reading;
    reading.kind = kind_of(group, national);
    if (reading.kind == Kind::impossible || reading.kind == Kind::undecided) { return reading; }
    auto const& main_prefix = group.front()->compiled()->national_prefix; // validity() has met its plan
    reading.is_settled = !main_prefix || !main_prefix->may_match(national);
    reading.append(plan.country_code());
    reading.append(national);
    return reading;
}

} // namespace

/// ExtractCountryCode, then the rest in the plan of the code's main region.
PhoneReading PhoneFastReader::international(std::string_view digits) const
{
    constexpr std::size_t longest_country_code = 3;
    if (digits.size() <= fewest_digits || digits.front() == '0') { return {}; }
    std::size_t code = 0;
    for (std::size_t size = 1; size <= longest_country_code; ++size) {
        code = code * 10 + static_cast<std::size_t>(digits[size - 1] - '0');
        auto const& group = plans_.of_country_code(code);
        if (group.empty()) { continue; }
        NationalNumber number{digits.substr(size)};
        return finished(*group.front(), group, number);
    }
    return {};
}

/// MaybeExtractCountryCode with a default region.
PhoneReading PhoneFastReader::national(std::string_view digits) const
{
    Compiled const* const compiled = home_->compiled();
    if (compiled == nullptr) { return undecided(); }
    if (digits.size() < fewest_digits) { return {}; }
    if (compiled->international_prefix.may_match(digits)) {
        auto const prefix = compiled->international_prefix.match_prefix(digits);
        if (prefix && !digits.substr(prefix->length).starts_with('0')) { return international(digits.substr(prefix->length)); }
    }
    auto const& group = plans_.of_country_code(static_cast<std::size_t>(home_->description().country_code));
    if (digits.starts_with(home_->country_code())) {
        NationalNumber rest{digits.substr(home_->country_code().size())};
        strip_national_prefix(*home_, *compiled, rest);
        bool const better = !is_general(*compiled, digits) && is_general(*compiled, rest.digits());
        if (better || home_->length(digits.size()) == PhoneLength::too_long) { return finished(*group.front(), group, rest); }
    }
    NationalNumber number{digits};
    return finished(*home_, group, number);
}

} // namespace muster
