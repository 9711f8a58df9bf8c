#include "api/people/list_query.hpp"

#include "documents/person_requests.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace muster::people {

namespace {

Error query_invalid(std::string message) { return {ErrorKind::invalid_input, "QUERY_INVALID", std::move(message)}; }

Result<void> read_order(std::string const& written, std::span<std::string_view const> fields, ListQuery& into)
{
    std::size_t const colon = std::min(written.find(':'), written.size());
    std::string const field = written.substr(0, colon);
    std::string const direction = colon == written.size() ? "asc" : written.substr(colon + 1);
    bool const is_known = std::find(fields.begin(), fields.end(), field) != fields.end();
    if (!is_known || (direction != "asc" && direction != "desc")) {
        std::string names;
        for (std::string_view const name : fields) { names += (names.empty() ? "" : ", ") + std::string{name}; }
        return query_invalid("orderBy must be one of " + names + ", with :asc or :desc behind it if wanted.");
    }
    into.order_field = field;
    into.direction = direction == "asc" ? Direction::rising : Direction::falling;
    return {};
}

} // namespace

ListPage ListQuery::shown(std::int64_t total_of_all) const
{
    ListPage shown{limit, page, {}, total_of_all};
    if (!order_field.empty()) { shown.order_by = order_field + (direction == Direction::rising ? ":asc" : ":desc"); }
    return shown;
}

Result<ListQuery> read_list_query(QueryParameters const& query, std::span<std::string_view const> order_fields)
{
    ListQuery read;
    TRY_ASSIGN(auto const limit, query.number("limit", 1, 1'000));
    TRY_ASSIGN(auto const page, query.number("page", 1, std::numeric_limits<std::int32_t>::max()));
    TRY_ASSIGN(bool const counted, query.flag("includeTotalCount", false));
    if (limit) { read.limit = static_cast<std::size_t>(*limit); }
    if (page) { read.page = static_cast<std::size_t>(*page); }
    if (counted) { read.total = PersonListQuery::Total::counted; }
    if (std::string const* const order = query.find("orderBy")) { TRY(read_order(*order, order_fields, read)); }
    return read;
}

Result<std::optional<PersonKey>> read_person_key(QueryParameters const& query)
{
    std::string const* const identifier = query.find("identifier");
    std::string const* const type = query.find("type");
    if (identifier != nullptr || type != nullptr) {
        if (identifier == nullptr || type == nullptr) { return query_invalid("identifier and type must be given together."); }
        IdentityRequest const named{*type, *identifier, {}};
        auto key = named.key();
        if (!key) { return query_invalid("type must be ID, EXTERNAL_ID, PHONE or EMAIL. Others are not kept here."); }
        return std::optional{*std::move(key)};
    }
    constexpr std::array older{std::pair{"phone", PersonKey::Kind::phone}, std::pair{"email", PersonKey::Kind::email},
                               std::pair{"externalId", PersonKey::Kind::external_id}};
    for (auto const& [name, value] : query.all()) { // the first one given counts
        for (auto const& [known, kind] : older) {
            if (name == known) { return std::optional{PersonKey{kind, value}}; }
        }
    }
    return std::optional<PersonKey>{};
}

Result<PersonKey> require_person_key(QueryParameters const& query)
{
    TRY_ASSIGN(auto key, read_person_key(query));
    if (!key) { return query_invalid("Name the person by the parameters identifier and type."); }
    return *std::move(key);
}

HttpAnswer list_answer(std::string document, std::int64_t total)
{
    HttpAnswer answer = json_answer(200, std::move(document));
    if (total >= 0) { answer.fields.add("X-Total-Count", std::to_string(total)); }
    return answer;
}

} // namespace muster::people
