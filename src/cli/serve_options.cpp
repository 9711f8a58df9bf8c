#include "cli/serve_options.hpp"

#include <deque>
#include <string>
#include <vector>

namespace muster {

namespace {

constexpr std::string_view config_option = "--config";
constexpr std::string_view config_variable = "MUSTER_CONFIG";

bool is_general(std::string_view flag)
{
    for (OptionRule const& rule : general_options().options) {
        if (rule.name == flag) { return true; }
    }
    return false;
}

OptionRule::Path path_of(ConfigurationKey::Kind kind)
{
    if (kind == ConfigurationKey::Kind::file) { return OptionRule::Path::file; }
    return kind == ConfigurationKey::Kind::folder ? OptionRule::Path::folder : OptionRule::Path::no;
}

/// The rules and the texts that they point to.
struct ServeOptions {
    ServeOptions()
    {
        rules.push_back({.name = config_option,
                         .value = "FILE",
                         .about = "take what is not given here from this file (doc/configuration.md); MUSTER_CONFIG may name it too",
                         .path = OptionRule::Path::file});
        for (ConfigurationKey const& key : configuration_keys()) {
            if (key.flag.empty() || is_general(key.flag)) { continue; }
            std::string about{key.about};
            if (!key.standard.empty()) { about += " (" + std::string{key.standard} + ")"; }
            texts.push_back(std::move(about));
            rules.push_back({.name = key.flag, .value = key.form, .about = texts.back(), .words = key.words, .path = path_of(key.kind)});
        }
        group.options = rules;
    }

    std::deque<std::string> texts{}; // whose elements stay where they are
    std::vector<OptionRule> rules{};
    OptionGroup group{};
};

} // namespace

OptionGroup const& serve_options()
{
    static ServeOptions const options;
    return options.group;
}

Configuration read_configuration(Session const& session)
{
    ConfigurationSources sources;
    sources.environment = environment_variable;
    sources.flag = [&session](std::string_view name) { return session.arguments.value(name); };
    sources.file = session.arguments.value(config_option).value_or(environment_variable(config_variable).value_or(""));
    return Configuration::read(sources);
}

} // namespace muster
