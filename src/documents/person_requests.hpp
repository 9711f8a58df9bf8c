#pragma once

#include "service/people_door.hpp"
#include "json/value.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// Requests of the People API as inputs of its use cases. Strict: a property that is not published, or a value of another type, is a fault.
/// What is published as read-only is passed over, so that an answer can be sent back. Pure; any thread.

/// Which of the two published shapes a person has.
enum class PersonShape : std::uint8_t {
    v2, ///< contactInformation is an object of lists, by channel
    v3, ///< contactInformation is a list of {type, identifier}
};

/// One person of a request. With faults the input is meaningless.
struct PersonRequest {
    ProfileInput input{};
    std::vector<InputFault> faults{};
};
PersonRequest read_person_request(Json const& person, PersonShape shape);

/// How a request names a person.
struct IdentityRequest {
    std::string type{}; ///< one of the published: PHONE
    std::string identifier{};
    std::string sender{}; ///< of types that have one; empty: not given
    /// Nothing when no person here can have an identifier of that type.
    std::optional<PersonKey> key() const;
};
/// Whether a type of identifier is published, be it known here or not.
bool is_identifier_type(std::string_view type);

/// The lists that requests are made of.
enum class ListForm : std::uint8_t {
    persons_v2, ///< {"people": [person]}
    updates,    ///< {"people": [{"query": identity, "update": person}]}
    queries,    ///< {"people": [{"query": identity}]}
    identities, ///< {"identities": [identity]}
    persons_v3, ///< {"persons": [person]}
};

struct ListRequest {
    Error error{};                             ///< with a code: nothing of the request can be done
    std::vector<InputFault> faults{};          ///< what is behind the error, paths within the request: people[3].query.type
    std::vector<IdentityRequest> identities{}; ///< of forms that have them, one for each item
    std::vector<PersonRequest> persons{};      ///< the same
    bool is_refused() const { return !error.code.empty(); }
};
ListRequest read_list_request(Json const& body, ListForm form);

/// {"contactInformation": {...}}, with `contacts` given.
PersonRequest read_contacts_request(Json const& body);

/// {"name": text}; the name, or a fault.
struct NameRequest {
    std::string name{};
    std::optional<AttributeType> type{}; ///< of attributes
    std::vector<InputFault> faults{};
};
NameRequest read_tag_request(Json const& body);
/// {"name": text, "dataType": STRING}
NameRequest read_attribute_request(Json const& body);

/// The Error behind faults: PROPERTY_MISSING when the first is that a required property is not there, otherwise INPUT_INVALID.
Error error_of(std::vector<InputFault> const& faults);

} // namespace muster
