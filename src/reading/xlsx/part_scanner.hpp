#pragma once

#include "intake/zip_archive.hpp"
#include "reading/xlsx/xml_text.hpp"

#include <cstring>
#include <memory>
#include <string>
#include <string_view>

namespace muster {

/// How a step of a scanner ended.
enum class Scan : std::uint8_t {
    done,
    more,   ///< the window ends within it: call again with more of the part
    strange ///< something that the scanner does not know: the part needs a real parser
};

/// How much of a part a scanner sees. Tests take little, so that everything is cut somewhere.
struct WindowSize {
    std::size_t room{std::size_t{256} << 10}; ///< at first; within a core's cache, and far more than a row of people has
    std::size_t ahead{4'096};                 ///< what is there before each tag: more than the tags of well-known programs have
};

/// A window that moves over the unpacked bytes of a part. Behind its end stand zero bytes, which no tag holds: scanning needs no look at
/// the end but where it finds something unexpected. One thread.
class PartWindow {
public:
    PartWindow(std::unique_ptr<ZipStream> stream, WindowSize size);
    PartWindow(PartWindow const&) = delete;
    PartWindow& operator=(PartWindow const&) = delete;

    char const* at{};  ///< the next byte
    char const* end{}; ///< behind the last byte that is there
    bool complete{};   ///< the part ends at `end`

    /// Makes room ahead, unless the part ends before. Pointers into the window become invalid.
    Result<void> look_ahead()
    {
        if (static_cast<std::size_t>(end - at) >= ahead_ || complete) [[likely]] { return {}; }
        return fill(ahead_);
    }
    /// From here on the prefix ("x:") of tags is left out, so that scanners need not know it.
    void leave_out(std::string prefix);
    /// Makes more than before available; false when a token is longer than any window, or the part ends.
    Result<bool> widen();
    /// Reads to the end, so that damage there shows; gives what stands there last, white space aside.
    Result<std::string> drain();

private:
    Result<void> fill(std::size_t wanted);
    char* without_prefixes(char* begin, char* raw_end);

    std::unique_ptr<ZipStream> stream_;
    std::string room_;
    std::size_t ahead_;
    std::string prefix_{};
    std::string cut_{}; ///< the beginning of a tag whose prefix may go on with the next bytes
};

/// The longest literal that scanners compare with; less than the window's zeros.
inline constexpr std::size_t literal_room = 16;

constexpr bool is_xml_blank(char letter) { return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t'; }

inline char const* skip_blanks(char const* at)
{
    while (is_xml_blank(*at)) { ++at; }
    return at;
}

inline bool stands_at(char const* at, std::string_view literal) { return std::memcmp(at, literal.data(), literal.size()) == 0; }

/// What stands at `at` is not what a scanner knows: either the window is too short, or the part is strange.
inline Scan unexpected(PartWindow const& window, char const* at)
{
    return !window.complete && window.end - at < static_cast<std::ptrdiff_t>(literal_room) ? Scan::more : Scan::strange;
}

/// A start tag whose attributes have been passed.
enum class TagEnd : std::uint8_t { open, empty, unknown };

/// Passes the attributes of a start tag, from behind its name to behind its '>', and calls `take(name, value)` for each; the values are as
/// they stand. Unknown: `at` stays where the scanner does not know on.
template <class Take>
TagEnd scan_attributes(char const*& at, char const* end, Take take)
{
    for (;;) {
        char const* const before = at;
        at = skip_blanks(at);
        if (*at == '>') {
            ++at;
            return TagEnd::open;
        }
        if (at[0] == '/' && at[1] == '>') {
            at += 2;
            return TagEnd::empty;
        }
        if (at == before) { return TagEnd::unknown; }
        char const* const name = at;
        char const* equals = at;
        while (*equals > ' ' && *equals != '=' && *equals != '>' && *equals != '/' && *equals != '<') { ++equals; }
        char const quote = equals[0] == '=' ? equals[1] : '\0';
        if (equals == name || (quote != '"' && quote != '\'')) {
            at = equals;
            return TagEnd::unknown;
        }
        char const* const value = equals + 2;
        char const* close = value;
        while (close < end && *close != quote && *close != '<') { ++close; }
        if (close >= end || *close == '<') {
            at = close;
            return TagEnd::unknown;
        }
        take(std::string_view{name, equals}, std::string_view{value, close});
        at = close + 1;
    }
}

/// Passes the attributes of a tag that has none of interest; strange where one declares a namespace.
inline Scan skip_attributes(PartWindow const& window, char const*& at, TagEnd& end)
{
    bool declares = false;
    end = scan_attributes(at, window.end,
                          [&declares](std::string_view name, std::string_view) { declares = declares || name.starts_with("xmlns"); });
    if (end == TagEnd::unknown) { return unexpected(window, at); }
    return declares ? Scan::strange : Scan::done;
}

/// Passes a whole element, `at` at its '<'; what is in it is not looked at.
Scan skip_element(PartWindow const& window, char const*& at, std::string_view name);

/// Passes the beginning of a part up to behind the start tag of its root, which must have that name and a namespace of spreadsheets. If it
/// has a prefix, the window leaves that out from there on. `open` tells whether anything is in it.
Result<Scan> scan_root(PartWindow& window, std::string_view name, bool& open);

/// Passes what is in a string item or an inline string, from behind its start tag to behind `closing`, and appends its text: runs joined,
/// phonetic ones left out, escapes resolved.
Scan scan_string(PartWindow const& window, char const*& at, std::string_view closing, std::string& into);

} // namespace muster
