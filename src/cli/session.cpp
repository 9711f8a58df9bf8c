#include "cli/session.hpp"

#include "cli/interrupt.hpp"
#include "configuration/configuration.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <optional>
#include <vector>

#include <pwd.h>
#include <unistd.h>

namespace muster {

std::string Session::folder() const
{
    ConfigurationKey const& key = *find_configuration_key("data");
    if (auto given = arguments.value(key.flag); given) { return *std::move(given); }
    return environment_variable(key.environment).value_or(std::string{key.standard});
}

namespace {

/// An option, or else a variable of the environment, which no list of processes shows; empty: neither.
std::string value_of(Arguments const& arguments, std::string_view option, char const* variable)
{
    if (auto const given = arguments.value(option)) { return *given; }
    char const* const set = std::getenv(variable); // NOLINT(concurrency-mt-unsafe): nobody sets it
    return set == nullptr ? std::string{} : std::string{set};
}

Result<std::optional<ServerOrder>> server_of(Arguments const& arguments)
{
    if (arguments.has("--server") && arguments.has("--data")) {
        return Error{ErrorKind::invalid_input, "USAGE",
                     "--server and --data exclude each other: a server has its own data. Give one of them."};
    }
    ServerOrder order{named_server(arguments), {}, {}};
    if (order.url.empty()) { return std::optional<ServerOrder>{}; }
    order.key = value_of(arguments, "--api-key", "MUSTER_API_KEY");
    order.ca_file = value_of(arguments, "--ca-file", "MUSTER_CA_FILE");
    if (!order.key.empty()) { return std::optional{std::move(order)}; }
    return Error{ErrorKind::invalid_input, "API_KEY_MISSING",
                 "Working through a server needs an API key: set the environment variable MUSTER_API_KEY, or give --api-key. muster apikey "
                 "create makes one on the data directory."};
}

/// What was opened, with a word about a store that is not there yet.
template <class Opened>
auto told(Session const& session, Opened opened)
{
    if (opened.store == OpenedDoor::Store::missing) {
        say("muster: There is no store in " + session.folder() + " yet, so nothing is in it. --data DIR names another data directory.");
    }
    return std::move(opened.door);
}

} // namespace

std::string named_server(Arguments const& arguments)
{
    if (arguments.has("--data")) { return {}; }
    return value_of(arguments, "--server", "MUSTER_SERVER");
}

Result<DoorOrder> Session::order(DoorOrder::Access access) const
{
    DoorOrder order{.folder = folder(), .account = arguments.value("--account").value_or(""), .access = access};
    TRY_ASSIGN(order.server, server_of(arguments));
    return order;
}

Result<std::unique_ptr<Door>> Session::open_reading(DoorOrder::WhichAccount which) const
{
    TRY_ASSIGN(DoorOrder wanted, order(DoorOrder::Access::read));
    wanted.which_account = which;
    TRY_ASSIGN(OpenedDoor opened, doors.open(wanted));
    return told(*this, std::move(opened));
}

Result<std::unique_ptr<Door>> Session::open_writing(DoorOrder::WhichAccount which) const
{
    TRY_ASSIGN(DoorOrder wanted, order(DoorOrder::Access::write));
    wanted.which_account = which;
    TRY_ASSIGN(OpenedDoor opened, doors.open(wanted));
    return told(*this, std::move(opened));
}

Result<std::unique_ptr<AccessDoor>> Session::open_access(DoorOrder::Access access) const
{
    TRY_ASSIGN(DoorOrder const wanted, order(access));
    TRY_ASSIGN(OpenedAccessDoor opened, doors.open_access(wanted));
    return told(*this, std::move(opened));
}

Result<void> Session::print(std::string_view text) const
{
    Result<void> written = out.write(text);
    if (!written && written.error().code == output_closed) { return {}; }
    return written;
}

Result<void> Session::print_document(std::string const& document) const
{
    TRY(print(document));
    return print("\n");
}

Result<ImportId> parse_import_id(std::string_view text)
{
    TRY_ASSIGN(std::int64_t const number, parse_whole_number(text, 1, "The ID of an import"));
    return ImportId{number};
}

std::string operating_user()
{
    constexpr std::size_t room = 16'384; // more than _SC_GETPW_R_SIZE_MAX of the C library
    std::vector<char> text(room);
    struct passwd entry {};
    struct passwd* found = nullptr;
    if (getpwuid_r(getuid(), &entry, text.data(), text.size(), &found) == 0 && found != nullptr) { return found->pw_name; }
    return "uid " + std::to_string(getuid());
}

bool can_ask() { return isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1; }

Result<void> require_no_terminal()
{
    if (isatty(STDOUT_FILENO) != 1) { return {}; }
    return Error{ErrorKind::invalid_input, "USAGE",
                 "A workbook is nothing for a terminal. Send it into a file: ... --format xlsx > people.xlsx."};
}

Consent ask(std::string_view question)
{
    say_part(std::string{question} + " [y/N] ");
    std::string answer;
    std::array<char, 256> read_now{};
    while (answer.find('\n') == std::string::npos) {
        ssize_t const count = wait_for_input() ? ::read(STDIN_FILENO, read_now.data(), read_now.size()) : 0;
        if (count <= 0) { // the end of the input, or Ctrl-C
            say("");
            return Consent::no;
        }
        answer.append(read_now.data(), static_cast<std::size_t>(count));
    }
    bool const yes = answer == "y\n" || answer == "Y\n" || answer == "yes\n" || answer == "Yes\n" || answer == "YES\n";
    return yes ? Consent::yes : Consent::no;
}

Result<void> require_consent_possible(Session const& session)
{
    if (session.arguments.has("--yes") || can_ask()) { return {}; }
    return Error{ErrorKind::invalid_input, "CONSENT_NEEDED",
                 "muster " + std::string{session.command.name} +
                     " asks before it writes, and there is no terminal to ask on. Give --yes to agree beforehand. Nothing was done."};
}

Result<Consent> consent(Session const& session, std::string_view question)
{
    if (session.arguments.has("--yes")) { return Consent::yes; }
    TRY(require_consent_possible(session));
    return ask(question);
}

} // namespace muster
