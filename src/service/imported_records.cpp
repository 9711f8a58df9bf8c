#include "service/imported_records.hpp"

#include "history/import_file.hpp"
#include "service/names.hpp"
#include "service/reading_notes.hpp"

#include <algorithm>
#include <utility>

namespace muster {

Result<ImportedRecords> ImportedRecords::open(Workplace const& place, ImportJob const& job, Transaction& transaction)
{
    ImportedRecords records{place.target};
    TRY_ASSIGN(Recipe const recipe, read_recipe(job.recipe));
    records.default_type_ = recipe.choices.default_type;
    TRY_ASSIGN(StoredReading const reading, read_stored_reading(job.reading));
    TRY_ASSIGN(records.attributes_, load_attribute_fields(place, transaction));
    std::vector<FieldId> real;
    for (AttributeField const& fresh : reading.new_attributes) {
        AttributeField const* made = find_attribute(records.attributes_, fresh.name);
        real.push_back(made == nullptr ? fresh.field : made->field);
        if (made == nullptr) { records.attributes_.push_back(fresh); }
    }
    TRY_ASSIGN(auto const tags, transaction.catalogue().tags(place.account));
    records.tags_ = std::make_unique<TagNames>(tags);
    TRY_ASSIGN(auto spill, place.store.blobs().open(job.id, import_file::spill));
    TRY_ASSIGN(auto groups, place.store.blobs().open(job.id, import_file::groups));
    TRY_ASSIGN(auto members, place.store.blobs().open(job.id, import_file::members));
    records.reader_ =
        std::make_unique<RecordReader>(place.target, std::move(spill), std::move(groups), std::move(members), std::move(real));
    return records;
}

Result<Profile> ImportedRecords::as_created(std::uint32_t ordinal)
{
    Record record;
    TRY(reader_->read(ordinal, record));
    std::vector<TagId> tags;
    for (std::string const& name : record.tags) { tags.push_back(tags_->id_of(name)); }
    ApplyRules rules;
    rules.default_type = default_type_;
    return apply(target_, record, tags, {}, rules).after;
}

Change creation_of(Target const& target, Profile const& created)
{
    Change change = difference_between(target, Profile{}, created);
    change.profile = created.id;
    std::erase_if(change.differences, [&](Difference const& difference) {
        FieldRule const* rule = target.find(difference.field);
        return rule != nullptr && rule->kind == FieldKind::type;
    });
    for (FieldRule const& rule : target.fields) {
        if (rule.kind == FieldKind::type) { change.differences.push_back({rule.id, {}, std::string{name_of(created.type)}}); }
    }
    std::sort(change.differences.begin(), change.differences.end(),
              [](Difference const& a, Difference const& b) { return a.field < b.field; });
    return change;
}

} // namespace muster
