#include "store/sqlite/file_blobs.hpp"

#include "base/file.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace muster::sqlite {

namespace {

/// Names are the program's own, but they become paths: only [a-z-]+ does.
bool is_name(std::string const& name)
{
    return !name.empty() &&
           std::all_of(name.begin(), name.end(), [](char letter) { return (letter >= 'a' && letter <= 'z') || letter == '-'; });
}

Result<void> removed(std::error_code const& code, std::string const& path)
{
    if (!code) { return {}; }
    return Error{ErrorKind::unavailable, "BLOB_NOT_REMOVED", "The file " + path + " cannot be removed: " + code.message() + "."};
}

} // namespace

Result<std::string> FileBlobs::path_of(ImportId import, std::string const& name) const
{
    if (is_name(name)) { return folder_of(import) + '/' + name; }
    return Error{ErrorKind::internal, "BLOB_NAME", "A blob's name may only have small letters and hyphens."};
}

Result<void> FileBlobs::writable() const
{
    if (access_ == Store::Access::write) { return {}; }
    return Error{ErrorKind::denied, "STORE_READ_ONLY", "The store was opened for reading only."};
}

Result<std::unique_ptr<ByteSink>> FileBlobs::create(ImportId import, std::string const& name)
{
    TRY(writable());
    TRY_ASSIGN(std::string const path, path_of(import, name));
    TRY(make_folder(folder_of(import), 0700));
    return create_file(path, 0600);
}

Result<std::shared_ptr<ByteSource const>> FileBlobs::open(ImportId import, std::string const& name)
{
    TRY_ASSIGN(std::string const path, path_of(import, name));
    TRY_ASSIGN(std::unique_ptr<ByteSource> source, open_file(path));
    return std::shared_ptr<ByteSource const>{std::move(source)};
}

Result<void> FileBlobs::remove(ImportId import, std::string const& name)
{
    TRY(writable());
    TRY_ASSIGN(std::string const path, path_of(import, name));
    std::error_code code;
    std::filesystem::remove(path, code);
    return removed(code, path);
}

Result<void> FileBlobs::remove_all(ImportId import)
{
    TRY(writable());
    std::error_code code;
    std::filesystem::remove_all(folder_of(import), code);
    return removed(code, folder_of(import));
}

} // namespace muster::sqlite
