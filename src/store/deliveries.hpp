#pragma once

#include "base/date.hpp"
#include "base/number.hpp"
#include "base/result.hpp"
#include "store/event.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace muster {

struct Target;
struct ProfileWrite;

using SubscriptionId = Number<struct SubscriptionIdTag>;
using DeliveryId = Number<struct DeliveryIdTag>;

/// How far a subscription has been served: everything up to this change and up to this outbox entry. Changes and entries together have one
/// order, that of their writing (OutboxEntry::after_change).
struct Position {
    std::int64_t change{};
    std::int64_t entry{};
    bool operator==(Position const&) const = default;
};

/// Stored: append only.
enum class SubscriptionState : std::uint8_t {
    active = 0,
    paused = 1,   ///< by a person
    disabled = 2, ///< by us: it failed for too long
};
std::string_view name_of(SubscriptionState state); ///< ACTIVE, PAUSED, DISABLED

/// Where events go. Only an active one has anything kept for it.
struct Subscription {
    SubscriptionId id{};
    std::string url{};
    std::string description{};
    Events events{};
    std::string secret{};          ///< whsec_ and base64; kept as it is, because signing needs it
    std::string previous_secret{}; ///< after a rotation signs too, until then; empty: none
    Instant previous_until{};
    SubscriptionState state{SubscriptionState::active};
    std::string reason{}; ///< why it is disabled, a sentence
    std::string created_by{};
    Instant created_at{};

    Position position{}; ///< served so far
    /// The message that was tried and not delivered yet ends here, whatever has been written since, so that it stays the same message.
    std::optional<Position> pending_end{};
    DeliveryId pending_delivery{}; ///< its line in the log; 0: none
    std::int64_t failures{};       ///< in a row
    Instant failing_since{};       ///< 0: it is not
    Instant next_attempt_at{};     ///< not before
    bool operator==(Subscription const&) const = default;
};

/// Something to tell that the history of changes does not tell: written in the transaction of what it tells about.
struct OutboxEntry {
    std::int64_t number{}; ///< the store's, rising
    Event event{};
    std::int64_t subject{}; ///< the import or journey; 0: none
    Instant at{};
    std::int64_t after_change{};       ///< the store's: the newest change of all when it was written
    std::vector<ProfileId> profiles{}; ///< those concerned, in their order
    std::string details{};             ///< what else there is to tell, a JSON object; empty: nothing. No personal data
    bool operator==(OutboxEntry const&) const = default;
};
/// Profiles of one entry at most; append() makes several of a longer one. One entry is one message: at 20 digits an id, 10 KB.
inline constexpr std::size_t profiles_per_entry = 500;

/// Stored: append only.
enum class DeliveryState : std::uint8_t {
    pending = 0,   ///< tried, to be tried again
    delivered = 1, ///< answered with 2xx
    given_up = 2,  ///< its subscription was disabled, paused or changed before it arrived
};
std::string_view name_of(DeliveryState state); ///< PENDING, DELIVERED, GIVEN_UP

/// A line of a subscription's log: one message and how its attempts went.
struct Delivery {
    DeliveryId id{};
    SubscriptionId subscription{};
    std::string message{}; ///< the webhook-id that was sent
    Event event{};
    std::int64_t subjects{}; ///< persons or participants in it; 1 for an import's
    DeliveryState state{DeliveryState::pending};
    std::int64_t attempts{};
    Instant first_at{}, last_at{};
    std::int64_t status{};       ///< HTTP status of the last attempt; 0: no answer
    std::string reason{};        ///< why the last attempt failed, code and sentence; empty: it did not
    std::int64_t milliseconds{}; ///< that the last attempt took
    bool operator==(Delivery const&) const = default;
};
/// Lines kept of a subscription, newest first: some days of a busy one's trouble, at about 200 bytes a line.
inline constexpr std::size_t deliveries_kept = 500;

/// Subscriptions, the outbox and the log of deliveries. Nothing is written for nobody: entries are kept only where an active subscription
/// of the account wants their event, and go when all have been served. Profiles::write tells of created and deleted persons by itself.
class Deliveries {
public:
    virtual ~Deliveries() = default;
    /// Stores a new subscription, whose position is here and now, and gives its id (rising, never reused).
    virtual Result<SubscriptionId> create(AccountId account, Subscription const& subscription) = 0;
    virtual Result<std::optional<Subscription>> load(AccountId account, SubscriptionId id) = 0;
    /// Replaces everything but the id. Entries that nobody waits for any more go. not_found.
    virtual Result<void> save(AccountId account, Subscription const& subscription) = 0;
    /// With its log. not_found.
    virtual Result<void> remove(AccountId account, SubscriptionId id) = 0;
    /// By id.
    virtual Result<std::vector<Subscription>> list(AccountId account) = 0;
    /// The active ones of all accounts, by id.
    virtual Result<std::vector<std::pair<AccountId, Subscription>>> active() = 0;
    /// The events that some active subscription of the account wants.
    virtual Result<Events> wanted(AccountId account) = 0;
    /// Behind everything written so far.
    virtual Result<Position> head() = 0;

    /// Keeps those that are wanted; `number` and `after_change` are the store's.
    virtual Result<void> append(AccountId account, std::span<OutboxEntry const> entries) = 0;
    /// The next entries after `entry`, at most `limit`, in their order.
    virtual Result<void> entries_after(AccountId account, std::int64_t entry, std::size_t limit, std::vector<OutboxEntry>& into) = 0;

    /// Stores a line of the log (id 0: a new one) and gives its id. The oldest above deliveries_kept go. not_found when the subscription is
    /// gone or, for an id, the line.
    virtual Result<DeliveryId> put_delivery(AccountId account, Delivery const& delivery) = 0;
    virtual Result<std::optional<Delivery>> load_delivery(AccountId account, DeliveryId id) = 0;
    /// The log of a subscription, newest first, those before `before` (0: from the newest), at most `limit`.
    virtual Result<std::vector<Delivery>> deliveries(AccountId account, SubscriptionId subscription, DeliveryId before,
                                                     std::size_t limit) = 0;
};

/// What writing profiles has to tell: persons that are created and persons that are deleted, where those events are wanted. A person that
/// disappears in another one is told by the change of that one. Used by every adapter so that they cannot differ.
std::vector<OutboxEntry> entries_of(Target const& target, std::span<ProfileWrite const> writes, Events wanted, Instant at);
/// Whether that could give any, so that `wanted` need not be looked up for most writes.
bool may_have_entries(Target const& target, std::span<ProfileWrite const> writes);

/// The packed form of an entry's profiles.
std::string pack_profiles(std::span<ProfileId const> profiles);
/// Appends all of a packed text; false when the bytes are none of ours.
[[nodiscard]] bool unpack_profiles(std::string_view packed, std::vector<ProfileId>& into);

} // namespace muster
