#include "store/import_job.hpp"

namespace muster {

std::string_view name_of(ImportState state)
{
    switch (state) {
    case ImportState::uploaded: return "UPLOADED";
    case ImportState::analyzing: return "ANALYZING";
    case ImportState::ready: return "READY";
    case ImportState::queued: return "QUEUED";
    case ImportState::importing: return "IMPORTING";
    case ImportState::completed: return "COMPLETED";
    case ImportState::completed_with_errors: return "COMPLETED_WITH_ERRORS";
    case ImportState::failed: return "FAILED";
    case ImportState::cancelled: return "CANCELLED";
    case ImportState::undoing: return "UNDOING";
    case ImportState::undone: return "UNDONE";
    case ImportState::taking_back: return "TAKING_BACK";
    }
    return {};
}

bool Counts::conserved() const
{
    return rows_read == rows_blank + rows_rejected + rows_folded + records &&
           records == created + updated + promoted + unchanged + discarded + records_rejected + not_applied;
}

} // namespace muster
