#include "service/idempotency.hpp"

#include "history/import_file.hpp"

#include <charconv>
#include <limits>
#include <string_view>
#include <vector>

namespace muster {

namespace {

/// How long one key joins requests.
constexpr std::int64_t key_microseconds = 24LL * 60 * 60 * 1'000'000;

constexpr std::size_t every_import = std::numeric_limits<std::int32_t>::max();

Result<std::vector<ImportJob>> all_imports(Workplace const& place)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read));
    return transaction->imports().list(place.account, every_import);
}

/// `microseconds key`: when it was given, then what.
std::string written(Instant at, std::string const& key) { return std::to_string(at.microseconds) + ' ' + key; }

bool says(std::string_view text, std::string_view key, Instant now)
{
    std::int64_t at = 0;
    auto const read = std::from_chars(text.data(), text.data() + text.size(), at);
    if (read.ec != std::errc{}) { return false; }
    std::string_view const rest = text.substr(static_cast<std::size_t>(read.ptr - text.data()));
    return !rest.empty() && rest.substr(1) == key && now.microseconds - at <= key_microseconds;
}

} // namespace

Error key_reused()
{
    return {ErrorKind::conflict, "IDEMPOTENCY_KEY_REUSED",
            "This idempotency key was used for another file or other choices in the last 24 hours. Take a new one."};
}

Result<std::optional<ImportJob>> find_created_by(Workplace const& place, Transaction& transaction, ImportJob const& job)
{
    if (job.idempotency_key.empty()) { return std::optional<ImportJob>{}; }
    TRY_ASSIGN(auto const imports, transaction.imports().list(place.account, every_import));
    for (ImportJob const& other : imports) {
        bool const same_key = other.id != job.id && other.idempotency_key == job.idempotency_key;
        if (same_key && job.uploaded_at.microseconds - other.uploaded_at.microseconds <= key_microseconds) { return other; }
    }
    return std::optional<ImportJob>{};
}

Result<void> keep_commit_key(Workplace const& place, ImportId id, std::string const& key)
{
    if (key.empty()) { return {}; }
    TRY_ASSIGN(auto const imports, all_imports(place));
    for (ImportJob const& other : imports) {
        if (other.id == id) { continue; }
        TRY_ASSIGN(auto const text, import_file::find_text(place.store, other.id, import_file::commit_key));
        if (text && says(*text, key, place.now())) { return key_reused(); }
    }
    return import_file::write_text(place.store, id, import_file::commit_key, written(place.now(), key));
}

} // namespace muster
