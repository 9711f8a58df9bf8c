#include "mapping/problem_file.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <cstring>
#include <tuple>
#include <type_traits>
#include <utility>

namespace muster {

namespace {

/// Written in one call: enough that calls do not count, little enough to keep beside every import.
constexpr std::size_t buffer_size = std::size_t{64} * 1'024;

// A problem on disk, little endian: row number 8 bytes, code 1, column 4, length of the value 2, then the value.
constexpr std::size_t head_size = 8 + 1 + 4 + 2;

template <class Whole>
void append_whole(std::string& into, Whole value)
{
    for (std::size_t i = 0; i < sizeof(Whole); ++i) { into.push_back(static_cast<char>((value >> (8 * i)) & 0xFF)); }
}

template <class Whole>
Whole take_whole(std::string_view& from)
{
    Whole value{};
    for (std::size_t i = 0; i < sizeof(Whole); ++i) {
        value = static_cast<Whole>(value | static_cast<Whole>(static_cast<Whole>(static_cast<unsigned char>(from[i])) << (8 * i)));
    }
    from.remove_prefix(sizeof(Whole));
    return value;
}

/// At most `limit` bytes, cut between code points.
std::string_view cut(std::string_view text, std::size_t limit)
{
    if (text.size() <= limit) { return text; }
    std::size_t end = limit;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) { --end; }
    return text.substr(0, end);
}

Error damaged()
{
    return {ErrorKind::internal, "PROBLEMS_DAMAGED",
            "The list of this import's problems is damaged. Discard the import and analyse the file again."};
}

} // namespace

Result<void> ProblemWriter::add(RowNumber row, ProblemCode code, std::uint32_t column, std::string_view value)
{
    std::string_view const kept = cut(value, value_limit);
    append_whole(buffer_, static_cast<std::uint64_t>(row.value));
    append_whole(buffer_, static_cast<std::uint8_t>(code));
    append_whole(buffer_, column);
    append_whole(buffer_, static_cast<std::uint16_t>(kept.size()));
    buffer_.append(kept);
    return buffer_.size() < buffer_size ? Result<void>{} : flush();
}

Result<void> ProblemWriter::flush()
{
    if (buffer_.empty()) { return {}; }
    TRY(sink_.write(buffer_));
    buffer_.clear();
    return {};
}

Result<bool> ProblemReader::next(StoredProblem& into)
{
    // whether as many bytes stand in the window from at_ on, after reading more where they do not
    auto const ensure = [&](std::size_t wanted) -> Result<bool> {
        if (window_.size() - at_ >= wanted) { return true; }
        window_.erase(0, at_);
        at_ = 0;
        std::size_t const had = window_.size();
        window_.resize(had + buffer_size);
        TRY_ASSIGN(std::size_t const got, source_->read_at(offset_, {window_.data() + had, buffer_size}));
        offset_ += got;
        window_.resize(had + got);
        return window_.size() >= wanted;
    };
    TRY_ASSIGN(bool const has_head, ensure(head_size));
    if (!has_head) {
        if (window_.size() == at_) { return false; }
        return damaged();
    }
    std::string_view head = std::string_view{window_}.substr(at_, head_size);
    into.row = RowNumber{static_cast<std::int64_t>(take_whole<std::uint64_t>(head))};
    into.code = static_cast<ProblemCode>(take_whole<std::uint8_t>(head));
    into.column = take_whole<std::uint32_t>(head);
    std::size_t const length = take_whole<std::uint16_t>(head);
    bool const sound = into.row.value > 0 && length <= ProblemWriter::value_limit && name_of(into.code) != name_of(ProblemCode::none);
    TRY_ASSIGN(bool const has_value, ensure(head_size + length));
    if (!sound || !has_value) { return damaged(); }
    into.value.assign(window_, at_ + head_size, length);
    at_ += head_size + length;
    return true;
}

void ProblemTally::add(RowNumber row, ProblemCode code, std::uint32_t column, std::string_view value)
{
    auto place =
        std::find_if(groups_.begin(), groups_.end(), [&](Group const& group) { return group.code == code && group.column == column; });
    if (place == groups_.end()) { place = groups_.insert(groups_.end(), Group{code, column, 0, {}}); }
    ++place->count;
    if (place->examples.size() < examples_kept) { place->examples.push_back({row, std::string{cut(value, ProblemWriter::value_limit)}}); }
}

void ProblemTally::add(Group const& group)
{
    auto const place = std::find_if(groups_.begin(), groups_.end(),
                                    [&](Group const& known) { return known.code == group.code && known.column == group.column; });
    if (place == groups_.end()) {
        groups_.push_back(group);
        return;
    }
    place->count += group.count;
    place->examples.insert(place->examples.end(), group.examples.begin(), group.examples.end());
    std::stable_sort(place->examples.begin(), place->examples.end(), [](Example const& a, Example const& b) { return a.row < b.row; });
    if (place->examples.size() > examples_kept) { place->examples.resize(examples_kept); }
}

std::vector<ProblemTally::Group> ProblemTally::groups() const
{
    std::vector<Group> sorted = groups_;
    auto const key = [](Group const& group) { return std::tuple{is_warning(group.code), -group.count, group.column, group.code}; };
    std::sort(sorted.begin(), sorted.end(), [&](Group const& a, Group const& b) { return key(a) < key(b); });
    return sorted;
}

} // namespace muster
