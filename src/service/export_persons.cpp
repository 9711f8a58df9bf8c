#include "history/person_table.hpp"
#include "service/names.hpp"
#include "service/person_acts.hpp"
#include "tables/table_writer.hpp"

#include <utility>

namespace muster {

namespace {

PersonCells cells_of(Profile const& profile, Names const& names)
{
    PersonCells cells{name_of(profile.type), &profile.values, &profile.contacts, {}};
    for (TagId const tag : profile.tags) { cells.tags.push_back(tag_name(names, tag)); }
    return cells;
}

} // namespace

Result<std::int64_t> write_person_export(Workplace const& place, PersonQuery const& query, TableFormat format, ByteSink& into)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read)); // both passes see one moment
    TRY_ASSIGN(Names const names, load_names(place, *transaction));
    PersonColumns columns{place.target, names.attributes};
    TRY(each_person_page(place, *transaction, names, query, [&](std::span<Profile const> page) -> Result<void> {
        for (Profile const& profile : page) { columns.add(cells_of(profile, names)); }
        return {};
    }));
    TRY_ASSIGN(auto const table, table_writer(format, into, place.folder));
    std::vector<std::string> const titles = columns.titles();
    std::vector<std::string_view> cells{titles.begin(), titles.end()};
    TRY(table->titles(cells));
    std::int64_t written = 0;
    std::string tags;
    auto const write_page = [&](std::span<Profile const> page) -> Result<void> {
        for (Profile const& profile : page) {
            cells.clear();
            columns.append_cells(cells_of(profile, names), cells, tags);
            TRY(table->row(cells));
            ++written;
        }
        return {};
    };
    TRY(each_person_page(place, *transaction, names, query, write_page));
    TRY(table->finish());
    return written;
}

} // namespace muster
