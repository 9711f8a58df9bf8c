#include "store/outcome_log.hpp"

namespace muster {

namespace {

// The first byte: the outcome in its low bits, then what follows it.
constexpr std::uint8_t outcome_bits = 0x1F;
constexpr std::uint8_t has_code = 0x20;
constexpr std::uint8_t has_merged = 0x40;
constexpr std::uint8_t is_drifted = 0x80;

void put_number(std::string& into, std::uint64_t number) // LEB128
{
    while (number >= 0x80) {
        into.push_back(static_cast<char>(number | 0x80));
        number >>= 7;
    }
    into.push_back(static_cast<char>(number));
}

bool take_byte(std::string_view& packed, std::uint8_t& into)
{
    if (packed.empty()) { return false; }
    into = static_cast<std::uint8_t>(packed.front());
    packed.remove_prefix(1);
    return true;
}

bool take_number(std::string_view& packed, std::uint64_t& into)
{
    into = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        std::uint8_t byte = 0;
        if (!take_byte(packed, byte)) { return false; }
        into |= std::uint64_t{byte & 0x7FU} << shift;
        if (byte < 0x80) { return true; }
    }
    return false;
}

bool take_outcome(std::string_view& packed, RecordOutcome& into)
{
    std::uint8_t first = 0;
    if (!take_byte(packed, first)) { return false; }
    into.outcome = static_cast<Outcome>(first & outcome_bits);
    into.drifted = (first & is_drifted) != 0;
    std::uint64_t number = 0;
    if (!take_number(packed, number)) { return false; }
    into.profile = ProfileId{static_cast<std::int64_t>(number)};
    if ((first & has_code) != 0) {
        std::uint8_t code = 0;
        if (!take_byte(packed, code)) { return false; }
        into.code = static_cast<ProblemCode>(code);
    }
    if ((first & has_merged) != 0) {
        if (!take_number(packed, number) || number > UINT16_MAX) { return false; }
        into.merged = static_cast<std::uint16_t>(number);
    }
    return true;
}

} // namespace

void pack_outcome(std::string& into, RecordOutcome const& outcome)
{
    auto first = static_cast<std::uint8_t>(outcome.outcome);
    if (outcome.code != ProblemCode::none) { first |= has_code; }
    if (outcome.merged != 0) { first |= has_merged; }
    if (outcome.drifted) { first |= is_drifted; }
    into.push_back(static_cast<char>(first));
    put_number(into, static_cast<std::uint64_t>(outcome.profile.value));
    if (outcome.code != ProblemCode::none) { into.push_back(static_cast<char>(outcome.code)); }
    if (outcome.merged != 0) { put_number(into, outcome.merged); }
}

bool unpack_outcomes(std::string_view packed, std::vector<RecordOutcome>& into)
{
    while (!packed.empty()) {
        RecordOutcome outcome;
        if (!take_outcome(packed, outcome)) { return false; }
        into.push_back(outcome);
    }
    return true;
}

} // namespace muster
