#include "store/deliveries.hpp"

#include "profile/packing.hpp"
#include "store/store.hpp"

#include <algorithm>

namespace muster {

namespace {

constexpr std::uint8_t profiles_form_1 = 0x51; ///< beside the forms of profile/pack.cpp and of imports

bool is_creation(ProfileWrite const& write) { return write.before == nullptr; }
bool is_deletion(ProfileWrite const& write) { return write.after == nullptr && write.merged_into.value == 0; }

} // namespace

std::string_view name_of(SubscriptionState state)
{
    switch (state) {
    case SubscriptionState::active: return "ACTIVE";
    case SubscriptionState::paused: return "PAUSED";
    case SubscriptionState::disabled: break;
    }
    return "DISABLED";
}

std::string_view name_of(DeliveryState state)
{
    switch (state) {
    case DeliveryState::pending: return "PENDING";
    case DeliveryState::delivered: return "DELIVERED";
    case DeliveryState::given_up: break;
    }
    return "GIVEN_UP";
}

std::vector<OutboxEntry> entries_of(Target const& target, std::span<ProfileWrite const> writes, Events wanted, Instant at)
{
    std::vector<OutboxEntry> entries;
    if (target.number != person_target().number) { return entries; }
    OutboxEntry created{0, Event::person_created, 0, at, 0, {}, {}};
    OutboxEntry deleted{0, Event::person_deleted, 0, at, 0, {}, {}};
    for (ProfileWrite const& write : writes) {
        if (is_creation(write)) {
            created.profiles.push_back(write.after->id);
        } else if (is_deletion(write)) {
            deleted.profiles.push_back(write.before->id);
        }
    }
    for (OutboxEntry* const entry : {&deleted, &created}) { // identifiers are taken away before they are given, too
        if (wanted.has(entry->event) && !entry->profiles.empty()) { entries.push_back(std::move(*entry)); }
    }
    return entries;
}

bool may_have_entries(Target const& target, std::span<ProfileWrite const> writes)
{
    return target.number == person_target().number &&
           std::any_of(writes.begin(), writes.end(), [](ProfileWrite const& write) { return is_creation(write) || is_deletion(write); });
}

std::string pack_profiles(std::span<ProfileId const> profiles)
{
    std::string packed;
    PackWriter out{packed};
    out.byte(profiles_form_1);
    out.number(profiles.size());
    std::int64_t last = 0; // neighbours are near each other
    for (ProfileId const id : profiles) {
        out.signed_number(id.value - last);
        last = id.value;
    }
    return packed;
}

bool unpack_profiles(std::string_view packed, std::vector<ProfileId>& into)
{
    PackReader in{packed};
    if (in.byte() != profiles_form_1) { return false; }
    std::size_t const count = in.count();
    std::uint64_t last = 0; // wraps instead of overflowing when the bytes are damaged
    for (std::size_t index = 0; index < count; ++index) {
        last += static_cast<std::uint64_t>(in.signed_number());
        into.push_back({static_cast<std::int64_t>(last)});
    }
    return in.is_complete();
}

} // namespace muster
