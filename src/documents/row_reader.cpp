#include "documents/document_members.hpp"
#include "documents/profile_values.hpp"
#include "documents/read_documents.hpp"

#include <array>
#include <utility>

namespace muster {

namespace {

/// The fields and tags of one document, under ids that are its own.
class NamesOfDocument {
public:
    FieldId field(std::string const& name)
    {
        if (name.empty()) { return {}; } // an attribute that is gone
        if (FieldRule const* const rule = person_target().find(name); rule != nullptr) { return rule->id; }
        for (AttributeField const& known : names_.attributes) {
            if (known.name == name) { return known.field; }
        }
        FieldId const field{first_attribute + static_cast<std::uint32_t>(names_.attributes.size())};
        names_.attributes.push_back({field, name, {}});
        return field;
    }
    TagId tag(std::string const& name)
    {
        TagId const tag{static_cast<std::int64_t>(names_.tags.size()) + 1};
        names_.tags.emplace(tag, name);
        return tag;
    }
    Names take() { return std::move(names_); }

private:
    Names names_{};
};

ProblemCode read_code(DocumentMembers const& members)
{
    if (!members.has("code")) { return ProblemCode::none; }
    auto const code = problem_code_of(members.text("code"));
    if (!code) { members.wrong("code"); }
    return code.value_or(ProblemCode::none);
}

RowView read_row_members(DocumentMembers const& members)
{
    RowView row;
    row.row = RowNumber{members.integer("row")};
    row.line = members.integer("line");
    auto const outcome = outcome_of(members.text("outcome"));
    if (!outcome) { members.wrong("outcome"); }
    row.outcome = outcome.value_or(Outcome::none);
    row.code = read_code(members);
    if (members.has("record")) { row.record = members.integer("record"); }
    row.profile = ProfileId{members.integer_or_zero("personId")};
    for (Json const& each : members.array("problems")) {
        DocumentMembers const problem = members.of(each);
        row.problems.push_back({read_code(problem), row.row, problem.text("column"), problem.text("value"), problem.text("message")});
    }
    return row;
}

std::vector<FieldValue> read_values(DocumentMembers const& members, std::string_view name, NamesOfDocument& names)
{
    std::vector<FieldValue> values;
    for (Json const& each : members.array(name)) {
        DocumentMembers const value = members.of(each);
        values.push_back({names.field(value.text("field")), value.text("value")});
    }
    return values;
}

std::vector<TagId> read_tag_names(DocumentMembers const& members, std::string_view name, NamesOfDocument& names)
{
    std::vector<TagId> tags;
    for (Json const& each : members.array(name)) {
        if (each.text() == nullptr) { members.wrong(name); }
        tags.push_back(names.tag(each.text() == nullptr ? std::string{} : *each.text()));
    }
    return tags;
}

void read_change(DocumentMembers const& members, NamesOfDocument& names, Change& change)
{
    for (Json const& each : members.array("fields")) {
        DocumentMembers const field = members.of(each);
        change.differences.push_back({names.field(field.text("field")), field.text("old"), field.text("new")});
    }
    change.contacts_added = read_values(members, "contactsAdded", names);
    change.contacts_removed = read_values(members, "contactsRemoved", names);
    change.tags_added = read_tag_names(members, "tagsAdded", names);
    change.tags_removed = read_tag_names(members, "tagsRemoved", names);
    change.own_tags_added = read_tag_names(members, "importTagsAdded", names);
    for (Json const& id : members.array("absorbed")) {
        if (!id.integer()) { members.wrong("absorbed"); }
        change.absorbed.emplace_back().id = ProfileId{id.integer().value_or(0)};
    }
}

Change::Kind read_kind(DocumentMembers const& members)
{
    constexpr std::array kinds{Change::Kind::updated, Change::Kind::merged, Change::Kind::tagged, Change::Kind::undone,
                               Change::Kind::created};
    std::string const name = members.text("kind");
    for (Change::Kind const kind : kinds) {
        if (name_of(kind) == name) { return kind; }
    }
    members.wrong("kind");
    return {};
}

} // namespace

Result<RowPage> read_rows(Json const& document)
{
    DocumentFault fault;
    DocumentMembers const members{document, fault};
    RowPage page;
    for (Json const& row : members.array("rows")) { page.rows.push_back(read_row_members(members.of(row))); }
    if (members.has("next")) { page.next = RowNumber{members.integer("next")}; }
    TRY(fault.told());
    return page;
}

Result<DifferenceView> read_difference(Json const& difference)
{
    DocumentFault fault;
    DocumentMembers const members{difference, fault};
    NamesOfDocument names;
    DifferenceView view;
    view.row = read_row_members(members);
    for (Json const& id : members.array("matched")) { view.matched.push_back(ProfileId{id.integer().value_or(0)}); }
    read_change(members, names, view.change);
    view.names = names.take();
    TRY(fault.told());
    return view;
}

Result<ActivityView> read_activity(Json const& activity)
{
    DocumentFault fault;
    DocumentMembers const members{activity, fault};
    NamesOfDocument names;
    ActivityView view;
    view.created_by_import = ImportId{members.integer_or_zero("createdByImport")};
    for (Json const& each : members.array("changes")) {
        DocumentMembers const one = members.of(each);
        Change change;
        change.kind = read_kind(one);
        change.at = one.instant_or_zero("at");
        change.from = read_origin(one, "from");
        change.by = one.text("by");
        change.version = one.integer("version");
        change.import = ImportId{one.integer_or_zero("import")};
        change.row = RowNumber{one.integer_or_zero("row")};
        read_change(one, names, change);
        view.changes.push_back(std::move(change));
    }
    view.names = names.take();
    TRY(fault.told());
    return view;
}

} // namespace muster
