#include "history/receipt.hpp"

#include "base/digest.hpp"
#include "history/import_file.hpp"
#include "history/row_log.hpp"

#include <array>
#include <vector>

namespace muster {

namespace {

void append_number(std::string& into, std::uint64_t number, unsigned bytes)
{
    for (unsigned byte = 0; byte < bytes; ++byte) { into.push_back(static_cast<char>(number >> (8 * byte))); }
}

/// A row without ambiguity: each cell's length before its text.
void append_row(std::string& into, RowBatch const& rows, std::size_t row)
{
    std::size_t const cells = rows.entry(row).cell_count;
    for (std::size_t column = 0; column < cells; ++column) {
        std::string_view const text = rows.cell(row, column).text;
        append_number(into, text.size(), 4);
        into.append(text);
    }
}

void add_file_and_plan(Digest& digest, ImportJob const& job)
{
    digest.add("muster result 1\n");
    digest.add({reinterpret_cast<char const*>(job.file_digest.data()), job.file_digest.size()}); // NOLINT: bytes as text
    digest.add(to_hex(sha256(job.recipe)));
    digest.add(job.plan_hash);
}

Error unlike_files()
{
    return {ErrorKind::internal, "PLAN_DAMAGED", "The files of this import do not belong together. Run muster check on the store."};
}

void append_logged(std::string& into, LoggedRow const& row, Key128 const& digest)
{
    append_number(into, row.entry.row, 4);
    append_number(into, row.entry.record, 4);
    into.push_back(static_cast<char>(row.outcome));
    into.push_back(static_cast<char>(row.code));
    for (std::uint8_t const byte : digest.bytes) { into.push_back(static_cast<char>(byte)); }
}

/// Bytes that are hashed together; a quarter of the second-level cache.
constexpr std::size_t hashed_together = 64 * 1'024;

void count_row(Counts& counts, LoggedRow const& row)
{
    ++counts.rows_read;
    if (row.entry.outcome == Outcome::blank) { ++counts.rows_blank; }
    if (row.entry.outcome == Outcome::rejected) { ++counts.rows_rejected; }
    if (row.entry.outcome == Outcome::folded) { ++counts.rows_folded; }
    if (row.entry.outcome != Outcome::none) { return; }
    ++counts.records;
    if (row.outcome == Outcome::created) { ++counts.created; }
    if (row.outcome == Outcome::updated) { ++counts.updated; }
    if (row.outcome == Outcome::promoted) { ++counts.promoted; }
    if (row.outcome == Outcome::unchanged) { ++counts.unchanged; }
    if (row.outcome == Outcome::discarded) { ++counts.discarded; }
    if (row.outcome == Outcome::rejected) { ++counts.records_rejected; }
    if (row.outcome == Outcome::not_applied) { ++counts.not_applied; }
}

bool same_sums(Counts const& a, Counts const& b)
{
    return a.rows_read == b.rows_read && a.rows_blank == b.rows_blank && a.rows_rejected == b.rows_rejected &&
           a.rows_folded == b.rows_folded && a.records == b.records && a.created == b.created && a.updated == b.updated &&
           a.promoted == b.promoted && a.unchanged == b.unchanged && a.discarded == b.discarded &&
           a.records_rejected == b.records_rejected && a.not_applied == b.not_applied;
}

Result<std::string> hash_and_count(Store& store, AccountId account, ImportJob const& job, Counts& counts)
{
    TRY_ASSIGN(auto const log, RowLog::open(store, account, job, RowLog::Problems::without));
    TRY_ASSIGN(auto source, store.blobs().open(job.id, import_file::digests));
    PieceReader<Key128> digests{std::move(source)};
    Digest digest;
    add_file_and_plan(digest, job);
    std::string packed;
    LoggedRow row;
    std::uint64_t index = 0;
    for (;;) {
        TRY_ASSIGN(bool const more, log->next(row));
        if (!more) { break; }
        if (++index >= digests.size()) { return unlike_files(); } // the first one is the salt
        TRY_ASSIGN(Key128 const* const row_digest, digests.at(index));
        append_logged(packed, row, *row_digest);
        count_row(counts, row);
        if (packed.size() < hashed_together) { continue; }
        digest.add(packed);
        packed.clear();
    }
    if (digests.size() > 0 && index + 1 != digests.size()) { return unlike_files(); }
    digest.add(packed);
    return to_hex(digest.finish());
}

Result<std::string> digest_of_upload(Store& store, ImportId import)
{
    TRY_ASSIGN(auto const upload, store.blobs().open(import, import_file::upload));
    Digest digest;
    std::vector<char> window(hashed_together);
    for (std::uint64_t offset = 0;;) {
        TRY_ASSIGN(std::size_t const got, upload->read_at(offset, window));
        if (got == 0) { break; }
        digest.add({window.data(), got});
        offset += got;
    }
    return to_hex(digest.finish());
}

} // namespace

void digest_rows(HashKey const& salt, RowBatch const& rows, std::string& row, std::vector<Key128>& into)
{
    into.clear();
    for (std::size_t index = 0; index < rows.size(); ++index) {
        row.clear();
        append_row(row, rows, index);
        into.push_back(keyed_hash(salt, 0, row));
    }
}

Result<void> RowDigests::write_salt()
{
    if (salted_) { return {}; }
    salted_ = true;
    return writer_.add(Key128{salt_.bytes});
}

Result<void> RowDigests::add(std::vector<Key128> const& digests)
{
    TRY(write_salt());
    for (Key128 const& digest : digests) { TRY(writer_.add(digest)); }
    return {};
}

Result<void> RowDigests::flush()
{
    TRY(write_salt());
    return writer_.flush();
}

Result<std::string> result_hash(Store& store, AccountId account, ImportJob const& job)
{
    Counts counts;
    return hash_and_count(store, account, job, counts);
}

Result<Verification> verify_import(Store& store, AccountId account, ImportJob const& job)
{
    Verification verification;
    Counts counts;
    TRY_ASSIGN(verification.result_hash, hash_and_count(store, account, job, counts));
    TRY_ASSIGN(std::string const upload, digest_of_upload(store, job.id));
    if (verification.result_hash != job.result_hash) {
        verification.detail = "The log of this import's rows and outcomes is not the one that its receipt was made from.";
    } else if (upload != to_hex(job.file_digest)) {
        verification.detail = "The kept upload is not the file that was imported.";
    } else if (!same_sums(counts, job.counts)) {
        verification.detail = "The counts in the receipt are not those of the log.";
    } else {
        verification.holds = true;
        verification.detail =
            "The upload, the outcomes of all " + std::to_string(counts.rows_read) + " rows and the counts are those of the receipt.";
    }
    return verification;
}

} // namespace muster
