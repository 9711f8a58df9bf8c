#pragma once

#include "service/workplace.hpp"

#include <span>
#include <string>
#include <vector>

namespace muster {

/// The use cases of persons; what they promise stands at the door's methods of these names.

Result<void> list_persons(Workplace const& place, PersonQuery const& query, ProfilesTaker const& take);
Result<PersonView> get_person(Workplace const& place, PersonKey const& key);
Result<ActivityView> person_activity(Workplace const& place, PersonKey const& key);
Result<std::int64_t> erase_persons(Workplace const& place, std::span<PersonKey const> keys);
/// Takes the history of persons (ascending ids) that are being removed out of the store: theirs and that of whoever was merged into them.
Result<void> erase_histories(Workplace const& place, Transaction& transaction, std::vector<ProfileId> const& ids);
Result<PersonView> merge_stored_persons(Workplace const& place, std::span<PersonKey const> keys, std::string const& by);
Result<std::int64_t> write_person_export(Workplace const& place, PersonQuery const& query, TableFormat format, ByteSink& into);
enum class Tagging : std::uint8_t { give, take };
/// Gives how many persons changed.
Result<std::int64_t> change_tag(Workplace const& place, Tagging tagging, std::span<PersonKey const> keys, std::string const& tag,
                                std::string const& by);

/// The persons that keys name, ascending by id, once each. Errors: not_found PERSON_NOT_FOUND, PERSON_MERGED (naming into whom),
/// invalid_input PERSON_KEY_INVALID.
Result<std::vector<Profile>> find_persons(Workplace const& place, Transaction& transaction, std::span<PersonKey const> keys);

/// The identifier that a key other than an id stands for. Error invalid_input PERSON_KEY_INVALID.
Result<Identifier> identifier_of(Workplace const& place, PersonKey const& key);
/// The id in a key of that kind. Error invalid_input PERSON_KEY_INVALID.
Result<ProfileId> id_of(PersonKey const& key);

/// Pages through the persons that a query asks for, within one transaction.
Result<void> each_person_page(Workplace const& place, Transaction& transaction, Names const& names, PersonQuery const& query,
                              std::function<Result<void>(std::span<Profile const>)> const& take);

} // namespace muster
