#pragma once

#include "base/date.hpp"
#include "base/result.hpp"
#include "json/value.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace muster {

/// What a document lacks: the first member that was not there, or of another kind. One of it goes along while a document is read.
class DocumentFault {
public:
    void note(std::string_view member);
    /// Error unavailable ANSWER_NOT_UNDERSTOOD naming the member: the other side is of another version.
    Result<void> told() const;

private:
    std::string member_{};
};

/// Reads the members of a document that one of our writers wrote, so that each is there and of its kind; where one is not, the fault notes
/// it and the value is empty. The document outlives the reader.
class DocumentMembers {
public:
    DocumentMembers(Json const& json, DocumentFault& fault) : json_{json}, fault_{fault} {}

    std::string text(std::string_view name) const;
    std::string text_or_empty(std::string_view name) const; ///< null, or not there: empty
    std::int64_t integer(std::string_view name) const;
    std::int64_t integer_or_zero(std::string_view name) const; ///< null, or not there: 0
    bool boolean(std::string_view name) const;
    Instant instant_or_zero(std::string_view name) const; ///< null, or not there: 0
    Json::Array const& array(std::string_view name) const;
    Json const& member(std::string_view name) const;        ///< null where there is none
    bool has(std::string_view name) const;                  ///< there and not null
    std::string json_or_empty(std::string_view name) const; ///< the member as compact JSON text; null, or not there: empty
    /// The member as a recipe in its canonical text; null, or not there: empty.
    std::string recipe_or_empty(std::string_view name) const;
    DocumentMembers members(std::string_view name) const;                 ///< of an object
    DocumentMembers of(Json const& json) const { return {json, fault_}; } ///< another document, for example one of an array
    void wrong(std::string_view name) const { fault_.note(name); }

private:
    Json const& json_;
    DocumentFault& fault_;
};

} // namespace muster
