#include "base/text.hpp"
#include "intake/byte_pieces.hpp"
#include "intake/nul_parity.hpp"
#include "intake/upload.hpp"
#include "intake/zip_directory.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

namespace muster {

namespace {

using namespace std::string_view_literals;

/// Bytes of the beginning that are looked at.
constexpr std::size_t head_size = std::size_t{64} << 10;
/// Share of control characters (one in so many bytes) from which bytes are no text.
constexpr std::size_t control_share = 20;
/// Text may have a NUL here and there: fewer than one byte in so many.
constexpr std::size_t nul_share = 50;

struct Signature {
    std::size_t offset;
    std::string_view bytes;
    std::string_view kind;
};
/// Beginnings of formats that are no table, from the formats' own specifications.
constexpr auto signatures = std::to_array<Signature>({
    {0, "%PDF-", "a PDF document"},
    {0, "%!PS", "a PostScript document"},
    {0, "{\\rtf", "an RTF document"},
    {0, "\x89PNG\r\n\x1A\n", "a PNG picture"},
    {0, "\xFF\xD8\xFF", "a JPEG picture"},
    {0, "GIF87a", "a GIF picture"},
    {0, "GIF89a", "a GIF picture"},
    {8, "WEBP", "a WebP picture"},
    {0, "II*\0"sv, "a TIFF picture"},
    {0, "MM\0*"sv, "a TIFF picture"},
    {0,
     "\x7F"
     "ELF",
     "a program (ELF)"},
    {0, "\xCA\xFE\xBA\xBE", "a Java class or a program"},
    {0, "\xCF\xFA\xED\xFE", "a program (Mach-O)"},
    {0, "\0asm"sv, "a WebAssembly module"},
    {0, "\x1F\x8B", "a gzip archive"},
    {0, "BZh", "a bzip2 archive"},
    {0,
     "\xFD"
     "7zXZ\0"sv,
     "an xz archive"},
    {0, "\x28\xB5\x2F\xFD", "a Zstandard archive"},
    {0, "7z\xBC\xAF\x27\x1C", "a 7-Zip archive"},
    {0, "Rar!\x1A\x07", "a RAR archive"},
    {257, "ustar", "a tar archive"},
    {0, "SQLite format 3\0"sv, "an SQLite database"},
    {4, "Standard Jet DB", "an Access database"},
    {4, "Standard ACE DB", "an Access database"},
    {0, "!BDN", "an Outlook data file"},
    {0, "PAR1", "a Parquet file"},
    {0, "ARROW1", "an Arrow file"},
    {0, "Obj\x01", "an Avro file"},
    {0, "OggS", "a sound or film file"},
    {0, "ID3", "a sound file"},
    {0, "fLaC", "a sound file"},
    {4, "ftyp", "a film or picture file"},
    {0, "RIFF", "a sound or film file"},
    {0, "BEGIN:VCARD", "a vCard file"},
    {0, "BEGIN:VCALENDAR", "a calendar file"},
});

constexpr std::string_view compound_file = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

Error refused(std::string_view name, std::string_view kind, std::string_view advice = "Choose a .csv, .txt, .xls, .xlsx or .zip file.")
{
    return Error{ErrorKind::unsupported, "FILE_KIND",
                 "'" + std::string{name} + "' is " + std::string{kind} + ", not a table. " + std::string{advice}};
}

Result<FileKind> recognise_zip(ByteSource const& file, std::string_view name)
{
    TRY_ASSIGN(ZipDirectory const directory, read_zip_directory(file, "'" + std::string{name} + "'"));
    auto const& entries = directory.entries;
    auto const holds = [&](std::string_view wanted) {
        return std::any_of(entries.begin(), entries.end(), [&](ZipEntry const& entry) {
            std::string_view const path = std::string_view{entry.name}.substr(entry.name.starts_with('/') ? 1 : 0);
            return text::equal_ascii_caseless(path.substr(0, wanted.size()), wanted);
        });
    };
    bool const office = holds("[content_types].xml");
    if (office && holds("xl/workbook.bin")) { return refused(name, "a binary workbook (.xlsb)", "Save it as .xlsx or .csv."); }
    if (office && holds("xl/")) { return FileKind::xlsx; }
    if (office && holds("word/")) { return refused(name, "a Word document"); }
    if (office && holds("ppt/")) { return refused(name, "a PowerPoint presentation"); }
    bool const open_document = !entries.empty() && entries.front().name == "mimetype" && holds("content.xml");
    if (open_document) { return refused(name, "an OpenDocument file", "Save the sheet as .xlsx or .csv."); }
    if (holds("index/document.iwa") || holds("index.zip")) {
        return refused(name, "a Numbers or Pages document", "Export the table as .xlsx or .csv.");
    }
    if (holds("meta-inf/manifest.mf")) { return refused(name, "a Java archive"); }
    return FileKind::zip;
}

std::string in_utf16(std::string_view ascii)
{
    std::string units;
    for (char const c : ascii) { units += {c, '\0'}; }
    return units;
}

/// A compound file holds a workbook, or a document of another program; its directory has the names in UTF-16.
Result<FileKind> recognise_compound(ByteSource const& file, std::string_view name, std::string_view head)
{
    if (head.size() < 512) {
        return Error{ErrorKind::unreadable, "FILE_DAMAGED", "'" + std::string{name} + "' is cut off. Get the file again."};
    }
    std::uint64_t const shift = std::min<std::uint64_t>(little_endian(head, 30, 2), 12);
    std::uint64_t const directory_at = (little_endian(head, 48, 4) + 1) << shift;
    TRY_ASSIGN(std::string directory, read_piece(file, directory_at, head_size));
    directory = text::ascii_lower(directory); // names are compared without case
    constexpr std::size_t entry_size = 128;   // MS-CFB 2.6.1: it begins with the name
    auto const holds = [&](std::string_view name_or_beginning) {
        std::string const wanted = in_utf16(text::ascii_lower(name_or_beginning));
        for (std::size_t at = 0; at < directory.size(); at += entry_size) {
            if (directory.compare(at, wanted.size(), wanted) == 0) { return true; }
        }
        return false;
    };
    if (holds("Workbook\0"sv) || holds("Book\0"sv)) { return FileKind::xls; } // documents of other programs may be embedded in it
    if (holds("EncryptedPackage")) {
        return Error{ErrorKind::unsupported, "FILE_ENCRYPTED",
                     "'" + std::string{name} + "' is protected with a password. Save it without one."};
    }
    if (holds("WordDocument")) { return refused(name, "a Word document"); }
    if (holds("PowerPoint Document")) { return refused(name, "a PowerPoint presentation"); }
    if (holds("__substg1.0") || holds("__nameid")) { return refused(name, "an Outlook message"); }
    return FileKind::xls;
}

/// Worksheets before Excel 97 begin with a record of their own, without a compound file around it.
bool is_bare_worksheet(std::string_view head)
{
    bool const begins =
        head.size() >= 4 && head[0] == '\x09' && head[3] == '\0' && (head[2] == 4 || head[2] == 6 || head[2] == 8 || head[2] == 16);
    return begins && (head[1] == 0 || head[1] == 2 || head[1] == 4 || head[1] == 8);
}

std::string_view kind_by_signature(std::string_view head, std::uint64_t size)
{
    for (Signature const& signature : signatures) {
        if (head.size() > signature.offset && head.substr(signature.offset).starts_with(signature.bytes)) { return signature.kind; }
    }
    bool const nul = head.substr(0, 64).find('\0') != std::string_view::npos;
    if (head.starts_with("MZ") && nul) { return "a program (Windows)"; }
    if (head.starts_with("BM") && head.size() > 6 && little_endian(head, 2, 4) == size) { return "a BMP picture"; }
    return "";
}

std::string_view without_mark(std::string_view head)
{
    if (head.starts_with("\xEF\xBB\xBF")) { head.remove_prefix(3); }
    return head;
}

/// Markup and JSON are text, but no table of delimiters.
std::string_view kind_of_document(std::string_view head, std::string_view tail)
{
    head = without_mark(head);
    std::size_t const first = head.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) { return ""; }
    head.remove_prefix(first);
    std::string const beginning = text::ascii_lower(head.substr(0, 64));
    for (std::string_view mark : {"<!doctype html", "<html", "<head", "<body", "<table", "<meta"}) {
        if (beginning.starts_with(mark)) { return "an HTML page"; }
    }
    if (beginning.starts_with("<?xml")) { return "an XML document"; }
    std::size_t const last = tail.find_last_not_of(" \t\r\n\0"sv);
    std::size_t const second = head.find_first_not_of(" \t\r\n", 1);
    if (last == std::string_view::npos || second == std::string_view::npos) { return ""; }
    bool const object = head[0] == '{' && (head[second] == '"' || head[second] == '}') && tail[last] == '}';
    bool const array = head[0] == '[' && "{[\"]"sv.find(head[second]) != std::string_view::npos && tail[last] == ']';
    return object || array ? "a JSON document" : "";
}

/// Bytes that are no text in any encoding: NUL bytes without the pattern of UTF-16, or many control characters.
bool is_binary(std::string_view head)
{
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF") || head.starts_with("\0\0\xFE\xFF"sv)) { return false; }
    if (!encoding_by_nul_parity(head).empty()) { return false; }
    std::size_t nul = 0;
    std::size_t controls = 0;
    for (char const c : head) {
        auto const byte = static_cast<unsigned char>(c);
        bool const separates = byte == 0x01 || (byte >= 0x1C && byte <= 0x1F); // used as delimiters
        bool const usual = (byte >= 0x08 && byte <= 0x0D) || byte == 0x1A || byte == 0x1B;
        nul += byte == 0 ? 1U : 0U;
        controls += byte < 0x20 && !separates && !usual ? 1U : 0U;
    }
    return nul * nul_share > head.size() || controls * control_share > head.size();
}

} // namespace

Result<FileKind> recognise(ByteSource const& file, std::string_view name)
{
    TRY_ASSIGN(std::string const head, read_piece(file, 0, static_cast<std::size_t>(std::min<std::uint64_t>(file.size(), head_size))));
    if (head.empty()) {
        return Error{ErrorKind::unreadable, "FILE_EMPTY", "'" + std::string{name} + "' is empty. Choose a file with a table in it."};
    }
    // A local header, an empty archive, the first part of several, and one that could have become several.
    for (std::string_view mark : {"PK\x03\x04", "PK\x05\x06", "PK\x07\x08", "PK00PK\x03\x04"}) {
        if (head.starts_with(mark)) { return recognise_zip(file, name); }
    }
    if (head.starts_with(compound_file)) { return recognise_compound(file, name, head); }
    if (is_bare_worksheet(head)) { return FileKind::xls; }
    if (auto const kind = kind_by_signature(head, file.size()); !kind.empty()) { return refused(name, kind); }
    std::uint64_t const tail_at = file.size() > head_size ? file.size() - head_size : 0;
    TRY_ASSIGN(std::string const tail, read_piece(file, tail_at, static_cast<std::size_t>(file.size() - tail_at)));
    if (auto const kind = kind_of_document(head, tail); !kind.empty()) { return refused(name, kind, "Export the table as .csv or .xlsx."); }
    bool const even = head.size() % 2 == 0 || head.size() < head_size;
    if (!is_binary(even ? std::string_view{head} : std::string_view{head}.substr(0, head.size() - 1))) { return FileKind::delimited; }
    // Some web pages send empty lines or the like in front of an archive.
    auto const directory = read_zip_directory(file, name);
    bool const archive = directory && !directory->entries.empty();
    return archive ? recognise_zip(file, name) : refused(name, "binary");
}

} // namespace muster
