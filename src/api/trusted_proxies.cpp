#include "api/trusted_proxies.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

namespace {

/// What one proxy says of who called it.
struct Hop {
    std::string node{};  ///< 192.0.2.1, 192.0.2.1:4711, [2001:db8::1]:4711, unknown
    std::string proto{}; ///< http, https; empty: it does not say
};

/// All fields of a name as one, which is what several of them mean (RFC 9110).
std::string whole_field(HttpFields const& fields, std::string_view name)
{
    std::string whole;
    for (HttpField const& field : fields.all()) {
        if (text::equal_ascii_caseless(field.name, name)) { whole += (whole.empty() ? "" : ",") + field.value; }
    }
    return whole;
}

/// The pieces between separators that stand outside quotes.
std::vector<std::string_view> pieces_of(std::string_view text, char separator)
{
    std::vector<std::string_view> pieces;
    bool is_quoted = false;
    std::size_t start = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '"') { is_quoted = !is_quoted; }
        if (text[at] == '\\' && is_quoted) { ++at; }
        if (at < text.size() && text[at] == separator && !is_quoted) {
            pieces.push_back(text::trim(text.substr(start, at - start)));
            start = at + 1;
        }
    }
    pieces.push_back(text::trim(text.substr(std::min(start, text.size()))));
    return pieces;
}

/// No address needs an escaped sign.
std::string_view unquoted(std::string_view text)
{
    if (text.size() >= 2 && text.starts_with('"') && text.ends_with('"')) { return text.substr(1, text.size() - 2); }
    return text;
}

std::vector<Hop> hops_in_forwarded(std::string_view field)
{
    std::vector<Hop> hops;
    if (field.empty()) { return hops; }
    for (std::string_view const element : pieces_of(field, ',')) {
        Hop& hop = hops.emplace_back();
        for (std::string_view const pair : pieces_of(element, ';')) {
            std::size_t const sign = std::min(pair.find('='), pair.size());
            std::string_view const name = text::trim(pair.substr(0, sign));
            std::string_view const value = unquoted(text::trim(pair.substr(std::min(sign + 1, pair.size()))));
            if (text::equal_ascii_caseless(name, "for")) { hop.node = value; }
            if (text::equal_ascii_caseless(name, "proto")) { hop.proto = value; }
        }
    }
    return hops;
}

/// X-Forwarded-Proto is one word for the whole way; the last one is that of the proxy that called us.
std::vector<Hop> hops_in_x_forwarded(std::string_view addresses, std::string_view protos)
{
    std::vector<Hop> hops;
    std::string const proto{pieces_of(protos, ',').back()};
    if (addresses.empty()) { return hops; }
    for (std::string_view const node : pieces_of(addresses, ',')) { hops.push_back({std::string{node}, proto}); }
    return hops;
}

std::optional<IpAddress> address_of(std::string_view node)
{
    if (node.starts_with('[')) { return parse_ip_address(node.substr(1, std::min(node.find(']'), node.size()) - 1)); }
    std::size_t const colon = node.find(':');
    bool const has_port = colon != std::string_view::npos && node.find(':', colon + 1) == std::string_view::npos;
    return parse_ip_address(has_port ? node.substr(0, colon) : node);
}

} // namespace

void TrustedProxies::apply(HttpRequest& request) const
{
    std::optional<IpAddress> const peer = parse_ip_address(request.peer);
    if (!peer || !trusts(*peer)) { return; }
    std::vector<Hop> const hops = header_ == Header::forwarded ? hops_in_forwarded(whole_field(request.fields, "forwarded"))
                                                               : hops_in_x_forwarded(whole_field(request.fields, "x-forwarded-for"),
                                                                                     whole_field(request.fields, "x-forwarded-proto"));
    IpAddress client = *peer;
    std::string_view proto;
    for (auto hop = hops.rbegin(); hop != hops.rend() && trusts(client); ++hop) {
        if (!hop->proto.empty()) { proto = hop->proto; }
        std::optional<IpAddress> const named = address_of(hop->node);
        if (!named) { break; }
        client = *named;
    }
    request.peer = to_text(client);
    if (!proto.empty()) { request.encrypted = text::equal_ascii_caseless(proto, "https"); }
}

bool TrustedProxies::trusts(IpAddress const& address) const
{
    return std::any_of(networks_.begin(), networks_.end(), [&](IpNetwork const& network) { return network.contains(address); });
}

} // namespace muster
