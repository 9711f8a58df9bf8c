#include "api/delivery/members.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <utility>

namespace muster {

Members::Members(Json const& document) : named_{document.object()}
{
    if (named_ == nullptr) { add_fault("", "The body must be a JSON object."); }
}

Json const* Members::find(std::string_view name, Need need)
{
    asked_.push_back(name);
    if (named_ == nullptr) { return nullptr; }
    auto const found = std::find_if(named_->begin(), named_->end(), [name](Json::Member const& member) { return member.first == name; });
    if (found != named_->end()) { return &found->second; }
    if (need == Need::required) { add_fault(std::string{name}, "This is needed."); }
    return nullptr;
}

std::optional<std::string> Members::text(std::string_view name, Need need, std::size_t most)
{
    Json const* const value = find(name, need);
    if (value == nullptr) { return std::nullopt; }
    std::string const* const written = value->text();
    if (written == nullptr || text::length(*written) > most) {
        add_fault(std::string{name}, "Must be a text of at most " + std::to_string(most) + " characters.");
        return std::nullopt;
    }
    return *written;
}

std::optional<std::int64_t> Members::number(std::string_view name, Need need, std::int64_t least, std::int64_t most)
{
    Json const* const value = find(name, need);
    if (value == nullptr) { return std::nullopt; }
    std::optional<std::int64_t> const number = value->integer();
    if (!number || *number < least || *number > most) {
        add_fault(std::string{name}, "Must be a whole number from " + std::to_string(least) + " to " + std::to_string(most) + ".");
        return std::nullopt;
    }
    return number;
}

std::optional<bool> Members::flag(std::string_view name, Need need)
{
    Json const* const value = find(name, need);
    if (value == nullptr) { return std::nullopt; }
    std::optional<bool> const flag = value->boolean();
    if (!flag) { add_fault(std::string{name}, "Must be true or false."); }
    return flag;
}

Json::Array const* Members::array(std::string_view name, Need need, std::size_t most)
{
    Json const* const value = find(name, need);
    if (value == nullptr) { return nullptr; }
    Json::Array const* const array = value->array();
    if (array == nullptr || array->empty() || array->size() > most) {
        add_fault(std::string{name}, "Must be a list of 1 to " + std::to_string(most) + " entries.");
        return nullptr;
    }
    return array;
}

void Members::add_fault(std::string property, std::string message) { faults_.push_back({std::move(property), std::move(message)}); }

std::vector<FieldFault> Members::take_faults()
{
    if (named_ != nullptr) {
        for (auto const& [name, value] : *named_) {
            if (std::find(asked_.begin(), asked_.end(), name) == asked_.end()) { add_fault(name, "This is not known here."); }
        }
    }
    return std::move(faults_);
}

HttpAnswer faults_answer(std::vector<FieldFault> const& faults)
{
    return error_answer(
        Family::problem,
        Error{ErrorKind::invalid_input, "REQUEST_INVALID", "The request cannot be taken as it is: see what is wrong in errors."}, faults);
}

} // namespace muster
