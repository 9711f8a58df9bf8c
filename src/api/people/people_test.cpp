#include "api/api_handler.hpp"
#include "api/people/people_routes.hpp"
#include "base/file.hpp"
#include "service/local_door.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace muster {
namespace {

template <class T>
T must(Result<T> result)
{
    if (!result) { ADD_FAILURE() << result.error().code << ": " << result.error().message; }
    return *std::move(result);
}

/// Knows the keys `App all`, `App manage` and `App read`.
class ThreeKeys final : public Gate {
public:
    explicit ThreeKeys(AccountId account) : account_{account} {}
    Result<Caller> admit(Credentials const& credentials) override
    {
        Caller caller;
        caller.account = account_;
        caller.name = "crm";
        Scopes const none;
        if (credentials.authorization == "App all") {
            caller.scopes = none.with(Scope::people_read).with(Scope::people_manage);
        } else if (credentials.authorization == "App manage") {
            caller.scopes = none.with(Scope::people_manage);
        } else if (credentials.authorization == "App read") {
            caller.scopes = none.with(Scope::people_read);
        } else {
            return Error{ErrorKind::unauthenticated, "UNAUTHORIZED", "Who are you?"};
        }
        return caller;
    }

private:
    AccountId account_;
};

/// The People API on a store of its own.
class PeopleApi : public ::testing::Test {
protected:
    PeopleApi()
    {
        store_ = must(open_sqlite_store({.folder = folder_.path() + "/data"}));
        auto const transaction = must(store_->begin(Store::Access::write));
        account_ = must(transaction->accounts().create("main"));
        EXPECT_TRUE(transaction->commit());
        auto const router = std::make_shared<Router>();
        add_people_routes(*router, [this](Caller const& caller) {
            LocalDoorOrder order;
            order.store = store_;
            order.account = caller.account;
            order.folder = folder_.path();
            order.clock = [] { return Instant{1'700'000'000'000'000}; };
            return make_people_door(std::move(order), caller.name);
        });
        ApiSettings settings;
        settings.gate = std::make_shared<ThreeKeys>(account_);
        handler_ = make_api_handler(router, std::move(settings));
    }

    /// What is asked and answered, `200 {...}`.
    std::string ask(std::string method, std::string target, std::string body = {}, std::string key = "App all")
    {
        HttpRequest request;
        request.method = std::move(method);
        std::size_t const mark = target.find('?');
        request.path = target.substr(0, mark);
        if (mark != std::string::npos) { request.query = target.substr(mark + 1); }
        request.fields.add("Authorization", std::move(key));
        if (!body.empty()) {
            request.body.size = body.size();
            request.body.text = std::move(body);
            request.fields.add("Content-Type", "application/json");
        }
        answer_ = handler_->answer(request);
        std::string const* const text = std::get_if<std::string>(&answer_.body);
        return std::to_string(answer_.status) + (text == nullptr ? "" : " " + *text);
    }
    /// A member of the last answer, by its path: `persons.0.id`.
    std::string member(std::string path)
    {
        Json at = must(parse_json(std::get<std::string>(answer_.body)));
        while (!path.empty()) {
            std::string const name = path.substr(0, path.find('.'));
            path.erase(0, name.size() + 1);
            if (Json::Array const* const list = at.array()) {
                std::size_t const index = std::stoul(name);
                if (index >= list->size()) { return "(none)"; }
                at = Json{(*list)[index]};
            } else if (Json const* const found = at.find(name)) {
                at = Json{*found};
            } else {
                return "(none)";
            }
        }
        if (at.text() != nullptr) { return *at.text(); }
        if (at.integer()) { return std::to_string(*at.integer()); }
        if (at.boolean()) { return *at.boolean() ? "true" : "false"; }
        return at.array() != nullptr ? std::to_string(at.array()->size()) + " items" : "(other)";
    }
    int status(std::string method, std::string target, std::string body = {}, std::string key = "App all")
    {
        ask(std::move(method), std::move(target), std::move(body), std::move(key));
        return answer_.status;
    }
    void create_three()
    {
        ask("POST", "/people/2/persons/batch",
            R"({"people":[{"externalId":"A-1","firstName":"Ana","lastName":"Novak"},{"externalId":"A-2","firstName":"iva"},)"
            R"({"externalId":"A-3","lastName":"Horvat","contactInformation":{"email":[{"address":"c@example.com"}]}}]})");
        ASSERT_EQ(answer_.status, 200);
    }

    TemporaryFolder folder_{must(TemporaryFolder::create())};
    std::shared_ptr<Store> store_{};
    AccountId account_{};
    std::unique_ptr<HttpHandler> handler_{};
    HttpAnswer answer_{};
};

constexpr char const* ana =
    R"({"externalId":"A-1","firstName":"Ana","nickName":"An","tags":["VIP"],"customAttributes":{"points":1.5,"member":true},)"
    R"("contactInformation":{"phone":[{"number":"+385911234567"}],"email":[{"address":"Ana@example.com"}]}})";

TEST_F(PeopleApi, CreatesFindsChangesAndRemovesAPerson)
{
    ask("POST", "/people/2/customAttributes", R"({"name":"points","dataType":"DECIMAL"})");
    ask("POST", "/people/2/customAttributes", R"({"name":"member","dataType":"BOOLEAN"})");
    std::string const created = ask("POST", "/people/2/persons", ana);
    EXPECT_EQ(created, R"(200 {"id":1,"externalId":"A-1","firstName":"Ana","nickName":"An","type":"CUSTOMER","tags":["VIP"],)"
                       R"("contactInformation":{"phone":[{"number":"385911234567"}],"email":[{"address":"Ana@example.com"}]},)"
                       R"("customAttributes":{"points":1.5,"member":true},"origin":"API","modifiedFrom":"API",)"
                       R"("createdAt":"2023-11-14T22:13:20","modifiedAt":"2023-11-14T22:13:20"})");
    EXPECT_EQ(answer_.fields.value("content-type"), "application/json");
    for (char const* const query :
         {"identifier=1&type=ID", "identifier=A-1&type=EXTERNAL_ID", "identifier=385911234567&type=PHONE",
          "identifier=ana%40EXAMPLE.com&type=EMAIL", "phone=%2B385911234567", "email=ana@example.com&phone=1", "externalId=A-1"}) {
        EXPECT_EQ(ask("GET", std::string{"/people/2/persons?"} + query), created) << query;
    }
    // an answer may come back as it is: what is read-only is passed over
    EXPECT_EQ(ask("PUT", "/people/2/persons?identifier=1&type=ID", created.substr(4)), created);

    EXPECT_EQ(status("PATCH", "/people/2/persons?identifier=A-1&type=EXTERNAL_ID",
                     R"({"city":"Split","nickName":null,"tags":["new"],"contactInformation":{"email":[{"address":"b@example.com"}]}})"),
              200);
    EXPECT_EQ(member("city"), "Split");
    EXPECT_EQ(member("firstName"), "Ana");
    EXPECT_EQ(member("nickName"), "(none)");
    EXPECT_EQ(member("tags"), "2 items");
    EXPECT_EQ(member("contactInformation.email"), "2 items");

    EXPECT_EQ(status("PUT", "/people/2/persons?identifier=1&type=ID", R"({"externalId":"A-1","lastName":"Novak"})"), 200);
    EXPECT_EQ(member("firstName"), "(none)");
    EXPECT_EQ(member("tags"), "0 items");
    EXPECT_EQ(member("type"), "CUSTOMER");

    EXPECT_EQ(ask("DELETE", "/people/2/persons?identifier=1&type=ID"), "200");
    EXPECT_EQ(status("DELETE", "/people/2/persons?identifier=1&type=ID"), 404);
    EXPECT_EQ(status("GET", "/people/2/persons?identifier=A-1&type=EXTERNAL_ID"), 404);
    EXPECT_EQ(member("requestError.serviceException.messageId"), "NOT_FOUND");
}

TEST_F(PeopleApi, RefusesWhatIsNotPublished)
{
    EXPECT_EQ(status("POST", "/people/2/persons", R"({"firstName":1,"nick":"x","contactInformation":{"phone":[{"number":"1"},{"no":1}]}})"),
              400);
    std::string const faults = "requestError.serviceException.validationErrors.";
    EXPECT_NE(member(faults + "firstName.0"), "(none)");
    EXPECT_NE(member(faults + "nick.0"), "(none)");
    EXPECT_EQ(status("POST", "/people/2/persons", R"({"contactInformation":{"phone":[{"number":"000"}],"email":[{"address":"x"}]}})"), 400);
    EXPECT_EQ(member("requestError.serviceException.messageId"), "BAD_REQUEST");
    EXPECT_NE(std::get<std::string>(answer_.body).find("contactInformation.phone[0].number"), std::string::npos);
    EXPECT_EQ(status("POST", "/people/2/persons", R"({"firstName":"Nobody"})"), 400) << "it has no identifier";
    EXPECT_EQ(status("POST", "/people/2/persons", R"(["x"])"), 400);
    EXPECT_EQ(status("POST", "/people/2/persons", R"({"externalId":"A","customAttributes":{"unknown":1}})"), 400);
    EXPECT_EQ(status("POST", "/people/2/persons", R"({"externalId":"A","type":"AGENT"})"), 400);
    EXPECT_EQ(status("POST", "/people/2/persons", R"({"externalId":)"), 400);
    EXPECT_EQ(status("PUT", "/people/2/persons", R"({"externalId":"A"})"), 400) << "names nobody";
    EXPECT_EQ(status("GET", "/people/2/persons?identifier=1"), 400);
    EXPECT_EQ(status("GET", "/people/2/persons?identifier=1&type=LINE"), 400);
    EXPECT_EQ(status("GET", "/people/2/persons?identifier=x&type=ID"), 400);
    EXPECT_EQ(status("GET", "/people/2/persons"), 200);
    EXPECT_EQ(member("persons"), "0 items");

    EXPECT_EQ(status("POST", "/people/2/persons", R"({"externalId":"A"})"), 200);
    EXPECT_EQ(status("POST", "/people/2/persons", R"({"externalId":"A"})"), 400);
    EXPECT_EQ(member("requestError.serviceException.text"), "External ID A already exists.");
}

TEST_F(PeopleApi, NeedsScopes)
{
    EXPECT_EQ(status("POST", "/people/2/persons", R"({"externalId":"A"})", "App read"), 403);
    EXPECT_EQ(status("PUT", "/people/3/persons/upsert", R"({"persons":[{"externalId":"A"}]})", "App read"), 403);
    EXPECT_EQ(status("POST", "/people/2/persons/match", R"({"identities":[]})", "App read"), 200);
    EXPECT_EQ(status("GET", "/people/2/tags", {}, "App read"), 200);
    EXPECT_EQ(status("GET", "/people/2/tags", {}, "App manage"), 200) << "who may manage may read";
    EXPECT_EQ(status("GET", "/people/2/tags", {}, "App none"), 401);
}

TEST_F(PeopleApi, ChangesContactInformation)
{
    create_three();
    std::string const target = "/people/2/persons/contactInformation?identifier=A-1&type=EXTERNAL_ID";
    EXPECT_EQ(
        status("PATCH", target, R"({"contactInformation":{"phone":[{"number":"385911234561"}],"email":[{"address":"a@example.com"}]}})"),
        200);
    EXPECT_EQ(status("PUT", target, R"({"contactInformation":{"email":[{"address":"b@example.com"}]}})"), 200);
    EXPECT_EQ(member("contactInformation.phone"), "(none)");
    EXPECT_EQ(member("contactInformation.email.0.address"), "b@example.com");
    EXPECT_EQ(status("PATCH", target, R"({"contactInformation":{"email":[{"address":"C@example.com"}]}})"), 400) << "is another's";
    EXPECT_EQ(status("DELETE", target, R"({"contactInformation":{"email":[{"address":"B@example.com"}]}})"), 200);
    EXPECT_EQ(member("contactInformation.email"), "(none)");
    EXPECT_EQ(member("firstName"), "Ana");
    EXPECT_EQ(status("PUT", target, R"({"contactInformation":{},"x":1})"), 400);
    EXPECT_EQ(status("PUT", target, R"({})"), 400);
    EXPECT_EQ(member("requestError.serviceException.text"), "Missing required property 'contactInformation'");
}

TEST_F(PeopleApi, ListsInPagesOrdersAndByFilter)
{
    create_three();
    ask("GET", "/people/2/persons?limit=2&page=2&includeTotalCount=true");
    EXPECT_EQ(member("persons"), "1 items");
    EXPECT_EQ(member("persons.0.externalId"), "A-3");
    EXPECT_EQ(member("totalCount"), "3");
    EXPECT_EQ(member("orderBy"), "(none)");
    EXPECT_EQ(answer_.fields.value("x-total-count"), "3");
    ask("GET", "/people/2/persons?orderBy=firstName:desc");
    EXPECT_EQ(member("orderBy"), "firstName:desc");
    EXPECT_EQ(member("totalCount"), "(none)");
    EXPECT_EQ(member("persons.1.externalId"), "A-2");
    EXPECT_EQ(member("persons.2.externalId"), "A-1");
    ask("GET", "/people/2/persons?filter=%7B%22%23and%22%3A%5B%7B%22firstName%22%3A%22IVA%22%7D%5D%7D");
    EXPECT_EQ(member("persons"), "1 items");
    EXPECT_EQ(member("persons.0.externalId"), "A-2");
    EXPECT_EQ(status("GET", "/people/2/persons?page=2147483647"), 200);
    EXPECT_EQ(member("persons"), "0 items");
    for (char const* const bad : {"limit=0", "limit=1001", "page=0", "page=x", "includeTotalCount=1", "orderBy=city",
                                  "orderBy=firstName:up", "filter=%7B%22nothing%22%3A1%7D", "filter=x"}) {
        EXPECT_EQ(status("GET", std::string{"/people/2/persons?"} + bad), 400) << bad;
    }
}

TEST_F(PeopleApi, DoesBatchesItemByItem)
{
    create_three();
    EXPECT_EQ(
        ask("POST", "/people/2/persons/batch",
            R"({"people":[{"externalId":"A-4"},{"externalId":"A-1"},{"externalId":5},{"contactInformation":{"email":[{"address":"C@example.com"}]}}]})"),
        R"(207 {"results":[{"index":1,"status":409,"errors":[{"message":"External ID A-1 already exists."}]},)"
        R"({"index":2,"status":400,"errors":[{"message":"externalId: This must be a text."}]},)"
        R"({"index":3,"status":409,"errors":[{"message":"Destination(email) c@example.com already exists."}]}]})");
    EXPECT_EQ(ask("PATCH", "/people/2/persons/batch",
                  R"({"people":[{"query":{"type":"EXTERNAL_ID","identifier":"A-4"},"update":{"city":"Split"}},)"
                  R"({"query":{"type":"PHONE","identifier":"41793026727"},"update":{"city":"Split"}},)"
                  R"({"query":{"type":"LINE","identifier":"x","sender":"s"},"update":{}}]})")
                  .substr(0, 170),
              R"(207 {"results":[{"query":{"type":"PHONE","identifier":"41793026727"},"isModified":false,"status":409,)"
              R"("errors":[{"message":"There is no person matching the query"}]},{"que)");
    EXPECT_EQ(member("results.1.query.sender"), "s");
    EXPECT_EQ(member("results.1.status"), "400");
    ask("GET", "/people/2/persons?externalId=A-4");
    EXPECT_EQ(member("city"), "Split");

    std::string const gone = R"({"people":[{"query":{"type":"EXTERNAL_ID","identifier":"A-4"}}]})";
    EXPECT_EQ(ask("DELETE", "/people/2/persons/batch", gone), R"(200 {"results":[]})");
    EXPECT_EQ(status("DELETE", "/people/2/persons/batch", gone), 207);
    for (char const* const bad :
         {"{}", R"({"people":{}})", R"({"people":[1]})", R"({"people":[{"query":{"type":"FAX","identifier":"1"}}]})",
          R"({"people":[{"query":{"type":"ID"}}]})", R"({"people":[{"query":{"type":"ID","identifier":1}}]})", R"({"people":[],"x":1})"}) {
        EXPECT_EQ(status("DELETE", "/people/2/persons/batch", bad), 400) << bad;
    }
    std::string many = "{\"people\":[{}";
    for (int person = 0; person < 1'000; ++person) { many += ",{}"; }
    EXPECT_EQ(status("POST", "/people/2/persons/batch", many + "]}"), 400);
}

TEST_F(PeopleApi, MatchesIdentities)
{
    create_three();
    EXPECT_EQ(
        ask("POST", "/people/2/persons/match",
            R"({"identities":[{"type":"PUSH","identifier":"x","sender":"y"},{"type":"EMAIL","identifier":"C@example.com"},)"
            R"({"type":"EMAIL","identifier":"c@EXAMPLE.com"},{"type":"EXTERNAL_ID","identifier":"A-9"},{"type":"ID","identifier":"1"}]})"),
        R"(200 {"matches":[{"personId":3,"type":"EMAIL","identifier":"C@example.com"},{"personId":1,"type":"ID","identifier":"1"}]})");
    EXPECT_EQ(status("POST", "/people/2/persons/match", R"({"identities":[{"identifier":"x"}]})"), 400);
}

TEST_F(PeopleApi, UpsertsAndMerges)
{
    std::string const two =
        R"({"persons":[{"externalId":"A-1","firstName":"Ana","contactInformation":[{"type":"PHONE","identifier":"385911234561"}]},)"
        R"({"contactInformation":[{"type":"EMAIL","identifier":"john.doe@example"}]},)"
        R"({"contactInformation":[{"identifier":"x"}]},)"
        R"({"externalId":"B-1","contactInformation":[{"type":"EMAIL","identifier":"b@example.com","primary":true}]}]})";
    ask("PATCH", "/people/3/persons/upsert", two);
    EXPECT_EQ(answer_.status, 207);
    EXPECT_EQ(member("results"), "2 items");
    EXPECT_EQ(member("results.0.status"), "CREATED");
    EXPECT_EQ(member("results.1.index"), "3");
    EXPECT_EQ(member("errors"), "2 items");
    EXPECT_EQ(member("errors.0.code"), "400100");
    EXPECT_EQ(member("errors.0.index"), "1");
    EXPECT_EQ(member("errors.0.details.0.property"), "persons[1].contactInformation[0].identifier");
    EXPECT_EQ(member("errors.1.details.0.property"), "persons[2].contactInformation[0].type");
    EXPECT_EQ(member("errors.1.details.0.message"), "Must not be null");
    ask("PATCH", "/people/3/persons/upsert", two);
    EXPECT_EQ(member("results.0.status"), "NOT_MODIFIED");

    ask("PUT", "/people/3/persons/upsert", R"({"persons":[{"externalId":"A-1","city":"Split"}]})");
    EXPECT_EQ(member("results.0.status"), "UPDATED");
    ask("GET", "/people/2/persons?externalId=A-1");
    EXPECT_EQ(member("firstName"), "(none)");
    EXPECT_EQ(member("contactInformation.phone"), "(none)");

    std::string const both = R"({"persons":[{"externalId":"A-1","contactInformation":[{"type":"EMAIL","identifier":"b@example.com"}]}]})";
    ask("PATCH", "/people/3/persons/upsert", both);
    EXPECT_EQ(member("errors.0.code"), "409100");
    EXPECT_EQ(ask("POST", "/people/3/persons/merge", both), R"(207 {"errors":[],"results":[{"id":1,"index":0}]})");
    EXPECT_EQ(status("GET", "/people/2/persons?externalId=B-1"), 404);

    ask("PUT", "/people/3/persons/upsert", "{}");
    EXPECT_EQ(std::get<std::string>(answer_.body), R"({"code":"400104","message":"Missing required property 'persons'",)"
                                                   R"("details":[{"property":"persons","message":"Required, but value is missing"}]})");
    EXPECT_EQ(status("PUT", "/people/3/persons/upsert", R"({"persons":[]})"), 400);
    EXPECT_EQ(status("PUT", "/people/3/persons/upsert", R"({"persons":)"), 400);
    EXPECT_EQ(member("code"), "400103");
}

TEST_F(PeopleApi, KeepsTags)
{
    create_three();
    EXPECT_EQ(ask("POST", "/people/2/tags", R"({"name":" VIP "})"),
              R"(200 {"id":1,"name":"VIP","createdAt":"2023-11-14T22:13:20","modifiedAt":"2023-11-14T22:13:20"})");
    EXPECT_EQ(status("POST", "/people/2/tags", R"({"name":"vip"})"), 409);
    EXPECT_EQ(status("POST", "/people/2/tags", R"({"name":""})"), 400);
    EXPECT_EQ(status("POST", "/people/2/tags", R"({"names":"x"})"), 400);
    ask("POST", "/people/2/tags", R"({"name":"a/b c"})");
    EXPECT_EQ(status("GET", "/people/2/tags/a%2Fb%20c"), 200);
    EXPECT_EQ(member("id"), "2");
    ask("GET", "/people/2/tags?orderBy=name:asc&limit=1&includeTotalCount=true");
    EXPECT_EQ(member(""), "1 items");
    EXPECT_EQ(member("0.name"), "a/b c");
    EXPECT_EQ(answer_.fields.value("x-total-count"), "2");
    ask("GET", "/people/2/tags?limit=1&page=3");
    EXPECT_EQ(member(""), "0 items");

    std::string const ones = R"({"people":[{"query":{"type":"EXTERNAL_ID","identifier":"A-1"}},{"query":{"type":"ID","identifier":"2"}}]})";
    EXPECT_EQ(ask("PATCH", "/people/2/tags/VIP/persons", ones), "200");
    ask("GET", "/people/2/persons?externalId=A-1");
    EXPECT_EQ(member("tags.0"), "VIP");
    EXPECT_EQ(status("DELETE", "/people/2/tags/VIP"), 409);
    EXPECT_EQ(ask("DELETE", "/people/2/tags/VIP/persons", ones), R"(200 "")");
    EXPECT_EQ(ask("DELETE", "/people/2/tags/VIP"), R"(200 "")");
    EXPECT_EQ(status("DELETE", "/people/2/tags/VIP"), 404);
    EXPECT_EQ(status("PATCH", "/people/2/tags/VIP/persons", ones), 404);
    ask("PATCH", "/people/2/tags/a%2Fb%20c/persons", R"({"people":[{"query":{"type":"EXTERNAL_ID","identifier":"A-9"}}]})");
    EXPECT_EQ(answer_.status, 207);
    EXPECT_EQ(member("results.0.status"), "409");
}

TEST_F(PeopleApi, KeepsCustomAttributes)
{
    EXPECT_EQ(ask("POST", "/people/2/customAttributes", R"({"name":"Contract Expiry","dataType":"DATE"})"),
              R"(200 {"name":"Contract Expiry","dataType":"DATE"})");
    EXPECT_EQ(status("POST", "/people/2/customAttributes", R"({"name":"contract expiry","dataType":"DATE"})"), 409);
    EXPECT_EQ(status("POST", "/people/2/customAttributes", R"({"name":"list","dataType":"LIST_OF_OBJECTS"})"), 400);
    EXPECT_EQ(status("POST", "/people/2/customAttributes", R"({"name":"a[b]","dataType":"STRING"})"), 400);
    EXPECT_EQ(status("POST", "/people/2/customAttributes", R"({"name":"city"})"), 400);
    EXPECT_EQ(ask("GET", "/people/2/customAttributes/Contract%20Expiry"), R"(200 {"name":"Contract Expiry","dataType":"DATE"})");
    EXPECT_EQ(
        ask("GET", "/people/2/customAttributes?includeTotalCount=true&orderBy=name"),
        R"(200 {"limit":20,"page":1,"orderBy":"name:asc","totalCount":1,"customAttributes":[{"name":"Contract Expiry","dataType":"DATE"}]})");
    ask("POST", "/people/2/persons", R"({"externalId":"A","customAttributes":{"contract expiry":"2026-12-31"}})");
    EXPECT_EQ(member("customAttributes.Contract Expiry"), "2026-12-31");
    EXPECT_EQ(status("DELETE", "/people/2/customAttributes/Contract%20Expiry"), 409);
    ask("PATCH", "/people/2/persons?externalId=A", R"({"customAttributes":{"Contract Expiry":null}})");
    EXPECT_EQ(ask("DELETE", "/people/2/customAttributes/Contract%20Expiry"), R"(200 "")");
    EXPECT_EQ(status("GET", "/people/2/customAttributes/Contract%20Expiry"), 404);
}

} // namespace
} // namespace muster
