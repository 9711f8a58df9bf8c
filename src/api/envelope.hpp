#pragma once

#include "api/route.hpp"
#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// What was wrong with one member of a request, by the path of its name: `contactInformation.phone[0].number`.
struct FieldFault {
    std::string property{};
    std::string message{};
};

/// The HTTP status of an Error: the one table from kinds of errors to statuses; a few codes have their own.
int status_of(Error const& error);

/// An error in the envelope of a family.
HttpAnswer error_answer(Family family, Error const& error, std::vector<FieldFault> const& faults = {});
/// With a status that no Error stands for: 405, 408, 413, 431, 503.
HttpAnswer error_answer(Family family, int status, std::string_view code, std::string_view message);

} // namespace muster
