#pragma once

#include <cstdint>
#include <string>

/// Bodies of the People API for the persons that make_people.py numbers: both make the same identifiers of a number, so that who was
/// imported is met again.
namespace muster::load {

/// The telephone number of a person in international form.
std::string phone_of(std::int64_t number);
/// The body that creates one person (version 2). `variety` chooses the values that are no identifiers.
std::string create_body(std::int64_t number, std::uint64_t variety);
/// The body that upserts `count` persons (version 3), `step` numbers apart.
std::string upsert_body(std::int64_t first, std::int64_t step, std::int64_t count, std::uint64_t variety);

} // namespace muster::load
