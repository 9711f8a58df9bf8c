#include "reading/xls/sector_chain.hpp"

#include "reading/xls/workbook_damage.hpp"

#include <algorithm>

namespace muster {

namespace {

constexpr std::uint32_t end_of_chain = 0xFFFFFFFE;

std::vector<Extent>::const_iterator extent_at(std::vector<Extent> const& extents, std::uint64_t at)
{
    auto const behind = std::upper_bound(extents.begin(), extents.end(), at, [](std::uint64_t a, Extent const& b) { return a < b.at; });
    return behind == extents.begin() ? extents.end() : behind - 1;
}

class ExtentSource final : public ByteSource {
public:
    ExtentSource(std::shared_ptr<ByteSource const> file, std::vector<Extent> extents)
        : file_{std::move(file)}, extents_{std::move(extents)}, size_{size_of(extents_)}
    {
    }

    Result<std::size_t> read_at(std::uint64_t offset, std::span<char> into) const override
    {
        std::size_t done = 0;
        for (auto extent = extent_at(extents_, offset); extent != extents_.end() && done < into.size(); ++extent) {
            std::uint64_t const within = offset + done - extent->at;
            if (within >= extent->length) { break; }
            auto const wanted = static_cast<std::size_t>(std::min<std::uint64_t>(extent->length - within, into.size() - done));
            TRY_ASSIGN(std::size_t const got, file_->read_at(extent->place + within, into.subspan(done, wanted)));
            done += got;
            if (got < wanted) { break; }
        }
        return done;
    }
    std::uint64_t size() const override { return size_; }

private:
    std::shared_ptr<ByteSource const> file_;
    std::vector<Extent> extents_;
    std::uint64_t size_;
};

void append(std::vector<Extent>& extents, std::uint64_t place, std::uint64_t length)
{
    if (!extents.empty() && extents.back().place + extents.back().length == place) {
        extents.back().length += length;
    } else {
        extents.push_back({size_of(extents), place, length});
    }
}

} // namespace

Result<std::vector<Extent>> follow_chain(SectorPlan const& plan, std::uint32_t first, std::uint64_t size)
{
    std::vector<Extent> extents;
    std::vector<bool> seen(plan.next.size());
    std::uint64_t const sector_size = std::uint64_t{1} << plan.shift;
    std::uint64_t left = size;
    for (std::uint32_t sector = first; left > 0 && sector != end_of_chain; sector = plan.next[sector]) {
        if (sector >= plan.next.size()) { return damaged_workbook("a part of it lies outside the file, which may be cut off"); }
        if (seen[sector]) { return damaged_workbook("its parts are chained in a circle"); }
        seen[sector] = true;
        std::uint64_t const place = plan.first_place + (std::uint64_t{sector} << plan.shift);
        std::uint64_t const length = std::min(left, sector_size);
        if (place + length > plan.end) { return damaged_workbook("its end is missing"); }
        append(extents, place, length);
        left -= length;
    }
    return extents;
}

Result<std::vector<Extent>> through(std::vector<Extent> const& pieces, std::vector<Extent> const& holder)
{
    std::vector<Extent> extents;
    for (Extent const& piece : pieces) {
        std::uint64_t done = 0;
        for (auto extent = extent_at(holder, piece.place); extent != holder.end() && done < piece.length; ++extent) {
            std::uint64_t const within = piece.place + done - extent->at;
            if (within >= extent->length) { break; }
            std::uint64_t const length = std::min(extent->length - within, piece.length - done);
            append(extents, extent->place + within, length);
            done += length;
        }
        if (done < piece.length) { return damaged_workbook("its end is missing"); }
    }
    return extents;
}

std::shared_ptr<ByteSource const> stream_of(std::shared_ptr<ByteSource const> file, std::vector<Extent> extents)
{
    return std::make_shared<ExtentSource>(std::move(file), std::move(extents));
}

} // namespace muster
