#include "api/api_handler.hpp"
#include "api/envelope.hpp"
#include "api/percent.hpp"
#include "api/route.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace muster {
namespace {

std::string text_of(HttpAnswer const& answer)
{
    std::string const* const text = std::get_if<std::string>(&answer.body);
    return text != nullptr ? *text : std::string{};
}

Operation says(std::string word)
{
    return [word = std::move(word)](Call const& call) -> Result<HttpAnswer> {
        std::string all = word;
        for (std::string const& parameter : call.parameters) { all += "|" + parameter; }
        return json_answer(200, all);
    };
}

/// Knows one key, `App good`, which may read people.
class OneKey final : public Gate {
public:
    Result<Caller> admit(Credentials const& credentials) override
    {
        if (credentials.authorization == "App broken") {
            return Error{ErrorKind::unavailable, "STORE_BUSY", "The store is busy. Try again."};
        }
        if (credentials.authorization != "App good") { return Error{ErrorKind::unauthenticated, "UNAUTHORIZED", "Who are you?"}; }
        Caller caller;
        caller.account = AccountId{7};
        caller.scopes = Scopes{}.with(Scope::people_read);
        return caller;
    }
};

class Api : public ::testing::Test {
protected:
    Api()
    {
        auto const router = std::make_shared<Router>();
        router->add({"GET", "/people/2/tags", Family::people_v2, Scope::people_read, 0, says("list")});
        router->add({"POST", "/people/2/tags", Family::people_v2, Scope::people_manage, json_body_limit, says("create")});
        router->add({"GET", "/people/2/tags/{name}", Family::people_v2, Scope::people_read, 0, says("one")});
        router->add({"GET", "/people/2/tags/all", Family::people_v2, Scope::people_read, 0, says("fixed")});
        router->add({"POST", "/people/3/persons/upsert", Family::people_v3, Scope::people_read, json_body_limit,
                     [](Call const& call) -> Result<HttpAnswer> {
                         TRY_ASSIGN(Json const body, call.json());
                         return json_answer(207, std::string{body.find("a") != nullptr ? "has a" : "no a"});
                     }});
        router->add({"GET", "/open", Family::problem, {}, 0, says("open")});
        router->add({"GET", "/breaks", Family::problem, {}, 0, [](Call const&) -> Result<HttpAnswer> {
                         return Error{ErrorKind::internal, "SECRET", "row 17 of table person"};
                     }});
        ApiSettings settings;
        settings.gate = std::make_shared<OneKey>();
        settings.limits = std::make_shared<CallLimits>(CallRates{50, 50, 50, 50, 0}, [] { return Instant{1'700'000'000'000'000}; });
        settings.on_end = [this](CallEnd const& end) { ended_ += std::string{end.method} + " " + std::string{end.pattern} + ";"; };
        settings.on_access = [this](AccessNote const& note) {
            access_ += std::string{note.what} + "@" + std::to_string(note.caller.account.value) + ";";
        };
        settings.on_trouble = [this](std::string_view, Error const& error) { trouble_ += error.code + ";"; };
        handler_ = make_api_handler(router, std::move(settings));
    }

    static HttpRequest request(std::string method, std::string target, std::string authorization = "App good")
    {
        HttpRequest made;
        made.method = std::move(method);
        std::size_t const mark = target.find('?');
        made.path = target.substr(0, mark);
        if (mark != std::string::npos) { made.query = target.substr(mark + 1); }
        if (!authorization.empty()) { made.fields.add("Authorization", std::move(authorization)); }
        made.id = "r-1";
        return made;
    }
    static HttpRequest with_body(HttpRequest made, std::string body, std::string type = "application/json")
    {
        made.body.size = body.size();
        made.body.text = std::move(body);
        made.fields.add("Content-Type", std::move(type));
        made.fields.add("Content-Length", std::to_string(made.body.size));
        return made;
    }
    HttpAnswer ask(HttpRequest const& made) { return handler_->answer(made); }

    std::unique_ptr<HttpHandler> handler_{};
    std::string ended_{};
    std::string trouble_{};
    std::string access_{};
};

TEST_F(Api, FindsOperationsByMethodAndPath)
{
    EXPECT_EQ(text_of(ask(request("GET", "/people/2/tags"))), "list");
    EXPECT_EQ(text_of(ask(request("GET", "/people/2/tags/a%20b%2Fc+d"))), "one|a b/c+d");
    EXPECT_EQ(text_of(ask(request("HEAD", "/people/2/tags"))), "list"); // the session leaves the body away
}

TEST_F(Api, PrefersFixedPiecesToParameters) { EXPECT_EQ(text_of(ask(request("GET", "/people/2/tags/all"))), "fixed"); }

TEST_F(Api, RefusesUnknownPathsAndMethods)
{
    EXPECT_EQ(ask(request("GET", "/people/2/tagses")).status, 404);
    EXPECT_EQ(ask(request("GET", "/people/2/tags/")).status, 404);
    EXPECT_EQ(ask(request("GET", "/people/2/tags/%FF")).status, 404);
    HttpAnswer const wrong = ask(request("DELETE", "/people/2/tags"));
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(wrong.fields.value("Allow"), "GET, HEAD, POST");
    EXPECT_NE(text_of(wrong).find("requestError"), std::string::npos);
}

TEST_F(Api, AsksWhoCallsBeforeAnythingElseIsTold)
{
    EXPECT_EQ(text_of(ask(request("GET", "/open", ""))), "open");
    HttpAnswer const unknown = ask(request("GET", "/people/2/tags", "App bad"));
    EXPECT_EQ(unknown.status, 401);
    EXPECT_NE(unknown.fields.find("WWW-Authenticate"), nullptr);
    EXPECT_EQ(ask(with_body(request("POST", "/people/2/tags"), "{}")).status, 403);
    for (int call = 0; call < 50; ++call) { EXPECT_EQ(ask(request("GET", "/people/2/tags")).status, 200) << call; }
    HttpAnswer const slower = ask(request("GET", "/people/2/tags"));
    EXPECT_EQ(slower.status, 429);
    EXPECT_EQ(slower.fields.value("Retry-After"), "1");
    EXPECT_NE(text_of(slower).find("\"messageId\":\"TOO_MANY_REQUESTS\""), std::string::npos);
    EXPECT_EQ(ask(request("GET", "/people/2/tags/a")).status, 200) << "each operation for itself";
}

TEST_F(Api, RefusesBeforeTheBodyArrivesWhereThatIsCertain)
{
    EXPECT_EQ(handler_->admit(with_body(request("POST", "/nowhere"), "{}")).refusal->status, 404);
    EXPECT_EQ(handler_->admit(with_body(request("PUT", "/people/2/tags"), "{}")).refusal->status, 405);
    EXPECT_EQ(handler_->admit(with_body(request("POST", "/people/2/tags", ""), "{}")).refusal->status, 401);
    EXPECT_FALSE(handler_->admit(with_body(request("POST", "/people/2/tags"), "{}")).refusal);
    EXPECT_EQ(handler_->admit(with_body(request("POST", "/people/2/tags"), "{}")).body_limit, json_body_limit);
    EXPECT_FALSE(handler_->admit(request("GET", "/nowhere")).refusal);
}

TEST_F(Api, ReadsJsonBodiesOnly)
{
    EXPECT_EQ(text_of(ask(with_body(request("POST", "/people/3/persons/upsert"), R"({"a":1})"))), "has a");
    EXPECT_EQ(text_of(ask(with_body(request("POST", "/people/3/persons/upsert"), R"({"b":1})", "application/json; charset=utf-8"))),
              "no a");
    EXPECT_EQ(ask(with_body(request("POST", "/people/3/persons/upsert"), R"({"a":1})", "text/plain")).status, 415);
    HttpAnswer const broken = ask(with_body(request("POST", "/people/3/persons/upsert"), "{"));
    EXPECT_EQ(broken.status, 400);
    EXPECT_NE(text_of(broken).find(R"("code":"400103")"), std::string::npos) << text_of(broken);
    EXPECT_NE(text_of(ask(request("POST", "/people/3/persons/upsert"))).find(R"("code":"400104")"), std::string::npos);
}

TEST_F(Api, KeepsDefectsInside)
{
    HttpAnswer const answer = ask(request("GET", "/breaks", ""));
    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(text_of(answer).find("table person"), std::string::npos);
    EXPECT_NE(text_of(answer).find("r-1"), std::string::npos);
    EXPECT_EQ(trouble_, "SECRET;");
    EXPECT_EQ(ask(request("GET", "/people/2/tags", "App broken")).status, 503);
}

TEST_F(Api, TellsEndsByPattern)
{
    handler_->finished(request("GET", "/people/2/tags/Anna"), 200, 3, std::chrono::microseconds{5});
    handler_->finished(request("GET", "/secret?q=1"), 404, 3, std::chrono::microseconds{5});
    EXPECT_EQ(ended_, "GET /people/2/tags/{name};GET ;");
}

TEST_F(Api, LetsNobodyKeepAnswersOrShowThemAsAPage)
{
    HttpAnswer const early = *handler_->admit(with_body(request("POST", "/nothing"), "{}")).refusal;
    HttpAnswer const unknown = *handler_->admit(with_body(request("POST", "/people/2/tags", ""), "{}")).refusal;
    for (HttpAnswer const& answer :
         {ask(request("GET", "/people/2/tags")), handler_->refuse(413, "/people/2/tags", "Too large."), early, unknown}) {
        EXPECT_EQ(answer.fields.value("cache-control"), "no-store");
        EXPECT_EQ(answer.fields.value("x-content-type-options"), "nosniff");
        EXPECT_EQ(answer.fields.value("referrer-policy"), "no-referrer");
        EXPECT_EQ(answer.fields.value("content-security-policy"),
                  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }
}

TEST_F(Api, TellsWhoWasTurnedAwayAndWhy)
{
    ask(request("GET", "/people/2/tags"));
    EXPECT_EQ(access_, "");
    ask(request("GET", "/people/2/tags", "App bad"));
    ask(with_body(request("POST", "/people/2/tags"), "{}"));
    handler_->admit(with_body(request("POST", "/people/2/tags", ""), "{}"));
    while (ask(request("GET", "/people/2/tags")).status != 429) {} // as often as the rate allows
    EXPECT_EQ(access_, "UNAUTHORIZED@0;FORBIDDEN@7;UNAUTHORIZED@0;TOO_MANY_REQUESTS@7;");
}

TEST_F(Api, RefusesMalformedRequestsInTheFamilysEnvelope)
{
    EXPECT_NE(text_of(handler_->refuse(413, "/people/2/tags", "Too large.")).find("PAYLOAD_TOO_LARGE"), std::string::npos);
    EXPECT_NE(text_of(handler_->refuse(400, "", "Malformed.")).find("REQUEST_MALFORMED"), std::string::npos);
    EXPECT_EQ(handler_->refuse(503, "/x", "Full.").fields.value("retry-after"), "1");
}

TEST(Envelope, HasThreeForms)
{
    Error const error{ErrorKind::invalid_input, "PERSON_INVALID", "No."};
    std::vector<FieldFault> const faults{{"a", "one"}, {"a", "two"}, {"b", "three"}};
    EXPECT_EQ(
        text_of(error_answer(Family::people_v2, error, faults)),
        R"({"requestError":{"serviceException":{"messageId":"BAD_REQUEST","text":"No.","validationErrors":{"a":["one","two"],"b":["three"]}}}})");
    Error const later{ErrorKind::unavailable, "STORE_BUSY", "The store is busy.", 90};
    EXPECT_EQ(error_answer(Family::problem, later).fields.value("Retry-After"), "90");
    EXPECT_EQ(text_of(error_answer(Family::people_v3, error, {{"a", "one"}})),
              R"({"code":"400100","message":"No.","details":[{"property":"a","message":"one"}]})");
    EXPECT_EQ(
        text_of(problem_answer(error, {3, "Phone", "x"})),
        R"({"type":"about:blank","title":"Bad Request","status":400,"detail":"No.","kind":"invalid_input","code":"PERSON_INVALID","row":3,"column":"Phone","value":"x"})");
}

TEST(Query, IsDecodedOrRefused)
{
    auto const query = QueryParameters::parse("a=1&b=x+y%20z&c&&d=%C4%8D&a=2");
    ASSERT_TRUE(query);
    EXPECT_EQ(*query->find("a"), "1");
    EXPECT_EQ(*query->find("b"), "x y z");
    EXPECT_EQ(*query->find("c"), "");
    EXPECT_EQ(*query->find("d"), "\u010d");
    EXPECT_EQ(query->find("e"), nullptr);
    for (char const* const bad : {"a=%", "a=%4", "a=%zz", "a=%FF", "a=%00"}) { EXPECT_FALSE(QueryParameters::parse(bad)) << bad; }
}

TEST(Query, ChecksNumbersAndFlags)
{
    auto const query = QueryParameters::parse("limit=20&page=0&many=1e3&yes=true&no=no");
    EXPECT_EQ(**query->number("limit", 1, 1'000), 20);
    EXPECT_FALSE(query->number("page", 1, 10));
    EXPECT_FALSE(query->number("many", 1, 10'000));
    EXPECT_FALSE((*query->number("none", 1, 10)).has_value());
    EXPECT_TRUE(*query->flag("yes", false));
    EXPECT_FALSE(query->flag("no", false));
    EXPECT_TRUE(*query->flag("none", true));
}

TEST(Percent, GoesBothWays)
{
    std::string const text = "a b/ü+%~";
    EXPECT_EQ(percent_encoded(text), "a%20b%2F%C3%BC%2B%25~");
    EXPECT_EQ(percent_decoded(percent_encoded(text), PlusSign::is_a_plus), text);
    EXPECT_EQ(percent_decoded("a+b", PlusSign::is_a_space), "a b");
}

} // namespace
} // namespace muster
