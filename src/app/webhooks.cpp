#include "app/webhooks.hpp"

#include "base/date.hpp"

#include <random>

namespace muster {

namespace {

TransferChoices transfer_choices(Reach reach, std::atomic<bool> const& ending)
{
    TransferChoices choices;
    choices.reach = reach;
    choices.ending = &ending;
    return choices;
}

/// Which subscription and whose is not said: the trouble is the store's.
void log_trouble(Log& log, Error const& error)
{
    log.write(LogLevel::warning, "webhooks", {{"code", std::string_view{error.code}}, {"sentence", std::string_view{error.message}}});
}

} // namespace

double chance()
{
    thread_local std::minstd_rand generator{std::random_device{}()};
    return std::uniform_real_distribution<double>{}(generator);
}

Webhooks::Webhooks(Store& store, Log& log, Reach reach, Measures& measures, std::atomic<bool> const& ending)
    : store_{store},
      reach_{reach},
      poster_{transfer_choices(reach, ending)},
      measured_{poster_, measures},
      deliverer_{{store, measured_, now, chance}},
      loop_{store, deliverer_, [&log](Error const& error) { log_trouble(log, error); }}
{
}

DeliveryRoutes Webhooks::routes()
{
    return {store_, deliverer_, reach_, now, [this] { loop_.wake(); }, {}};
}

} // namespace muster
