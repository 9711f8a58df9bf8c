#pragma once

#include "base/temporary_file.hpp"
#include "http/message.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace muster {

/// Where a body goes while it arrives: memory at first, a file from http_memory_body on. One thread at a time.
class BodyKeeper {
public:
    explicit BodyKeeper(std::string folder) : folder_{std::move(folder)} {}

    /// The next bytes are appended here by whoever decodes them.
    std::string& piece() { return piece_; }
    /// Bytes so far.
    std::uint64_t size() const { return (file_ ? file_->size() : 0) + piece_.size(); }
    /// Whether store() is due: it writes to disk and so is not for the network's thread.
    bool is_full() const { return piece_.size() > (file_ ? written_at_once : http_memory_body); }
    /// Writes what is in piece() to the file. Errors as of TemporaryFile.
    Result<void> store();
    /// Whether the body is on disk, so that the last piece has to be stored as well.
    bool is_on_disk() const { return file_ != nullptr; }
    /// The whole body; everything is stored when it is on disk.
    HttpBody take();

private:
    static constexpr std::size_t written_at_once = std::size_t{128} * 1'024;
    std::string folder_;
    std::string piece_{};
    std::shared_ptr<TemporaryFile> file_{};
};

} // namespace muster
