#include "profile/phone_plan.hpp"

#include "profile/phone_text.hpp"

#include <phonenumbers/phonemetadata.pb.h>

#include <algorithm>

#if defined(MUSTER_HAS_PHONE_METADATA) // cmake/Packages.cmake tries whether the library exports them
namespace i18n::phonenumbers {
int metadata_size();
void const* metadata_get();
} // namespace i18n::phonenumbers
#endif

namespace muster {

namespace {

using Description = PhonePlan::Description;
using Range = PhonePlan::Description::Range;

constexpr std::string_view without_region = "001";

constexpr bool is_capital(char letter) { return letter >= 'A' && letter <= 'Z'; }

/// Of a region's two letters, its place in the table; nothing for other texts.
std::optional<std::size_t> place_of(std::string_view region)
{
    if (region.size() != 2 || !is_capital(region[0]) || !is_capital(region[1])) { return std::nullopt; }
    return static_cast<std::size_t>(region[0] - 'A') * 26 + static_cast<std::size_t>(region[1] - 'A');
}

bool contains(std::vector<int> const& lengths, std::size_t digits)
{
    return std::find(lengths.begin(), lengths.end(), static_cast<int>(digits)) != lengths.end();
}

/// libphonenumber's TestNumberLength. Lengths are sorted; a single -1 says that there are no such numbers.
PhoneLength length_verdict(std::vector<int> const& lengths, std::vector<int> const& local, std::size_t digits)
{
    if (lengths.empty() || lengths.front() == -1) { return PhoneLength::none; }
    if (contains(local, digits)) { return PhoneLength::local_only; }
    if (contains(lengths, digits)) { return PhoneLength::possible; }
    if (lengths.front() > static_cast<int>(digits)) { return PhoneLength::too_short; }
    return lengths.back() < static_cast<int>(digits) ? PhoneLength::too_long : PhoneLength::none;
}

constexpr std::uint16_t label_of_type(std::size_t type) { return static_cast<std::uint16_t>(PhonePlan::first_type << type); }

/// Digits, and at the end `$n` for a group that the prefix has; short enough for PhonePlan::most_digits.
bool is_known_rule(std::string_view rule, std::size_t group_count)
{
    constexpr std::size_t longest_rule = PhonePlan::most_digits - PhoneText::most_characters;
    if (rule.size() > longest_rule) { return false; }
    for (std::size_t at = 0; at < rule.size(); ++at) {
        if (rule[at] == '$') {
            // a digit behind `$n` could be read as part of the group's number, a second group could repeat the first
            ++at;
            bool const is_group = at + 1 == rule.size() && rule[at] >= '1' && static_cast<std::size_t>(rule[at] - '0') <= group_count;
            if (!is_group) { return false; }
        } else if (rule[at] < '0' || rule[at] > '9') {
            return false;
        }
    }
    return true;
}

} // namespace

PhonePlan::PhonePlan(Description description)
    : description_{std::move(description)}, country_code_{std::to_string(description_.country_code)}
{
    for (std::size_t digits = 0; digits < lengths_.size(); ++digits) {
        lengths_[digits] = length_verdict(description_.general.lengths, description_.local_lengths, digits);
    }
    auto const allows = [](Range const& range, std::size_t digits) { return range.lengths.empty() || contains(range.lengths, digits); };
    for (std::size_t digits = 0; digits < labels_of_length_.size(); ++digits) {
        if (allows(description_.general, digits)) { labels_of_length_[digits] |= general; }
        for (std::size_t type = 0; type < type_count; ++type) {
            if (allows(description_.types[type], digits)) { labels_of_length_[digits] |= label_of_type(type); }
        }
    }
}

PhonePlan::Compiled const* PhonePlan::compile_once() const
{
    std::call_once(once_, [this] {
        owned_ = compile();
        known_.store(owned_.get(), std::memory_order_release);
    });
    return known_.load(std::memory_order_acquire);
}

std::unique_ptr<PhonePlan::Compiled const> PhonePlan::compile() const
{
    std::deque<PhonePattern> patterns;
    std::vector<PhoneAutomaton::Labelled> labelled;
    auto const add = [&](std::string const& expression, std::uint16_t label, PhoneAutomaton::Extent extent) {
        if (expression.empty()) { return true; }
        auto pattern = PhonePattern::compile(expression);
        if (!pattern) { return false; }
        labelled.push_back({&patterns.emplace_back(std::move(*pattern)), label, extent});
        return true;
    };
    // An empty expression is one that nothing matches, but empty leading digits would match everything: no plan has them.
    bool known = description_.leading_digits != "" && add(description_.general.pattern, general, PhoneAutomaton::Extent::whole) &&
                 add(description_.leading_digits.value_or(""), leading_digits, PhoneAutomaton::Extent::prefix);
    for (std::size_t type = 0; type < type_count && known; ++type) {
        known = add(description_.types[type].pattern, label_of_type(type), PhoneAutomaton::Extent::whole);
    }
    auto automaton = known ? PhoneAutomaton::build(labelled) : std::nullopt;
    auto international = PhonePattern::compile(description_.international_prefix);
    auto national = PhonePattern::compile(description_.national_prefix);
    if (!automaton || !international || !national || !is_known_rule(transform_rule(), national->group_count())) { return nullptr; }
    auto compiled = std::make_unique<Compiled>(Compiled{std::move(*automaton), std::move(*international), std::nullopt});
    if (!description_.national_prefix.empty()) { compiled->national_prefix = std::move(*national); }
    return compiled;
}

PhonePlan const* PhonePlans::of_region(std::string_view region) const
{
    auto const place = place_of(region);
    return place ? by_region_[*place] : nullptr;
}

std::vector<std::string> PhonePlans::regions() const
{
    std::vector<std::string> regions;
    for (PhonePlan const& plan : plans_) {
        if (plan.description().region != without_region) { regions.push_back(plan.description().region); }
    }
    std::sort(regions.begin(), regions.end());
    return regions;
}

bool PhonePlans::add(Description description)
{
    auto const place = place_of(description.region);
    bool const known_region = place.has_value() || description.region == without_region;
    if (!known_region || description.country_code < 1 || description.country_code > 999) { return false; }
    PhonePlan const& plan = plans_.emplace_back(std::move(description));
    if (place) { by_region_[*place] = &plan; }
    Group& group = by_country_code_[static_cast<std::size_t>(plan.description().country_code)];
    group.insert(plan.description().is_main ? group.begin() : group.end(), &plan);
    return true;
}

#if defined(MUSTER_HAS_PHONE_METADATA)

namespace {

using i18n::phonenumbers::PhoneMetadata;
using i18n::phonenumbers::PhoneNumberDesc;

Range range_of(PhoneNumberDesc const& range)
{
    return {range.national_number_pattern(), {range.possible_length().begin(), range.possible_length().end()}};
}

Description description_of(PhoneMetadata const& plan)
{
    Description description;
    description.region = plan.id();
    description.country_code = plan.country_code();
    description.general = range_of(plan.general_desc());
    auto const& local = plan.general_desc().possible_length_local_only();
    description.local_lengths.assign(local.begin(), local.end());
    description.types = {range_of(plan.premium_rate()),
                         range_of(plan.toll_free()),
                         range_of(plan.shared_cost()),
                         range_of(plan.voip()),
                         range_of(plan.personal_number()),
                         range_of(plan.pager()),
                         range_of(plan.uan()),
                         range_of(plan.voicemail()),
                         range_of(plan.fixed_line()),
                         plan.same_mobile_and_fixed_line_pattern() ? Range{} : range_of(plan.mobile())};
    if (plan.has_leading_digits()) { description.leading_digits = plan.leading_digits(); }
    description.national_prefix = plan.national_prefix_for_parsing();
    description.transform_rule = plan.national_prefix_transform_rule();
    description.international_prefix = plan.international_prefix();
    description.is_main = plan.main_country_for_code();
    return description;
}

} // namespace

std::unique_ptr<PhonePlans const> PhonePlans::load()
{
    i18n::phonenumbers::PhoneMetadataCollection metadata;
    if (!metadata.ParseFromArray(i18n::phonenumbers::metadata_get(), i18n::phonenumbers::metadata_size())) { return nullptr; }
    auto plans = std::make_unique<PhonePlans>();
    for (PhoneMetadata const& plan : metadata.metadata()) {
        if (!plans->add(description_of(plan))) { return nullptr; }
    }
    return plans;
}

#else

std::unique_ptr<PhonePlans const> PhonePlans::load() { return nullptr; }

#endif

} // namespace muster
