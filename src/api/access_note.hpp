#pragma once

#include "access/caller.hpp"

#include <functional>
#include <string_view>

namespace muster {

/// Something about who may come in, for the log: somebody signed in or out or changed who may, or was refused. Nothing of it is personal:
/// who it was is told by numbers.
struct AccessNote {
    std::string_view request_id{};
    std::string_view what{}; ///< SIGNED_IN, SIGNED_OUT, LINK_REDEEMED, PASSWORD_CHANGED, CHANGED, or the code of a refusal
    Caller const& caller;    ///< all zero: nobody that is known
};
/// Any thread; empty: nobody listens.
using OnAccess = std::function<void(AccessNote const&)>;

} // namespace muster
