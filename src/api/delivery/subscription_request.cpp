#include "api/delivery/subscription_request.hpp"

#include <utility>

namespace muster {

namespace {

using Need = RequestMembers::Need;

constexpr std::size_t longest_url = 2'083;       // as check_target has it
constexpr std::size_t longest_description = 200; // a line of a list
constexpr std::size_t longest_secret = 6 + 88;   // whsec_ and the base64 of 64 bytes
constexpr std::size_t longest_state_name = 20;

std::string event_names()
{
    std::string names;
    for (int number = 0; number < event_count; ++number) {
        names += (number == 0 ? "" : ", ") + std::string{name_of(static_cast<Event>(number))};
    }
    return names;
}

std::optional<Events> read_events(RequestMembers& members, Need need)
{
    Json::Array const* const array = members.array("events", need, static_cast<std::size_t>(event_count));
    if (array == nullptr) { return std::nullopt; }
    Events events;
    for (std::size_t index = 0; index < array->size(); ++index) {
        std::string const* const name = (*array)[index].text();
        std::optional<Event> const event = parse_event(name != nullptr ? std::string_view{*name} : std::string_view{});
        std::string const place = "events[" + std::to_string(index) + "]";
        if (!event) {
            members.add_fault(place, "must be one of " + event_names() + ".");
        } else if (events.has(*event)) {
            members.add_fault(place, "must be an event that is not named before.");
        } else {
            events = events.with(*event);
        }
    }
    return events;
}

std::optional<SubscriptionState> read_state(RequestMembers& members)
{
    std::optional<std::string> const name = members.text("state", Need::optional, longest_state_name);
    if (!name) { return std::nullopt; }
    for (SubscriptionState const state : {SubscriptionState::active, SubscriptionState::paused}) {
        if (*name == name_of(state)) { return state; }
    }
    members.add_fault("state", "must be ACTIVE or PAUSED.");
    return std::nullopt;
}

SubscriptionWishes read_wishes(RequestMembers& members, Need need)
{
    SubscriptionWishes wishes;
    wishes.url = members.text("url", need, longest_url);
    wishes.events = read_events(members, need);
    wishes.description = members.text("description", Need::optional, longest_description);
    wishes.state = read_state(members);
    return wishes;
}

} // namespace

SubscriptionRequest read_new_subscription(RequestMembers& members)
{
    SubscriptionRequest request;
    request.wishes = read_wishes(members, Need::required);
    request.secret = members.text("secret", Need::optional, longest_secret).value_or("");
    return request;
}

SubscriptionWishes read_subscription_changes(RequestMembers& members)
{
    SubscriptionWishes wishes = read_wishes(members, Need::optional);
    Json::Object const* const named = members.document().object();
    if (named != nullptr && named->empty()) { members.add_fault("", "must name at least one property to change."); }
    return wishes;
}

RotationRequest read_rotation(RequestMembers& members)
{
    RotationRequest request;
    request.secret = members.text("secret", Need::optional, longest_secret).value_or("");
    request.overlap_seconds =
        members.number("overlapSeconds", Need::optional, 0, longest_overlap_seconds).value_or(standard_overlap_seconds);
    return request;
}

std::string member_of(Error const& error)
{
    if (error.code == "WEBHOOK_URL" || error.code == "TARGET_NOT_PUBLIC") { return "url"; }
    return error.code == "WEBHOOK_SECRET" ? "secret" : "";
}

} // namespace muster
