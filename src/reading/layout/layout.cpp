#include "reading/layout/layout.hpp"

#include "base/text.hpp"
#include "reading/layout/columns.hpp"

#include <algorithm>
#include <map>

namespace muster {

namespace {

/// Rows below a title row that are compared with it.
constexpr std::size_t rows_compared = 100;
/// Rows at the top among which titles are sought; notes above a table are shorter.
constexpr std::size_t deepest_titles = 60;
constexpr std::size_t most_title_rows = 3;
/// Rows of notes directly above titles, without a blank line between.
constexpr std::size_t most_notes = 10;
/// A column without a title counts when so many of the rows have something there: fewer are rows with a cell too many.
constexpr std::size_t untitled_share = 4;

struct Titles {
    std::size_t first{};
    std::size_t count{};
    std::string evidence{};
};

class LayoutFinder {
public:
    LayoutFinder(RowSample const& sample, ReadingChoices const& choices, std::vector<std::string> const& named)
        : rows_{sample.rows}, sample_{sample}, choices_{choices}, named_{named}
    {
    }
    Result<Layout> find();

private:
    std::size_t index_of(std::int64_t number) const; ///< rows_.size() when it is not there
    std::int64_t number_of(std::size_t index) const { return rows_.entry(index).number.value; }
    Result<void> check_choices() const;
    std::size_t row_with_named_titles() const;
    bool holds_all_named(std::size_t row) const;
    void measure();
    bool is_full(std::size_t row) const;
    bool may_be_note(std::size_t row) const;
    bool blank_follows(std::size_t row) const;
    bool titles_follow(std::size_t row) const;
    std::size_t end_of_table(std::vector<std::string> const& titles) const;
    Titles detect_titles();
    Titles titles_at(std::size_t row) const;
    bool is_further_title_row(std::size_t first, std::size_t row, std::vector<ColumnProfile> const& below) const;
    bool may_name_groups(std::size_t row) const;
    std::size_t group_rows_above(std::size_t row) const;
    std::size_t first_contents() const;
    void choose_rows();
    void set_titles(Titles const& titles, Finding::By by);
    void name_columns();
    void compare_widths();
    void tell();
    void add(std::string what, std::string value, Finding::By by, std::string evidence)
    {
        layout_.findings.push_back({std::move(what), std::move(value), by, std::move(evidence)});
    }

    RowBatch const& rows_;
    RowSample const& sample_;
    ReadingChoices const& choices_;
    std::vector<std::string> const& named_;
    std::size_t usual_filled_{};
    std::size_t usual_cells_{};
    std::size_t first_{}; ///< first index that can be table at all
    Layout layout_{};
    Finding::By titles_by_{Finding::By::detected};
    std::string titles_evidence_{};
};

std::size_t LayoutFinder::index_of(std::int64_t number) const
{
    if (rows_.empty() || number < number_of(0)) { return rows_.size(); }
    return std::min(rows_.size(), static_cast<std::size_t>(number - number_of(0)));
}

Result<void> LayoutFinder::check_choices() const
{
    std::int64_t const last = rows_.empty() ? 0 : number_of(rows_.size() - 1);
    for (auto const& [what, row] : {std::pair{"header row", choices_.header_row}, std::pair{"first row", choices_.first_row}}) {
        bool const none_allowed = row == choices_.header_row;
        if (row && (*row < 0 || (*row == 0 && !none_allowed))) {
            return Error{ErrorKind::invalid_input, "ROW_UNKNOWN", std::string{"The "} + what + " is a row number from 1."};
        }
        if (row && sample_.whole_file && *row > last) {
            return Error{ErrorKind::invalid_input, "ROW_UNKNOWN",
                         std::string{"The "} + what + " " + std::to_string(*row) + " is beyond the file, which has " +
                             std::to_string(last) + (last == 1 ? " row." : " rows.")};
        }
    }
    return {};
}

bool LayoutFinder::holds_all_named(std::size_t row) const
{
    return std::all_of(named_.begin(), named_.end(), [&](std::string const& name) {
        std::string const wanted = text::fold(text::trim(name));
        for (std::size_t column = 0; column < rows_.entry(row).cell_count; ++column) {
            if (text::fold(text::trim(rows_.cell(row, column).text)) == wanted) { return true; }
        }
        return false;
    });
}

std::size_t LayoutFinder::row_with_named_titles() const
{
    if (named_.empty()) { return rows_.size(); }
    for (std::size_t row = first_; row < rows_.size(); ++row) {
        if (holds_all_named(row)) { return row; }
    }
    return rows_.size();
}

/// Takes the measure of the table: how many cells its rows have, and how many of them are filled.
void LayoutFinder::measure()
{
    first_ = sample_.separator_line && rows_.size() > 1 && number_of(0) == 1 ? 1 : 0;
    std::map<std::size_t, std::size_t> widths;
    for (std::size_t row = first_; row < rows_.size(); ++row) {
        if (!rows_.entry(row).blank) { ++widths[rows_.entry(row).cell_count]; }
    }
    std::size_t most = 0;
    for (auto const& [width, count] : widths) {
        if (count >= most) { usual_cells_ = width; }
        most = std::max(most, count);
    }
    if (sample_.usual_cells > 1) { usual_cells_ = sample_.usual_cells; }
    std::vector<std::size_t> filled;
    for (std::size_t row = first_; row < rows_.size() && filled.size() < rows_compared; ++row) {
        if (rows_.entry(row).cell_count == usual_cells_ && !rows_.entry(row).blank) { filled.push_back(filled_cells(rows_, row)); }
    }
    std::sort(filled.begin(), filled.end());
    usual_filled_ = filled.empty() ? 1 : filled[filled.size() * 3 / 4]; // sparse rows are many in some tables
}

bool LayoutFinder::is_full(std::size_t row) const
{
    std::size_t const filled = filled_cells(rows_, row);
    return filled >= 1 && filled * 2 >= usual_filled_ && (usual_filled_ < 2 || filled >= 2);
}

bool LayoutFinder::blank_follows(std::size_t row) const
{
    std::size_t const end = std::min(rows_.size(), row + deepest_titles);
    for (std::size_t next = row + 1; next < end; ++next) {
        if (rows_.entry(next).blank) { return true; }
        if (is_full(next) && rows_.entry(next).cell_count == usual_cells_) { return false; }
    }
    return false;
}

/// Whether a title row comes within a few rows, with nothing but rows of other widths before it.
bool LayoutFinder::titles_follow(std::size_t row) const
{
    for (std::size_t next = row + 1; next < rows_.size() && next <= row + most_notes; ++next) {
        if (rows_.entry(next).blank) { continue; }
        if (rows_.entry(next).cell_count == usual_cells_) { return is_full(next) && titles_at(next).count > 0; }
    }
    return false;
}

/// Whether a row at the top may stand above the table: a blank one, a comment, a single cell where rows have several, or a few
/// cells and a blank line before the table.
bool LayoutFinder::may_be_note(std::size_t row) const
{
    if (rows_.entry(row).blank) { return true; }
    bool const comment = rows_.cell(row, 0).text.starts_with("#") && rows_.entry(row).cell_count != usual_cells_;
    if (comment) { return true; }
    std::size_t const filled = filled_cells(rows_, row);
    bool const address = filled == 1 && rows_.entry(row).cell_count == usual_cells_ &&
                         is_telling(shape_of(rows_.cell(row, filled_width(rows_, row) - 1).text));
    if (usual_filled_ >= 2 && filled == 1) { return !address; }
    if (filled * 2 >= usual_filled_ && rows_.entry(row).cell_count == usual_cells_) { return usual_filled_ == 1 && blank_follows(row); }
    bool const other_width = rows_.entry(row).cell_count != usual_cells_;
    return blank_follows(row) || (other_width && titles_follow(row)) || (usual_filled_ >= 3 && filled * 2 < usual_filled_ && other_width);
}

bool LayoutFinder::is_further_title_row(std::size_t first, std::size_t row, std::vector<ColumnProfile> const& below) const
{
    if (rows_.entry(row).blank || !is_full(row)) { return false; }
    TitleLikeness const likeness = title_likeness(rows_, row, below);
    if (!likeness.titles() || likeness.against > 0) { return false; }
    bool same = rows_.entry(first).cell_count == rows_.entry(row).cell_count;
    for (std::size_t column = 0; same && column < rows_.entry(row).cell_count; ++column) {
        same = text::trim(rows_.cell(first, column).text) == text::trim(rows_.cell(row, column).text);
    }
    std::size_t telling = 0;
    for (ColumnProfile const& profile : below) { telling += is_telling(profile.prevailing()) ? 1U : 0U; }
    bool const contrasts = likeness.contrasts >= 2 && likeness.contrasts >= telling;
    bool const words = likeness.known_words * 2 >= likeness.filled && likeness.contrasts * 2 >= telling && telling > 0;
    return same || contrasts || words;
}

/// The title rows that begin at a row; count 0 when it is none.
Titles LayoutFinder::titles_at(std::size_t row) const
{
    for (std::size_t count = most_title_rows; count >= 1; --count) {
        if (row + count > rows_.size() || (count > 1 && row + count == rows_.size())) { continue; }
        auto const below = profile_columns(rows_, row + count, rows_compared);
        TitleLikeness const likeness = title_likeness(rows_, row, below);
        bool all = likeness.titles();
        for (std::size_t further = 1; further < count && all; ++further) { all = is_further_title_row(row, row + further, below); }
        if (all) { return {row, count, likeness.evidence()}; }
    }
    return {row, 0, ""};
}

/// Whether a row may name groups of columns above the titles: words only, and more than a note's single cell at the left.
bool LayoutFinder::may_name_groups(std::size_t row) const
{
    if (rows_.entry(row).blank || rows_.entry(row).cell_count < 2 || rows_.entry(row).cell_count != usual_cells_) { return false; }
    if (filled_cells(rows_, row) == 1 && !text::is_blank(rows_.cell(row, 0).text)) { return false; }
    for (std::size_t column = 0; column < rows_.entry(row).cell_count; ++column) {
        if (is_telling(shape_of(rows_.cell(row, column).text))) { return false; }
    }
    return true;
}

std::size_t LayoutFinder::group_rows_above(std::size_t row) const
{
    std::size_t count = 0;
    while (count + 1 < most_title_rows && row > first_ + count && may_name_groups(row - count - 1)) { ++count; }
    return count;
}

Titles LayoutFinder::detect_titles()
{
    std::size_t const end = std::min(rows_.size(), first_ + deepest_titles);
    for (std::size_t row = first_; row < end; ++row) {
        if (!rows_.entry(row).blank && is_full(row)) {
            Titles titles = titles_at(row);
            if (titles.count > 0) {
                std::size_t const groups = std::min(group_rows_above(row), most_title_rows - titles.count);
                titles.first -= groups;
                titles.count += groups;
                return titles;
            }
        }
        bool const sparse = filled_cells(rows_, row) * 2 < usual_filled_;
        if (!may_be_note(row) && !(sparse && may_name_groups(row))) { break; }
    }
    return {0, 0, "no row above the contents looks like titles"};
}

std::size_t LayoutFinder::first_contents() const
{
    std::size_t const end = std::min(rows_.size(), first_ + deepest_titles);
    std::size_t row = first_;
    while (row < end && may_be_note(row)) { ++row; }
    if (row < end) { return row; }
    row = first_; // nothing but notes: then they are the contents
    while (row < rows_.size() && rows_.entry(row).blank) { ++row; }
    return row < rows_.size() ? row : first_;
}

void LayoutFinder::set_titles(Titles const& titles, Finding::By by)
{
    titles_by_ = by;
    titles_evidence_ = titles.evidence;
    if (titles.count == 0) { return; }
    layout_.first_header_row = number_of(titles.first);
    layout_.last_header_row = number_of(titles.first + titles.count - 1);
}

void LayoutFinder::choose_rows()
{
    if (rows_.empty()) { return; }
    std::size_t const named = row_with_named_titles();
    std::size_t const wanted = choices_.first_row ? index_of(*choices_.first_row) : rows_.size();
    if (choices_.header_row) {
        std::size_t const header = *choices_.header_row > 0 ? index_of(*choices_.header_row) : rows_.size();
        set_titles({header, header < rows_.size() ? 1U : 0U, ""}, Finding::By::user);
    } else if (named < rows_.size()) {
        set_titles({named, 1, "all titles that are mapped stand in it"}, Finding::By::detected);
    } else if (wanted < rows_.size()) {
        Titles titles = titles_at(wanted);
        if (titles.count == 0 && wanted > first_ && !rows_.entry(wanted - 1).blank) {
            auto const below = profile_columns(rows_, wanted, rows_compared);
            TitleLikeness const likeness = title_likeness(rows_, wanted - 1, below);
            bool const like_contents = likeness.against > 0 && !likeness.titles();
            if (!like_contents && likeness.filled > 1) {
                titles = {wanted - 1, 1, "it stands directly above the first row and does not look like contents"};
            }
        }
        set_titles(titles, Finding::By::detected);
    } else {
        set_titles(detect_titles(), Finding::By::detected);
    }
    std::int64_t const behind_titles = layout_.last_header_row + 1;
    if (choices_.first_row) {
        layout_.first_data_row = std::max(*choices_.first_row, behind_titles);
    } else if (layout_.last_header_row > 0) {
        layout_.first_data_row = behind_titles;
    } else {
        Titles const passed = choices_.header_row ? detect_titles() : Titles{};
        layout_.first_data_row = number_of(passed.count > 0 ? passed.first : first_contents());
    }
}

/// Behind the first table's last row in the sample: its columns are not measured by a further table's rows.
std::size_t LayoutFinder::end_of_table(std::vector<std::string> const& table_titles) const
{
    std::size_t const first = index_of(layout_.first_data_row);
    for (std::size_t row = first + 1; row < rows_.size(); ++row) {
        if (changes_titles(rows_, row, table_titles)) { return row; }
        if (rows_.entry(row).blank || !rows_.entry(row - 1).blank) { continue; }
        std::size_t const titles = titles_of_rows_below(rows_, row);
        if (titles == rows_.size()) { continue; }
        RowBatch before;
        for (std::size_t earlier = first; earlier < row && before.size() < rows_compared; ++earlier) { before.append(rows_, earlier); }
        std::size_t const columns = before.empty() ? 0 : filled_width(before, 0);
        if (is_strange(rows_, titles, profile_columns(before, 0, rows_compared), columns)) { return row; }
    }
    return rows_.size();
}

void LayoutFinder::name_columns()
{
    std::size_t titled = 0;
    std::vector<std::string> titles;
    for (std::int64_t number = layout_.first_header_row; number > 0 && number <= layout_.last_header_row; ++number) {
        std::size_t const row = index_of(number);
        std::size_t const width = filled_width(rows_, row);
        titles.resize(std::max(titles.size(), width));
        for (std::size_t column = 0; column < width; ++column) {
            std::string_view const part = text::trim(rows_.cell(row, column).text);
            if (!part.empty() && !titles[column].empty()) { titles[column] += ' '; }
            titles[column] += part;
        }
        titled = titles.size();
    }
    std::map<std::size_t, std::size_t> widths;
    std::size_t rows = 0;
    std::size_t const end = end_of_table(titles);
    for (std::size_t row = index_of(layout_.first_data_row); row < end; ++row) {
        if (rows_.entry(row).blank) { continue; }
        ++widths[filled_width(rows_, row)];
        ++rows;
    }
    std::size_t columns = titled;
    std::size_t at_least = 0; // rows with so many cells or more
    for (auto width = widths.rbegin(); width != widths.rend(); ++width) {
        at_least += width->second;
        bool const common = at_least * untitled_share >= rows && (titled == 0 || at_least >= 2 || rows == 1);
        if (common) {
            columns = std::max(columns, width->first);
            break;
        }
    }
    titles.resize(columns);
    for (std::size_t column = 0; column < columns; ++column) { layout_.columns.push_back({column + 1, std::move(titles[column])}); }
}

/// A title row with a delimiter too many or too few would shift every row against its titles: that must be seen.
void LayoutFinder::compare_widths()
{
    std::size_t const titles = layout_.last_header_row > 0 ? rows_.entry(index_of(layout_.last_header_row)).cell_count : 0;
    if (titles == 0 || usual_cells_ < 2 || titles == usual_cells_ || index_of(layout_.first_data_row) >= rows_.size()) { return; }
    add("titles", std::to_string(titles), Finding::By::detected,
        "the title row has " + std::to_string(titles) + " cells, most rows have " + std::to_string(usual_cells_) +
            ": check that titles and columns agree");
}

void LayoutFinder::tell()
{
    std::string header = "none";
    if (layout_.first_header_row > 0) { header = std::to_string(layout_.first_header_row); }
    if (layout_.last_header_row > layout_.first_header_row) { header += " to " + std::to_string(layout_.last_header_row); }
    std::int64_t const table =
        layout_.first_header_row > 0 ? std::min(layout_.first_header_row, layout_.first_data_row) : layout_.first_data_row;
    if (table > 1 && !choices_.first_row) {
        std::string const rows = table == 2 ? "1" : "1 to " + std::to_string(table - 1);
        add("preamble", rows, Finding::By::detected,
            sample_.separator_line && table == 2 ? "the first line names the delimiter"
                                                 : "notes or blank lines above the table are passed over");
    }
    add("header row", header, titles_by_, titles_evidence_);
    std::string evidence = layout_.first_header_row > 0 ? "it follows the titles" : "it is the first row of the table";
    bool const moved = choices_.first_row && layout_.first_data_row != *choices_.first_row;
    if (choices_.first_row) { evidence = moved ? "the row asked for is a title row; contents begin behind it" : ""; }
    add("first row", std::to_string(layout_.first_data_row), choices_.first_row && !moved ? Finding::By::user : Finding::By::detected,
        evidence);
}

Result<Layout> LayoutFinder::find()
{
    measure();
    TRY(check_choices());
    choose_rows();
    name_columns();
    tell();
    compare_widths();
    return std::move(layout_);
}

} // namespace

Result<Layout> find_layout(RowSample const& sample, ReadingChoices const& choices, std::vector<std::string> const& named_titles)
{
    return LayoutFinder{sample, choices, named_titles}.find();
}

} // namespace muster
