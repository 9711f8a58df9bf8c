#include "cli/run.hpp"

#include "cli/help.hpp"
#include "cli/interrupt.hpp"
#include "cli/session.hpp"
#include "cli/shown_text.hpp"
#include "documents/documents.hpp"

#include <exception>
#include <new>

namespace muster {

namespace {

ExitStatus tell(Error error, Session const* session)
{
    if (error.code == output_closed) { return ExitStatus::done; }
    bool const defect = error.kind == ErrorKind::internal;
    error.message = as_utf8(error.message); // it may name a path
    say("muster: " + shown(error.message) +
        (defect ? " This is a defect of muster; please report it with code " + error.code + "." : std::string{}));
    if (session != nullptr && session->wants_json()) { static_cast<void>(session->print_document(error_document(error))); }
    return exit_status_of(error.kind);
}

Result<ExitStatus> show_help(CommandLine const& line, StandardOutput& out)
{
    if (line.command != nullptr) {
        TRY(out.write(help_text(*line.command)));
    } else {
        TRY(out.write(line.group.empty() ? overview_text() : group_text(line.group)));
    }
    return ExitStatus::done;
}

/// The end of every command: what is still in the buffer must be out before the status is known.
ExitStatus finish(StandardOutput& out, ExitStatus status)
{
    Result<void> const written = out.finish();
    if (written || written.error().code == output_closed) { return status; }
    say("muster: " + written.error().message);
    return status == ExitStatus::done ? exit_status_of(written.error().kind) : status;
}

/// What only a data directory can do is refused before it looks for one where none was meant.
Result<void> check_where(CommandLine const& line)
{
    bool const named = line.arguments.has("--server");
    bool const refused = line.command->where == Command::Where::data_directory
                             ? named || !named_server(line.arguments).empty()
                             : line.command->where == Command::Where::server_itself && named;
    if (!refused) { return {}; }
    return Error{ErrorKind::invalid_input, "NOT_THROUGH_A_SERVER",
                 "muster " + std::string{line.command->name} +
                     " works on a data directory, not through a server. Name the directory with --data" +
                     (named ? ", without --server." : "; MUSTER_SERVER is set.")};
}

ExitStatus run_line(std::span<std::string const> words, DoorMaker& doors, StandardOutput& out)
{
    Result<CommandLine> const line = parse_command_line(words);
    if (!line) { return tell(line.error(), nullptr); }
    if (line->asks == CommandLine::Asks::help) {
        Result<ExitStatus> const shown = show_help(*line, out);
        return shown ? *shown : tell(shown.error(), nullptr);
    }
    if (line->command == nullptr) {
        say_part(overview_text());
        return ExitStatus::usage;
    }
    Session session{*line->command, line->arguments, doors, out};
    if (Result<void> const possible = check_where(*line); !possible) { return tell(possible.error(), &session); }
    Result<ExitStatus> const status = line->command->act(session);
    return status ? *status : tell(status.error(), &session);
}

} // namespace

int run(std::span<std::string const> words, DoorMaker& doors)
{
    set_up_signals();
    try {
        StandardOutput out;
        return static_cast<int>(finish(out, run_line(words, doors, out)));
    } catch (std::bad_alloc const&) {
        say("muster: There is not enough memory to go on. Close other programs, or give the machine or container more memory.");
    } catch (std::exception const& exception) {
        say(std::string{"muster: This is a defect of muster; please report it: "} + exception.what());
    } catch (...) {
        say("muster: This is a defect of muster; please report it.");
    }
    return static_cast<int>(ExitStatus::defect);
}

} // namespace muster
