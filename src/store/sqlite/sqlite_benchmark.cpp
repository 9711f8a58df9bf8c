// How fast the store takes, finds and changes persons: seconds per step into an empty store and into one that holds a million.
// usage: sqlite_benchmark [persons stored before, default 0 and 1000000]...

#include "base/file.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include <sys/resource.h>

namespace muster {
namespace {

constexpr AccountId account{1};
constexpr std::int64_t imported = 600'000;
constexpr std::int64_t per_chunk = 200'000;
constexpr std::int64_t updated = 60'000;
constexpr std::size_t keys_per_lookup = 65'536; ///< as matching asks

template <class T>
T must(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
        std::exit(1);
    }
    return *std::move(result);
}
void must(Result<void> const& result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
        std::exit(1);
    }
}

/// Seconds of this process on the processor: other work on the machine does not count, waiting for the disk neither.
double processor_seconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

struct Seconds {
    double wall{}, processor{};
    Seconds& operator+=(Seconds const& other)
    {
        wall += other.wall;
        processor += other.processor;
        return *this;
    }
};

class Clock {
public:
    Seconds seconds() const
    {
        return {std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(), processor_seconds() - processor_};
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    double processor_ = processor_seconds();
};

void print(char const* what, Seconds const& seconds, std::string const& detail = {})
{
    std::printf("%-28s %8.3f s wall %8.3f s processor  %s\n", what, seconds.wall, seconds.processor, detail.c_str());
}

Profile make_person(std::int64_t id)
{
    std::string const number = std::to_string(id);
    Profile person;
    person.id = {id};
    person.created_at = person.modified_at = {1'790'000'000'000'000};
    person.origin = person.modified_from = Origin::import;
    person.created_by = person.modified_by = "ana@muster.example";
    person.values = {{person_field::external_id, "CRM-" + number},
                     {person_field::first_name, "Margarethe"},
                     {person_field::last_name, "Kowalski" + number},
                     {person_field::city, "Osijek"},
                     {person_field::country, "HR"},
                     {person_field::gender, "FEMALE"},
                     {person_field::birth_date, "1984-05-17"}};
    person.contacts = {{person_field::phone, "38591" + std::to_string(10'000'000 + id)},
                       {person_field::email, "margarethe.kowalski" + number + "@example.org"}};
    person.tags = {{1}};
    return person;
}

void write(Store& store, std::vector<ProfileWrite> const& writes, Seconds& writing, Seconds& committing)
{
    auto transaction = must(store.begin(Store::Access::write));
    ProfileId const next = must(transaction->profiles().reserve_ids(account, 0));
    std::int64_t const highest = writes.back().after->id.value;
    if (highest >= next.value) { must(transaction->profiles().reserve_ids(account, highest - next.value + 1)); }
    Clock const written;
    must(transaction->profiles().write(account, person_target(), writes));
    writing += written.seconds();
    Clock const committed;
    must(transaction->commit());
    committing += committed.seconds();
}

void create(Store& store, std::int64_t first, std::int64_t count, char const* what)
{
    Seconds writing;
    Seconds committing;
    std::vector<Profile> persons;
    std::vector<ProfileWrite> writes;
    for (std::int64_t at = first; at < first + count; at += per_chunk) {
        persons.clear();
        writes.clear();
        for (std::int64_t id = at; id < std::min(at + per_chunk, first + count); ++id) { persons.push_back(make_person(id)); }
        for (Profile const& person : persons) { writes.push_back({nullptr, &person}); }
        write(store, writes, writing, committing);
    }
    print(what, writing, "writing");
    print("", committing, "committing");
}

void look_up(Store& store, std::int64_t first, std::int64_t count, char const* what)
{
    std::vector<Key128> keys;
    for (std::int64_t id = first; id < first + count; ++id) {
        IdentityChanges const identity = identity_changes(store.hash_key(), person_target(), nullptr, [&] {
            static Profile person;
            person = make_person(id);
            return &person;
        }());
        keys.insert(keys.end(), identity.added.begin(), identity.added.end());
    }
    std::sort(keys.begin(), keys.end());
    std::vector<ProfileId> owners(keys.size());
    auto transaction = must(store.begin(Store::Access::read));
    Clock const looked;
    for (std::size_t at = 0; at < keys.size(); at += keys_per_lookup) {
        std::size_t const size = std::min(keys_per_lookup, keys.size() - at);
        must(transaction->identities().find(account, std::span{keys}.subspan(at, size), std::span{owners}.subspan(at, size)));
    }
    Seconds const seconds = looked.seconds();
    auto const found = std::count_if(owners.begin(), owners.end(), [](ProfileId owner) { return owner.value != 0; });
    print(what, seconds, std::to_string(keys.size()) + " keys, found " + std::to_string(found));
}

void update(Store& store, std::int64_t count)
{
    std::mt19937_64 random{7}; // NOLINT: the same persons in every run
    std::vector<ProfileId> ids;
    for (std::int64_t index = 0; index < updated; ++index) {
        ids.push_back({1 + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(count))});
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    std::vector<Profile> before;
    Clock const loaded;
    must(must(store.begin(Store::Access::read))->profiles().load(account, person_target(), ids, before));
    print("load spread persons", loaded.seconds(), std::to_string(before.size()));
    std::vector<Profile> after = before;
    std::vector<ProfileWrite> writes;
    std::vector<Change> changes;
    for (std::size_t index = 0; index < before.size(); ++index) {
        after[index].set(person_field::city, "Vukovar");
        ++after[index].version;
        if (index % 2 == 0) {
            after[index].contacts.push_back({person_field::phone, "4917" + std::to_string(10'000'000 + ids[index].value)});
        }
        writes.push_back({&before[index], &after[index]});
        changes.push_back(difference_between(person_target(), before[index], after[index]));
        changes.back().profile = ids[index];
        changes.back().import = {1};
        changes.back().by = "ana@muster.example";
    }
    Seconds writing;
    Seconds committing;
    write(store, writes, writing, committing);
    print("update them", writing, "writing");
    print("", committing, "committing");
    auto transaction = must(store.begin(Store::Access::write));
    Clock const appended;
    must(transaction->changes().append(account, person_target(), changes));
    must(transaction->commit());
    print("append their changes", appended.seconds());
}

void run(std::int64_t stored)
{
    TemporaryFolder const folder = must(TemporaryFolder::create());
    std::unique_ptr<Store> store = must(open_sqlite_store({folder.path() + "/data", SqliteChoices::Mode::read_write}));
    std::printf("--- %lld persons stored before\n", static_cast<long long>(stored));
    if (stored > 0) { create(*store, 1, stored, "fill"); }
    look_up(*store, stored + 1, imported, "look up what is not there");
    create(*store, stored + 1, imported, "create 600,000");
    look_up(*store, stored + 1, imported, "look up what is there");
    update(*store, stored + imported);
    Clock const paged;
    std::vector<Profile> page;
    must(must(store->begin(Store::Access::read))->profiles().page(account, person_target(), {stored}, 200'000, page));
    print("page through 200,000", paged.seconds());
    Clock const checked;
    Target const* const target = &person_target();
    auto const findings = must(store->check({&target, 1}));
    print("check", checked.seconds(), std::to_string(findings.size()) + " findings");
    Clock const closed;
    store.reset();
    print("close", closed.seconds());
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("%-28s %8ld MB\n", "peak memory so far", usage.ru_maxrss / 1'024);
    static_cast<void>(
        std::system(("ls -l " + folder.path() + "/data | awk '{print $5, $9}' | tr '\\n' ';'; echo").c_str())); // NOLINT: a bench
}

} // namespace
} // namespace muster

int main(int count, char** arguments)
{
    if (count < 2) {
        muster::run(0);
        muster::run(1'000'000);
    }
    for (int index = 1; index < count; ++index) { muster::run(std::atoll(arguments[index])); }
    return 0;
}
