#include "api/delivery/delivery_routes.hpp"
#include "api/request_members.hpp"
#include "documents/delivery_documents.hpp"
#include "store/notices.hpp"

#include <limits>

namespace muster {

namespace {

using Need = RequestMembers::Need;

constexpr std::int64_t most_notices = 100, standard_notices = 20; // a long scroll; what a bell shows
constexpr std::int64_t highest_id = std::numeric_limits<std::int64_t>::max();

Result<HttpAnswer> list(Store& store, Call const& call)
{
    TRY_ASSIGN(auto const limit, call.query.number("limit", 1, most_notices));
    TRY_ASSIGN(auto const before, call.query.number("before", 1, highest_id));
    auto const most = static_cast<std::size_t>(limit.value_or(standard_notices));
    TRY_ASSIGN(auto const transaction, store.begin(Store::Access::read));
    Notices& notices = transaction->notices();
    TRY_ASSIGN(auto const found, notices.list(call.caller.account, call.caller.name, {before.value_or(0)}, most));
    TRY_ASSIGN(std::int64_t const unread, notices.count_unread(call.caller.account, call.caller.name));
    return json_answer(200, notices_document(found, most, unread));
}

Result<HttpAnswer> count_unread(Store& store, Call const& call)
{
    TRY_ASSIGN(auto const transaction, store.begin(Store::Access::read));
    TRY_ASSIGN(std::int64_t const unread, transaction->notices().count_unread(call.caller.account, call.caller.name));
    return json_answer(200, unread_document(unread));
}

/// What is to be marked: single notices, or everything up to one.
struct Marking {
    std::vector<NoticeId> ids{};
    NoticeId up_to{};
    Notice::Reading reading{Notice::Reading::read};
};

/// {"ids": [...], "read"?} or {"upTo": id}
Marking read_marking(RequestMembers& members)
{
    Marking marking;
    bool const has_up_to = members.value("upTo", Need::optional) != nullptr;
    bool const has_ids = members.value("ids", Need::optional) != nullptr;
    marking.up_to = {members.number("upTo", Need::optional, 1, highest_id).value_or(0)};
    Json::Array const* const ids = members.array("ids", Need::optional, static_cast<std::size_t>(most_notices));
    for (std::size_t index = 0; ids != nullptr && index < ids->size(); ++index) {
        std::optional<std::int64_t> const id = (*ids)[index].integer();
        if (id && *id > 0) {
            marking.ids.push_back({*id});
        } else {
            members.add_fault("ids[" + std::to_string(index) + "]", "must be the id of a notification.");
        }
    }
    std::optional<bool> const read = members.flag("read", Need::optional);
    if (read == false) { marking.reading = Notice::Reading::unread; }
    bool const has_members = members.document().object() != nullptr;
    if (has_members && has_ids == has_up_to) { members.add_fault("ids", "must be there when upTo is not, and only then."); }
    if (has_up_to && read) { members.add_fault("read", "must be left out beside upTo, which marks as read."); }
    return marking;
}

Result<HttpAnswer> mark(Store& store, Call const& call)
{
    TRY_ASSIGN(RequestMembers members, RequestMembers::read(call));
    Marking const marking = read_marking(members);
    if (auto refusal = members.refusal()) { return *std::move(refusal); }
    AccountId const account = call.caller.account;
    std::string const& reader = call.caller.name;
    std::int64_t unread{};
    WritingAct const act = [&](Transaction& transaction) -> Result<void> {
        Notices& notices = transaction.notices();
        if (marking.ids.empty()) {
            TRY(notices.set_all_read(account, reader, marking.up_to));
        } else {
            TRY_ASSIGN(std::int64_t const marked, notices.set_reading(account, reader, marking.ids, marking.reading));
            static_cast<void>(marked); // ids of others, or gone by now, are passed over
        }
        TRY_ASSIGN(unread, notices.count_unread(account, reader));
        return {};
    };
    TRY(store.write_together(act));
    return json_answer(200, unread_document(unread));
}

} // namespace

void add_notice_routes(Router& router, DeliveryRoutes const& order)
{
    Store& store = order.store;
    auto const add = [&](std::string_view method, std::string_view path, std::uint64_t body_limit, auto act) {
        router.add(
            {method, path, Family::problem, Scope::imports_read, body_limit, [&store, act](Call const& call) { return act(store, call); }});
    };
    add("GET", "/notifications/1/notifications", 0, list);
    add("GET", "/notifications/1/unread", 0, count_unread);
    add("POST", "/notifications/1/read", http_memory_body, mark);
}

void add_delivery_routes(Router& router, DeliveryRoutes const& order)
{
    add_subscription_routes(router, order);
    add_notice_routes(router, order);
    add_mail_routes(router, order);
}

} // namespace muster
