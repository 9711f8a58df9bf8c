// The n-th write, sync or allocation of an import and of an undo fails, or the power is cut there, for every n until none is reached
// (allocations: the first ones and seeded samples). Each must end in a sentence and leave a store in which going on leads to the
// undisturbed state. Every case is a process of its own on a copy of the store; one that crashes or hangs names its n.
// MUSTER_SEED repeats a run, MUSTER_SAMPLES tries more allocations; MUSTER_EXHAUSTIVE=1 tries every kind of trouble at every n.
#include "fault/allocations.hpp"
#include "fault/file_calls.hpp"
#include "fault/scene.hpp"

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <functional>
#include <optional>
#include <random>
#include <set>
#include <vector>

#include <execinfo.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace muster::fault {
namespace {

/// A case that takes longer hangs: a thread waits for another that has gone. Generous, for machines that do much at once.
constexpr unsigned longest_case_seconds = 120;
/// Failing cases of one loop after which it ends: more of them tell nothing new.
constexpr int most_failures = 12;

bool is_exhaustive()
{
    char const* const word = std::getenv("MUSTER_EXHAUSTIVE"); // NOLINT(concurrency-mt-unsafe): nobody sets it
    return word != nullptr && *word == '1';
}

std::uint64_t seed()
{
    static std::uint64_t const drawn = [] {
        char const* const word = std::getenv("MUSTER_SEED"); // NOLINT(concurrency-mt-unsafe): nobody sets it
        return word != nullptr ? std::strtoull(word, nullptr, 10) : std::uint64_t{std::random_device{}() % 1'000'000};
    }();
    return drawn;
}

/// What a case's process tells its parent.
struct Told {
    std::int64_t calls{};
    std::int64_t log_writes{};
    bool reached{};
    char failure[2'000]{};
    void fail(std::string const& text) { std::snprintf(failure, sizeof failure, "%s", text.c_str()); }
};

class Fault : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        bool const has_memory_disk = std::filesystem::is_directory("/dev/shm");
        auto place = TemporaryFolder::create(has_memory_disk ? "/dev/shm" : "");
        ASSERT_TRUE(place) << place.error().message;
        place_.emplace(*std::move(place));
        auto scene = Scene::create(place_->path());
        ASSERT_TRUE(scene) << scene.error().message;
        scene_.emplace(*std::move(scene));
        void* const shared = ::mmap(nullptr, sizeof(Told), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        ASSERT_NE(shared, MAP_FAILED);
        told_ = new (shared) Told{};
    }
    static void TearDownTestSuite()
    {
        scene_.reset();
        place_.reset();
    }

    void SetUp() override
    {
        ASSERT_TRUE(scene_.has_value()) << "the scene could not be set";
        std::fprintf(stderr, "MUSTER_SEED=%llu\n", static_cast<unsigned long long>(seed())); // drawn here, so that all processes have it
        started_ = std::chrono::steady_clock::now();
    }
    void TearDown() override
    {
        auto const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
        std::fprintf(stderr, "%d cases of %lld calls in %.1f s\n", cases_, static_cast<long long>(calls_), seconds);
    }

    static std::string case_folder() { return place_->path() + "/case"; }

    /// Runs a part of a case in a process of its own; its exit status, or an expectation that fails.
    int in_child(std::string const& name, std::function<void(Told&)> const& part)
    {
        *told_ = Told{};
        pid_t const child = ::fork();
        if (child == 0) {
            ::alarm(longest_case_seconds);
            part(*told_);
            ::_exit(0);
        }
        int status = 0;
        EXPECT_EQ(::waitpid(child, &status, 0), child);
        if (WIFSIGNALED(status)) {
            int const number = WTERMSIG(status);
            ADD_FAILURE() << name << (number == SIGALRM ? ": hangs" : ": ends by signal " + std::to_string(number));
        }
        std::string const failure = told_->failure;
        EXPECT_EQ(failure, "") << name;
        failures_ += WIFSIGNALED(status) || !failure.empty() ? 1 : 0;
        told_->reached = told_->reached || WIFSIGNALED(status); // the loop goes on behind it
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    bool is_enough() const { return failures_ >= most_failures; }

    void run_case(Act act, FileTrouble trouble, std::int64_t at);
    void file_case(Act act, FileTrouble trouble, std::int64_t at);
    void power_case(Act act, FileTrouble trouble, std::int64_t at);
    void allocation_case(Act act, AllocationPlan plan, bool reopens);
    /// Whether every kind of trouble comes at every call, or (in the short form) they take turns.
    enum class Kinds : std::uint8_t { all, in_turn };
    void file_loop(Act act, std::array<FileTrouble, 2> troubles, Kinds kinds);
    void allocation_loop(Act act);

    static inline std::optional<TemporaryFolder> place_{};
    static inline std::optional<Scene> scene_{};
    static inline Told* told_{};
    int failures_{};
    int cases_{};
    std::int64_t calls_{};
    std::chrono::steady_clock::time_point started_{};
};

/// What an Error tells the person at the screen: a whole sentence, and the truth: neither muster nor its store has a defect.
std::string fault_of_sentence(Error const& error)
{
    bool const is_sentence = error.message.size() > 10 && error.message.back() == '.' && !error.code.empty();
    if (!is_sentence) { return "no sentence: " + error.code + ": " + error.message; }
    if (error.kind == ErrorKind::unavailable) { return {}; }
    return "told as " + std::string{name_of(error.kind)} + ": " + error.code + ": " + error.message;
}

/// After the trouble is over: goes on in the store that is still open, or opens it again.
void go_on(Scene const& scene, Act act, std::string const& folder, std::unique_ptr<OpenStore> open, Told& told)
{
    if (!open) {
        Result<OpenStore> again = OpenStore::open(folder);
        if (!again) { return told.fail("the store does not open again: " + again.error().message); }
        open = std::make_unique<OpenStore>(*std::move(again));
    }
    if (std::string const failure = scene.go_on(act, folder, open->door()); !failure.empty()) { told.fail(failure); }
}

void judge(Ending const& ending, Told& told)
{
    if (ending.kind != Ending::Kind::told) { return; }
    if (std::string const failure = fault_of_sentence(ending.error); !failure.empty()) { told.fail(failure); }
}

std::string name_of(Act act, FileTrouble trouble, std::int64_t at)
{
    static constexpr std::array troubles{"nothing", "an I/O error", "a full disk", "a power cut", "a power cut that some writes survive"};
    return std::string{act == Act::import_file ? "import" : "undo"} + ", " + troubles[static_cast<std::size_t>(trouble)] + " at call " +
           std::to_string(at);
}

void Fault::file_case(Act act, FileTrouble trouble, std::int64_t at)
{
    in_child(name_of(act, trouble, at), [&](Told& told) {
        scene_->lay_ready(act, case_folder());
        std::unique_ptr<OpenStore> open;
        bool const stays_open = at % 2 == 0;
        watch_files({case_folder(), trouble, at, 0});
        Ending const ending = scene_->run(act, case_folder(), stays_open ? &open : nullptr);
        FileCounts const counts = leave_files();
        told.calls = counts.calls;
        told.reached = counts.reached;
        told.log_writes = counts.log_writes;
        judge(ending, told);
        if (told.failure[0] == '\0') { go_on(*scene_, act, case_folder(), std::move(open), told); }
    });
}

void Fault::power_case(Act act, FileTrouble trouble, std::int64_t at)
{
    std::string const name = name_of(act, trouble, at);
    int const status = in_child(name, [&](Told& told) {
        scene_->lay_ready(act, case_folder());
        watch_files({case_folder(), trouble, at, seed() + static_cast<std::uint64_t>(at)});
        Ending const ending = scene_->run(act, case_folder(), nullptr);
        FileCounts const counts = leave_files();
        told.calls = counts.calls;
        judge(ending, told);
        if (ending.kind == Ending::Kind::told) { told.fail("fails without trouble: " + ending.error.message); }
    });
    if (status != status_of_power_cut) { return; }
    in_child(name, [&](Told& told) {
        told.reached = true;
        go_on(*scene_, act, case_folder(), nullptr, told);
    });
}

void Fault::run_case(Act act, FileTrouble trouble, std::int64_t at)
{
    bool const cuts = trouble == FileTrouble::power_lost || trouble == FileTrouble::power_lost_some;
    cuts ? power_case(act, trouble, at) : file_case(act, trouble, at);
}

/// Every n until none is reached.
void Fault::file_loop(Act act, std::array<FileTrouble, 2> troubles, Kinds kinds)
{
    bool const takes_turns = kinds == Kinds::in_turn && !is_exhaustive();
    bool reached = true;
    for (std::int64_t at = 1; reached && !is_enough(); ++at) {
        reached = false;
        for (std::size_t turn = 0; turn < troubles.size(); ++turn) {
            if (takes_turns && (static_cast<std::uint64_t>(at) / 2 + seed() + turn) % troubles.size() != 0) { continue; }
            run_case(act, troubles[turn], at);
            reached = reached || told_->reached;
            ++cases_;
        }
        calls_ = at;
    }
    // the store gathers adjacent writes of the log (gathering_files.hpp), so an undo of some hundred records is about forty calls
    EXPECT_GT(calls_, 30) << "an undisturbed run makes more calls than that: they are not seen";
}

void Fault::allocation_case(Act act, AllocationPlan plan, bool reopens)
{
    std::string const name = std::string{act == Act::import_file ? "import" : "undo"} + ", " + std::to_string(plan.burst) +
                             " allocations fail from number " + std::to_string(plan.at);
    in_child(name, [&](Told& told) {
        scene_->lay_ready(act, case_folder());
        Result<OpenStore> opened = OpenStore::open(case_folder());
        if (!opened) { return told.fail(opened.error().message); }
        auto open = std::make_unique<OpenStore>(*std::move(opened));
        watch_allocations(plan);
        Ending const ending = scene_->run(act, open->door());
        if (reopens) { open.reset(); }
        told.calls = leave_allocations();
        told.reached = told.calls >= plan.at;
        judge(ending, told);
        if (told.failure[0] == '\0') { go_on(*scene_, act, case_folder(), std::move(open), told); }
    });
    ++cases_;
}

/// The first 500 and 300 seeded samples; all, and each alone as well as in a burst, where everything is tried.
void Fault::allocation_loop(Act act)
{
    constexpr std::int64_t first = 500;
    constexpr std::int64_t burst = 6; // the text of an Error or two cannot be made either
    allocation_case(act, {}, true);
    calls_ = told_->calls;
    ASSERT_GT(calls_, first + 1'000);
    char const* const more = std::getenv("MUSTER_SAMPLES"); // NOLINT(concurrency-mt-unsafe): nobody sets it
    std::size_t const samples = more != nullptr ? std::strtoull(more, nullptr, 10) : 300;
    ASSERT_LT(samples, static_cast<std::size_t>(calls_ - first)) << "MUSTER_SAMPLES is more than there are";
    std::set<std::int64_t> numbers;
    std::int64_t const leading = is_exhaustive() ? calls_ : first;
    for (std::int64_t number = 1; number <= leading; ++number) { numbers.insert(number); }
    std::mt19937_64 chance{seed()};
    while (!is_exhaustive() && numbers.size() < first + samples) {
        numbers.insert(std::uniform_int_distribution<std::int64_t>{first + 1, calls_}(chance));
    }
    for (std::int64_t const number : numbers) {
        if (is_enough()) { return; }
        bool const alone = (static_cast<std::uint64_t>(number) + seed()) % 2 == 0;
        bool const reopens = (static_cast<std::uint64_t>(number) + seed()) / 2 % 2 == 0;
        if (alone || is_exhaustive()) { allocation_case(act, {number, 1}, reopens); }
        if (!alone || is_exhaustive()) { allocation_case(act, {number, burst}, reopens); }
    }
}

class Files : public Fault {};
class Power : public Fault {};
class Allocations : public Fault {};

constexpr std::array failing{FileTrouble::io_error, FileTrouble::disk_full};
constexpr std::array cutting{FileTrouble::power_lost, FileTrouble::power_lost_some};

TEST_F(Files, AnImportSeesTheCallsOfSqliteToo)
{
    file_case(Act::import_file, FileTrouble::none, 0);
    // of the log only: how many writes copying it into the database takes depends on how often that gets a turn beside the import
    EXPECT_GE(told_->log_writes, 17);
    EXPECT_GT(told_->calls, told_->log_writes);
}
TEST_F(Files, AnImportEndsInASentenceAndGoesOn) { file_loop(Act::import_file, failing, Kinds::all); }
TEST_F(Files, AnUndoEndsInASentenceAndGoesOn) { file_loop(Act::undo, failing, Kinds::all); }
TEST_F(Power, AnImportGoesOnAfterAPowerCut) { file_loop(Act::import_file, cutting, Kinds::in_turn); }
TEST_F(Power, AnUndoGoesOnAfterAPowerCut) { file_loop(Act::undo, cutting, Kinds::in_turn); }
TEST_F(Allocations, AnImportSurvivesThatOneFails) { allocation_loop(Act::import_file); }
TEST_F(Allocations, AnUndoSurvivesThatOneFails) { allocation_loop(Act::undo); }

} // namespace
} // namespace muster::fault

/// Where the program is stopped by an exception that nobody catches.
[[noreturn]] static void tell_stack_and_abort()
{
    std::array<void*, 64> stack{};
    ::backtrace_symbols_fd(stack.data(), ::backtrace(stack.data(), static_cast<int>(stack.size())), STDERR_FILENO);
    std::abort();
}

int main(int count, char** words)
{
    std::set_terminate(tell_stack_and_abort);
    // Small chunks, so that an import of 1,000 rows is several transactions.
    ::setenv("MUSTER_RECORDS_PER_CHUNK", "300", 1); // NOLINT(concurrency-mt-unsafe): before any thread
    if (!muster::fault::count_sqlite_allocations()) { return EXIT_FAILURE; }
    testing::InitGoogleTest(&count, words);
    return RUN_ALL_TESTS();
}
