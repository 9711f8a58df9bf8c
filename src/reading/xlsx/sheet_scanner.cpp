#include "reading/xlsx/part_scanner.hpp"
#include "reading/xlsx/sheet_machine.hpp"
#include "reading/xlsx/xml_text.hpp"

#include <utility>

namespace muster {

namespace {

/// The scanner for sheets without prefixes, CDATA and comments, as all the well-known programs write them. It knows the few tags that
/// rows are made of; whatever else comes is left to the parser.
class SheetScanner final : public SheetMachine {
public:
    SheetScanner(std::unique_ptr<ZipStream> stream, std::string part, CellMeaning const& meaning, WindowSize window)
        : window_{std::move(stream), window}, part_{std::move(part)}, writer_{meaning}
    {
    }

    Result<Step> next(RowBatch& batch) override
    {
        if (place_ == Place::beginning) {
            TRY_ASSIGN(Scan const found, find_rows());
            if (found != Scan::done) { return Step::strange; }
        }
        while (place_ == Place::rows) {
            TRY(window_.look_ahead());
            window_.at = skip_blanks(window_.at);
            Scan step = Scan::done;
            if (stands_at(window_.at, "<row") && (is_xml_blank(window_.at[4]) || window_.at[4] == '>' || window_.at[4] == '/')) {
                bool filled = false;
                TRY_ASSIGN(step, scan_row(batch, filled));
                if (step == Scan::done && filled) { return Step::row; }
            } else if (stands_at(window_.at, "</sheetData>")) {
                place_ = Place::behind;
            } else {
                step = unexpected(window_, window_.at);
            }
            TRY_ASSIGN(bool const goes_on, goes_on_after(step));
            if (!goes_on) { return Step::strange; }
        }
        return place_ == Place::behind ? finish() : Step::end;
    }

private:
    enum class Place : std::uint8_t { beginning, rows, behind, end };

    /// Whether a step is done, or can be tried again in a wider window.
    Result<bool> goes_on_after(Scan step)
    {
        if (step == Scan::more) { return window_.widen(); }
        return step == Scan::done;
    }

    /// What follows the rows is not read, but its end must be there.
    Result<Step> finish()
    {
        TRY_ASSIGN(std::string const last, window_.drain());
        if (!last.ends_with("</worksheet>")) { return Step::strange; }
        place_ = Place::end;
        return Step::end;
    }

    /// Walks over the root's children up to the rows.
    Result<Scan> find_rows()
    {
        bool open = false;
        TRY_ASSIGN(Scan const root, scan_root(window_, "worksheet", open));
        if (root != Scan::done || !open) { return Scan::strange; }
        for (std::size_t depth = 0; place_ == Place::beginning;) {
            TRY(window_.look_ahead());
            window_.at = skip_blanks(window_.at);
            char const* at = window_.at;
            Scan const step = depth == 0 && stands_at(at, "<sheetData") ? enter_rows(at) : pass_tag(at, depth);
            if (step == Scan::done) {
                window_.at = at;
                continue;
            }
            TRY_ASSIGN(bool const goes_on, goes_on_after(step));
            if (!goes_on) { return Scan::strange; }
        }
        return Scan::done;
    }

    Scan enter_rows(char const*& at)
    {
        at += std::string_view{"<sheetData"}.size();
        TagEnd end{};
        if (Scan const step = skip_attributes(window_, at, end); step != Scan::done) { return step; }
        place_ = end == TagEnd::empty ? Place::behind : Place::rows;
        return Scan::done;
    }

    /// Passes a tag in front of the rows, and the text behind it.
    Scan pass_tag(char const*& at, std::size_t& depth) const
    {
        if (*at != '<') { return unexpected(window_, at); }
        ++at;
        bool const closes = *at == '/';
        if (*at == '!' || *at == '?' || (closes && depth == 0)) { return Scan::strange; }
        if (closes) { ++at; }
        while (*at > ' ' && *at != '>' && *at != '/') { ++at; }
        TagEnd const end = scan_attributes(at, window_.end, [](std::string_view, std::string_view) {});
        if (end == TagEnd::unknown) { return unexpected(window_, at); }
        XmlTextEnd const text = find_text_end(at, window_.end);
        if (*text.at != '<') { return unexpected(window_, text.at); }
        at = text.at;
        if (closes) {
            --depth;
        } else if (end == TagEnd::open) {
            ++depth;
        }
        return Scan::done;
    }

    /// Scans the row at the window's place. Strange and more: the batch and the place are as before, or, in the midst of a row, the cells
    /// so far are written and taken back with it.
    Result<Scan> scan_row(RowBatch& batch, bool& filled)
    {
        char const* at = window_.at + 4;
        std::int64_t number = 0;
        bool numbered = false, strange = false;
        TagEnd const end = scan_attributes(at, window_.end, [&](std::string_view name, std::string_view value) {
            if (name == "r") {
                number = row_of_attribute(value);
                numbered = true;
            }
            strange = strange || name.starts_with("xmlns");
        });
        if (end == TagEnd::unknown) { return unexpected(window_, at); }
        if (strange) { return Scan::strange; }
        if (numbered && number == 0) { return cell_error(CellFault::no_row, part_, writer_.row(), 0); }
        window_.at = at;
        if (CellFault const fault = writer_.begin_row(batch, number); fault != CellFault::none) {
            return cell_error(fault, part_, writer_.row(), 0);
        }
        if (end == TagEnd::open) {
            TRY_ASSIGN(Scan const cells, scan_cells(batch));
            if (cells != Scan::done) {
                writer_.forget_row();
                return Scan::strange;
            }
        }
        if (CellFault const fault = writer_.end_row(filled); fault != CellFault::none) {
            return cell_error(fault, part_, writer_.row(), 0);
        }
        return Scan::done;
    }

    /// Scans cells up to behind the row's end tag.
    Result<Scan> scan_cells(RowBatch& batch)
    {
        for (;;) {
            TRY(window_.look_ahead());
            char const* at = skip_blanks(window_.at);
            window_.at = at;
            if (stands_at(at, "</row>")) {
                window_.at += 6;
                return Scan::done;
            }
            std::size_t const start = batch.arena().size();
            tag_ = CellTag{.column = writer_.next_column()};
            value_ = {};
            Scan const step = stands_at(at, "<c") ? scan_cell(at, batch.arena()) : unexpected(window_, at);
            if (step == Scan::done) [[likely]] {
                window_.at = at;
                CellFault const fault = writer_.write(tag_, value_, start);
                if (fault != CellFault::none) [[unlikely]] { return cell_error(fault, part_, writer_.row(), tag_.column); }
                continue;
            }
            batch.arena().resize(start);
            TRY_ASSIGN(bool const goes_on, goes_on_after(step));
            if (!goes_on) { return Scan::strange; }
        }
    }

    /// Scans a cell from its '<' to behind its end; fills in tag_ and value_, and appends the text of an inline string.
    Scan scan_cell(char const*& at, std::string& arena)
    {
        at += 2;
        bool strange = false;
        TagEnd const end = scan_attributes(
            at, window_.end, [&](std::string_view name, std::string_view value) { strange = !take_attribute(name, value) || strange; });
        if (end == TagEnd::unknown) { return unexpected(window_, at); }
        if (strange) { return Scan::strange; }
        if (end == TagEnd::empty) { return Scan::done; }
        bool valued = false, texted = false;
        for (;;) {
            at = skip_blanks(at);
            if ((stands_at(at, "<v>") || stands_at(at, "<v ") || stands_at(at, "<v/>")) && !valued) {
                valued = true;
                if (Scan const step = scan_value(at); step != Scan::done) { return step; }
            } else if (stands_at(at, "</c>")) {
                at += 4;
                return Scan::done;
            } else if (stands_at(at, "<f>") || stands_at(at, "<f ") || stands_at(at, "<f/>")) {
                if (Scan const step = skip_element(window_, at, "f"); step != Scan::done) { return step; }
            } else if (stands_at(at, "<is>") && !texted) {
                texted = true;
                at += 4;
                if (Scan const step = scan_string(window_, at, "</is>", arena); step != Scan::done) { return step; }
            } else {
                return unexpected(window_, at);
            }
        }
    }

    bool take_attribute(std::string_view name, std::string_view value)
    {
        if (name.size() != 1) { return !name.starts_with("xmlns"); }
        switch (name.front()) {
        case 'r': tag_.column = column_of_reference(value); return true;
        case 't': tag_.type = type_of(value); return value.find('&') == std::string_view::npos;
        case 's': tag_.style = style_of_attribute(value); return value.find('&') == std::string_view::npos;
        default: return true;
        }
    }

    Scan scan_value(char const*& at)
    {
        at += 2;
        TagEnd tag{}; // text with white space at its ends has xml:space
        if (Scan const step = skip_attributes(window_, at, tag); step != Scan::done) { return step; }
        if (tag == TagEnd::empty) { return Scan::done; }
        XmlTextEnd const end = find_text_end(at, window_.end);
        if (!stands_at(end.at, "</v>")) { return unexpected(window_, end.at); }
        value_ = {at, end.at};
        if (end.marked || end.wide) {
            decoded_.clear();
            if (!append_xml_text(decoded_, at, end)) { return Scan::strange; }
            value_ = decoded_;
        }
        at = end.at + 4;
        return Scan::done;
    }

    PartWindow window_;
    std::string part_;
    CellWriter writer_;
    Place place_{Place::beginning};
    CellTag tag_{};            ///< of the cell under way
    std::string_view value_{}; ///< its v, in the window or in decoded_
    std::string decoded_{};
};

} // namespace

std::unique_ptr<SheetMachine> make_sheet_scanner(std::unique_ptr<ZipStream> stream, std::string part, CellMeaning const& meaning,
                                                 WindowSize window)
{
    return std::make_unique<SheetScanner>(std::move(stream), std::move(part), meaning, window);
}

} // namespace muster
