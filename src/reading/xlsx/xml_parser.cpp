#include "reading/xlsx/xml_parser.hpp"

#include "base/text.hpp"
#include "reading/xlsx/mended_utf8.hpp"
#include "reading/xlsx/part_damage.hpp"

#include <expat.h>

#include <new>
#include <optional>
#include <utility>
#include <vector>

namespace muster {

namespace {

constexpr std::size_t parsed_at_once = std::size_t{64} << 10;
/// A tag or comment that is not complete is scanned again with each piece: bounds that work. Texts come in parts and are not concerned.
constexpr std::uint64_t longest_tag = std::uint64_t{16} << 20;
/// An XML declaration stands within it.
constexpr std::size_t declaration_room = 256;

/// Whether a document is in UTF-8: no mark or zero bytes of UTF-16 at its beginning, and no other encoding declared.
bool is_in_utf8(std::string_view beginning)
{
    if (beginning.size() < 2) { return true; }
    if (beginning.starts_with("\xFE\xFF") || beginning.starts_with("\xFF\xFE") || beginning[0] == 0 || beginning[1] == 0) { return false; }
    if (beginning.starts_with("\xEF\xBB\xBF")) { beginning.remove_prefix(3); }
    if (!beginning.starts_with("<?xml")) { return true; }
    std::string_view const declaration = beginning.substr(0, std::min(beginning.find("?>"), declaration_room));
    std::size_t const named = declaration.find("encoding");
    if (named == std::string_view::npos) { return true; }
    std::size_t const quote = declaration.find_first_of("\"'", named);
    return quote != std::string_view::npos && text::equal_ascii_caseless(declaration.substr(quote + 1, 5), "utf-8");
}

} // namespace

class XmlParser::Machine {
public:
    Machine(std::unique_ptr<ZipStream> stream, std::string part, XmlListener& listener)
        : stream_{std::move(stream)},
          part_{std::move(part)},
          listener_{listener},
          parser_{XML_ParserCreateNS(nullptr, namespace_separator)},
          piece_(parsed_at_once)
    {
        if (parser_ == nullptr) { throw std::bad_alloc{}; }
        XML_SetUserData(parser_, this);
        XML_SetElementHandler(parser_, start_element, end_element);
        XML_SetCharacterDataHandler(parser_, characters);
        XML_SetStartDoctypeDeclHandler(parser_, doctype);
    }
    Machine(Machine const&) = delete;
    Machine& operator=(Machine const&) = delete;
    ~Machine() { XML_ParserFree(parser_); }

    Result<bool> advance()
    {
        TRY_ASSIGN(std::size_t const got, stream_->read(piece_));
        std::string_view piece{piece_.data(), got};
        if (std::exchange(first_, false)) { mending_ = is_in_utf8(piece); }
        if (mending_) { piece = mended_.mend(piece); }
        TRY(parse(piece, XML_FALSE));
        if (got == piece_.size()) { return true; }
        TRY(parse(mended_.finish(), XML_TRUE));
        return false;
    }

private:
    Result<void> parse(std::string_view piece, XML_Bool last)
    {
        fed_ += piece.size();
        XML_Status const status = XML_Parse(parser_, piece.data(), static_cast<int>(piece.size()), last);
        if (out_of_memory_ || (status == XML_STATUS_ERROR && XML_GetErrorCode(parser_) == XML_ERROR_NO_MEMORY)) { throw std::bad_alloc{}; }
        if (failure_) { return *failure_; }
        if (status == XML_STATUS_ERROR) {
            return damaged_part(part_, "line " + std::to_string(XML_GetCurrentLineNumber(parser_)) + " is no XML (" +
                                           XML_ErrorString(XML_GetErrorCode(parser_)) + ")");
        }
        XML_Index const at = XML_GetCurrentByteIndex(parser_);
        if (last == XML_FALSE && at >= 0 && fed_ - static_cast<std::uint64_t>(at) > longest_tag) {
            return damaged_part(part_, "a tag is longer than any program writes them");
        }
        return {};
    }

    /// Runs a listener's function; no exception may pass through expat.
    template <class Call>
    void report(Call call) noexcept
    {
        if (failure_ || out_of_memory_) { return; } // expat reports some more before it stops
        try {
            if (auto heard = call(); !heard) { failure_ = heard.error(); }
        } catch (std::bad_alloc const&) {
            out_of_memory_ = true;
        }
        if (failure_ || out_of_memory_) { XML_StopParser(parser_, XML_FALSE); }
    }

    static Machine& self(void* user) noexcept { return *static_cast<Machine*>(user); }
    static void XMLCALL start_element(void* user, char const* name, char const** attributes) noexcept
    {
        self(user).report([&] { return self(user).listener_.start(name_of(name), XmlAttributes{attributes}); });
    }
    static void XMLCALL end_element(void* user, char const* name) noexcept
    {
        self(user).report([&] { return self(user).listener_.end(name_of(name)); });
    }
    static void XMLCALL characters(void* user, char const* text, int length) noexcept
    {
        self(user).report([&] { return self(user).listener_.text({text, static_cast<std::size_t>(length)}); });
    }
    static void XMLCALL doctype(void* user, char const*, char const*, char const*, int) noexcept
    {
        self(user).report([&]() -> Result<void> {
            return damaged_part(self(user).part_, "stands a document type definition, which workbooks must not have");
        });
    }

    std::unique_ptr<ZipStream> stream_;
    std::string part_;
    XmlListener& listener_;
    XML_Parser parser_;
    std::vector<char> piece_;
    MendedUtf8 mended_{};
    std::uint64_t fed_{};
    std::optional<Error> failure_{};
    bool first_{true}, mending_{}, out_of_memory_{};
};

XmlParser::XmlParser(std::unique_ptr<ZipStream> stream, std::string part, XmlListener& listener)
    : machine_{std::make_unique<Machine>(std::move(stream), std::move(part), listener)}
{
}

XmlParser::~XmlParser() = default;

Result<bool> XmlParser::advance() { return machine_->advance(); }

Result<void> parse_xml(std::unique_ptr<ZipStream> stream, std::string part, XmlListener& listener)
{
    XmlParser parser{std::move(stream), std::move(part), listener};
    for (;;) {
        TRY_ASSIGN(bool const more, parser.advance());
        if (!more) { return {}; }
    }
}

} // namespace muster
