#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// Writes one HTML document whose elements are closed in their order, so that XML's readers take it, too. Everything that is given is text
/// and escaped. Closing what is not open is a bug.
class HtmlWriter {
public:
    struct Attribute {
        std::string_view name{};
        std::string_view value{};
    };
    using Attributes = std::initializer_list<Attribute>;

    HtmlWriter();
    HtmlWriter& open(std::string_view element, Attributes attributes = {});
    HtmlWriter& close();
    /// An element without content: meta, link.
    HtmlWriter& empty(std::string_view element, Attributes attributes);
    HtmlWriter& text(std::string_view text);
    /// Text in which `words` between grave accents are code.
    HtmlWriter& prose(std::string_view text);
    /// An element that holds a text only.
    HtmlWriter& element(std::string_view name, std::string_view text, Attributes attributes = {});
    /// The finished document.
    std::string take();

private:
    void begin(std::string_view element, Attributes attributes);
    void escape(std::string_view text);
    std::string html_;
    std::vector<std::string> opened_{};
};

} // namespace muster
