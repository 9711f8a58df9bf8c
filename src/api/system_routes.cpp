#include "api/system_routes.hpp"

#include <memory>
#include <utility>

namespace muster {

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
}

} // namespace muster
