#include "service/checked_choices.hpp"

#include "base/text.hpp"
#include "service/tag_name.hpp"

#include <algorithm>
#include <utility>

namespace muster {

Result<Choices> checked_choices(Choices choices)
{
    std::vector<std::string> names;
    if (choices.tag_mode == TagMode::manual) {
        for (std::string const& given : choices.tags) {
            TRY_ASSIGN(std::string name, canonical_tag_name(given));
            bool const again =
                std::any_of(names.begin(), names.end(), [&](std::string const& known) { return text::fold(known) == text::fold(name); });
            if (!again) { names.push_back(std::move(name)); }
        }
        if (names.empty()) {
            return Error{ErrorKind::invalid_input, "TAGS_MISSING", "Tags are to be given, and none is named. Name one, or choose none."};
        }
    }
    choices.tags = std::move(names);
    return choices;
}

} // namespace muster
