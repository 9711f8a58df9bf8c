#include "base/assert.hpp"
#include "base/text.hpp"
#include "mapping/mapper.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace muster;

constexpr std::size_t columns = 12;

Mapper const& mapper(OnInvalid on_invalid)
{
    static auto const make = [](OnInvalid choice) {
        Recipe recipe;
        recipe.choices.on_invalid = choice;
        recipe.columns = {{"#1", "externalId", {}, {}},
                          {"#2", "firstName", {}, {}},
                          {"#3", "phone", {}, {"column", {}, {}}},
                          {"#4", "email", {}, {}},
                          {"#5", "country", {}, {}},
                          {"#6", "birthDate", {}, {{}, "d.M.yy", {}}},
                          {"#7", "tags", {}, {{}, {}, "comma"}},
                          {"#8", "type", {}, {}},
                          {"#9", "profilePicture", {}, {}},
                          {"#10", "Number", AttributeType::decimal, {}},
                          {"#11", "Whole", AttributeType::integer, {}},
                          {"#12", "Moment", AttributeType::date_time, {}}};
        Reading reading;
        for (std::size_t i = 0; i < columns; ++i) { reading.columns.push_back({i + 1, {}}); }
        Result<Mapper> made = Mapper::create(person_target(), recipe, reading, {}, Date{2026, 11, 24});
        MUSTER_ASSERT(made);
        return *std::move(made);
    };
    static Mapper const rejecting = make(OnInvalid::reject);
    static Mapper const dropping = make(OnInvalid::drop);
    return on_invalid == OnInvalid::reject ? rejecting : dropping;
}

/// Lines are rows, 0x1F ends a cell; the cell's kind is drawn from its first byte.
RowBatch rows_of(std::string_view text)
{
    RowBatch rows;
    std::int64_t number = 0;
    while (!text.empty()) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        ++number;
        rows.begin_row(RowNumber{number}, number);
        while (!line.empty()) {
            std::string_view const cell = line.substr(0, line.find('\x1F'));
            line.remove_prefix(std::min(cell.size() + 1, line.size()));
            rows.add_cell(cell, !cell.empty() && cell.front() == '~' ? CellKind::date : CellKind::text);
        }
        rows.end_row();
        if (number % 3 == 0) { rows.add_fault(RowFault::undecodable); }
    }
    return rows;
}

void check(Candidate const& candidate)
{
    bool identified = !candidate.contacts.empty();
    FieldId last{};
    for (FieldValue const& value : candidate.values) {
        MUSTER_ASSERT(last < value.field && !value.value.empty() && text::is_utf8(value.value));
        last = value.field;
        identified = identified || value.field == person_field::external_id;
    }
    MUSTER_ASSERT(identified);
}

} // namespace

/// Rows of any cells: a valid one has an identifier and its values in order; each row has one verdict.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string_view const text{reinterpret_cast<char const*>(bytes), size}; // NOLINT: bytes as text
    if (!text::is_utf8(text)) { return 0; }
    RowBatch const rows = rows_of(text);
    static MappedBatch batch;
    for (OnInvalid const on_invalid : {OnInvalid::reject, OnInvalid::drop}) {
        mapper(on_invalid).map(rows, batch);
        MUSTER_ASSERT(batch.rows.size() == rows.size());
        std::size_t valid = 0;
        for (MappedBatch::Entry const& entry : batch.rows) {
            MUSTER_ASSERT((entry.verdict == MappedBatch::Verdict::rejected) == (entry.code != ProblemCode::none));
            if (entry.verdict != MappedBatch::Verdict::valid) { continue; }
            MUSTER_ASSERT(entry.candidate == valid++);
            check(batch.candidates[entry.candidate]);
        }
        MUSTER_ASSERT(valid == batch.candidate_count);
    }
    return 0;
}
