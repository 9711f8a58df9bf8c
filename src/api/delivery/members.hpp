#pragma once

#include "api/envelope.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// Reads the members of a request's JSON object one after the other and collects everything that is wrong, so that all of it is told at
/// once. A member that nobody asked for is a fault, too: a misspelt name would otherwise be ignored in silence. The document must outlive
/// it.
class Members {
public:
    enum class Need : std::uint8_t { required, optional };

    explicit Members(Json const& document);
    /// A member's value where it is there and right. `most` characters; an empty text is taken.
    std::optional<std::string> text(std::string_view name, Need need, std::size_t most);
    std::optional<std::int64_t> number(std::string_view name, Need need, std::int64_t least, std::int64_t most);
    std::optional<bool> flag(std::string_view name, Need need);
    /// Of at most `most` entries; null where it is not there or wrong.
    Json::Array const* array(std::string_view name, Need need, std::size_t most);
    void add_fault(std::string property, std::string message);
    /// Everything that is wrong, members that were not asked for included. Call it last.
    std::vector<FieldFault> take_faults();

private:
    Json const* find(std::string_view name, Need need);
    Json::Object const* named_;
    std::vector<std::string_view> asked_{};
    std::vector<FieldFault> faults_{};
};

/// 400 REQUEST_INVALID with every fault.
HttpAnswer faults_answer(std::vector<FieldFault> const& faults);

} // namespace muster
