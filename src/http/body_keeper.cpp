#include "http/body_keeper.hpp"

#include "base/assert.hpp"

namespace muster {

Result<void> BodyKeeper::store()
{
    if (!file_) { TRY_ASSIGN(file_, TemporaryFile::create(folder_, "The request's body cannot be kept")); }
    TRY(file_->write(piece_));
    piece_.clear();
    return {};
}

HttpBody BodyKeeper::take()
{
    std::uint64_t const whole = size();
    if (!file_) { return {std::move(piece_), nullptr, whole}; }
    MUSTER_ASSERT(piece_.empty());
    return {{}, std::move(file_), whole};
}

} // namespace muster
