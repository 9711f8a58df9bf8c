#pragma once

#include "api/imports/resumable_uploads.hpp"
#include "api/route.hpp"
#include "service/import_runs.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace muster {

/// What the operations of /imports/1 work with.
struct ImportApi {
    ImportRuns& runs;                                  ///< must outlive the router
    std::string folder{};                              ///< for files that are made for an answer; empty: the system's place
    std::uint64_t upload_limit{standard_upload_limit}; ///< bytes; the runs' own
    std::shared_ptr<ResumableUploads> resumable{};     ///< not null
    /// Calls that may wait for the end of what they order: each keeps one of the server's workers. Those above it are answered at once,
    /// with the import as it stands.
    int waiting{2};
    std::chrono::milliseconds longest_wait{60'000};
};

/// Uploads, imports with all that is asked and told of them, and recipes. Reading needs imports:read, everything else imports:manage.
void add_import_routes(Router& router, ImportApi const& api);

} // namespace muster
