#pragma once

#include "configuration/configuration.hpp"
#include "configuration/toml_file.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// Puts a configuration together, the weakest source first. For one reading.
class ConfigurationReader {
public:
    explicit ConfigurationReader(ConfigurationSources const& sources) : sources_{sources} {}
    Configuration read();

private:
    /// A value as somebody gave it.
    struct Given {
        Setting::From from{};
        std::int64_t line{};
        std::string text{};
        std::vector<std::string> texts{};
    };

    void take_standards();
    void take_file();
    void take_from_file(TomlValue const& value);
    void take_texts(Setting::From from);
    void take(Setting& setting, Given given);
    bool take_number(Setting& setting, Given const& given);
    bool take_word(Setting& setting, Given& given);
    bool has_right_texts(Setting const& setting, Given const& given);
    void check_file(Setting const& setting, Given const& given);
    void take_password();
    void check_together();
    void check_mail();

    Setting& setting(std::string_view name);
    /// Whether somebody set it, rightly or wrongly.
    bool was_given(Setting const& setting) const { return setting.from > Setting::From::standard || refused_.contains(setting.key); }
    void fault(Setting::From from, std::int64_t line, std::string sentence);
    void fault_of(Setting const& setting, std::string sentence) { fault(setting.from, setting.line, std::move(sentence)); }
    std::string beside_file(std::string path) const;

    ConfigurationSources const& sources_;
    Configuration made_{};
    std::set<ConfigurationKey const*> refused_{};
};

} // namespace muster
