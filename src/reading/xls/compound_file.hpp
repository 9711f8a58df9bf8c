#pragma once

#include "base/bytes.hpp"
#include "reading/xls/sector_chain.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// A compound file (MS-CFB, versions 3 and 4): a small file system in sectors. Only the streams of the root storage are seen, because
/// embedded documents bring storages with streams of the same names. No sector number, chain or length of the file is trusted: each is
/// checked against the file's real size, a chain that comes back to itself is an Error, and memory stays below 1/60 of the file's size
/// and 8 MiB. Immutable once opened, safe from several threads.
class CompoundFile {
public:
    /// Whether the file's first bytes are those of a compound file.
    static bool begins(std::string_view head);
    /// Reads header, sector tables and directory. Error: unreadable.
    static Result<std::unique_ptr<CompoundFile>> open(std::shared_ptr<ByteSource const> file);

    /// Whether the root storage has a stream of this name; ASCII case does not matter.
    bool holds(std::string_view name) const { return find(name) != nullptr; }
    /// The stream's bytes, which live on their own. A chain that ends before the declared size ends the stream. Errors: unreadable (the
    /// chain is damaged or leaves the file), not_found.
    Result<std::shared_ptr<ByteSource const>> stream(std::string_view name) const;

private:
    struct Entry {
        std::string name{}; ///< in small ASCII letters, others as '?'
        std::uint8_t type{};
        std::uint32_t left{}, right{}, child{};
        std::uint32_t first_sector{};
        std::uint64_t size{};
        bool in_root{};
    };
    class Opening;

    explicit CompoundFile(std::shared_ptr<ByteSource const> file) : file_{std::move(file)} {}
    SectorPlan sectors() const;
    Result<std::shared_ptr<ByteSource const>> mini_stream(Entry const& entry) const;
    Entry const* find(std::string_view name) const;

    std::shared_ptr<ByteSource const> file_;
    std::uint32_t sector_shift_{};
    std::uint32_t mini_shift_{};
    std::uint32_t mini_cutoff_{}; ///< smaller streams lie in the mini stream
    std::uint32_t mini_table_{};  ///< first sector of its table
    std::vector<std::uint32_t> next_sector_{};
    std::vector<Entry> entries_{};
};

} // namespace muster
