#pragma once

#include <string_view>

namespace muster {

/// Whether a cell reads like the title of a column about people: one of its words is in a list of such words in the languages that
/// people's exports are written in, without case ("E-mail 2", "phone_number", "DatumRodjenja", "姓"). Sentences never do.
bool is_title_word(std::string_view cell);

} // namespace muster
