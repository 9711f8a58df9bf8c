#pragma once

#include "service/workplace.hpp"

#include <optional>
#include <string>

namespace muster {

/// What is asked of the analysis of an upload. Kept beside the upload, so that a restart can go on with it and a change can start from it.
struct AnalysisRequest {
    Recipe recipe{};
    ImportRequest::AutoMap auto_map{ImportRequest::AutoMap::no};
    /// Digest of what was first asked for, hexadecimal; empty: the analysis was never ordered. Later changes leave it, so that a repeated
    /// order is known again.
    std::string ordered_as{};
};

/// Tells one request from another: recipe without its name, and auto-mapping.
std::string digest_of(AnalysisRequest const& request);
/// Whether the rows that were read and mapped for one serve the other: only choices that matching and planning look at differ.
bool reads_rows_alike(AnalysisRequest const& one, AnalysisRequest const& other);

Result<void> keep_request(Workplace const& place, ImportId id, AnalysisRequest const& request);
/// Nothing when none was kept.
Result<std::optional<AnalysisRequest>> find_request(Workplace const& place, ImportId id);

/// The request with its choices as they are kept. Errors: unsupported TARGET_UNSUPPORTED; as checked_choices.
Result<AnalysisRequest> checked_request(Workplace const& place, AnalysisRequest request);

} // namespace muster
