#pragma once

#include <cstdint>
#include <string_view>

namespace muster {

/// What of XML's namespaces matters in a workbook; transitional and strict ones are the same (ECMA-376 part 1, annex A, and part 4).
enum class XmlSpace : std::uint8_t {
    none,         ///< no namespace: attributes, and the elements of careless programs
    main,         ///< spreadsheets
    relationship, ///< attributes that name a relationship
    package,      ///< the relationships' own files
    other
};

struct XmlName {
    XmlSpace space{XmlSpace::none};
    std::string_view local{};
    bool operator==(XmlName const&) const = default;
};

XmlSpace space_of(std::string_view namespace_name);

/// Between a namespace and a local name, in names that expat gives: no URI holds a line end.
inline constexpr char namespace_separator = '\n';
XmlName name_of(std::string_view expanded);

/// The attributes of a start tag: names and values in turn, a null at the end. Valid while the tag is reported.
class XmlAttributes {
public:
    explicit XmlAttributes(char const* const* pairs) : pairs_{pairs} {}
    /// The value; a null pointer in it where there is no such attribute.
    std::string_view find(std::string_view local, XmlSpace space = XmlSpace::none) const;

private:
    char const* const* pairs_;
};

/// Whether an attribute of type xsd:boolean is set.
constexpr bool is_true(std::string_view value) { return value == "1" || value == "true"; }

} // namespace muster
