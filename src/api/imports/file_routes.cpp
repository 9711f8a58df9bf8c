#include "api/answer_file.hpp"
#include "api/imports/operations.hpp"
#include "documents/documents.hpp"

#include <array>
#include <utility>

namespace muster {

namespace {

/// What the file's own name says; the bytes are what they are.
Result<HttpAnswer> upload_file(ImportsDesk& desk, Call const& call)
{
    TRY_ASSIGN(ImportId const id, import_in_path(call));
    ImportsDoor const door = desk.door(call);
    TRY_ASSIGN(ImportView const view, door.show(id));
    TRY_ASSIGN(auto bytes, door.upload_file(id));
    HttpAnswer answer = file_answer(std::move(bytes), "application/octet-stream", view.job.file_name);
    answer.compression = HttpAnswer::Compression::never;
    return answer;
}

/// `people.csv` and rejected make `people-rejected.csv`.
std::string name_of_outcome(std::string const& upload, OutcomeFile file, TableFormat format)
{
    std::string name = upload.substr(0, upload.rfind('.'));
    if (name.empty()) { name = "import"; }
    return name + "-" + std::string{name_of(file)} + (format == TableFormat::csv ? ".csv" : ".xlsx");
}

template <OutcomeFile file, TableFormat format>
Result<HttpAnswer> outcome_file(ImportsDesk& desk, Call const& call)
{
    TRY_ASSIGN(ImportId const id, import_in_path(call));
    ImportsDoor const door = desk.door(call);
    TRY_ASSIGN(ImportView const view, door.show(id));
    TRY_ASSIGN(auto made, TemporaryFile::create(desk.api.folder, "The file cannot be made"));
    AnswerFile sink{made};
    TRY(door.outcome_file(id, file, format, sink));
    std::string const name = name_of_outcome(view.job.file_name, file, format);
    return file_answer(std::move(made), media_type_of(format), name);
}

Result<HttpAnswer> receipt(ImportsDesk& desk, Call const& call)
{
    TRY_ASSIGN(ImportId const id, import_in_path(call));
    TRY_ASSIGN(Receipt const receipt, desk.door(call).receipt(id));
    return json_answer(200, receipt_document(receipt));
}

Result<HttpAnswer> verify(ImportsDesk& desk, Call const& call)
{
    TRY_ASSIGN(ImportId const id, import_in_path(call));
    TRY_ASSIGN(VerifyAnswer const verified, desk.door(call).verify(id));
    return json_answer(200, verify_document(verified));
}

} // namespace

void add_file_routes(ImportRouteAdder& routes)
{
    using enum OutcomeFile;
    using enum TableFormat;
    routes.read("/imports/1/imports/{id}/file", upload_file);
    routes.read("/imports/1/imports/{id}/rejected.csv", outcome_file<rejected, csv>);
    routes.read("/imports/1/imports/{id}/rejected.xlsx", outcome_file<rejected, xlsx>);
    routes.read("/imports/1/imports/{id}/created.csv", outcome_file<created, csv>);
    routes.read("/imports/1/imports/{id}/created.xlsx", outcome_file<created, xlsx>);
    routes.read("/imports/1/imports/{id}/updated.csv", outcome_file<updated, csv>);
    routes.read("/imports/1/imports/{id}/updated.xlsx", outcome_file<updated, xlsx>);
    routes.read("/imports/1/imports/{id}/unchanged.csv", outcome_file<unchanged, csv>);
    routes.read("/imports/1/imports/{id}/unchanged.xlsx", outcome_file<unchanged, xlsx>);
    routes.read("/imports/1/imports/{id}/receipt", receipt);
    routes.read("/imports/1/imports/{id}/receipt/verification", verify);
}

} // namespace muster
