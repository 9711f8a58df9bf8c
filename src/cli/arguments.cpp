#include "cli/arguments.hpp"

#include "base/nearest.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <charconv>

namespace muster {

namespace {

Error usage(std::string message) { return {ErrorKind::invalid_input, "USAGE", std::move(message)}; }

std::string maybe(std::string_view typed, std::span<std::string_view const> known)
{
    std::string_view const near = nearest(typed, known);
    return near.empty() ? std::string{} : " Did you mean " + std::string{near} + "?";
}

std::string see_help(Command const* command)
{
    if (command == nullptr) { return " See muster --help."; }
    return " See muster " + std::string{command->name} + " --help.";
}

/// The options that may stand where we are: general ones, and the command's where it is known.
std::vector<OptionRule const*> options_of(Command const* command)
{
    std::vector<OptionRule const*> rules;
    if (command != nullptr) {
        for (OptionGroup const* group : command->options) {
            for (OptionRule const& rule : group->options) { rules.push_back(&rule); }
        }
    }
    for (OptionRule const& rule : general_options().options) { rules.push_back(&rule); }
    return rules;
}

/// The command line from left to right.
class LineParser {
public:
    explicit LineParser(std::span<std::string const> words) : words_{words} {}

    Result<CommandLine> parse()
    {
        while (at_ < words_.size()) { TRY(take_next()); }
        if (line_.asks == CommandLine::Asks::help) { return std::move(line_); }
        if (!line_.group.empty()) { return incomplete_group(); }
        if (line_.command != nullptr) { TRY(check_words()); }
        return std::move(line_);
    }

private:
    Result<void> take_next()
    {
        std::string const& word = words_[at_];
        if (!options_ended_ && word == "--") {
            options_ended_ = true;
            ++at_;
            return {};
        }
        if (!options_ended_ && word.size() > 1 && word.front() == '-') { return take_option(); }
        return line_.command == nullptr ? take_command() : take_word(word);
    }

    Result<void> take_option()
    {
        std::string const& word = words_[at_];
        if (word == "--help" || word == "-h") {
            line_.asks = CommandLine::Asks::help;
            ++at_;
            return {};
        }
        if (word == "--version" && line_.command == nullptr) {
            line_.command = find_command("version");
            ++at_;
            return {};
        }
        std::size_t const equals = word.find('=');
        std::string const name = word.substr(0, equals);
        std::vector<OptionRule const*> const rules = options_of(line_.command);
        auto const rule = std::find_if(rules.begin(), rules.end(), [&](OptionRule const* known) { return known->name == name; });
        if (rule == rules.end()) { return unknown_option(name, rules); }
        ++at_;
        return take_value(**rule, equals == std::string::npos ? std::nullopt : std::optional{word.substr(equals + 1)});
    }

    Result<void> take_value(OptionRule const& rule, std::optional<std::string> value)
    {
        std::string const name{rule.name};
        if (rule.value.empty()) {
            if (value) { return usage(name + " takes no value." + see_help(line_.command)); }
            if (!line_.arguments.has(rule.name)) { line_.arguments.add_option(rule.name, {}); }
            return {};
        }
        if (!value) {
            if (at_ >= words_.size()) {
                return usage(name + " needs a value: " + name + " " + std::string{rule.value} + "." + see_help(line_.command));
            }
            value = words_[at_++];
        }
        if (rule.times == OptionRule::Times::once && line_.arguments.has(rule.name)) {
            return usage(name + " is given twice. Give it once.");
        }
        if (rule.path == OptionRule::Path::no) { TRY(check_text(*value)); }
        TRY_ASSIGN(value, known_word(rule, *std::move(value)));
        line_.arguments.add_option(rule.name, *std::move(value));
        return {};
    }

    /// A word of a closed list in the spelling of the list; documents show some of them in capitals.
    static Result<std::string> known_word(OptionRule const& rule, std::string value)
    {
        if (rule.words.empty() || rule.kind == OptionRule::Words::open) { return value; }
        for (std::string_view const word : rule.words) {
            if (text::equal_ascii_caseless(word, value)) { return std::string{word}; }
        }
        std::string allowed;
        for (std::string_view const word : rule.words) { allowed += (allowed.empty() ? "" : ", ") + std::string{word}; }
        return usage(std::string{rule.name} + " cannot be " + text::quoted(value) + ". It is one of: " + allowed + ".");
    }

    Error unknown_option(std::string const& name, std::vector<OptionRule const*> const& rules) const
    {
        for (Missing const& missing : missing_options()) {
            if (missing.name == name) { return {ErrorKind::invalid_input, "NOT_IN_THIS_VERSION", std::string{missing.sentence}}; }
        }
        std::vector<std::string_view> names{"--help"};
        for (OptionRule const* rule : rules) { names.push_back(rule->name); }
        std::string const where = line_.command == nullptr ? std::string{"muster"} : "muster " + std::string{line_.command->name};
        return usage(where + " has no option " + name + "." + maybe(name, names) + see_help(line_.command));
    }

    Result<void> take_word(std::string const& word)
    {
        std::vector<ArgumentRule> const& rules = line_.command->arguments;
        std::size_t const place = line_.arguments.words().size();
        bool const is_path = place < rules.size() && rules[place].path != ArgumentRule::Path::no;
        if (!is_path) { TRY(check_text(word)); }
        line_.arguments.add_word(word);
        ++at_;
        return {};
    }

    /// A path may be any bytes; everything else is text.
    static Result<void> check_text(std::string const& word)
    {
        if (text::is_utf8(word)) { return {}; }
        return usage(text::quoted(word) + " is not UTF-8 text. Set the terminal, or the script that calls muster, to UTF-8.");
    }

    Result<void> take_command()
    {
        std::string const& word = words_[at_];
        std::string const name = line_.group.empty() ? word : line_.group + " " + word;
        if (Command const* command = find_command(name); command != nullptr) {
            line_.command = command;
            line_.group.clear();
            ++at_;
            return {};
        }
        for (Missing const& missing : missing_commands()) {
            if (missing.name == name) { return Error{ErrorKind::invalid_input, "NOT_IN_THIS_VERSION", std::string{missing.sentence}}; }
        }
        if (line_.group.empty() && is_command_group(word)) {
            line_.group = word;
            ++at_;
            return {};
        }
        return unknown_command(name);
    }

    Error unknown_command(std::string const& name) const
    {
        std::vector<std::string_view> names;
        for (Command const& command : commands()) { names.push_back(command.name); }
        std::string const hint = line_.group.empty() ? std::string{" See muster --help."} : " See muster " + line_.group + " --help.";
        return usage("There is no command " + text::quoted(name) + "." + maybe(name, names) + hint);
    }

    Error incomplete_group() const
    {
        std::string members;
        for (Command const& command : commands()) {
            if (!command.name.starts_with(line_.group + " ")) { continue; }
            members += (members.empty() ? "" : ", ") + std::string{command.name.substr(line_.group.size() + 1)};
        }
        return usage("muster " + line_.group + " needs one more word: " + members + ". See muster " + line_.group + " --help.");
    }

    Result<void> check_words() const
    {
        std::size_t const given = line_.arguments.words().size();
        std::vector<ArgumentRule> const& rules = line_.command->arguments;
        for (std::size_t index = given; index < rules.size(); ++index) {
            if (rules[index].count == ArgumentRule::Count::optional || rules[index].count == ArgumentRule::Count::any) { continue; }
            return usage("muster " + std::string{line_.command->name} + " needs " + std::string{rules[index].name} + ": " +
                         std::string{rules[index].about} + "." + see_help(line_.command));
        }
        bool const open =
            !rules.empty() && (rules.back().count == ArgumentRule::Count::many || rules.back().count == ArgumentRule::Count::any);
        if (given > rules.size() && !open) {
            return usage("muster " + std::string{line_.command->name} + " does not expect " +
                         text::quoted(line_.arguments.words()[rules.size()]) + "." + see_help(line_.command));
        }
        return {};
    }

    std::span<std::string const> words_;
    std::size_t at_{};
    CommandLine line_{};
    bool options_ended_{};
};

} // namespace

bool Arguments::has(std::string_view option) const
{
    return std::any_of(options_.begin(), options_.end(), [&](auto const& given) { return given.first == option; });
}

std::optional<std::string> Arguments::value(std::string_view option) const
{
    for (auto const& [name, value] : options_) {
        if (name == option) { return value; }
    }
    return std::nullopt;
}

std::vector<std::string> Arguments::values(std::string_view option) const
{
    std::vector<std::string> values;
    for (auto const& [name, value] : options_) {
        if (name == option) { values.push_back(value); }
    }
    return values;
}

Result<std::optional<std::int64_t>> Arguments::number(std::string_view option, std::int64_t least) const
{
    std::optional<std::string> const text = value(option);
    if (!text) { return std::optional<std::int64_t>{}; }
    TRY_ASSIGN(std::int64_t const number, parse_whole_number(*text, least, std::string{option}));
    return std::optional{number};
}

Error bad_option(std::string message) { return {ErrorKind::invalid_input, "BAD_OPTION", std::move(message)}; }

Result<std::int64_t> parse_whole_number(std::string_view text, std::int64_t least, std::string const& what)
{
    std::int64_t number = 0;
    auto const [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (trouble == std::errc{} && end == text.data() + text.size() && number >= least) { return number; }
    return bad_option(what + " cannot be " + text::quoted(text) + ". It is a whole number, " + std::to_string(least) + " or more.");
}

Result<CommandLine> parse_command_line(std::span<std::string const> words) { return LineParser{words}.parse(); }

} // namespace muster
