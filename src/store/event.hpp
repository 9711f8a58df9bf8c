#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace muster {

/// What can be told to the outside. Stored as a number and as a bit: append only, at most 32.
enum class Event : std::uint8_t {
    import_completed = 0, ///< with or without rejected rows
    import_failed = 1,
    import_undone = 2,
    journey_participant_added = 3,
    person_created = 4,
    person_updated = 5,
    person_merged = 6,
    person_deleted = 7,
};
inline constexpr int event_count = 8;
std::string_view name_of(Event event); ///< import.completed, ... person.deleted
std::optional<Event> parse_event(std::string_view name);

/// A set of events.
class Events {
public:
    constexpr Events() = default;
    constexpr explicit Events(std::uint32_t bits) : bits_{bits} {}
    static constexpr Events all() { return Events{(std::uint32_t{1} << static_cast<unsigned>(event_count)) - 1}; }
    constexpr Events with(Event event) const { return Events{bits_ | bit(event)}; }
    constexpr Events with(Events others) const { return Events{bits_ | others.bits_}; }
    constexpr bool has(Event event) const { return (bits_ & bit(event)) != 0; }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr std::uint32_t bits() const { return bits_; }
    constexpr bool operator==(Events const&) const = default;

private:
    static constexpr std::uint32_t bit(Event event) { return std::uint32_t{1} << static_cast<unsigned>(event); }
    std::uint32_t bits_{};
};

} // namespace muster
