#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace muster {

/// The content of the extra field of that id (APPNOTE 4.5), empty when it is not there. What does not fit is passed over, because
/// some programs fill the space with zeros.
std::string_view extra_field(std::string_view extra, std::uint16_t id);

/// An entry's name in UTF-8 with '/' between folders: the Unicode path field (0x7075) where it belongs to the name, else the name
/// itself where it is UTF-8 (flag bit 11 says so, but macOS does not set it), else read as CP437 (APPNOTE appendix D).
std::string zip_name(std::string_view written, std::string_view extra);

/// The last part of an entry's name, fit to be shown: without control and direction marks, and not endless.
std::string shown_name(std::string_view name);

} // namespace muster
