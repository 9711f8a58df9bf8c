#include "cli/acts.hpp"
#include "cli/import_report.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress_display.hpp"
#include "cli/shown_text.hpp"
#include "cli/text_table.hpp"
#include "documents/documents.hpp"
#include "documents/profile_values.hpp"

#include <vector>

namespace muster {

namespace {

std::string duration_of(ImportJob const& job)
{
    if (job.finished_at.microseconds == 0 || job.started_at.microseconds == 0) { return "-"; }
    std::int64_t const milliseconds = (job.finished_at.microseconds - job.started_at.microseconds) / 1'000;
    std::int64_t const tenths = (milliseconds + 50) / 100;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s";
}

/// The receipt of an import that has one; it proves the run.
Result<std::string> receipt_text(Door& door, ImportJob const& job)
{
    if (job.result_hash.empty()) { return std::string{}; }
    TRY_ASSIGN(Receipt const receipt, door.receipt(job.id));
    return "\nReceipt\n  file    " + receipt.file_hash + "\n  recipe  " + receipt.recipe_hash + "\n  plan    " + receipt.plan_hash +
           "\n  result  " + receipt.result_hash + "\n";
}

std::string head_text(ImportJob const& job)
{
    std::string text = "Import " + std::to_string(job.id.value) + ": " + std::string{name_of(job.state)} + "\n";
    if (!job.reason.empty()) { text += "  why       " + shown(job.reason) + "\n"; }
    text += "  by        " + shown(job.by) + "\n  uploaded  " + shown_time(job.uploaded_at) + "\n";
    if (job.started_at.microseconds != 0) { text += "  started   " + shown_time(job.started_at) + "\n"; }
    if (job.finished_at.microseconds != 0) { text += "  finished  " + shown_time(job.finished_at) + " (" + duration_of(job) + ")\n"; }
    return text;
}

bool has_run(ImportJob const& job) { return job.started_at.microseconds != 0; }

Result<ExitStatus> show_difference(Session const& session, Door& door, ImportId id, std::int64_t record)
{
    TRY_ASSIGN(DifferenceView const view, door.difference(id, record));
    if (session.wants_json()) {
        TRY(session.print_document(difference_document(view)));
        return ExitStatus::done;
    }
    std::string text = "Row " + std::to_string(view.row.row.value) + ": " + std::string{name_of(view.row.outcome)};
    if (view.row.profile.value != 0) { text += ", person " + std::to_string(view.row.profile.value); }
    text += "\n";
    for (Problem const& problem : view.row.problems) {
        text += "  " + std::string{name_of(problem.code)} + ": " + shown(problem.message) + "\n";
    }
    for (Difference const& difference : view.change.differences) {
        text += "  " + shown(field_name(difference.field, view.names)) + ": " +
                (difference.before.empty() ? "(empty)" : shown(difference.before)) + " -> " +
                (difference.after.empty() ? "(empty)" : shown(difference.after)) + "\n";
    }
    for (FieldValue const& contact : view.change.contacts_added) {
        text += "  " + shown(field_name(contact.field, view.names)) + " added: " + shown(contact.value) + "\n";
    }
    for (FieldValue const& contact : view.change.contacts_removed) {
        text += "  " + shown(field_name(contact.field, view.names)) + " removed: " + shown(contact.value) + "\n";
    }
    for (TagId const tag : view.change.tags_added) { text += "  tag added: " + shown(tag_name(tag, view.names)) + "\n"; }
    for (TagId const tag : view.change.tags_removed) { text += "  tag removed: " + shown(tag_name(tag, view.names)) + "\n"; }
    for (Profile const& profile : view.change.absorbed) { text += "  absorbed: person " + std::to_string(profile.id.value) + "\n"; }
    TRY(session.print(text));
    return ExitStatus::done;
}

std::string undo_text(UndoReport const& report)
{
    std::string text;
    auto const line = [&](std::int64_t number, std::string_view one, std::string_view many, std::string_view what) {
        if (number != 0) { text += "  " + counted(number, one, many) + " " + std::string{what} + "\n"; }
    };
    line(report.removed, "person", "persons", "removed");
    line(report.restored, "person", "persons", "restored");
    line(report.fields_restored, "field", "fields", "restored");
    line(report.split, "merged person", "merged persons", "split again");
    line(report.untagged, "person", "persons", "untagged");
    line(report.kept, "created person", "created persons", "kept, because somebody changed them since");
    line(report.tags_removed, "tag", "tags", "removed");
    line(report.attributes_removed, "attribute", "attributes", "removed");
    if (text.empty()) { text = "  nothing to take back\n"; }
    if (report.conflicts > 0) { text += "  " + counted(report.conflicts, "conflict", "conflicts") + ", where a later change stays:\n"; }
    for (UndoFinding const& finding : report.findings) {
        std::string name{name_of(finding.conflict)};
        text += "    person " + std::to_string(finding.profile.value) + ": " + name;
        Names const none;
        std::string_view const field = field_name(finding.field, none);
        if (!field.empty()) { text += " " + std::string{field}; }
        text += "\n";
    }
    return text;
}

std::string preview_text(ImportId id, UndoReport const& preview)
{
    return "Undoing import " + std::to_string(id.value) + " would do this:\n" + undo_text(preview);
}

/// The preview runs the undo in a transaction that is thrown away, so it needs the store for writing; a store that is not there or
/// lacks the import is not created for it.
Result<ExitStatus> preview_only(Session const& session, ImportId id)
{
    {
        TRY_ASSIGN(auto const reading, session.open_reading());
        TRY(reading->show(id));
    }
    TRY_ASSIGN(auto const door, session.open_writing());
    ProgressDisplay display{ProgressDisplay::mode_of(session.arguments)};
    TRY_ASSIGN(UndoReport const preview, door->undo_preview(id, display.taker()));
    display.clear();
    if (session.wants_json()) {
        TRY_ASSIGN(ImportJob const job, door->show(id));
        TRY(session.print_document(undo_document(job, preview)));
    } else {
        TRY(session.print(preview_text(id, preview)));
    }
    return ExitStatus::done;
}

} // namespace

Result<ExitStatus> act_history(Session& session)
{
    TRY_ASSIGN(auto const door, session.open_reading());
    TRY_ASSIGN(std::vector<ImportJob> const jobs, door->history());
    if (session.wants_json()) {
        TRY(session.print_document(history_document(jobs)));
        return ExitStatus::done;
    }
    TextTable table{session.out};
    TRY(table.titles(
        std::vector<std::string>{"ID", "Import on (UTC)", "Imported by", "Duration", "Valid", "Errors", "Discarded", "Status", "File"}));
    for (ImportJob const& job : jobs) {
        Counts const& counts = job.counts;
        TRY(table.row(std::vector<std::string>{std::to_string(job.id.value), shown_time(job.finished_at), job.by, duration_of(job),
                                               with_commas(counts.created + counts.updated + counts.promoted + counts.unchanged),
                                               with_commas(counts.rows_rejected + counts.records_rejected), with_commas(counts.discarded),
                                               std::string{name_of(job.state)}, job.file_name}));
    }
    TRY(table.finish());
    return ExitStatus::done;
}

Result<ExitStatus> act_show(Session& session)
{
    TRY_ASSIGN(ImportId const id, parse_import_id(session.arguments.words().front()));
    TRY_ASSIGN(auto const record, session.arguments.number("--record", 0));
    TRY_ASSIGN(auto const door, session.open_reading());
    if (record) { return show_difference(session, *door, id, *record); }
    TRY_ASSIGN(ImportJob const job, door->show(id));
    if (session.wants_json()) {
        TRY(session.print_document(import_document(job)));
        return ExitStatus::done;
    }
    TRY(session.print(head_text(job)));
    if (job.reading.empty()) { return ExitStatus::done; } // its analysis did not come to an end
    TRY_ASSIGN(std::string const receipt, receipt_text(*door, job));
    std::string const problems = problems_text(job);
    TRY(session.print("\n" + understanding_text(job) + "\n" + mapping_text(job) + "\n" + (has_run(job) ? "Numbers\n" : "Plan\n") +
                      counts_text(has_run(job) ? job.counts : job.planned) + "\n" + (problems.empty() ? "" : problems + "\n")));
    TRY(session.print((has_run(job) ? result_sentence(job) : plan_sentence(job)) + receipt));
    return ExitStatus::done;
}

Result<ExitStatus> act_undo(Session& session)
{
    TRY_ASSIGN(ImportId const id, parse_import_id(session.arguments.words().front()));
    if (session.arguments.has("--dry-run")) { return preview_only(session, id); }
    TRY(require_consent_possible(session));
    TRY_ASSIGN(auto const door, session.open_writing());
    ProgressDisplay display{ProgressDisplay::mode_of(session.arguments)};
    if (!session.arguments.has("--yes")) {
        TRY_ASSIGN(UndoReport const preview, door->undo_preview(id, display.taker()));
        display.clear();
        say_part(preview_text(id, preview));
        if (ask("Take it back?") == Consent::no) {
            say("Nothing was taken back.");
            return ExitStatus::cancelled;
        }
    }
    TRY_ASSIGN(UndoReport const report, door->undo(id, operating_user(), display.taker()));
    display.clear();
    if (session.wants_json()) {
        TRY_ASSIGN(ImportJob const job, door->show(id));
        TRY(session.print_document(undo_document(job, report)));
    } else {
        TRY(session.print("Import " + std::to_string(id.value) + " is undone:\n" + undo_text(report)));
    }
    return ExitStatus::done;
}

Result<ExitStatus> act_verify(Session& session)
{
    TRY_ASSIGN(ImportId const id, parse_import_id(session.arguments.words().front()));
    TRY_ASSIGN(auto const door, session.open_reading());
    TRY_ASSIGN(ImportJob const job, door->show(id));
    if (job.result_hash.empty()) {
        return Error{ErrorKind::conflict, "NO_RECEIPT",
                     "Import " + std::to_string(id.value) + " is " + std::string{name_of(job.state)} +
                         " and has no receipt yet. It gets one when it has ended; muster resume goes on with what was interrupted."};
    }
    TRY_ASSIGN(VerifyAnswer const answer, door->verify(id));
    if (session.wants_json()) {
        TRY(session.print_document(verify_document(answer)));
    } else {
        TRY(session.print((answer.holds ? "Holds: " : "DOES NOT HOLD: ") + answer.detail + "\n"));
    }
    return answer.holds ? ExitStatus::done : ExitStatus::refused;
}

} // namespace muster
