#include "base/assert.hpp"
#include "documents/person_requests.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

// Bodies of the People API, as every kind of request. Whatever comes in is read or refused with a place, and what was read is an input
// that the rules of values can look at.
namespace {

using namespace muster;

void check(std::vector<InputFault> const& faults)
{
    for (InputFault const& fault : faults) { MUSTER_ASSERT(!fault.message.empty()); }
}

void check(PersonRequest const& request)
{
    check(request.faults);
    if (!request.faults.empty()) { return; }
    std::array const attributes{AttributeField{FieldId{first_attribute + 1}, "points", AttributeType::decimal},
                                AttributeField{FieldId{first_attribute + 2}, "day", AttributeType::date}};
    std::vector<InputFault> faults;
    CheckedInput const checked = check_input(person_target(), attributes, request.input, {{2026, 11, 28}, {}, PhoneRule::lenient}, faults);
    check(faults);
    for (std::size_t index = 1; faults.empty() && index < checked.values.size(); ++index) {
        MUSTER_ASSERT(checked.values[index - 1].field < checked.values[index].field);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    Result<Json> const body = parse_json({reinterpret_cast<char const*>(bytes), size}); // NOLINT: bytes are bytes
    if (!body) { return 0; }
    check(read_person_request(*body, PersonShape::v2));
    check(read_person_request(*body, PersonShape::v3));
    check(read_contacts_request(*body));
    NameRequest const attribute = read_attribute_request(*body);
    MUSTER_ASSERT(!attribute.faults.empty() || attribute.type);
    check(read_tag_request(*body).faults);
    for (ListForm const form : {ListForm::persons_v2, ListForm::updates, ListForm::queries, ListForm::identities, ListForm::persons_v3}) {
        ListRequest const request = read_list_request(*body, form);
        MUSTER_ASSERT(request.is_refused() || request.faults.empty());
        if (form == ListForm::updates && !request.is_refused()) { MUSTER_ASSERT(request.identities.size() == request.persons.size()); }
        for (PersonRequest const& person : request.persons) { check(person); }
    }
    return 0;
}
