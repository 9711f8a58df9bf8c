#include "grouping/grouping.hpp"
#include "grouping/record_reader.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace muster {
namespace {

using namespace person_field;

Candidate row_of(std::int64_t number, std::string const& ext, std::vector<std::string> const& mails, std::string const& name = {})
{
    Candidate row;
    row.row = RowNumber{number};
    if (!ext.empty()) { row.values.push_back({person_field::external_id, ext}); }
    if (!name.empty()) { row.values.push_back({first_name, name}); }
    for (std::string const& mail : mails) { row.contacts.push_back({email, mail}); }
    return row;
}

/// What grouping leaves, in memory.
struct Grouped {
    std::string spill{}, rows{}, groups{}, members{}, keys{};
    GroupingCounts counts{};
    std::vector<std::int64_t> rejected{}, two{};

    RecordReader reader() const { return {person_target(), memory_source(spill), memory_source(groups), memory_source(members)}; }
    RowEntry row(std::size_t index) const
    {
        RowEntry entry;
        std::memcpy(&entry, rows.data() + index * sizeof entry, sizeof entry);
        return entry;
    }
    std::vector<Record> records() const
    {
        RecordReader reading = reader();
        std::vector<Record> all(reading.size());
        for (std::uint32_t ordinal = 0; ordinal < reading.size(); ++ordinal) { EXPECT_TRUE(reading.read(ordinal, all[ordinal])); }
        return all;
    }
};

Grouped grouped(std::vector<Candidate> const& rows, std::size_t memory = sort_memory)
{
    Grouped result;
    HashKey const key{};
    auto const spill = memory_sink(result.spill);
    auto const entries = memory_sink(result.rows);
    auto const groups = memory_sink(result.groups);
    auto const members = memory_sink(result.members);
    auto const keys = memory_sink(result.keys);
    Grouping grouping{person_target(),
                      [key](Identifier const& one) { return keyed_hash(key, static_cast<std::uint8_t>(one.kind), one.normalised); },
                      {*spill, *entries, *groups, *members, *keys},
                      {},
                      memory};
    for (Candidate const& row : rows) {
        if (row.values.empty() && row.contacts.empty()) {
            grouping.add_other(row.row, row.row.value, Outcome::blank, ProblemCode::none);
        } else {
            EXPECT_TRUE(grouping.add_valid(row.row.value, row));
        }
    }
    auto counts = grouping.finish(
        [&]() -> Result<std::shared_ptr<ByteSource const>> { return std::shared_ptr<ByteSource const>{memory_source(result.spill)}; },
        [&](RowNumber row, Record const&) { result.rejected.push_back(row.value); },
        [&](RowNumber row, Record const&) { result.two.push_back(row.value); });
    EXPECT_TRUE(counts);
    result.counts = *counts;
    return result;
}

TEST(Grouping, JoinsRowsThatShareAnIdentifierThroughOthers)
{
    Grouped const result = grouped({row_of(2, "", {"a@example.com"}, "Ana"),
                                    row_of(3, "x", {}),
                                    {RowNumber{4}, {}, {}, {}, {}},
                                    row_of(5, "y", {"A@Example.com"}),
                                    row_of(6, "y", {"b@example.com"}, "Anna"),
                                    row_of(7, "X", {})});
    EXPECT_EQ(result.counts.records, 3);
    EXPECT_EQ(result.counts.folded, 2);
    EXPECT_EQ(result.counts.blank, 1);
    std::vector<Record> const records = result.records();
    EXPECT_EQ(records[0].first_row.value, 2);
    EXPECT_EQ(records[0].contacts.size(), 2U);
    EXPECT_EQ(records[0].values, (std::vector<FieldValue>{{person_field::external_id, "y"}, {first_name, "Anna"}}));
    EXPECT_EQ(records[1].first_row.value, 3);
    EXPECT_EQ(records[2].first_row.value, 7) << "external ids are compared exactly";
    EXPECT_EQ(result.row(3).outcome, Outcome::folded);
    EXPECT_EQ(result.row(3).record, 0U);
    EXPECT_EQ(result.row(2).outcome, Outcome::blank);
    EXPECT_EQ(result.row(0).outcome, Outcome::none);
}

TEST(Grouping, ALateBridgeJoinsTwoGroupsUnderTheEarlierRow)
{
    Grouped const result = grouped(
        {row_of(2, "a", {}), row_of(3, "b", {}), row_of(4, "c", {}), row_of(5, "b", {"z@example.com"}), row_of(6, "a", {"Z@example.com"})});
    EXPECT_EQ(result.counts.records, 2);
    std::vector<Record> const records = result.records();
    EXPECT_EQ(records[0].superseded.size(), 2U) << "a was replaced by b, b by a again";
    EXPECT_EQ(records[1].values[0].value, "c");
    EXPECT_EQ(result.two, std::vector<std::int64_t>{2});
}

TEST(Grouping, RejectsTheRowThatBringsTooManyContactsButNotItsNeighbours)
{
    std::vector<std::string> many{"a@example.com"};
    for (int number = 0; number < 21; ++number) { many.push_back("m" + std::to_string(number) + "@example.com"); }
    // the rejected row was the bridge between the first and the last; the group is not split again
    Grouped const result = grouped({row_of(2, "", {"a@example.com"}), row_of(3, "", many), row_of(4, "", {"m7@example.com"}, "Iva"),
                                    row_of(5, "", {"other@example.com"})});
    EXPECT_EQ(result.counts.rejected, 1);
    EXPECT_EQ(result.counts.records, 2);
    EXPECT_EQ(result.rejected, std::vector<std::int64_t>{3});
    EXPECT_EQ(result.row(1).code, ProblemCode::too_many_additional_contacts);
    EXPECT_EQ(result.row(1).record, RowEntry::no_record);
    EXPECT_EQ(result.records()[0].contacts, (std::vector<FieldValue>{{email, "a@example.com"}, {email, "m7@example.com"}}));
    EXPECT_EQ(result.keys.size() / sizeof(KeyOfRecord), 3U) << "keys of rejected rows are left out";
}

/// Random rows: groups are the connected parts, whatever memory sorting has, and records come back at any place.
TEST(Grouping, EqualsTheConnectedPartsOfAnyFile)
{
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        std::mt19937_64 random{seed};
        std::vector<Candidate> rows;
        for (std::int64_t number = 2; number < 160; ++number) {
            std::vector<std::string> mails;
            for (std::uint64_t count = random() % 3; count > 0; --count) {
                mails.push_back("p" + std::to_string(random() % 200) + "@example.com");
            }
            if (mails.size() == 2 && mails[0] == mails[1]) { mails.pop_back(); }
            rows.push_back(
                row_of(number, random() % 3 == 0 ? "x" + std::to_string(random() % 80) : "", mails, "n" + std::to_string(number)));
        }
        std::vector<std::size_t> part(rows.size());
        for (std::size_t row = 0; row < rows.size(); ++row) { part[row] = row; }
        auto const shares = [&](std::size_t a, std::size_t b) {
            for (Identifier const& one : identifiers_of(person_target(), rows[a].values, rows[a].contacts)) {
                for (Identifier const& other : identifiers_of(person_target(), rows[b].values, rows[b].contacts)) {
                    if (one == other) { return true; }
                }
            }
            return false;
        };
        for (std::size_t a = 0; a < rows.size(); ++a) {
            for (std::size_t b = 0; b < a; ++b) {
                if (part[a] == part[b] || !shares(a, b)) { continue; }
                std::size_t const low = std::min(part[a], part[b]);
                std::size_t const high = std::max(part[a], part[b]);
                for (std::size_t& one : part) { one = one == high ? low : one; }
            }
        }
        Grouped const result = grouped(rows);
        Grouped const external = grouped(rows, 64 * 24);
        EXPECT_EQ(result.keys, external.keys);
        EXPECT_EQ(result.rows, external.rows);
        std::set<std::size_t> const parts(part.begin(), part.end());
        ASSERT_EQ(result.counts.records, static_cast<std::int64_t>(parts.size()));
        std::vector<std::size_t> const firsts(parts.begin(), parts.end());
        for (std::size_t row = 0; row < rows.size(); ++row) {
            if (result.row(row).outcome != Outcome::rejected) { EXPECT_EQ(firsts[result.row(row).record], part[row]); }
        }
        std::vector<Record> const records = result.records();
        std::vector<std::int64_t> two;
        for (Record const& record : records) {
            if (!record.superseded.empty()) { two.push_back(record.first_row.value); }
        }
        EXPECT_EQ(result.two, two);
        RecordReader jumping = result.reader();
        Record record;
        for (std::uint64_t jump = 0; jump < 200; ++jump) {
            auto const ordinal = static_cast<std::uint32_t>(random() % records.size());
            ASSERT_TRUE(jumping.read(ordinal, record));
            EXPECT_EQ(record.first_row, records[ordinal].first_row);
            EXPECT_EQ(record.values, records[ordinal].values);
            EXPECT_EQ(record.contacts, records[ordinal].contacts);
        }
    }
}

TEST(ExternalSort, GivesTheSameFromMemoryAndFromRunsTwice)
{
    std::mt19937_64 random{5};
    ExternalSort<std::uint64_t> in_memory{{}};
    ExternalSort<std::uint64_t> in_runs{{}, 100 * sizeof(std::uint64_t)};
    for (int number = 0; number < 1'000; ++number) {
        std::uint64_t const value = random() % 700;
        ASSERT_TRUE(in_memory.add(value) && in_runs.add(value));
    }
    auto const drained = [](ExternalSort<std::uint64_t>& sort) {
        std::vector<std::uint64_t> values;
        EXPECT_TRUE(sort.drain([&](std::uint64_t value) -> Result<void> {
            values.push_back(value);
            return {};
        }));
        return values;
    };
    std::vector<std::uint64_t> const expected = drained(in_memory);
    EXPECT_TRUE(std::is_sorted(expected.begin(), expected.end()));
    EXPECT_GT(in_runs.runs(), 5U);
    EXPECT_EQ(drained(in_runs), expected);
    EXPECT_EQ(drained(in_runs), expected);
    EXPECT_EQ(drained(in_memory), expected);
}

TEST(Spill, RefusesBytesThatItDidNotWrite)
{
    std::string bytes;
    auto const sink = memory_sink(bytes);
    SpillWriter writer{*sink};
    Candidate row = row_of(7, "x", {"a@example.com"}, "Željka");
    row.type = ProfileType::customer;
    row.tags = {"vip"};
    ASSERT_TRUE(writer.add(row));
    std::uint64_t const second = *writer.add(row);
    ASSERT_TRUE(writer.flush());
    Candidate back;
    ASSERT_TRUE(SpillReader{memory_source(bytes)}.read(second, back));
    EXPECT_EQ(back.values, row.values);
    EXPECT_EQ(back.contacts, row.contacts);
    EXPECT_EQ(back.tags, row.tags);
    EXPECT_EQ(back.type, row.type);
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        EXPECT_FALSE(SpillReader{memory_source(bytes.substr(0, length))}.read(second, back)) << length;
    }
    for (std::size_t at = second; at < bytes.size(); ++at) { // any damage is an Error or another value, never more
        std::string damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ 0xFF);
        static_cast<void>(SpillReader{memory_source(damaged)}.read(second, back));
    }
}

/// The names of an outline's tags, each once whatever its case, as a record has them.
std::vector<std::string> tags_of(RecordOutline const& outline)
{
    Record united;
    RecordBuilder builder{person_target()};
    builder.start(united);
    for (TagList const* list : outline.tags) {
        Candidate row;
        row.row = RowNumber{2};
        row.tags = list->names;
        builder.add(row);
    }
    return united.tags;
}

TEST(RecordReader, OutlinesRecordsAsTheyAre)
{
    std::vector<Candidate> rows{row_of(2, "a", {"a@example.com", "A2@example.com"}, "Ana"), row_of(3, "", {"b@example.com"}),
                                row_of(4, "a", {"c@example.com", "a@example.com"}), row_of(5, "d", {}), row_of(6, "a", {})};
    rows[0].tags = {"of three rows", "VIP"};
    rows[1].tags = {"vip", "a longer name than fits into the text itself"};
    rows[1].type = ProfileType::customer;
    rows[2].tags = {"vip", "late"};
    rows[2].type = ProfileType::customer;
    rows[3].type = ProfileType::lead;
    Grouped const result = grouped(rows);
    std::vector<Record> const records = result.records();
    RecordReader reader = result.reader();
    RecordOutline outline;
    ASSERT_EQ(records.size(), 3U);
    for (std::uint32_t ordinal : {0U, 1U, 2U, 1U, 0U}) {
        ASSERT_TRUE(*reader.read_outline(ordinal, outline)) << ordinal;
        EXPECT_EQ(outline.type, records[ordinal].type) << ordinal;
        EXPECT_EQ(tags_of(outline), records[ordinal].tags) << ordinal;
        EXPECT_EQ(outline.contacts, ordinal == 0 ? 4U : records[ordinal].contacts.size()) << "a repeat counts in outlines";
    }
    Record whole; // outlines and records may be asked for in turn
    ASSERT_TRUE(reader.read(0, whole));
    EXPECT_EQ(whole.contacts, records[0].contacts);
}

TEST(RecordReader, HasNoOutlineWhereOnlyTheRecordDecides)
{
    auto const mails = [](std::size_t count, std::string const& name) {
        std::vector<std::string> list;
        for (std::size_t number = 0; number < count; ++number) { list.push_back(name + std::to_string(number) + "@example.com"); }
        return list;
    };
    std::vector<Candidate> rows{row_of(2, "many", mails(RowPlace::most_contacts + 1, "m")),
                                row_of(3, "most", mails(RowPlace::most_contacts, "n"))};
    // together 105 contacts, of which only 15 are different
    for (std::int64_t number = 4; number < 11; ++number) { rows.push_back(row_of(number, "repeats", mails(RowPlace::most_contacts, "r"))); }
    rows.push_back(row_of(11, "two", {"two@example.com"}));
    rows.push_back(row_of(12, "two", mails(RowPlace::most_contacts + 1, "t")));
    Grouped const result = grouped(rows);
    RecordReader reader = result.reader();
    RecordOutline outline;
    EXPECT_FALSE(*reader.read_outline(0, outline));
    EXPECT_TRUE(*reader.read_outline(1, outline));
    EXPECT_FALSE(*reader.read_outline(2, outline));
    EXPECT_EQ(result.records()[2].contacts.size(), RowPlace::most_contacts);
    EXPECT_FALSE(*reader.read_outline(3, outline));
    EXPECT_EQ(result.counts.rejected, 0);
}

TEST(RecordReader, OutlinesNoRowWhoseTagsCameWhenThereWereTooManyLists)
{
    std::vector<Candidate> rows;
    for (std::int64_t number = 0; number <= RowPlace::most_tag_lists; ++number) {
        rows.push_back(row_of(number + 2, "x" + std::to_string(number), {}));
        rows.back().tags = {"t" + std::to_string(number)};
    }
    rows.push_back(row_of(2'000, "again", {}));
    rows.back().tags = {"t0"};
    Grouped const result = grouped(rows);
    RecordReader reader = result.reader();
    RecordOutline outline;
    ASSERT_TRUE(*reader.read_outline(RowPlace::most_tag_lists - 1, outline));
    EXPECT_EQ(outline.tags[0]->names, std::vector<std::string>{"t1022"});
    EXPECT_FALSE(*reader.read_outline(RowPlace::most_tag_lists, outline));
    ASSERT_TRUE(*reader.read_outline(RowPlace::most_tag_lists + 1, outline));
    EXPECT_EQ(outline.tags[0]->names, std::vector<std::string>{"t0"});
    EXPECT_EQ(outline.tags[0]->number, 1U);
}

TEST(TagListNumbers, TellsListsApartThatLookAlikeWhenJoined)
{
    TagListNumbers numbers;
    EXPECT_EQ(numbers.number_of({}), 1U);
    EXPECT_EQ(numbers.number_of({"a", "b"}), 2U);
    EXPECT_EQ(numbers.number_of({"a1:b"}), 3U);
    EXPECT_EQ(numbers.number_of({"b", "a"}), 4U);
    EXPECT_EQ(numbers.number_of({"a", "b"}), 2U);
    EXPECT_EQ(numbers.number_of({}), 1U);
}

TEST(Spill, GivesTheSameKeptInMemoryAndReadInParts)
{
    std::string bytes;
    auto const sink = memory_sink(bytes);
    SpillWriter writer{*sink};
    std::mt19937 random{7}; // NOLINT: the same rows in every run
    std::vector<std::uint64_t> places;
    for (std::int64_t number = 1; number <= 3'000; ++number) {
        // most entries are small, some cross the parts that are read at once, one is longer than such a part
        std::size_t const length = number == 1'500 ? 700'000 : random() % (number % 50 == 0 ? 40'000 : 200);
        places.push_back(*writer.add(row_of(number, "x" + std::to_string(number), {}, std::string(length, 'n'))));
    }
    ASSERT_TRUE(writer.flush());
    SpillReader kept{memory_source(bytes)};
    SpillReader in_parts{memory_source(bytes), 0};
    Candidate one;
    Candidate other;
    for (std::size_t round = 0; round < 13'000; ++round) { // first anywhere, then in order
        std::size_t const index = round < 10'000 ? random() % places.size() : round - 10'000;
        ASSERT_TRUE(kept.read(places[index], one)) << index;
        ASSERT_TRUE(in_parts.read(places[index], other)) << index;
        ASSERT_EQ(one.row.value, static_cast<std::int64_t>(index) + 1);
        ASSERT_EQ(one.row.value, other.row.value);
        ASSERT_EQ(one.values, other.values);
    }
    EXPECT_FALSE(kept.read(bytes.size(), one));
    EXPECT_FALSE(kept.read(bytes.size() - 2, one));
    EXPECT_FALSE(in_parts.read(bytes.size() - 2, other));
}

TEST(Spill, RefusesAFileThatWasCutWhileItWasKept)
{
    /// A source that ends earlier than it said.
    class Cut final : public ByteSource {
    public:
        explicit Cut(std::string bytes) : bytes_{memory_source(std::move(bytes))} {}
        Result<std::size_t> read_at(std::uint64_t offset, std::span<char> into) const override
        {
            return bytes_->read_at(offset, is_cut ? into.first(into.size() / 2) : into);
        }
        std::uint64_t size() const override { return bytes_->size(); }
        bool is_cut{};

    private:
        std::unique_ptr<ByteSource> bytes_;
    };
    std::string bytes;
    auto const sink = memory_sink(bytes);
    SpillWriter writer{*sink};
    std::vector<std::uint64_t> places;
    for (std::int64_t number = 1; number <= 400; ++number) {
        places.push_back(*writer.add(row_of(number, "x" + std::to_string(number), {}, std::string(5'000, 'n'))));
    }
    ASSERT_TRUE(writer.flush());
    auto const source = std::make_shared<Cut>(bytes);
    SpillReader reader{source};
    Candidate row;
    for (int round = 0; round < 40; ++round) {
        for (std::size_t index = 300; index-- > 200;) { ASSERT_TRUE(reader.read(places[index], row)); } // backwards: every one a jump
    }
    source->is_cut = true;
    EXPECT_FALSE(reader.read(places[0], row)) << "a part that was not read yet";
    EXPECT_TRUE(reader.read(places[250], row)) << "one that was";
}

} // namespace
} // namespace muster
