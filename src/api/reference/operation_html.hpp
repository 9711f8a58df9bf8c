#pragma once

#include "api/reference/html_writer.hpp"
#include "api/route.hpp"
#include "json/value.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// One operation of the description, where it stands in it. Lives as long as the description.
struct DescribedOperation {
    std::string method{}; ///< GET
    std::string_view path{};
    Json const* of_path{}; ///< may have parameters of all its operations
    Json const* operation{};
    Route const* route{}; ///< null: none serves it, which the tests hold against the description

    std::string_view text(std::string_view member) const; ///< of the operation; empty where it has none
    bool has_tag(std::string_view tag) const;
};

std::vector<DescribedOperation> described_operations(Json const& document, std::span<Route const> routes);

/// The section of an operation.
void write_operation(HtmlWriter& html, Json const& document, DescribedOperation const& described);

} // namespace muster
