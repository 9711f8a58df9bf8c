#include "documents/delivery_documents.hpp"

#include "documents/nullable_members.hpp"
#include "json/writer.hpp"

namespace muster {

namespace {

void write(JsonWriter& json, Subscription const& one, Secret secret)
{
    json.begin_object().member("id", one.id.value).member("url", one.url).member("description", one.description);
    json.key("events").begin_array();
    for (int number = 0; number < event_count; ++number) {
        auto const event = static_cast<Event>(number);
        if (one.events.has(event)) { json.value(name_of(event)); }
    }
    json.end_array();
    json.member("state", name_of(one.state));
    write_text_or_null(json, "reason", one.reason);
    json.member("failures", one.failures);
    write_instant_or_null(json, "failingSince", one.failing_since);
    write_instant_or_null(json, "nextAttemptAt", one.next_attempt_at);
    write_instant_or_null(json, "previousSecretUntil", one.previous_until);
    json.member("createdBy", one.created_by);
    write_instant_or_null(json, "createdAt", one.created_at);
    if (secret == Secret::shown) { json.member("secret", one.secret); }
    json.end_object();
}

void write(JsonWriter& json, Delivery const& line)
{
    json.begin_object().member("id", line.id.value).member("messageId", line.message).member("event", name_of(line.event));
    json.member("subjects", line.subjects).member("state", name_of(line.state)).member("attempts", line.attempts);
    write_instant_or_null(json, "firstAt", line.first_at);
    write_instant_or_null(json, "lastAt", line.last_at);
    write_number_or_null(json, "status", line.status);
    write_text_or_null(json, "reason", line.reason);
    json.member("milliseconds", line.milliseconds).end_object();
}

void write(JsonWriter& json, Notice const& notice)
{
    json.begin_object().member("id", notice.id.value).member("kind", name_of(notice.kind)).member("subject", notice.subject);
    write_instant_or_null(json, "at", notice.at);
    json.member("read", notice.reading == Notice::Reading::read).key("details").raw(notice.details.empty() ? "{}" : notice.details);
    json.end_object();
}

/// A page and where the next one begins: null when this was not a full one.
template <class Entry>
void write_page(JsonWriter& json, std::string_view name, std::vector<Entry> const& entries, std::size_t limit)
{
    json.key(name).begin_array();
    for (Entry const& entry : entries) { write(json, entry); }
    json.end_array();
    write_number_or_null(json, "nextBefore", !entries.empty() && entries.size() == limit ? entries.back().id.value : 0);
}

} // namespace

std::string subscription_document(Subscription const& subscription, Secret secret)
{
    JsonWriter json;
    write(json, subscription, secret);
    return json.take();
}

std::string subscriptions_document(std::vector<Subscription> const& subscriptions)
{
    JsonWriter json;
    json.begin_object().key("subscriptions").begin_array();
    for (Subscription const& one : subscriptions) { write(json, one, Secret::left_out); }
    json.end_array().end_object();
    return json.take();
}

std::string log_document(std::vector<Delivery> const& lines, std::size_t limit)
{
    JsonWriter json;
    json.begin_object();
    write_page(json, "deliveries", lines, limit);
    json.end_object();
    return json.take();
}

std::string test_document(Delivery const& line)
{
    JsonWriter json;
    json.begin_object().member("messageId", line.message).member("delivered", line.state == DeliveryState::delivered);
    write_instant_or_null(json, "at", line.first_at);
    write_number_or_null(json, "status", line.status);
    write_text_or_null(json, "reason", line.reason);
    json.member("milliseconds", line.milliseconds).end_object();
    return json.take();
}

std::string notices_document(std::vector<Notice> const& notices, std::size_t limit, std::int64_t unread)
{
    JsonWriter json;
    json.begin_object().member("unread", unread);
    write_page(json, "notifications", notices, limit);
    json.end_object();
    return json.take();
}

std::string unread_document(std::int64_t unread)
{
    JsonWriter json;
    json.begin_object().member("unread", unread).end_object();
    return json.take();
}

std::string mail_document(MailDocument const& mail)
{
    JsonWriter json;
    json.begin_object().member("isSetUp", !mail.server.empty());
    if (!mail.server.empty()) {
        json.member("server", mail.server).member("security", mail.security).member("sender", mail.sender).key("recipient");
        if (mail.recipient) {
            json.value(*mail.recipient);
        } else {
            json.null();
        }
    }
    json.end_object();
    return json.take();
}

std::string mail_test_document(std::string const& recipient)
{
    JsonWriter json;
    json.begin_object().member("recipient", recipient).end_object();
    return json.take();
}

} // namespace muster
