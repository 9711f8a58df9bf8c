#pragma once

#include "documents/read_documents.hpp"
#include "remote/server_calls.hpp"

#include <string>
#include <string_view>

namespace muster {

/// Splits a stream of server-sent events. Fed with pieces as they come.
class EventLines {
public:
    struct Event {
        std::string name{};
        std::string text{};
    };
    /// Calls `take` for each event that is whole by now, until it gives false.
    Result<bool> add(std::string_view bytes, std::function<Result<bool>(Event const&)> const& take);

private:
    std::string line_{};
    Event event_{};
};

/// Waits until nothing is being done with an import any more, telling the progress as the server tells it, and gives the import then. An
/// Error of `progress` ends the waiting only: what the server does goes on.
Result<ToldImport> watch_import(ServerCalls& calls, ImportId id, ProgressTaker const& progress);
Result<ToldImport> load_told_import(ServerCalls& calls, ImportId id);
std::string path_of(ImportId id); ///< /imports/1/imports/7

} // namespace muster
