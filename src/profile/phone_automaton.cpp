#include "profile/phone_automaton.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace muster {

namespace {

using Step = PhonePattern::Step;
using StepKind = PhonePattern::StepKind;
using Places = std::vector<std::uint32_t>; ///< sorted: what the automaton could be waiting for at one time

/// All patterns' steps behind each other, with what their accept steps mean.
struct Steps {
    std::vector<Step> steps{};
    std::vector<std::uint16_t> labels{};           ///< by step; of accept steps
    std::vector<PhoneAutomaton::Extent> extents{}; ///< by step; of accept steps
    std::vector<std::uint32_t> starts{};           ///< each pattern's first step

    void add(PhoneAutomaton::Labelled const& pattern)
    {
        starts.push_back(static_cast<std::uint32_t>(steps.size()));
        auto const& more = pattern.pattern->steps();
        steps.insert(steps.end(), more.begin(), more.end());
        labels.resize(steps.size(), pattern.label);
        extents.resize(steps.size(), pattern.extent);
    }
};

/// Adds the places that are reached from `step` without a digit. Offsets only lead forward, so it ends.
void reach(Steps const& all, std::uint32_t step, Places& places)
{
    for (;;) {
        Step const& now = all.steps[step];
        switch (now.kind) {
        case StepKind::digit:
        case StepKind::accept: places.push_back(step); return;
        case StepKind::fork: reach(all, step + 1, places); [[fallthrough]];
        case StepKind::jump: step += static_cast<std::uint32_t>(now.offset); break;
        default: ++step; break;
        }
    }
}

void make_set(Places& places)
{
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
}

Places after_digit(Steps const& all, Places const& places, std::size_t digit)
{
    Places next;
    for (std::uint32_t const place : places) {
        Step const& step = all.steps[place];
        if (step.kind == StepKind::digit) {
            if ((step.digits >> digit & 1U) != 0) { reach(all, place + 1, next); }
        } else if (all.extents[place] == PhoneAutomaton::Extent::prefix) {
            next.push_back(place);
        }
    }
    make_set(next);
    return next;
}

std::uint16_t labels_of(Steps const& all, Places const& places)
{
    std::uint16_t labels = 0;
    for (std::uint32_t const place : places) {
        if (all.steps[place].kind == StepKind::accept) { labels |= all.labels[place]; }
    }
    return labels;
}

} // namespace

std::optional<PhoneAutomaton> PhoneAutomaton::build(std::span<Labelled const> patterns)
{
    Steps all;
    for (Labelled const& pattern : patterns) {
        auto const& steps = pattern.pattern->steps();
        if (std::any_of(steps.begin(), steps.end(), [](Step const& step) { return step.kind == StepKind::at_end; })) {
            return std::nullopt;
        }
        all.add(pattern);
    }
    Places first;
    for (std::uint32_t const step : all.starts) { reach(all, step, first); }
    make_set(first);
    // The dead state is the empty set; a map's keys stay where they are, so the queue can point at them.
    std::map<Places, std::uint16_t> states{{Places{}, dead}};
    std::vector<Places const*> queue{&states.begin()->first};
    queue.push_back(&states.emplace(std::move(first), start).first->first);
    PhoneAutomaton automaton;
    for (std::size_t at = 0; at < queue.size(); ++at) {
        automaton.labels_.push_back(labels_of(all, *queue[at]));
        auto& row = automaton.next_.emplace_back();
        for (std::size_t digit = 0; digit < row.size(); ++digit) {
            if (queue.size() > std::numeric_limits<std::uint16_t>::max()) { return std::nullopt; }
            auto const [state, added] = states.emplace(after_digit(all, *queue[at], digit), static_cast<std::uint16_t>(queue.size()));
            if (added) { queue.push_back(&state->first); }
            row[digit] = state->second;
        }
    }
    return automaton;
}

} // namespace muster
