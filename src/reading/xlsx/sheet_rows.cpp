#include "reading/xlsx/sheet_rows.hpp"

#include "reading/xlsx/sheet_machine.hpp"

#include <utility>

namespace muster {

namespace {

class SheetRows final : public RowSource {
public:
    SheetRows(std::shared_ptr<WorkbookParts const> parts, std::string part) : parts_{std::move(parts)}, part_{std::move(part)} {}

    Result<void> start(XmlMachine machine)
    {
        TRY_ASSIGN(auto stream, parts_->package.part(part_));
        machine_ = machine == XmlMachine::scanner ? make_sheet_scanner(std::move(stream), part_, parts_->meaning)
                                                  : make_sheet_parser(std::move(stream), part_, parts_->meaning);
        return {};
    }

    Result<bool> next(RowBatch& batch) override
    {
        if (held_.empty()) {
            TRY_ASSIGN(bool const found, find_row(batch));
            if (!found) { return false; }
        }
        ++next_;
        if (held_.empty()) { return true; }
        if (held_.entry(0).number.value > next_ - 1) {
            batch.begin_row(RowNumber{next_ - 1}, next_ - 1);
            batch.end_row();
        } else {
            batch.append(held_, 0);
            held_.clear();
        }
        return true;
    }

private:
    /// Appends the next filled row if it is the one that is wanted next, and else holds it until its turn.
    Result<bool> find_row(RowBatch& batch)
    {
        std::size_t const place = batch.size();
        for (;;) {
            TRY_ASSIGN(SheetMachine::Step const step, machine_->next(batch));
            if (step == SheetMachine::Step::end) { return false; }
            if (step == SheetMachine::Step::strange) {
                TRY(start(XmlMachine::expat));
                continue;
            }
            std::int64_t const number = batch.entry(place).number.value;
            if (number > next_) { held_.append(batch, place); }
            if (number != next_) { batch.truncate(place); }
            // Rows that another machine has already given come again from the one that took over.
            if (number >= next_) { return true; }
        }
    }

    std::shared_ptr<WorkbookParts const> parts_;
    std::string part_;
    std::unique_ptr<SheetMachine> machine_{};
    RowBatch held_{}; ///< a row that stands further down
    std::int64_t next_{1};
};

} // namespace

Result<std::unique_ptr<RowSource>> open_sheet_rows(std::shared_ptr<WorkbookParts const> parts, std::string part, XmlMachine machine)
{
    auto rows = std::make_unique<SheetRows>(std::move(parts), std::move(part));
    TRY(rows->start(machine));
    return std::unique_ptr<RowSource>{std::move(rows)};
}

} // namespace muster
