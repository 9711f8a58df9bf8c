#pragma once

#include "intake/inflater.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace muster::xlsx_test {

using Parts = std::vector<std::pair<std::string, std::string>>;

inline std::string little(std::size_t value, std::size_t bytes)
{
    std::string text;
    for (; bytes > 0; --bytes, value >>= 8U) { text += static_cast<char>(value & 0xFFU); }
    return text;
}

/// A ZIP archive of stored entries (APPNOTE 4.3).
inline std::string stored_archive(Parts const& parts)
{
    std::string file, directory;
    for (auto const& [name, bytes] : parts) {
        std::string const common = little(20, 2) + little(0, 8) + little(checksum_after(0, bytes), 4) + little(bytes.size(), 4) +
                                   little(bytes.size(), 4) + little(name.size(), 2) + little(0, 2);
        directory += "PK\x01\x02" + little(20, 2) + common + little(0, 10) + little(file.size(), 4) + name;
        file += "PK\x03\x04" + common + name + bytes;
    }
    std::string const end = "PK\x05\x06" + little(0, 4) + little(parts.size(), 2) + little(parts.size(), 2) + little(directory.size(), 4) +
                            little(file.size(), 4) + little(0, 2);
    return file + directory + end;
}

inline std::string const declaration = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
inline std::string const main_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
inline std::string const relationship_space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
inline std::string const package_space = "http://schemas.openxmlformats.org/package/2006/relationships";

struct Link {
    std::string id, type, target;
};
inline std::string relationships(std::vector<Link> const& links, std::string const& base = relationship_space)
{
    std::string xml = declaration + "<Relationships xmlns=\"" + package_space + "\">";
    for (Link const& link : links) {
        xml += "<Relationship Id=\"" + link.id + "\" Type=\"" + base + "/" + link.type + "\" Target=\"" + link.target + "\"/>";
    }
    return xml + "</Relationships>";
}

inline std::string sheet_part(std::string const& rows)
{
    return declaration + "\n<worksheet xmlns=\"" + main_space + "\" xmlns:r=\"" + relationship_space +
           "\"><dimension ref=\"A1\"/><cols><col min=\"1\" max=\"1\" width=\"9\"/></cols><sheetData>" + rows + "</sheetData></worksheet>";
}
inline std::string strings_part(std::string const& strings)
{
    return declaration + "<sst xmlns=\"" + main_space + "\" count=\"1\" uniqueCount=\"1\">" + strings + "</sst>";
}
/// Styles 0, 1, ... with these format codes.
inline std::string styles_part(std::vector<std::string> const& codes)
{
    std::string formats, styles;
    for (std::size_t code = 0; code < codes.size(); ++code) {
        std::string const id = std::to_string(164 + code);
        formats += "<numFmt numFmtId=\"" + id + "\" formatCode=\"" + codes[code] + "\"/>";
        styles += "<xf numFmtId=\"" + id + "\" fontId=\"0\" applyNumberFormat=\"1\"/>";
    }
    return declaration + "<styleSheet xmlns=\"" + main_space + "\"><numFmts>" + formats +
           "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>" + styles + "</cellXfs></styleSheet>";
}

/// A workbook of one sheet; members that are empty are left out.
struct Made {
    std::string sheet{}; ///< the whole part
    std::string strings{};
    std::string styles{};
    std::string settings{}; ///< workbookPr
    Parts more{};           ///< further parts, or others in place of those of the same name
};

inline std::string workbook(Made const& made)
{
    Parts parts{
        {"_rels/.rels", relationships({{"rId1", "officeDocument", "xl/workbook.xml"}})},
        {"xl/workbook.xml", declaration + "<workbook xmlns=\"" + main_space + "\" xmlns:r=\"" + relationship_space + "\">" + made.settings +
                                "<sheets><sheet name=\"People\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels", relationships({{"rId1", "worksheet", "worksheets/sheet1.xml"},
                                                      {"rId2", "styles", "styles.xml"},
                                                      {"rId3", "sharedStrings", "sharedStrings.xml"}})},
        {"xl/worksheets/sheet1.xml", made.sheet},
    };
    if (!made.strings.empty()) { parts.emplace_back("xl/sharedStrings.xml", made.strings); }
    if (!made.styles.empty()) { parts.emplace_back("xl/styles.xml", made.styles); }
    for (auto const& [name, bytes] : made.more) {
        auto const old = std::ranges::find(parts, name, &Parts::value_type::first);
        if (old == parts.end()) {
            parts.emplace_back(name, bytes);
        } else {
            old->second = bytes;
        }
    }
    return stored_archive(parts);
}

} // namespace muster::xlsx_test
