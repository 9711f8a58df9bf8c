#pragma once

#include "api/envelope.hpp"
#include "api/route.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// Reads the members of a request's JSON object one after the other and collects everything that is wrong, so that all of it is told at
/// once: what every operation reads its body with, but those of the People API, whose words are published (documents/person_requests.hpp).
/// A member that nobody asked for is a fault, because a misspelt name would otherwise silently not count. A member that is null says the
/// same as one that is not there.
class RequestMembers {
public:
    enum class Need : std::uint8_t { required, optional };

    /// The body of a call. Errors: as Call::json(); too_large BODY_TOO_LARGE above json_body_limit, where a route takes longer ones of
    /// another kind.
    static Result<RequestMembers> read(Call const& call);
    explicit RequestMembers(Json document);

    /// A member's value where it is there and right. `most` characters; an empty text is taken.
    std::optional<std::string> text(std::string_view name, Need need, std::size_t most = std::numeric_limits<std::size_t>::max());
    std::optional<std::int64_t> number(std::string_view name, Need need, std::int64_t least = std::numeric_limits<std::int64_t>::min(),
                                       std::int64_t most = std::numeric_limits<std::int64_t>::max());
    std::optional<bool> flag(std::string_view name, Need need);
    /// Of 1 to `most` entries; null where it is not there or wrong.
    Json::Array const* array(std::string_view name, Need need, std::size_t most);
    /// Of any kind, for whoever judges it elsewhere; null where it is not there.
    Json const* value(std::string_view name, Need need);
    /// Members that somebody else reads out of the document.
    void know(std::span<std::string_view const> names);
    /// Whether it is there and null, where that says something of its own.
    bool is_null(std::string_view name) const;
    /// `wrong` goes on from the property's name: `must be one of A, B.` The empty property is the body as a whole.
    void add_fault(std::string property, std::string_view wrong);

    Json const& document() const { return document_; }
    /// 400 with every fault, members that were not asked for included; nothing when all is right. The code is that of the first one:
    /// PROPERTY_MISSING, PROPERTY_INVALID or PROPERTY_UNKNOWN. Call it last, and answer with it.
    std::optional<HttpAnswer> refusal();

private:
    void add_fault(std::string_view code, std::string property, std::string message);
    void add_unknown();

    Json document_;
    std::vector<std::string_view> asked_{};
    std::vector<FieldFault> faults_{};
    std::string code_{}; ///< of the first fault
};

} // namespace muster
