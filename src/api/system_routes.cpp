#include "api/system_routes.hpp"

#include "api/reference/reference_page.hpp"

#include <memory>
#include <utility>

namespace muster {

namespace {

/// The page needs its style sheet and nothing else, from nowhere else. Nobody may frame it.
constexpr std::string_view page_policy =
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

HttpAnswer page_answer(std::string_view media_type, std::string body)
{
    HttpAnswer answer;
    answer.fields.set("Content-Type", std::string{media_type});
    answer.fields.set("Cache-Control", "no-cache"); // a newer version may serve another one
    answer.fields.set("Content-Security-Policy", std::string{page_policy});
    answer.fields.set("Referrer-Policy", "no-referrer");
    answer.body = std::move(body);
    return answer;
}

} // namespace

void add_system_routes(Router& router, SystemRoutes routes)
{
    router.add({"GET", "/healthz", Family::problem, {}, 0, [](Call const&) -> Result<HttpAnswer> {
                    return json_answer(200, R"({"status":"ok"})");
                }});
    router.add({"GET", "/readyz", Family::problem, {}, 0, [is_ready = std::move(routes.is_ready)](Call const&) -> Result<HttpAnswer> {
                    TRY(is_ready());
                    return json_answer(200, R"({"status":"ready"})");
                }});
    router.add({"GET",
                "/openapi.json",
                Family::problem,
                {},
                0,
                [document = std::make_shared<std::string const>(std::move(routes.description))](Call const&) -> Result<HttpAnswer> {
                    HttpAnswer answer = json_answer(200, *document);
                    answer.fields.set("Cache-Control", "no-cache"); // a newer version may serve another one
                    return answer;
                }});
    router.add({"GET",
                "/reference",
                Family::problem,
                {},
                0,
                [page = std::make_shared<std::string const>(std::move(routes.reference))](Call const&) -> Result<HttpAnswer> {
                    return page_answer("text/html; charset=utf-8", *page);
                }});
    router.add({"GET", "/reference.css", Family::problem, {}, 0, [](Call const&) -> Result<HttpAnswer> {
                    return page_answer("text/css; charset=utf-8", std::string{reference_style()});
                }});
}

} // namespace muster
