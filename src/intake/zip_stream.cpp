#include "intake/zip_stream.hpp"

#include "intake/inflater.hpp"
#include "intake/zip_directory.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace muster {

namespace {

/// Bytes of input at a time: few calls of the system, and within a core's cache.
constexpr std::size_t piece_size = std::size_t{256} << 10;

/// Packed bytes of one entry, in order.
class PackedBytes {
public:
    PackedBytes(std::shared_ptr<ByteSource const> file, std::uint64_t begin, std::uint64_t size)
        : file_{std::move(file)}, at_{begin}, left_{size}
    {
    }

    std::uint64_t left() const { return left_; }
    /// The next bytes, as many as fit and are left; fewer when the file has become shorter.
    Result<std::size_t> read(std::span<char> into)
    {
        auto const wanted = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), left_));
        TRY_ASSIGN(std::size_t const got, file_->read_at(at_, into.first(wanted)));
        at_ += got;
        left_ -= got;
        return got;
    }

private:
    std::shared_ptr<ByteSource const> file_;
    std::uint64_t at_;
    std::uint64_t left_;
};

/// What both methods share: the size and checksum that the directory declares.
class CheckedStream : public ZipStream {
public:
    explicit CheckedStream(ZipEntry const& entry) : subject_{subject_of(entry)}, left_{entry.unpacked}, expected_{entry.checksum} {}

    Result<std::size_t> read(std::span<char> into) final
    {
        if (failure_) { return *failure_; }
        auto got = next(into.first(static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), left_))));
        if (!got) { failure_ = got.error(); }
        return got;
    }

protected:
    /// Fills `into`; fewer bytes only when there are no more.
    virtual Result<std::size_t> unpack(std::span<char> into) = 0;
    /// Called once when everything declared has been given: fails when there is more.
    virtual Result<void> finish() = 0;

    Error damaged(std::string_view why) const { return damaged_archive(subject_, why); }

private:
    /// The end is checked together with the last bytes, so that nobody takes them for right who does not ask again.
    Result<std::size_t> next(std::span<char> into)
    {
        TRY_ASSIGN(std::size_t const got, unpack(into));
        if (got < into.size()) { return damaged("it is shorter than the archive's directory says"); }
        checksum_ = checksum_after(checksum_, std::string_view{into.data(), got});
        left_ -= got;
        if (left_ == 0 && !std::exchange(finished_, true)) {
            TRY(finish());
            if (checksum_ != expected_) { return damaged("its checksum is wrong"); }
        }
        return got;
    }

    std::string subject_;
    std::uint64_t left_;
    std::uint32_t expected_;
    std::uint32_t checksum_{};
    bool finished_{};
    std::optional<Error> failure_;
};

class StoredStream final : public CheckedStream {
public:
    StoredStream(ZipEntry const& entry, PackedBytes bytes) : CheckedStream{entry}, bytes_{std::move(bytes)} {}

private:
    Result<std::size_t> unpack(std::span<char> into) override { return bytes_.read(into); }
    Result<void> finish() override { return {}; }

    PackedBytes bytes_;
};

class DeflatedStream final : public CheckedStream {
public:
    DeflatedStream(ZipEntry const& entry, PackedBytes bytes)
        : CheckedStream{entry},
          bytes_{std::move(bytes)},
          piece_(static_cast<std::size_t>(std::min<std::uint64_t>(piece_size, bytes_.left())), '\0')
    {
    }

private:
    Result<std::size_t> unpack(std::span<char> into) override
    {
        std::size_t filled = 0;
        while (filled < into.size() && !finished_) {
            if (rest_.empty() && bytes_.left() > 0) { TRY(refill()); }
            Inflater::Step const step = inflater_.step(rest_, into.subspan(filled));
            if (step.damaged) { return damaged("its packed bytes make no sense"); }
            rest_.remove_prefix(step.taken);
            filled += step.given;
            finished_ = step.finished;
            if (step.taken == 0 && step.given == 0 && !step.finished) { return damaged("its packed bytes end too early"); }
        }
        return filled;
    }

    Result<void> finish() override
    {
        char one_more = 0;
        TRY_ASSIGN(std::size_t const got, unpack(std::span{&one_more, 1}));
        if (got > 0) { return damaged("it is longer than the archive's directory says"); }
        return {};
    }

    Result<void> refill()
    {
        TRY_ASSIGN(std::size_t const got, bytes_.read(piece_));
        if (got == 0) { return damaged("its packed bytes end too early"); }
        rest_ = std::string_view{piece_}.substr(0, got);
        return {};
    }

    PackedBytes bytes_;
    std::string piece_;
    std::string_view rest_; ///< of the piece, not yet given to the inflater
    Inflater inflater_;
    bool finished_{};
};

} // namespace

std::unique_ptr<ZipStream> make_zip_stream(std::shared_ptr<ByteSource const> file, ZipEntry const& entry, std::uint64_t begin)
{
    PackedBytes bytes{std::move(file), begin, entry.packed};
    if (entry.method == zip_stored) { return std::make_unique<StoredStream>(entry, std::move(bytes)); }
    return std::make_unique<DeflatedStream>(entry, std::move(bytes));
}

} // namespace muster
