#pragma once

#include "base/bytes.hpp"
#include "base/problem.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// The problems of single cells and rows of one import, on disk in the file's order (row number, code, column index, raw value of at
/// most value_limit bytes), so that rows and outcome files are explained without reading the upload again.
class ProblemWriter {
public:
    static constexpr std::size_t value_limit = 1'024;
    explicit ProblemWriter(ByteSink& sink) : sink_{sink} {}
    Result<void> add(RowNumber row, ProblemCode code, std::uint32_t column, std::string_view value);
    /// The sink stays the caller's to finish.
    Result<void> flush();

private:
    ByteSink& sink_;
    std::string buffer_{};
};

struct StoredProblem {
    RowNumber row{};
    ProblemCode code{ProblemCode::none};
    std::uint32_t column{}; ///< CellProblem::no_column: the row
    std::string value{};
};

/// Reads them back in order. One thread. Error internal PROBLEMS_DAMAGED.
class ProblemReader {
public:
    explicit ProblemReader(std::shared_ptr<ByteSource const> source) : source_{std::move(source)} {}
    /// False at the end.
    Result<bool> next(StoredProblem& into);

private:
    std::shared_ptr<ByteSource const> source_;
    std::uint64_t offset_{};
    std::string window_{};
    std::size_t at_{};
};

/// Problems grouped by code and column with counts and the first examples: what a person reads first. One thread.
class ProblemTally {
public:
    static constexpr std::size_t examples_kept = 5;
    struct Example {
        RowNumber row{};
        std::string value{};
    };
    struct Group {
        ProblemCode code{};
        std::uint32_t column{};
        std::int64_t count{};
        std::vector<Example> examples{};
    };
    void add(RowNumber row, ProblemCode code, std::uint32_t column, std::string_view value);
    void add(Group const& group);
    /// Rejections first, then warnings; within them the most frequent first.
    std::vector<Group> groups() const;

private:
    std::vector<Group> groups_{};
};

} // namespace muster
