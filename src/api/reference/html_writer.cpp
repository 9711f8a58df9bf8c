#include "api/reference/html_writer.hpp"

#include "base/assert.hpp"

#include <utility>

namespace muster {

HtmlWriter::HtmlWriter() : html_{"<!DOCTYPE html>\n"} {}

HtmlWriter& HtmlWriter::open(std::string_view element, Attributes attributes)
{
    begin(element, attributes);
    html_ += '>';
    opened_.emplace_back(element);
    return *this;
}

HtmlWriter& HtmlWriter::close()
{
    MUSTER_ASSERT(!opened_.empty());
    html_.append("</").append(opened_.back()).append(">");
    opened_.pop_back();
    return *this;
}

HtmlWriter& HtmlWriter::empty(std::string_view element, Attributes attributes)
{
    begin(element, attributes);
    html_ += " />";
    return *this;
}

HtmlWriter& HtmlWriter::text(std::string_view text)
{
    escape(text);
    return *this;
}

HtmlWriter& HtmlWriter::prose(std::string_view text)
{
    while (!text.empty()) {
        std::size_t const begin = text.find('`');
        std::size_t const end = begin == std::string_view::npos ? begin : text.find('`', begin + 1);
        if (end == std::string_view::npos) { break; }
        escape(text.substr(0, begin));
        element("code", text.substr(begin + 1, end - begin - 1));
        text.remove_prefix(end + 1);
    }
    escape(text);
    return *this;
}

HtmlWriter& HtmlWriter::element(std::string_view name, std::string_view text, Attributes attributes)
{
    return open(name, attributes).text(text).close();
}

std::string HtmlWriter::take()
{
    MUSTER_ASSERT(opened_.empty());
    return std::exchange(html_, {}) + "\n";
}

void HtmlWriter::begin(std::string_view element, Attributes attributes)
{
    html_.append("<").append(element);
    for (Attribute const& attribute : attributes) {
        html_.append(" ").append(attribute.name).append("=\"");
        escape(attribute.value);
        html_ += '"';
    }
}

void HtmlWriter::escape(std::string_view text)
{
    for (char const sign : text) {
        switch (sign) {
        case '<': html_ += "&lt;"; break;
        case '>': html_ += "&gt;"; break;
        case '&': html_ += "&amp;"; break;
        case '"': html_ += "&quot;"; break;
        default: html_ += sign;
        }
    }
}

} // namespace muster
