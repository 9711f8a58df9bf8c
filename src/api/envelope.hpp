#pragma once

#include "api/route.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// What was wrong with one member of a request, by the path of its name: `contactInformation.phone[0].number`.
struct FieldFault {
    std::string property{};
    std::string message{};
};

/// Where in a file the trouble is; what is not known is left out.
struct FilePlace {
    std::optional<std::int64_t> row{};
    std::string column{};
    std::string value{};
};

/// The HTTP status of an Error: the one table from kinds of errors to statuses.
int status_of(ErrorKind kind);

/// An error in the envelope of a family. With 401 comes what a client may authenticate by, with 429 and 503 when to try again.
HttpAnswer error_answer(Family family, Error const& error, std::vector<FieldFault> const& faults = {});
/// With a status that no Error stands for: 405, 408, 431.
HttpAnswer error_answer(Family family, int status, std::string_view code, std::string_view message);
/// A problem document that says where in a file.
HttpAnswer problem_answer(Error const& error, FilePlace const& place);

/// Seconds after which a refused client may come again, where the Error does not say.
inline constexpr std::int64_t standard_retry_after = 1;

} // namespace muster
