#include "documents/access_documents.hpp"
#include "documents/documents.hpp"
#include "documents/import_views.hpp"
#include "documents/read_documents.hpp"
#include "json/writer.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace muster {
namespace {

/// What was read of a document, written again.
template <class Read, class Write>
void expect_same(std::string const& document, Read read, Write write)
{
    auto const json = parse_json(document);
    ASSERT_TRUE(json) << document;
    auto const made = read(*json);
    ASSERT_TRUE(made) << made.error().message << "\n" << document;
    EXPECT_EQ(write(*made), document);
}

Counts all_different()
{
    Counts counts;
    std::int64_t number = 1;
    for (std::int64_t* each : {&counts.rows_read,
                               &counts.rows_blank,
                               &counts.rows_rejected,
                               &counts.rows_folded,
                               &counts.rows_outside,
                               &counts.records,
                               &counts.created,
                               &counts.updated,
                               &counts.promoted,
                               &counts.unchanged,
                               &counts.discarded,
                               &counts.records_rejected,
                               &counts.not_applied,
                               &counts.created_leads,
                               &counts.created_customers,
                               &counts.fields_overwritten,
                               &counts.fields_filled,
                               &counts.ambiguous,
                               &counts.persons_merged,
                               &counts.external_ids_replaced,
                               &counts.new_tags,
                               &counts.new_attributes,
                               &counts.drifted}) {
        *each = number++;
    }
    return counts;
}

ImportJob full_job(ImportState state)
{
    ImportJob job;
    job.id = ImportId{7};
    job.state = state;
    job.file_name = "a \"b\" \xC4\x8D.csv";
    job.file_size = 12'345;
    job.file_digest = sha256("x");
    job.by = "ana@mail.example";
    job.uploaded_at = Instant{1'700'000'000'123'456};
    job.reason = "PLAN_DRIFTED: it changed.";
    job.plan_hash = to_hex(sha256("plan"));
    Recipe recipe;
    recipe.columns.push_back({"Phone", "phone", {}, {"HR", "", ""}});
    recipe.columns.push_back({"#3", "Points", AttributeType::integer, {}});
    recipe.choices.tag_mode = TagMode::manual;
    recipe.choices.tags = {"a", "b"};
    job.recipe = write_recipe(recipe, RecipeName::without);
    job.reading = R"({"kind":"csv","share":0.25,"findings":[{"what":"format","value":"CSV"}],"none":null,"empty":{}})";
    job.problems = R"([{"code":"INVALID_EMAIL","count":3}])";
    job.planned = all_different();
    if (state == ImportState::ready) { return job; }
    job.started_at = Instant{1'700'000'001'000'000};
    job.finished_at = Instant{1'700'000'002'500'000};
    job.result_hash = to_hex(sha256("result"));
    job.counts = all_different();
    job.counts.created = 99;
    job.undo_report = R"({"removed":1,"restored":0,"split":0,"untagged":0,"kept":0,"fieldsRestored":0,"conflicts":0,"tagsRemoved":0,)"
                      R"("attributesRemoved":0,"findings":[]})";
    return job;
}

TEST(RoundTrip, ImportsInEveryState)
{
    for (ImportState const state : {ImportState::uploaded, ImportState::analyzing, ImportState::ready, ImportState::queued,
                                    ImportState::importing, ImportState::completed, ImportState::completed_with_errors, ImportState::failed,
                                    ImportState::cancelled, ImportState::undoing, ImportState::undone, ImportState::taking_back}) {
        expect_same(import_document(full_job(state)), read_import, import_document);
    }
    ImportJob bare;
    bare.id = ImportId{1};
    expect_same(import_document(bare), read_import, import_document);
    std::array const jobs{full_job(ImportState::ready), full_job(ImportState::completed)};
    expect_same(history_document(jobs), read_history, [](std::vector<ImportJob> const& read) { return history_document(read); });
    Receipt const receipt{full_job(ImportState::completed), "f", "r", "p", "x"};
    expect_same(receipt_document(receipt), read_receipt, receipt_document);
    expect_same(verify_document({true, "x", "It holds."}), read_verification, verify_document);
}

TEST(RoundTrip, AViewTellsWorkTroubleAndUndo)
{
    ImportView view;
    view.job = full_job(ImportState::completed);
    view.work = JobView{};
    view.work->kind = "undo preview";
    view.trouble = Error{ErrorKind::drifted, "PLAN_DRIFTED", "It changed."};
    view.undo_preview = UndoPreview{UndoReport{}, {}, Instant{1'700'000'000'000'000}};
    view.undo_preview->report->findings.push_back({UndoConflict::field_changed, ProfileId{3}, person_field::city, 4});
    auto const json = parse_json(import_view_document(view));
    ASSERT_TRUE(json);
    auto const told = read_import_view(*json);
    ASSERT_TRUE(told) << told.error().message;
    EXPECT_EQ(told->work, ToldImport::Work::waits_or_runs);
    ASSERT_TRUE(told->trouble);
    EXPECT_EQ(told->trouble->kind, ErrorKind::drifted);
    ASSERT_TRUE(told->undo_preview && told->undo_preview->report);
    EXPECT_EQ(write_undo_report(*told->undo_preview->report), write_undo_report(*view.undo_preview->report));
    view.work.reset();
    view.trouble.reset();
    view.undo_preview.reset();
    auto const idle = read_import_view(*parse_json(import_view_document(view)));
    ASSERT_TRUE(idle);
    EXPECT_EQ(idle->work, ToldImport::Work::none);
    EXPECT_FALSE(idle->trouble || idle->undo_preview);
    JobView running;
    running.progress.stage = "planning";
    running.progress.done = 5;
    running.progress.of = 9;
    auto const work = read_work(*parse_json(work_document(running)));
    ASSERT_TRUE(work && *work);
    EXPECT_EQ((*work)->stage, "planning");
    EXPECT_EQ((*work)->done, 5);
    EXPECT_EQ((*work)->of, 9);
}

RowView full_row()
{
    RowView row{RowNumber{4}, 9, Outcome::rejected, ProblemCode::invalid_email, 2, ProfileId{11}, {}};
    row.problems.push_back({ProblemCode::invalid_email, row.row, "Mail", "a\nb", "That is none."});
    row.problems.push_back({ProblemCode::unknown_phone_range, row.row, "#2", "", "Unknown."});
    return row;
}

TEST(RoundTrip, RowsDifferencesAndActivity)
{
    RowView const bare{RowNumber{1}, 1, Outcome::blank, ProblemCode::none, -1, {}, {}};
    std::string const page = R"({"rows":[)" + row_document(full_row()) + "," + row_document(bare) + R"(],"next":4})";
    expect_same(page, read_rows, [](RowPage const& read) {
        std::string rows;
        for (RowView const& row : read.rows) { rows += (rows.empty() ? "" : ",") + row_document(row); }
        return R"({"rows":[)" + rows + R"(],"next":)" + std::to_string(read.next->value) + "}";
    });

    Names names;
    names.tags = {{TagId{1}, "one"}, {TagId{2}, "two"}};
    names.attributes = {{FieldId{first_attribute + 5}, "Points", AttributeType::integer}};
    Change change;
    change.kind = Change::Kind::merged;
    change.version = 3;
    change.at = Instant{1'700'000'000'123'456};
    change.from = Origin::import;
    change.by = "ana";
    change.import = ImportId{2};
    change.row = RowNumber{5};
    change.differences = {
        {person_field::city, "Split", ""}, {FieldId{first_attribute + 5}, "", "7"}, {FieldId{first_attribute + 6}, "gone", ""}};
    change.contacts_added = {{person_field::phone, "385911234567"}};
    change.contacts_removed = {{person_field::email, "a@b.example"}};
    change.tags_added = {TagId{1}};
    change.tags_removed = {TagId{2}, TagId{1}};
    change.own_tags_added = {TagId{2}};
    change.absorbed.emplace_back().id = ProfileId{8};
    expect_same(difference_document({full_row(), change, {ProfileId{1}, ProfileId{2}}, names}), read_difference, difference_document);
    Change created;
    created.kind = Change::Kind::created;
    expect_same(activity_document({{created, change}, ImportId{2}, names}), read_activity, activity_document);
    expect_same(activity_document({}), read_activity, activity_document);
}

TEST(RoundTrip, ProfilesLoseNothing)
{
    Names names;
    names.tags = {{TagId{1}, "one"}, {TagId{2}, "two"}};
    names.attributes = {{FieldId{first_attribute + 1}, "Note", AttributeType::string},
                        {FieldId{first_attribute + 2}, "Ratio", AttributeType::decimal},
                        {FieldId{first_attribute + 3}, "Sum", AttributeType::integer}};
    Profile profile;
    profile.id = ProfileId{42};
    profile.type = ProfileType::customer;
    profile.version = 9;
    profile.created_at = Instant{1'700'000'000'123'456};
    profile.modified_at = Instant{1'700'000'001'000'000};
    profile.origin = Origin::import;
    profile.modified_from = Origin::portal;
    profile.created_by = "import";
    profile.modified_by = "ana";
    profile.values = {{person_field::first_name, "A \"n\" \xC5\xBD"},
                      {FieldId{first_attribute + 1}, "12"},
                      {FieldId{first_attribute + 2}, "12345678901234567890.125"},
                      {FieldId{first_attribute + 3}, std::to_string(std::numeric_limits<std::int64_t>::max())}};
    profile.contacts = {{person_field::email, "a@b.example"}, {person_field::phone, "385911234567"}, {person_field::email, "c@b.example"}};
    profile.tags = {TagId{2}, TagId{1}};
    Profile other = profile;
    other.values.erase(other.values.begin() + 1);
    other.tags = {TagId{1}};
    ProfileReader reader;
    for (Profile const& each : {other, profile, Profile{}}) {
        std::string const document = stored_profile_document(each, names);
        auto const read = reader.read(*parse_json(document));
        ASSERT_TRUE(read) << read.error().message;
        EXPECT_EQ(person_document(*read, reader.names()), person_document(each, names));
        EXPECT_EQ(read->version, each.version);
        EXPECT_EQ(read->contacts, each.contacts);
        EXPECT_EQ(read->modified_by, each.modified_by);
    }
}

TEST(RoundTrip, TagsAttributesRecipesUsersAndKeys)
{
    std::array const tags{TagView{{TagId{1}, "vip", {}, Instant{1'700'000'000'000'000}}, 3}, TagView{}};
    expect_same(tags_document(tags), read_tags, [](std::vector<TagView> const& read) { return tags_document(read); });
    std::array const attributes{Attribute{AttributeId{3}, "Points", AttributeType::integer, {}}, Attribute{}};
    expect_same(attributes_document(attributes), read_attributes,
                [](std::vector<Attribute> const& read) { return attributes_document(read); });
    std::array const recipes{StoredRecipe{4, "crm", "f1", write_recipe(Recipe{})}};
    expect_same(recipes_document(recipes), read_stored_recipes,
                [](std::vector<StoredRecipe> const& read) { return recipes_document(read); });

    AccountUser user;
    user.user.id = UserId{2};
    user.user.email = "ana@mail.example";
    user.user.password_hash = "$argon2id$...";
    user.role = static_cast<std::uint8_t>(Role::editor);
    std::array const users{user, AccountUser{}};
    expect_same(users_document(users), read_users, [](std::vector<AccountUser> const& read) { return users_document(read); });
    expect_same(added_user_document({user, IssuedLink{"t", LinkPurpose::invitation, Instant{1'700'000'000'000'000}}}), read_added_user,
                added_user_document);
    expect_same(added_user_document({user, {}}), read_added_user, added_user_document);
    ApiKey key;
    key.id = ApiKeyId{5};
    key.name = "shop";
    key.prefix = "mst_abcdefgh";
    key.scopes = Scopes{}.with(Scope::people_read).with(Scope::imports_manage).bits();
    key.created_by = "ana";
    key.expires_at = Instant{1'700'000'000'000'000};
    std::array const keys{key, ApiKey{}};
    expect_same(api_keys_document(keys), read_api_keys, [](std::vector<ApiKey> const& read) { return api_keys_document(read); });
    expect_same(created_api_key_document({key, "mst_secret"}), read_created_api_key, created_api_key_document);
}

TEST(RoundTrip, ErrorsOfEveryKind)
{
    for (int number = 0; number <= static_cast<int>(ErrorKind::internal); ++number) {
        Error const error{static_cast<ErrorKind>(number), "CODE", "A sentence."};
        auto const read = find_error(*parse_json(R"({"type":"about:blank","detail":"A sentence.","kind":")" +
                                                 std::string{name_of(error.kind)} + R"(","code":"CODE"})"));
        ASSERT_TRUE(read);
        EXPECT_EQ(error_document(*read), error_document(error));
    }
    for (std::string_view const other : {"{}", "[]", R"({"code":"X","detail":"x"})", R"({"kind":"new","code":"X","detail":"x"})"}) {
        EXPECT_FALSE(find_error(*parse_json(other))) << other;
    }
}

TEST(RoundTrip, WhatIsMissingIsNamed)
{
    std::string document = import_document(full_job(ImportState::completed));
    for (std::string_view const member : {"\"state\"", "\"sha256\"", "\"counts\"", "\"drifted\"", "\"by\""}) {
        std::string broken = document;
        broken.replace(broken.find(member), member.size(), "\"other\"");
        auto const json = parse_json(broken);
        if (!json) { continue; } // twice the same name
        auto const read = read_import(*json);
        ASSERT_FALSE(read) << member;
        EXPECT_EQ(read.error().code, "ANSWER_NOT_UNDERSTOOD");
        EXPECT_NE(read.error().message.find(member), std::string::npos) << read.error().message;
    }
}

} // namespace
} // namespace muster
