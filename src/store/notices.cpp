#include "store/notices.hpp"

namespace muster {

std::string_view name_of(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::import_completed: return "IMPORT_COMPLETED";
    case NoticeKind::import_failed: return "IMPORT_FAILED";
    case NoticeKind::import_undone: return "IMPORT_UNDONE";
    case NoticeKind::subscription_disabled: break;
    }
    return "SUBSCRIPTION_DISABLED";
}

} // namespace muster
