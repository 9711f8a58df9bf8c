#include "remote/remote_door.hpp"

#include "base/text.hpp"
#include "documents/read_documents.hpp"
#include "remote/remote_imports.hpp"
#include "remote/remote_persons.hpp"
#include "remote/session_check.hpp"
#include "service/import_acts.hpp"

#include <utility>

namespace muster {

namespace {

/// Each method is one line to the file of its use case.
class RemoteDoor final : public Door {
public:
    explicit RemoteDoor(ServerCalls calls) : calls_{std::move(calls)} {}

    /// Needs no store, and so no server.
    Result<ReadAnswer> read(ReadRequest const& request, std::function<Result<void>(Reading const&)> const& begin,
                            std::function<Result<bool>(RowBatch const&)> const& rows) override
    {
        return read_file(request, begin, rows, Unpacking{standard_unpacked_limit, {}});
    }

    Result<ImportJob> analyze(ImportRequest const& request, ProgressTaker const& progress) override
    {
        return remote::analyze(calls_, request, progress);
    }
    Result<ImportJob> choose(ImportId id, Choices const& choices, ProgressTaker const& progress) override
    {
        return remote::choose(calls_, id, choices, progress);
    }
    Result<ImportJob> commit(ImportId id, std::string const& plan_hash, ProgressTaker const& progress) override
    {
        return remote::commit(calls_, id, plan_hash, progress);
    }
    Result<UndoReport> undo_preview(ImportId id, ProgressTaker const& progress) override
    {
        return remote::undo_preview(calls_, id, progress);
    }
    Result<UndoReport> undo(ImportId id, std::string const& /*by*/, ProgressTaker const& progress) override
    {
        return remote::undo(calls_, id, progress);
    }
    Result<ResumeAnswer> resume(ImportId id, ProgressTaker const& progress) override { return remote::resume(calls_, id, progress); }
    Result<ImportJob> show(ImportId id) override { return remote::show(calls_, id); }
    Result<std::vector<ImportJob>> history() override { return remote::history(calls_); }
    Result<void> rows(ImportId id, RowQuery const& query, std::function<Result<void>(RowView const&)> const& take) override
    {
        return remote::rows(calls_, id, query, take);
    }
    Result<DifferenceView> difference(ImportId id, std::int64_t record) override { return remote::difference(calls_, id, record); }
    Result<void> outcome_file(ImportId id, OutcomeFile file, TableFormat format, ByteSink& into) override
    {
        return remote::outcome_file(calls_, id, file, format, into);
    }
    Result<void> upload_file(ImportId id, ByteSink& into) override { return remote::upload_file(calls_, id, into); }
    Result<Receipt> receipt(ImportId id) override { return remote::receipt(calls_, id); }
    Result<VerifyAnswer> verify(ImportId id) override { return remote::verify(calls_, id); }
    Result<void> discard_import(ImportId id) override { return remote::discard(calls_, id); }

    Result<void> persons(PersonQuery const& query, ProfilesTaker const& take) override { return remote::persons(calls_, query, take); }
    Result<PersonView> person(PersonKey const& key) override { return remote::person(calls_, key); }
    Result<ActivityView> activity(PersonKey const& key) override { return remote::activity(calls_, key); }
    Result<std::int64_t> delete_persons(std::span<PersonKey const> keys, std::string const& /*by*/) override
    {
        return remote::delete_persons(calls_, keys);
    }
    Result<PersonView> merge_persons(std::span<PersonKey const> keys, std::string const& /*by*/) override
    {
        return remote::merge_persons(calls_, keys);
    }
    Result<std::int64_t> export_persons(PersonQuery const& query, TableFormat format, ByteSink& into) override
    {
        return remote::export_persons(calls_, query, format, into);
    }
    Result<std::int64_t> tag_persons(std::span<PersonKey const> keys, std::string const& tag, std::string const& /*by*/) override
    {
        return remote::tag_persons(calls_, keys, tag);
    }
    Result<std::int64_t> untag_persons(std::span<PersonKey const> keys, std::string const& tag, std::string const& /*by*/) override
    {
        return remote::untag_persons(calls_, keys, tag);
    }

    Result<std::vector<TagView>> tags() override { return remote::tags(calls_); }
    Result<TagView> create_tag(std::string const& name) override { return remote::create_tag(calls_, name); }
    Result<void> delete_tag(std::string const& name) override { return remote::delete_tag(calls_, name); }
    Result<std::vector<Attribute>> attributes() override { return remote::attributes(calls_); }
    Result<Attribute> create_attribute(std::string const& name, AttributeType type) override
    {
        return remote::create_attribute(calls_, name, type);
    }
    Result<void> delete_attribute(std::string const& name) override { return remote::delete_attribute(calls_, name); }
    Result<std::vector<StoredRecipe>> recipes() override { return remote::recipes(calls_); }
    Result<StoredRecipe> save_recipe(Recipe const& recipe, std::string const& fingerprint) override
    {
        return remote::save_recipe(calls_, recipe, fingerprint);
    }
    Result<Recipe> recipe(std::string const& name) override { return remote::recipe(calls_, name); }
    Result<void> delete_recipe(std::string const& name) override { return remote::delete_recipe(calls_, name); }

    Result<std::vector<CheckFinding>> check() override
    {
        return Error{ErrorKind::invalid_input, "NOT_THROUGH_A_SERVER",
                     "A store is checked on its data directory, not through a server. Name it with --data, without --server."};
    }
    /// Those that whoever asks may work in.
    Result<std::vector<Account>> accounts() override { return remote::load_accounts(calls_); }
    /// Only for who has the server's data directory.
    Result<Account> create_account(std::string const& name) override { return remote::create_account(calls_, name); }

private:
    ServerCalls calls_;
};

} // namespace

Result<std::unique_ptr<Door>> open_remote_door(ServerAddress const& address, std::string const& account)
{
    TRY_ASSIGN(ServerCalls calls, remote::open_calls(address, account));
    return std::unique_ptr<Door>{std::make_unique<RemoteDoor>(std::move(calls))};
}

} // namespace muster
