#include "reading/xlsx/part_damage.hpp"
#include "reading/xlsx/sheet_machine.hpp"
#include "reading/xlsx/string_listener.hpp"
#include "reading/xlsx/xml_parser.hpp"

#include <array>
#include <optional>
#include <utility>

namespace muster {

namespace {

/// A cell has at most 32,767 characters in Excel; what holds far more in one is no table of people.
constexpr std::size_t longest_cell = std::size_t{16} << 20;

/// Hears a sheet's XML and writes its rows: worksheet holds sheetData, that row, that c, and that v or is; everything else is passed
/// over with all that is in it.
class SheetListener final : public XmlListener {
public:
    SheetListener(std::string part, CellMeaning const& meaning) : part_{std::move(part)}, writer_{meaning} {}

    Result<void> start(XmlName const& name, XmlAttributes const& attributes) override
    {
        if (string_.begun()) {
            string_.start(name);
            return {};
        }
        bool const known = place_ != Place::value && is_element(name, children[std::size_t(place_)]) && !finished_;
        if (ignored_ == 0 && place_ == Place::cell && is_element(name, "is")) {
            row_.arena().resize(text_start_); // of several strings the last one counts
            string_.begin(row_.arena());
        } else if (ignored_ == 0 && known) {
            place_ = Place(int(place_) + 1);
            return enter(attributes);
        } else if (place_ == Place::document) {
            return damaged_part(part_, "is no sheet");
        } else {
            ++ignored_;
        }
        return {};
    }

    Result<void> end(XmlName const&) override
    {
        if (string_.begun()) {
            string_.end();
            return {};
        }
        if (ignored_ > 0) {
            --ignored_;
            return {};
        }
        Place const ended = std::exchange(place_, Place(int(place_) - 1));
        finished_ = finished_ || ended == Place::rows;
        if (ended == Place::cell) { return judge(writer_.write(tag_, value_, text_start_), tag_.column); }
        if (ended == Place::row) { return end_row(); }
        return {};
    }

    Result<void> text(std::string_view piece) override
    {
        if (string_.begun()) {
            string_.text(piece);
        } else if (place_ == Place::value && ignored_ == 0) {
            value_ += piece;
        }
        bool const long_text = place_ >= Place::cell && row_.arena().size() - text_start_ + value_.size() > longest_cell;
        if (!long_text) { return {}; }
        return Error{ErrorKind::too_large, "FILE_TOO_LARGE",
                     "A cell of row " + std::to_string(writer_.row()) +
                         " holds more than 16 MiB. Take that text out and save the file again."};
    }

    RowBatch rows{}; ///< those that are complete

private:
    enum class Place : std::uint8_t { document, sheet, rows, row, cell, value };
    /// What leads from each place to the next.
    static constexpr std::array<std::string_view, 5> children{"worksheet", "sheetData", "row", "c", "v"};

    Result<void> enter(XmlAttributes const& attributes)
    {
        if (place_ == Place::row) { return begin_row(attributes.find("r")); }
        if (place_ == Place::cell) {
            std::string_view const reference = attributes.find("r"), type = attributes.find("t"), style = attributes.find("s");
            tag_ = CellTag{.column = writer_.next_column()};
            if (reference.data() != nullptr) { tag_.column = column_of_reference(reference); }
            if (type.data() != nullptr) { tag_.type = type_of(type); }
            if (style.data() != nullptr) { tag_.style = style_of_attribute(style); }
            text_start_ = row_.arena().size();
            value_.clear();
        }
        if (place_ == Place::value) { value_.clear(); }
        return {};
    }

    Result<void> begin_row(std::string_view attribute)
    {
        std::int64_t const number = attribute.data() == nullptr ? 0 : row_of_attribute(attribute);
        if (attribute.data() != nullptr && number == 0) { return judge(CellFault::no_row, 0); }
        row_.clear();
        return judge(writer_.begin_row(row_, number), 0);
    }

    Result<void> end_row()
    {
        bool filled = false;
        TRY(judge(writer_.end_row(filled), 0));
        if (filled) { rows.append(row_, 0); }
        return {};
    }

    Result<void> judge(CellFault fault, std::uint32_t column) const
    {
        if (fault != CellFault::none) { return cell_error(fault, part_, writer_.row(), column); }
        return {};
    }

    std::string part_;
    CellWriter writer_;
    StringListener string_{};
    RowBatch row_{}; ///< the one under way
    CellTag tag_{};
    std::string value_{};
    std::size_t text_start_{};
    std::uint64_t ignored_{};
    Place place_{Place::document};
    bool finished_{}; ///< of several sheetData only the first counts
};

class SheetParser final : public SheetMachine {
public:
    SheetParser(std::unique_ptr<ZipStream> stream, std::string const& part, CellMeaning const& meaning)
        : listener_{part, meaning}, parser_{std::move(stream), part, listener_}
    {
    }

    Result<Step> next(RowBatch& batch) override
    {
        while (given_ == listener_.rows.size()) {
            if (failure_) { return *failure_; }
            if (!more_) { return Step::end; }
            listener_.rows.clear();
            given_ = 0;
            auto more = parser_.advance();
            if (!more) {
                failure_ = more.error(); // the rows in front of the fault come first
            } else {
                more_ = *more;
            }
        }
        batch.append(listener_.rows, given_++);
        return Step::row;
    }

private:
    SheetListener listener_;
    XmlParser parser_;
    std::size_t given_{};
    bool more_{true};
    std::optional<Error> failure_{};
};

} // namespace

std::unique_ptr<SheetMachine> make_sheet_parser(std::unique_ptr<ZipStream> stream, std::string const& part, CellMeaning const& meaning)
{
    return std::make_unique<SheetParser>(std::move(stream), part, meaning);
}

} // namespace muster
