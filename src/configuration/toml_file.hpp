#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// One value of a TOML file.
struct TomlValue {
    std::string name{};  ///< with the tables it lies in: mail.server
    std::int64_t line{}; ///< of its key, from 1
    enum class Kind : std::uint8_t { text, whole_number, texts, other } kind{Kind::other};
    std::string_view kind_name{};     ///< for sentences: "a text", "a boolean"
    std::string text{};               ///< of a text or whole number
    std::vector<std::string> texts{}; ///< of a list that holds nothing but texts
};

/// What is wrong with a file, and where.
struct TomlFault {
    std::int64_t line{}; ///< 0: with the file as a whole
    std::string sentence{};
};

struct TomlFile {
    std::vector<TomlValue> values{}; ///< in the file's order
    std::vector<TomlFault> faults{}; ///< with any there may be no values: the parser stops at the first
};

/// Reads a file of up to 1 MiB, which is a thousand times what it takes to set everything.
TomlFile read_toml_file(std::string const& path);

} // namespace muster
