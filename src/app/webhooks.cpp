#include "app/webhooks.hpp"

#include "base/date.hpp"

#include <random>

namespace muster {

namespace {

TransferChoices transfer_choices(std::atomic<bool> const& ending)
{
    TransferChoices choices;
    choices.ending = &ending;
    return choices;
}

/// Spreads attempts in time; nothing secret hangs on it.
double chance()
{
    thread_local std::minstd_rand generator{std::random_device{}()};
    return std::uniform_real_distribution<double>{}(generator);
}

} // namespace

Webhooks::Webhooks(Store& store, std::atomic<bool> const& ending)
    : store_{store}, poster_{transfer_choices(ending)}, deliverer_{{store, poster_, now, chance}}, loop_{store, deliverer_}
{
}

DeliveryRoutes Webhooks::routes()
{
    return {store_, deliverer_, Reach::public_only, now, [this] { loop_.wake(); }};
}

} // namespace muster
