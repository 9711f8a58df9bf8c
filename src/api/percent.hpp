#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// Whether `+` stands for a space: in query strings as forms send them, not in paths.
enum class PlusSign : unsigned char { is_a_plus, is_a_space };

/// The text behind a percent-encoded one (RFC 3986, 2.1). Nothing when a percent sign is not followed by two hexadecimal digits, or when
/// the result is no UTF-8 or holds a NUL.
std::optional<std::string> percent_decoded(std::string_view encoded, PlusSign plus);

/// A text as one piece of a path or query: everything but unreserved characters encoded.
std::string percent_encoded(std::string_view text);

} // namespace muster
