#pragma once

#include "reading/xlsx/xml_names.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace muster {

/// Whether a name is that of an element of spreadsheets; careless programs leave out the namespace.
inline bool is_element(XmlName const& name, std::string_view local)
{
    return name.local == local && (name.space == XmlSpace::main || name.space == XmlSpace::none);
}

/// Gathers the text of a string item or an inline string (ECMA-376 part 1, 18.4.8): t, and t of each r; phonetic runs and everything else
/// is left out. The owner calls it for all that stands within.
class StringListener {
public:
    /// Behind the string's start tag. `into` gets the text appended and must stay until the end.
    void begin(std::string& into)
    {
        into_ = &into;
        place_ = Place::string;
    }
    bool begun() const { return into_ != nullptr; }
    void start(XmlName const& name);
    /// True at the string's own end tag.
    bool end();
    void text(std::string_view piece)
    {
        if (begun() && place_ == Place::text && ignored_ == 0) { into_->append(piece); }
    }

private:
    enum class Place : std::uint8_t { string, run, text };

    std::string* into_{};
    Place place_{Place::string};
    Place around_text_{Place::string};
    std::size_t text_start_{};
    std::uint64_t ignored_{};
};

} // namespace muster
