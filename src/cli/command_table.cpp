#include "cli/acts.hpp"
#include "cli/command.hpp"
#include "cli/option_groups.hpp"
#include "cli/serve_options.hpp"

#include <algorithm>
#include <array>

namespace muster {

namespace {

using std::string_view;
using Count = ArgumentRule::Count;
constexpr auto file_path = ArgumentRule::Path::file;

constexpr std::array read_formats{string_view{"table"}, string_view{"csv"}, string_view{"json"}};
constexpr std::array read_only_options{
    OptionRule{.name = "--limit", .value = "N", .about = "at most that many rows, 0: all (table 20, else all)"},
    OptionRule{.name = "--format", .value = "table|csv|json", .about = "how they are printed (table)", .words = read_formats},
};
constexpr OptionGroup read_options{"", read_only_options};

constexpr std::array record_option{
    OptionRule{.name = "--record", .value = "N", .about = "what the import does with that record, field by field (rows tells its number)"}};
constexpr OptionGroup record_options{"", record_option};

constexpr std::array outcomes{string_view{"created"},   string_view{"updated"},   string_view{"promoted"},
                              string_view{"unchanged"}, string_view{"discarded"}, string_view{"rejected"},
                              string_view{"blank"},     string_view{"folded"},    string_view{"not_applied"}};
constexpr std::array row_formats{string_view{"table"}, string_view{"csv"}, string_view{"xlsx"}, string_view{"json"}};
constexpr std::array row_option{
    OptionRule{.name = "--outcome",
               .value = "OUTCOME",
               .about = "only rows with it: created, updated, promoted, unchanged, discarded, "
                        "rejected, blank, folded or not_applied",
               .words = outcomes},
    OptionRule{.name = "--code", .value = "CODE", .about = "only rows with that problem: INVALID_PHONE"},
    OptionRule{.name = "--search", .value = "TEXT", .about = "only rows with a problem whose value or column contains it"},
    OptionRule{.name = "--limit", .value = "N", .about = "at most that many rows, 0: all (table 100, else all)"},
    OptionRule{.name = "--after", .value = "ROW", .about = "only rows below that one, for the next page"},
    OptionRule{.name = "--format",
               .value = "table|csv|xlsx|json",
               .about = "csv and xlsx: the file of an outcome (rejected, created, updated or unchanged); the rejected ones in the shape of "
                        "the upload",
               .words = row_formats},
    OptionRule{.name = "--json", .about = "the same as --format json"},
};
constexpr OptionGroup row_options{"", row_option};

constexpr std::array dry_run_option{OptionRule{.name = "--dry-run", .about = "only tell what would be taken back"}};
constexpr OptionGroup dry_run_options{"", dry_run_option};

constexpr std::array tag_option{OptionRule{.name = "--tag", .value = "NAME", .about = "the tag"}};
constexpr OptionGroup tag_options{"", tag_option};

constexpr std::array save_option{
    OptionRule{
        .name = "--import", .value = "ID", .about = "the mapping and choices of an import; then files with the same titles are known"},
};
constexpr OptionGroup save_options{"", save_option};

constexpr std::array roles{string_view{"admin"}, string_view{"editor"}, string_view{"viewer"}};
constexpr std::array user_option{
    OptionRule{.name = "--role",
               .value = "admin|editor|viewer",
               .about = "what the user may do (of an account's first user admin, else viewer)",
               .words = roles},
    OptionRule{.name = "--password-stdin", .about = "the password, from the first line of standard input, instead of a link"},
};
constexpr OptionGroup user_options{"", user_option};

constexpr std::array scopes{string_view{"people:read"},    string_view{"people:use"},    string_view{"people:manage"},
                            string_view{"flow:use"},       string_view{"flow:manage"},   string_view{"imports:read"},
                            string_view{"imports:manage"}, string_view{"account:manage"}};
constexpr std::array key_option{
    OptionRule{.name = "--scope",
               .value = "SCOPE[,SCOPE...]",
               .about = "what the key may do (everything): people:read, people:use, people:manage, flow:use, flow:manage, imports:read, "
                        "imports:manage, account:manage",
               .times = OptionRule::Times::many,
               .words = scopes,
               .kind = OptionRule::Words::open},
    OptionRule{.name = "--expires", .value = "WHEN", .about = "until when it is good (for ever): 2027-01-31, in UTC"},
};
constexpr OptionGroup key_options{"", key_option};

constexpr std::array manual_option{OptionRule{.name = "--man", .about = "the manual page of all commands, in roff"}};
constexpr OptionGroup manual_options{"", manual_option};

constexpr string_view key_text =
    "A KEY names one person: 42 or id:42, externalId:A-7, phone:+385911234567, email:ana@mail.example. Without a prefix digits are an id, "
    "a text with @ an email, a leading plus a phone, and everything else an external id.";

std::vector<Command> import_commands()
{
    return {
        {"read",
         "show the cells of a file as the importer sees them",
         "Nothing is mapped, checked or stored. How the file was understood, and on what evidence, is told on standard error. --format csv "
         "writes UTF-8 with commas: the titles first where there are some, then every row of data with its cells as text.",
         {{"FILE", "the file to read", Count::one, file_path}},
         {&reading_options(), &read_options},
         {{"muster read people.csv", "the first rows as a table"},
          {"muster read people.csv --format csv > clean.csv", "the same cells as plain CSV in UTF-8"},
          {"muster read people.csv --encoding windows-1250 --delimiter semicolon", "when it was understood wrongly"}},
         act_read},
        {"analyze",
         "read, map and check a whole file and plan its import",
         "Nothing is changed but that the analysed import is kept, READY, under the ID that is printed: muster commit ID carries it out. "
         "The plan is exact: every row has one outcome.",
         {{"FILE", "the file to analyse", Count::one, file_path}},
         {&reading_options(), &mapping_options(), &choice_options(), &json_options(), &progress_options()},
         {{"muster analyze people.csv --auto-map", "map what is certain and show the plan"},
          {"muster analyze people.csv --map \"Phone=phone,country=HR\" --json", "for another program"}},
         act_analyze},
        {"import",
         "import a file",
         "Reads, maps and checks the whole file, shows the plan, asks, and imports. Without a terminal to ask on it needs --yes. At least "
         "one "
         "column must go to phone, email or externalId. Options override what a recipe says.",
         {{"FILE", "the file to import", Count::one, file_path}},
         {&reading_options(), &mapping_options(), &choice_options(), &consent_options(), &json_options(), &rejected_options(),
          &progress_options()},
         {{"muster import people.csv --auto-map", "map what is certain, show the plan, ask, import"},
          {"muster import people.csv --map \"E-mail=email\" --map \"Mobile=phone,country=HR\" --yes", "a mapping of your own, no question"},
          {"muster import people.csv --recipe crm.json --rejected rejected.csv --yes", "a recipe, with the rejected rows for correcting"}},
         act_import},
        {"commit",
         "carry out an import that was analysed",
         "Shows the plan and asks, like import. Choices that are given change the plan first.",
         {{"ID", "the number of the import"}},
         {&choice_options(), &consent_options(), &json_options(), &rejected_options(), &progress_options()},
         {{"muster commit 7", "show the plan of import 7, ask, import"},
          {"muster commit 7 --on-duplicate discard --yes", "with another choice"}},
         act_commit},
        {"history", "list the imports", "", {}, {&json_options()}, {{"muster history", "newest first"}}, act_history},
        {"show",
         "show an import: how its file was understood, mapping, numbers, problems, receipt",
         "",
         {{"ID", "the number of the import"}},
         {&record_options, &json_options()},
         {{"muster show 7", "all there is to know about it"}, {"muster show 7 --record 12", "old and new values of one record"}},
         act_show},
        {"rows",
         "list the rows of an import with their outcomes and problems",
         "",
         {{"ID", "the number of the import"}},
         {&row_options},
         {{"muster rows 7 --outcome rejected", "which rows were not taken, and why"},
          {"muster rows 7 --outcome rejected --format csv > fix.csv", "the same rows as in the file, with reasons, for correcting"},
          {"muster rows 7 --outcome rejected --format xlsx > fix.xlsx", "the same as a workbook"}},
         act_rows},
        {"undo",
         "take an import back",
         "Created persons are removed, changed ones restored field by field, merged ones split. What somebody changed since stays, and is "
         "listed.",
         {{"ID", "the number of the import"}},
         {&dry_run_options, &consent_options(), &json_options(), &progress_options()},
         {{"muster undo 7 --dry-run", "what it would do"}, {"muster undo 7 --yes", "do it"}},
         act_undo},
        {"verify",
         "prove an import's receipt against its log",
         "Ends with 5 when they differ.",
         {{"ID", "the number of the import"}},
         {&json_options()},
         {{"muster verify 7", "compute the result hash again and compare"}},
         act_verify},
        {"resume",
         "go on with imports that a crash interrupted",
         "Only what was consented to goes on; the end is the same as that of an undisturbed run.",
         {{"ID", "only that import", Count::optional}},
         {&consent_options(), &json_options(), &progress_options()},
         {{"muster resume", "all that are unfinished"}},
         act_resume},
    };
}

std::vector<Command> person_commands()
{
    return {
        {"persons list",
         "list persons as CSV, workbook, JSON or JSON lines",
         "",
         {},
         {&person_query_options(), &person_format_options()},
         {{"muster persons list", "all, in the shape that imports again without change"},
          {"muster persons list --filter '{\"city\":{\"#eq\":\"Split\"}}' --format jsonl", "some, one a line"}},
         act_persons_list},
        {"persons get",
         "show persons",
         key_text,
         {{"KEY", "which person", Count::many}},
         {&person_format_options()},
         {{"muster persons get 42", "by id"}, {"muster persons get email:ana@mail.example --json", "by email, as JSON"}},
         act_persons_get},
        {"persons export",
         "write persons into a file, or to standard output",
         "Without --format the end of the FILE's name says it: .xlsx, .json, .jsonl, and everything else is CSV.",
         {{"FILE", "the file to write; without it they go to standard output", Count::optional, file_path}},
         {&person_query_options(), &person_format_options()},
         {{"muster persons export persons.csv", "all of them"},
          {"muster persons export persons.xlsx", "as a workbook for a spreadsheet program"},
          {"muster persons export vip.csv --tag vip", "those with a tag"}},
         act_persons_export},
        {"persons delete",
         "delete persons for good, with their history",
         key_text,
         {{"KEY", "which person", Count::many}},
         {&consent_options()},
         {{"muster persons delete 42 43 --yes", "two of them, without a question"}},
         act_persons_delete},
        {"persons merge",
         "make several persons one",
         key_text,
         {{"KEY", "the person and the others that it absorbs", Count::many}},
         {&consent_options(), &json_options()},
         {{"muster persons merge 42 43", "ask, and make them one"}},
         act_persons_merge},
        {"persons tag",
         "give persons a tag",
         key_text,
         {{"KEY", "which person", Count::many}},
         {&tag_options},
         {{"muster persons tag 42 43 --tag vip", ""}},
         act_persons_tag},
        {"persons untag",
         "take a tag from persons",
         key_text,
         {{"KEY", "which person", Count::many}},
         {&tag_options},
         {{"muster persons untag 42 43 --tag vip", ""}},
         act_persons_untag},
        {"persons activity",
         "show what happened to a person",
         key_text,
         {{"KEY", "which person"}},
         {&json_options()},
         {{"muster persons activity 42", "every change, oldest first, with import and row"}},
         act_persons_activity},
    };
}

std::vector<Command> catalogue_commands()
{
    return {
        {"tags list", "list the tags with their persons' numbers", "", {}, {&json_options()}, {{"muster tags list", ""}}, act_tags_list},
        {"tags create", "create a tag", "", {{"NAME", "the tag's name"}}, {}, {{"muster tags create vip", ""}}, act_tags_create},
        {"tags delete",
         "delete a tag that no person has",
         "",
         {{"NAME", "the tag's name"}},
         {},
         {{"muster tags delete vip", ""}},
         act_tags_delete},
        {"attributes list", "list the custom attributes", "", {}, {&json_options()}, {{"muster attributes list", ""}}, act_attributes_list},
        {"attributes create",
         "create a custom attribute",
         "TYPE is STRING, INTEGER, DECIMAL, BOOLEAN, DATE or DATE_TIME.",
         {{"NAME", "the attribute's name, or NAME:TYPE"}, {"TYPE", "its type", Count::optional}},
         {},
         {{"muster attributes create Points INTEGER", ""}},
         act_attributes_create},
        {"attributes delete",
         "delete a custom attribute that no person has a value of",
         "",
         {{"NAME", "the attribute's name"}},
         {},
         {{"muster attributes delete Points", ""}},
         act_attributes_delete},
        {"recipes list", "list the recipes", "", {}, {&json_options()}, {{"muster recipes list", ""}}, act_recipes_list},
        {"recipes show",
         "print a recipe as JSON",
         "",
         {{"NAME", "the recipe's name"}},
         {},
         {{"muster recipes show crm > crm.json", ""}},
         act_recipes_show},
        {"recipes save",
         "keep a recipe in the store",
         "A recipe of the same name is replaced. Give FILE or --import.",
         {{"NAME", "the recipe's name"}, {"FILE", "a recipe's JSON, as --save-recipe writes it", Count::optional, file_path}},
         {&save_options},
         {{"muster recipes save crm crm.json", ""}, {"muster recipes save crm --import 7", "what import 7 was made with"}},
         act_recipes_save},
        {"recipes delete",
         "delete a recipe",
         "",
         {{"NAME", "the recipe's name"}},
         {},
         {{"muster recipes delete crm", ""}},
         act_recipes_delete},
    };
}

std::vector<Command> access_commands()
{
    return {
        {"user add",
         "let somebody sign in to the server",
         "Prints a link with which the user sets a password, once. admin may do everything, editor everything but users and keys, viewer "
         "may look. Somebody who has a password in another account keeps it.",
         {{"EMAIL", "the user's email"}},
         {&user_options, &json_options()},
         {{"muster user add ana@mail.example --role editor", "and send Ana the link"},
          {"muster user add ana@mail.example --password-stdin < password.txt", "with a password at once"}},
         act_user_add},
        {"user list", "list the users of the account", "", {}, {&json_options()}, {{"muster user list", ""}}, act_user_list},
        {"user role",
         "give a user another role",
         "An account keeps at least one administrator.",
         {{"EMAIL", "the user's email"}, {"ROLE", "admin, editor or viewer"}},
         {},
         {{"muster user role ana@mail.example admin", ""}},
         act_user_role},
        {"user link",
         "print a link with which a user sets a new password",
         "It works once. The old password is good until then.",
         {{"EMAIL", "the user's email"}},
         {&json_options()},
         {{"muster user link ana@mail.example", ""}},
         act_user_link},
        {"user remove",
         "take a user out of the account",
         "Signs the user out. An account keeps at least one administrator.",
         {{"EMAIL", "the user's email"}},
         {},
         {{"muster user remove ana@mail.example", ""}},
         act_user_remove},
        {"apikey create",
         "create a key with which a program uses the server",
         "The key is printed this once and kept nowhere: the store has only its digest.",
         {{"NAME", "what it is for", Count::optional}},
         {&key_options, &json_options()},
         {{"muster apikey create shop --scope people:read,people:manage", "for a shop that looks up and changes persons"},
          {"muster apikey create nightly --scope imports:manage --expires 2027-01-31", "for a program that imports"}},
         act_apikey_create},
        {"apikey list", "list the keys of the account", "", {}, {&json_options()}, {{"muster apikey list", ""}}, act_apikey_list},
        {"apikey revoke",
         "make a key worthless for good",
         "",
         {{"ID", "the number of the key (list tells it)"}},
         {},
         {{"muster apikey revoke 3", ""}},
         act_apikey_revoke},
    };
}

std::vector<Command> upkeep_commands()
{
    return {
        {"account create",
         "create an account",
         "Nothing of one account is visible in another. A store begins with the account default; with several, --account names the one "
         "meant.",
         {{"NAME", "the account's name"}},
         {},
         {{"muster account create sales", ""}},
         act_account_create,
         Command::Where::data_directory},
        {"account list", "list the accounts", "", {}, {&json_options()}, {{"muster account list", ""}}, act_account_list},
        {"backup",
         "write the store into one archive",
         "Database and files as they are at one moment, as a tar archive with the digest of every file. A server, or another command, may "
         "write meanwhile.",
         {{"FILE", "the archive to write", Count::one, file_path}},
         {&progress_options()},
         {{"muster backup muster-2026-11-24.tar", ""}},
         act_backup,
         Command::Where::data_directory},
        {"restore",
         "make a data directory out of an archive",
         "The data directory must not hold a store yet, and nobody may have it. It is there when all of it is, or not at all.",
         {{"FILE", "the archive that backup wrote", Count::one, file_path}},
         {&progress_options()},
         {{"muster restore muster-2026-11-24.tar --data restored", ""}},
         act_restore,
         Command::Where::data_directory},
        {"migrate",
         "create the store, or bring it up to date",
         "Every command that writes does this by itself.",
         {},
         {},
         {{"muster migrate", ""}},
         act_migrate,
         Command::Where::data_directory},
        {"check",
         "verify the store's invariants",
         "Ends with 5 when one is broken.",
         {},
         {&json_options()},
         {{"muster check", ""}},
         act_check,
         Command::Where::data_directory},
        {"version", "print the version", "", {}, {}, {{"muster version", ""}}, act_version},
        {"help",
         "explain a command",
         "",
         {{"COMMAND", "the command, of one or two words", Count::any}},
         {&manual_options},
         {{"muster help import", ""}, {"muster help --man > muster.1", "the manual page"}},
         act_help},
        {"completion",
         "print the completions for a shell",
         "SHELL is bash or zsh.",
         {{"SHELL", "bash or zsh"}},
         {},
         {{"source <(muster completion bash)", "in ~/.bashrc"},
          {"muster completion zsh > ~/.zfunc/_muster", "with fpath+=~/.zfunc before compinit in ~/.zshrc"}},
         act_completion},
    };
}

std::vector<Command> server_commands()
{
    return {
        {"serve",
         "serve the web app and the HTTP API",
         "Creates the store where there is none yet and serves until it gets SIGINT (Ctrl-C) or SIGTERM: then it takes no further "
         "requests, "
         "answers those that run, and ends. A second signal ends it at once; nothing has to be repaired after that either. Only this "
         "machine reaches it unless --listen names another address; give it a certificate then.",
         {},
         {&serve_options()},
         {{"muster serve", "on http://127.0.0.1:8080"},
          {"muster serve --listen 0.0.0.0:8443 --tls-cert server.pem --tls-key server.key", "for other machines, encrypted"},
          {"muster serve --mail-server mail.example --mail-from muster@mail.example", "with mail to who started an import"},
          {"muster serve --config /etc/muster.toml", "with everything in one file"}},
         act_serve,
         Command::Where::server_itself},
        {"config check",
         "explain how a server would be set up, and what is wrong with it",
         "Tells of every key its value, where that comes from, and what it means. An option wins over the environment, that over the file, "
         "and what nobody sets has its default. Ends with 2 when something is wrong.",
         {},
         {&serve_options(), &json_options()},
         {{"muster config check --config /etc/muster.toml", "before the server is started with it"},
          {"muster config check", "what can be set"}},
         act_config_check,
         Command::Where::server_itself},
    };
}

std::vector<Command> all_commands()
{
    std::vector<Command> all;
    for (std::vector<Command> part :
         {import_commands(), person_commands(), catalogue_commands(), server_commands(), access_commands(), upkeep_commands()}) {
        std::move(part.begin(), part.end(), std::back_inserter(all));
    }
    return all;
}

constexpr std::array missing_command_list{
    Missing{"watch", "This version of muster cannot watch a folder. Call muster import --yes for every file, for example from cron."},
    Missing{"companies", "This version of muster has no companies, only persons."},
    Missing{"journeys", "This version of muster has no journeys. Give the persons a tag instead (--tag, --auto-tag)."},
};
constexpr std::array missing_option_list{
    Missing{"--store", "This version of muster has the embedded store only. Leave --store out and name the data directory with --data."},
    Missing{"--journey",
            "This version of muster has no journeys. Leave --journey out; --tag and --auto-tag give the persons a tag instead."},
};

} // namespace

std::vector<Command> const& commands()
{
    static std::vector<Command> const all = all_commands();
    return all;
}

Command const* find_command(string_view name)
{
    auto const found = std::find_if(commands().begin(), commands().end(), [&](Command const& command) { return command.name == name; });
    return found == commands().end() ? nullptr : &*found;
}

bool is_command_group(string_view word)
{
    return std::any_of(commands().begin(), commands().end(), [&](Command const& command) {
        return command.name.size() > word.size() && command.name.starts_with(word) && command.name[word.size()] == ' ';
    });
}

std::span<Missing const> missing_commands() { return missing_command_list; }
std::span<Missing const> missing_options() { return missing_option_list; }

} // namespace muster
