#include "api/imports/imports_api_test.hpp"

#include "store/sqlite/sqlite_store.hpp"

#include <charconv>
#include <thread>

namespace muster {

std::shared_ptr<Store> open_test_store(std::string const& folder) { return must(open_sqlite_store({.folder = folder})); }

Result<Caller> TestGate::admit(Credentials const& credentials)
{
    Caller caller;
    caller.account = account_;
    caller.name = "tester@example.com";
    caller.scopes = Scopes{}.with(Scope::imports_read);
    if (credentials.authorization == "App read") { return caller; }
    caller.scopes = caller.scopes.with(Scope::imports_manage);
    if (credentials.authorization == "App manage") { return caller; }
    caller.account = AccountId{account_.value + 1};
    if (credentials.authorization == "App stranger") { return caller; }
    return Error{ErrorKind::unauthenticated, "UNAUTHORIZED", "Who are you?"};
}

void ImportsApiTest::start()
{
    ImportRunsOrder order;
    order.store = store_;
    order.folder = folder_.path();
    order.queue.first_pause = std::chrono::milliseconds{20};
    runs_ = std::make_unique<ImportRuns>(std::move(order));
    auto const router = std::make_shared<Router>();
    add_import_routes(*router, api());
    ApiSettings settings;
    settings.gate = std::make_shared<TestGate>(account());
    handler_ = make_api_handler(router, std::move(settings));
}

void ImportsApiTest::restart()
{
    handler_.reset();
    runs_.reset();
    start();
    must(runs_->resume());
}

std::string ImportsApiTest::Answer::code() const { return text_at("code"); }

Json const& ImportsApiTest::Answer::at(std::string_view path) const
{
    static Json const nothing;
    Json const* here = &json;
    while (!path.empty() && here != nullptr) {
        std::size_t const end = std::min(path.find('.'), path.size());
        std::string_view const name = path.substr(0, end);
        path.remove_prefix(std::min(end + 1, path.size()));
        std::size_t index{};
        bool const is_index = std::from_chars(name.data(), name.data() + name.size(), index).ec == std::errc{};
        if (is_index && here->array() != nullptr) {
            here = index < here->array()->size() ? &here->array()->at(index) : nullptr;
        } else {
            here = here->find(name);
        }
    }
    if (here == nullptr) { ADD_FAILURE() << "not there: " << path << " in " << text; }
    return here == nullptr ? nothing : *here;
}

std::int64_t ImportsApiTest::Answer::number(std::string_view path) const { return at(path).integer().value_or(-1); }
std::string ImportsApiTest::Answer::text_at(std::string_view path) const
{
    std::string const* const found = at(path).text();
    return found == nullptr ? std::string{} : *found;
}

HttpRequest ImportsApiTest::request(std::string method, std::string const& target, std::string const& key)
{
    HttpRequest made;
    made.method = std::move(method);
    std::size_t const mark = target.find('?');
    made.path = target.substr(0, mark);
    if (mark != std::string::npos) { made.query = target.substr(mark + 1); }
    made.fields.add("Authorization", key);
    made.id = "r-1";
    return made;
}

HttpRequest ImportsApiTest::with_body(HttpRequest made, std::string body, std::string const& type)
{
    made.body.size = body.size();
    if (body.size() > http_memory_body) {
        made.body.spooled = memory_source(std::move(body));
    } else {
        made.body.text = std::move(body);
    }
    if (!type.empty()) { made.fields.add("Content-Type", type); }
    return made;
}

ImportsApiTest::Answer ImportsApiTest::send(HttpRequest const& wanted)
{
    Answer answer;
    answer.whole = handler_->answer(wanted);
    answer.status = answer.whole.status;
    if (auto const* text = std::get_if<std::string>(&answer.whole.body)) { answer.text = *text; }
    if (auto const* bytes = std::get_if<std::shared_ptr<ByteSource const>>(&answer.whole.body)) {
        answer.text = must(read_all(**bytes, std::uint64_t{1} << 30));
    }
    if (answer.field("content-type").find("json") != std::string::npos) { answer.json = must(parse_json(answer.text)); }
    return answer;
}

ImportsApiTest::Answer ImportsApiTest::call(std::string method, std::string const& target, std::string body, std::string type)
{
    HttpRequest made = request(std::move(method), target);
    return send(body.empty() ? made : with_body(std::move(made), std::move(body), type));
}

std::int64_t ImportsApiTest::uploaded(std::string const& bytes, std::string const& name)
{
    Answer const answer = call("POST", "/imports/1/uploads?name=" + name, bytes, "text/csv");
    EXPECT_EQ(answer.status, 201) << answer.text;
    return answer.number("uploadId");
}

ImportsApiTest::Answer ImportsApiTest::settled(std::int64_t id)
{
    for (int time = 0; time < 6'000; ++time) {
        Answer answer = read("/imports/1/imports/" + std::to_string(id));
        if (answer.status != 200 || answer.at("work").is_null()) { return answer; }
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    ADD_FAILURE() << "import " << id << " does not come to an end";
    return {};
}

ImportsApiTest::Answer ImportsApiTest::analysed(std::string const& bytes, std::string const& more)
{
    std::int64_t const id = uploaded(bytes);
    Answer const ordered = call("POST", "/imports/1/imports", "{\"uploadId\":" + std::to_string(id) + more + "}");
    EXPECT_TRUE(ordered.status == 202 || ordered.status == 200) << ordered.text;
    return settled(id);
}

ImportsApiTest::Answer ImportsApiTest::committed(Answer const& ready)
{
    Answer const ordered = call("POST", import_path(ready, "/commit"), "{\"planHash\":\"" + ready.text_at("planHash") + "\"}");
    EXPECT_TRUE(ordered.status == 202 || ordered.status == 200) << ordered.text;
    return settled(ready.number("id"));
}

std::string form_of(std::string const& boundary, std::vector<std::pair<std::string, std::string>> const& parts)
{
    std::string body;
    for (auto const& [head, content] : parts) { body += "--" + boundary + "\r\n" + head + "\r\n\r\n" + content + "\r\n"; }
    return body + "--" + boundary + "--\r\n";
}

namespace {

std::string const people = "Email,Phone,First name,Last name\n"
                           "ana@example.com,+385911234561,Ana,Horvat\n"
                           "ivan@example.com,+385911234562,Ivan,Horvat\n"
                           "nobody,,Mia,Novak\n";

TEST_F(ImportsApiTest, GoesFromUploadToReceipt)
{
    Answer const upload = call("POST", "/imports/1/uploads?name=people.csv", people, "text/csv");
    ASSERT_EQ(upload.status, 201) << upload.text;
    std::string const id = std::to_string(upload.number("uploadId"));
    EXPECT_EQ(upload.field("location"), "/imports/1/uploads/" + id);
    EXPECT_EQ(upload.text_at("file.name"), "people.csv");
    EXPECT_EQ(upload.text_at("columns.0.suggestion.field"), "email");
    EXPECT_EQ(upload.number("columns.1.filled"), 2);
    EXPECT_EQ(upload.text_at("columns.3.frequent.0.value"), "Horvat");
    EXPECT_EQ(upload.text_at("rows.2.cells.0"), "nobody");

    Answer const ordered =
        call("POST", "/imports/1/imports", "{\"uploadId\":" + id + ",\"tags\":{\"mode\":\"MANUAL\",\"names\":[\"Fair\"]}}");
    ASSERT_TRUE(ordered.status == 202 || ordered.status == 200) << ordered.text;
    EXPECT_EQ(ordered.field("location"), "/imports/1/imports/" + id);
    Answer const ready = settled(upload.number("uploadId"));
    EXPECT_EQ(ready.text_at("state"), "READY");
    EXPECT_EQ(ready.number("planned.created"), 2);
    EXPECT_EQ(ready.text_at("problems.0.column"), "Email");

    Answer const done = committed(ready);
    EXPECT_EQ(done.text_at("state"), "COMPLETED_WITH_ERRORS");
    EXPECT_EQ(persons().size(), 2U);
    EXPECT_EQ(read(import_path(done, "/receipt")).text_at("receipt.planHash"), ready.text_at("planHash"));
    EXPECT_EQ(read(import_path(done, "/receipt/verification")).at("holds").boolean(), true);
    EXPECT_EQ(read(import_path(done, "/file")).text, people);
    EXPECT_NE(read(import_path(done, "/file")).field("content-disposition").find("filename=\"people.csv\""), std::string::npos);
    // the same plan agreed to again answers with the run that it started
    Answer const again = call("POST", import_path(done, "/commit"), "{\"planHash\":\"" + ready.text_at("planHash") + "\"}");
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(again.text_at("resultHash"), done.text_at("resultHash"));
    EXPECT_EQ(persons().size(), 2U);
}

TEST_F(ImportsApiTest, TellsRowsRecordsAndFiles)
{
    Answer const done = committed(analysed(people));
    Answer const rows = read(import_path(done, "/rows?limit=2"));
    EXPECT_EQ(rows.number("rows.1.row"), 3);
    EXPECT_EQ(rows.number("next"), 3);
    Answer const rest = read(import_path(done, "/rows?limit=2&after=3"));
    EXPECT_EQ(rest.text_at("rows.0.outcome"), "REJECTED");
    EXPECT_TRUE(rest.at("next").is_null());
    EXPECT_EQ(read(import_path(done, "/rows?outcome=REJECTED")).at("rows").array()->size(), 1U);
    EXPECT_EQ(read(import_path(done, "/rows?code=INVALID_EMAIL&q=nobody")).at("rows").array()->size(), 1U);
    EXPECT_EQ(read(import_path(done, "/rows?code=INVALID_EMAIL&q=somebody")).at("rows").array()->size(), 0U);
    Answer const of_person = read(import_path(done, "/rows?personId=" + std::to_string(rows.number("rows.1.personId"))));
    EXPECT_EQ(of_person.at("rows").array()->size(), 1U);
    EXPECT_EQ(of_person.number("rows.0.row"), 3);
    EXPECT_EQ(read(import_path(done, "/rows?personId=99")).at("rows").array()->size(), 0U);
    EXPECT_EQ(read(import_path(done, "/rows?outcome=FINE")).code(), "QUERY_INVALID");
    EXPECT_EQ(read(import_path(done, "/rows?limit=0")).code(), "QUERY_INVALID");

    Answer const difference = read(import_path(done, "/records/1/diff"));
    EXPECT_EQ(difference.status, 200) << difference.text;
    EXPECT_EQ(difference.number("row"), 3);
    EXPECT_EQ(read(import_path(done, "/records/9/diff")).status, 404);
    EXPECT_EQ(read(import_path(done, "/records/first/diff")).status, 404);

    Answer const row = read(import_path(done, "/rows/3"));
    EXPECT_EQ(row.status, 200) << row.text;
    EXPECT_EQ(row.number("row"), 3);
    EXPECT_EQ(row.text_at("cells.0"), "ivan@example.com");
    EXPECT_EQ(row.at("cells").array()->size(), 4U);
    EXPECT_EQ(read(import_path(done, "/rows/1")).code(), "ROW_NOT_FOUND") << "its titles";
    EXPECT_EQ(read(import_path(done, "/rows/99")).code(), "ROW_NOT_FOUND");
    EXPECT_EQ(read(import_path(done, "/rows/third")).status, 404);

    Answer const rejected = read(import_path(done, "/rejected.csv"));
    EXPECT_NE(rejected.text.find("nobody"), std::string::npos);
    EXPECT_EQ(rejected.field("content-type"), "text/csv; charset=utf-8");
    EXPECT_NE(rejected.field("content-disposition").find("people-rejected.csv"), std::string::npos);
    EXPECT_NE(read(import_path(done, "/created.csv")).text.find("ivan@example.com"), std::string::npos);
    EXPECT_TRUE(read(import_path(done, "/rejected.xlsx")).text.starts_with("PK"));
    EXPECT_EQ(read(import_path(done, "/unchanged.csv")).status, 200);
    EXPECT_EQ(read(import_path(done, "/updated.csv")).status, 200);
}

TEST_F(ImportsApiTest, TakesAFormAsAnUpload)
{
    std::string const head = "Content-Disposition: form-data; name=\"file\"; filename=\"C:\\kunden\\Žene.csv\"\r\nContent-Type: text/csv";
    Answer const upload = call("POST", "/imports/1/uploads", form_of("xYz", {{head, people}}), "multipart/form-data; boundary=xYz");
    ASSERT_EQ(upload.status, 201) << upload.text;
    EXPECT_EQ(upload.number("file.size"), static_cast<std::int64_t>(people.size()));
    Answer const file = read("/imports/1/imports/" + std::to_string(upload.number("uploadId")) + "/file");
    EXPECT_EQ(file.text, people);
    EXPECT_NE(file.field("content-disposition").find("%C5%BDene.csv"), std::string::npos) << file.field("content-disposition");

    std::string const field = "Content-Disposition: form-data; name=\"target\"";
    EXPECT_EQ(
        call("POST", "/imports/1/uploads", form_of("b", {{head, people}, {field, "PERSON"}}), "multipart/form-data; boundary=b").code(),
        "PROPERTY_UNKNOWN");
    EXPECT_EQ(call("POST", "/imports/1/uploads", form_of("b", {{field, "PERSON"}}), "multipart/form-data; boundary=b").code(),
              "FILE_MISSING");
    EXPECT_EQ(call("POST", "/imports/1/uploads", form_of("b", {{head, "a"}, {head, "b"}}), "multipart/form-data; boundary=b").code(),
              "FILES_TOO_MANY");
    EXPECT_EQ(call("POST", "/imports/1/uploads", "cut", "multipart/form-data; boundary=b").code(), "MULTIPART_MALFORMED");
    EXPECT_EQ(call("POST", "/imports/1/uploads").code(), "BODY_MISSING");
}

TEST_F(ImportsApiTest, RefusesFilesThatAreNone)
{
    Answer const refused = call("POST", "/imports/1/uploads?name=letter.pdf", "%PDF-1.7 and more", "application/pdf");
    EXPECT_EQ(refused.status, 415) << refused.text;
    EXPECT_EQ(refused.field("content-type"), "application/problem+json");
    EXPECT_EQ(read("/imports/1/imports").at("imports").array()->size(), 0U);
}

TEST_F(ImportsApiTest, ShowsAnUploadUnderOtherReadings)
{
    std::string const path = "/imports/1/uploads/" + std::to_string(uploaded("a;b\n1;2\nx@example.com;3\n"));
    EXPECT_EQ(read(path).at("columns").array()->size(), 2U);
    Answer const tried = read(path + "?delimiter=comma&headerRow=none");
    EXPECT_EQ(tried.at("columns").array()->size(), 1U);
    EXPECT_EQ(tried.text_at("columns.0.name"), "#1");
    EXPECT_EQ(read(path).at("columns").array()->size(), 2U); // it was only tried
    EXPECT_EQ(read(path + "?firstRow=no").status, 400);
    EXPECT_EQ(read(path + "?sheet=none").status, 400) << read(path + "?sheet=none").text;
    EXPECT_EQ(call("DELETE", path).status, 204);
    EXPECT_EQ(read(path).status, 404);
}

TEST_F(ImportsApiTest, ChangesReadingMappingAndChoices)
{
    import(ServiceTest::request(three_people));
    Answer const ready =
        analysed("Email,Name\nana@example.com,Anna\n", ",\"recipe\":{\"columns\":[{\"column\":\"Email\",\"field\":\"email\"},"
                                                       "{\"column\":\"Name\",\"field\":\"firstName\"}]}");
    ASSERT_EQ(ready.number("planned.updated"), 1) << ready.text;
    EXPECT_EQ(ready.at("request.autoMap").boolean(), false);
    std::string const path = import_path(ready);
    Answer const changed = call("PATCH", path, R"({"onDuplicate":"discard"})");
    EXPECT_TRUE(changed.status == 202 || changed.status == 200) << changed.text;
    Answer const discarding = settled(ready.number("id"));
    EXPECT_EQ(discarding.number("planned.discarded"), 1);
    EXPECT_EQ(discarding.text_at("request.recipe.columns.1.field"), "firstName"); // what was not named stays
    EXPECT_EQ(call("POST", path + "/commit", "{\"planHash\":\"" + ready.text_at("planHash") + "\"}").code(), "PLAN_OUTDATED");

    Answer const read_otherwise = call("PATCH", path, R"({"reading":{"headerRow":"none"},"columns":[{"column":"#1","field":"email"}]})");
    EXPECT_EQ(read_otherwise.text_at("preview.columns.0.name"), "#1") << read_otherwise.text;
    Answer const without_titles = settled(ready.number("id"));
    EXPECT_EQ(without_titles.number("planned.rowsRead"), 2);
    EXPECT_EQ(without_titles.text_at("request.recipe.choices.onDuplicate"), "discard");
    call("PATCH", path, R"({"reading":{"headerRow":null},"columns":[{"column":"Email","field":"email"}],"choices":null})");
    Answer const back = settled(ready.number("id"));
    EXPECT_EQ(back.number("planned.rowsRead"), 1);
    EXPECT_EQ(back.text_at("request.recipe.choices.onDuplicate"), "merge");

    EXPECT_EQ(call("PATCH", path, R"({"onDuplicte":"merge"})").code(), "PROPERTY_UNKNOWN");
    EXPECT_EQ(call("PATCH", path, R"({"onDuplicate":"maybe"})").code(), "RECIPE_INVALID");
    EXPECT_EQ(call("PATCH", path, R"({"target":"COMPANY"})").code(), "TARGET_UNSUPPORTED");
    EXPECT_EQ(call("PATCH", path, R"({"journeyId":3})").code(), "JOURNEYS_UNSUPPORTED");
    EXPECT_EQ(call("PATCH", path, R"([])").code(), "PROPERTY_INVALID");
    EXPECT_EQ(call("PATCH", path, R"({"reading":{"encoding":"klingon"}})").status, 400);
    EXPECT_EQ(settled(ready.number("id")).text_at("planHash"), back.text_at("planHash")); // none of them changed anything
}

TEST_F(ImportsApiTest, KnowsARepeatedOrderByItsKey)
{
    std::int64_t const first = uploaded(people);
    std::int64_t const second = uploaded(people);
    auto const order = [&](std::int64_t upload, std::string const& more) {
        HttpRequest made = request("POST", "/imports/1/imports");
        made.fields.add("Idempotency-Key", "k-1");
        return send(with_body(std::move(made), "{\"uploadId\":" + std::to_string(upload) + more + "}", "application/json"));
    };
    EXPECT_EQ(order(first, "").number("id"), first);
    EXPECT_EQ(order(first, "").number("id"), first);
    Answer const again = order(second, "");
    EXPECT_EQ(again.number("id"), first) << again.text;
    settled(first);
    EXPECT_EQ(order(uploaded(people), ",\"onError\":\"fail\"").code(), "IDEMPOTENCY_KEY_REUSED");
    HttpRequest made = request("POST", "/imports/1/imports");
    made.fields.add("Idempotency-Key", "two words");
    EXPECT_EQ(send(with_body(std::move(made), "{\"uploadId\":1}", "application/json")).code(), "IDEMPOTENCY_KEY_INVALID");
}

TEST_F(ImportsApiTest, SaysWhichRowKeepsAnImportFromStarting)
{
    Answer const ready = analysed(people, ",\"onError\":\"fail\"");
    Answer const stopped = call("POST", import_path(ready, "/commit"), "{\"planHash\":\"" + ready.text_at("planHash") + "\"}");
    EXPECT_EQ(stopped.status, 409);
    EXPECT_EQ(stopped.code(), "ON_ERROR_FAIL");
    EXPECT_EQ(stopped.number("row"), 4);
    EXPECT_EQ(stopped.text_at("column"), "Email");
    EXPECT_EQ(stopped.text_at("value"), "nobody");
    EXPECT_TRUE(persons().empty());
    EXPECT_EQ(call("POST", import_path(ready, "/commit"), "{}").code(), "PROPERTY_MISSING");
    EXPECT_EQ(call("POST", import_path(ready, "/commit")).code(), "BODY_MISSING");
}

TEST_F(ImportsApiTest, UndoesAndForesees)
{
    Answer const done = committed(analysed(people));
    Answer const foreseen = call("POST", import_path(done, "/undo"), R"({"dryRun":true})");
    ASSERT_EQ(foreseen.status, 200) << foreseen.text;
    EXPECT_EQ(foreseen.number("undoPreview.report.removed"), 2);
    EXPECT_EQ(persons().size(), 2U);
    Answer const ordered = call("POST", import_path(done, "/undo"));
    EXPECT_TRUE(ordered.status == 202 || ordered.status == 200);
    Answer const undone = settled(done.number("id"));
    EXPECT_EQ(undone.text_at("state"), "UNDONE");
    EXPECT_EQ(undone.number("undo.removed"), 2);
    EXPECT_TRUE(persons().empty());
    EXPECT_EQ(call("POST", import_path(done, "/undo")).status, 409);
    EXPECT_EQ(call("POST", import_path(done, "/undo"), R"({"dryRun":1})").code(), "PROPERTY_INVALID");
}

TEST_F(ImportsApiTest, CancelsAndDiscards)
{
    std::string many = "Email,City\n";
    for (int row = 0; row < 50'000; ++row) { many += "p" + std::to_string(row) + "@example.com,Town\n"; }
    std::int64_t const id = uploaded(many);
    std::string const path = "/imports/1/imports/" + std::to_string(id);
    call("POST", "/imports/1/imports", "{\"uploadId\":" + std::to_string(id) + "}");
    Answer const cancelled = call("POST", path + "/cancel");
    EXPECT_TRUE(cancelled.status == 202 || cancelled.status == 200) << cancelled.text;
    EXPECT_EQ(settled(id).text_at("state"), "UPLOADED");
    EXPECT_EQ(call("POST", path + "/cancel").code(), "IMPORT_STATE");
    EXPECT_EQ(call("DELETE", path).status, 204);
    EXPECT_EQ(read(path).status, 404);
    EXPECT_EQ(call("DELETE", path).status, 404);
}

TEST_F(ImportsApiTest, PagesThroughTheHistory)
{
    std::vector<std::int64_t> ids;
    for (int time = 0; time < 3; ++time) { ids.push_back(uploaded(people)); }
    Answer const first = read("/imports/1/imports?limit=2");
    EXPECT_EQ(first.number("imports.0.id"), ids[2]);
    EXPECT_EQ(first.number("next"), ids[1]);
    Answer const second = read("/imports/1/imports?limit=2&before=" + std::to_string(first.number("next")));
    EXPECT_EQ(second.number("imports.0.id"), ids[0]);
    EXPECT_TRUE(second.at("next").is_null());
    EXPECT_EQ(read("/imports/1/imports?limit=501").status, 400);
}

TEST_F(ImportsApiTest, KeepsRecipes)
{
    Answer const created = call("POST", "/imports/1/recipes",
                                R"({"recipe":{"name":"Spring","columns":[{"column":"Email","field":"email"}]},"fingerprint":"ab"})");
    ASSERT_EQ(created.status, 201) << created.text;
    std::string const path = created.field("location");
    EXPECT_EQ(path, "/imports/1/recipes/" + std::to_string(created.number("id")));
    EXPECT_EQ(read(path).text_at("recipe.columns.0.field"), "email");
    EXPECT_EQ(call("POST", "/imports/1/recipes", R"({"recipe":{"name":"SPRING"}})").code(), "RECIPE_EXISTS");
    EXPECT_EQ(call("POST", "/imports/1/recipes", R"({"recipe":{}})").code(), "RECIPE_NAME_MISSING");
    EXPECT_EQ(call("POST", "/imports/1/recipes", R"({})").code(), "PROPERTY_MISSING");
    EXPECT_EQ(
        call("PUT", path, R"({"recipe":{"name":"Summer","columns":[{"column":"Email","field":"email"}],"choices":{"onError":"fail"}}})")
            .status,
        200);
    EXPECT_EQ(read("/imports/1/recipes").text_at("recipes.0.name"), "Summer");
    Answer const ready = analysed(people, ",\"recipeId\":" + std::to_string(created.number("id")) + ",\"personType\":\"CUSTOMER\"");
    EXPECT_EQ(ready.text_at("request.recipe.choices.onError"), "fail");
    EXPECT_EQ(ready.text_at("request.recipe.choices.personType"), "CUSTOMER");
    EXPECT_EQ(call("POST", "/imports/1/imports", R"({"uploadId":1,"recipeId":1,"recipe":{}})").code(), "PROPERTY_INVALID");
    EXPECT_EQ(call("DELETE", path).status, 204);
    EXPECT_EQ(read(path).code(), "RECIPE_NOT_FOUND");
    EXPECT_EQ(call("PUT", path, R"({"recipe":{"name":"Winter"}})").status, 404);
}

TEST_F(ImportsApiTest, GoesFromFileToResultInOneCall)
{
    std::string const file = "Content-Disposition: form-data; name=\"file\"; filename=\"people.csv\"";
    auto const field = [](std::string const& name) { return "Content-Disposition: form-data; name=\"" + name + "\""; };
    std::string const recipe = R"({"columns":[{"column":"Email","field":"email"},{"column":"First name","field":"firstName"}]})";
    std::string const form = "multipart/form-data; boundary=b";
    Answer const done = call("POST", "/imports/1/imports?wait=true",
                             form_of("b", {{file, people}, {field("recipe"), recipe}, {field("personType"), "CUSTOMER"}}), form);
    ASSERT_EQ(done.status, 200) << done.text;
    EXPECT_EQ(done.text_at("state"), "COMPLETED_WITH_ERRORS");
    EXPECT_EQ(done.number("counts.createdCustomers"), 2);
    EXPECT_EQ(done.field("location"), import_path(done));

    Answer const planned = call("POST", "/imports/1/imports?wait=true&commit=false", form_of("b", {{file, people}}), form);
    EXPECT_EQ(planned.text_at("state"), "READY");
    EXPECT_EQ(planned.number("planned.updated"), 2) << planned.text;
    Answer const ordered = call("POST", "/imports/1/imports", form_of("b", {{file, people}}), form);
    EXPECT_TRUE(ordered.status == 202 || ordered.status == 200) << ordered.text;
    settled(ordered.number("id"));

    std::size_t const before = read("/imports/1/imports").at("imports").array()->size();
    Answer const failing = call("POST", "/imports/1/imports?wait=true", form_of("b", {{file, people}, {field("onError"), "fail"}}), form);
    EXPECT_EQ(failing.status, 409);
    EXPECT_EQ(failing.number("row"), 4);
    Answer const hopeless = call("POST", "/imports/1/imports?wait=true", form_of("b", {{file, "Colour,Size\nred,1\n"}}), form);
    EXPECT_EQ(hopeless.status, 422) << hopeless.text;
    EXPECT_EQ(hopeless.code(), "NO_IDENTIFIER_MAPPED");
    EXPECT_EQ(call("POST", "/imports/1/imports?wait=true", form_of("b", {{file, people}, {field("colour"), "red"}}), form).code(),
              "PROPERTY_UNKNOWN");
    EXPECT_EQ(call("POST", "/imports/1/imports?wait=true", form_of("b", {{file, people}, {field("recipe"), "{"}}), form).code(),
              "NOT_JSON");
    EXPECT_EQ(call("POST", "/imports/1/imports?wait=true",
                   form_of("b", {{file, people}, {field("onError"), "fail"}, {field("onError"), "skip"}}), form)
                  .code(),
              "PROPERTY_INVALID");
    EXPECT_EQ(call("POST", "/imports/1/imports?wait=maybe", form_of("b", {{file, people}}), form).code(), "QUERY_INVALID");
    // of these only the one that was ready, and can be looked at, is left
    EXPECT_EQ(read("/imports/1/imports").at("imports").array()->size(), before + 1);
}

TEST_F(ImportsApiTest, GoesOnWithAnUploadToTheResult)
{
    std::string const body = "{\"uploadId\":" + std::to_string(uploaded(people)) + "}";
    auto const once = [&] {
        HttpRequest made = request("POST", "/imports/1/imports?wait=true");
        made.fields.add("Idempotency-Key", "one-call");
        return send(with_body(std::move(made), body, "application/json"));
    };
    Answer const done = once();
    EXPECT_EQ(done.text_at("state"), "COMPLETED_WITH_ERRORS");
    EXPECT_EQ(once().text_at("resultHash"), done.text_at("resultHash"));
    EXPECT_EQ(persons().size(), 2U);
}

TEST_F(ImportsApiTest, StreamsWhatHappens)
{
    std::int64_t const id = uploaded(people);
    std::string const path = "/imports/1/imports/" + std::to_string(id);
    auto const stream_of = [](Answer const& answer) { return std::get<std::shared_ptr<HttpEvents>>(answer.whole.body); };
    auto const stream = stream_of(read(path + "/events"));
    std::string const first = stream->next().value_or("");
    EXPECT_TRUE(first.starts_with("id: 1\nevent: state\ndata: {\"id\":" + std::to_string(id) + ",\"state\":\"UPLOADED\"")) << first;
    EXPECT_TRUE(first.ends_with("\n\n"));
    EXPECT_EQ(stream->next(), "");
    call("POST", "/imports/1/imports", "{\"uploadId\":" + std::to_string(id) + "}");
    Answer const ready = settled(id);
    std::string told;
    for (int time = 0; time < 10; ++time) { told += stream->next().value_or("ENDED"); }
    EXPECT_NE(told.find("\"state\":\"READY\""), std::string::npos) << told;
    EXPECT_EQ(told.find("ENDED"), std::string::npos);
    committed(ready);
    told.clear();
    std::optional<std::string> next;
    for (int time = 0; time < 10 && (next = stream->next()); ++time) { told += *next; }
    EXPECT_NE(told.find("\"state\":\"COMPLETED_WITH_ERRORS\""), std::string::npos) << told;
    EXPECT_FALSE(next) << "the stream goes on behind the end";

    HttpRequest again = request("GET", path + "/events", "App read");
    again.fields.add("Last-Event-ID", "3");
    EXPECT_EQ(send(again).status, 204);
    std::int64_t const other = uploaded(people);
    auto const gone = stream_of(read("/imports/1/imports/" + std::to_string(other) + "/events"));
    static_cast<void>(gone->next());
    call("DELETE", "/imports/1/imports/" + std::to_string(other));
    told.clear();
    for (int time = 0; time < 10 && (next = gone->next()); ++time) { told += *next; }
    EXPECT_NE(told.find("event: gone\n"), std::string::npos) << told;
    EXPECT_FALSE(next);
}

TEST_F(ImportsApiTest, IsForWhoMayAndForTheOwnAccountOnly)
{
    Answer const ready = analysed(people);
    for (auto const& [method, rest] : std::vector<std::pair<std::string, std::string>>{{"GET", ""},
                                                                                       {"GET", "/rows"},
                                                                                       {"GET", "/file"},
                                                                                       {"GET", "/events"},
                                                                                       {"GET", "/rejected.csv"},
                                                                                       {"DELETE", ""},
                                                                                       {"POST", "/undo"}}) {
        EXPECT_EQ(send(request(method, import_path(ready, rest), "App stranger")).status, 404) << method << rest;
    }
    HttpRequest stolen = with_body(request("POST", import_path(ready, "/commit"), "App stranger"),
                                   "{\"planHash\":\"" + ready.text_at("planHash") + "\"}", "application/json");
    EXPECT_EQ(send(stolen).status, 404);
    for (auto const& [method, path] : std::vector<std::pair<std::string, std::string>>{{"POST", "/imports/1/uploads"},
                                                                                       {"POST", "/imports/1/imports"},
                                                                                       {"PATCH", import_path(ready)},
                                                                                       {"DELETE", import_path(ready)},
                                                                                       {"POST", import_path(ready, "/commit")},
                                                                                       {"POST", import_path(ready, "/cancel")},
                                                                                       {"POST", import_path(ready, "/undo")},
                                                                                       {"POST", "/imports/1/recipes"}}) {
        EXPECT_EQ(send(request(method, path, "App read")).status, 403) << method << path;
        EXPECT_EQ(send(request(method, path, "App nobody")).status, 401) << method << path;
    }
    EXPECT_EQ(read("/imports/1/imports/x").code(), "IMPORT_NOT_FOUND");
    EXPECT_EQ(read("/imports/1/imports/99999").code(), "IMPORT_NOT_FOUND");
}

} // namespace
} // namespace muster
