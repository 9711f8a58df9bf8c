#include "api/imports/resumable_uploads.hpp"

#include "access/secrets.hpp"
#include "base/extend_file.hpp"
#include "base/file.hpp"
#include "service/import_acts.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace muster {

namespace {

constexpr std::int64_t microseconds_per_hour = std::int64_t{60} * 60 * 1'000'000;
constexpr std::uint64_t longest_state = 65'536;
static_assert(ResumableUploads::token_length == secret_length);

Error no_such_upload() { return {ErrorKind::not_found, "UPLOAD_NOT_FOUND", "There is no such upload (any more). Begin a new one."}; }

/// What a token looks like: nothing else may become the name of a file.
bool is_token(std::string_view token)
{
    return token.size() == ResumableUploads::token_length && std::all_of(token.begin(), token.end(), [](char sign) {
               return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9') || sign == '-' ||
                      sign == '_';
           });
}

std::int64_t integer_of(Json const& json, std::string_view name)
{
    Json const* const member = json.find(name);
    return member == nullptr ? 0 : member->integer().value_or(0);
}

} // namespace

Result<std::shared_ptr<ResumableUploads>> ResumableUploads::open(std::string folder, std::function<Instant()> clock)
{
    TRY(make_folder(folder));
    auto uploads = std::make_shared<ResumableUploads>(std::move(folder), std::move(clock));
    TRY(uploads->expire());
    return uploads;
}

std::unique_lock<std::mutex> ResumableUploads::hold(std::string const& token) const
{
    return std::unique_lock{holds_[std::hash<std::string>{}(token) % holds_.size()]};
}

Result<std::optional<ResumableUpload>> ResumableUploads::load(std::string const& token) const
{
    Result<std::unique_ptr<ByteSource>> const file = open_file(state_path(token));
    if (!file && file.error().kind == ErrorKind::not_found) { return std::optional<ResumableUpload>{}; }
    if (!file) { return file.error(); }
    TRY_ASSIGN(std::string const text, read_all(**file, longest_state));
    TRY_ASSIGN(Json const json, parse_json(text));
    Json const* const name = json.find("name");
    ResumableUpload upload;
    upload.token = token;
    upload.account = AccountId{integer_of(json, "account")};
    upload.name = name != nullptr && name->text() != nullptr ? *name->text() : std::string{};
    upload.length = static_cast<std::uint64_t>(integer_of(json, "length"));
    upload.offset = static_cast<std::uint64_t>(integer_of(json, "offset"));
    upload.expires = Instant{integer_of(json, "expires")};
    upload.import = ImportId{integer_of(json, "import")};
    return std::optional{std::move(upload)};
}

Result<void> ResumableUploads::save(ResumableUpload const& upload) const
{
    JsonWriter json;
    json.begin_object().member("account", upload.account.value).member("name", upload.name);
    json.member("length", static_cast<std::int64_t>(upload.length)).member("offset", static_cast<std::int64_t>(upload.offset));
    json.member("expires", upload.expires.microseconds).member("import", upload.import.value).end_object();
    TRY_ASSIGN(auto const sink, create_file(state_path(upload.token)));
    TRY(sink->write(json.take()));
    return sink->finish();
}

Result<std::vector<ResumableUpload>> ResumableUploads::all() const
{
    std::vector<ResumableUpload> uploads;
    std::error_code failure;
    std::filesystem::directory_iterator entries{folder_, failure};
    for (; !failure && entries != std::filesystem::directory_iterator{}; entries.increment(failure)) {
        std::string const token = entries->path().stem().string();
        if (entries->path().extension() != ".json" || !is_token(token)) { continue; }
        TRY_ASSIGN(auto upload, load(token));
        if (upload) { uploads.push_back(*std::move(upload)); }
    }
    if (!failure) { return uploads; }
    return Error{ErrorKind::unavailable, "FOLDER_FAILED", "The folder of uploads cannot be read: " + failure.message() + "."};
}

/// The state last: without it there is no upload, so what a crash leaves is found again.
void ResumableUploads::erase(std::string const& token) const
{
    std::error_code ignored;
    std::filesystem::remove(bytes_path(token), ignored);
    std::filesystem::remove(state_path(token), ignored);
}

Result<std::int64_t> ResumableUploads::expire()
{
    TRY_ASSIGN(auto const uploads, all());
    std::int64_t gone = 0;
    for (ResumableUpload const& upload : uploads) {
        auto const held = hold(upload.token);
        TRY_ASSIGN(auto const now, load(upload.token)); // a piece may have come
        if (!now || now->expires > clock_()) { continue; }
        erase(upload.token);
        ++gone;
    }
    return gone;
}

Result<ResumableUpload> ResumableUploads::create(AccountId account, std::string const& name, std::uint64_t length)
{
    std::scoped_lock const one_by_one{creating_};
    TRY(expire());
    TRY_ASSIGN(auto const uploads, all());
    auto const unfinished = std::count_if(uploads.begin(), uploads.end(), [account](ResumableUpload const& upload) {
        return upload.account == account && upload.import.value == 0;
    });
    if (static_cast<std::size_t>(unfinished) >= most_unfinished) {
        return Error{ErrorKind::too_often, "UPLOADS_TOO_MANY",
                     "There are 50 uploads that have not come to their end. Finish or remove one first."};
    }
    ResumableUpload upload;
    upload.token = draw_secret();
    upload.account = account;
    upload.name = name;
    upload.length = length;
    upload.expires = Instant{clock_().microseconds + kept_hours * microseconds_per_hour};
    TRY(extend_file(bytes_path(upload.token), 0, *memory_source({})));
    TRY(save(upload));
    return upload;
}

Result<ResumableUpload> ResumableUploads::find(AccountId account, std::string const& token) const
{
    if (!is_token(token)) { return no_such_upload(); }
    TRY_ASSIGN(auto upload, load(token));
    if (!upload || upload->account != account || upload->expires <= clock_()) { return no_such_upload(); }
    return *std::move(upload);
}

Result<ResumableUpload> ResumableUploads::append(AccountId account, std::string const& token, std::uint64_t offset, ByteSource const& piece)
{
    auto const held = hold(token);
    TRY_ASSIGN(ResumableUpload upload, find(account, token));
    if (offset != upload.offset) {
        return Error{ErrorKind::conflict, "OFFSET_WRONG",
                     "The upload goes on at byte " + std::to_string(upload.offset) + ", not at " + std::to_string(offset) +
                         ". Ask for its offset with HEAD."};
    }
    if (piece.size() > upload.length - upload.offset) {
        return Error{ErrorKind::too_large, "UPLOAD_TOO_LONG",
                     "The piece goes beyond the length of " + std::to_string(upload.length) + " bytes that the upload was begun with."};
    }
    if (upload.import.value != 0 || piece.size() == 0) { return upload; }
    TRY(extend_file(bytes_path(token), offset, piece));
    upload.offset += piece.size();
    upload.expires = Instant{clock_().microseconds + kept_hours * microseconds_per_hour};
    TRY(save(upload)); // only now is the piece acknowledged
    return upload;
}

Result<ResumableUpload> ResumableUploads::complete(AccountId account, std::string const& token, Take const& take)
{
    auto const held = hold(token);
    TRY_ASSIGN(ResumableUpload upload, find(account, token));
    if (!upload.is_complete() || upload.import.value != 0) { return upload; }
    TRY_ASSIGN(std::shared_ptr<ByteSource const> bytes, open_file(bytes_path(token)));
    Result<ImportId> const taken = take(std::move(bytes));
    if (!taken) {
        if (!is_passing(taken.error())) { erase(token); }
        return taken.error();
    }
    upload.import = *taken;
    TRY(save(upload));
    std::error_code ignored;
    std::filesystem::remove(bytes_path(token), ignored); // otherwise it goes with the state
    return upload;
}

Result<void> ResumableUploads::remove(AccountId account, std::string const& token)
{
    auto const held = hold(token);
    TRY(find(account, token));
    erase(token);
    return {};
}

} // namespace muster
