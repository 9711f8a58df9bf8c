#pragma once

#include "base/date.hpp"
#include "base/number.hpp"
#include "profile/field.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// A lead is not verified and may be changed by many sources; a customer is verified and protected. Stored; lead < customer.
enum class ProfileType : std::uint8_t { lead = 0, customer = 1 };
std::string_view name_of(ProfileType type); ///< LEAD, CUSTOMER

/// Where a profile came from, or was last changed. Stored: append only.
enum class Origin : std::uint8_t { api = 0, portal = 1, import = 2 };
std::string_view name_of(Origin origin); ///< API, PORTAL, IMPORT

/// One value of a field, as canonical text of the field's kind; never empty.
struct FieldValue {
    FieldId field{};
    std::string value{};
    auto operator<=>(FieldValue const&) const = default;
};

/// A stored profile: a person, a company. A plain value.
struct Profile {
    ProfileId id{};
    ProfileType type{ProfileType::lead};
    std::int64_t version{1}; ///< +1 on every real change
    Instant created_at{};
    Instant modified_at{}; ///< moves only when something really changed
    Origin origin{Origin::api};
    Origin modified_from{Origin::api};
    std::string created_by{};
    std::string modified_by{};
    std::vector<FieldValue> values{};   ///< single-value fields and custom attributes, ascending by field, one each
    std::vector<FieldValue> contacts{}; ///< values of the many-valued fields (phones, emails) in their order
    std::vector<TagId> tags{};          ///< ascending, unique

    bool operator==(Profile const&) const = default;

    /// The value of a single-value field; empty when it has none.
    std::string_view value(FieldId field) const;
    /// Sets it, or takes it away when the text is empty.
    void set(FieldId field, std::string_view text);
};

/// One way to find a profile: what of it must be unique in the account, in the one form in which it is compared.
struct Identifier {
    IdentifierKind kind{IdentifierKind::none};
    std::string normalised{};
    auto operator<=>(Identifier const&) const = default;
};

/// The one comparable form of an identifier's value (which is already valid): phones and external ids as they are, emails folded.
std::string normalised_identifier(IdentifierKind kind, std::string_view value);
/// All identifiers of a profile, or of anything made of values and contacts, in field order then contact order.
std::vector<Identifier> identifiers_of(Target const& target, std::vector<FieldValue> const& values,
                                       std::vector<FieldValue> const& contacts);
/// Lists identifiers of one profile or record after the other in the same memory: an import does so for every row, and each short text of
/// its own would be a turn at the allocator. One thread.
class IdentifierLister {
public:
    /// As identifiers_of(); valid until the next call.
    std::span<Identifier const> of(Target const& target, std::vector<FieldValue> const& values, std::vector<FieldValue> const& contacts);

private:
    std::vector<Identifier> list_{}; ///< as long as the longest list so far
};
/// Whether two values of a many-valued field are the same one (emails without case).
bool same_contact(Target const& target, FieldValue const& a, FieldValue const& b);

} // namespace muster
