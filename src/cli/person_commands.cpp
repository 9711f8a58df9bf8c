#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/acts.hpp"
#include "cli/import_report.hpp"
#include "cli/interrupt.hpp"
#include "cli/shown_text.hpp"
#include "documents/documents.hpp"
#include "documents/profile_values.hpp"

#include <algorithm>
#include <memory>
#include <vector>

namespace muster {

namespace {

enum class Format : std::uint8_t { csv, xlsx, json, jsonl };

/// What the end of a file's name says; CSV where it says nothing.
std::string word_of_path(std::string const& path)
{
    std::string const end = text::ascii_lower(std::string_view{path}.substr(path.rfind('.') + 1)); // no dot: all of it
    return path.find('.') != std::string::npos && (end == "xlsx" || end == "json" || end == "jsonl") ? end : "csv";
}

/// `path` is the file that is written; empty: standard output.
Result<Format> format_of(Arguments const& arguments, std::string const& path = {})
{
    std::string const word = arguments.value("--format").value_or(arguments.has("--json") ? "json" : word_of_path(path));
    if (arguments.has("--json") && word != "json") {
        return Error{ErrorKind::invalid_input, "BAD_OPTION", "--json and --format " + word + " exclude each other. Give one of them."};
    }
    if (word == "xlsx") {
        if (path.empty()) { TRY(require_no_terminal()); }
        return Format::xlsx;
    }
    if (word == "json") { return Format::json; }
    return word == "jsonl" ? Format::jsonl : Format::csv;
}

std::optional<TableFormat> table_of(Format format)
{
    switch (format) {
    case Format::csv: return TableFormat::csv;
    case Format::xlsx: return TableFormat::xlsx;
    case Format::json:
    case Format::jsonl: return std::nullopt;
    }
    return std::nullopt;
}

Result<PersonQuery> make_query(Arguments const& arguments)
{
    PersonQuery query;
    query.filter = arguments.value("--filter").value_or("");
    query.tag = arguments.value("--tag").value_or("");
    if (auto const import = arguments.value("--import")) { TRY_ASSIGN(query.import, parse_import_id(*import)); }
    TRY_ASSIGN(auto const after, arguments.number("--after", 0));
    query.after = ProfileId{after.value_or(0)};
    TRY_ASSIGN(auto const limit, arguments.number("--limit", 0));
    query.limit = static_cast<std::size_t>(limit.value_or(0));
    return query;
}

/// Persons as JSON, one after the other.
class PersonsWriter {
public:
    PersonsWriter(ByteSink& out, Format format) : out_{out}, format_{format} {}
    Result<void> begin() { return format_ == Format::json ? out_.write("{\"persons\":[") : Result<void>{}; }
    Result<void> add(Profile const& profile, Names const& names)
    {
        std::string document = person_document(profile, names);
        if (format_ == Format::jsonl) {
            document += '\n';
        } else if (!first_) {
            document.insert(0, ",");
        }
        first_ = false;
        return out_.write(document);
    }
    Result<void> end() { return format_ == Format::json ? out_.write("]}\n") : Result<void>{}; }

private:
    ByteSink& out_;
    Format format_;
    bool first_{true};
};

/// Writes what a query asks for; gives how many.
Result<std::int64_t> write_persons(Door& door, PersonQuery const& query, Format format, ByteSink& out)
{
    if (std::optional<TableFormat> const table = table_of(format); table) { return door.export_persons(query, *table, out); }
    PersonsWriter writer{out, format};
    std::int64_t written = 0;
    TRY(writer.begin());
    auto const write = [&](std::span<Profile const> profiles, Names const& names) -> Result<void> {
        TRY(check_interrupt());
        for (Profile const& profile : profiles) { TRY(writer.add(profile, names)); }
        written += static_cast<std::int64_t>(profiles.size());
        return {};
    };
    TRY(door.persons(query, write));
    TRY(writer.end());
    return written;
}

Result<std::vector<PersonKey>> parse_keys(std::vector<std::string> const& words)
{
    std::vector<PersonKey> keys;
    for (std::string const& word : words) {
        TRY_ASSIGN(PersonKey key, parse_person_key(word));
        keys.push_back(std::move(key));
    }
    return keys;
}

std::string needs_tag() { return "--tag NAME is needed: which tag?"; }

enum class Tagging : std::uint8_t { give, take };

Result<ExitStatus> change_tags(Session const& session, Tagging tagging)
{
    std::optional<std::string> const tag = session.arguments.value("--tag");
    if (!tag) { return Error{ErrorKind::invalid_input, "USAGE", needs_tag()}; }
    TRY_ASSIGN(std::vector<PersonKey> const keys, parse_keys(session.arguments.words()));
    TRY_ASSIGN(auto const door, session.open_writing());
    if (tagging == Tagging::give) {
        TRY_ASSIGN(std::int64_t const changed, door->tag_persons(keys, *tag, operating_user()));
        TRY(session.print(counted(changed, "person", "persons") + " tagged.\n"));
    } else {
        TRY_ASSIGN(std::int64_t const changed, door->untag_persons(keys, *tag, operating_user()));
        TRY(session.print(counted(changed, "person", "persons") + " untagged.\n"));
    }
    return ExitStatus::done;
}

std::string_view word_of(Change::Kind kind)
{
    switch (kind) {
    case Change::Kind::updated: return "updated";
    case Change::Kind::merged: return "merged";
    case Change::Kind::tagged: return "tagged";
    case Change::Kind::undone: return "taken back";
    case Change::Kind::created: return "created";
    }
    return "updated";
}

std::string change_text(Change const& change, Names const& names)
{
    std::string text = shown_time(change.at) + "  " + std::string{word_of(change.kind)} + " by " + shown(change.by);
    if (change.import.value != 0) {
        text += ", import " + std::to_string(change.import.value) + ", row " + std::to_string(change.row.value);
    }
    text += "\n";
    for (Difference const& difference : change.differences) {
        text += "  " + shown(field_name(difference.field, names)) + ": " +
                (difference.before.empty() ? "(empty)" : shown(difference.before)) + " -> " +
                (difference.after.empty() ? "(empty)" : shown(difference.after)) + "\n";
    }
    auto const contacts = [&](std::vector<FieldValue> const& values, std::string_view what) {
        for (FieldValue const& value : values) {
            text += "  " + std::string{field_name(value.field, names)} + " " + std::string{what} + ": " + shown(value.value) + "\n";
        }
    };
    auto const tags = [&](std::vector<TagId> const& ids, std::string_view what) {
        for (TagId const id : ids) { text += "  tag " + std::string{what} + ": " + shown(tag_name(id, names)) + "\n"; }
    };
    contacts(change.contacts_added, "added");
    contacts(change.contacts_removed, "removed");
    tags(change.tags_added, "added");
    tags(change.own_tags_added, "added");
    tags(change.tags_removed, "removed");
    for (Profile const& profile : change.absorbed) { text += "  absorbed person " + std::to_string(profile.id.value) + "\n"; }
    return text;
}

} // namespace

Result<ExitStatus> act_persons_list(Session& session)
{
    TRY_ASSIGN(Format const format, format_of(session.arguments));
    TRY_ASSIGN(PersonQuery const query, make_query(session.arguments));
    TRY_ASSIGN(auto const door, session.open_reading());
    TRY(write_persons(*door, query, format, session.out));
    return ExitStatus::done;
}

Result<ExitStatus> act_persons_export(Session& session)
{
    if (session.arguments.words().empty()) { return act_persons_list(session); }
    std::string const& path = session.arguments.words().front();
    TRY_ASSIGN(Format const format, format_of(session.arguments, path));
    TRY_ASSIGN(PersonQuery const query, make_query(session.arguments));
    TRY_ASSIGN(auto const file, create_file(path));
    TRY_ASSIGN(auto const door, session.open_reading());
    TRY_ASSIGN(std::int64_t const written, write_persons(*door, query, format, *file));
    TRY(file->finish());
    say(counted(written, "person", "persons") + " written to " + shown(path) + ".");
    return ExitStatus::done;
}

Result<ExitStatus> act_persons_get(Session& session)
{
    TRY_ASSIGN(Format const format, format_of(session.arguments));
    TRY_ASSIGN(std::vector<PersonKey> const keys, parse_keys(session.arguments.words()));
    TRY_ASSIGN(auto const door, session.open_reading());
    std::vector<PersonView> persons;
    std::string alternatives;
    for (PersonKey const& key : keys) {
        TRY_ASSIGN(PersonView person, door->person(key));
        alternatives +=
            (alternatives.empty() ? "" : ",") + std::string{"{\"id\":{\"#eq\":"} + std::to_string(person.profile.id.value) + "}}";
        persons.push_back(std::move(person));
    }
    if (std::optional<TableFormat> const table = table_of(format); table) { // one row each, in id order, with the columns that they need
        PersonQuery query;
        query.filter = "{\"#or\":[" + alternatives + "]}";
        TRY(door->export_persons(query, *table, session.out));
        return ExitStatus::done;
    }
    PersonsWriter writer{session.out, format};
    TRY(writer.begin());
    for (PersonView const& person : persons) { TRY(writer.add(person.profile, person.names)); }
    TRY(writer.end());
    return ExitStatus::done;
}

Result<ExitStatus> act_persons_delete(Session& session)
{
    TRY_ASSIGN(std::vector<PersonKey> const keys, parse_keys(session.arguments.words()));
    TRY(require_consent_possible(session));
    TRY_ASSIGN(auto const door, session.open_writing());
    TRY_ASSIGN(Consent const answer, consent(session, "Delete " + counted(static_cast<long long>(keys.size()), "person", "persons") +
                                                         " for good, with their history?"));
    if (answer == Consent::no) { return ExitStatus::cancelled; }
    TRY_ASSIGN(std::int64_t const deleted, door->delete_persons(keys, operating_user()));
    TRY(session.print(counted(deleted, "person", "persons") + " deleted.\n"));
    return ExitStatus::done;
}

Result<ExitStatus> act_persons_merge(Session& session)
{
    TRY_ASSIGN(std::vector<PersonKey> const keys, parse_keys(session.arguments.words()));
    if (keys.size() < 2) {
        return Error{ErrorKind::invalid_input, "USAGE", "Merging needs two persons or more: muster persons merge 42 43."};
    }
    TRY(require_consent_possible(session));
    TRY_ASSIGN(auto const door, session.open_writing());
    TRY_ASSIGN(Consent const answer, consent(session, "Make these " + std::to_string(keys.size()) + " persons one?"));
    if (answer == Consent::no) { return ExitStatus::cancelled; }
    TRY_ASSIGN(PersonView const merged, door->merge_persons(keys, operating_user()));
    if (session.wants_json()) {
        TRY(session.print_document(person_document(merged.profile, merged.names)));
    } else {
        TRY(session.print("They are person " + std::to_string(merged.profile.id.value) + " now.\n"));
    }
    return ExitStatus::done;
}

Result<ExitStatus> act_persons_tag(Session& session) { return change_tags(session, Tagging::give); }
Result<ExitStatus> act_persons_untag(Session& session) { return change_tags(session, Tagging::take); }

Result<ExitStatus> act_persons_activity(Session& session)
{
    TRY_ASSIGN(std::vector<PersonKey> const keys, parse_keys(session.arguments.words()));
    TRY_ASSIGN(auto const door, session.open_reading());
    TRY_ASSIGN(ActivityView const activity, door->activity(keys.front()));
    if (session.wants_json()) {
        TRY(session.print_document(activity_document(activity)));
        return ExitStatus::done;
    }
    if (activity.created_by_import.value != 0) {
        TRY(session.print("Created by import " + std::to_string(activity.created_by_import.value) + "\n"));
    }
    for (Change const& change : activity.changes) { TRY(session.print(change_text(change, activity.names))); }
    return ExitStatus::done;
}

} // namespace muster
