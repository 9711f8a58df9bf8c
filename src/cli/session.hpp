#pragma once

#include "cli/arguments.hpp"
#include "cli/door_maker.hpp"
#include "cli/output.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace muster {

/// One run of one command: what it was asked, and what it works with.
struct Session {
    Command const& command;
    Arguments const& arguments;
    DoorMaker& doors;
    StandardOutput& out;

    /// The data directory: --data, else MUSTER_DATA, else ./data.
    std::string folder() const;
    bool wants_json() const { return arguments.has("--json"); }
    /// What is opened, as the options and the environment say: a server (--server or MUSTER_SERVER with a key), or the data directory;
    /// --data wins over MUSTER_SERVER. Errors, invalid_input: USAGE, API_KEY_MISSING.
    Result<DoorOrder> order(DoorOrder::Access access) const;
    /// Opens the store for reading; tells when there is none yet.
    Result<std::unique_ptr<Door>> open_reading(DoorOrder::WhichAccount which = DoorOrder::WhichAccount::matters) const;
    Result<std::unique_ptr<Door>> open_writing(DoorOrder::WhichAccount which = DoorOrder::WhichAccount::matters) const;
    /// Opens the users and keys of an account, in the same way.
    Result<std::unique_ptr<AccessDoor>> open_access(DoorOrder::Access access) const;
    /// Part of a report on standard output. A reader that went away does not end what the command is about.
    Result<void> print(std::string_view text) const;
    /// The same for a JSON document, with the line end.
    Result<void> print_document(std::string const& document) const;
};

/// The server that is to be worked through: --server, or MUSTER_SERVER where no --data is given; empty: none.
std::string named_server(Arguments const& arguments);

/// The number of an import, from an argument.
Result<ImportId> parse_import_id(std::string_view text);

/// The operating system's user, by whom the command line acts.
std::string operating_user();

/// Asks a yes-or-no question on the terminal. Only where can_ask(). No answer (end of input) is no.
enum class Consent : std::uint8_t { yes, no };
Consent ask(std::string_view question);
/// Whether somebody is there to answer: standard input and standard error are a terminal.
bool can_ask();

/// Refuses a workbook on a standard output that is a terminal: its bytes are not for the eye. Before any work is done.
Result<void> require_no_terminal();

/// The consent for an act that writes: --yes, or an answer. Error invalid_input CONSENT_NEEDED without a terminal and without --yes.
Result<Consent> consent(Session const& session, std::string_view question);
/// Refuses at once where consent() could only refuse: before a long analysis.
Result<void> require_consent_possible(Session const& session);

} // namespace muster
