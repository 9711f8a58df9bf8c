#pragma once

#include "service/people_door.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace muster {

/// Answers of the People API, version 2. Compact UTF-8, without a line end.

/// Which part of a list an answer holds.
struct ListPage {
    std::size_t limit{};
    std::size_t page{};
    std::string order_by{}; ///< name:asc; empty: by creation
    std::int64_t total{-1}; ///< of all pages; -1: not asked for
};

/// As person_document, with origin IMPORT as PORTAL: the published words of version 2 have no IMPORT.
std::string person_v2_document(Profile const& profile, Names const& names);
/// {limit, page, orderBy, totalCount, persons}
std::string person_list_document(PersonPage const& persons, ListPage const& page);

/// {id, name, createdAt, modifiedAt}
std::string tag_document(Tag const& tag);
/// A plain list, as published.
std::string tag_list_document(std::span<Tag const> tags);

/// {name, dataType}
std::string attribute_document(Attribute const& attribute);
/// {limit, page, orderBy, totalCount, customAttributes}
std::string attribute_list_document(std::span<Attribute const> attributes, ListPage const& page);

} // namespace muster
