#include "http/message.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace muster {

void HttpFields::set(std::string_view name, std::string value)
{
<<<<<<< HEAD
    std::erase_if(fields_, [name](HttpField const& field) { return text::equal_ascii_caseless(field.name, name); });
    fields_.push_back({std::string{name}, std::move(value)});
=======
    std::string own{name}; // the name may lie in a field that goes
    std::erase_if(fields_, [&own](HttpField const& field) { return text::equal_ascii_caseless(field.name, own); });
    add(std::move(own), std::move(value));
>>>>>>> aa00724 (Add the HTTP server: connections, TLS, checked requests, answers)
}

std::string const* HttpFields::find(std::string_view name) const
{
<<<<<<< HEAD
    auto const found = std::find_if(fields_.begin(), fields_.end(),
                                    [name](HttpField const& field) { return text::equal_ascii_caseless(field.name, name); });
=======
    auto const found =
        std::ranges::find_if(fields_, [name](HttpField const& field) { return text::equal_ascii_caseless(field.name, name); });
>>>>>>> aa00724 (Add the HTTP server: connections, TLS, checked requests, answers)
    return found == fields_.end() ? nullptr : &found->value;
}

std::string_view HttpFields::value(std::string_view name) const
{
    std::string const* const found = find(name);
<<<<<<< HEAD
    return found != nullptr ? std::string_view{*found} : std::string_view{};
=======
    return found == nullptr ? std::string_view{} : std::string_view{*found};
>>>>>>> aa00724 (Add the HTTP server: connections, TLS, checked requests, answers)
}

} // namespace muster
