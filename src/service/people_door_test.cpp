#include "service/people_door.hpp"
#include "service/test_door.hpp"

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

namespace muster {
namespace {

using Effect = PersonResult::Effect;

InputContact phone(std::string const& number) { return {person_field::phone, number, 0}; }
InputContact email(std::string const& address) { return {person_field::email, address, 0}; }

ProfileInput person_with(std::vector<InputContact> contacts, std::string const& external_id = {})
{
    ProfileInput input;
    input.contacts = std::move(contacts);
    if (!external_id.empty()) { input.values.push_back({person_field::external_id, external_id}); }
    return input;
}
ProfileInput with_name(ProfileInput input, std::string const& name)
{
    input.values.push_back({person_field::first_name, name});
    return input;
}

class People : public ServiceTest {
protected:
    std::unique_ptr<PeopleDoor> open_people()
    {
        LocalDoorOrder order;
        order.store = store_;
        order.account = account();
        order.folder = folder_.path();
        order.clock = [this] { return Instant{now().microseconds + later_}; };
        return make_people_door(order, "crm");
    }
    static PersonKey key(std::string const& text) { return must(parse_person_key(text)); }
    static std::vector<Effect> effects(std::vector<PersonResult> const& results)
    {
        std::vector<Effect> all;
        for (PersonResult const& result : results) { all.push_back(result.effect); }
        return all;
    }
    std::vector<Change> history(std::string const& of) { return must(door_->activity(key(of))).changes; }
    void expect_sound()
    {
        for (CheckFinding const& finding : must(door_->check())) { ADD_FAILURE() << finding.rule << ": " << finding.detail; }
    }

    std::unique_ptr<PeopleDoor> people_ = open_people();
};

TEST_F(People, AreCreatedFoundChangedAndRemovedOneByOne)
{
    ProfileInput input = with_name(person_with({phone("+385911234567"), email("ana@example.com")}, "A-1"), "Ana");
    input.tags = {"VIP"};
    PersonWritten const created = must(people_->create(input));
    EXPECT_EQ(created.result.effect, Effect::created);
    Profile const ana = must(people_->find(key("phone:00385911234567"))).profile;
    EXPECT_EQ(created.person.profile, ana);
    EXPECT_EQ(ana.type, ProfileType::customer);
    EXPECT_EQ(ana.created_by, "crm");
    EXPECT_EQ(ana.origin, Origin::api);
    EXPECT_EQ(created.person.names.tags.at(ana.tags.at(0)), "VIP");

    ProfileInput patch;
    patch.values = {{person_field::city, "Split"}};
    patch.tags = {"vip", "new"};
    PersonWritten const patched = must(people_->change(key("ana@example.com"), patch, InputMode::append));
    EXPECT_EQ(patched.result.effect, Effect::updated);
    EXPECT_EQ(patched.person.profile.version, 2);
    EXPECT_EQ(patched.person.profile.tags.size(), 2U);
    EXPECT_EQ(must(people_->change(key("A-1"), patch, InputMode::append)).result.effect, Effect::unchanged);

    ASSERT_EQ(history("A-1").size(), 2U);
    EXPECT_EQ(history("A-1")[0].kind, Change::Kind::created);
    EXPECT_EQ(history("A-1")[1].differences, (std::vector<Difference>{{person_field::city, "", "Split"}}));

    EXPECT_EQ(must(people_->remove(key("A-1"))).effect, Effect::removed);
    EXPECT_EQ(must(people_->remove(key("A-1"))).error.code, "PERSON_NOT_FOUND");
    EXPECT_EQ(code_of(people_->find(key("ana@example.com"))), "PERSON_NOT_FOUND");
    EXPECT_EQ(must(people_->create(input)).result.effect, Effect::created) << "its identifiers are free again";
    expect_sound();
}

TEST_F(People, AreRefusedWithoutLeavingAnything)
{
    must(people_->create(person_with({phone("+385911234567")}, "A-1")));
    ProfileInput second = person_with({phone("+385911234567"), email("b@example.com")});
    second.tags = {"of nobody"};
    PersonWritten const taken = must(people_->create(second));
    EXPECT_EQ(taken.result.error.code, "IDENTIFIER_TAKEN");
    EXPECT_EQ(taken.result.error.message, "Destination(phone) 385911234567 already exists.");
    PersonWritten const invalid = must(people_->create(person_with({phone("000")})));
    EXPECT_EQ(invalid.result.error.code, "INPUT_INVALID");
    EXPECT_EQ(invalid.result.faults.at(0).property, "contactInformation.phone[0].number");
    EXPECT_EQ(must(people_->create({})).result.faults.at(0).code, ProblemCode::no_identifier);
    EXPECT_EQ(must(people_->change(key("A-9"), second, InputMode::append)).result.error.code, "PERSON_NOT_FOUND");
    EXPECT_EQ(persons().size(), 1U);
    EXPECT_TRUE(must(people_->tags()).empty());
    PersonWritten const next = must(people_->create(person_with({email("b@example.com")})));
    EXPECT_EQ(next.result.id.value, persons().front().id.value + 1) << "no id was lost";
    expect_sound();
}

TEST_F(People, OfABatchAreAppliedOneAfterTheOther)
{
    std::vector<ProfileInput> const inputs{person_with({phone("+385911234561")}, "A-1"), person_with({phone("+385911234561")}, "A-2"),
                                           person_with({email("c@example.com")}, "A-3"), person_with({email("nobody")}, "A-4")};
    std::vector<PersonResult> const created = must(people_->create_all(inputs));
    EXPECT_EQ(effects(created), (std::vector{Effect::created, Effect::failed, Effect::created, Effect::failed}));
    EXPECT_EQ(created[1].error.code, "IDENTIFIER_TAKEN") << "by the one before it";
    EXPECT_EQ(created[2].id.value, created[0].id.value + 1);

    // the first gives its phone away, the second takes it
    ProfileInput other_phone = person_with({phone("+385911234562")});
    std::vector<PersonPatch> patches{{key("A-1"), other_phone}, {key("A-3"), person_with({phone("+385911234561")})}};
    EXPECT_EQ(effects(must(people_->patch_all(patches))), (std::vector{Effect::updated, Effect::failed})) << "it only added one";
    must(people_->change(key("A-1"), other_phone, InputMode::replace_contacts));
    EXPECT_EQ(effects(must(people_->patch_all(patches))), (std::vector{Effect::unchanged, Effect::updated}));

    std::vector<PersonKey> const gone = keys({"A-1", "A-3", "A-1", "A-9"});
    EXPECT_EQ(effects(must(people_->remove_all(gone))), (std::vector{Effect::removed, Effect::removed, Effect::failed, Effect::failed}));
    EXPECT_TRUE(persons().empty());
    EXPECT_EQ(code_of(people_->create_all(std::vector<ProfileInput>(1'001))), "BATCH_TOO_LARGE");
    expect_sound();
}

TEST_F(People, AreUpserted)
{
    std::vector<ProfileInput> inputs{with_name(person_with({phone("+385911234561")}, "A-1"), "Ana"),
                                     with_name(person_with({email("ana@example.com"), phone("+385911234561")}), "Iva"),
                                     with_name(person_with({email("b@example.com")}, "B-1"), "Bo")};
    EXPECT_EQ(effects(must(people_->upsert(inputs, InputMode::append))), (std::vector{Effect::created, Effect::updated, Effect::created}));
    EXPECT_EQ(effects(must(people_->upsert({&inputs[1], 1}, InputMode::append))), std::vector{Effect::unchanged});
    EXPECT_EQ(person("A-1").contacts.size(), 2U);
    EXPECT_EQ(person("A-1").value(person_field::first_name), "Iva");
    EXPECT_EQ(person("A-1").version, 2);

    EXPECT_EQ(effects(must(people_->upsert({inputs.data(), 1}, InputMode::overwrite))), std::vector{Effect::updated});
    EXPECT_EQ(person("A-1").contacts.size(), 1U) << "what is excluded is cleared";
    std::vector<ProfileInput> const both{person_with({phone("+385911234561"), email("b@example.com")})};
    EXPECT_EQ(must(people_->upsert(both, InputMode::append)).at(0).error.code, "AMBIGUOUS_MATCH");
    expect_sound();
}

TEST_F(People, WhoWereCreatedInABatchAndChangedInItHaveAllTheirIdentifiers)
{
    std::vector<ProfileInput> inputs{person_with({phone("+385911234561")}, "A-1"), person_with({phone("+385911234561")}, "A-2"),
                                     person_with({email("x@example.com")}, "A-1")};
    EXPECT_EQ(effects(must(people_->upsert(inputs, InputMode::append))), (std::vector{Effect::created, Effect::updated, Effect::created}));
    EXPECT_EQ(person("A-2").contacts.at(0).value, "385911234561") << "the second one replaced its external id";
    EXPECT_EQ(person("A-1").contacts.at(0).value, "x@example.com");
    EXPECT_EQ(history("A-2").size(), 2U);
    expect_sound();
}

TEST_F(People, AreMerged)
{
    std::vector<ProfileInput> inputs{with_name(person_with({phone("+385911234561")}, "A-1"), "Ana"),
                                     with_name(person_with({email("ana@example.com")}, "A-2"), "Anna")};
    inputs[1].tags = {"VIP"};
    std::vector<PersonResult> const created = must(people_->create_all(inputs));
    ProfileInput both = person_with({phone("+385911234561"), email("ana@example.com"), phone("+385911234569")});
    ProfileInput fresh = person_with({email("new@example.com")}, "N-1");
    ProfileInput again = person_with({email("new@example.com"), phone("+385911234569")}, "A-3");
    std::vector<ProfileInput> const merges{both, fresh, again};
    std::vector<PersonResult> const results = must(people_->merge(merges));
    EXPECT_EQ(effects(results), (std::vector{Effect::updated, Effect::created, Effect::updated}));
    EXPECT_EQ(results[0].id, created[0].id);
    EXPECT_EQ(results[2].id, created[0].id) << "the primary is the one created first";
    Profile const ana = person("A-3");
    EXPECT_EQ(ana.contacts.size(), 4U);
    EXPECT_EQ(ana.tags.size(), 1U);
    EXPECT_EQ(persons().size(), 1U);
    EXPECT_EQ(code_of(people_->find({PersonKey::Kind::id, std::to_string(created[1].id.value)})), "PERSON_MERGED");
    EXPECT_EQ(code_of(people_->find({PersonKey::Kind::id, std::to_string(results[1].id.value)})), "PERSON_MERGED");
    EXPECT_EQ(history("A-3").back().kind, Change::Kind::merged);
    EXPECT_EQ(history("A-3").back().absorbed.at(0).id, results[1].id);
    expect_sound();
}

TEST_F(People, AreTaggedAndMatched)
{
    must(people_->create_all(std::vector{person_with({phone("+385911234561")}, "A-1"), person_with({email("b@example.com")}, "B-1")}));
    EXPECT_EQ(code_of(people_->assign_tag("VIP", keys({"A-1"}))), "TAG_NOT_FOUND");
    EXPECT_EQ(must(people_->create_tag(" VIP ")).name, "VIP");
    EXPECT_EQ(code_of(people_->create_tag("vip")), "TAG_EXISTS");
    EXPECT_EQ(effects(must(people_->assign_tag("vip", keys({"A-1", "X", "B-1", "A-1"})))),
              (std::vector{Effect::updated, Effect::failed, Effect::updated, Effect::unchanged}));
    EXPECT_EQ(code_of(people_->remove_tag("VIP")), "TAG_IN_USE");
    EXPECT_EQ(effects(must(people_->unassign_tag("vip", keys({"A-1", "B-1"})))), (std::vector{Effect::updated, Effect::updated}));
    must(people_->remove_tag("VIP"));
    EXPECT_EQ(code_of(people_->tag("VIP")), "TAG_NOT_FOUND");

    std::vector<PersonMatch> const found =
        must(people_->match(keys({"phone:385911234561", "x@example.com", "B-1", "phone:+385911234561"})));
    ASSERT_EQ(found.size(), 2U) << "repeated ones give one";
    EXPECT_EQ(found[0].id, person("A-1").id);
    EXPECT_EQ(found[1].index, 2U);
    EXPECT_EQ(found[1].id, person("B-1").id);
}

TEST_F(People, HaveCustomAttributes)
{
    ProfileInput input = person_with({phone("+385911234561")}, "A-1");
    input.attributes = {{"Points", "12", InputAttribute::Form::number}};
    EXPECT_EQ(must(people_->create(input)).result.faults.at(0).property, "customAttributes.Points");
    must(people_->create_attribute("points", AttributeType::integer));
    EXPECT_EQ(code_of(people_->create_attribute("Points", AttributeType::integer)), "ATTRIBUTE_EXISTS");
    PersonWritten const created = must(people_->create(input));
    EXPECT_EQ(created.person.names.attributes.at(0).name, "points");
    EXPECT_EQ(code_of(people_->remove_attribute("points")), "ATTRIBUTE_IN_USE");
    input.attributes[0].text.reset();
    must(people_->change(key("A-1"), input, InputMode::append));
    must(people_->remove_attribute("points"));
    EXPECT_EQ(code_of(people_->attribute("points")), "ATTRIBUTE_NOT_FOUND");
}

TEST_F(People, AreListedInPages)
{
    for (char const* name : {"Mia", "ana", "Zoe", "Ivo", ""}) {
        later_ += 1'000;
        ProfileInput input = person_with({}, "id of " + std::string{name});
        must(people_->create(*name != '\0' ? with_name(input, name) : input));
    }
    auto const names = [&](PersonListQuery query) {
        std::string all;
        query.limit = 2;
        for (query.page = 1; query.page <= 4; ++query.page) {
            for (Profile const& one : must(people_->list(query)).persons) { all += std::string{one.value(person_field::first_name)} + ","; }
            all += "|";
        }
        return all;
    };
    using Order = PersonListQuery::Order;
    using Direction = PersonListQuery::Direction;
    EXPECT_EQ(names({}), "Mia,ana,|Zoe,Ivo,|,||");
    EXPECT_EQ(names({.order = Order::first_name}), "ana,Ivo,|Mia,Zoe,|,||");
    EXPECT_EQ(names({.order = Order::first_name, .direction = Direction::falling}), ",Zoe,|Mia,Ivo,|ana,||");
    EXPECT_EQ(names({.order = Order::created_at, .direction = Direction::falling}), ",Ivo,|Zoe,ana,|Mia,||");
    EXPECT_EQ(names({.filter = R"({"firstName":{"#contains":"i"}})"}), "Mia,Ivo,||||");
    PersonListQuery counted{.filter = R"({"firstName":{"#contains":"i"}})", .limit = 1, .total = PersonListQuery::Total::counted};
    EXPECT_EQ(must(people_->list(counted)).total, 2);
    EXPECT_EQ(must(people_->list(counted)).persons.size(), 1U);
    EXPECT_EQ(must(people_->list({.total = PersonListQuery::Total::counted})).total, 5);
    EXPECT_EQ(must(people_->list({})).total, -1);
    EXPECT_TRUE(must(people_->list({.limit = 1'000, .page = SIZE_MAX / 2})).persons.empty());
    EXPECT_EQ(code_of(people_->list({.filter = "{", .page = 99})), "FILTER_INVALID");
}

TEST_F(People, WrittenByManyAtOnceShareNoIdentifier)
{
    constexpr int callers = 16;
    constexpr int rounds = 10;
    std::atomic<int> created{0};
    auto const call = [&](int caller) {
        auto const people = open_people();
        for (int round = 0; round < rounds; ++round) {
            std::vector<ProfileInput> batch;
            for (int index = 0; index < 20; ++index) {
                int const number = (caller * 7 + round * 13 + index * 3) % 150;
                batch.push_back(person_with({phone("+3859112" + std::to_string(10'000 + number))}));
            }
            for (PersonResult const& result : must(people->create_all(batch))) {
                if (result.effect == Effect::created) { ++created; }
            }
        }
    };
    std::vector<std::thread> threads;
    for (int caller = 0; caller < callers; ++caller) { threads.emplace_back(call, caller); }
    for (std::thread& thread : threads) { thread.join(); }
    EXPECT_EQ(persons().size(), static_cast<std::size_t>(created));
    EXPECT_EQ(created, 150);
    std::set<std::int64_t> ids;
    for (Profile const& one : persons()) { EXPECT_TRUE(ids.insert(one.id.value).second); }
    EXPECT_EQ(*ids.rbegin() - *ids.begin(), 149) << "no id was lost";
    expect_sound();
}

TEST_F(People, ChangedByACallKeepThatWhenAnImportIsUndone)
{
    ImportJob const job = import(request(three_people));
    ProfileInput patch;
    patch.values = {{person_field::last_name, "Marić"}};
    must(people_->change(key("ana@example.com"), patch, InputMode::append));
    must(people_->create(person_with({phone("+385911239999")}, "API-1")));
    must(door_->undo(job.id, "tester", {}));
    EXPECT_EQ(person("API-1").origin, Origin::api);
    expect_sound();
}

} // namespace
} // namespace muster
