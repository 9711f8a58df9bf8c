#include "profile/apply.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace muster {
namespace {

using namespace person_field;
using enum ProfileType;

constexpr Instant at{50'000};

Profile person(std::int64_t id, ProfileType type = ProfileType::lead)
{
    Profile one;
    one.id = ProfileId{id};
    one.type = type;
    one.created_at = one.modified_at = Instant{1'000};
    one.contacts = {{email, "p" + std::to_string(id) + "@example.com"}};
    return one;
}

Record record(std::optional<ProfileType> type = {})
{
    Record one;
    one.first_row = RowNumber{2};
    one.type = type;
    one.contacts = {{email, "p1@example.com"}};
    return one;
}

ApplyRules rules(OnDuplicate on_duplicate = OnDuplicate::merge, OnAmbiguous on_ambiguous = OnAmbiguous::merge)
{
    return {on_duplicate, on_ambiguous, lead, at, Origin::import, "importer", {}};
}

Applied applied_to(Record const& incoming, std::vector<Profile> const& stored, ApplyRules const& choices = rules(),
                   std::vector<TagId> const& tags = {})
{
    std::vector<Profile const*> matched;
    for (Profile const& one : stored) { matched.push_back(&one); }
    return apply(person_target(), incoming, tags, matched, choices);
}

enum class Field : std::uint8_t { untouched, set, overwritten, only_filled };

/// The decision table, row by row, with both choices: a stored first name, an empty city, both in the record.
struct Decision {
    std::optional<ProfileType> incoming;
    std::optional<ProfileType> stored;
    OnDuplicate choice;
    Outcome outcome;
    ProfileType after;
    Field field;
};
constexpr auto merge = OnDuplicate::merge;
constexpr auto discard = OnDuplicate::discard;
Decision const decisions[] = {
    {std::nullopt, std::nullopt, discard, Outcome::created, lead, Field::set},
    {lead, std::nullopt, discard, Outcome::created, lead, Field::set},
    {customer, std::nullopt, discard, Outcome::created, customer, Field::set},
    {std::nullopt, lead, discard, Outcome::discarded, lead, Field::untouched},
    {lead, lead, discard, Outcome::discarded, lead, Field::untouched},
    {lead, customer, discard, Outcome::discarded, customer, Field::untouched},
    {customer, lead, discard, Outcome::discarded, lead, Field::untouched},
    {customer, customer, discard, Outcome::discarded, customer, Field::untouched},
    {std::nullopt, std::nullopt, merge, Outcome::created, lead, Field::set},
    {lead, std::nullopt, merge, Outcome::created, lead, Field::set},
    {customer, std::nullopt, merge, Outcome::created, customer, Field::set},
    {std::nullopt, lead, merge, Outcome::updated, lead, Field::overwritten},
    {lead, lead, merge, Outcome::updated, lead, Field::overwritten},
    {std::nullopt, customer, merge, Outcome::updated, customer, Field::only_filled},
    {lead, customer, merge, Outcome::updated, customer, Field::only_filled},
    {customer, lead, merge, Outcome::promoted, customer, Field::overwritten},
    {customer, customer, merge, Outcome::updated, customer, Field::overwritten},
};

TEST(Apply, FollowsTheDecisionTable)
{
    for (std::size_t row = 0; row < std::size(decisions); ++row) {
        SCOPED_TRACE("row " + std::to_string(row));
        Decision const& decision = decisions[row];
        std::vector<Profile> stored;
        if (decision.stored) {
            stored.push_back(person(1, *decision.stored));
            stored[0].values = {{first_name, "Ana"}};
        }
        Record incoming = record(decision.incoming);
        incoming.values = {{first_name, "Iva"}, {city, "Split"}};
        Applied const result = applied_to(incoming, stored, rules(decision.choice));
        EXPECT_EQ(result.outcome, decision.outcome);
        EXPECT_TRUE(result.absorbed.empty());
        if (decision.field == Field::untouched) {
            EXPECT_TRUE(result.change.empty());
            continue;
        }
        EXPECT_EQ(result.after.type, decision.after);
        EXPECT_EQ(result.after.value(city), "Split");
        EXPECT_EQ(result.after.value(first_name), decision.field == Field::only_filled ? "Ana" : "Iva");
        EXPECT_EQ(result.fields_overwritten, decision.field == Field::overwritten ? 1U : 0U);
        EXPECT_EQ(result.fields_filled, decision.stored ? 1U : 0U);
        EXPECT_EQ(result.after.modified_at, at);
        EXPECT_EQ(result.after.version, decision.stored ? 2 : 1);
        EXPECT_EQ(result.after.created_at, decision.stored ? Instant{1'000} : at);
    }
}

TEST(Apply, TakesTheImportsTypeForRecordsWithoutOne)
{
    ApplyRules choices = rules();
    choices.default_type = customer;
    EXPECT_EQ(applied_to(record(), {}, choices).after.type, customer);
    EXPECT_EQ(applied_to(record(), {person(1)}, choices).outcome, Outcome::promoted);
    EXPECT_EQ(applied_to(record(lead), {person(1)}, choices).outcome, Outcome::unchanged);
}

TEST(Apply, DecidesFromAnOutlineAsFromTheRecord)
{
    Target untyped = person_target();
    untyped.typed = Target::Typed::no;
    for (Target const& target : {person_target(), untyped}) {
        for (ProfileType const standard : {lead, customer}) {
            for (std::optional<ProfileType> const type : {std::optional<ProfileType>{}, std::optional{lead}, std::optional{customer}}) {
                for (std::size_t const contacts : {std::size_t{0}, target.contact_limit, target.contact_limit + 1}) {
                    Record one = record(type);
                    one.contacts.assign(contacts, {email, "p@example.com"});
                    ApplyRules choices = rules();
                    choices.default_type = standard;
                    Applied const applied = apply(target, one, {}, {}, choices);
                    Admission const admission = admit(target, one.type, one.contacts.size(), choices);
                    EXPECT_EQ(admission.outcome, applied.outcome) << contacts;
                    EXPECT_EQ(admission.code, applied.code) << contacts;
                    if (applied.outcome == Outcome::created) { EXPECT_EQ(admission.type, applied.after.type); }
                }
            }
        }
    }
}

TEST(Apply, LeavesAnEqualRecordsPersonAloneButForOwnTags)
{
    ApplyRules choices = rules();
    choices.own_tags = {TagId{4}, TagId{9}};
    Profile stored = person(1);
    stored.tags = {TagId{9}};
    Applied const result = applied_to(record(), {stored}, choices);
    EXPECT_EQ(result.outcome, Outcome::unchanged);
    EXPECT_EQ(result.after.version, 1);
    EXPECT_EQ(result.after.modified_at, Instant{1'000});
    EXPECT_EQ(result.change.kind, Change::Kind::tagged);
    EXPECT_EQ(result.change.own_tags_added, std::vector<TagId>{TagId{4}});
    EXPECT_EQ(result.after.tags, (std::vector<TagId>{TagId{4}, TagId{9}}));
    stored.tags = {TagId{4}, TagId{9}};
    EXPECT_TRUE(applied_to(record(), {stored}, choices).change.empty());
}

TEST(Apply, CountsATagFromAColumnAsAChange)
{
    Applied const result = applied_to(record(), {person(1)}, rules(), {TagId{7}, TagId{3}, TagId{7}});
    EXPECT_EQ(result.outcome, Outcome::updated);
    EXPECT_EQ(result.change.tags_added, (std::vector<TagId>{TagId{3}, TagId{7}}));
    EXPECT_EQ(result.after.version, 2);
}

TEST(Apply, UnitesContactsWithoutCaseAndKeepsTheFirstSpellingFirst)
{
    Profile stored = person(1);
    Record incoming = record();
    incoming.contacts = {{phone, "385911"}, {email, "P1@Example.com"}, {email, "second@example.com"}};
    Applied const result = applied_to(incoming, {stored});
    EXPECT_EQ(result.after.contacts,
              (std::vector<FieldValue>{{email, "p1@example.com"}, {phone, "385911"}, {email, "second@example.com"}}));
    EXPECT_EQ(result.change.contacts_added.size(), 2U);
}

TEST(Apply, TellsAReplacedExternalId)
{
    Profile stored = person(1);
    stored.set(person_field::external_id, "old");
    Record incoming = record();
    incoming.values = {{person_field::external_id, "new"}};
    Applied const replaced = applied_to(incoming, {stored});
    EXPECT_EQ(replaced.code, ProblemCode::external_id_replaced);
    EXPECT_EQ(replaced.after.value(person_field::external_id), "new");
    stored.type = customer;
    Applied const kept = applied_to(incoming, {stored});
    EXPECT_EQ(kept.code, ProblemCode::none);
    EXPECT_EQ(kept.outcome, Outcome::unchanged);
}

std::vector<FieldValue> emails(std::size_t count, std::string const& prefix)
{
    std::vector<FieldValue> list;
    for (std::size_t index = 0; index < count; ++index) { list.push_back({email, prefix + std::to_string(index) + "@example.com"}); }
    return list;
}

TEST(Apply, HoldsTheHundredContactsOfAProfile)
{
    struct Case {
        std::size_t stored, other, added;
        bool rejected;
    };
    for (Case const& one : std::vector<Case>{{99, 0, 1, false},
                                             {100, 0, 0, false},
                                             {100, 0, 1, true},
                                             {101, 0, 0, false},
                                             {101, 0, 1, true},
                                             {60, 60, 0, false},
                                             {60, 60, 1, true},
                                             {0, 0, 100, false},
                                             {0, 0, 101, true}}) {
        SCOPED_TRACE(std::to_string(one.stored) + " + " + std::to_string(one.other) + " + " + std::to_string(one.added));
        std::vector<Profile> stored;
        if (one.stored > 0) {
            stored.push_back(person(1));
            stored.back().contacts = emails(one.stored, "a");
        }
        if (one.other > 0) {
            stored.push_back(person(2));
            stored.back().contacts = emails(one.other, "b");
        }
        Record incoming = record();
        incoming.contacts = emails(one.added, "new");
        Applied const result = applied_to(incoming, stored);
        EXPECT_EQ(result.outcome == Outcome::rejected, one.rejected);
        EXPECT_EQ(result.code, one.rejected ? ProblemCode::too_many_contacts : ProblemCode::none);
        if (one.rejected) { EXPECT_TRUE(result.absorbed.empty() && result.change.empty()); }
    }
}

TEST(Apply, RejectsOrMergesAnAmbiguousMatchOrDiscardsIt)
{
    std::vector<Profile> const two{person(1), person(2)};
    Applied const rejected = applied_to(record(), two, rules(OnDuplicate::merge, OnAmbiguous::reject));
    EXPECT_EQ(rejected.outcome, Outcome::rejected);
    EXPECT_EQ(rejected.code, ProblemCode::ambiguous_match);
    EXPECT_EQ(applied_to(record(), two, rules(OnDuplicate::discard, OnAmbiguous::merge)).outcome, Outcome::discarded);
    Applied const merged = applied_to(record(), two);
    EXPECT_EQ(merged.outcome, Outcome::updated) << "never unchanged";
    EXPECT_EQ(merged.absorbed, std::vector<ProfileId>{ProfileId{2}});
    EXPECT_EQ(merged.change.kind, Change::Kind::merged);
    ASSERT_EQ(merged.change.absorbed.size(), 1U);
    EXPECT_EQ(merged.change.absorbed[0], two[1]);
}

TEST(Apply, CountsAMergeAsPromotedOnlyWhenNobodyWasACustomer)
{
    EXPECT_EQ(applied_to(record(customer), {person(1), person(2)}).outcome, Outcome::promoted);
    EXPECT_EQ(applied_to(record(customer), {person(1), person(2, customer)}).outcome, Outcome::updated);
    Applied const protectedly = applied_to(record(lead), {person(1), person(2, customer)});
    EXPECT_EQ(protectedly.outcome, Outcome::updated);
    EXPECT_EQ(protectedly.after.type, customer);
}

/// The rules for merging stored persons: who is primary, whose value wins.
struct Voice {
    std::int64_t created, modified;
    ProfileType type;
    char const* city;
};
struct Merging {
    char const* rule;
    std::vector<Voice> voices; ///< ids 1, 2, 3
    std::int64_t primary;
    char const* city;
};
Merging const mergings[] = {
    {"created first is primary", {{20, 20, lead, "A"}, {10, 10, lead, ""}}, 2, "A"},
    {"the lowest id on a tie", {{10, 10, lead, ""}, {10, 30, lead, ""}}, 1, ""},
    {"empty fields are filled", {{10, 90, customer, ""}, {20, 20, lead, "B"}}, 1, "B"},
    {"the customer wins whatever the dates", {{10, 10, customer, "A"}, {20, 90, lead, "B"}}, 1, "A"},
    {"the customer wins over the primary", {{10, 90, lead, "A"}, {20, 20, customer, "B"}}, 1, "B"},
    {"same type: modified last wins", {{10, 10, lead, "A"}, {20, 30, lead, "B"}}, 1, "B"},
    {"same type: the primary may win", {{10, 40, customer, "A"}, {20, 30, customer, "B"}}, 1, "A"},
    {"equal times: the lowest id wins", {{20, 30, lead, "A"}, {10, 30, lead, "B"}}, 2, "A"},
    {"three: the latest of the customers", {{10, 99, lead, "A"}, {20, 30, customer, "B"}, {30, 40, customer, "C"}}, 1, "C"},
    {"three: a customer without a value says nothing", {{10, 50, lead, "A"}, {20, 60, lead, "B"}, {30, 40, customer, ""}}, 1, "B"},
};

TEST(Merging, FollowsItsRules)
{
    for (Merging const& one : mergings) {
        SCOPED_TRACE(one.rule);
        std::vector<Profile> stored;
        bool any_customer = false;
        for (Voice const& voice : one.voices) {
            Profile next = person(static_cast<std::int64_t>(stored.size()) + 1, voice.type);
            next.created_at = Instant{voice.created};
            next.modified_at = Instant{voice.modified};
            next.set(city, voice.city);
            any_customer = any_customer || voice.type == customer;
            stored.push_back(next);
        }
        std::vector<Profile const*> voices;
        for (Profile const& next : stored) { voices.push_back(&next); }
        Profile const merged = merge_profiles(person_target(), voices, at, Origin::import, "importer");
        EXPECT_EQ(merged.id.value, one.primary);
        EXPECT_EQ(merged.created_at, stored[static_cast<std::size_t>(one.primary - 1)].created_at);
        EXPECT_EQ(merged.value(city), one.city);
        EXPECT_EQ(merged.type, any_customer ? customer : lead);
        EXPECT_EQ(merged.version, 2);
        EXPECT_EQ(merged.modified_at, at);
    }
}

TEST(Merging, UnitesContactsOfThePrimaryFirstThenInIdOrderAndTags)
{
    std::vector<Profile> stored{person(1), person(2), person(3)};
    stored[1].created_at = Instant{10}; // the primary
    stored[0].contacts = {{phone, "1"}, {email, "A@example.com"}};
    stored[1].contacts = {{email, "a@example.com"}};
    stored[2].contacts = {{phone, "3"}, {phone, "1"}};
    stored[0].tags = {TagId{2}, TagId{5}};
    stored[2].tags = {TagId{1}, TagId{5}};
    std::vector<Profile const*> const voices{&stored[0], &stored[1], &stored[2]};
    Profile const merged = merge_profiles(person_target(), voices, at, Origin::import, "importer");
    EXPECT_EQ(merged.contacts, (std::vector<FieldValue>{{email, "a@example.com"}, {phone, "1"}, {phone, "3"}}));
    EXPECT_EQ(merged.tags, (std::vector<TagId>{TagId{1}, TagId{2}, TagId{5}}));
}

TEST(Apply, NeverMovesModifiedAtBack)
{
    Profile stored = person(1);
    stored.modified_at = Instant{at.microseconds + 7};
    Record incoming = record();
    incoming.values = {{city, "Split"}};
    EXPECT_EQ(applied_to(incoming, {stored}).after.modified_at, stored.modified_at);
}

TEST(RecordBuilder, LetsTheLatestValueWinAndKeepsSupersededIdentifiers)
{
    RecordBuilder builder{person_target()};
    Record built;
    builder.start(built);
    auto const add = [&](std::vector<FieldValue> values, std::vector<std::string> tags, std::optional<ProfileType> type) {
        Candidate row;
        row.row = RowNumber{2};
        row.values = std::move(values);
        row.tags = std::move(tags);
        row.type = type;
        EXPECT_EQ(builder.add(row), ProblemCode::none);
    };
    add({{person_field::external_id, "a"}, {first_name, "Ana"}}, {"VIP"}, customer);
    add({{person_field::external_id, "b"}, {city, "Split"}}, {"vip", "new"}, {});
    add({{person_field::external_id, "a"}, {first_name, "Anna"}}, {}, lead);
    EXPECT_EQ(built.values, (std::vector<FieldValue>{{person_field::external_id, "a"}, {first_name, "Anna"}, {city, "Split"}}));
    EXPECT_EQ(built.tags, (std::vector<std::string>{"VIP", "new"}));
    EXPECT_EQ(built.type, lead);
    EXPECT_EQ(identifiers_of(person_target(), built).size(), 2U) << "a and b";
}

TEST(RecordBuilder, TakesTwentyAdditionalContactsAndRefusesTheRowThatBringsMore)
{
    RecordBuilder builder{person_target()};
    Record built;
    builder.start(built);
    Candidate row;
    row.row = RowNumber{2};
    row.contacts = emails(3, "first");
    EXPECT_EQ(builder.add(row), ProblemCode::none);
    row.contacts = emails(20, "more");
    EXPECT_EQ(builder.add(row), ProblemCode::none);
    row.contacts = emails(1, "one");
    row.values = {{city, "Split"}};
    EXPECT_EQ(builder.add(row), ProblemCode::too_many_additional_contacts);
    EXPECT_TRUE(built.values.empty()) << "nothing of it is taken";
    row.contacts = emails(20, "MORE");
    EXPECT_EQ(builder.add(row), ProblemCode::none) << "repeats are not counted";
    EXPECT_EQ(built.contacts.size(), 23U);
}

} // namespace
} // namespace muster
