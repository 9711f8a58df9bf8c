#include "reading/xlsx/shared_texts.hpp"

#include "reading/xlsx/part_damage.hpp"
#include "reading/xlsx/string_listener.hpp"
#include "reading/xlsx/xml_parser.hpp"

#include <limits>
#include <utility>

namespace muster {

/// sst holds si; what is in these is the StringListener's.
class SharedTexts::Listener final : public XmlListener {
public:
    Listener(SharedTexts& texts, std::string part) : texts_{texts}, part_{std::move(part)} {}

    Result<void> start(XmlName const& name, XmlAttributes const&) override
    {
        if (string_.begun()) {
            string_.start(name);
            return {};
        }
        if (depth_ == 0 && !is_element(name, "sst")) { return damaged_part(part_, "are no shared strings"); }
        if (ignored_ > 0 || (depth_ == 1 && !is_element(name, "si"))) {
            ++ignored_;
            return {};
        }
        if (depth_ == 1) { string_.begin(texts_.arena_); }
        ++depth_;
        return {};
    }
    Result<void> end(XmlName const&) override
    {
        if (string_.begun() && !string_.end()) { return {}; }
        if (ignored_ > 0) {
            --ignored_;
            return {};
        }
        --depth_;
        return depth_ == 1 ? texts_.end_text() : Result<void>{};
    }
    Result<void> text(std::string_view piece) override
    {
        string_.text(piece);
        return {};
    }

private:
    SharedTexts& texts_;
    std::string part_;
    StringListener string_{};
    std::uint64_t depth_{}, ignored_{};
};

Result<SharedTexts> SharedTexts::read(Package const& package, std::string const& part, XmlMachine machine, WindowSize window)
{
    SharedTexts texts;
    if (machine == XmlMachine::scanner) {
        TRY_ASSIGN(auto stream, package.part(part));
        TRY_ASSIGN(bool const plain, texts.scan(std::move(stream), window));
        if (plain) { return texts; }
        texts.clear();
    }
    TRY_ASSIGN(auto stream, package.part(part));
    Listener listener{texts, part};
    TRY(parse_xml(std::move(stream), part, listener));
    return texts;
}

Result<bool> SharedTexts::scan(std::unique_ptr<ZipStream> stream, WindowSize size)
{
    PartWindow window{std::move(stream), size};
    bool open = false;
    TRY_ASSIGN(Scan const root, scan_root(window, "sst", open));
    if (root != Scan::done) { return false; }
    constexpr std::string_view end_tag = "</sst>";
    while (open) {
        TRY(window.look_ahead());
        window.at = skip_blanks(window.at);
        if (stands_at(window.at, end_tag)) { break; }
        TRY_ASSIGN(Scan const step, scan_text(window));
        if (step == Scan::strange) { return false; }
        if (step == Scan::done) { continue; }
        TRY_ASSIGN(bool const wider, window.widen());
        if (!wider) { return false; }
    }
    TRY_ASSIGN(std::string const last, window.drain());
    return !open || last.ends_with(end_tag);
}

Result<Scan> SharedTexts::scan_text(PartWindow& window)
{
    constexpr std::string_view full_tag = "<si>", empty_tag = "<si/>";
    char const* at = window.at;
    if (stands_at(at, empty_tag)) {
        at += empty_tag.size();
    } else if (stands_at(at, full_tag)) {
        std::size_t const start = arena_.size();
        at += full_tag.size();
        if (Scan const step = scan_string(window, at, "</si>", arena_); step != Scan::done) {
            arena_.resize(start);
            return step;
        }
    } else {
        return unexpected(window, at);
    }
    window.at = at;
    TRY(end_text());
    return Scan::done;
}

Result<void> SharedTexts::end_text()
{
    if (arena_.size() > std::numeric_limits<std::uint32_t>::max()) {
        return Error{ErrorKind::too_large, "FILE_TOO_LARGE",
                     "The workbook's texts have more than 4 GiB. Split the sheet into several files, or save it as .csv."};
    }
    ends_.push_back(static_cast<std::uint32_t>(arena_.size()));
    return {};
}

void SharedTexts::clear()
{
    arena_.clear();
    ends_.clear();
}

} // namespace muster
