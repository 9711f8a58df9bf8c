#include "reading/text_stream.hpp"

#include <algorithm>
#include <span>

namespace muster {

namespace {
constexpr char control_z = 0x1A;
}

Result<TextStream> TextStream::open(std::shared_ptr<ByteSource const> file, Encoding const& encoding, std::size_t window)
{
    TextStream stream;
    TRY_ASSIGN(stream.decoder_, Decoder::create(encoding.name));
    stream.file_ = std::move(file);
    stream.offset_ = encoding.byte_order_mark;
    stream.window_ = window;
    stream.verified_ = encoding.verified;
    return stream;
}

Result<void> TextStream::read_chunk()
{
    std::string& into = verified_ ? text_ : bytes_;
    std::size_t const before = verified_ ? text_.size() : 0;
    into.resize(before + window_);
    TRY_ASSIGN(std::size_t const got, file_->read_at(offset_, std::span{into}.subspan(before)));
    into.resize(before + got);
    offset_ += got;
    if (!verified_) { decoder_->decode(bytes_, text_, faults_); }
    if (got > 0 && offset_ < file_->size()) { return {}; }
    at_end_ = true;
    if (!verified_) { decoder_->finish(text_, faults_); }
    while (text_.size() > begin_ && text_.back() == control_z) { text_.pop_back(); }
    return {};
}

Result<void> TextStream::read_more()
{
    text_.erase(0, begin_);
    faults_.erase(faults_.begin(), faults_.begin() + static_cast<std::ptrdiff_t>(next_fault_));
    for (std::size_t& fault : faults_) { fault -= begin_; }
    next_fault_ = 0;
    begin_ = 0;
    std::size_t const before = text_.size();
    while (!at_end_ && text_.size() == before) { TRY(read_chunk()); }
    return {};
}

bool TextStream::pass_faults(std::size_t from, std::size_t to)
{
    bool found = false;
    while (next_fault_ < faults_.size() && faults_[next_fault_] < to) {
        found = found || faults_[next_fault_] >= from;
        ++next_fault_;
    }
    return found;
}

} // namespace muster
