#include "base/text.hpp"
#include "history/record_outcomes.hpp"
#include "service/names.hpp"
#include "service/person_acts.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

/// Persons of one page: some megabytes at most.
constexpr std::size_t persons_per_page = 1'000;

Result<std::optional<TagId>> tag_of_query(Names const& names, PersonQuery const& query)
{
    if (query.tag.empty()) { return std::optional<TagId>{}; }
    std::string const wanted = text::fold(text::trim(query.tag));
    for (auto const& [id, name] : names.tags) {
        if (text::fold(name) == wanted) { return std::optional<TagId>{id}; }
    }
    return Error{ErrorKind::not_found, "TAG_NOT_FOUND", "There is no tag \"" + query.tag + "\". `muster tags list` lists them."};
}

/// Whom an import's records are, ascending; somebody among them may be there no more. Error not_found IMPORT_NOT_FOUND.
Result<std::vector<ProfileId>> persons_of(Workplace const& place, Transaction& transaction, ImportId import)
{
    TRY(load_import(place, transaction, import));
    TRY_ASSIGN(auto const outcomes, logged_outcomes(transaction, place.account, import));
    std::vector<ProfileId> persons;
    for (RecordOutcome const& outcome : outcomes) {
        if (is_applied(outcome.outcome) && outcome.profile.value != 0) { persons.push_back(outcome.profile); }
    }
    std::sort(persons.begin(), persons.end());
    persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
    return persons;
}

/// Whom a query may be about, by their ids: everybody, those with its tag, or those of its import.
class Candidates {
public:
    static Result<Candidates> of(Workplace const& place, Transaction& transaction, Names const& names, PersonQuery const& query)
    {
        Candidates candidates{place, transaction};
        TRY_ASSIGN(candidates.tag_, tag_of_query(names, query));
        if (query.import.value != 0) { TRY_ASSIGN(candidates.imported_, persons_of(place, transaction, query.import)); }
        return candidates;
    }

    /// Some more behind `after`, whose last one it becomes; none at the end.
    Result<void> next(ProfileId& after, std::vector<Profile>& page)
    {
        page.clear();
        Profiles& profiles = transaction_.profiles();
        if (!imported_) {
            TRY(tag_ ? profiles.page_of_tag(place_.account, place_.target, *tag_, after, persons_per_page, page)
                     : profiles.page(place_.account, place_.target, after, persons_per_page, page));
            if (!page.empty()) { after = page.back().id; }
            return {};
        }
        auto from = std::upper_bound(imported_->begin(), imported_->end(), after);
        while (page.empty() && from != imported_->end()) { // all of them may be there no more
            auto const to = from + std::min(std::ptrdiff_t{persons_per_page}, imported_->end() - from);
            TRY(profiles.load(place_.account, place_.target, {from, to}, page));
            auto const lacks_tag = [&](Profile const& one) { return tag_ && !std::binary_search(one.tags.begin(), one.tags.end(), *tag_); };
            std::erase_if(page, lacks_tag);
            after = *(to - 1);
            from = to;
        }
        return {};
    }

private:
    Candidates(Workplace const& place, Transaction& transaction) : place_{place}, transaction_{transaction} {}
    Workplace const& place_;
    Transaction& transaction_;
    std::optional<TagId> tag_{};
    std::optional<std::vector<ProfileId>> imported_{};
};

/// Whether the import whose block of ids holds the profile's id created it.
Result<ImportId> creator_of(Workplace const& place, Transaction& transaction, Profile const& profile)
{
    if (profile.origin != Origin::import) { return ImportId{}; }
    TRY_ASSIGN(auto const jobs, transaction.imports().list(place.account, static_cast<std::size_t>(INT32_MAX)));
    for (ImportJob const& job : jobs) {
        if (profile.id.value >= job.first_id && profile.id.value < job.first_id + job.id_count) { return job.id; }
    }
    return ImportId{};
}

} // namespace

Result<void> each_person_page(Workplace const& place, Transaction& transaction, Names const& names, PersonQuery const& query,
                              std::function<Result<void>(std::span<Profile const>)> const& take)
{
    Filter filter;
    if (!query.filter.empty()) { TRY_ASSIGN(filter, Filter::parse(query.filter, place.target, names.attributes)); }
    TRY_ASSIGN(Candidates candidates, Candidates::of(place, transaction, names, query));
    auto const name = [&](TagId id) { return tag_name(names, id); };
    ProfileId after = query.after;
    std::size_t left = query.limit;
    std::vector<Profile> page;
    for (;;) {
        TRY(candidates.next(after, page));
        if (page.empty()) { return {}; }
        std::erase_if(page, [&](Profile const& profile) { return !filter.holds(profile, name); });
        if (query.limit != 0 && page.size() > left) { page.erase(page.begin() + static_cast<std::ptrdiff_t>(left), page.end()); }
        if (!page.empty()) { TRY(take(page)); }
        left -= std::min(left, page.size());
        if (query.limit != 0 && left == 0) { return {}; }
    }
}

Result<void> list_persons(Workplace const& place, PersonQuery const& query, ProfilesTaker const& take)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read));
    TRY_ASSIGN(Names const names, load_names(place, *transaction));
    return each_person_page(place, *transaction, names, query, [&](std::span<Profile const> page) { return take(page, names); });
}

Result<PersonView> get_person(Workplace const& place, PersonKey const& key)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read));
    TRY_ASSIGN(auto found, find_persons(place, *transaction, {&key, 1}));
    PersonView view;
    TRY_ASSIGN(view.names, load_names(place, *transaction));
    view.profile = std::move(found.front());
    return view;
}

Result<ActivityView> person_activity(Workplace const& place, PersonKey const& key)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read));
    TRY_ASSIGN(auto const found, find_persons(place, *transaction, {&key, 1}));
    std::vector<std::pair<std::int64_t, Change>> changes;
    TRY(transaction->changes().of_profile(place.account, place.target, found.front().id, changes));
    ActivityView view;
    for (auto& entry : changes) { view.changes.push_back(std::move(entry.second)); }
    TRY_ASSIGN(view.created_by_import, creator_of(place, *transaction, found.front()));
    TRY_ASSIGN(view.names, load_names(place, *transaction));
    return view;
}

} // namespace muster
