#include "api/percent.hpp"
#include "api/route.hpp"
#include "base/assert.hpp"

#include <algorithm>

namespace muster {

namespace {

std::vector<std::string_view> pieces_of(std::string_view path)
{
    std::vector<std::string_view> pieces;
    while (!path.empty()) {
        path.remove_prefix(1); // the slash in front
        std::size_t const end = std::min(path.find('/'), path.size());
        pieces.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return pieces;
}

bool is_parameter(std::string_view piece) { return piece.starts_with('{'); }

/// How a path fits a route's pattern: with one letter a piece, F for fixed and p for a parameter, so that the lesser text is the better
/// fit. Empty: not at all.
std::string fit(std::vector<std::string_view> const& pattern, std::vector<std::string_view> const& path)
{
    if (pattern.size() != path.size()) { return {}; }
    std::string fit;
    for (std::size_t piece = 0; piece < path.size(); ++piece) {
        if (is_parameter(pattern[piece]) && !path[piece].empty()) {
            fit += 'p';
        } else if (pattern[piece] == path[piece]) {
            fit += 'F';
        } else {
            return {};
        }
    }
    return fit;
}

/// Whose words a path without a route is answered in.
Family family_of(std::string_view path)
{
    if (path.starts_with("/people/3/")) { return Family::people_v3; }
    if (path.starts_with("/people/2/")) { return Family::people_v2; }
    return Family::problem;
}

std::optional<std::vector<std::string>> parameters_of(std::vector<std::string_view> const& pattern,
                                                      std::vector<std::string_view> const& path)
{
    std::vector<std::string> parameters;
    for (std::size_t piece = 0; piece < path.size(); ++piece) {
        if (!is_parameter(pattern[piece])) { continue; }
        auto decoded = percent_decoded(path[piece], PlusSign::is_a_plus);
        if (!decoded) { return std::nullopt; }
        parameters.push_back(*std::move(decoded));
    }
    return parameters;
}

/// HEAD is answered by what answers GET; the body stays away when the answer is sent.
bool answers(Route const& route, std::string_view method) { return route.method == method || (method == "HEAD" && route.method == "GET"); }

} // namespace

void Router::add(Route route)
{
    MUSTER_ASSERT(route.path.starts_with('/') && route.operation);
    for (Route const& other : routes_) { MUSTER_ASSERT(other.method != route.method || other.path != route.path); }
    patterns_.push_back(pieces_of(route.path));
    routes_.push_back(std::move(route));
}

Router::Found Router::find(std::string_view method, std::string_view path) const
{
    Found found;
    found.family = family_of(path);
    if (!path.starts_with('/')) { return found; }
    std::vector<std::string_view> const pieces = pieces_of(path);
    std::string best;
    for (std::size_t index = 0; index < routes_.size(); ++index) {
        Route const& route = routes_[index];
        std::vector<std::string_view> const& pattern = patterns_[index];
        std::string const fits = fit(pattern, pieces);
        if (fits.empty() || (!best.empty() && fits > best)) { continue; }
        auto parameters = parameters_of(pattern, pieces);
        if (!parameters) { continue; }
        if (best.empty() || fits < best) { found.allowed.clear(), found.route = nullptr; }
        best = fits;
        found.family = route.family;
        found.allowed += (found.allowed.empty() ? "" : ", ") + std::string{route.method};
        if (route.method == "GET") { found.allowed += ", HEAD"; }
        // an own route for HEAD wins over the one for GET
        if (answers(route, method) && (found.route == nullptr || route.method == method)) {
            found.route = &route;
            found.parameters = *std::move(parameters);
        }
    }
    return found;
}

} // namespace muster
