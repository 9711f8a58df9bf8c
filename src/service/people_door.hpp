#pragma once

#include "profile/apply_input.hpp"
#include "service/door.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace muster {

struct LocalDoorOrder;

/// The use cases of the People API for one account and one author: persons one by one and in batches, tags, custom attributes. What a
/// call writes is durable when it returns, and costs a few round trips to the store whatever the size of its batch. Any thread.

/// Most persons of one batch: the published limit.
inline constexpr std::size_t persons_per_batch = 1'000;

/// What became of one person of a batch.
struct PersonResult {
    enum class Effect : std::uint8_t { failed, created, updated, unchanged, removed } effect{Effect::failed};
    ProfileId id{};                   ///< 0 where it failed
    Error error{};                    ///< why it failed: INPUT_INVALID, IDENTIFIER_TAKEN, PERSON_NOT_FOUND, AMBIGUOUS_MATCH, ...
    std::vector<InputFault> faults{}; ///< of INPUT_INVALID, property by property
};

/// A person as one call has left it.
struct PersonWritten {
    PersonResult result{};
    PersonView person{}; ///< meaningless where it failed
};

/// A person and what is to be changed about it.
struct PersonPatch {
    PersonKey key{};
    ProfileInput input{};
};

struct PersonListQuery {
    std::string filter{}; ///< JSON of profile/filter.hpp; empty: all
    ImportId import{};    ///< as in PersonQuery
    /// Persons without a name come last when names rise. Equal ones, and everything by default, in id order, which is that of creation.
    enum class Order : std::uint8_t { id, first_name, last_name, created_at, modified_at } order{Order::id};
    enum class Direction : std::uint8_t { rising, falling } direction{Direction::rising};
    std::size_t limit{20}; ///< persons of a page
    std::size_t page{1};
    enum class Total : std::uint8_t { unknown, counted } total{Total::unknown};
};
struct PersonPage {
    std::vector<Profile> persons{};
    Names names{};
    std::int64_t total{-1}; ///< of all pages; -1: was not asked for
};

/// An identifier of a match and the person that it belongs to.
struct PersonMatch {
    std::size_t index{}; ///< among the keys asked for; of repeated ones the first
    ProfileId id{};
};

class PeopleDoor {
public:
    PeopleDoor() = default;
    PeopleDoor(PeopleDoor const&) = delete;
    PeopleDoor& operator=(PeopleDoor const&) = delete;
    virtual ~PeopleDoor() = default;

    // Reading
    /// Errors: not_found PERSON_NOT_FOUND, PERSON_MERGED; invalid_input PERSON_KEY_INVALID.
    virtual Result<PersonView> find(PersonKey const& key) = 0;
    /// Numbered pages and orders other than by id read every person before them: fine for thousands, slow for millions.
    virtual Result<PersonPage> list(PersonListQuery const& query) = 0;
    /// Those that belong to somebody, in the keys' order, each identifier once. A key that cannot be one is an Error.
    virtual Result<std::vector<PersonMatch>> match(std::span<PersonKey const> keys) = 0;

    // One person. That the input is not taken is told in the result; an Error is trouble.
    virtual Result<PersonWritten> create(ProfileInput const& input) = 0;
    virtual Result<PersonWritten> change(PersonKey const& key, ProfileInput const& input, InputMode mode) = 0;
    virtual Result<PersonResult> remove(PersonKey const& key) = 0;

    // Batches of up to persons_per_batch, results in their order. Applied one after the other in one transaction; one that fails leaves
    // nothing, the others are done. Error invalid_input BATCH_TOO_LARGE.
    virtual Result<std::vector<PersonResult>> create_all(std::span<ProfileInput const> inputs) = 0;
    virtual Result<std::vector<PersonResult>> patch_all(std::span<PersonPatch const> patches) = 0;
    virtual Result<std::vector<PersonResult>> remove_all(std::span<PersonKey const> keys) = 0;
    /// Changes the one person that has one of the input's identifiers, or creates it. `mode`: overwrite or append.
    virtual Result<std::vector<PersonResult>> upsert(std::span<ProfileInput const> inputs, InputMode mode) = 0;
    /// Merges all persons that have one of the input's identifiers, by the rules of merging, then writes the input over the result.
    virtual Result<std::vector<PersonResult>> merge(std::span<ProfileInput const> inputs) = 0;

    // Tags. Error not_found TAG_NOT_FOUND where one is named that is not there.
    virtual Result<std::vector<Tag>> tags() = 0;
    virtual Result<Tag> tag(std::string const& name) = 0;
    virtual Result<Tag> create_tag(std::string const& name) = 0;  ///< conflict TAG_EXISTS
    virtual Result<void> remove_tag(std::string const& name) = 0; ///< conflict TAG_IN_USE while a person has it
    virtual Result<std::vector<PersonResult>> assign_tag(std::string const& name, std::span<PersonKey const> keys) = 0;
    virtual Result<std::vector<PersonResult>> unassign_tag(std::string const& name, std::span<PersonKey const> keys) = 0;

    // Custom attributes. Error not_found ATTRIBUTE_NOT_FOUND.
    virtual Result<std::vector<Attribute>> attributes() = 0;
    virtual Result<Attribute> attribute(std::string const& name) = 0;
    virtual Result<Attribute> create_attribute(std::string const& name, AttributeType type) = 0; ///< conflict ATTRIBUTE_EXISTS
    virtual Result<void> remove_attribute(std::string const& name) = 0;                          ///< conflict ATTRIBUTE_IN_USE
};

/// The door on a store. `by` is what histories show as the author: a key's name, a user's email.
std::unique_ptr<PeopleDoor> make_people_door(LocalDoorOrder order, std::string by);

} // namespace muster
