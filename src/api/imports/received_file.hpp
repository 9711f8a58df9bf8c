#pragma once

#include "api/imports/multipart.hpp"
#include "api/route.hpp"
#include "service/door.hpp"

#include <vector>

namespace muster {

/// A file as a request brings it.
struct ReceivedForm {
    IncomingFile file{};
    std::vector<FormPart> fields{}; ///< what a form says beside it
};

/// The file of a request: the part of a form that has a file's name, or the whole body, then with its name from `?name=` or from
/// Content-Disposition. Errors, invalid_input: BODY_MISSING, MULTIPART_MALFORMED, FILE_MISSING, FILES_TOO_MANY.
Result<ReceivedForm> receive_file(Call const& call);

} // namespace muster
