#pragma once

#include "base/bytes.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace muster {

/// A file without a name, which goes with this value whatever happens to the program. One thread writes; once it is done, any may read.
class TemporaryFile final : public ByteSource {
public:
    /// `folder` is where it lies; empty: TMPDIR, or else /tmp. `purpose` begins the sentence of every error, "The archive cannot be
    /// unpacked". Errors: unavailable when the disk is full or fails, denied or not_found when the folder cannot be used.
    static Result<std::shared_ptr<TemporaryFile>> create(std::string folder, std::string purpose);
    TemporaryFile(int descriptor, std::string folder, std::string purpose);
    ~TemporaryFile() override;

    /// Appends. Errors as of create.
    Result<void> write(std::string_view bytes);
    Result<std::size_t> read_at(std::uint64_t offset, std::span<char> into) const override;
    std::uint64_t size() const override { return size_; }

private:
    int descriptor_;
    std::string folder_;
    std::string purpose_;
    std::uint64_t size_{};
};

} // namespace muster
