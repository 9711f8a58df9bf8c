#include "api/people/refusal.hpp"

#include "api/envelope.hpp"

#include <algorithm>
#include <utility>

namespace muster::people {

HttpAnswer refusal(Family family, Error const& error, std::vector<InputFault> const& faults)
{
    std::vector<FieldFault> told;
    told.reserve(faults.size());
    for (InputFault const& fault : faults) { told.push_back({fault.property.empty() ? "body" : fault.property, fault.message}); }
    // the envelope of version 2 has one member for each property
    std::stable_sort(told.begin(), told.end(), [](FieldFault const& a, FieldFault const& b) { return a.property < b.property; });
    return error_answer(family, error, told);
}

HttpAnswer refusal(PersonResult const& result)
{
    Error error = result.error;
    if (error.kind == ErrorKind::conflict) { error.kind = ErrorKind::invalid_input; }
    return refusal(Family::people_v2, error, result.faults);
}

PersonResult unreadable(std::vector<InputFault> faults)
{
    PersonResult result;
    result.error = error_of(faults);
    result.faults = std::move(faults);
    return result;
}

PersonResult unknown_type(IdentityRequest const& identity)
{
    PersonResult result;
    result.error = {ErrorKind::invalid_input, "IDENTIFIER_TYPE_UNKNOWN",
                    "Identifiers of type " + identity.type + " are not kept here. Give ID, EXTERNAL_ID, PHONE or EMAIL."};
    return result;
}

} // namespace muster::people
