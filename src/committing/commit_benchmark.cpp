#include "committing/undo.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "tests/support/made_import.hpp"

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

// Times the stages of an import of made rows (W1's shape: ten columns, a tenth repeated) over a fresh store in the folder given:
// commit_benchmark FOLDER ROWS [updates]
// With "updates" the created persons are all updated by a second import before both are undone.

namespace muster {
namespace {

template <class T>
T must(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
        std::exit(1);
    }
    return *std::move(result);
}

Candidate row_of(std::int64_t number, std::int64_t person)
{
    using namespace person_field;
    std::string const text = std::to_string(person);
    Candidate row;
    row.row = RowNumber{number};
    row.values = {{external_id, "customer-" + text},
                  {first_name, "Name" + std::to_string(person % 997)},
                  {last_name, "Family name " + std::to_string(person % 9973)},
                  {city, "City " + std::to_string(person % 211)},
                  {country, "HR"},
                  {birth_date, "1980-05-17"}};
    row.contacts = {{phone, "38591" + std::to_string(10'000'000 + person)}, {email, "person." + text + "@mail.example.com"}};
    row.tags = {number % 3 == 0 ? "spring" : "autumn fair"};
    return row;
}

class Clock {
public:
    void tell(char const* what)
    {
        auto const now = std::chrono::steady_clock::now();
        rusage usage{};
        ::getrusage(RUSAGE_SELF, &usage);
        auto const seconds = [](timeval const& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
        double const cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
        std::printf("%-28s %7.3f s   %7.3f s of all cores   peak %ld MB\n", what, std::chrono::duration<double>(now - start_).count(),
                    cpu - cpu_, usage.ru_maxrss / 1'024);
        start_ = std::chrono::steady_clock::now();
        cpu_ = cpu;
    }

private:
    std::chrono::steady_clock::time_point start_{std::chrono::steady_clock::now()};
    double cpu_{};
};

void update_and_undo(Store& store, CommitOrder const& choices, std::string const& folder, std::int64_t rows, Clock& clock)
{
    std::vector<Candidate> candidates;
    for (std::int64_t number = 0; number < rows; ++number) {
        candidates.push_back(row_of(number + 2, number));
        candidates.back().values[1].value = "Other";
    }
    CommitOrder const again = must(made_import(store, choices, candidates, folder));
    candidates = {};
    clock.tell("group, match, plan updates");
    must(commit_import(store, again, {}));
    clock.tell("commit updates");
    must(undo_import(store, {person_target(), choices.account, again.import, "u"}, {}));
    clock.tell("undo updates");
}

enum class Second : std::uint8_t { none, updates };

void run(std::string const& folder, std::int64_t rows, Second second)
{
    auto const store = must(open_sqlite_store({folder + "/store", SqliteChoices::Mode::read_write}));
    Clock clock;
    std::vector<Candidate> candidates;
    for (std::int64_t number = 0; number < rows; ++number) {
        candidates.push_back(row_of(number + 2, number % 10 == 9 ? number / 2 : number));
    }
    CommitOrder choices{person_target(), AccountId{1}};
    choices.tag_mode = TagMode::automatic;
    clock.tell("make rows");
    CommitOrder const order = must(made_import(*store, choices, candidates, folder));
    clock.tell("group, match, plan");
    candidates = {};
    clock.tell("free rows");
    ImportJob const job = must(commit_import(*store, order, {}));
    clock.tell("commit created");
    if (second == Second::updates) { update_and_undo(*store, choices, folder, rows, clock); }
    must(undo_import(*store, {person_target(), order.account, order.import, "u"}, {}));
    clock.tell("undo created");
    std::printf("created %lld\n", static_cast<long long>(job.counts.created));
}

} // namespace
} // namespace muster

int main(int count, char** arguments)
{
    if (count < 3) { return 2; }
    muster::run(arguments[1], std::atoll(arguments[2]), count > 3 ? muster::Second::updates : muster::Second::none);
    return 0;
}
