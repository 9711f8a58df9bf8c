#pragma once

#include "reading/xls/continued_body.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// The texts that cells of BIFF8 name by number (SST record, MS-XLS 2.4.265), in one arena. Immutable once read.
class SharedStrings {
public:
    /// Reads an SST record with its CONTINUEs. A count larger than the texts that stand there is not believed. Errors: unreadable,
    /// too_large (more than 4 GiB).
    static Result<SharedStrings> read(RecordStream& records, Record const& record);

    std::size_t size() const { return ends_.size(); }
    std::string_view operator[](std::size_t number) const
    {
        std::size_t const begin = number == 0 ? 0 : ends_[number - 1];
        return std::string_view{arena_}.substr(begin, ends_[number] - begin);
    }

private:
    std::string arena_{};
    std::vector<std::uint32_t> ends_{};
};

} // namespace muster
