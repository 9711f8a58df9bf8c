#pragma once

#include "intake/zip_archive.hpp"
#include "reading/xlsx/xml_names.hpp"

#include <memory>
#include <string>

namespace muster {

/// Hears what stands in an XML document. An Error that it answers stops the parsing and is passed on.
class XmlListener {
public:
    XmlListener() = default;
    XmlListener(XmlListener const&) = delete;
    XmlListener& operator=(XmlListener const&) = delete;
    virtual ~XmlListener() = default;
    virtual Result<void> start(XmlName const& name, XmlAttributes const& attributes) = 0;
    virtual Result<void> end(XmlName const& name) = 0;
    /// Characters, references resolved and line ends normalised; a text may come in several pieces.
    virtual Result<void> text(std::string_view piece) = 0;
};

/// Parses a part of a package by expat, piece by piece, with bounded memory. In UTF-8 what is not well-formed and what XML forbids
/// (control characters) reads as U+FFFD. Entities are never defined: a document type definition is refused. One thread.
class XmlParser {
public:
    /// `part` names it in errors; the listener must outlive the parser.
    XmlParser(std::unique_ptr<ZipStream> stream, std::string part, XmlListener& listener);
    ~XmlParser();
    XmlParser(XmlParser&&) = delete;
    XmlParser& operator=(XmlParser&&) = delete;

    /// Parses the next piece; false when that was the last. Errors: unreadable (no well-formed XML), the stream's and the listener's.
    Result<bool> advance();

private:
    class Machine;
    std::unique_ptr<Machine> machine_;
};

/// Parses the whole of a part.
Result<void> parse_xml(std::unique_ptr<ZipStream> stream, std::string part, XmlListener& listener);

} // namespace muster
