#include "cli/acts.hpp"
#include "cli/completion.hpp"
#include "cli/help.hpp"
#include "cli/progress_display.hpp"
#include "cli/shown_text.hpp"
#include "documents/documents.hpp"
#include "json/writer.hpp"

#include <memory>
#include <vector>

namespace muster {

namespace {

std::string accounts_document(std::vector<Account> const& accounts)
{
    JsonWriter json;
    json.begin_object().key("accounts").begin_array();
    for (Account const& account : accounts) {
        json.begin_object().member("id", account.id.value).member("name", account.name).end_object();
    }
    return json.end_array().end_object().take();
}

} // namespace

Result<ExitStatus> act_account_create(Session& session)
{
    TRY_ASSIGN(auto const door, session.open_writing(DoorOrder::WhichAccount::any));
    TRY_ASSIGN(Account const account, door->create_account(session.arguments.words().front()));
    TRY(session.print("The account \"" + shown(account.name) + "\" is there. With several accounts, --account names the one meant.\n"));
    return ExitStatus::done;
}

Result<ExitStatus> act_account_list(Session& session)
{
    TRY_ASSIGN(auto const door, session.open_reading(DoorOrder::WhichAccount::any));
    TRY_ASSIGN(std::vector<Account> const accounts, door->accounts());
    if (session.wants_json()) {
        TRY(session.print_document(accounts_document(accounts)));
        return ExitStatus::done;
    }
    for (Account const& account : accounts) { TRY(session.print(shown(account.name) + "\n")); }
    return ExitStatus::done;
}

Result<ExitStatus> act_backup(Session& session)
{
    std::string const& path = session.arguments.words().front();
    ProgressDisplay display{ProgressDisplay::mode_of(session.arguments)};
    TRY(session.doors.back_up(session.folder(), path, display.taker()));
    display.clear();
    say("The store in " + shown(session.folder()) + " is backed up in " + shown(path) + ".");
    return ExitStatus::done;
}

Result<ExitStatus> act_restore(Session& session)
{
    std::string const& path = session.arguments.words().front();
    ProgressDisplay display{ProgressDisplay::mode_of(session.arguments)};
    TRY(session.doors.restore(path, session.folder(), display.taker()));
    display.clear();
    say("The store is restored in " + shown(session.folder()) + ".");
    return ExitStatus::done;
}

Result<ExitStatus> act_migrate(Session& session)
{
    TRY(session.doors.migrate(session.folder()));
    say("The store in " + shown(session.folder()) + " is up to date.");
    return ExitStatus::done;
}

Result<ExitStatus> act_check(Session& session)
{
    TRY_ASSIGN(auto const door, session.open_reading());
    TRY_ASSIGN(std::vector<CheckFinding> const findings, door->check());
    if (session.wants_json()) {
        TRY(session.print_document(check_document(findings)));
    } else {
        for (CheckFinding const& finding : findings) { TRY(session.print(finding.rule + ": " + shown(finding.detail) + "\n")); }
        if (findings.empty()) { TRY(session.print("The store is sound.\n")); }
    }
    return findings.empty() ? ExitStatus::done : ExitStatus::refused;
}

Result<ExitStatus> act_version(Session& session)
{
    TRY(session.print("muster " + std::string{version_text()} + "\n"));
    return ExitStatus::done;
}

Result<ExitStatus> act_help(Session& session)
{
    std::vector<std::string> const& words = session.arguments.words();
    if (session.arguments.has("--man")) {
        TRY(session.out.write(manual_page()));
        return ExitStatus::done;
    }
    std::string name;
    for (std::string const& word : words) { name += (name.empty() ? "" : " ") + word; }
    if (name.empty()) {
        TRY(session.out.write(overview_text()));
    } else if (Command const* command = find_command(name); command != nullptr) {
        TRY(session.out.write(help_text(*command)));
    } else if (is_command_group(name)) {
        TRY(session.out.write(group_text(name)));
    } else {
        TRY_ASSIGN(CommandLine const unused, parse_command_line(words)); // says what is wrong with the words
        static_cast<void>(unused);
        return Error{ErrorKind::invalid_input, "USAGE", "There is no command \"" + name + "\". See muster --help."};
    }
    return ExitStatus::done;
}

Result<ExitStatus> act_completion(Session& session)
{
    std::string const& shell = session.arguments.words().front();
    if (shell != "bash" && shell != "zsh") {
        return Error{ErrorKind::invalid_input, "USAGE", "There are completions for bash and zsh, not for \"" + shell + "\"."};
    }
    TRY(session.out.write(shell == "bash" ? bash_completion() : zsh_completion()));
    return ExitStatus::done;
}

} // namespace muster
