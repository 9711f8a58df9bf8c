#include "reading/xlsx/workbook_part.hpp"

#include "reading/xlsx/part_damage.hpp"
#include "reading/xlsx/string_listener.hpp"
#include "reading/xlsx/xml_parser.hpp"
#include "reading/xlsx/xml_text.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

/// Where well-known programs put the main part.
constexpr std::string_view usual_name = "xl/workbook.xml";

struct ListedSheet {
    std::string name{};
    std::string relationship{};
    bool hidden{};
};

/// workbook holds workbookPr and sheets, and that each sheet.
class WorkbookListener final : public XmlListener {
public:
    explicit WorkbookListener(std::string part) : part_{std::move(part)} {}

    Result<void> start(XmlName const& name, XmlAttributes const& attributes) override
    {
        ++depth_;
        if (depth_ == 1) {
            if (!is_element(name, "workbook")) { return damaged_part(part_, "is no workbook"); }
        } else if (depth_ == 2) {
            in_sheets_ = is_element(name, "sheets");
            if (is_element(name, "workbookPr") && is_true(attributes.find("date1904"))) { dates = DateSystem::from_1904; }
        } else if (depth_ == 3 && in_sheets_ && is_element(name, "sheet")) {
            add_sheet(attributes);
        }
        return {};
    }
    Result<void> end(XmlName const&) override
    {
        --depth_;
        return {};
    }
    Result<void> text(std::string_view) override { return {}; }

    std::vector<ListedSheet> sheets{};
    DateSystem dates{DateSystem::from_1900};

private:
    void add_sheet(XmlAttributes const& attributes)
    {
        std::string_view const state = attributes.find("state");
        std::string name{attributes.find("name")};
        unescape_text(name, 0);
        sheets.push_back(
            {std::move(name), std::string{attributes.find("id", XmlSpace::relationship)}, state == "hidden" || state == "veryHidden"});
    }

    std::string part_;
    std::uint64_t depth_{};
    bool in_sheets_{};
};

Result<std::string> find_main_part(Package const& package)
{
    TRY_ASSIGN(auto const relationships, package.relationships_of(""));
    for (Relationship const& relationship : relationships) {
        if (relationship.type != "officeDocument" || !package.holds(relationship.part)) { continue; }
        if (relationship.part.ends_with(".bin")) {
            return Error{ErrorKind::unsupported, "FILE_KIND",
                         "The file is a binary workbook (.xlsb), which is not read here. Open it in Excel and save it as .xlsx or .csv."};
        }
        return relationship.part;
    }
    if (package.holds(std::string{usual_name})) { return std::string{usual_name}; }
    return Error{ErrorKind::unreadable, "FILE_DAMAGED",
                 "There is no workbook in the file. Get it again, or open it in a spreadsheet program and save it as .xlsx or .csv."};
}

/// The part that a relationship of the type names; else, where a program forgot it, the one of the usual name.
std::string part_of_type(Package const& package, std::vector<Relationship> const& relationships, std::string_view type,
                         std::string const& usual)
{
    auto const found = std::ranges::find(relationships, type, &Relationship::type);
    if (found != relationships.end() && package.holds(found->part)) { return found->part; }
    return package.holds(usual) ? usual : std::string{};
}

Result<void> add_sheets(WorkbookPart& workbook, Package const& package, std::vector<ListedSheet> const& listed,
                        std::vector<Relationship> const& relationships)
{
    for (ListedSheet const& sheet : listed) {
        if (sheet.relationship.empty()) { // a module of Visual Basic
            workbook.sheets.push_back({sheet.name, Sheet::Kind::other, sheet.hidden});
            workbook.sheet_parts.emplace_back();
            continue;
        }
        auto const found = std::ranges::find(relationships, sheet.relationship, &Relationship::id);
        if (found == relationships.end()) { return damaged_part(workbook.name, "the sheet '" + sheet.name + "' leads to no part"); }
        Sheet::Kind const kind = found->type == "worksheet" ? Sheet::Kind::rows : Sheet::Kind::other;
        if (kind == Sheet::Kind::rows && !package.holds(found->part)) {
            return damaged_part(workbook.name, "the sheet '" + sheet.name + "' leads to the part '" + found->part + "', which is missing");
        }
        workbook.sheets.push_back({sheet.name, kind, sheet.hidden});
        workbook.sheet_parts.push_back(found->part);
    }
    if (std::ranges::find(workbook.sheets, Sheet::Kind::rows, &Sheet::kind) != workbook.sheets.end()) { return {}; }
    return Error{ErrorKind::unreadable, "FILE_EMPTY",
                 "The workbook has no sheet with rows, only charts or nothing at all. Choose a workbook with a table in it."};
}

} // namespace

Result<WorkbookPart> read_workbook_part(Package const& package)
{
    WorkbookPart workbook;
    TRY_ASSIGN(workbook.name, find_main_part(package));
    TRY_ASSIGN(auto stream, package.part(workbook.name));
    WorkbookListener listener{workbook.name};
    TRY(parse_xml(std::move(stream), workbook.name, listener));
    workbook.dates = listener.dates;
    TRY_ASSIGN(auto const relationships, package.relationships_of(workbook.name));
    TRY(add_sheets(workbook, package, listener.sheets, relationships));
    std::string const folder = folder_of(workbook.name);
    workbook.texts_part = part_of_type(package, relationships, "sharedStrings", folder + "sharedStrings.xml");
    workbook.styles_part = part_of_type(package, relationships, "styles", folder + "styles.xml");
    return workbook;
}

} // namespace muster
