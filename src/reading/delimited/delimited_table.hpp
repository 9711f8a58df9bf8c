#pragma once

#include "reading/delimited/tokenizer.hpp"
#include "reading/table.hpp"

#include <memory>
#include <string>
#include <vector>

namespace muster {

/// How a delimited file is opened; tests choose a tiny window and the plain machine.
struct DelimitedWay {
    std::size_t window{standard_window};
    Machine machine{Machine::indexed};
};

/// open_table() for text files.
Result<std::unique_ptr<Table>> open_delimited(std::shared_ptr<ByteSource const> file, ReadingChoices const& choices,
                                              std::vector<std::string> const& named_titles, DelimitedWay way = {});

} // namespace muster
