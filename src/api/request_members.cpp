#include "api/request_members.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

std::string shown_property(std::string_view property) { return property.empty() ? "The body" : "\"" + std::string{property} + "\""; }

std::string text_rule(std::size_t most)
{
    if (most == std::numeric_limits<std::size_t>::max()) { return "must be a text."; }
    return "must be a text of at most " + std::to_string(most) + " characters.";
}

std::string number_rule(std::int64_t least, std::int64_t most)
{
    bool const any = least == std::numeric_limits<std::int64_t>::min() && most == std::numeric_limits<std::int64_t>::max();
    if (any) { return "must be a whole number."; }
    return "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most) + ".";
}

} // namespace

Result<RequestMembers> RequestMembers::read(Call const& call)
{
    if (call.request.body.size > json_body_limit) {
        return Error{ErrorKind::too_large, "BODY_TOO_LARGE", "A JSON document of a request may have up to 16 MB."};
    }
    TRY_ASSIGN(Json document, call.json());
    return RequestMembers{std::move(document)};
}

RequestMembers::RequestMembers(Json document) : document_{std::move(document)}
{
    if (document_.object() == nullptr) { add_fault("", "must be a JSON object."); }
}

Json const* RequestMembers::value(std::string_view name, Need need)
{
    asked_.push_back(name);
    Json const* const member = document_.find(name);
    if (member != nullptr && !member->is_null()) { return member; }
    bool const is_missing = need == Need::required && document_.object() != nullptr;
    if (is_missing) { add_fault("PROPERTY_MISSING", std::string{name}, shown_property(name) + " is missing."); }
    return nullptr;
}

std::optional<std::string> RequestMembers::text(std::string_view name, Need need, std::size_t most)
{
    Json const* const member = value(name, need);
    if (member == nullptr) { return std::nullopt; }
    std::string const* const written = member->text();
    if (written != nullptr && text::length(*written) <= most) { return *written; }
    add_fault(std::string{name}, text_rule(most));
    return std::nullopt;
}

std::optional<std::int64_t> RequestMembers::number(std::string_view name, Need need, std::int64_t least, std::int64_t most)
{
    Json const* const member = value(name, need);
    if (member == nullptr) { return std::nullopt; }
    std::optional<std::int64_t> const number = member->integer();
    if (number && *number >= least && *number <= most) { return number; }
    add_fault(std::string{name}, number_rule(least, most));
    return std::nullopt;
}

std::optional<bool> RequestMembers::flag(std::string_view name, Need need)
{
    Json const* const member = value(name, need);
    if (member == nullptr) { return std::nullopt; }
    std::optional<bool> const flag = member->boolean();
    if (!flag) { add_fault(std::string{name}, "must be true or false."); }
    return flag;
}

Json::Array const* RequestMembers::array(std::string_view name, Need need, std::size_t most)
{
    Json const* const member = value(name, need);
    if (member == nullptr) { return nullptr; }
    Json::Array const* const array = member->array();
    if (array != nullptr && !array->empty() && array->size() <= most) { return array; }
    add_fault(std::string{name}, "must be a list of 1 to " + std::to_string(most) + " entries.");
    return nullptr;
}

void RequestMembers::know(std::span<std::string_view const> names) { asked_.insert(asked_.end(), names.begin(), names.end()); }

bool RequestMembers::is_null(std::string_view name) const
{
    Json const* const member = document_.find(name);
    return member != nullptr && member->is_null();
}

void RequestMembers::add_fault(std::string property, std::string_view wrong)
{
    std::string message = shown_property(property) + " " + std::string{wrong};
    add_fault("PROPERTY_INVALID", std::move(property), std::move(message));
}

void RequestMembers::add_fault(std::string_view code, std::string property, std::string message)
{
    if (faults_.empty()) { code_ = code; }
    faults_.push_back({std::move(property), std::move(message)});
}

void RequestMembers::add_unknown()
{
    if (document_.object() == nullptr) { return; }
    std::string known;
    for (std::string_view const name : asked_) { known += (known.empty() ? "" : ", ") + std::string{name}; }
    for (auto const& [name, member] : *document_.object()) {
        if (std::find(asked_.begin(), asked_.end(), name) != asked_.end()) { continue; }
        add_fault("PROPERTY_UNKNOWN", name, "There is no \"" + name + "\" here. There are: " + known + ".");
    }
}

std::optional<HttpAnswer> RequestMembers::refusal()
{
    add_unknown();
    if (faults_.empty()) { return std::nullopt; }
    return error_answer(Family::problem, Error{ErrorKind::invalid_input, code_, faults_.front().message}, faults_);
}

} // namespace muster
