#pragma once

#include "http/message.hpp"
#include "service/imports_door.hpp"

#include <optional>
#include <string>

namespace muster {

/// Whether nothing happens with an import any more, unless somebody undoes it.
bool is_over(ImportView const& view);

/// What is told of one import while it is worked on: `state` (documents/import_views.hpp: state_document) first, whenever the work begins
/// or ends and when the state changes; `progress` (work_document) in between; `gone` when the import is removed. The stream ends with the
/// state of an import that is over. One thread at a time.
class ImportEvents final : public HttpEvents {
public:
    ImportEvents(ImportsDoor door, ImportId id) : door_{door}, id_{id} {}
    std::optional<std::string> next() override;

private:
    std::string tell_state(ImportView const& view);
    std::string event(std::string_view name, std::string_view document);

    ImportsDoor door_;
    ImportId id_;
    std::int64_t told_{};                 ///< events so far
    std::optional<std::uint64_t> work_{}; ///< revision of the work that was told; nothing: none
    std::string kind_{};                  ///< of that work
    std::string state_{};                 ///< document that was told last
    int quiet_{};                         ///< questions since the store was asked
    bool over_{};
};

} // namespace muster
