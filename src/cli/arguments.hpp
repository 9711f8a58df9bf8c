#pragma once

#include "cli/command.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace muster {

/// What stands behind a command, already held against the command's rules.
class Arguments {
public:
    bool has(std::string_view option) const;
    /// The value of an option; nothing when it was not given.
    std::optional<std::string> value(std::string_view option) const;
    std::vector<std::string> values(std::string_view option) const; ///< of a repeatable one, in order
    /// A whole number of at least `least`. Error invalid_input BAD_OPTION.
    Result<std::optional<std::int64_t>> number(std::string_view option, std::int64_t least) const;
    std::vector<std::string> const& words() const { return words_; } ///< the arguments that are no options

    void add_option(std::string_view name, std::string value) { options_.emplace_back(name, std::move(value)); }
    void add_word(std::string word) { words_.push_back(std::move(word)); }

private:
    std::vector<std::pair<std::string_view, std::string>> options_{};
    std::vector<std::string> words_{};
};

/// A whole command line as it was understood.
struct CommandLine {
    Command const* command{}; ///< null: an overview is asked for
    Arguments arguments{};
    enum class Asks : std::uint8_t { act, help } asks{Asks::act};
    std::string group{}; ///< of help about a group of commands: "persons"
};

/// Reads a command line without the program's name: options as --name value or --name=value anywhere behind the command (general ones in
/// front of it too), `--` ends them. Errors, all invalid_input: USAGE with the nearest known name where there is one; NOT_IN_THIS_VERSION.
Result<CommandLine> parse_command_line(std::span<std::string const> words);

/// That an option, or options together, make no sense: a sentence that says what to do.
Error bad_option(std::string message);
/// A whole number of at least `least` from a text that `what` names. Error invalid_input BAD_OPTION.
Result<std::int64_t> parse_whole_number(std::string_view text, std::int64_t least, std::string const& what);

} // namespace muster
