#include "base/assert.hpp"
#include "base/text.hpp"
#include "service/names.hpp"
#include "service/people_acts.hpp"
#include "service/person_acts.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

using Order = PersonListQuery::Order;
using Direction = PersonListQuery::Direction;

/// Where a person stands in the list.
struct Standing {
    std::string name{}; ///< folded; behind all names when there is none
    std::int64_t time{};
    ProfileId id{};
};

Standing standing_of(Profile const& person, Order order)
{
    Standing standing{{}, 0, person.id};
    switch (order) {
    case Order::first_name: standing.name = text::fold(person.value(person_field::first_name)); break;
    case Order::last_name: standing.name = text::fold(person.value(person_field::last_name)); break;
    case Order::created_at: standing.time = person.created_at.microseconds; break;
    case Order::modified_at: standing.time = person.modified_at.microseconds; break;
    case Order::id: break;
    }
    return standing;
}

/// Whether a stands before b.
class Before {
public:
    explicit Before(Direction direction) : direction_{direction} {}
    bool operator()(Standing const& a, Standing const& b) const
    {
        bool const rising = direction_ == Direction::rising;
        if (a.time != b.time) { return (a.time < b.time) == rising; }
        if (a.name.empty() != b.name.empty()) { return b.name.empty() == rising; }
        if (a.name != b.name) { return (a.name < b.name) == rising; }
        return (a.id < b.id) == rising;
    }

private:
    Direction direction_;
};

/// The first so many of a list that comes in any order.
class FirstOnes {
public:
    FirstOnes(std::size_t most, Direction direction) : most_{most}, before_{direction} {}

    void add(Standing standing)
    {
        if (first_.size() == most_) {
            if (!before_(standing, first_.front())) { return; }
            std::pop_heap(first_.begin(), first_.end(), before_);
            first_.pop_back();
        }
        first_.push_back(std::move(standing));
        std::push_heap(first_.begin(), first_.end(), before_);
    }

    /// The ids of those behind the first `skipped`.
    std::vector<ProfileId> behind(std::size_t skipped)
    {
        std::sort_heap(first_.begin(), first_.end(), before_);
        std::vector<ProfileId> ids;
        for (std::size_t index = skipped; index < first_.size(); ++index) { ids.push_back(first_[index].id); }
        return ids;
    }

private:
    std::size_t most_;
    Before before_;
    std::vector<Standing> first_{}; ///< a heap with the last one on top
};

Result<std::vector<Profile>> load_in_order(Workplace const& place, Transaction& transaction, std::vector<ProfileId> const& ids)
{
    std::vector<ProfileId> ascending = ids;
    std::sort(ascending.begin(), ascending.end());
    std::vector<Profile> loaded;
    TRY(transaction.profiles().load(place.account, place.target, ascending, loaded));
    std::vector<Profile> ordered;
    ordered.reserve(ids.size());
    for (ProfileId const id : ids) {
        auto const found =
            std::lower_bound(loaded.begin(), loaded.end(), id, [](Profile const& one, ProfileId wanted) { return one.id < wanted; });
        if (found != loaded.end() && found->id == id) { ordered.push_back(*found); }
    }
    return ordered;
}

} // namespace

Result<PersonPage> list_person_page(Workplace const& place, PersonListQuery const& query)
{
    MUSTER_ASSERT(query.limit > 0 && query.page > 0);
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read));
    PersonPage page;
    TRY_ASSIGN(std::int64_t const all, transaction->profiles().count(place.account, place.target));
    bool const counting = query.total == PersonListQuery::Total::counted;
    bool const in_id_order = query.order == Order::id && query.direction == Direction::rising;
    std::size_t const persons = static_cast<std::size_t>(all);
    bool const beyond = query.page - 1 > persons / query.limit;
    std::size_t const skipped = beyond ? persons : (query.page - 1) * query.limit;
    bool const all_of_them_match = query.filter.empty() && query.import.value == 0;
    if (counting && all_of_them_match) { page.total = all; }
    bool const counting_matches = counting && page.total < 0;
    FirstOnes first{skipped + query.limit, query.direction};
    TRY_ASSIGN(page.names, load_names(place, *transaction));
    if (!beyond || counting_matches) {
        PersonQuery wanted{.filter = query.filter, .import = query.import};
        wanted.limit = in_id_order && !counting_matches ? skipped + query.limit : 0;
        std::int64_t matches = 0;
        TRY(each_person_page(place, *transaction, page.names, wanted, [&](std::span<Profile const> some) -> Result<void> {
            for (Profile const& person : some) { first.add(standing_of(person, query.order)); }
            matches += static_cast<std::int64_t>(some.size());
            return {};
        }));
        if (counting_matches) { page.total = matches; }
    } else if (!query.filter.empty()) {
        TRY(Filter::parse(query.filter, place.target, page.names.attributes));
    }
    TRY_ASSIGN(page.persons, load_in_order(place, *transaction, first.behind(skipped)));
    return page;
}

Result<std::vector<PersonMatch>> match_persons(Workplace const& place, std::span<PersonKey const> keys)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read));
    std::vector<PersonMatch> matches;
    std::vector<Identifier> seen;
    for (std::size_t index = 0; index < keys.size(); ++index) {
        Identifier identifier{IdentifierKind::none, {}};
        if (keys[index].kind == PersonKey::Kind::id) {
            TRY_ASSIGN(ProfileId const id, id_of(keys[index]));
            identifier.normalised = std::to_string(id.value);
        } else {
            TRY_ASSIGN(identifier, identifier_of(place, keys[index]));
        }
        if (std::find(seen.begin(), seen.end(), identifier) != seen.end()) { continue; }
        seen.push_back(std::move(identifier));
        auto const found = find_persons(place, *transaction, keys.subspan(index, 1));
        if (found) {
            matches.push_back({index, found->front().id});
        } else if (found.error().kind != ErrorKind::not_found) {
            return found.error();
        }
    }
    return matches;
}

} // namespace muster
