#include "reading/xlsx/xml_names.hpp"

namespace muster {

XmlSpace space_of(std::string_view namespace_name)
{
    struct Known {
        std::string_view name;
        XmlSpace space;
    };
    constexpr Known known[] = {
        {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", XmlSpace::main},
        {"http://purl.oclc.org/ooxml/spreadsheetml/main", XmlSpace::main},
        {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", XmlSpace::relationship},
        {"http://purl.oclc.org/ooxml/officeDocument/relationships", XmlSpace::relationship},
        {"http://schemas.openxmlformats.org/package/2006/relationships", XmlSpace::package},
    };
    if (namespace_name.empty()) { return XmlSpace::none; }
    for (Known const& one : known) {
        if (one.name == namespace_name) { return one.space; }
    }
    return XmlSpace::other;
}

XmlName name_of(std::string_view expanded)
{
    std::size_t const separator = expanded.rfind(namespace_separator);
    if (separator == std::string_view::npos) { return {XmlSpace::none, expanded}; }
    return {space_of(expanded.substr(0, separator)), expanded.substr(separator + 1)};
}

std::string_view XmlAttributes::find(std::string_view local, XmlSpace space) const
{
    for (char const* const* pair = pairs_; *pair != nullptr; pair += 2) {
        if (std::string_view{*pair}.ends_with(local) && name_of(*pair) == XmlName{space, local}) { return pair[1]; }
    }
    return {};
}

} // namespace muster
