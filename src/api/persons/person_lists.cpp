#include "api/answer_file.hpp"
#include "api/persons/operations.hpp"
#include "documents/documents.hpp"

#include <limits>
#include <utility>

namespace muster::persons {

namespace {

constexpr std::string_view making = "The list cannot be made";

Result<PersonQuery> read_query(QueryParameters const& parameters)
{
    PersonQuery query;
    if (std::string const* const filter = parameters.find("filter")) { query.filter = *filter; }
    if (std::string const* const tag = parameters.find("tag")) { query.tag = *tag; }
    TRY_ASSIGN(auto const import, parameters.number("import", 1, std::numeric_limits<std::int64_t>::max()));
    query.import = ImportId{import.value_or(0)};
    TRY_ASSIGN(auto const after, parameters.number("after", 0, std::numeric_limits<std::int64_t>::max()));
    query.after = ProfileId{after.value_or(0)};
    TRY_ASSIGN(auto const limit, parameters.number("limit", 0, std::numeric_limits<std::int64_t>::max()));
    query.limit = static_cast<std::size_t>(limit.value_or(0));
    return query;
}

Result<HttpAnswer> table(PersonCall const& call, TableFormat format, std::string_view name)
{
    TRY_ASSIGN(PersonQuery const query, read_query(call.call.query));
    TRY_ASSIGN(auto made, TemporaryFile::create(call.folder, std::string{making}));
    AnswerFile sink{made};
    TRY_ASSIGN(std::int64_t const written, call.door.export_persons(query, format, sink));
    HttpAnswer answer = file_answer(std::move(made), media_type_of(format), name);
    answer.fields.add("X-Total-Count", std::to_string(written));
    return answer;
}

} // namespace

Result<HttpAnswer> list(PersonCall const& call)
{
    TRY_ASSIGN(PersonQuery const query, read_query(call.call.query));
    TRY_ASSIGN(auto made, TemporaryFile::create(call.folder, std::string{making}));
    std::string lines;
    TRY(call.door.persons(query, [&](std::span<Profile const> profiles, Names const& names) -> Result<void> {
        lines.clear();
        for (Profile const& profile : profiles) { lines.append(stored_profile_document(profile, names)) += '\n'; }
        return made->write(lines);
    }));
    HttpAnswer answer;
    answer.fields.add("Content-Type", "application/jsonl");
    answer.body = std::shared_ptr<ByteSource const>{std::move(made)};
    return answer;
}

Result<HttpAnswer> list_csv(PersonCall const& call) { return table(call, TableFormat::csv, "persons.csv"); }
Result<HttpAnswer> list_xlsx(PersonCall const& call) { return table(call, TableFormat::xlsx, "persons.xlsx"); }

} // namespace muster::persons
