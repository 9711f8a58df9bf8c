#include "base/text.hpp"
#include "cli/acts.hpp"
#include "cli/import_report.hpp"
#include "cli/interrupt.hpp"
#include "cli/shown_text.hpp"
#include "cli/text_table.hpp"
#include "documents/access_documents.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include <unistd.h>

namespace muster {

namespace {

using Row = std::vector<std::string>;

Result<Role> parse_role_word(std::string_view word)
{
    for (Role const role : {Role::admin, Role::editor, Role::viewer}) {
        if (text::equal_ascii_caseless(name_of(role), word)) { return role; }
    }
    return Error{ErrorKind::invalid_input, "BAD_OPTION", "A role is admin, editor or viewer, not \"" + shown(word) + "\"."};
}

/// The first line of standard input. So the password stands in no list of processes and no shell's history.
Result<std::string> read_password()
{
    if (isatty(STDIN_FILENO) == 1) {
        return Error{ErrorKind::invalid_input, "USAGE",
                     "--password-stdin takes the password from a pipe or file: ... --password-stdin < password.txt. Without it a link is "
                     "printed with which the user sets one."};
    }
    constexpr std::size_t most = 4'096; // no password is nearly so long
    std::string line;
    std::array<char, 512> read_now{};
    while (line.size() < most && line.find('\n') == std::string::npos) {
        ssize_t const count = wait_for_input() ? ::read(STDIN_FILENO, read_now.data(), read_now.size()) : 0;
        TRY(check_interrupt());
        if (count <= 0) { break; }
        line.append(read_now.data(), static_cast<std::size_t>(count));
    }
    line.resize(std::min(line.find('\n'), line.size()));
    if (line.ends_with('\r')) { line.pop_back(); }
    if (!line.empty()) { return line; }
    return Error{ErrorKind::invalid_input, "USAGE", "There is no password on standard input, which --password-stdin asks for."};
}

Result<void> print_link(Session const& session, IssuedLink const& link)
{
    return session.print("This link sets a password, once, until " + shown_time(link.expires_at) +
                         " UTC: put the server's address in front of it, or send its token and a password to " +
                         "/account/1/links/redeem:\n" + path_of(link) + "\n");
}

Result<Scopes> scopes_of(std::vector<std::string> const& words)
{
    Scopes scopes;
    for (std::string const& word : words) {
        for (std::size_t begin = 0; begin <= word.size();) {
            std::size_t const end = std::min(word.find(',', begin), word.size());
            std::optional<Scope> const scope = parse_scope(word.substr(begin, end - begin));
            if (!scope) {
                std::string known;
                for (std::string_view const name : names_of(all_scopes)) { known += (known.empty() ? "" : ", ") + std::string{name}; }
                return Error{ErrorKind::invalid_input, "BAD_OPTION",
                             "There is no scope \"" + shown(word.substr(begin, end - begin)) + "\". There are: " + known + "."};
            }
            scopes = scopes.with(*scope);
            begin = end + 1;
        }
    }
    return scopes;
}

/// A day means its beginning.
Result<Instant> parse_expiry(std::string const& word)
{
    std::optional<Date> const day = parse_date(word);
    std::optional<Instant> const moment = parse_instant(day ? word + "T00:00:00Z" : word);
    if (moment) { return *moment; }
    return Error{ErrorKind::invalid_input, "BAD_OPTION",
                 "--expires takes a day like 2027-01-31 or a moment like 2027-01-31T12:00:00Z, not \"" + shown(word) + "\"."};
}

std::string moment_or_dash(Instant moment) { return moment == Instant{} ? "-" : shown_time(moment); }

std::string scope_words(Scopes scopes)
{
    if (scopes == all_scopes) { return "all"; }
    std::string words;
    for (std::string_view const name : names_of(scopes)) { words += (words.empty() ? "" : " ") + std::string{name}; }
    return words;
}

} // namespace

Result<ExitStatus> act_user_add(Session& session)
{
    NewUser wanted;
    wanted.email = session.arguments.words().front();
    if (auto const role = session.arguments.value("--role")) { TRY_ASSIGN(wanted.role, parse_role_word(*role)); }
    if (session.arguments.has("--password-stdin")) { TRY_ASSIGN(wanted.password, read_password()); }
    TRY_ASSIGN(auto const door, session.open_access(DoorOrder::Access::write));
    TRY_ASSIGN(AddedUser const added, door->add_user(wanted));
    if (session.wants_json()) {
        TRY(session.print_document(added_user_document(added)));
        return ExitStatus::done;
    }
    TRY(session.print(shown(added.member.user.email) + " is there, as " + std::string{name_of(static_cast<Role>(added.member.role))} +
                      ".\n"));
    if (added.link) { TRY(print_link(session, *added.link)); }
    return ExitStatus::done;
}

Result<ExitStatus> act_user_list(Session& session)
{
    TRY_ASSIGN(auto const door, session.open_access(DoorOrder::Access::read));
    TRY_ASSIGN(std::vector<AccountUser> const members, door->users());
    if (session.wants_json()) {
        TRY(session.print_document(users_document(members)));
        return ExitStatus::done;
    }
    TextTable table{session.out};
    TRY(table.titles(Row{"User", "Role", "Password", "Created (UTC)"}));
    for (AccountUser const& member : members) {
        TRY(table.row(Row{member.user.email, std::string{name_of(static_cast<Role>(member.role))},
                          member.user.password_hash.empty() ? "not set" : "set", shown_time(member.user.created_at)}));
    }
    TRY(table.finish());
    return ExitStatus::done;
}

Result<ExitStatus> act_user_role(Session& session)
{
    TRY_ASSIGN(Role const role, parse_role_word(session.arguments.words()[1]));
    TRY_ASSIGN(auto const door, session.open_access(DoorOrder::Access::write));
    TRY_ASSIGN(AccountUser const member, door->change_role(session.arguments.words().front(), role));
    TRY(session.print(shown(member.user.email) + " is " + std::string{name_of(role)} + " now.\n"));
    return ExitStatus::done;
}

Result<ExitStatus> act_user_remove(Session& session)
{
    std::string const& email = session.arguments.words().front();
    TRY_ASSIGN(auto const door, session.open_access(DoorOrder::Access::write));
    TRY(door->remove_user(email));
    TRY(session.print(shown(email) + " is removed.\n"));
    return ExitStatus::done;
}

Result<ExitStatus> act_user_link(Session& session)
{
    TRY_ASSIGN(auto const door, session.open_access(DoorOrder::Access::write));
    TRY_ASSIGN(IssuedLink const link, door->link_for(session.arguments.words().front()));
    if (session.wants_json()) {
        TRY(session.print_document(link_document(link)));
    } else {
        TRY(print_link(session, link));
    }
    return ExitStatus::done;
}

Result<ExitStatus> act_apikey_create(Session& session)
{
    NewApiKey wanted;
    wanted.by = operating_user();
    wanted.name = session.arguments.words().empty() ? "key of " + wanted.by : session.arguments.words().front();
    std::vector<std::string> const words = session.arguments.values("--scope");
    TRY_ASSIGN(wanted.scopes, scopes_of(words));
    if (words.empty()) { wanted.scopes = all_scopes; }
    if (auto const expires = session.arguments.value("--expires")) { TRY_ASSIGN(wanted.expires_at, parse_expiry(*expires)); }
    TRY_ASSIGN(auto const door, session.open_access(DoorOrder::Access::write));
    TRY_ASSIGN(CreatedApiKey const created, door->create_key(wanted));
    if (session.wants_json()) {
        TRY(session.print_document(created_api_key_document(created)));
        return ExitStatus::done;
    }
    say("The key \"" + shown(created.key.name) + "\" has the number " + std::to_string(created.key.id.value) +
        (words.empty() ? " and may do everything. " : ". ") + "It is shown this once. Send it as: Authorization: App KEY");
    TRY(session.print(created.text + "\n"));
    return ExitStatus::done;
}

Result<ExitStatus> act_apikey_list(Session& session)
{
    TRY_ASSIGN(auto const door, session.open_access(DoorOrder::Access::read));
    TRY_ASSIGN(std::vector<ApiKey> const keys, door->keys());
    if (session.wants_json()) {
        TRY(session.print_document(api_keys_document(keys)));
        return ExitStatus::done;
    }
    TextTable table{session.out};
    TRY(table.titles(Row{"ID", "Name", "Begins with", "Created (UTC)", "Expires", "Revoked", "Last used", "Scopes"}));
    for (ApiKey const& key : keys) {
        TRY(table.row(Row{std::to_string(key.id.value), key.name, key.prefix, shown_time(key.created_at), moment_or_dash(key.expires_at),
                          moment_or_dash(key.revoked_at), moment_or_dash(key.used_at), scope_words(Scopes{key.scopes})}));
    }
    TRY(table.finish());
    return ExitStatus::done;
}

Result<ExitStatus> act_apikey_revoke(Session& session)
{
    TRY_ASSIGN(std::int64_t const id, parse_whole_number(session.arguments.words().front(), 1, "The ID of a key"));
    TRY_ASSIGN(auto const door, session.open_access(DoorOrder::Access::write));
    TRY(door->revoke_key(ApiKeyId{id}));
    TRY(session.print("The key " + std::to_string(id) + " is revoked.\n"));
    return ExitStatus::done;
}

} // namespace muster
