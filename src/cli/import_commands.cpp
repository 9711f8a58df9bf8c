#include "base/file.hpp"
#include "cli/acts.hpp"
#include "cli/import_options.hpp"
#include "cli/import_report.hpp"
#include "cli/progress_display.hpp"
#include "cli/shown_text.hpp"
#include "cli/suggestions.hpp"
#include "documents/documents.hpp"

#include <memory>

namespace muster {

namespace {

bool rejects(Counts const& counts) { return counts.rows_rejected + counts.records_rejected > 0; }

/// A file that an option asks for, opened before the work begins, so that what cannot be written is told while nothing is done yet.
/// Null when the option was not given.
Result<std::unique_ptr<ByteSink>> open_output(Session const& session, std::string_view option, unsigned mode)
{
    std::optional<std::string> const path = session.arguments.value(option);
    if (!path) { return std::unique_ptr<ByteSink>{}; }
    return create_file(*path, mode);
}

/// Where the rejected rows go: a table in the format that its name says, CSV where it says none.
struct RejectedFile {
    std::unique_ptr<ByteSink> sink{}; ///< null: not asked for
    TableFormat format{TableFormat::csv};
};

Result<RejectedFile> open_rejected(Session const& session)
{
    RejectedFile file;
    TRY_ASSIGN(file.sink, open_output(session, "--rejected", 0600)); // for the owner's eyes: it holds personal data
    if (file.sink) { file.format = table_format_of(*session.arguments.value("--rejected")).value_or(TableFormat::csv); }
    return file;
}

Result<void> write_rejected(Door& door, ImportId id, RejectedFile const& file)
{
    TRY(door.outcome_file(id, OutcomeFile::rejected, file.format, *file.sink));
    return file.sink->finish();
}

/// When it fails, what became of the import is told too.
Result<void> save_rejected(Door& door, ImportJob const& job, RejectedFile const& file)
{
    if (!file.sink) { return {}; }
    Result<void> written = write_rejected(door, job.id, file);
    if (written) { return {}; }
    std::string const id = std::to_string(job.id.value);
    return std::move(written).error().while_doing("Import " + id + " is " + std::string{name_of(job.state)} +
                                                  ", but its rejected rows could not be written (muster rows " + id +
                                                  " --outcome rejected --format csv gives them)");
}

Result<ImportJob> analyze_file(Session const& session, Door& door, ImportRequest const& request)
{
    TRY_ASSIGN(auto const recipe, open_output(session, "--save-recipe", 0644));
    ProgressDisplay display{ProgressDisplay::mode_of(session.arguments)};
    TRY_ASSIGN(ImportJob job, door.analyze(request, display.taker()));
    display.clear();
    if (recipe) {
        TRY(recipe->write(job.recipe + "\n"));
        TRY(recipe->finish());
    }
    return job;
}

/// What an import waits as, for the one who did not agree to it now.
Result<ExitStatus> leave_ready(Session const& session, ImportJob const& job)
{
    std::string const id = std::to_string(job.id.value);
    say("Not imported. The analysed import stays READY as import " + id + ": muster commit " + id + " carries it out.");
    if (session.wants_json()) { TRY(session.print_document(import_document(job))); }
    return ExitStatus::cancelled;
}

Result<ExitStatus> report_end(Session const& session, ImportJob const& job)
{
    if (session.wants_json()) {
        TRY(session.print_document(import_document(job)));
        return exit_status_of(job.state);
    }
    TRY(session.print("\n" + result_sentence(job)));
    std::string const id = std::to_string(job.id.value);
    TRY(session.print("Import " + id + ": " + std::string{name_of(job.state)} + (job.reason.empty() ? "" : ", " + job.reason) + "\n"));
    if (rejects(job.counts)) {
        std::optional<std::string> const path = session.arguments.value("--rejected");
        TRY(session.print(path ? "The rejected rows are in " + shown(*path) + ".\n"
                               : "The rejected rows: muster rows " + id + " --outcome rejected\n"));
    }
    if (!job.result_hash.empty()) { TRY(session.print("To take it back: muster undo " + id + "\n")); }
    return exit_status_of(job.state);
}

/// Why a commit did not come to its end, and what is left.
Result<ExitStatus> report_trouble(Door& door, ImportJob const& ready, Error const& error, RejectedFile const& rejected)
{
    std::string const id = std::to_string(ready.id.value);
    switch (error.kind) {
    case ErrorKind::denied: TRY(save_rejected(door, ready, rejected)); break; // what is rejected is why
    case ErrorKind::unavailable:
    case ErrorKind::cancelled: say("Import " + id + " is not completed. muster resume goes on with it."); break;
    default: break;
    }
    return error;
}

/// From the plan to the end: show, ask, commit, report.
Result<ExitStatus> agree_and_commit(Session const& session, Door& door, ImportJob const& ready, RejectedFile const& rejected)
{
    bool const asks = !session.arguments.has("--yes");
    std::string const plan = plan_text(ready);
    if (!session.wants_json()) {
        TRY(session.print(plan));
        if (asks) { TRY(session.out.finish()); } // the question comes after what it is about
    } else if (asks) {
        say_part(plan);
    }
    TRY_ASSIGN(Consent const answer, consent(session, "Import this?"));
    if (answer == Consent::no) { return leave_ready(session, ready); }
    ProgressDisplay display{ProgressDisplay::mode_of(session.arguments)};
    Result<ImportJob> const job = door.commit(ready.id, ready.plan_hash, display.taker());
    display.clear();
    if (!job) { return report_trouble(door, ready, job.error(), rejected); }
    TRY(save_rejected(door, *job, rejected));
    return report_end(session, *job);
}

Result<ImportJob> choose(Session const& session, Door& door, ImportJob const& job)
{
    TRY_ASSIGN(Recipe recipe, read_recipe(job.recipe));
    TRY(apply_choice_options(session.arguments, recipe.choices));
    ProgressDisplay display{ProgressDisplay::mode_of(session.arguments)};
    return door.choose(job.id, recipe.choices, display.taker());
}

} // namespace

Result<ExitStatus> act_analyze(Session& session)
{
    std::string const& path = session.arguments.words().front();
    if (!names_mapping(session.arguments)) { return suggest_mapping_options(session, path); }
    TRY(open_incoming(path)); // a file that is not there creates no store
    TRY_ASSIGN(auto const door, session.open_writing());
    TRY_ASSIGN(ImportRequest const request, make_import_request(session, *door, path));
    TRY_ASSIGN(ImportJob const job, analyze_file(session, *door, request));
    if (session.wants_json()) {
        TRY(session.print_document(import_document(job)));
    } else {
        std::string const id = std::to_string(job.id.value);
        TRY(session.print(plan_text(job)));
        TRY(session.print("Nothing was changed. Import " + id + " is READY: muster commit " + id + " carries it out.\n"));
    }
    return rejects(job.planned) ? ExitStatus::rows_rejected : ExitStatus::done;
}

Result<ExitStatus> act_import(Session& session)
{
    std::string const& path = session.arguments.words().front();
    if (!names_mapping(session.arguments)) { return suggest_mapping_options(session, path); }
    TRY(require_consent_possible(session));
    TRY(open_incoming(path));
    TRY_ASSIGN(auto const rejected, open_rejected(session));
    TRY_ASSIGN(auto const door, session.open_writing());
    TRY_ASSIGN(ImportRequest const request, make_import_request(session, *door, path));
    TRY_ASSIGN(ImportJob const job, analyze_file(session, *door, request));
    return agree_and_commit(session, *door, job, rejected);
}

Result<ExitStatus> act_commit(Session& session)
{
    TRY_ASSIGN(ImportId const id, parse_import_id(session.arguments.words().front()));
    TRY_ASSIGN(auto const rejected, open_rejected(session));
    TRY_ASSIGN(auto const door, session.open_writing());
    TRY_ASSIGN(ImportJob job, door->show(id));
    if (job.state == ImportState::undone || job.state == ImportState::undoing) {
        return Error{ErrorKind::conflict, "IMPORT_STATE", "Import " + std::to_string(id.value) + " was taken back. Import the file again."};
    }
    if (choices_given(session.arguments) == Given::yes) { TRY_ASSIGN(job, choose(session, *door, job)); }
    if (job.state == ImportState::ready) {
        TRY(require_consent_possible(session));
        return agree_and_commit(session, *door, job, rejected);
    }
    ProgressDisplay display{ProgressDisplay::mode_of(session.arguments)}; // it was agreed to before: going on, or telling how it ended
    TRY_ASSIGN(ImportJob const ended, door->commit(id, job.plan_hash, display.taker()));
    display.clear();
    TRY(save_rejected(*door, ended, rejected));
    return report_end(session, ended);
}

Result<ExitStatus> act_resume(Session& session)
{
    ImportId id{};
    if (!session.arguments.words().empty()) { TRY_ASSIGN(id, parse_import_id(session.arguments.words().front())); }
    TRY_ASSIGN(auto const door, session.open_writing());
    ProgressDisplay display{ProgressDisplay::mode_of(session.arguments)};
    TRY_ASSIGN(ResumeAnswer const answer, door->resume(id, display.taker()));
    display.clear();
    ExitStatus status = ExitStatus::done;
    std::string documents;
    for (ImportJob const& job : answer.finished) {
        documents += (documents.empty() ? "" : ",") + import_document(job);
        status = worse_of(status, exit_status_of(job.state));
        if (session.wants_json()) { continue; }
        TRY(session.print("Import " + std::to_string(job.id.value) + " (" + shown(job.file_name) + "): " + std::string{name_of(job.state)} +
                          (job.reason.empty() ? "" : ", " + job.reason) + "\n" + result_sentence(job)));
    }
    if (session.wants_json()) {
        TRY(session.print_document("{\"resumed\":[" + documents + "]}"));
    } else if (answer.finished.empty()) {
        TRY(session.print("There is nothing to resume.\n"));
    }
    return status;
}

} // namespace muster
