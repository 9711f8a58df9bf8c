#include "store/sqlite/gathering_files.hpp"

#include <cstring>
#include <memory>
#include <new>

#include <sqlite3.h>

namespace muster::sqlite {

namespace {

/// Bytes gathered at most: SQLite's own way writes less than 128 KB in one call, and tells a full disk when it is given more.
constexpr std::size_t room = 120 * 1'024;

/// A file of SQLite's with another one of the system's behind it in memory, which is where SQLite has made room for both.
struct GatheringFile : sqlite3_file {
    std::unique_ptr<char[]> gathered; // NOLINT(modernize-avoid-c-arrays): made without an exception; with the first write
    std::size_t size;
    sqlite3_int64 start;

    sqlite3_file* inner() { return reinterpret_cast<sqlite3_file*>(this + 1); } // NOLINT: see above
    sqlite3_int64 end() const { return start + static_cast<sqlite3_int64>(size); }
    bool meets(sqlite3_int64 from, int length) const { return size > 0 && from < end() && from + length > start; }
    int pass_on()
    {
        if (size == 0) { return SQLITE_OK; }
        int const code = inner()->pMethods->xWrite(inner(), gathered.get(), static_cast<int>(size), start);
        size = 0; // after an error, too: SQLite takes back what it was part of
        return code;
    }
};

GatheringFile* of(sqlite3_file* file) { return static_cast<GatheringFile*>(file); }

/// Passes on what is gathered, then lets the system do what was asked for.
template <auto method, class... Arguments>
int pass_on_and(sqlite3_file* file, Arguments... arguments) noexcept
{
    int const code = of(file)->pass_on();
    sqlite3_file* const inner = of(file)->inner();
    return code != SQLITE_OK ? code : (inner->pMethods->*method)(inner, arguments...);
}

int close(sqlite3_file* file) noexcept
{
    GatheringFile* const own = of(file);
    int const passed = own->pass_on();
    int const closed = own->inner()->pMethods->xClose(own->inner());
    own->~GatheringFile();
    return passed != SQLITE_OK ? passed : closed;
}

int read(sqlite3_file* file, void* into, int length, sqlite3_int64 from) noexcept
{
    GatheringFile* const own = of(file);
    if (own->meets(from, length)) {
        if (int const code = own->pass_on(); code != SQLITE_OK) { return code; }
    }
    return own->inner()->pMethods->xRead(own->inner(), into, length, from);
}

int write(sqlite3_file* file, void const* bytes, int length, sqlite3_int64 to) noexcept
{
    GatheringFile* const own = of(file);
    auto const count = static_cast<std::size_t>(length);
    if (own->size > 0 && (to != own->end() || own->size + count > room)) {
        if (int const code = own->pass_on(); code != SQLITE_OK) { return code; }
    }
    if (!own->gathered) { own->gathered.reset(new (std::nothrow) char[room]); }
    if (!own->gathered || count > room) { return own->inner()->pMethods->xWrite(own->inner(), bytes, length, to); }
    if (own->size == 0) { own->start = to; }
    std::memcpy(own->gathered.get() + own->size, bytes, count);
    own->size += count;
    return SQLITE_OK;
}

int sector_size(sqlite3_file* file) noexcept { return of(file)->inner()->pMethods->xSectorSize(of(file)->inner()); }

int device_characteristics(sqlite3_file* file) noexcept { return of(file)->inner()->pMethods->xDeviceCharacteristics(of(file)->inner()); }

sqlite3_io_methods make_methods() noexcept
{
    using Methods = sqlite3_io_methods;
    Methods methods{};
    methods.iVersion = 1; // the log's shared memory is the database file's, and mapped files would pass what is gathered by
    methods.xClose = close;
    methods.xRead = read;
    methods.xWrite = write;
    methods.xTruncate = pass_on_and<&Methods::xTruncate, sqlite3_int64>;
    methods.xSync = pass_on_and<&Methods::xSync, int>;
    methods.xFileSize = pass_on_and<&Methods::xFileSize, sqlite3_int64*>;
    methods.xLock = pass_on_and<&Methods::xLock, int>;
    methods.xUnlock = pass_on_and<&Methods::xUnlock, int>;
    methods.xCheckReservedLock = pass_on_and<&Methods::xCheckReservedLock, int*>;
    methods.xFileControl = pass_on_and<&Methods::xFileControl, int, void*>;
    methods.xSectorSize = sector_size;
    methods.xDeviceCharacteristics = device_characteristics;
    return methods;
}

/// SQLite gives room for vfs->szOsFile bytes. Everything but the log is opened in the system's own way (gathering_files.hpp says why).
int open(sqlite3_vfs* vfs, char const* path, sqlite3_file* file, int flags, int* got) noexcept
{
    static sqlite3_io_methods const methods = make_methods();
    auto* const system = static_cast<sqlite3_vfs*>(vfs->pAppData);
    if ((flags & SQLITE_OPEN_WAL) == 0) { return system->xOpen(system, path, file, flags, got); }
    auto* const own = new (file) GatheringFile{};
    own->inner()->pMethods = nullptr;
    int const code = system->xOpen(system, path, own->inner(), flags, got);
    if (code != SQLITE_OK) { return code; }
    own->pMethods = &methods;
    return SQLITE_OK;
}

sqlite3_vfs make_files(sqlite3_vfs& system) noexcept
{
    sqlite3_vfs files = system; // its other calls do not ask whose they are
    files.szOsFile += static_cast<int>(sizeof(GatheringFile));
    files.zName = "muster_gathering";
    files.pAppData = &system;
    files.xOpen = open;
    files.pNext = nullptr;
    return files;
}

} // namespace

char const* gathering_files() noexcept
{
    static sqlite3_vfs* const system = sqlite3_vfs_find(nullptr);
    if (system == nullptr) { return nullptr; }
    static sqlite3_vfs files = make_files(*system);
    static bool const registered = sqlite3_vfs_register(&files, 0) == SQLITE_OK;
    return registered ? files.zName : nullptr;
}

} // namespace muster::sqlite
