#include "cli/exit_status.hpp"
#include "cli/help.hpp"

#include <array>
#include <utility>
#include <vector>

namespace muster {

namespace {

constexpr std::array exit_statuses{
    std::pair{ExitStatus::done, "Done."},
    std::pair{ExitStatus::rows_rejected, "Done, but some rows or records were rejected."},
    std::pair{ExitStatus::usage, "Wrong usage, or no such thing."},
    std::pair{ExitStatus::file, "The file cannot be read: unreadable, unsupported or too large."},
    std::pair{ExitStatus::unavailable, "The store cannot be reached or is locked by another process."},
    std::pair{ExitStatus::refused, "Refused: the plan drifted, something was rejected under --on-error fail, a conflict, not allowed."},
    std::pair{ExitStatus::defect, "A defect of muster."},
    std::pair{ExitStatus::cancelled, "Cancelled."},
};

/// Text for roff: backslashes, hyphens that are typed, and lines that would be taken for requests.
std::string escaped(std::string_view text)
{
    std::string roff;
    for (char const letter : text) {
        if (letter == '\\') {
            roff += "\\e";
        } else if (letter == '-') {
            roff += "\\-";
        } else {
            roff += letter;
        }
    }
    if (roff.starts_with('.') || roff.starts_with('\'')) { roff.insert(0, "\\&"); }
    return roff;
}

std::string bold(std::string_view text) { return "\\fB" + escaped(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + escaped(text) + "\\fR"; }

void append_manual_options(std::string& page, OptionGroup const& group)
{
    for (OptionRule const& rule : group.options) {
        page += ".TP\n" + bold(rule.name);
        if (!rule.value.empty()) { page += " " + italic(rule.value); }
        page += "\n" + escaped(rule.about);
        if (rule.times == OptionRule::Times::many) { page += "; may be given several times"; }
        page += ".\n";
    }
}

void append_command(std::string& page, Command const& command)
{
    page += ".SS " + bold("muster " + usage_line(command)) + "\n";
    std::string summary{command.summary};
    summary.front() = static_cast<char>(summary.front() - 'a' + 'A');
    page += escaped(summary) + ".\n";
    if (!command.description.empty()) { page += ".PP\n" + escaped(command.description) + "\n"; }
    for (ArgumentRule const& argument : command.arguments) {
        page += ".TP\n" + italic(argument.name) + "\n" + escaped(argument.about) + ".\n";
    }
    for (OptionGroup const* group : command.options) {
        if (!group->title.empty()) {
            page += ".PP\n" + escaped(group->title) + ": see " + bold("COMMON OPTIONS") + ".\n";
        } else {
            append_manual_options(page, *group);
        }
    }
    page += ".PP\n.nf\n";
    for (Example const& example : command.examples) {
        page += "    " + escaped(example.line) + "\n";
        if (!example.about.empty()) { page += "        " + escaped(example.about) + "\n"; }
    }
    page += ".fi\n";
}

/// The titled groups, which several commands share, in the order of their first use.
std::vector<OptionGroup const*> common_groups()
{
    std::vector<OptionGroup const*> groups;
    for (Command const& command : commands()) {
        for (OptionGroup const* group : command.options) {
            bool known = group->title.empty();
            for (OptionGroup const* other : groups) { known = known || other == group; }
            if (!known) { groups.push_back(group); }
        }
    }
    return groups;
}

} // namespace

std::string manual_page()
{
    std::string page = ".TH MUSTER 1 \"\" \"muster " + std::string{version_text()} + "\"\n";
    page += ".SH NAME\nmuster \\- bring people's data from spreadsheets into customer profiles\n";
    page += ".SH SYNOPSIS\n.B muster\n.I COMMAND\n[options]\n";
    page +=
        ".SH DESCRIPTION\nmuster reads a file right whatever its encoding and shape, maps columns to profile fields, checks every row, "
        "shows exactly what would be created, updated, promoted or rejected before anything is written, merges duplicates by phone, email "
        "and external id, keeps a history of every import, and can take each of them back. Results go to standard output, everything else "
        "to standard error.\n";
    page += ".SH COMMANDS\n";
    for (Command const& command : commands()) { append_command(page, command); }
    page += ".SH COMMON OPTIONS\n";
    for (OptionGroup const* group : common_groups()) {
        page += ".SS " + escaped(group->title) + "\n";
        append_manual_options(page, *group);
    }
    page += ".SS " + escaped(general_options().title) + "\n";
    append_manual_options(page, general_options());
    page += ".TP\n" + bold("--help") + "\nExplain the command, with examples.\n";
    page += ".SH EXIT STATUS\n";
    for (auto const& [status, meaning] : exit_statuses) {
        page += ".TP\n" + bold(std::to_string(static_cast<int>(status))) + "\n" + escaped(meaning) + "\n";
    }
    page += ".SH FILES\n.TP\n" + italic("./data") + "\nThe data directory where " + bold("--data") + " does not name another one.\n";
    return page;
}

} // namespace muster
