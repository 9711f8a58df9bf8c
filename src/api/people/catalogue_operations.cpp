#include "api/people/list_query.hpp"
#include "api/people/operations.hpp"
#include "api/people/refusal.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace muster::people {

namespace {

/// Neither tags nor attributes are ever changed, so both times are those of their creation, in whose order their ids are.
constexpr std::array<std::string_view, 3> order_fields{"name", "createdAt", "modifiedAt"};

template <class One>
void sort_as_asked(std::vector<One>& all, ListQuery const& query)
{
    std::sort(all.begin(), all.end(), [](One const& a, One const& b) { return a.id < b.id; });
    if (query.order_field == "name") {
        std::stable_sort(all.begin(), all.end(), [](One const& a, One const& b) { return text::fold(a.name) < text::fold(b.name); });
    }
    if (query.direction == Direction::falling) { std::reverse(all.begin(), all.end()); }
}

template <class One>
std::int64_t total_of(std::vector<One> const& all, ListQuery const& query)
{
    return query.total == PersonListQuery::Total::counted ? static_cast<std::int64_t>(all.size()) : -1;
}

/// What is published as the answer of a removal: a text.
HttpAnswer removed() { return json_answer(200, R"("")"); }

HttpAnswer refused(NameRequest const& request) { return refusal(Family::people_v2, error_of(request.faults), request.faults); }

} // namespace

Result<HttpAnswer> list_tags(PeopleDoor& door, Call const& call)
{
    TRY_ASSIGN(ListQuery const query, read_list_query(call.query, order_fields));
    TRY_ASSIGN(auto tags, door.tags());
    sort_as_asked(tags, query);
    return list_answer(tag_list_document(page_of(tags, query)), total_of(tags, query));
}

Result<HttpAnswer> create_tag(PeopleDoor& door, Call const& call)
{
    TRY_ASSIGN(Json const body, call.json());
    NameRequest const request = read_tag_request(body);
    if (!request.faults.empty()) { return refused(request); }
    TRY_ASSIGN(Tag const tag, door.create_tag(request.name));
    return json_answer(200, tag_document(tag));
}

Result<HttpAnswer> find_tag(PeopleDoor& door, Call const& call)
{
    TRY_ASSIGN(Tag const tag, door.tag(call.parameters.front()));
    return json_answer(200, tag_document(tag));
}

Result<HttpAnswer> remove_tag(PeopleDoor& door, Call const& call)
{
    TRY(door.remove_tag(call.parameters.front()));
    return removed();
}

Result<HttpAnswer> list_attributes(PeopleDoor& door, Call const& call)
{
    TRY_ASSIGN(ListQuery const query, read_list_query(call.query, order_fields));
    TRY_ASSIGN(auto attributes, door.attributes());
    sort_as_asked(attributes, query);
    std::int64_t const total = total_of(attributes, query);
    return list_answer(attribute_list_document(page_of(attributes, query), query.shown(total)), total);
}

Result<HttpAnswer> create_attribute(PeopleDoor& door, Call const& call)
{
    TRY_ASSIGN(Json const body, call.json());
    NameRequest const request = read_attribute_request(body);
    if (!request.faults.empty()) { return refused(request); }
    TRY_ASSIGN(Attribute const attribute, door.create_attribute(request.name, *request.type));
    return json_answer(200, attribute_document(attribute));
}

Result<HttpAnswer> find_attribute(PeopleDoor& door, Call const& call)
{
    TRY_ASSIGN(Attribute const attribute, door.attribute(call.parameters.front()));
    return json_answer(200, attribute_document(attribute));
}

Result<HttpAnswer> remove_attribute(PeopleDoor& door, Call const& call)
{
    TRY(door.remove_attribute(call.parameters.front()));
    return removed();
}

} // namespace muster::people
