#pragma once

#include "grouping/record_reader.hpp"
#include "planning/applier.hpp"
#include "service/workplace.hpp"

#include <cstdint>
#include <memory>

namespace muster {

/// The records of an import as they came, in the account's fields and tags. For files and differences after a commit, and for those
/// before it that need no store. One thread; the place outlives it.
class ImportedRecords {
public:
    static Result<ImportedRecords> open(Workplace const& place, ImportJob const& job, Transaction& transaction);
    std::uint32_t size() const { return reader_->size(); }
    Result<void> read(std::uint32_t ordinal, Record& into) { return reader_->read(ordinal, into); }
    /// The profile that a record makes where it meets nobody; tags that exist nowhere have ids below zero.
    Result<Profile> as_created(std::uint32_t ordinal);
    /// The type that a record gives to a new profile.
    ProfileType type_of(Record const& record) const { return record.type.value_or(default_type_); }
    /// The account's attributes and those that the import will create.
    std::vector<AttributeField> const& attributes() const { return attributes_; }

private:
    ImportedRecords(Target const& target) : target_{target} {}
    Target const& target_;
    ProfileType default_type_{};
    std::unique_ptr<RecordReader> reader_{};
    std::unique_ptr<TagNames> tags_{};
    std::vector<AttributeField> attributes_{};
};

/// A creation as a change from nothing, its type included.
Change creation_of(Target const& target, Profile const& created);

} // namespace muster
