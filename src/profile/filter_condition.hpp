#pragma once

#include "profile/filter.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace muster {

/// What a comparison looks at.
struct FilterSubject {
    enum class Source : std::uint8_t { value, contacts, tags, id, type, created_at, modified_at, origin, modified_from };
    /// How its values are compared.
    enum class Comparison : std::uint8_t {
        folded, ///< text::fold
        exact,  ///< external ids: what is unique with case is found with case
        email,  ///< fold_email for the whole, text::fold for parts
        digits, ///< phones
        number, ///< exact decimals
        date,   ///< YYYY-MM-DD, which orders as text
        instant,
        boolean,
    };
    Source source{Source::value};
    Comparison comparison{Comparison::folded};
    FieldId field{};
};

enum class FilterOperator : std::uint8_t {
    equal,
    not_equal,
    contains,
    not_contain,
    starts_with,
    ends_with,
    greater,
    less,
    greater_or_equal,
    less_or_equal,
};

/// A node of a filter: a group of conditions, or one comparison whose operand is in its comparable form already.
struct Filter::Condition {
    enum class Kind : std::uint8_t { all, any, comparison };
    Kind kind{Kind::all};
    std::vector<Condition> parts{}; ///< of all and any
    FilterSubject subject{};
    FilterOperator test{FilterOperator::equal};
    bool null_operand{};        ///< #eq null, #ne null
    std::string operand{};      ///< folded text, digits, canonical number or date
    std::string folded_parts{}; ///< of emails: the operand for parts of the address
    std::int64_t instant{};     ///< microseconds
};

} // namespace muster
