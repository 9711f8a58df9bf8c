#include "api/imports/import_routes.hpp"

#include "api/imports/operations.hpp"
#include "api/imports/tus.hpp"
#include "documents/import_views.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace muster {

namespace {

constexpr std::size_t longest_key = 255;

/// One of the calls that may wait, as long as it lives; nobody when there are too many.
class WaitingCall {
public:
    explicit WaitingCall(ImportsDesk& desk) : waiting_{desk.waiting}, may_{++desk.waiting <= desk.api.waiting} {}
    WaitingCall(WaitingCall const&) = delete;
    WaitingCall& operator=(WaitingCall const&) = delete;
    ~WaitingCall() { --waiting_; }
    bool may() const { return may_; }

private:
    std::atomic<int>& waiting_;
    bool may_;
};

} // namespace

Result<ImportId> import_in_path(Call const& call)
{
    std::string const& written = call.parameters.front();
    std::int64_t number{};
    auto const [end, fault] = std::from_chars(written.data(), written.data() + written.size(), number);
    if (fault == std::errc{} && end == written.data() + written.size() && number > 0) { return ImportId{number}; }
    return Error{ErrorKind::not_found, "IMPORT_NOT_FOUND", "There is no import \"" + written + "\". An import's id is a number."};
}

Result<std::string> idempotency_key_of(Call const& call)
{
    std::string const key{call.request.fields.value("idempotency-key")};
    bool const visible = std::all_of(key.begin(), key.end(), [](char sign) { return sign > ' ' && sign < '\x7f'; });
    if (visible && key.size() <= longest_key) { return key; }
    return Error{ErrorKind::invalid_input, "IDEMPOTENCY_KEY_INVALID",
                 "The header Idempotency-Key may have up to 255 visible ASCII characters, like a UUID."};
}

std::string address_of(ImportId id) { return "/imports/1/imports/" + std::to_string(id.value); }

HttpAnswer view_answer(ImportView const& view, UploadPreview const* preview)
{
    HttpAnswer answer = json_answer(view.work ? 202 : 200, import_view_document(view, preview));
    if (view.work) { answer.fields.add("Location", address_of(view.job.id)); }
    return answer;
}

Result<ImportView> wait_for(ImportsDesk& desk, ImportsDoor const& door, ImportView view, std::chrono::milliseconds longest)
{
    if (!view.work) { return view; }
    WaitingCall const waiting{desk};
    if (!waiting.may()) { return view; }
    return door.wait(view.job.id, longest);
}

void add_import_routes(Router& router, ImportApi const& api)
{
    MUSTER_ASSERT(api.resumable != nullptr);
    ImportRouteAdder routes{router, std::make_shared<ImportsDesk>(api)};
    add_upload_routes(routes);
    add_tus_routes(routes);
    add_order_routes(routes);
    add_row_routes(routes);
    add_file_routes(routes);
    add_recipe_routes(routes);
}

} // namespace muster
