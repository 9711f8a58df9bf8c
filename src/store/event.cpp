#include "store/event.hpp"

namespace muster {

std::string_view name_of(Event event)
{
    switch (event) {
    case Event::import_completed: return "import.completed";
    case Event::import_failed: return "import.failed";
    case Event::import_undone: return "import.undone";
    case Event::journey_participant_added: return "journey.participant.added";
    case Event::person_created: return "person.created";
    case Event::person_updated: return "person.updated";
    case Event::person_merged: return "person.merged";
    case Event::person_deleted: break;
    }
    return "person.deleted";
}

std::optional<Event> parse_event(std::string_view name)
{
    for (int number = 0; number < event_count; ++number) {
        auto const event = static_cast<Event>(number);
        if (name_of(event) == name) { return event; }
    }
    return std::nullopt;
}

} // namespace muster
