#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sys/types.h>

namespace muster::fault {

/// What a power cut leaves of the changes that no sync has made safe.
enum class Survival : std::uint8_t {
    nothing, ///< all of them are lost
    some,    ///< a drive wrote some pieces and not others, a file system the first names of a folder and not the later ones
};

/// Remembers about every changed file what the last sync made safe, and about every folder which names are not safe yet, as POSIX
/// promises it and no more: a file's sync keeps its bytes, a folder's sync the names in it. The files must all have been safe when
/// remembering began. Not safe from several threads: the caller locks.
class Disk {
public:
    /// Before a change of an open file's bytes or size.
    void will_change(int file);
    void wrote(int file, off_t offset, std::string_view bytes);
    void resized(int file, off_t size);
    /// After a sync of a file or folder.
    void synced(int file, std::string const& path);

    void made_file(std::string const& path);
    void made_folder(std::string const& path);
    /// Before the removal of a file: the bytes are kept until its folder is synced.
    void will_remove_file(std::string const& path);
    void removed_folder(std::string const& path);
    /// Before a renaming within one folder; what stands at `to` is kept like a removed file.
    void will_rename(std::string const& from, std::string const& to);

    /// Puts the files into the state in which the power cut leaves them. Nothing may change them any more.
    void lose_power(Survival survival, std::uint64_t seed);

private:
    using Inode = std::pair<dev_t, ino_t>;
    /// Bytes written, or a new size where there are none.
    struct Step {
        off_t offset{};
        std::string bytes{};
        bool is_size{};
    };
    struct Unsafe {
        int file{-1}; ///< open for writing until the end, so that the inode stays
        std::string synced{};
        std::vector<Step> steps{};
    };
    struct Name {
        enum class Kind : std::uint8_t { file_made, folder_made, file_removed, folder_removed, renamed } kind{};
        std::string path{};
        std::string to{}; ///< of renamed
        int victim{-1};   ///< the removed or replaced file
    };

    void take_back(Name const& name) const;

    std::map<Inode, Unsafe> files_{};
    std::vector<Name> names_{}; ///< oldest first
};

} // namespace muster::fault
