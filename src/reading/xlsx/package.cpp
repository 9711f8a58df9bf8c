#include "reading/xlsx/package.hpp"

#include "base/text.hpp"
#include "reading/xlsx/part_damage.hpp"
#include "reading/xlsx/xml_parser.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace muster {

namespace {

std::string_view last_piece(std::string_view path)
{
    return path.substr(path.rfind('/') + 1); // npos + 1 is 0
}

class RelationshipsListener final : public XmlListener {
public:
    explicit RelationshipsListener(std::string folder) : folder_{std::move(folder)} {}

    Result<void> start(XmlName const& name, XmlAttributes const& attributes) override
    {
        bool const ours = name.space == XmlSpace::package || name.space == XmlSpace::none;
        if (!ours || name.local != "Relationship" || text::equal_ascii_caseless(attributes.find("TargetMode"), "External")) { return {}; }
        found.push_back({std::string{attributes.find("Id")}, std::string{last_piece(attributes.find("Type"))},
                         resolve_target(folder_, attributes.find("Target"))});
        return {};
    }
    Result<void> end(XmlName const&) override { return {}; }
    Result<void> text(std::string_view) override { return {}; }

    std::vector<Relationship> found{};

private:
    std::string folder_;
};

std::optional<char> coded_byte(std::string_view text)
{
    constexpr std::size_t length = 3;
    std::uint8_t code = 0;
    if (text.size() < length || text.front() != '%') { return std::nullopt; }
    auto const [stopped, error] = std::from_chars(text.data() + 1, text.data() + length, code, 16);
    if (error != std::errc{} || stopped != text.data() + length) { return std::nullopt; }
    return static_cast<char>(code);
}

/// %20 and kin as the bytes that they stand for.
std::string without_percent_codes(std::string_view name)
{
    std::string decoded;
    while (!name.empty()) {
        std::optional<char> const coded = coded_byte(name);
        decoded += coded.value_or(name.front());
        name.remove_prefix(coded ? 3 : 1);
    }
    return decoded;
}

} // namespace

std::string folder_of(std::string_view part) { return std::string{part.substr(0, part.rfind('/') + 1)}; }

std::string resolve_target(std::string_view folder, std::string_view target)
{
    std::string path{target};
    std::ranges::replace(path, '\\', '/');
    if (!path.starts_with('/')) { path.insert(0, folder); }
    std::vector<std::string_view> pieces;
    for (std::string_view rest = path; !rest.empty();) {
        std::size_t const end = std::min(rest.find('/'), rest.size());
        std::string_view const piece = rest.substr(0, end);
        if (piece == ".." && !pieces.empty()) {
            pieces.pop_back();
        } else if (!piece.empty() && piece != "." && piece != "..") {
            pieces.push_back(piece);
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    std::string resolved;
    for (std::string_view const piece : pieces) { resolved.append(resolved.empty() ? "" : "/").append(piece); }
    return resolved;
}

Result<Package> Package::open(std::shared_ptr<ByteSource const> file, std::uint64_t limit)
{
    TRY_ASSIGN(auto archive, ZipArchive::open(std::move(file)));
    return Package{std::move(archive), limit};
}

std::string Package::known_name(std::string name) const
{
    if (!holds(name) && name.find('%') != std::string::npos) { return without_percent_codes(name); }
    return name;
}

std::uint64_t Package::size_of(std::string const& part) const
{
    ZipEntry const* const entry = archive_->find(part);
    return entry == nullptr ? 0 : entry->unpacked;
}

Result<std::unique_ptr<ZipStream>> Package::part(std::string const& name) const
{
    ZipEntry const* const entry = archive_->find(name);
    if (entry == nullptr) {
        return Error{ErrorKind::unreadable, "FILE_DAMAGED",
                     "The workbook is damaged: its part '" + name +
                         "' is missing. Get the file again, or open it in a spreadsheet program and save it again."};
    }
    return archive_->unpack(*entry, limit_);
}

Result<std::vector<Relationship>> Package::relationships_of(std::string const& part) const
{
    std::string const folder = folder_of(part);
    std::string const name = folder + "_rels/" + part.substr(folder.size()) + ".rels";
    if (!holds(name)) { return std::vector<Relationship>{}; }
    TRY_ASSIGN(auto stream, this->part(name));
    RelationshipsListener listener{folder};
    TRY(parse_xml(std::move(stream), name, listener));
    for (Relationship& relationship : listener.found) { relationship.part = known_name(std::move(relationship.part)); }
    return std::move(listener.found);
}

} // namespace muster
