#include "fault/scene.hpp"

#include "documents/documents.hpp"
#include "fault/people.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <algorithm>
#include <filesystem>
#include <new>
#include <utility>

namespace muster::fault {

namespace {

namespace fs = std::filesystem;

/// The import that made the stored persons; every other one is the act's.
constexpr ImportId first_import{1};
constexpr int first_person = 250;
constexpr int stored_persons = 750;
constexpr int imported_rows = 1'000;

Recipe recipe_of(Choices const& choices)
{
    Recipe recipe;
    for (char const* field : {"externalId", "firstName", "lastName", "email", "phone", "city", "type", "tags"}) {
        recipe.columns.push_back({field, field, {}, {}});
    }
    recipe.columns[7].options.delimiter = "semicolon";
    recipe.columns.push_back({"points", "points", AttributeType::integer, {}});
    recipe.choices = choices;
    return recipe;
}

std::string difference(std::string const& what, std::string const& expected, std::string const& actual)
{
    auto const [one, other] = std::mismatch(expected.begin(), expected.end(), actual.begin(), actual.end());
    auto const line = [&](std::string const& text, std::string::const_iterator place) {
        auto const offset = static_cast<std::size_t>(place - text.begin());
        std::size_t const start = offset == 0 ? std::string::npos : text.rfind('\n', offset - 1);
        std::size_t const from = start == std::string::npos ? 0 : start + 1;
        return text.substr(from, text.find('\n', offset) - from);
    };
    return what + " differ:\n  expected " + line(expected, one) + "\n  actual   " + line(actual, other);
}

Result<std::vector<ImportJob>> other_imports(Door& door)
{
    TRY_ASSIGN(std::vector<ImportJob> jobs, door.history());
    std::erase_if(jobs, [](ImportJob const& job) { return job.id == first_import; });
    return jobs;
}

/// Folders of files that belong to no import.
std::string forgotten_files(std::string const& folder, std::vector<ImportJob> const& jobs)
{
    for (auto const& entry : fs::directory_iterator{folder + "/store/blobs"}) {
        std::string const name = entry.path().filename().string();
        bool const is_known = name == "1" || std::any_of(jobs.begin(), jobs.end(),
                                                         [&](ImportJob const& job) { return std::to_string(job.id.value) == name; });
        if (!is_known) { return "the files of import " + name + " are left, which is in no history"; }
    }
    return {};
}

} // namespace

Result<OpenStore> OpenStore::open(std::string const& folder)
{
    SqliteChoices choices;
    choices.folder = folder + "/store";
    choices.log_pages = 32; // so that the log is copied, and begins anew, many times on the way
    TRY_ASSIGN(std::unique_ptr<Store> store, open_sqlite_store(choices));
    LocalDoorOrder order;
    order.store = std::move(store);
    order.account = AccountId{1};
    order.folder = folder;
    return OpenStore{make_local_door(std::move(order))};
}

Result<ImportJob> Scene::import_people(Door& door, std::string const& people, Recipe const& recipe) const
{
    ImportRequest request;
    request.file = {memory_source(people), "people.csv"};
    request.recipe = recipe;
    request.by = "tester";
    TRY_ASSIGN(ImportJob const job, door.analyze(request, {}));
    return door.commit(job.id, job.plan_hash, {});
}

Result<Scene::View> Scene::view(Door& door)
{
    View view;
    TRY(door.persons({}, [&view](std::span<Profile const> batch, Names const& names) -> Result<void> {
        for (Profile profile : batch) {
            profile.created_at = profile.modified_at = {}; // the clock's
            profile.modified_from = profile.origin;        // says where the last change came from, and undoing is one
            view.persons += person_document(profile, names) + "\n";
        }
        return {};
    }));
    TRY_ASSIGN(std::vector<TagView> const tags, door.tags());
    for (TagView const& tag : tags) { view.names += tag.tag.name + " " + std::to_string(tag.persons) + "\n"; }
    TRY_ASSIGN(std::vector<Attribute> const attributes, door.attributes());
    for (Attribute const& attribute : attributes) { view.names += attribute.name + "\n"; }
    return view;
}

Result<std::string> Scene::rows(Door& door, ImportId id)
{
    std::string rows;
    TRY(door.rows(id, {{}, {}, {}, {}, 0}, [&rows](RowView const& row) -> Result<void> {
        rows += std::to_string(row.row.value) + " " + std::string{name_of(row.outcome)} + " " + std::string{name_of(row.code)} + " " +
                std::to_string(row.record) + " " + std::to_string(row.profile.value);
        for (Problem const& problem : row.problems) { rows += " " + problem.column + ": " + problem.message; }
        rows += "\n";
        return {};
    }));
    return rows;
}

Result<Scene> Scene::create(std::string const& folder)
{
    Scene scene;
    scene.folder_ = folder;
    scene.people_ = csv_of({first_person, imported_rows, People::Kind::imported});
    Choices choices;
    choices.on_ambiguous = OnAmbiguous::merge;
    choices.tag_mode = TagMode::manual;
    choices.tags = {"kept"};
    scene.recipe_ = recipe_of(choices);
    std::string const before = folder + "/before";
    std::string const after = folder + "/after";
    TRY(make_folder(before));
    {
        TRY_ASSIGN(OpenStore const store, OpenStore::open(before));
        Recipe recipe = recipe_of({});
        recipe.columns.pop_back(); // the attribute is the second import's to create
        TRY(scene.import_people(store.door(), csv_of({0, stored_persons, People::Kind::stored}), recipe));
        TRY_ASSIGN(scene.before_, view(store.door()));
    }
    fs::copy(before, after, fs::copy_options::recursive);
    {
        TRY_ASSIGN(OpenStore const store, OpenStore::open(after));
        TRY_ASSIGN(ImportJob const job, scene.import_people(store.door(), scene.people_, scene.recipe_));
        Counts const& counts = job.counts;
        bool const is_rich = counts.created > 0 && counts.updated > 0 && counts.promoted > 0 && counts.persons_merged > 0 &&
                             counts.rows_rejected > 0 && counts.rows_folded > 0 && counts.new_tags > 0 && counts.new_attributes > 0;
        if (!is_rich) {
            return Error{ErrorKind::internal, "SCENE", "The file of people does not lead to every outcome: " + import_document(job)};
        }
        scene.import_ = job.id;
        TRY_ASSIGN(scene.after_, view(store.door()));
        TRY_ASSIGN(scene.rows_, rows(store.door(), job.id));
    }
    return scene;
}

void Scene::lay_ready(Act act, std::string const& folder) const
{
    fs::remove_all(folder);
    fs::copy(folder_ + (act == Act::import_file ? "/before" : "/after"), folder, fs::copy_options::recursive);
}

Ending Scene::run(Act act, Door& door) const
{
    try {
        Result<void> const done = [&]() -> Result<void> {
            if (act == Act::import_file) {
                TRY(import_people(door, people_, recipe_));
            } else {
                TRY(door.undo(import_, "tester", {}));
            }
            return {};
        }();
        return done ? Ending{} : Ending{Ending::Kind::told, done.error()};
    } catch (std::bad_alloc const&) {
        return {Ending::Kind::no_memory, {}};
    }
}

Ending Scene::run(Act act, std::string const& folder, std::unique_ptr<OpenStore>* keep) const
{
    Result<OpenStore> store = OpenStore::open(folder);
    if (!store) { return {Ending::Kind::told, store.error()}; }
    Ending ending = run(act, store->door());
    if (keep != nullptr) { *keep = std::make_unique<OpenStore>(*std::move(store)); }
    return ending;
}

/// As far as it was consented to it goes on by itself; a plan is waiting to be agreed to; otherwise nothing has happened.
Result<std::string> Scene::go_on_importing(Door& door) const
{
    TRY(door.resume({}, {}));
    TRY_ASSIGN(std::vector<ImportJob> const jobs, other_imports(door));
    if (jobs.size() > 1) { return "there are two imports"; }
    if (jobs.empty()) {
        TRY_ASSIGN(View const now, view(door));
        if (now.persons != before_.persons) { return difference("persons, though the import is gone,", before_.persons, now.persons); }
        TRY(import_people(door, people_, recipe_));
        return std::string{};
    }
    switch (jobs.front().state) {
    case ImportState::ready: TRY(door.commit(jobs.front().id, jobs.front().plan_hash, {})); return std::string{};
    case ImportState::completed_with_errors: return std::string{};
    default: return "the import was left " + std::string{name_of(jobs.front().state)};
    }
}

Result<std::string> Scene::go_on_undoing(Door& door) const
{
    TRY(door.resume({}, {}));
    TRY_ASSIGN(ImportJob const job, door.show(import_));
    switch (job.state) {
    case ImportState::undone: return std::string{};
    case ImportState::completed_with_errors: TRY(door.undo(import_, "tester", {})); return std::string{};
    default: return "the import was left " + std::string{name_of(job.state)};
    }
}

Result<std::string> Scene::compare(Act act, std::string const& folder, Door& door) const
{
    View const& expected = act == Act::import_file ? after_ : before_;
    TRY_ASSIGN(View const now, view(door));
    if (now.persons != expected.persons) { return difference("persons", expected.persons, now.persons); }
    if (now.names != expected.names) { return difference("tags and attributes", expected.names, now.names); }
    TRY_ASSIGN(std::vector<ImportJob> const jobs, other_imports(door));
    if (act == Act::import_file) {
        TRY_ASSIGN(std::string const rows_now, rows(door, jobs.front().id));
        if (rows_now != rows_) { return difference("rows", rows_, rows_now); }
        if (jobs.front().result_hash.empty()) { return "the import has no receipt"; }
        TRY_ASSIGN(VerifyAnswer const verified, door.verify(jobs.front().id));
        if (!verified.holds) { return "the receipt does not hold: " + verified.detail; }
    }
    if (std::string forgotten = forgotten_files(folder, jobs); !forgotten.empty()) { return forgotten; }
    TRY_ASSIGN(std::vector<CheckFinding> const findings, door.check());
    return findings.empty() ? std::string{} : "the store is not sound: " + findings.front().rule + ": " + findings.front().detail;
}

std::string Scene::go_on(Act act, std::string const& folder, Door& door) const
{
    Result<std::string> went = act == Act::import_file ? go_on_importing(door) : go_on_undoing(door);
    if (went && went->empty()) { went = compare(act, folder, door); }
    return went ? *went : "going on failed: " + went.error().code + ": " + went.error().message;
}

} // namespace muster::fault
