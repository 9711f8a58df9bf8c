#pragma once

#include "base/bytes.hpp"
#include "base/date.hpp"
#include "base/number.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// An upload that comes in pieces.
struct ResumableUpload {
    std::string token{}; ///< what its address ends with; cannot be guessed
    AccountId account{};
    std::string name{}; ///< the file's
    std::uint64_t length{};
    std::uint64_t offset{}; ///< bytes that are here, durably
    Instant expires{};
    ImportId import{}; ///< what came out of it; 0: not taken in yet
    bool is_complete() const { return offset == length; }
};

/// Uploads in pieces, kept as files of a folder: what was acknowledged is still there after a crash. Any thread; one program per folder.
class ResumableUploads {
public:
    static constexpr std::size_t token_length = 43;
    static constexpr std::int64_t kept_hours = 24;     ///< after the last piece
    static constexpr std::size_t most_unfinished = 50; ///< of one account

    /// Makes the folder when it is not there. Errors as make_folder.
    static Result<std::shared_ptr<ResumableUploads>> open(std::string folder, std::function<Instant()> clock);
    ResumableUploads(std::string folder, std::function<Instant()> clock) : folder_{std::move(folder)}, clock_{std::move(clock)} {}

    /// Error too_often UPLOADS_TOO_MANY. Removes what has expired first.
    Result<ResumableUpload> create(AccountId account, std::string const& name, std::uint64_t length);
    /// Error not_found UPLOAD_NOT_FOUND: there is none, it has expired or is another account's.
    Result<ResumableUpload> find(AccountId account, std::string const& token) const;
    /// Errors: conflict OFFSET_WRONG; too_large UPLOAD_TOO_LONG; as find.
    Result<ResumableUpload> append(AccountId account, std::string const& token, std::uint64_t offset, ByteSource const& piece);
    /// Hands the bytes of a complete upload over, once: afterwards they are gone, and the import that `take` gives is kept. When it fails
    /// with something that will not pass the upload goes.
    using Take = std::function<Result<ImportId>(std::shared_ptr<ByteSource const>)>;
    Result<ResumableUpload> complete(AccountId account, std::string const& token, Take const& take);
    Result<void> remove(AccountId account, std::string const& token);
    /// Gives how many went.
    Result<std::int64_t> expire();

private:
    std::string bytes_path(std::string const& token) const { return folder_ + "/" + token + ".part"; }
    std::string state_path(std::string const& token) const { return folder_ + "/" + token + ".json"; }
    Result<std::optional<ResumableUpload>> load(std::string const& token) const;
    Result<void> save(ResumableUpload const& upload) const;
    Result<std::vector<ResumableUpload>> all() const;
    void erase(std::string const& token) const;
    std::unique_lock<std::mutex> hold(std::string const& token) const;

    std::string folder_;
    std::function<Instant()> clock_;
    mutable std::array<std::mutex, 16> holds_{};
    std::mutex creating_{};
};

} // namespace muster
