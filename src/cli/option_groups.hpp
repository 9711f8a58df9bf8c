#pragma once

#include "cli/command.hpp"

namespace muster {

/// Options that several commands share, each described once.
OptionGroup const& reading_options();
OptionGroup const& mapping_options();
OptionGroup const& choice_options();
OptionGroup const& consent_options();  ///< --yes
OptionGroup const& json_options();     ///< --json
OptionGroup const& progress_options(); ///< --progress
OptionGroup const& rejected_options(); ///< --rejected
OptionGroup const& person_query_options();
OptionGroup const& person_format_options();

} // namespace muster
