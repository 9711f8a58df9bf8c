#include "documents/document_members.hpp"
#include "documents/import_members.hpp"
#include "documents/read_documents.hpp"

#include <array>
#include <utility>

namespace muster {

namespace {

constexpr std::array states{ImportState::uploaded,
                            ImportState::analyzing,
                            ImportState::ready,
                            ImportState::queued,
                            ImportState::importing,
                            ImportState::completed,
                            ImportState::completed_with_errors,
                            ImportState::failed,
                            ImportState::cancelled,
                            ImportState::undoing,
                            ImportState::undone,
                            ImportState::taking_back};

ImportState read_state(DocumentMembers const& members)
{
    std::string const name = members.text("state");
    for (ImportState const state : states) {
        if (name_of(state) == name) { return state; }
    }
    members.wrong("state");
    return {};
}

std::optional<std::uint8_t> nibble_of(char digit)
{
    if (digit >= '0' && digit <= '9') { return static_cast<std::uint8_t>(digit - '0'); }
    if (digit >= 'a' && digit <= 'f') { return static_cast<std::uint8_t>(digit - 'a' + 10); }
    return std::nullopt;
}

Sha256 read_digest(DocumentMembers const& members, std::string_view name)
{
    std::string const text = members.text(name);
    Sha256 digest{};
    if (text.size() != 2 * digest.size()) {
        members.wrong(name);
        return digest;
    }
    for (std::size_t index = 0; index < digest.size(); ++index) {
        auto const high = nibble_of(text[2 * index]), low = nibble_of(text[2 * index + 1]);
        if (!high || !low) { members.wrong(name); }
        digest[index] = static_cast<std::uint8_t>(high.value_or(0) << 4U | low.value_or(0));
    }
    return digest;
}

Counts read_counts(DocumentMembers const& members)
{
    Counts counts;
    for (auto const& [name, number] : count_members) { counts.*number = members.integer(name); }
    return counts;
}

ImportJob read_job(DocumentMembers const& members)
{
    ImportJob job;
    job.id = ImportId{members.integer("id")};
    job.state = read_state(members);
    job.reason = members.text_or_empty("reason");
    DocumentMembers const file = members.members("file");
    job.file_name = file.text("name");
    job.file_size = static_cast<std::uint64_t>(file.integer("size"));
    job.file_digest = read_digest(file, "sha256");
    job.by = members.text("by");
    job.plan_hash = members.text_or_empty("planHash");
    job.result_hash = members.text_or_empty("resultHash");
    job.uploaded_at = members.instant_or_zero("uploadedAt");
    job.started_at = members.instant_or_zero("startedAt");
    job.finished_at = members.instant_or_zero("finishedAt");
    Counts const counts = read_counts(members.members("counts"));
    (has_run(job.state) ? job.counts : job.planned) = counts;
    if (members.has("planned")) { job.planned = read_counts(members.members("planned")); }
    job.recipe = members.recipe_or_empty("recipe");
    job.reading = members.json_or_empty("reading");
    job.problems = members.json_or_empty("problems");
    job.undo_report = members.json_or_empty("undo");
    return job;
}

Result<std::optional<UndoPreview>> read_preview(DocumentMembers const& view)
{
    if (!view.has("undoPreview")) { return std::optional<UndoPreview>{}; }
    DocumentMembers const members = view.members("undoPreview");
    UndoPreview preview;
    preview.at = members.instant_or_zero("at");
    preview.trouble = find_error(members.member("trouble"));
    if (members.has("report")) { TRY_ASSIGN(preview.report, read_undo_report(members.json_or_empty("report"))); }
    return std::optional{std::move(preview)};
}

} // namespace

Result<ImportJob> read_import(Json const& import)
{
    DocumentFault fault;
    ImportJob job = read_job({import, fault});
    TRY(fault.told());
    return job;
}

Result<ToldImport> read_import_view(Json const& view)
{
    ToldImport told;
    TRY_ASSIGN(told.job, read_import(view));
    DocumentFault fault;
    DocumentMembers const members{view, fault};
    if (members.has("work")) { told.work = ToldImport::Work::waits_or_runs; }
    told.trouble = find_error(members.member("trouble"));
    TRY_ASSIGN(told.undo_preview, read_preview(members));
    TRY(fault.told());
    return told;
}

Result<std::vector<ImportJob>> read_history(Json const& page)
{
    DocumentFault fault;
    DocumentMembers const members{page, fault};
    std::vector<ImportJob> jobs;
    for (Json const& entry : members.array("imports")) { jobs.push_back(read_job(members.of(entry))); }
    TRY(fault.told());
    return jobs;
}

Result<std::optional<ToldWork>> read_work(Json const& work)
{
    if (work.is_null()) { return std::optional<ToldWork>{}; }
    DocumentFault fault;
    DocumentMembers const progress = DocumentMembers{work, fault}.members("progress");
    ToldWork told{progress.text_or_empty("stage"), progress.integer("done"), progress.integer_or_zero("of")};
    TRY(fault.told());
    return std::optional{std::move(told)};
}

Result<Receipt> read_receipt(Json const& receipt)
{
    DocumentFault fault;
    DocumentMembers const members{receipt, fault};
    DocumentMembers const hashes = members.members("receipt");
    Receipt read{read_job(members), hashes.text("fileHash"), hashes.text("recipeHash"), hashes.text("planHash"), hashes.text("resultHash")};
    TRY(fault.told());
    return read;
}

Result<VerifyAnswer> read_verification(Json const& answer)
{
    DocumentFault fault;
    DocumentMembers const members{answer, fault};
    VerifyAnswer read{members.boolean("holds"), members.text("resultHash"), members.text("detail")};
    TRY(fault.told());
    return read;
}

} // namespace muster
