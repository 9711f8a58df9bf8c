#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace muster {

/// One thing that can be set. The table of keys (keys.cpp) is the only place that knows them: the file's names, the environment's, the
/// options of `muster serve`, their help and completions, and what `muster config check` tells are made from it. Everything in it lives as
/// long as the program.
struct ConfigurationKey {
    std::string_view name{}; ///< in the file: mail.server is `server` of the table [mail]
    enum class Kind : std::uint8_t {
        text,
        word,   ///< one of `words`
        number, ///< whole, from `least` to `most`
        texts,  ///< a list; in the environment and as an option parted by commas
        file,   ///< the path of a file that is there; in the file relative to the file's folder
        folder, ///< a path; in the file relative to the file's folder
        secret, ///< a text that is never shown
    } kind{Kind::text};
    std::string_view form{};        ///< what stands for its value in help texts: HOST:PORT
    std::string_view standard{};    ///< what holds where nobody sets it; empty: nothing does
    std::string_view environment{}; ///< MUSTER_MAIL_SERVER
    std::string_view flag{};        ///< --mail-server; empty: none, because everybody on the machine sees command lines
    std::string_view about{};       ///< a phrase without a full stop
    std::span<std::string_view const> words{};
    std::int64_t least{}; ///< of a number
    std::int64_t most{};
    bool (*is_right)(std::string_view value){}; ///< of texts, each of them; null: everything is
    std::string_view advice{};                  ///< what to give instead of what is not right, as a sentence
};

std::span<ConfigurationKey const> configuration_keys();
/// Null when there is none of that name.
ConfigurationKey const* find_configuration_key(std::string_view name);

} // namespace muster
