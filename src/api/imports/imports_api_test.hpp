#pragma once

#include "api/api_handler.hpp"
#include "api/imports/import_routes.hpp"
#include "service/test_door.hpp"

#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace muster {

/// `App manage` may do everything with the imports of the test's account, `App read` read them, `App stranger` is of another account.
class TestGate final : public Gate {
public:
    explicit TestGate(AccountId account) : account_{account} {}
    Result<Caller> admit(Credentials const& credentials) override;

private:
    AccountId account_;
};

/// The routes of imports over a store of its own, asked as the server asks them.
class ImportsApiTest : public ServiceTest {
protected:
    ImportsApiTest() { start(); }
    void start();
    void restart(); ///< the program ends and starts again

    struct Answer {
        int status{};
        std::string text{};
        Json json{};
        HttpAnswer whole{};
        std::string field(std::string_view name) const { return std::string{whole.fields.value(name)}; }
        std::string code() const;                    ///< of a problem document
        Json const& at(std::string_view path) const; ///< a.b.0.c; fails the test when it is not there
        std::int64_t number(std::string_view path) const;
        std::string text_at(std::string_view path) const;
    };
    static HttpRequest request(std::string method, std::string const& target, std::string const& key = "App manage");
    Answer send(HttpRequest const& wanted);
    Answer call(std::string method, std::string const& target, std::string body = {}, std::string type = "application/json");
    Answer read(std::string const& target) { return send(request("GET", target, "App read")); }
    static HttpRequest with_body(HttpRequest made, std::string body, std::string const& type);

    std::int64_t uploaded(std::string const& bytes, std::string const& name = "people.csv");
    Answer settled(std::int64_t id); ///< when nothing is being done with it any more
    Answer analysed(std::string const& bytes, std::string const& more = {});
    Answer committed(Answer const& ready);
    static std::string import_path(Answer const& import, std::string const& rest = {})
    {
        return "/imports/1/imports/" + std::to_string(import.number("id")) + rest;
    }

    ImportApi api()
    {
        ImportApi made{*runs_, folder_.path()};
        made.resumable =
            must(ResumableUploads::open(folder_.path() + "/resumable", [this] { return Instant{now().microseconds + later_}; }));
        return made;
    }

    std::unique_ptr<ImportRuns> runs_{};
    std::unique_ptr<HttpHandler> handler_{};
};

/// The body of a form: pieces of (head lines, content).
std::string form_of(std::string const& boundary, std::vector<std::pair<std::string, std::string>> const& parts);

} // namespace muster
