#pragma once

#include "api/imports/import_routes.hpp"
#include "app/measures.hpp"
#include "operating/log.hpp"
#include "service/import_runs.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace muster {

/// The imports of a running server: what is done in the background, and every hour the removal of what has expired. When nothing has been
/// done for a while, the memory that it took goes back.
class ServedImports {
public:
    struct Order {
        std::shared_ptr<Store> store{};
        std::string work_folder{};   ///< for sorting and temporary files
        std::string pieces_folder{}; ///< uploads that come in pieces; what is in it outlives the program
        std::shared_ptr<Measures> measures{};
    };

    /// Goes on with what an earlier run has left. The log outlives it.
    static Result<std::unique_ptr<ServedImports>> start(Order order, Log& log);
    ServedImports(Order order, Log& log);
    ServedImports(ServedImports const&) = delete;
    ServedImports& operator=(ServedImports const&) = delete;
    ~ServedImports() { stop(); }

    JobQueue const& queue() const { return runs_.queue(); }
    ImportApi routes() { return {runs_, order_.work_folder, standard_upload_limit, resumable_}; }
    /// Brings what runs to its next safe place.
    void stop();

private:
    void keep_house();
    void clear_up();
    void rest(std::uint64_t& seen, std::uint64_t& given);

    Order order_;
    Log& log_;
    std::shared_ptr<std::atomic<std::uint64_t>> ended_; ///< runs of jobs so far
    std::shared_ptr<ResumableUploads> resumable_{};
    ImportRuns runs_;
    std::mutex mutex_{};
    std::condition_variable ends_{};
    bool is_ending_{};
    std::thread housekeeper_{};
};

} // namespace muster
