#include "mapping/mapper.hpp"

#include "base/text.hpp"
#include "mapping/cell_converter.hpp"
#include "mapping/cell_text.hpp"
#include "mapping/mapped_column.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace muster {

struct Mapper::State {
    Target const& target;
    MappedColumns mapped;
    OnInvalid on_invalid{};
    PhoneRule phones{};
    Date today{};
};

namespace {

using Verdict = CellConverter::Verdict;

/// An element of a list that is filled from its front again and again, so that its strings keep their memory.
template <class Element>
Element& place(std::vector<Element>& list, std::size_t at)
{
    if (at == list.size()) { list.emplace_back(); }
    return list[at];
}

bool same_tag(std::string_view a, std::string_view b)
{
    if (a == b || text::equal_ascii_caseless(a, b)) { return true; }
    return (!is_ascii(a) || !is_ascii(b)) && text::fold(a) == text::fold(b);
}

/// Up to here comparing with each is cheaper than remembering folded names; a cell of a megabyte may hold a hundred thousand.
constexpr std::size_t few_tags = 32;

/// Fills one candidate from one row.
class RowFiller {
public:
    RowFiller(Target const& target, MappedColumns const& mapped, RowBatch const& rows, CellConverter& cells)
        : target_{target}, mapped_{mapped}, rows_{rows}, cells_{cells}
    {
    }

    void fill(std::size_t row, Candidate& candidate)
    {
        row_ = row;
        values_ = contacts_ = tags_ = 0;
        identified_ = false;
        forget_folded_tags();
        candidate.row = rows_.entry(row).number;
        candidate.type.reset();
        for (MappedColumn const& column : mapped_.columns) { add(column, candidate); }
        candidate.values.resize(values_);
        candidate.contacts.resize(contacts_);
        candidate.tags.resize(tags_);
    }

    bool identified() const { return identified_; }

private:
    void add(MappedColumn const& column, Candidate& candidate)
    {
        Cell const cell = rows_.cell(row_, column.column);
        if (cell.text.empty()) { return; }
        switch (column.use) {
        case MappedColumn::Use::value: add_value(column, cell, candidate); break;
        case MappedColumn::Use::type: set_type(column, cell, candidate); break;
        case MappedColumn::Use::contact: add_contact(column, cell, candidate); break;
        case MappedColumn::Use::tags: add_tags(column, cell, candidate); break;
        }
    }

    void add_value(MappedColumn const& column, Cell const& cell, Candidate& candidate)
    {
        FieldValue& value = place(candidate.values, values_);
        if (cells_.convert(column, cell, value.value) != Verdict::valid) { return; }
        value.field = column.rule.id;
        ++values_;
        identified_ = identified_ || column.identifies();
    }

    void set_type(MappedColumn const& column, Cell const& cell, Candidate& candidate)
    {
        if (cells_.convert(column, cell, type_) != Verdict::valid) { return; }
        candidate.type = type_ == name_of(ProfileType::customer) ? ProfileType::customer : ProfileType::lead;
    }

    void add_contact(MappedColumn const& column, Cell const& cell, Candidate& candidate)
    {
        FieldValue& contact = place(candidate.contacts, contacts_);
        if (cells_.convert(column, cell, contact.value) != Verdict::valid) { return; }
        contact.field = column.rule.id;
        identified_ = identified_ || column.identifies();
        for (std::size_t i = 0; i < contacts_; ++i) {
            if (same_contact(target_, candidate.contacts[i], contact)) { return; }
        }
        ++contacts_;
    }

    /// A cell with a bad piece gives no tag at all.
    void add_tags(MappedColumn const& column, Cell const& cell, Candidate& candidate)
    {
        Verdict verdict{};
        std::string_view rest = cells_.text_of(column, cell, verdict);
        std::size_t const before = tags_;
        while (!rest.empty()) {
            std::size_t const end = column.delimiter == '\0' ? std::string_view::npos : rest.find(column.delimiter);
            std::string& tag = place(candidate.tags, tags_);
            verdict = cells_.tag(column, rest.substr(0, end), tag);
            if (verdict == Verdict::refused) {
                tags_ = before;
                forget_folded_tags();
                return;
            }
            if (verdict == Verdict::valid && !has_tag(candidate, tag)) { ++tags_; }
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        }
    }

    /// Whether one of the row's tags so far is the same without case.
    bool has_tag(Candidate const& candidate, std::string const& tag)
    {
        auto const end = candidate.tags.begin() + static_cast<std::ptrdiff_t>(tags_);
        if (tags_ < few_tags) {
            return std::any_of(candidate.tags.begin(), end, [&](std::string const& other) { return same_tag(other, tag); });
        }
        if (folded_tags_.empty()) {
            std::transform(candidate.tags.begin(), end, std::inserter(folded_tags_, folded_tags_.end()), text::fold);
        }
        return !folded_tags_.insert(text::fold(tag)).second;
    }

    /// With its memory: emptying a set costs as much as it was once large.
    void forget_folded_tags()
    {
        if (!folded_tags_.empty()) { folded_tags_ = {}; }
    }

    Target const& target_;
    MappedColumns const& mapped_;
    RowBatch const& rows_;
    CellConverter& cells_;
    std::size_t row_{};
    std::size_t values_{};
    std::size_t contacts_{};
    std::size_t tags_{};
    bool identified_{};
    std::string type_{};
    std::unordered_set<std::string> folded_tags_{}; ///< of a row with many tags
};

/// The code that rejects a row, or none: with OnInvalid::reject its first bad cell, with drop the lack of an identifier, told by the
/// first bad identifier if there is one. May add NO_IDENTIFIER to the problems, which are the row's from `first` on, by column.
ProblemCode judge(MappedColumns const& mapped, OnInvalid on_invalid, std::uint32_t row, bool identified, std::size_t first,
                  std::vector<CellProblem>& problems)
{
    ProblemCode bad_cell = ProblemCode::none;
    ProblemCode bad_identifier = ProblemCode::none;
    for (std::size_t i = first; i < problems.size(); ++i) {
        if (is_warning(problems[i].code)) { continue; }
        if (bad_cell == ProblemCode::none) { bad_cell = problems[i].code; }
        MappedColumn const* column = mapped.find(problems[i].column);
        if (bad_identifier == ProblemCode::none && column != nullptr && column->identifies()) { bad_identifier = problems[i].code; }
    }
    if (!identified && bad_identifier == ProblemCode::none) {
        problems.push_back({row, CellProblem::no_column, ProblemCode::no_identifier});
        bad_identifier = ProblemCode::no_identifier;
    }
    if (on_invalid == OnInvalid::drop) { return identified ? ProblemCode::none : bad_identifier; }
    return bad_cell != ProblemCode::none || identified ? bad_cell : bad_identifier;
}

/// Cells are converted field by field, but their problems are told from left to right.
void sort_by_column(std::vector<CellProblem>& problems, std::size_t first)
{
    auto const of_row = problems.begin() + static_cast<std::ptrdiff_t>(first);
    auto const is_left_of = [](CellProblem const& a, CellProblem const& b) { return a.column < b.column; };
    if (!std::is_sorted(of_row, problems.end(), is_left_of)) { std::stable_sort(of_row, problems.end(), is_left_of); }
}

} // namespace

void MappedBatch::clear()
{
    rows.clear();
    candidate_count = 0; // the candidates stay for their memory
    problems.clear();
}

Mapper::Mapper(std::unique_ptr<State> state) : state_{std::move(state)} {}
Mapper::Mapper(Mapper&&) noexcept = default;
Mapper& Mapper::operator=(Mapper&&) noexcept = default;
Mapper::~Mapper() = default;

Result<Mapper> Mapper::create(Target const& target, Recipe const& recipe, Reading const& reading,
                              std::span<AttributeField const> attributes, Date today)
{
    TRY_ASSIGN(MappedColumns mapped, map_columns(target, recipe, reading, attributes));
    return Mapper{std::unique_ptr<State>{new State{target, std::move(mapped), recipe.choices.on_invalid, recipe.choices.phones, today}}};
}

void Mapper::map(RowBatch const& rows, MappedBatch& into) const
{
    State const& state = *state_;
    into.clear();
    CellConverter cells{state.phones, state.today, into.problems};
    RowFiller filler{state.target, state.mapped, rows, cells};
    RegionMemory regions;
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        RowBatch::Entry const& entry = rows.entry(row);
        MappedBatch::Entry& outcome = into.rows.emplace_back();
        if (entry.blank) { continue; }
        if (has(entry.faults, RowFault::too_many_cells)) {
            outcome = {MappedBatch::Verdict::rejected, ProblemCode::malformed_row, 0};
            into.problems.push_back({row, CellProblem::no_column, ProblemCode::malformed_row});
            continue;
        }
        std::optional<std::uint32_t> const country = state.mapped.country_column;
        cells.start_row(row, entry.faults, country ? regions.region_of(rows.cell(row, *country).text) : std::string_view{});
        std::size_t const first = into.problems.size();
        filler.fill(row, place(into.candidates, into.candidate_count));
        if (filler.identified() && into.problems.size() == first) { // the usual row
            outcome = {MappedBatch::Verdict::valid, ProblemCode::none, static_cast<std::uint32_t>(into.candidate_count++)};
            continue;
        }
        sort_by_column(into.problems, first);
        ProblemCode const code = judge(state.mapped, state.on_invalid, row, filler.identified(), first, into.problems);
        bool const valid = code == ProblemCode::none;
        outcome = {valid ? MappedBatch::Verdict::valid : MappedBatch::Verdict::rejected, code,
                   valid ? static_cast<std::uint32_t>(into.candidate_count++) : 0};
    }
}

std::vector<AttributeField> const& Mapper::new_attributes() const { return state_->mapped.new_attributes; }

std::string_view Mapper::field_of(std::size_t column) const
{
    MappedColumn const* mapped = state_->mapped.find(static_cast<std::uint32_t>(column));
    return mapped == nullptr ? std::string_view{} : mapped->rule.name;
}

std::string Mapper::message(ProblemCode code, std::uint32_t column) const
{
    MappedColumn const* mapped = state_->mapped.find(column);
    if (mapped == nullptr) { return message_of(code, {}, 0); }
    bool const formatted = code == ProblemCode::invalid_date && mapped->date_format;
    if (formatted && mapped->rule.kind == FieldKind::birth_date) {
        return "This is no birth date from 1900 to today in the column's format " + std::string{mapped->date_format->name()} +
               ". Correct it, or choose another format.";
    }
    if (formatted) {
        return "This is no date in the column's format " + std::string{mapped->date_format->name()} +
               ". Correct it, or choose another format.";
    }
    if (code == ProblemCode::invalid_phone && mapped->region_from == MappedColumn::Region::fixed) {
        return "This is no possible phone number in " + mapped->region +
               ". Write it internationally, like +385 91 234 5678, or correct it.";
    }
    return message_of(code, mapped->rule.name, mapped->rule.limit);
}

} // namespace muster
