#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// What speaks for an East Asian encoding of one to four bytes a character.
struct PairVerdict {
    char const* name{};
    double score{};           ///< natural logarithm of how likely the sample is, to be compared among these encodings only
    std::size_t common{};     ///< characters that are frequent in it
    std::size_t characters{}; ///< all characters beyond ASCII
};

/// The East Asian encoding that fits best: Shift_JIS, EUC-JP, GB18030, Big5 or EUC-KR; none when the sample is no text in any of them.
/// `opinion` is the encoding that another detector found, which counts as one voice more. Safe from any thread.
std::optional<PairVerdict> best_pairs(std::string_view sample, std::string const& opinion);

} // namespace muster
