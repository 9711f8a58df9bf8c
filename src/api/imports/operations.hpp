#pragma once

#include "api/imports/import_routes.hpp"
#include "service/imports_door.hpp"

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// What all operations of imports share; lives as long as the router.
struct ImportsDesk {
    ImportApi api;
    std::atomic<int> waiting{0}; ///< calls that wait now

    ImportsDoor door(Call const& call) const { return {api.runs, call.caller.account}; }
};

using ImportOperation = Result<HttpAnswer> (*)(ImportsDesk&, Call const&);

/// Adds routes that share a desk.
class ImportRouteAdder {
public:
    ImportRouteAdder(Router& router, std::shared_ptr<ImportsDesk> desk) : router_{router}, desk_{std::move(desk)} {}
    void read(std::string_view path, ImportOperation operation) { add("GET", path, Scope::imports_read, 0, operation); }
    void read_head(std::string_view path, ImportOperation operation) { add("HEAD", path, Scope::imports_read, 0, operation); }
    void change(std::string_view method, std::string_view path, std::uint64_t body_limit, ImportOperation operation)
    {
        add(method, path, Scope::imports_manage, body_limit, operation);
    }
    /// For anybody.
    void open(std::string_view method, std::string_view path, ImportOperation operation) { add(method, path, std::nullopt, 0, operation); }
    /// Bytes of a body that holds a file and what is said about it.
    std::uint64_t file_body_limit() const { return desk_->api.upload_limit + json_body_limit; }

private:
    void add(std::string_view method, std::string_view path, std::optional<Scope> scope, std::uint64_t body_limit,
             ImportOperation operation)
    {
        router_.add({method, path, Family::problem, scope, body_limit,
                     [desk = desk_, operation](Call const& call) { return operation(*desk, call); }});
    }

    Router& router_;
    std::shared_ptr<ImportsDesk> desk_;
};

void add_upload_routes(ImportRouteAdder& routes);
void add_order_routes(ImportRouteAdder& routes);
void add_row_routes(ImportRouteAdder& routes);
void add_file_routes(ImportRouteAdder& routes);
void add_recipe_routes(ImportRouteAdder& routes);

/// Orders the analysis of an upload, or of a file that comes along, and with `wait=true` goes on to the result.
Result<HttpAnswer> order_import(ImportsDesk& desk, Call const& call);
/// What a refused commit is answered: one that rows keep from starting says which is the first.
Result<HttpAnswer> refused_commit(ImportsDoor const& door, ImportId id, Error const& error);

/// The import that the path names first. Error not_found IMPORT_NOT_FOUND also for what no id looks like.
Result<ImportId> import_in_path(Call const& call);
/// The header Idempotency-Key; empty when there is none. Error invalid_input IDEMPOTENCY_KEY_INVALID: more than 255 characters, or others
/// than visible ASCII ones.
Result<std::string> idempotency_key_of(Call const& call);
std::string address_of(ImportId id); ///< /imports/1/imports/7
/// An import as it stands: 202 with its address while something is being done with it, 200 otherwise.
HttpAnswer view_answer(ImportView const& view, UploadPreview const* preview = nullptr);
/// Waits for the end of what is being done with an import, as long as this desk lets calls wait.
Result<ImportView> wait_for(ImportsDesk& desk, ImportsDoor const& door, ImportView view, std::chrono::milliseconds longest);

} // namespace muster
