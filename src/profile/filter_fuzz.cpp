#include "base/assert.hpp"
#include "base/text.hpp"
#include "profile/filter.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// Any bytes are a filter, which then holds or does not for any profile, or an error with a sentence.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace muster;
    static std::array<AttributeField, 4> const attributes{{{FieldId{1'000}, "n", AttributeType::decimal},
                                                           {FieldId{1'001}, "t", AttributeType::date_time},
                                                           {FieldId{1'002}, "b", AttributeType::boolean},
                                                           {FieldId{1'003}, "s", AttributeType::string}}};
    static Profile const ana = [] {
        Profile profile;
        profile.id = ProfileId{1};
        profile.set(person_field::first_name, "Ana");
        profile.set(person_field::birth_date, "1990-05-31");
        profile.set(FieldId{1'000}, "1.5");
        profile.set(FieldId{1'001}, "2026-11-23T14:05:09Z");
        profile.set(FieldId{1'002}, "true");
        profile.contacts = {{person_field::phone, "385912345678"}, {person_field::email, "ana@example.com"}};
        profile.tags = {TagId{1}};
        return profile;
    }();
    std::string_view const text{reinterpret_cast<char const*>(bytes), size}; // NOLINT: bytes as text
    Result<Filter> const filter = Filter::parse(text, person_target(), attributes);
    if (filter) {
        auto const tag_name = [](TagId) -> std::string_view { return "VIP"; };
        bool const first = filter->holds(ana, tag_name);
        MUSTER_ASSERT(first == filter->holds(ana, tag_name));
        filter->holds(Profile{}, tag_name);
    } else {
        MUSTER_ASSERT(filter.error().code == "FILTER_INVALID");
        MUSTER_ASSERT(!filter.error().message.empty());
        MUSTER_ASSERT(text::is_utf8(filter.error().message));
    }
    return 0;
}
