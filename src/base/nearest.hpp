#pragma once

#include <span>
#include <string_view>

namespace muster {

/// The known word that somebody may have meant: the one with the fewest changed, missing, surplus or swapped letters (optimal string
/// alignment distance), when they are at most a third of the word; a word that begins with what was typed counts as near. Empty: none.
std::string_view nearest(std::string_view typed, std::span<std::string_view const> known);

} // namespace muster
