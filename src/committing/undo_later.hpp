#pragma once

#include "committing/undo_state.hpp"

#include <vector>

namespace muster {

/// What came after a change and touched the same part (a field, a contact, a tag) of the profile.
struct Later {
    PastChange* last{};                    ///< the latest that counts; null: none
    std::vector<PastChange*> of_imports{}; ///< up to the first that counts: their before-images become the taken-back change's
    /// Whether the part is as the change left it, unless a value says otherwise: nobody, or only a person's hand, came after.
    bool is_free() const { return last == nullptr || last->change.import.value == 0; }
};

/// Collects them. `touches(Change const&)` says whether a change has to do with the part.
template <class Touches>
Later later_than(UndoState const& state, UndoEntry& entry, PastChange const& past, Touches touches)
{
    Later later;
    for (PastChange& one : entry.history) {
        if (one.sequence <= past.sequence || one.change.kind == Change::Kind::undone || !touches(one.change)) { continue; }
        bool const counts = state.is_live(entry, one, past.change.import, past.sequence);
        if (later.last == nullptr && one.change.import.value != 0) { later.of_imports.push_back(&one); }
        if (counts) { later.last = &one; }
    }
    return later;
}

} // namespace muster
