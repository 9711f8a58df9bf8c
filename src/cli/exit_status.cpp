#include "cli/exit_status.hpp"

namespace muster {

ExitStatus exit_status_of(ErrorKind kind)
{
    switch (kind) { // without default: a new kind must find its status here
    case ErrorKind::invalid_input: return ExitStatus::usage;
    case ErrorKind::unreadable: return ExitStatus::file;
    case ErrorKind::unsupported: return ExitStatus::file;
    case ErrorKind::too_large: return ExitStatus::file;
    case ErrorKind::not_found: return ExitStatus::usage;
    case ErrorKind::conflict: return ExitStatus::refused;
    case ErrorKind::drifted: return ExitStatus::refused;
    case ErrorKind::unauthenticated: return ExitStatus::refused;
    case ErrorKind::denied: return ExitStatus::refused;
    case ErrorKind::too_often: return ExitStatus::unavailable;
    case ErrorKind::locked: return ExitStatus::unavailable;
    case ErrorKind::unavailable: return ExitStatus::unavailable;
    case ErrorKind::cancelled: return ExitStatus::cancelled;
    case ErrorKind::internal: return ExitStatus::defect;
    }
    return ExitStatus::defect;
}

ExitStatus exit_status_of(ImportState state)
{
    switch (state) {
    case ImportState::completed_with_errors: return ExitStatus::rows_rejected;
    case ImportState::failed: return ExitStatus::refused;
    case ImportState::taking_back: return ExitStatus::refused;
    case ImportState::cancelled: return ExitStatus::cancelled;
    case ImportState::uploaded:
    case ImportState::analyzing:
    case ImportState::ready:
    case ImportState::queued:
    case ImportState::importing:
    case ImportState::completed:
    case ImportState::undoing:
    case ImportState::undone: break;
    }
    return ExitStatus::done;
}

ExitStatus worse_of(ExitStatus one, ExitStatus other) { return static_cast<int>(one) < static_cast<int>(other) ? other : one; }

} // namespace muster
