#include "configuration/configuration.hpp"

#include "base/assert.hpp"
#include "configuration/reader.hpp"

#include <algorithm>
#include <cstdlib>

namespace muster {

std::string ConfigurationFault::whole_sentence() const
{
    if (file.empty()) { return sentence; }
    return file + (line > 0 ? ":" + std::to_string(line) : std::string{}) + ": " + sentence;
}

Configuration Configuration::read(ConfigurationSources const& sources) { return ConfigurationReader{sources}.read(); }

Setting const& Configuration::setting(std::string_view name) const
{
    auto const found = std::find_if(settings_.begin(), settings_.end(), [&](Setting const& each) { return each.key->name == name; });
    MUSTER_ASSERT(found != settings_.end());
    return *found;
}

std::optional<std::string> environment_variable(std::string_view name)
{
    char const* const value = std::getenv(std::string{name}.c_str()); // NOLINT(concurrency-mt-unsafe): nobody sets any
    if (value == nullptr || *value == '\0') { return std::nullopt; }
    return std::string{value};
}

} // namespace muster
