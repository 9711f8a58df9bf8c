#include "api/percent.hpp"
#include "api/route.hpp"

#include <algorithm>
#include <charconv>

namespace muster {

namespace {

Error query_error(std::string message) { return {ErrorKind::invalid_input, "QUERY_INVALID", std::move(message)}; }

} // namespace

Result<QueryParameters> QueryParameters::parse(std::string_view query)
{
    QueryParameters parameters;
    while (!query.empty()) {
        std::size_t const end = std::min(query.find('&'), query.size());
        std::string_view const piece = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (piece.empty()) { continue; }
        std::size_t const equals = std::min(piece.find('='), piece.size());
        auto name = percent_decoded(piece.substr(0, equals), PlusSign::is_a_space);
        auto value = percent_decoded(piece.substr(std::min(equals + 1, piece.size())), PlusSign::is_a_space);
        if (!name || !value) { return query_error("The query is not percent-encoded UTF-8. A percent sign itself is written %25."); }
        parameters.all_.emplace_back(*std::move(name), *std::move(value));
    }
    return parameters;
}

std::string const* QueryParameters::find(std::string_view name) const
{
    auto const found = std::find_if(all_.begin(), all_.end(), [name](auto const& parameter) { return parameter.first == name; });
    return found == all_.end() ? nullptr : &found->second;
}

Result<std::optional<std::int64_t>> QueryParameters::number(std::string_view name, std::int64_t least, std::int64_t most) const
{
    std::string const* const written = find(name);
    if (written == nullptr) { return std::optional<std::int64_t>{}; }
    std::int64_t number{};
    auto const [end, fault] = std::from_chars(written->data(), written->data() + written->size(), number);
    if (fault != std::errc{} || end != written->data() + written->size() || number < least || number > most) {
        return query_error(std::string{name} + " must be a whole number from " + std::to_string(least) + " to " + std::to_string(most) +
                           ".");
    }
    return std::optional{number};
}

Result<bool> QueryParameters::flag(std::string_view name, bool otherwise) const
{
    std::string const* const written = find(name);
    if (written == nullptr) { return otherwise; }
    if (*written != "true" && *written != "false") { return query_error(std::string{name} + " must be true or false."); }
    return *written == "true";
}

} // namespace muster
