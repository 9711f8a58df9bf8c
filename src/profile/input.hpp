#pragma once

#include "profile/attribute.hpp"
#include "profile/profile.hpp"
#include "profile/values.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// A standard field of one value as a call gives it; nothing = null, which takes the value away.
struct InputValue {
    FieldId field{};
    std::optional<std::string> text{};
};

/// A custom attribute as a call gives it.
struct InputAttribute {
    std::string name{};
    std::optional<std::string> text{}; ///< nothing: null
    enum class Form : std::uint8_t { text, number, boolean } form{Form::text};
};

/// A phone or an email as a call gives it.
struct InputContact {
    FieldId field{};
    std::string text{};
    std::uint32_t place{}; ///< in the list in which it was given, from 0
};

/// What a call says of a profile, before any rule has looked at it. What is absent was not given.
struct ProfileInput {
    std::optional<std::string> type{};
    std::vector<InputValue> values{};
    std::vector<InputAttribute> attributes{};
    std::optional<std::vector<InputContact>> contacts{};
    std::optional<std::vector<std::string>> tags{};
    /// How the call writes where a contact stands, for faults.
    enum class Paths : std::uint8_t {
        grouped, ///< contactInformation.phone[0].number
        listed,  ///< contactInformation[0].identifier
    } paths{Paths::grouped};
};

/// What is wrong with one property of an input.
struct InputFault {
    std::string property{}; ///< the path within the profile: contactInformation.phone[0].number
    std::string message{};  ///< a sentence: what is wrong and what to do
    ProblemCode code{ProblemCode::none};
    bool operator==(InputFault const&) const = default;
};

/// An input in canonical form.
struct CheckedInput {
    std::optional<ProfileType> type{};
    std::vector<FieldValue> values{};                  ///< of single-value fields and attributes, ascending, one each
    std::vector<FieldId> cleared{};                    ///< those given as null or blank
    std::optional<std::vector<FieldValue>> contacts{}; ///< in their order, unique
    std::optional<std::vector<std::string>> tags{};    ///< names, unique without case
    ProfileInput::Paths paths{ProfileInput::Paths::grouped};
};

/// Phones, and emails, that a profile may have through a call: the published limit of each kind. An import's limit is the target's.
inline constexpr std::size_t input_contact_limit = 100;

/// Brings an input to canonical form by the same rules as imports (profile/values.hpp) and appends what is wrong with it to `faults`; with
/// a fault the answer is meaningless. Pure, any thread.
CheckedInput check_input(Target const& target, std::span<AttributeField const> attributes, ProfileInput const& input,
                         ValueContext const& context, std::vector<InputFault>& faults);

} // namespace muster
