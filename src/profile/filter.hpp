#pragma once

#include "base/result.hpp"
#include "profile/attribute.hpp"
#include "profile/profile.hpp"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace muster {

/// A condition on profiles: the JSON filter language of the People API,
/// {"#and":[{"firstName":{"#eq":"Ana"}},{"customAttributes.points":{"#gt":10}}]}: #and, #or over conditions, and per field #eq, #ne,
/// #contains, #notContain, #startsWith, #endsWith, #gt, #lt, #gte, #lte. Fields: every standard field, id, type, tags, phone, email,
/// createdAt, modifiedAt, origin, modifiedFrom, contactInformation.phone.number, contactInformation.email.address, and custom
/// attributes as customAttributes.NAME or by their plain name. Several members in one object are joined by and; {"field":"x"} is #eq.
/// Text compares by text::fold, external ids exactly; phones by digits, numbers and dates by value; a many-valued field meets a
/// condition when one of its values does (#ne and #notContain: when none violates it). A field without a value meets only #ne and
/// #notContain; #eq null means that it has none. Immutable; safe from any thread.
class Filter {
public:
    /// Errors: invalid_input FILTER_INVALID with the place and what is allowed there. At most 64 levels and 1,000 conditions.
    static Result<Filter> parse(std::string_view json, Target const& target, std::span<AttributeField const> attributes);
    /// The condition of everything.
    Filter();
    Filter(Filter const&) = default;
    Filter& operator=(Filter const&) = default;

    using TagName = std::function<std::string_view(TagId)>;
    /// Whether a profile meets it. The truth in every store: adapters may only pass over profiles that cannot.
    bool holds(Profile const& profile, TagName const& tag_name) const;

    struct Condition;

private:
    std::shared_ptr<Condition const> root_{};
};

} // namespace muster
