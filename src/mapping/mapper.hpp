#pragma once

#include "base/problem.hpp"
#include "mapping/recipe.hpp"
#include "profile/attribute.hpp"
#include "profile/record.hpp"
#include "reading/row.hpp"
#include "reading/table.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// A finding about one cell or row, without text of its own: the column's index (no_column for the whole row) and the cell's place.
struct CellProblem {
    static constexpr std::uint32_t no_column = 0xFFFF'FFFFU;
    std::uint32_t row{};             ///< index into the batch
    std::uint32_t column{no_column}; ///< index into Reading::columns
    ProblemCode code{ProblemCode::none};
};

/// The rows of one RowBatch as candidates. Reused batch by batch, so that memory is not asked for again.
struct MappedBatch {
    enum class Verdict : std::uint8_t { blank, valid, rejected };
    struct Entry {
        Verdict verdict{Verdict::blank};
        ProblemCode code{ProblemCode::none}; ///< the first reason of a rejected row
        std::uint32_t candidate{};           ///< index of a valid one
    };
    std::vector<Entry> rows{};
    std::vector<Candidate> candidates{}; ///< the first `candidate_count` are meant
    std::size_t candidate_count{};
    std::vector<CellProblem> problems{}; ///< by row, then column; reasons and warnings
    void clear();
};

/// Turns rows into candidates by a recipe: converts every mapped cell, repairs what may be repaired, and finds what is wrong.
/// Immutable after creation; map() may run on several threads at once, each with batches of its own.
class Mapper {
public:
    /// Resolves columns and fields. Errors: invalid_input with a sentence that names them and what there is: COLUMN_NOT_FOUND,
    /// COLUMN_TWICE (a title that stands there twice must be named as #n), FIELD_UNKNOWN, FIELD_TWICE (a single-value field),
    /// NO_IDENTIFIER_MAPPED, OPTION_INVALID (date format, country, delimiter), ATTRIBUTE_TYPE (exists with another type).
    static Result<Mapper> create(Target const& target, Recipe const& recipe, Reading const& reading,
                                 std::span<AttributeField const> attributes, Date today);
    Mapper(Mapper&&) noexcept;
    Mapper& operator=(Mapper&&) noexcept;
    ~Mapper();

    void map(RowBatch const& rows, MappedBatch& into) const;
    /// Attributes that the import will create, in the order of FieldId first_new_attribute + index.
    std::vector<AttributeField> const& new_attributes() const;
    /// The API name of the field that a column goes to; empty when it is not imported.
    std::string_view field_of(std::size_t column) const;
    /// The sentence about a problem in that column (no_column: the row).
    std::string message(ProblemCode code, std::uint32_t column) const;

private:
    struct State;
    explicit Mapper(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// Signs of damage that only a whole column shows: leading zeros lost against the column's usual length, digits rounded at 15,
/// dates made of text. Collected batch by batch, in any order. One thread.
class ColumnDamage {
public:
    ColumnDamage(Target const& target, Recipe const& recipe, Reading const& reading, std::span<AttributeField const> attributes);
    ~ColumnDamage();
    void add(RowBatch const& rows);
    struct Finding {
        std::uint32_t column{};
        ProblemCode code{};
        std::int64_t count{};
        std::vector<std::pair<RowNumber, std::string>> examples{}; ///< row and raw value, the first few
    };
    std::vector<Finding> findings() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace muster
