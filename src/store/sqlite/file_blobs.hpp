#pragma once

#include "store/store.hpp"

#include <string>

namespace muster::sqlite {

/// Blobs as files: <folder>/<import>/<name>. Safe from any thread.
class FileBlobs final : public Blobs {
public:
    FileBlobs(std::string folder, Store::Access access) : folder_{std::move(folder)}, access_{access} {}
    Result<std::unique_ptr<ByteSink>> create(ImportId import, std::string const& name) override;
    Result<std::shared_ptr<ByteSource const>> open(ImportId import, std::string const& name) override;
    Result<void> remove(ImportId import, std::string const& name) override;
    Result<void> remove_all(ImportId import) override;

private:
    std::string folder_of(ImportId import) const { return folder_ + '/' + std::to_string(import.value); }
    Result<std::string> path_of(ImportId import, std::string const& name) const;
    Result<void> writable() const;

    std::string folder_;
    Store::Access access_;
};

} // namespace muster::sqlite
