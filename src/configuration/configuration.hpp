#pragma once

#include "configuration/keys.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// The value of one key, and where it comes from.
struct Setting {
    enum class From : std::uint8_t { nowhere, standard, file, environment, flag }; ///< the later one wins
    ConfigurationKey const* key{};
    From from{From::nowhere};
    std::int64_t line{};              ///< of a file
    std::string text{};               ///< as it counts: a word in the table's spelling, a path as it is opened. Of a list: with commas
    std::vector<std::string> texts{}; ///< of a list
    std::int64_t number{};            ///< of a number

    bool is_set() const { return from != From::nowhere; }
};

/// Something that is set wrongly.
struct ConfigurationFault {
    std::string file{}; ///< empty: it stands in no file
    std::int64_t line{};
    std::string sentence{}; ///< names what is wrong, except for file and line

    /// `muster.toml:3: listen cannot be "8080". Give ...`
    std::string whole_sentence() const;
};

/// Where values are looked for. Both functions give nothing for what is not there.
struct ConfigurationSources {
    std::string file{}; ///< a path; empty: there is no file
    std::function<std::optional<std::string>(std::string_view name)> environment{};
    std::function<std::optional<std::string>(std::string_view name)> flag{};
};

/// Everything that is set: a flag wins over the environment, that over the file, and what nobody sets has its standard.
class Configuration {
public:
    /// Never fails: what is wrong is in faults(), and keeps its standard.
    static Configuration read(ConfigurationSources const& sources);

    std::vector<ConfigurationFault> const& faults() const { return faults_; } ///< the file's first, in its order
    std::vector<Setting> const& settings() const { return settings_; }        ///< one for each key, in the table's order

    /// What a key of the table is set to. Another name is a bug.
    Setting const& setting(std::string_view name) const;
    bool is_set(std::string_view name) const { return setting(name).is_set(); }
    std::string const& text(std::string_view name) const { return setting(name).text; } ///< empty: not set
    std::int64_t number(std::string_view name) const { return setting(name).number; }
    std::vector<std::string> const& texts(std::string_view name) const { return setting(name).texts; }

private:
    friend class ConfigurationReader;
    std::vector<Setting> settings_{};
    std::vector<ConfigurationFault> faults_{};
};

/// The environment of this process, as a source; what is set to nothing is not set.
std::optional<std::string> environment_variable(std::string_view name);

} // namespace muster
