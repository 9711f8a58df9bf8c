#pragma once

#include "store/deliveries.hpp"
#include "store/sqlite/session.hpp"

namespace muster::sqlite {

class SqliteDeliveries final : public Deliveries {
public:
    explicit SqliteDeliveries(Session& session) : session_{session} {}
    Result<SubscriptionId> create(AccountId account, Subscription const& subscription) override;
    Result<std::optional<Subscription>> load(AccountId account, SubscriptionId id) override;
    Result<void> save(AccountId account, Subscription const& subscription) override;
    Result<void> remove(AccountId account, SubscriptionId id) override;
    Result<std::vector<Subscription>> list(AccountId account) override;
    Result<std::vector<std::pair<AccountId, Subscription>>> active() override;
    Result<Events> wanted(AccountId account) override;
    Result<Position> head() override;
    Result<void> append(AccountId account, std::span<OutboxEntry const> entries) override;
    Result<void> entries_after(AccountId account, std::int64_t entry, std::size_t limit, std::vector<OutboxEntry>& into) override;
    Result<DeliveryId> put_delivery(AccountId account, Delivery const& delivery) override;
    Result<std::optional<Delivery>> load_delivery(AccountId account, DeliveryId id) override;
    Result<std::vector<Delivery>> deliveries(AccountId account, SubscriptionId subscription, DeliveryId before, std::size_t limit) override;

private:
    Session& session_;
};

/// The highest number that a table with AUTOINCREMENT has ever given, also when its row is gone.
Result<std::int64_t> highest_number(Connection& connection, std::string_view table);

/// The events that some active subscription of the account wants.
Result<Events> wanted_events(Connection& connection, AccountId account);

/// What Profiles::write has to tell (store/deliveries.hpp: entries_of).
Result<void> tell_of_profiles(Connection& connection, AccountId account, Target const& target, std::span<ProfileWrite const> writes);

} // namespace muster::sqlite
