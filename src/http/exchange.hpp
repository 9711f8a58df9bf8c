#pragma once

#include "http/request_head.hpp"
#include "http/server.hpp"
#include "http/worker_pool.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

namespace muster {

/// What all connections of one server share. On the network's thread, but for the pools.
struct Serving {
    HttpSettings const& settings;
    HttpHandler& handler;
    WorkerPool& answering;    ///< runs the handler for requests that only read
    WorkerPool& changing;     ///< runs it for the others
    WorkerPool& transferring; ///< moves bytes from and to disk, and takes what is sent from its source
    bool is_stopping{};
    std::uint64_t requests{};             ///< so far
    std::string run{};                    ///< differs between two runs of the program, so that ids do
    std::atomic<std::uint64_t> spooled{}; ///< bodies that went to disk
};

/// One request with its answer.
struct Exchange {
    RequestHead head{};
    HttpAnswer answer{};
    std::chrono::steady_clock::time_point began{};
    std::uint64_t sent{}; ///< bytes, head included
    bool is_known{};      ///< the request's head was read
    bool has_answered{};  ///< a status was sent
    bool must_close{};    ///< nobody knows where the next request would start
    bool is_packed{};     ///< with gzip
    bool may_be_packed{}; ///< for a client that takes it
};

} // namespace muster
