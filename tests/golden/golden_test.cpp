// Runs every case under tests/golden through the local door and compares what comes out with what is expected, byte by byte.
// A case is a folder:
//   file.*        the file that is imported (any extension)
//   recipe.json   the recipe; without one, the suggestions graded certain are taken (auto-map)
//   stored.csv    persons that are imported before, by auto-map (optional; stored-2.csv follows)
// and the expectations, rewritten by `./test golden --accept`:
//   reading.json  how the file was understood      cells.csv  its rows as they stand
//   plan.json     hash, counts and problems        rows.csv   every row's outcome, with its problems
//   after.jsonl   the persons afterwards           error.json instead of what is missing, where the import is refused:
//                                                  of the last three before it is planned, of after.jsonl when it is committed
#include "base/file.hpp"
#include "documents/documents.hpp"
#include "service/local_door.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "tables/table_writer.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace muster {
namespace {

namespace fs = std::filesystem;

/// The moment of every import in a case: nothing in a result may depend on the day on which the tests run.
constexpr Instant case_instant{1'795'500'000'000'000}; // 2026-11-24T06:40:00Z

fs::path cases()
{
    char const* const top = std::getenv("MUSTER_TOP"); // ctest sets it; by hand the test is run from the project's top
    return fs::path{top != nullptr ? top : "."} / "tests/golden";
}

std::vector<std::string> case_names()
{
    std::vector<std::string> names;
    for (auto const& entry : fs::directory_iterator{cases()}) {
        if (entry.is_directory()) { names.push_back(entry.path().filename().string()); }
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string text_of(fs::path const& path)
{
    auto const source = open_file(path.string());
    if (!source) { return {}; }
    auto text = read_all(**source, 64 * 1'024 * 1'024);
    return text ? *std::move(text) : std::string{};
}

class Golden : public testing::TestWithParam<std::string> {
protected:
    void SetUp() override
    {
        folder_ = cases() / GetParam();
        auto place = TemporaryFolder::create();
        ASSERT_TRUE(place) << place.error().message;
        place_ = std::make_unique<TemporaryFolder>(*std::move(place));
        SqliteChoices choices;
        choices.folder = place_->path() + "/data";
        auto store = open_sqlite_store(choices);
        ASSERT_TRUE(store) << store.error().message;
        LocalDoorOrder order;
        order.store = *std::move(store);
        order.account = AccountId{1};
        order.folder = place_->path();
        order.clock = [] { return case_instant; };
        door_ = make_local_door(std::move(order));
    }

    IncomingFile incoming(fs::path const& path)
    {
        auto source = open_file(path.string());
        EXPECT_TRUE(source) << path;
        return {source ? std::shared_ptr<ByteSource const>{*std::move(source)} : memory_source({}), path.filename().string()};
    }

    void expect(std::string const& name, std::string const& actual)
    {
        seen_.push_back(name);
        fs::path const path = folder_ / name;
        if (std::getenv("MUSTER_ACCEPT") != nullptr) {
            auto sink = create_file(path.string(), 0644);
            ASSERT_TRUE(sink) << sink.error().message;
            ASSERT_TRUE((*sink)->write(actual));
            ASSERT_TRUE((*sink)->finish());
            return;
        }
        EXPECT_EQ(text_of(path), actual) << GetParam() << "/" << name << "; ./test golden --accept takes the new result";
    }

    Recipe recipe()
    {
        fs::path const path = folder_ / "recipe.json";
        if (!fs::exists(path)) { return {}; }
        auto recipe = read_recipe(text_of(path));
        EXPECT_TRUE(recipe) << recipe.error().message;
        return recipe ? *std::move(recipe) : Recipe{};
    }

    Result<ImportJob> import_file(fs::path const& path, Recipe const& recipe, ImportRequest::AutoMap auto_map)
    {
        ImportRequest request;
        request.file = incoming(path);
        request.recipe = recipe;
        request.auto_map = auto_map;
        request.by = "tester";
        return door_->analyze(request, {});
    }

    void import_stored()
    {
        for (char const* name : {"stored.csv", "stored-2.csv"}) {
            if (!fs::exists(folder_ / name)) { continue; }
            auto const job = import_file(folder_ / name, {}, ImportRequest::AutoMap::yes);
            ASSERT_TRUE(job) << job.error().message;
            auto const committed = door_->commit(job->id, job->plan_hash, {});
            ASSERT_TRUE(committed) << committed.error().message;
            ASSERT_EQ(committed->counts.rows_rejected + committed->counts.records_rejected, 0) << name << " must be clean";
        }
    }

    void read_file(fs::path const& path, ReadingChoices const& choices);
    void show_plan(ImportJob const& job);
    void commit_and_undo(ImportJob const& job, std::string const& before);
    std::string persons();

    fs::path folder_{};
    std::unique_ptr<TemporaryFolder> place_{};
    std::unique_ptr<Door> door_{};
    std::vector<std::string> seen_{};
};

fs::path file_of(fs::path const& folder)
{
    for (auto const& entry : fs::directory_iterator{folder}) {
        if (entry.path().stem() == "file") { return entry.path(); }
    }
    return folder / "file.csv";
}

void Golden::read_file(fs::path const& path, ReadingChoices const& choices)
{
    std::string cells;
    auto const sink = memory_sink(cells);
    auto const writer = csv_writer(*sink, Guard::none);
    ReadRequest request{incoming(path), choices, {}};
    auto const answer = door_->read(
        request, [](Reading const&) { return Result<void>{}; },
        [&](RowBatch const& batch) -> Result<bool> {
            for (std::size_t row = 0; row < batch.size(); ++row) {
                std::vector<std::string_view> texts;
                for (std::size_t column = 0; column < batch.entry(row).cell_count; ++column) {
                    texts.push_back(batch.cell(row, column).text);
                }
                TRY(writer->row(texts));
            }
            return true;
        });
    if (!answer) {
        expect("reading.json", error_document(answer.error()) + "\n");
        return;
    }
    ASSERT_TRUE(writer->finish());
    ASSERT_TRUE(sink->finish());
    JsonWriter json{JsonWriter::Layout::indented};
    auto const document = parse_json(reading_document(*answer));
    ASSERT_TRUE(document) << document.error().message;
    json.value(*document);
    expect("reading.json", json.take() + "\n");
    expect("cells.csv", cells);
}

/// Automatic tags are named by the moment of the commit, which is the machine's.
std::string with_case_instant(std::string document)
{
    constexpr std::string_view start = "\"Import 2", whole = "\"Import 2026-11-24 06:40:00";
    for (std::size_t at = document.find(start); at != std::string::npos; at = document.find(start, at + 1)) {
        document.replace(at, whole.size(), whole);
    }
    return document;
}

std::string Golden::persons()
{
    std::string lines;
    auto const done = door_->persons({}, [&](std::span<Profile const> batch, Names const& names) -> Result<void> {
        for (Profile profile : batch) {
            profile.created_at = profile.modified_at = case_instant; // when a run took place is not what a case is about
            lines += with_case_instant(person_document(profile, names)) + "\n";
        }
        return {};
    });
    EXPECT_TRUE(done);
    return lines;
}

void Golden::show_plan(ImportJob const& job)
{
    // everything but what the case does not decide: file digests stand in the hash
    auto const whole = parse_json(import_document(job));
    ASSERT_TRUE(whole) << whole.error().message;
    JsonWriter json{JsonWriter::Layout::indented};
    json.begin_object();
    for (char const* member : {"planHash", "counts", "problems"}) {
        Json const* value = whole->find(member);
        ASSERT_NE(value, nullptr) << member;
        json.key(member).value(*value);
    }
    json.end_object();
    expect("plan.json", json.take() + "\n");

    std::string rows = "row,line,outcome,code,record,problems\n";
    auto const taken = door_->rows(job.id, {{}, {}, {}, {}, 0}, [&](RowView const& row) -> Result<void> {
        std::string problems;
        for (Problem const& problem : row.problems) {
            problems +=
                (problems.empty() ? "" : " | ") + std::string{name_of(problem.code)} + " " + problem.column + ": " + problem.message;
        }
        std::string line;
        auto const sink = memory_sink(line);
        auto const writer = csv_writer(*sink, Guard::none);
        std::string const number = std::to_string(row.row.value);
        std::string const start = std::to_string(row.line);
        std::string const record = row.record < 0 ? "" : std::to_string(row.record);
        std::vector<std::string_view> const cells{
            number, start, name_of(row.outcome), row.code == ProblemCode::none ? "" : name_of(row.code), record, problems};
        TRY(writer->row(cells));
        TRY(writer->finish());
        TRY(sink->finish());
        rows += line;
        return {};
    });
    ASSERT_TRUE(taken) << taken.error().message;
    expect("rows.csv", rows);
}

void Golden::commit_and_undo(ImportJob const& job, std::string const& before)
{
    auto const committed = door_->commit(job.id, job.plan_hash, {});
    if (!committed) {
        expect("error.json", error_document(committed.error()) + "\n");
        EXPECT_EQ(persons(), before);
        return;
    }
    EXPECT_EQ(committed->counts, committed->planned) << "what was planned is what happened";
    expect("after.jsonl", persons());
    auto const findings = door_->check();
    ASSERT_TRUE(findings);
    EXPECT_TRUE(findings->empty()) << findings->front().rule << ": " << findings->front().detail;
    auto const undone = door_->undo(job.id, "tester", {});
    ASSERT_TRUE(undone) << undone.error().message;
    EXPECT_EQ(undone->conflicts, 0);
    EXPECT_EQ(persons(), before) << "undo gives back what was";
}

TEST_P(Golden, GivesWhatIsExpected)
{
    Recipe const wanted = recipe();
    fs::path const file = file_of(folder_);
    read_file(file, wanted.reading);
    import_stored();
    std::string const before = persons();
    auto const job = import_file(file, wanted, wanted.columns.empty() ? ImportRequest::AutoMap::yes : ImportRequest::AutoMap::no);
    if (job) {
        show_plan(*job);
        commit_and_undo(*job, before);
    } else {
        expect("error.json", error_document(job.error()) + "\n");
        EXPECT_EQ(persons(), before);
    }
    for (char const* name : {"plan.json", "rows.csv", "after.jsonl", "error.json", "cells.csv"}) {
        bool const expected_now = std::find(seen_.begin(), seen_.end(), name) != seen_.end();
        if (!expected_now && std::getenv("MUSTER_ACCEPT") != nullptr) { fs::remove(folder_ / name); }
        EXPECT_TRUE(expected_now || !fs::exists(folder_ / name)) << name << " is expected, but the import went another way";
    }
}

INSTANTIATE_TEST_SUITE_P(Cases, Golden, testing::ValuesIn(case_names()),
                         [](testing::TestParamInfo<std::string> const& given) { return given.param; });

} // namespace
} // namespace muster
