#pragma once

#include "documents/person_requests.hpp"

#include <string>
#include <string_view>

namespace muster {

/// Sentences of faults that several readers give.
inline constexpr std::string_view property_missing = "Required, but value is missing";
inline constexpr std::string_view property_unknown = "There is no property of this name. Leave it out.";
inline constexpr std::string_view property_no_text = "This must be a text.";
inline constexpr std::string_view property_no_list = "This must be a list.";
inline constexpr std::string_view property_no_members = "This must be an object.";

/// Reads one person into a request.
class PersonReader {
public:
    PersonReader(PersonShape shape, PersonRequest& into) : shape_{shape}, into_{into} {}
    void read(Json const& person);
    void read_contacts(Json const& contacts);

private:
    void read_member(std::string const& name, Json const& value);
    void read_tags(Json const& tags);
    void read_attributes(Json const& attributes);
    void read_attribute(std::string const& name, Json const& value);
    void read_channels(Json const& contacts);
    void read_channel(FieldId field, std::string_view channel, std::string_view leaf, Json const& list);
    void read_contact_list(Json const& contacts);
    void read_contact(std::uint32_t place, Json const& contact);
    void fault(std::string property, std::string_view message) { into_.faults.push_back({std::move(property), std::string{message}}); }

    PersonShape shape_;
    PersonRequest& into_;
};

} // namespace muster
