#pragma once

#include <string>
#include <string_view>

namespace muster {

/// Whether a trimmed text is a mailbox: a local part (dot-atom or quoted, UTF-8 allowed, at most 64 bytes), '@', a domain of at least
/// two labels that UTS 46 takes (internationalised domains allowed; no address literals). RFC 5321 and 6531 without comments and
/// folding white space. Lengths are the caller's.
bool is_email(std::string_view text);

/// The form in which emails are compared: local part folded (text::fold), domain as A-labels in lower case. No rules of any provider.
std::string fold_email(std::string_view email);
/// The same in the memory of another text, which must not be the email's.
void fold_email(std::string_view email, std::string& into);

} // namespace muster
