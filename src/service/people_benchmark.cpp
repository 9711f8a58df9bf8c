// How fast calls of the People API write and find persons, without HTTP: single creates from 32 threads, batches of 1,000 upserts (new
// ones, and ones that change what is stored), and finding by phone, on a store that holds so many persons before.
// usage: people_benchmark FOLDER [persons stored before, default 0 and 1000000]...

#include "service/local_door.hpp"
#include "service/people_door.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <thread>
#include <vector>

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

class Clock {
public:
    double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

ProfileInput make_input(std::int64_t number, std::string const& city)
{
    std::string const text = std::to_string(number);
    ProfileInput input;
    input.values = {{person_field::external_id, "CRM-" + text},
                    {person_field::first_name, "Margarethe"},
                    {person_field::last_name, "Kowalski" + text},
                    {person_field::city, city},
                    {person_field::country, "HR"}};
    input.contacts = {{person_field::phone, "+38591" + std::to_string(1'000'000 + number), 0},
                      {person_field::email, "margarethe.kowalski" + text + "@example.org", 0}};
    return input;
}

std::vector<ProfileInput> make_batch(std::int64_t first, std::int64_t step, std::string const& city)
{
    std::vector<ProfileInput> batch;
    for (std::int64_t index = 0; index < 1'000; ++index) { batch.push_back(make_input(first + index * step, city)); }
    return batch;
}

void expect(std::vector<PersonResult> const& results, PersonResult::Effect effect)
{
    for (PersonResult const& result : results) {
        if (result.effect == effect) { continue; }
        std::fprintf(stderr, "unexpected: %s\n", result.error.message.c_str());
        std::exit(1);
    }
}

/// Upserts of `batches` times 1,000 persons by several callers.
void upsert(PeopleDoor& people, char const* what, int callers, int batches, std::int64_t first, std::int64_t step, std::string const& city,
            PersonResult::Effect effect)
{
    std::vector<std::vector<ProfileInput>> inputs;
    for (int batch = 0; batch < batches; ++batch) {
        std::int64_t const start = step == 1 ? first + batch * 1'000 : first + batch;
        inputs.push_back(make_batch(start, step, city));
    }
    std::atomic<int> next{0};
    Clock const clock;
    std::vector<std::thread> threads;
    for (int caller = 0; caller < callers; ++caller) {
        threads.emplace_back([&] {
            for (int batch = next++; batch < batches; batch = next++) {
                expect(must(people.upsert(inputs[static_cast<std::size_t>(batch)], InputMode::append)), effect);
            }
        });
    }
    for (std::thread& thread : threads) { thread.join(); }
    std::printf("%-44s %10.0f persons/s\n", what, batches * 1'000 / clock.seconds());
    std::fflush(stdout);
}

void create_singly(PeopleDoor& people, std::int64_t first, std::int64_t count)
{
    std::atomic<std::int64_t> next{first};
    Clock const clock;
    std::vector<std::thread> threads;
    for (int caller = 0; caller < 32; ++caller) {
        threads.emplace_back([&] {
            for (std::int64_t number = next++; number < first + count; number = next++) {
                expect({must(people.create(make_input(number, "Osijek"))).result}, PersonResult::Effect::created);
            }
        });
    }
    for (std::thread& thread : threads) { thread.join(); }
    std::printf("%-44s %10.0f persons/s\n", "single creates, 32 threads", static_cast<double>(count) / clock.seconds());
    std::fflush(stdout);
}

void find(PeopleDoor& people, std::int64_t stored)
{
    std::mt19937_64 random{7}; // NOLINT: the same persons in every run
    std::vector<double> times;
    for (int index = 0; index < 20'000; ++index) {
        std::int64_t const number = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(stored));
        Clock const clock;
        must(people.find({PersonKey::Kind::phone, "+38591" + std::to_string(1'000'000 + number)}));
        times.push_back(clock.seconds() * 1e3);
    }
    std::sort(times.begin(), times.end());
    std::printf("%-44s p50 %.3f ms, p99 %.3f ms, p99.9 %.3f ms\n", "find by phone", times[times.size() / 2], times[times.size() * 99 / 100],
                times[times.size() * 999 / 1'000]);
}

void run(std::string const& folder, std::int64_t stored)
{
    std::filesystem::remove_all(folder);
    LocalDoorOrder order;
    order.store = must(open_sqlite_store({folder, SqliteChoices::Mode::read_write}));
    order.account = {1};
    order.folder = folder;
    auto const people = make_people_door(order, "bench");
    std::printf("--- %lld persons stored before\n", static_cast<long long>(stored));
    using enum PersonResult::Effect;
    if (stored > 0) { upsert(*people, "filling", 4, static_cast<int>(stored / 1'000), 0, 1, "Zadar", created); }
    upsert(*people, "upserts of new ones, 1 caller", 1, 50, stored, 1, "Zadar", created);
    upsert(*people, "upserts of new ones, 8 callers", 8, 100, stored + 50'000, 1, "Zadar", created);
    std::int64_t const all = stored + 150'000;
    upsert(*people, "upserts that change spread ones, 8 callers", 8, 50, 0, all / 1'000, "Split", updated);
    upsert(*people, "upserts that change nothing, 8 callers", 8, 50, 0, all / 1'000, "Split", unchanged);
    create_singly(*people, all, 30'000);
    find(*people, all);
    for (auto const& file : std::filesystem::directory_iterator{folder}) {
        if (file.is_regular_file()) {
            std::printf("%s %ju\n", file.path().filename().c_str(), static_cast<std::uintmax_t>(file.file_size()));
        }
    }
    order.store.reset();
}

} // namespace
} // namespace muster

int main(int count, char** arguments)
{
    if (count < 2) {
        std::fprintf(stderr, "usage: people_benchmark FOLDER [persons stored before]...\n");
        return 1;
    }
    if (count == 2) {
        muster::run(arguments[1], 0);
        muster::run(arguments[1], 1'000'000);
    }
    for (int index = 2; index < count; ++index) { muster::run(arguments[1], std::atoll(arguments[index])); }
    return 0;
}
