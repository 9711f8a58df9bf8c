#pragma once

#include "base/result.hpp"
#include "cli/exit_status.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace muster {

struct Session;

/// The table of commands (cli/command_table.cpp) says all there is to say about each command once: parsing, --help, the shells'
/// completions and the manual page are made from it. Everything in it lives as long as the program.

struct OptionRule {
    std::string_view name{};  ///< "--sheet"
    std::string_view value{}; ///< what stands for its value in help texts: "NAME|N"; empty: it takes none
    std::string_view about{}; ///< a phrase without a full stop
    enum class Times : std::uint8_t { once, many } times{Times::once};
    /// What completion offers and, when closed, all that is allowed.
    std::span<std::string_view const> words{};
    enum class Words : std::uint8_t { closed, open } kind{Words::closed};
    enum class Path : std::uint8_t { no, file, folder } path{Path::no}; ///< what completion offers where there are no words
};

struct OptionGroup {
    std::string_view title{}; ///< "How the file is read"
    std::span<OptionRule const> options{};
};

struct ArgumentRule {
    std::string_view name{}; ///< "FILE"
    std::string_view about{};
    /// many: one or more; any: none or more. Only the last argument may be more than one.
    enum class Count : std::uint8_t { one, optional, many, any } count{Count::one};
    enum class Path : std::uint8_t { no, file } path{Path::no};
};

struct Example {
    std::string_view line{}; ///< "muster import people.csv --auto-map"
    std::string_view about{};
};

using Act = Result<ExitStatus> (*)(Session& session);

struct Command {
    std::string_view name{};        ///< one word, or two: "persons list"
    std::string_view summary{};     ///< a phrase without a full stop
    std::string_view description{}; ///< paragraphs, parted by an empty line; may be empty
    std::vector<ArgumentRule> arguments{};
    std::vector<OptionGroup const*> options{}; ///< without the general ones
    std::vector<Example> examples{};
    Act act{};
    /// What it can work on: a data directory or through a server, or only the former; serve is a server itself.
    enum class Where : std::uint8_t { anywhere, data_directory, server_itself } where{Where::anywhere};
};

/// All commands, in the order in which the overview shows them.
std::vector<Command> const& commands();
/// Options that every command takes.
OptionGroup const& general_options();
/// The command of one or two words; null when there is none.
Command const* find_command(std::string_view name);
/// Whether a word is the first one of commands of two words.
bool is_command_group(std::string_view word);

/// A command or option of the product that this version does not have, and what to say about it.
struct Missing {
    std::string_view name{};
    std::string_view sentence{};
};
std::span<Missing const> missing_commands();
std::span<Missing const> missing_options();

} // namespace muster
