#pragma once

#include "reading/xlsx/package.hpp"
#include "reading/xlsx/part_scanner.hpp"
#include "reading/xlsx/xlsx_workbook.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// The texts that cells name by number (ECMA-376 part 1, 18.4.9, sst), in one arena. Immutable once read.
class SharedTexts {
public:
    /// Reads them from a part. Errors: unreadable, too_large (more than 4 GiB).
    static Result<SharedTexts> read(Package const& package, std::string const& part, XmlMachine machine, WindowSize window = {});

    std::size_t size() const { return ends_.size(); }
    std::string_view operator[](std::size_t number) const
    {
        std::size_t const begin = number == 0 ? 0 : ends_[number - 1];
        return {arena_.data() + begin, ends_[number] - begin};
    }

private:
    class Listener;
    /// False when the scanner met something that needs the parser.
    Result<bool> scan(std::unique_ptr<ZipStream> stream, WindowSize size);
    /// The string at the window's place.
    Result<Scan> scan_text(PartWindow& window);
    Result<void> end_text();
    void clear();

    std::string arena_{};
    std::vector<std::uint32_t> ends_{};
};

} // namespace muster
