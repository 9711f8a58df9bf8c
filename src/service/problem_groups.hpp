#pragma once

#include "mapping/problem_file.hpp"
#include "profile/field.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace muster {

/// Problems of one kind in one column, as a person reads them: what ImportJob::problems holds as JSON, an array of {code, warning,
/// column (null: the whole row), columnNumber, count, message, examples: [{row, value}]}.
struct ProblemGroup {
    ProblemCode code{ProblemCode::none};
    std::string column{};         ///< its name; empty: the whole row
    std::int64_t column_number{}; ///< 1-based; 0: the whole row
    std::int64_t count{};
    std::string message{};
    std::vector<ProblemTally::Example> examples{};
};
std::string write_problem_groups(std::vector<ProblemGroup> const& groups);
Result<std::vector<ProblemGroup>> read_problem_groups(std::string_view json);

/// The groups of a tally with names and sentences; rejections first, as the tally gives them.
using MessageOf = std::function<std::string(ProblemCode code, std::uint32_t column)>;
std::vector<ProblemGroup> name_groups(ProblemTally const& tally, std::vector<std::string> const& columns, MessageOf const& message_of);

/// The sentence about a whole record; `value` names what is meant: ids of persons, external ids. Empty value: told in general.
std::string message_of_record(Target const& target, ProblemCode code, std::string_view value);
/// Whether a code is about a record rather than about a cell or row.
bool is_about_record(ProblemCode code);

/// Turns stored problems into told ones. Immutable.
class Explainer {
public:
    Explainer(Target const& target, std::vector<ProblemGroup> const& groups, std::vector<std::string> columns);
    Problem explain(StoredProblem const& problem) const;

private:
    Target const& target_;
    std::map<std::pair<ProblemCode, std::uint32_t>, std::string> messages_{};
    std::vector<std::string> columns_;
};

} // namespace muster
