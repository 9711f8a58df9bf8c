#include "cli/completion.hpp"

#include "cli/command.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

namespace muster {

namespace {

std::vector<OptionRule> rules_of(Command const& command)
{
    std::vector<OptionRule> rules;
    for (OptionGroup const* group : command.options) { rules.insert(rules.end(), group->options.begin(), group->options.end()); }
    rules.insert(rules.end(), general_options().options.begin(), general_options().options.end());
    return rules;
}

std::string joined(std::span<std::string_view const> words)
{
    std::string text;
    for (std::string_view const word : words) { text += (text.empty() ? "" : " ") + std::string{word}; }
    return text;
}

/// First words of the command line, and second words by group.
std::string first_words()
{
    std::vector<std::string_view> words;
    std::set<std::string_view> seen;
    for (Command const& command : commands()) {
        std::string_view const word = command.name.substr(0, command.name.find(' '));
        if (seen.insert(word).second) { words.push_back(word); }
    }
    return joined(words);
}

std::string second_words(std::string_view group)
{
    std::vector<std::string_view> words;
    for (Command const& command : commands()) {
        if (command.name.starts_with(std::string{group} + " ")) { words.push_back(command.name.substr(group.size() + 1)); }
    }
    return joined(words);
}

std::vector<std::string_view> groups()
{
    std::vector<std::string_view> names;
    for (Command const& command : commands()) {
        std::size_t const space = command.name.find(' ');
        if (space == std::string_view::npos) { continue; }
        std::string_view const name = command.name.substr(0, space);
        if (names.empty() || names.back() != name) { names.push_back(name); }
    }
    return names;
}

bool takes_file(Command const& command)
{
    return std::any_of(command.arguments.begin(), command.arguments.end(),
                       [](ArgumentRule const& argument) { return argument.path == ArgumentRule::Path::file; });
}

/// The value of the option in front of the cursor, for one command: a branch of a case statement.
std::string bash_values(Command const& command)
{
    std::string text;
    for (OptionRule const& rule : rules_of(command)) {
        if (rule.value.empty()) { continue; }
        text += "        '" + std::string{command.name} + "':" + std::string{rule.name} + ") ";
        if (!rule.words.empty()) {
            text += "words='" + joined(rule.words) + "'";
        } else if (rule.path == OptionRule::Path::folder) {
            text += "COMPREPLY=($(compgen -d -- \"$now\")); return";
        } else if (rule.path == OptionRule::Path::file) {
            text += "COMPREPLY=($(compgen -f -- \"$now\")); return";
        } else {
            text += "return";
        }
        text += " ;;\n";
    }
    return text;
}

std::string option_words(Command const& command)
{
    std::string text = "--help";
    for (OptionRule const& rule : rules_of(command)) { text += " " + std::string{rule.name}; }
    return text;
}

} // namespace

std::string bash_completion()
{
    std::string text = "# bash completion for muster; made by: muster completion bash\n_muster() {\n"
                       "    local now=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= words= word\n"
                       "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
                       "        case $word in -*) continue ;; esac\n"
                       "        case $command in\n"
                       "            '') command=$word ;;\n            ";
    std::string separator;
    for (std::string_view const group : groups()) {
        text += separator + std::string{group};
        separator = "|";
    }
    text += ") command=\"$command $word\" ;;\n        esac\n    done\n    COMPREPLY=()\n    case $command:$before in\n";
    for (Command const& command : commands()) { text += bash_values(command); }
    text += "    esac\n    if [ -z \"$words\" ]; then\n        case $command in\n            '') words='" + first_words() + " --help' ;;\n";
    for (std::string_view const group : groups()) {
        text += "            " + std::string{group} + ") words='" + second_words(group) + "' ;;\n";
    }
    for (Command const& command : commands()) {
        text += "            '" + std::string{command.name} + "')\n";
        text += "                words='" + option_words(command) + "'\n";
        if (takes_file(command)) {
            text += "                case $now in -*) ;; *) COMPREPLY=($(compgen -f -- \"$now\")); return ;; esac\n";
        }
        if (command.name == "completion") { text += "                case $now in -*) ;; *) words='bash zsh' ;; esac\n"; }
        if (command.name == "help") { text += "                case $now in -*) ;; *) words='" + first_words() + "' ;; esac\n"; }
        text += "                ;;\n";
    }
    text += "        esac\n    fi\n    COMPREPLY=($(compgen -W \"$words\" -- \"$now\"))\n}\ncomplete -o filenames -F _muster muster\n";
    return text;
}

namespace {

/// Text inside [...] or (...) of _arguments, within single quotes.
std::string zsh_text(std::string_view text)
{
    std::string safe;
    for (char const letter : text) {
        if (letter == '\'') {
            safe += "'\\''";
        } else if (letter == '[' || letter == ']' || letter == ':' || letter == '\\') {
            safe += '\\';
            safe += letter;
        } else {
            safe += letter;
        }
    }
    return safe;
}

std::string zsh_option(OptionRule const& rule)
{
    std::string text = "                '";
    if (rule.times == OptionRule::Times::many) { text += "*"; }
    text += std::string{rule.name} + "[" + zsh_text(rule.about) + "]";
    if (!rule.value.empty()) {
        text += ":" + zsh_text(rule.value) + ":";
        if (!rule.words.empty()) {
            text += "(" + joined(rule.words) + ")";
        } else if (rule.path == OptionRule::Path::folder) {
            text += "_files -/";
        } else if (rule.path == OptionRule::Path::file) {
            text += "_files";
        }
    }
    return text + "' \\\n";
}

std::string zsh_command(Command const& command)
{
    std::string text = "        '" + std::string{command.name} + "')\n            _arguments \\\n";
    for (OptionRule const& rule : rules_of(command)) { text += zsh_option(rule); }
    std::string action = takes_file(command) ? "_files" : "";
    if (command.name == "completion") { action = "(bash zsh)"; }
    if (command.name == "help") { action = "(" + first_words() + ")"; }
    return text + "                '--help[explain the command]' \\\n                '*:argument:" + action + "' ;;\n";
}

} // namespace

std::string zsh_completion()
{
    std::string text = "#compdef muster\n# zsh completion for muster; made by: muster completion zsh\n_muster() {\n"
                       "    local command=$words[2]\n    if (( CURRENT == 2 )); then\n        compadd -- " +
                       first_words() + "\n        return\n    fi\n    case $command in\n";
    for (std::string_view const group : groups()) {
        text += "        " + std::string{group} + ")\n            if (( CURRENT == 3 )); then\n                compadd -- " +
                second_words(group) +
                "\n                return\n            fi\n            command=\"$command $words[3]\"\n            shift words\n           "
                " (( CURRENT-- )) ;;\n";
    }
    text += "    esac\n    shift words\n    (( CURRENT-- ))\n    case $command in\n";
    for (Command const& command : commands()) { text += zsh_command(command); }
    return text + "    esac\n}\nif [ \"$funcstack[1]\" = _muster ]; then\n    _muster \"$@\"\nelse\n    compdef _muster muster\nfi\n";
}

} // namespace muster
