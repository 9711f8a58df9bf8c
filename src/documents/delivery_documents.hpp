#pragma once

#include "store/deliveries.hpp"
#include "store/notices.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// The JSON documents of subscriptions, their log and notifications (openapi/delivery.json).

/// The secret stands in answers to its own creation and rotation only.
enum class Secret : std::uint8_t { shown, left_out };
std::string subscription_document(Subscription const& subscription, Secret secret);
std::string subscriptions_document(std::vector<Subscription> const& subscriptions);
/// A page of the log. `limit` is what was asked for: a full page names where the next one begins.
std::string log_document(std::vector<Delivery> const& lines, std::size_t limit);
/// How a test went.
std::string test_document(Delivery const& line);
std::string notices_document(std::vector<Notice> const& notices, std::size_t limit, std::int64_t unread);
std::string unread_document(std::int64_t unread);

/// How mail is sent; no server: it is not.
struct MailDocument {
    std::string server{};
    std::string_view security{};
    std::string sender{};
    std::optional<std::string> recipient{}; ///< of a test
};
std::string mail_document(MailDocument const& mail);
std::string mail_test_document(std::string const& recipient);

} // namespace muster
