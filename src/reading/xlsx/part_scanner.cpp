#include "reading/xlsx/part_scanner.hpp"

#include "base/text.hpp"
#include "reading/xlsx/xml_names.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace muster {

namespace {

/// The longest cell of Excel has 32,767 characters. What is longer is left to the parser, which needs no window.
constexpr std::size_t most_room = std::size_t{1} << 20;
/// Zero bytes behind the end.
constexpr std::size_t padding = 64;
static_assert(padding >= literal_room + 16);
constexpr std::size_t longest_prefix = 8;

/// Whether an XML declaration says that the document is in UTF-8.
bool declares_utf8(std::string_view declaration)
{
    std::size_t const named = declaration.find("encoding");
    if (named == std::string_view::npos) { return true; }
    std::size_t const quote = declaration.find_first_of("\"'", named);
    return quote != std::string_view::npos && text::equal_ascii_caseless(declaration.substr(quote + 1, 5), "utf-8") &&
           quote + 6 < declaration.size() && declaration[quote + 6] == declaration[quote];
}

/// Passes the byte order mark, the XML declaration and comments.
Scan skip_prolog(PartWindow const& window, char const*& at)
{
    if (stands_at(at, "\xEF\xBB\xBF")) { at += 3; }
    for (bool first = true;; first = false) {
        bool const declaration = first && stands_at(at, "<?xml ");
        if (!declaration && !stands_at(at, "<!--")) { return Scan::done; }
        std::string_view const rest{at, window.end};
        std::string_view const closing = declaration ? "?>" : "-->";
        std::size_t const end = rest.find(closing, declaration ? 0 : 4);
        if (end == std::string_view::npos) { return unexpected(window, window.end); }
        if (declaration && !declares_utf8(rest.substr(0, end))) { return Scan::strange; }
        at = skip_blanks(at + end + closing.size());
    }
}

struct RootTag {
    std::string prefix{}; ///< with its colon; empty where there is none
    bool open{};
};

/// Passes all up to behind the root's start tag.
Scan pass_root(PartWindow const& window, char const*& at, std::string_view name, RootTag& root)
{
    if (Scan const step = skip_prolog(window, at); step != Scan::done) { return step; }
    if (*at != '<') { return unexpected(window, at); }
    char const* const begin = ++at;
    while (*at > ' ' && *at != '>' && *at != '/' && *at != ':') { ++at; }
    if (*at == ':' && at - begin <= static_cast<std::ptrdiff_t>(longest_prefix)) {
        root.prefix.assign(begin, ++at);
    } else {
        at = begin;
    }
    if (!stands_at(at, name)) { return unexpected(window, at); }
    at += name.size();
    std::string const declared = root.prefix.empty() ? "xmlns" : "xmlns:" + root.prefix.substr(0, root.prefix.size() - 1);
    bool ours = false, others = false;
    TagEnd const end = scan_attributes(at, window.end, [&](std::string_view attribute, std::string_view value) {
        ours = ours || (attribute == declared && space_of(value) == XmlSpace::main);
        // Tags without the prefix would mean something else.
        others = others || (attribute == "xmlns" && attribute != declared);
    });
    root.open = end == TagEnd::open;
    if (end == TagEnd::unknown) { return unexpected(window, at); }
    return ours && !others ? Scan::done : Scan::strange;
}

/// Texts stand in a `t` that belongs to the string itself or to a run.
class StringScan {
public:
    StringScan(PartWindow const& window, char const*& at, std::string_view closing, std::string& into)
        : window_{window}, at_{at}, closing_{closing}, into_{into}
    {
    }

    Scan run()
    {
        for (;;) {
            at_ = skip_blanks(at_);
            if (stands_at(at_, closing_) && !in_run_) {
                at_ += closing_.size();
                return Scan::done;
            }
            if (Scan const step = take_child(); step != Scan::done) { return step; }
        }
    }

private:
    Scan take_child()
    {
        if (stands_at(at_, "<t>") || stands_at(at_, "<t ") || stands_at(at_, "<t/>")) { return take_text(); }
        if (!in_run_ && stands_at(at_, "<r>")) { return turn("<r>"); }
        if (in_run_ && stands_at(at_, "</r>")) { return turn("</r>"); }
        if (in_run_ && (stands_at(at_, "<rPr>") || stands_at(at_, "<rPr/>"))) { return skip_element(window_, at_, "rPr"); }
        if (!in_run_ && stands_at(at_, "<rPh ")) { return skip_element(window_, at_, "rPh"); }
        if (!in_run_ && stands_at(at_, "<phoneticPr ")) { return skip_element(window_, at_, "phoneticPr"); }
        return unexpected(window_, at_);
    }

    Scan turn(std::string_view tag)
    {
        in_run_ = !in_run_;
        at_ += tag.size();
        return Scan::done;
    }

    Scan take_text()
    {
        at_ += 2;
        TagEnd tag{};
        if (Scan const step = skip_attributes(window_, at_, tag); step != Scan::done) { return step; }
        if (tag == TagEnd::empty) { return Scan::done; }
        XmlTextEnd const end = find_text_end(at_, window_.end);
        if (!stands_at(end.at, "</t>")) { return unexpected(window_, end.at); }
        std::size_t const start = into_.size();
        if (!append_xml_text(into_, at_, end)) { return Scan::strange; }
        if (end.underscored || end.marked) { unescape_text(into_, start); }
        at_ = end.at + 4;
        return Scan::done;
    }

    PartWindow const& window_;
    char const*& at_;
    std::string_view closing_;
    std::string& into_;
    bool in_run_{};
};

} // namespace

PartWindow::PartWindow(std::unique_ptr<ZipStream> stream, WindowSize size)
    : stream_{std::move(stream)}, room_(size.room + padding, '\0'), ahead_{size.ahead}
{
    at = end = room_.data();
}

Result<void> PartWindow::fill(std::size_t wanted)
{
    auto const kept = static_cast<std::size_t>(end - at);
    std::size_t const capacity = room_.size() - padding;
    std::size_t const least = wanted + cut_.size();
    if (least > capacity) {
        std::string wider(std::max(least, std::min(capacity * 2, most_room)) + padding, '\0');
        std::memcpy(wider.data(), at, kept);
        room_ = std::move(wider);
    } else {
        std::memmove(room_.data(), at, kept);
    }
    char* const begin = room_.data() + kept;
    char* const next = std::ranges::copy(cut_, begin).out;
    cut_.clear();
    auto const space = static_cast<std::size_t>(room_.data() + room_.size() - padding - next);
    at = end = room_.data(); // what stays true when reading fails
    auto got = stream_->read({next, space});
    if (!got) { return std::move(got).error(); }
    complete = *got < space;
    char* const filled = prefix_.empty() ? next + *got : without_prefixes(begin, next + *got);
    end = filled;
    std::memset(filled, 0, padding);
    return {};
}

void PartWindow::leave_out(std::string prefix)
{
    prefix_ = std::move(prefix);
    char* const begin = room_.data() + (at - room_.data());
    char* const filled = without_prefixes(begin, room_.data() + (end - room_.data()));
    end = filled;
    std::memset(filled, 0, padding);
}

/// Closes the gaps where prefixes were; gives the new end. What may be the beginning of one is cut off there.
char* PartWindow::without_prefixes(char* begin, char* raw_end)
{
    char* into = begin;
    for (char* from = begin;;) {
        char* const tag = std::find(from, raw_end, '<');
        into = from == into ? tag : std::copy(from, tag, into);
        std::string_view rest{tag, raw_end};
        if (rest.size() < prefix_.size() + 2 && !complete) {
            cut_ = rest;
            return into;
        }
        if (rest.empty()) { return into; }
        std::size_t const mark = rest.starts_with("</") ? 2 : 1;
        into = std::ranges::copy(rest.substr(0, mark), into).out;
        rest.remove_prefix(mark);
        from = tag + mark + (rest.starts_with(prefix_) ? prefix_.size() : 0);
    }
}

Result<bool> PartWindow::widen()
{
    auto const kept = static_cast<std::size_t>(end - at);
    if (complete || kept >= most_room) { return false; }
    TRY(fill(kept + 1));
    return true;
}

Result<std::string> PartWindow::drain()
{
    constexpr std::size_t shown = 32;
    std::string last;
    for (;;) {
        std::string_view const rest{at, end};
        last += rest;
        while (!last.empty() && is_xml_blank(last.back())) { last.pop_back(); }
        last.erase(0, last.size() - std::min(last.size(), shown));
        at = end;
        if (complete) { return last; }
        TRY(fill(1));
    }
}

Scan skip_element(PartWindow const& window, char const*& at, std::string_view name)
{
    for (std::size_t depth = 0;;) {
        at = std::find(at, window.end, '<');
        if (*at != '<') { return unexpected(window, at); }
        ++at;
        bool const closes = *at == '/';
        if (*at == '!' || *at == '?') { return Scan::strange; }
        if (closes) { ++at; }
        bool const ours = stands_at(at, name);
        while (*at > ' ' && *at != '>' && *at != '/') { ++at; }
        TagEnd const end = scan_attributes(at, window.end, [](std::string_view, std::string_view) {});
        if (end == TagEnd::unknown) { return unexpected(window, at); }
        if (closes) { --depth; }
        if (!closes && end == TagEnd::open) { ++depth; }
        if (depth == 0) { return ours ? Scan::done : Scan::strange; }
    }
}

Result<Scan> scan_root(PartWindow& window, std::string_view name, bool& open)
{
    TRY(window.look_ahead());
    for (;;) {
        RootTag root;
        char const* at = window.at;
        Scan const step = pass_root(window, at, name, root);
        if (step == Scan::done) {
            window.at = at;
            open = root.open;
            if (!root.prefix.empty()) { window.leave_out(root.prefix); }
        }
        if (step != Scan::more) { return step; }
        TRY_ASSIGN(bool const wider, window.widen());
        if (!wider) { return Scan::strange; }
    }
}

Scan scan_string(PartWindow const& window, char const*& at, std::string_view closing, std::string& into)
{
    return StringScan{window, at, closing, into}.run();
}

} // namespace muster
