#include "http/message.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace muster {

void HttpFields::set(std::string_view name, std::string value)
{
    std::string own{name}; // the name may lie in a field that goes
    std::erase_if(fields_, [&own](HttpField const& field) { return text::equal_ascii_caseless(field.name, own); });
    add(std::move(own), std::move(value));
}

std::string const* HttpFields::find(std::string_view name) const
{
    auto const found =
        std::ranges::find_if(fields_, [name](HttpField const& field) { return text::equal_ascii_caseless(field.name, name); });
    return found == fields_.end() ? nullptr : &found->value;
}

std::string_view HttpFields::value(std::string_view name) const
{
    std::string const* const found = find(name);
    return found == nullptr ? std::string_view{} : std::string_view{*found};
}

} // namespace muster
