#include "profile/phone_pattern.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <iterator>

namespace muster {

namespace {

using Step = PhonePattern::Step;
using StepKind = PhonePattern::StepKind;
using Fragment = std::vector<Step>; ///< steps with relative offsets, so that they can be copied anywhere

constexpr std::uint16_t all_digits = 0x3FF;
/// No count in the metadata is above 14, no expression has more than some thousand steps; a guard against a future that explodes.
constexpr std::size_t most_repeats = 32;
constexpr std::size_t most_steps = 50'000;

constexpr std::uint16_t digit_bit(char digit) { return static_cast<std::uint16_t>(1U << static_cast<unsigned>(digit - '0')); }

std::int32_t offset_over(Fragment const& fragment, std::size_t more) { return static_cast<std::int32_t>(fragment.size() + more); }

void append(Fragment& into, Fragment const& more) { into.insert(into.end(), more.begin(), more.end()); }

Fragment optional(Fragment const& once)
{
    Fragment result{Step{StepKind::fork, 0, 0, offset_over(once, 1)}};
    append(result, once);
    return result;
}

Fragment either(Fragment const& first, Fragment const& second)
{
    Fragment result{Step{StepKind::fork, 0, 0, offset_over(first, 2)}};
    append(result, first);
    result.push_back(Step{StepKind::jump, 0, 0, offset_over(second, 1)});
    append(result, second);
    return result;
}

Fragment repeated(Fragment const& once, std::size_t least, std::size_t most)
{
    Fragment tail;
    for (std::size_t i = least; i < most; ++i) { // a{2,4} is aa(a(a)?)?
        Fragment longer = once;
        append(longer, tail);
        tail = optional(longer);
    }
    Fragment result;
    for (std::size_t i = 0; i < least; ++i) { append(result, once); }
    append(result, tail);
    return result;
}

/// Recursive descent over the expression. Every function returns nothing for what is not taken.
class PatternParser {
public:
    explicit PatternParser(std::string_view expression) : rest_{expression} {}

    std::optional<Fragment> all()
    {
        auto whole = alternatives();
        if (!whole || !rest_.empty() || whole->size() > most_steps) { return std::nullopt; }
        whole->push_back(Step{});
        return whole;
    }
    std::size_t group_count() const { return group_count_; }

private:
    bool take(std::string_view text)
    {
        if (!rest_.starts_with(text)) { return false; }
        rest_.remove_prefix(text.size());
        return true;
    }

    std::optional<Fragment> alternatives()
    {
        auto first = sequence();
        if (!first || !take("|")) { return first; }
        auto const second = alternatives();
        if (!second) { return std::nullopt; }
        return either(*first, *second);
    }

    std::optional<Fragment> sequence()
    {
        Fragment result;
        while (!rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
            auto const piece = counted();
            if (!piece || result.size() + piece->size() > most_steps) { return std::nullopt; }
            append(result, *piece);
        }
        return result;
    }

    std::optional<Fragment> counted()
    {
        auto const once = atom();
        if (!once) { return std::nullopt; }
        if (take("?")) { return optional(*once); }
        if (!take("{")) { return once; }
        auto const least = number();
        auto const most = take(",") ? number() : least;
        if (!least || !most || *most < *least || *most > most_repeats || !take("}")) { return std::nullopt; }
        return repeated(*once, *least, *most);
    }

    std::optional<std::size_t> number()
    {
        std::size_t const length = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
        if (length == 0 || length > 2) { return std::nullopt; }
        std::size_t value = 0;
        for (char const digit : rest_.substr(0, length)) { value = value * 10 + static_cast<std::size_t>(digit - '0'); }
        rest_.remove_prefix(length);
        return value;
    }

    std::optional<Fragment> atom()
    {
        if (take("\\d")) { return Fragment{Step{StepKind::digit, 0, all_digits, 0}}; }
        if (take("$")) { return Fragment{Step{StepKind::at_end, 0, 0, 0}}; }
        if (take("(?:")) { return closed(alternatives()); }
        if (take("(")) { return captured(); }
        if (take("[")) { return digit_class(); }
        if (rest_.empty() || !text::is_digit(rest_.front())) { return std::nullopt; }
        Fragment const digit{Step{StepKind::digit, 0, digit_bit(rest_.front()), 0}};
        rest_.remove_prefix(1);
        return digit;
    }

    std::optional<Fragment> closed(std::optional<Fragment> inside) { return take(")") ? std::move(inside) : std::nullopt; }

    std::optional<Fragment> captured()
    {
        if (group_count_ == PhonePattern::most_groups) { return std::nullopt; }
        auto const group = static_cast<std::uint8_t>(group_count_++);
        auto const inside = closed(alternatives());
        if (!inside) { return std::nullopt; }
        Fragment result{Step{StepKind::open, group, 0, 0}};
        append(result, *inside);
        result.push_back(Step{StepKind::close, group, 0, 0});
        return result;
    }

    std::optional<Fragment> digit_class()
    {
        std::uint16_t digits = 0;
        while (!take("]")) {
            if (rest_.empty() || !text::is_digit(rest_.front())) { return std::nullopt; }
            char const first = rest_.front();
            rest_.remove_prefix(1);
            char last = first;
            if (take("-")) {
                if (rest_.empty() || !text::is_digit(rest_.front()) || rest_.front() < first) { return std::nullopt; }
                last = rest_.front();
                rest_.remove_prefix(1);
            }
            for (char digit = first; digit <= last; ++digit) { digits |= digit_bit(digit); }
        }
        return Fragment{Step{StepKind::digit, 0, digits, 0}};
    }

    std::string_view rest_;
    std::size_t group_count_{};
};

/// One attempt to match, with what it has seen so far.
class Run {
public:
    Run(std::vector<Step> const& steps, std::string_view digits) : steps_{steps}, digits_{digits} {}

    bool from(std::size_t step, std::size_t at)
    {
        for (;;) {
            Step const& now = steps_[step];
            switch (now.kind) {
            case StepKind::accept: match_.length = at; return true;
            case StepKind::digit:
                if (at == digits_.size() || (now.digits & digit_bit(digits_[at])) == 0) { return false; }
                ++at;
                break;
            case StepKind::at_end:
                if (at != digits_.size()) { return false; }
                break;
            case StepKind::open: starts_[now.group] = at; break;
            case StepKind::close: match_.groups[now.group] = digits_.substr(starts_[now.group], at - starts_[now.group]); break;
            case StepKind::jump: step += static_cast<std::size_t>(now.offset); continue;
            case StepKind::fork: {
                Run const before = *this;
                if (from(step + 1, at)) { return true; }
                starts_ = before.starts_;
                match_ = before.match_;
                step += static_cast<std::size_t>(now.offset);
                continue;
            }
            }
            ++step;
        }
    }
    PhonePattern::Match const& match() const { return match_; }

private:
    std::vector<Step> const& steps_;
    std::string_view digits_;
    std::array<std::size_t, PhonePattern::most_groups> starts_{};
    PhonePattern::Match match_{};
};

/// Collects the two-digit starts by walking every path for two digits; $ counts as passable, which only adds starts.
void walk(std::vector<Step> const& steps, std::size_t step, std::size_t depth, std::size_t start, std::bitset<100>& starts)
{
    Step const& now = steps[step];
    constexpr std::array<std::size_t, 3> weights{10, 1, 0};
    std::size_t const open_ends = depth == 0 ? 100 : depth == 1 ? 10 : 1;
    if (depth == 2 || now.kind == StepKind::accept) {
        for (std::size_t i = 0; i < open_ends; ++i) { starts.set(start + i); }
        return;
    }
    switch (now.kind) {
    case StepKind::digit:
        for (std::size_t digit = 0; digit < 10; ++digit) {
            if ((now.digits >> digit & 1U) != 0) { walk(steps, step + 1, depth + 1, start + digit * weights[depth], starts); }
        }
        return;
    case StepKind::fork:
        walk(steps, step + 1, depth, start, starts);
        walk(steps, step + static_cast<std::size_t>(now.offset), depth, start, starts);
        return;
    case StepKind::jump: walk(steps, step + static_cast<std::size_t>(now.offset), depth, start, starts); return;
    default: walk(steps, step + 1, depth, start, starts); return;
    }
}

} // namespace

std::optional<PhonePattern> PhonePattern::compile(std::string_view expression)
{
    PatternParser parser{expression};
    auto steps = parser.all();
    if (!steps) { return std::nullopt; }
    PhonePattern pattern;
    pattern.steps_ = std::move(*steps);
    pattern.group_count_ = parser.group_count();
    pattern.collect_starts();
    return pattern;
}

void PhonePattern::collect_starts() { walk(steps_, 0, 0, 0, starts_); }

std::optional<PhonePattern::Match> PhonePattern::match_prefix(std::string_view digits) const
{
    Run run{steps_, digits};
    if (!run.from(0, 0)) { return std::nullopt; }
    return run.match();
}

} // namespace muster
