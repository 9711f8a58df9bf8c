#include "committing/undo.hpp"

#include "json/value.hpp"
#include "json/writer.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace muster {

namespace {

constexpr std::array<std::pair<UndoConflict, std::string_view>, 7> conflict_names{{
    {UndoConflict::kept_created, "KEPT_CREATED"},
    {UndoConflict::field_changed, "FIELD_CHANGED"},
    {UndoConflict::identifier_taken, "IDENTIFIER_TAKEN"},
    {UndoConflict::stays_merged, "STAYS_MERGED"},
    {UndoConflict::absorbed_later, "ABSORBED_LATER"},
    {UndoConflict::profile_gone, "PROFILE_GONE"},
    {UndoConflict::last_identifier, "LAST_IDENTIFIER"},
}};

/// Every number of a report with its name: writing and reading cannot differ.
constexpr std::array<std::pair<std::string_view, std::int64_t UndoReport::*>, 9> numbers{{
    {"removed", &UndoReport::removed},
    {"restored", &UndoReport::restored},
    {"split", &UndoReport::split},
    {"untagged", &UndoReport::untagged},
    {"kept", &UndoReport::kept},
    {"fieldsRestored", &UndoReport::fields_restored},
    {"conflicts", &UndoReport::conflicts},
    {"tagsRemoved", &UndoReport::tags_removed},
    {"attributesRemoved", &UndoReport::attributes_removed},
}};

std::int64_t integer_of(Json const& object, std::string_view name)
{
    Json const* const member = object.find(name);
    return member == nullptr ? 0 : member->integer().value_or(0);
}

std::optional<UndoFinding> finding_of(Json const& object)
{
    Json const* const name = object.find("conflict");
    if (name == nullptr || name->text() == nullptr) { return std::nullopt; }
    for (auto const& [conflict, known] : conflict_names) {
        if (*name->text() != known) { continue; }
        return UndoFinding{conflict, ProfileId{integer_of(object, "profile")},
                           FieldId{static_cast<std::uint32_t>(integer_of(object, "field"))}, integer_of(object, "record")};
    }
    return std::nullopt;
}

} // namespace

std::string_view name_of(UndoConflict conflict)
{
    for (auto const& [known, name] : conflict_names) {
        if (known == conflict) { return name; }
    }
    return {};
}

std::string write_undo_report(UndoReport const& report)
{
    JsonWriter writer;
    writer.begin_object();
    for (auto const& [name, number] : numbers) { writer.member(name, report.*number); }
    writer.key("findings").begin_array();
    for (UndoFinding const& finding : report.findings) {
        writer.begin_object();
        writer.member("conflict", name_of(finding.conflict)).member("profile", finding.profile.value);
        if (finding.field.value != 0) { writer.member("field", static_cast<std::int64_t>(finding.field.value)); }
        writer.member("record", finding.record).end_object();
    }
    writer.end_array().end_object();
    return writer.take();
}

Result<UndoReport> read_undo_report(std::string_view text)
{
    UndoReport report;
    if (text.empty()) { return report; }
    TRY_ASSIGN(Json const document, parse_json(text));
    for (auto const& [name, number] : numbers) { report.*number = integer_of(document, name); }
    Json const* const findings = document.find("findings");
    if (findings == nullptr || findings->array() == nullptr) { return report; }
    for (Json const& one : *findings->array()) {
        if (std::optional<UndoFinding> const finding = finding_of(one)) { report.findings.push_back(*finding); }
    }
    return report;
}

} // namespace muster
