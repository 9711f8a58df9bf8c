#include "reading/xlsx/style_table.hpp"

#include "reading/xlsx/string_listener.hpp"
#include "reading/xlsx/xml_parser.hpp"
#include "reading/xlsx/xml_text.hpp"

#include <charconv>
#include <cstdint>
#include <unordered_map>
#include <utility>

namespace muster {

namespace {

std::uint32_t number_of(std::string_view attribute)
{
    std::uint32_t number = 0; // General
    std::from_chars(attribute.data(), attribute.data() + attribute.size(), number);
    return number;
}

/// styleSheet holds numFmts with numFmt, and cellXfs with xf; the order of the two is not relied on.
class StyleListener final : public XmlListener {
public:
    Result<void> start(XmlName const& name, XmlAttributes const& attributes) override
    {
        ++depth_;
        if (depth_ == 2) {
            in_formats_ = is_element(name, "numFmts");
            in_styles_ = is_element(name, "cellXfs");
        } else if (depth_ == 3 && in_formats_ && is_element(name, "numFmt")) {
            std::string code{attributes.find("formatCode")};
            unescape_text(code, 0);
            formats_.insert_or_assign(number_of(attributes.find("numFmtId")), style_of_format(code));
        } else if (depth_ == 3 && in_styles_ && is_element(name, "xf")) {
            numbers_.push_back(number_of(attributes.find("numFmtId")));
        }
        return {};
    }
    Result<void> end(XmlName const&) override
    {
        --depth_;
        return {};
    }
    Result<void> text(std::string_view) override { return {}; }

    std::vector<NumberStyle> styles() const
    {
        std::vector<NumberStyle> styles;
        styles.reserve(numbers_.size());
        for (std::uint32_t const number : numbers_) {
            auto const own = formats_.find(number); // programs may give a code to a built-in number too
            styles.push_back(own != formats_.end() ? own->second : style_of_built_in_format(number));
        }
        return styles;
    }

private:
    std::unordered_map<std::uint32_t, NumberStyle> formats_{};
    std::vector<std::uint32_t> numbers_{};
    std::uint64_t depth_{};
    bool in_formats_{}, in_styles_{};
};

} // namespace

Result<std::vector<NumberStyle>> read_style_table(Package const& package, std::string const& part)
{
    TRY_ASSIGN(auto stream, package.part(part));
    StyleListener listener;
    TRY(parse_xml(std::move(stream), part, listener));
    return listener.styles();
}

} // namespace muster
