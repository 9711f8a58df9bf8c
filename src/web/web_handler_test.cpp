#include "web/web_handler.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace muster {
namespace {

/// Answers everything with 404 and keeps what it was asked and told.
class Behind final : public HttpHandler {
public:
    HttpAdmission admit(HttpRequest const&) override { return {}; }
    HttpAnswer answer(HttpRequest const& request) override
    {
        asked.push_back(request.path);
        return {404, {}, std::string{"nothing"}, {}};
    }
    HttpAnswer refuse(int status, std::string_view, std::string_view) override { return {status, {}, {}, {}}; }
    void broken(HttpRequest const& request, Error const& error) override { broke.push_back(request.path + " " + error.code); }
    void finished(HttpRequest const& request, int, std::uint64_t, std::chrono::microseconds) override { told.push_back(request.path); }

    std::vector<std::string> asked{};
    std::vector<std::string> told{};
    std::vector<std::string> broke{};
};

constexpr std::array<EmbeddedFile, 5> files{{
    {"assets/app-1.js", "let plain"},
    {"assets/app-1.js.br", "brotli"},
    {"assets/app-1.js.gz", "gzip"},
    {"assets/face-1.woff2", "glyphs"},
    {"index.html", "<a nonce=%NONCE%><b nonce=%NONCE%>"},
}};

class WebHandlerTest : public testing::Test {
protected:
    HttpAnswer get(std::string path, std::string accept = "text/html", std::string codings = {}, std::string method = "GET")
    {
        HttpRequest request;
        request.method = std::move(method);
        request.path = std::move(path);
        request.fields.add("Accept", std::move(accept));
        request.fields.add("Accept-Encoding", std::move(codings));
        HttpAnswer answer = handler.answer(request);
        handler.finished(request, answer.status, 0, {});
        return answer;
    }

    static std::string body_of(HttpAnswer const& answer)
    {
        if (auto const* const text = std::get_if<std::string>(&answer.body)) { return *text; }
        auto const& source = *std::get<std::shared_ptr<ByteSource const>>(answer.body);
        std::string bytes(source.size() + 1, '\0');
        bytes.resize(*source.read_at(0, bytes));
        return bytes;
    }

    Behind behind{};
    WebHandler handler{behind, files, [](std::string_view path) { return path.starts_with("/imports/"); }};
};

TEST_F(WebHandlerTest, AnswersAddressesOfTheAppWithThePage)
{
    for (std::string const path : {"/", "/persons", "/persons/17", "/import/5/map", "/nothing/of/this/kind"}) {
        HttpAnswer const answer = get(path, "text/html,application/xhtml+xml,*/*;q=0.8");
        EXPECT_EQ(answer.status, 200) << path;
        EXPECT_EQ(answer.fields.value("Content-Type"), "text/html; charset=utf-8") << path;
        EXPECT_EQ(answer.fields.value("Cache-Control"), "no-store") << path;
    }
    EXPECT_EQ(get("/", "*/*").status, 200);
    EXPECT_TRUE(behind.asked.empty());
    EXPECT_TRUE(behind.told.empty());
}

TEST_F(WebHandlerTest, LeavesCallsToTheProgramBehind)
{
    EXPECT_EQ(get("/imports/1/imports").status, 404);
    EXPECT_EQ(get("/persons", "application/json").status, 404);
    EXPECT_EQ(get("/persons", "*/*").status, 404);
    EXPECT_EQ(get("/", "text/html", {}, "POST").status, 404);
    EXPECT_EQ(get("/persons", "text/html", {}, "DELETE").status, 404);
    EXPECT_EQ(behind.asked.size(), 5U);
    EXPECT_EQ(behind.told, behind.asked);
    HttpRequest request;
    request.path = "/imports/1/imports/7/file";
    handler.broken(request, {ErrorKind::unavailable, "DISK_FULL", "Full."});
    EXPECT_EQ(behind.broke, std::vector<std::string>{"/imports/1/imports/7/file DISK_FULL"});
}

TEST_F(WebHandlerTest, DrawsANonceForEveryPage)
{
    HttpAnswer const one = get("/");
    HttpAnswer const other = get("/");
    EXPECT_NE(body_of(one), body_of(other));
    std::string const body = body_of(one);
    std::string const nonce = body.substr(9, 43); // behind <a nonce=
    EXPECT_EQ(body, "<a nonce=" + nonce + "><b nonce=" + nonce + ">");
    std::string const policy{one.fields.value("Content-Security-Policy")};
    EXPECT_NE(policy.find("style-src 'self' 'nonce-" + nonce + "'"), std::string::npos) << policy;
    EXPECT_EQ(policy.find("unsafe"), std::string::npos) << policy;
    EXPECT_NE(policy.find("script-src 'self';"), std::string::npos) << policy;
}

TEST_F(WebHandlerTest, ServesFilesAsTheBrowserTakesThem)
{
    struct Case {
        std::string codings;
        std::string body;
        std::string coding;
    };
    for (Case const& wanted : std::vector<Case>{{"gzip, deflate, br", "brotli", "br"},
                                                {"gzip, deflate", "gzip", "gzip"},
                                                {"br;q=0, gzip;q=0.5", "gzip", "gzip"},
                                                {"", "let plain", ""},
                                                {"identity", "let plain", ""},
                                                {"*", "let plain", ""}}) {
        HttpAnswer const answer = get("/assets/app-1.js", "*/*", wanted.codings);
        EXPECT_EQ(body_of(answer), wanted.body) << wanted.codings;
        EXPECT_EQ(answer.fields.value("Content-Encoding"), wanted.coding) << wanted.codings;
        EXPECT_EQ(answer.fields.value("Content-Type"), "text/javascript; charset=utf-8");
        EXPECT_EQ(answer.fields.value("Cache-Control"), "public, max-age=31536000, immutable");
        EXPECT_EQ(answer.fields.value("Vary"), "Accept-Encoding");
    }
    HttpAnswer const face = get("/assets/face-1.woff2", "*/*", "br");
    EXPECT_EQ(body_of(face), "glyphs");
    EXPECT_EQ(face.fields.value("Content-Type"), "font/woff2");
    EXPECT_EQ(face.fields.value("Content-Encoding"), "");
}

TEST_F(WebHandlerTest, HasNoPageForAFileThatIsGone)
{
    EXPECT_EQ(get("/assets/app-0.js", "text/html").status, 404);
    EXPECT_EQ(behind.asked.size(), 1U);
}

} // namespace
} // namespace muster
