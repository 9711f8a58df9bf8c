#include "service/local_door.hpp"

#include "history/retention.hpp"
#include "service/catalogue_acts.hpp"
#include "service/import_acts.hpp"
#include "service/person_acts.hpp"

#include <utility>

namespace muster {

namespace {

/// Runs the use cases on a store of this process: each method is one line to the file of its use case.
class LocalDoor final : public Door {
public:
    explicit LocalDoor(LocalDoorOrder order) : order_{std::move(order)} {}

    Result<ReadAnswer> read(ReadRequest const& request, std::function<Result<void>(Reading const&)> const& begin,
                            std::function<Result<bool>(RowBatch const&)> const& rows) override
    {
        return read_file(request, begin, rows, Unpacking{order_.unpacked_limit, order_.folder});
    }

    Result<ImportJob> analyze(ImportRequest const& request, ProgressTaker const& progress) override
    {
        TRY(expire_imports(place().store, order_.account, order_.clock()));
        return analyze_import(place(), request, progress);
    }
    Result<ImportJob> choose(ImportId id, Choices const& choices, ProgressTaker const& progress) override
    {
        return choose_again(place(), id, choices, progress);
    }
    Result<ImportJob> commit(ImportId id, std::string const& plan_hash, ProgressTaker const& progress) override
    {
        return commit_agreed(place(), id, plan_hash, progress);
    }
    Result<UndoReport> undo_preview(ImportId id, ProgressTaker const& progress) override { return preview_undoing(place(), id, progress); }
    Result<UndoReport> undo(ImportId id, std::string const& by, ProgressTaker const& progress) override
    {
        return undo_agreed(place(), id, by, progress);
    }
    Result<ResumeAnswer> resume(ImportId id, ProgressTaker const& progress) override { return resume_imports(place(), id, progress); }
    Result<ImportJob> show(ImportId id) override { return load_import(place(), id); }
    Result<std::vector<ImportJob>> history() override
    {
        Result<std::int64_t> const expired = expire_imports(place().store, order_.account, order_.clock());
        if (!expired && expired.error().kind != ErrorKind::denied) {
            return expired.error();
        } // a store for reading only is looked at as it is
        return import_history(place());
    }
    Result<void> rows(ImportId id, RowQuery const& query, std::function<Result<void>(RowView const&)> const& take) override
    {
        return list_rows(place(), id, query, take);
    }
    Result<DifferenceView> difference(ImportId id, std::int64_t record) override { return record_difference(place(), id, record); }
    Result<void> outcome_file(ImportId id, OutcomeFile file, TableFormat format, ByteSink& into) override
    {
        return write_outcome_file(place(), id, file, format, into);
    }
    Result<void> upload_file(ImportId id, ByteSink& into) override { return write_upload_file(place(), id, into); }
    Result<Receipt> receipt(ImportId id) override { return import_receipt(place(), id); }
    Result<VerifyAnswer> verify(ImportId id) override { return verify_receipt(place(), id); }
    Result<void> discard_import(ImportId id) override { return discard_uncommitted(place(), id); }

    Result<void> persons(PersonQuery const& query, ProfilesTaker const& take) override { return list_persons(place(), query, take); }
    Result<PersonView> person(PersonKey const& key) override { return get_person(place(), key); }
    Result<ActivityView> activity(PersonKey const& key) override { return person_activity(place(), key); }
    /// `by` is not kept: an erased person leaves no trace, not even who erased it.
    Result<std::int64_t> delete_persons(std::span<PersonKey const> keys, std::string const& /*by*/) override
    {
        return erase_persons(place(), keys);
    }
    Result<PersonView> merge_persons(std::span<PersonKey const> keys, std::string const& by) override
    {
        return merge_stored_persons(place(), keys, by);
    }
    Result<std::int64_t> export_persons(PersonQuery const& query, TableFormat format, ByteSink& into) override
    {
        return write_person_export(place(), query, format, into);
    }
    Result<std::int64_t> tag_persons(std::span<PersonKey const> keys, std::string const& tag, std::string const& by) override
    {
        return change_tag(place(), Tagging::give, keys, tag, by);
    }
    Result<std::int64_t> untag_persons(std::span<PersonKey const> keys, std::string const& tag, std::string const& by) override
    {
        return change_tag(place(), Tagging::take, keys, tag, by);
    }

    Result<std::vector<TagView>> tags() override { return list_tags(place()); }
    Result<TagView> create_tag(std::string const& name) override { return create_one_tag(place(), name); }
    Result<void> delete_tag(std::string const& name) override { return delete_one_tag(place(), name); }
    Result<std::vector<Attribute>> attributes() override { return list_attributes(place()); }
    Result<Attribute> create_attribute(std::string const& name, AttributeType type) override
    {
        return create_one_attribute(place(), name, type);
    }
    Result<void> delete_attribute(std::string const& name) override { return delete_one_attribute(place(), name); }
    Result<std::vector<StoredRecipe>> recipes() override { return list_recipes(place()); }
    Result<StoredRecipe> save_recipe(Recipe const& recipe, std::string const& fingerprint) override
    {
        return store_recipe(place(), recipe, fingerprint);
    }
    Result<Recipe> recipe(std::string const& name) override { return load_recipe(place(), name); }
    Result<void> delete_recipe(std::string const& name) override { return delete_one_recipe(place(), name); }

    Result<std::vector<CheckFinding>> check() override
    {
        Target const* const targets[] = {&person_target()};
        return place().store.check(targets);
    }
    Result<std::vector<Account>> accounts() override { return list_accounts(place().store); }
    Result<Account> create_account(std::string const& name) override { return create_one_account(place().store, name); }

private:
    Workplace place() const
    {
        MUSTER_ASSERT(order_.store != nullptr);
        return {*order_.store, person_target(), order_.account, order_.folder, order_.upload_limit, order_};
    }
    LocalDoorOrder order_;
};

} // namespace

std::unique_ptr<Door> make_local_door(LocalDoorOrder order) { return std::make_unique<LocalDoor>(std::move(order)); }

} // namespace muster
