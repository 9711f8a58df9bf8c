#include "service/test_door.hpp"

#include <algorithm>

namespace muster {
namespace {

class Persons : public ServiceTest {};

TEST(PersonKeys, AreToldApartByTheirForm)
{
    struct Case {
        std::string text;
        PersonKey::Kind kind;
        std::string value;
    };
    Case const cases[] = {
        {"42", PersonKey::Kind::id, "42"},
        {"id: 42", PersonKey::Kind::id, "42"},
        {"EXTERNALID:42", PersonKey::Kind::external_id, "42"},
        {"A-7", PersonKey::Kind::external_id, "A-7"},
        {"ana@example.com", PersonKey::Kind::email, "ana@example.com"},
        {"+385 91 1", PersonKey::Kind::phone, "+385 91 1"},
        {"phone:00385911234567", PersonKey::Kind::phone, "00385911234567"},
        {"0", PersonKey::Kind::external_id, "0"},
    };
    for (Case const& one : cases) {
        PersonKey const key = must(parse_person_key(one.text));
        EXPECT_EQ(key.kind, one.kind) << one.text;
        EXPECT_EQ(key.value, one.value) << one.text;
    }
    EXPECT_EQ(code_of(parse_person_key(" ")), "PERSON_KEY_INVALID");
    EXPECT_EQ(code_of(parse_person_key("phone:")), "PERSON_KEY_INVALID");
}

TEST_F(Persons, ExportAndImportChangeNothing)
{
    std::string const file = "Id,Mail,Mail 2,Tel,Name,Tags,Birthday,Note,Type\n"
                             "A-1,ana@example.com,a2@example.com,+385911234561,Ana,\"vip;a|b\",1990-02-01,=1+1,customer\n"
                             "-7,ivan@example.com,,+385911234562,Ivan,vip,,'x,lead\n"
                             "A-3,mia@example.com,,,,,,\"two\nlines, and \"\"quotes\"\"\",\n";
    ImportRequest wanted =
        mapped(file, {"Id=externalId", "Mail=email", "Mail 2=email", "Tel=phone", "Name=firstName", "Tags=tags,delimiter=semicolon",
                      "Birthday=birthDate,dateFormat=yyyy-MM-dd", "Note=note", "Type=type"});
    wanted.recipe.columns[7].new_attribute = AttributeType::string;
    ImportJob const first = import(wanted);
    EXPECT_EQ(first.counts.created, 3) << first.problems;

    std::string const table = exported();
    EXPECT_NE(table.find("Tags (;)"), std::string::npos) << table;
    ImportJob const again = analyze(request(table));
    EXPECT_EQ(again.planned.unchanged, 3) << table << again.recipe;
    EXPECT_EQ(again.planned.records, 3);
    auto const titles = std::count(table.begin(), table.begin() + static_cast<std::ptrdiff_t>(table.find('\n')), ',') + 1;
    EXPECT_EQ(must(read_recipe(again.recipe)).columns.size(), static_cast<std::size_t>(titles)) << again.recipe;
    commit(again);
    EXPECT_EQ(exported(), table);
}

TEST_F(Persons, ExportAndImportKeepTagsThatContainEveryDelimiter)
{
    import(request(three_people));
    for (char const* tag : {"a|b;c,d\te", "plain"}) { must(door_->tag_persons(keys({"ana@example.com"}), tag, "tester")); }
    must(door_->tag_persons(keys({"mia@example.com"}), "plain", "tester"));
    std::string const table = exported();
    ImportJob const again = import(request(table));
    EXPECT_EQ(again.counts.unchanged, 3) << table << again.recipe;
    EXPECT_NE(again.recipe.find("Tags 2"), std::string::npos) << again.recipe;
    EXPECT_EQ(must(door_->tags()).size(), 2U);
    EXPECT_EQ(exported(), table);
}

TEST_F(Persons, AreFilteredPagedAndLimited)
{
    import(request(three_people));
    EXPECT_EQ(persons({.filter = R"({"firstName":"ANA"})"}).size(), 1U);
    EXPECT_EQ(persons({.filter = R"({"#or":[{"firstName":"Ana"},{"lastName":{"#startsWith":"nov"}}]})"}).size(), 2U);
    auto const all = persons();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(persons({.after = all[0].id}).size(), 2U);
    EXPECT_EQ(persons({.limit = 2}).back().id, all[1].id);
    EXPECT_EQ(code_of(door_->persons({.filter = "{"}, [](auto, auto const&) { return Result<void>{}; })), "FILTER_INVALID");
    EXPECT_EQ(code_of(door_->persons({.tag = "none"}, [](auto, auto const&) { return Result<void>{}; })), "TAG_NOT_FOUND");
}

TEST_F(Persons, AreThoseOfAnImportAsFarAsTheyAreThere)
{
    ImportJob const first = import(request(three_people));
    ImportJob const second = import(request("Email,City\nmia@example.com,Split\nana@example.com,\nzoe@example.com,Zadar\nnobody,Pula\n"));
    EXPECT_EQ(persons({.import = first.id}).size(), 3U);
    EXPECT_EQ(persons({.import = second.id}).size(), 3U) << "one changed, one as it was, one new";
    EXPECT_EQ(persons({.filter = R"({"city":"Split"})", .import = second.id}).size(), 1U);
    EXPECT_EQ(persons({.import = second.id, .limit = 1}).size(), 1U);
    EXPECT_EQ(persons({.import = second.id, .after = person("mia@example.com").id}).back().id, person("zoe@example.com").id);
    must(door_->tag_persons(keys({"ana@example.com", "ivan@example.com"}), "vip", "tester"));
    EXPECT_EQ(persons({.tag = "vip", .import = second.id}).size(), 1U);
    must(door_->merge_persons(keys({"ana@example.com", "mia@example.com"}), "tester"));
    EXPECT_EQ(persons({.import = first.id}).size(), 2U) << "whoever became part of another is there no more";
    must(door_->delete_persons(keys({"ana@example.com", "zoe@example.com"}), "tester"));
    EXPECT_TRUE(persons({.import = second.id}).empty());
    EXPECT_EQ(code_of(door_->persons({.import = {99}}, [](auto, auto const&) { return Result<void>{}; })), "IMPORT_NOT_FOUND");
}

TEST_F(Persons, AreTaggedAndUntaggedWithTheirHistory)
{
    import(request(three_people));
    EXPECT_EQ(must(door_->tag_persons(keys({"ana@example.com", "ivan@example.com"}), " VIP ", "tester")), 2);
    EXPECT_EQ(must(door_->tag_persons(keys({"ana@example.com"}), "vip", "tester")), 0);
    EXPECT_EQ(persons({.tag = "Vip"}).size(), 2U);
    EXPECT_EQ(must(door_->tags()).at(0).persons, 2);
    EXPECT_EQ(code_of(door_->delete_tag("vip")), "TAG_IN_USE");
    EXPECT_EQ(must(door_->untag_persons(keys({"ana@example.com", "ivan@example.com"}), "vip", "tester")), 2);
    must(door_->delete_tag("vip"));
    ActivityView const activity = must(door_->activity(keys({"ana@example.com"}).front()));
    ASSERT_EQ(activity.changes.size(), 2U);
    EXPECT_EQ(activity.changes[0].tags_added.size(), 1U);
    EXPECT_EQ(activity.changes[1].tags_removed.size(), 1U);
    EXPECT_EQ(activity.created_by_import, must(door_->history()).front().id);
    EXPECT_EQ(person("ana@example.com").version, 3);
}

TEST_F(Persons, MergeIntoTheOneCreatedFirst)
{
    import(request(three_people));
    import(request("Email,City\nivan@example.com,Split\n"));
    ProfileId const ivan = person("ivan@example.com").id;
    PersonView const merged = must(door_->merge_persons(keys({"ivan@example.com", "ana@example.com"}), "tester"));
    EXPECT_EQ(merged.profile.id, person("+385911234562").id);
    EXPECT_EQ(merged.profile.value(person_field::first_name), "Ivan"); // modified last
    EXPECT_EQ(merged.profile.value(person_field::city), "Split");
    EXPECT_EQ(merged.profile.contacts.size(), 4U);
    EXPECT_EQ(merged.profile.contacts.front().value, "ana@example.com");
    EXPECT_EQ(persons().size(), 2U);
    auto const gone = door_->person({PersonKey::Kind::id, std::to_string(ivan.value)});
    EXPECT_EQ(code_of(gone), "PERSON_MERGED");
    EXPECT_NE(gone.error().message.find(std::to_string(merged.profile.id.value)), std::string::npos);
    EXPECT_EQ(code_of(door_->merge_persons(keys({"ana@example.com", "ivan@example.com"}), "tester")), "MERGE_NEEDS_TWO");
    EXPECT_TRUE(must(door_->check()).empty());
}

TEST_F(Persons, AreErasedWithTheirHistory)
{
    import(request(three_people));
    import(request("Email,City\nivan@example.com,Split\n"));
    EXPECT_EQ(must(door_->delete_persons(keys({"ivan@example.com", "+385911234562"}), "tester")), 1);
    EXPECT_EQ(persons().size(), 2U);
    EXPECT_EQ(code_of(door_->delete_persons(keys({"ivan@example.com"}), "tester")), "PERSON_NOT_FOUND");
    ImportJob const again = import(request(three_people));
    EXPECT_EQ(again.counts.created, 1);
    EXPECT_TRUE(must(door_->check()).empty());
}

TEST_F(Persons, AreErasedWithThoseWhoWereMergedIntoThem)
{
    import(request(three_people));
    import(request("Email,City\nivan@example.com,Split\n"));
    ImportJob const last = must(door_->history()).front();
    ProfileId const ivan = person("ivan@example.com").id;
    must(door_->merge_persons(keys({"ana@example.com", "ivan@example.com"}), "tester"));
    EXPECT_EQ(rows(last.id).at(0).profile, ivan);
    must(door_->delete_persons(keys({"ana@example.com"}), "tester"));
    EXPECT_EQ(rows(last.id).at(0).profile.value, 0);
    auto const transaction = must(store_->begin(Store::Access::read));
    std::vector<std::pair<std::int64_t, Change>> changes;
    must(transaction->changes().of_profile(account(), person_target(), ivan, changes));
    EXPECT_TRUE(changes.empty());
}

TEST_F(Persons, HaveAttributesAndRecipesByName)
{
    EXPECT_EQ(must(door_->create_attribute("Points", AttributeType::integer)).name, "Points");
    EXPECT_EQ(code_of(door_->create_attribute("points", AttributeType::string)), "ATTRIBUTE_TYPE");
    EXPECT_EQ(code_of(door_->create_attribute("a{b", AttributeType::string)), "ATTRIBUTE_NAME_INVALID");
    must(door_->delete_attribute("POINTS"));
    EXPECT_TRUE(must(door_->attributes()).empty());

    Recipe recipe = mapped("", {"Mail=email"}).recipe;
    recipe.name = "Fair";
    must(door_->save_recipe(recipe, "abc"));
    recipe.columns.push_back(must(parse_column_mapping("Tel=phone")));
    must(door_->save_recipe(recipe, "abc"));
    EXPECT_EQ(must(door_->recipes()).size(), 1U);
    EXPECT_EQ(must(door_->recipe("fair")).columns.size(), 2U);
    must(door_->delete_recipe("FAIR"));
    EXPECT_EQ(code_of(door_->recipe("Fair")), "RECIPE_NOT_FOUND");
}

TEST(LocalDoor, ReadsWithoutAStore)
{
    auto const door = make_local_door({});
    ReadRequest request;
    request.file = {std::shared_ptr<ByteSource const>{memory_source(three_people)}, "people.csv"};
    std::size_t columns = 0;
    std::size_t rows = 0;
    ReadAnswer const answer = must(door->read(
        request,
        [&](Reading const& reading) {
            columns = reading.columns.size();
            return Result<void>{};
        },
        [&](RowBatch const& batch) -> Result<bool> {
            rows += batch.size();
            return true;
        }));
    EXPECT_EQ(columns, 4U);
    EXPECT_EQ(rows, 3U);
    EXPECT_EQ(answer.summary.rows, 3);
    EXPECT_EQ(answer.reading.first_header_row, 1);
}

} // namespace
} // namespace muster
