#include "cli/help.hpp"

#include "cli/shown_text.hpp"

#include <algorithm>
#include <array>

namespace muster {

namespace {

/// Column in which explanations start; a longer name has its explanation on the next line.
constexpr std::size_t explained_at = 28;

struct Section {
    std::string_view title{}, first{}, last{}; ///< names of its first and last command in the table
};
constexpr std::array sections{
    Section{"Importing", "read", "resume"},
    Section{"Persons", "persons list", "persons activity"},
    Section{"Tags, attributes, recipes", "tags list", "recipes delete"},
    Section{"Upkeep", "account create", "completion"},
};

std::string explained(std::string const& name, std::string_view about)
{
    constexpr std::size_t indent = 2;
    std::string const wrapped_about = wrapped(about, explained_at);
    if (name.size() + indent + 2 > explained_at) { return "  " + name + "\n" + wrapped_about; }
    return "  " + padded(name, explained_at - indent) + wrapped_about.substr(std::min(explained_at, wrapped_about.size()));
}

std::string argument_text(ArgumentRule const& argument)
{
    std::string const name{argument.name};
    switch (argument.count) {
    case ArgumentRule::Count::one: return name;
    case ArgumentRule::Count::optional: return "[" + name + "]";
    case ArgumentRule::Count::many: return name + "...";
    case ArgumentRule::Count::any: return "[" + name + "...]";
    }
    return name;
}

void append_options(std::string& text, OptionGroup const& group)
{
    for (OptionRule const& rule : group.options) {
        std::string about{rule.about};
        if (rule.times == OptionRule::Times::many) { about += "; may be given several times"; }
        text += explained(option_with_value(rule), about);
    }
}

} // namespace

std::string_view version_text() { return "0.1.0"; }

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width)
{
    std::string const margin(indent, ' ');
    std::string lines, line = margin;
    while (!text.empty()) {
        std::size_t const space = text.find(' ');
        std::string_view const word = text.substr(0, space);
        if (line.size() > indent && display_width(line) + 1 + display_width(word) > width) {
            lines += line + "\n";
            line = margin;
        }
        if (line.size() > indent) { line += ' '; }
        line += word;
        text = space == std::string_view::npos ? std::string_view{} : text.substr(space + 1);
    }
    return lines + line + "\n";
}

std::string option_with_value(OptionRule const& rule)
{
    std::string text{rule.name};
    if (!rule.value.empty()) { text += " " + std::string{rule.value}; }
    return text;
}

std::string usage_line(Command const& command)
{
    std::string line{command.name};
    for (ArgumentRule const& argument : command.arguments) { line += " " + argument_text(argument); }
    if (!command.options.empty()) { line += " [options]"; }
    return line;
}

std::string overview_text()
{
    std::string text = "muster brings people's data from spreadsheets into customer profiles.\n\nUsage: muster COMMAND [options]\n";
    auto command = commands().begin();
    for (Section const& section : sections) {
        text += "\n" + std::string{section.title} + "\n";
        for (bool last = false; !last && command != commands().end(); ++command) {
            last = command->name == section.last;
            text += explained(usage_line(*command).substr(0, usage_line(*command).find(" [options]")), command->summary);
        }
    }
    text += "\nEverywhere\n";
    append_options(text, general_options());
    text += explained("--help", "explain a command, with examples");
    text += "\nStart with: muster import people.csv --auto-map\n";
    return text;
}

std::string group_text(std::string_view group)
{
    std::string text = "Usage: muster " + std::string{group} + " COMMAND [options]\n\n";
    for (Command const& command : commands()) {
        if (!command.name.starts_with(std::string{group} + " ")) { continue; }
        text += explained(usage_line(command).substr(0, usage_line(command).find(" [options]")), command.summary);
    }
    return text + "\nSee muster " + std::string{group} + " COMMAND --help for one of them.\n";
}

std::string help_text(Command const& command)
{
    std::string text = "Usage: muster " + usage_line(command) + "\n\n";
    std::string summary{command.summary};
    summary.front() = static_cast<char>(summary.front() - 'a' + 'A');
    text += wrapped(summary + ".", 0);
    if (!command.description.empty()) { text += "\n" + wrapped(command.description, 0); }
    if (!command.arguments.empty()) { text += "\n"; }
    for (ArgumentRule const& argument : command.arguments) { text += explained(std::string{argument.name}, argument.about); }
    std::string untitled;
    for (OptionGroup const* group : command.options) {
        if (group->title.empty()) {
            append_options(untitled, *group);
        } else {
            text += "\n" + std::string{group->title} + "\n";
            append_options(text, *group);
        }
    }
    if (!untitled.empty()) { text += "\nOptions\n" + untitled; }
    text += "\nEverywhere\n";
    append_options(text, general_options());
    text += "\nExamples\n";
    for (Example const& example : command.examples) {
        text += "  " + std::string{example.line} + "\n";
        if (!example.about.empty()) { text += wrapped(example.about, 6); }
    }
    return text;
}

} // namespace muster
