#pragma once

#include "api/imports/operations.hpp"
#include "api/imports/resumable_uploads.hpp"

#include <string>

namespace muster {

/// Resumable uploads by the protocol tus 1.0 (https://tus.io/protocols/resumable-upload) with creation, expiration and termination, at
/// the addresses of uploads. A piece is kept when it has arrived whole, so clients send pieces of some megabytes.

/// Whether a call to POST /imports/1/uploads speaks it.
bool speaks_tus(Call const& call);
Result<HttpAnswer> create_resumable(ImportsDesk& desk, Call const& call);
Result<HttpAnswer> show_resumable(ImportsDesk& desk, Call const& call); ///< how far it is
Result<HttpAnswer> remove_resumable(ImportsDesk& desk, Call const& call);
/// Takes a complete one in as an upload, if that has not been done. Errors: as ResumableUploads::complete and ImportsDoor::upload.
Result<ResumableUpload> complete_resumable(ImportsDesk& desk, Call const& call, std::string const& token);
void add_tus_routes(ImportRouteAdder& routes);

} // namespace muster
