#pragma once

#include "api/route.hpp"
#include "documents/people_documents.hpp"
#include "service/people_door.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace muster::people {

/// Parameters of lists and of single persons, as published.

using Direction = PersonListQuery::Direction;

struct ListQuery {
    std::size_t limit{20}; ///< 1 to 1,000
    std::size_t page{1};
    std::string order_field{}; ///< one of those allowed; empty: none was given
    Direction direction{Direction::rising};
    PersonListQuery::Total total{PersonListQuery::Total::unknown};
    /// What the answer tells of it.
    ListPage shown(std::int64_t total_of_all) const;
};
/// limit, page, orderBy (`name` or `name:asc` or `name:desc`) and includeTotalCount. Error invalid_input QUERY_INVALID.
Result<ListQuery> read_list_query(QueryParameters const& query, std::span<std::string_view const> order_fields);

/// identifier and type, or one of the older phone, email, externalId; nothing when no person is named. Error invalid_input QUERY_INVALID.
Result<std::optional<PersonKey>> read_person_key(QueryParameters const& query);
/// The same where a person must be named.
Result<PersonKey> require_person_key(QueryParameters const& query);

/// The part of a whole list that its page shows.
template <class One>
std::span<One const> page_of(std::vector<One> const& all, ListQuery const& query)
{
    std::size_t const pages_before = query.page - 1;
    if (pages_before > all.size() / query.limit) { return {}; }
    std::span<One const> const rest = std::span{all}.subspan(std::min(pages_before * query.limit, all.size()));
    return rest.first(std::min(query.limit, rest.size()));
}

/// A list's answer: with the number of all where it was asked for, in the header X-Total-Count too.
HttpAnswer list_answer(std::string document, std::int64_t total);

} // namespace muster::people
