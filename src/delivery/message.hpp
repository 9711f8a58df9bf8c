#pragma once

#include "store/deliveries.hpp"
#include "store/store.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace muster {

/// One request to a receiver: one import's end, or a batch of persons or participants.
struct Message {
    std::string id{}; ///< the same for every attempt: `msg_`, the subscription, and which changes or entry it covers
    Event event{};
    std::int64_t subjects{};
    std::string body{}; ///< {"type", "timestamp", "data"}
    Position end{};     ///< where the subscription stands when it is delivered
};

/// Persons in one message at most.
inline constexpr std::size_t persons_per_message = 500;
/// Changes of all accounts that are looked at in one go: some milliseconds of one reading transaction.
inline constexpr std::size_t changes_per_look = 2'000;
inline constexpr std::size_t entries_per_look = 20;

/// What comes next for a subscription.
struct Next {
    std::optional<Message> message{};
    Position position{}; ///< without a message: up to here is nothing that it wants; looking again from there may find more
};

/// Finds the next message in the order in which things were written. Consecutive changes of one kind become one message. With a pending_end
/// the message ends exactly there; it may be gone (its persons were erased), then there is none and `position` is that end.
Result<Next> find_next(Transaction& store, AccountId account, Subscription const& subscription);

/// The event that a change of a person is, if it is one: an import's own tags and what an undo could not give back are none.
std::optional<Event> event_of(Change const& change);

/// Bodies. `attributes` are the account's custom attributes of persons. No values of fields: what changed is named, and who may know more
/// asks the API.
std::string write_changes(Event event, std::vector<std::pair<std::int64_t, Change>> const& changes,
                          std::vector<Attribute> const& attributes);
std::string write_entry(OutboxEntry const& entry);

} // namespace muster
