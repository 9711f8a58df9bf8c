#pragma once

#include "base/keyed_hash.hpp"
#include "base/pieces.hpp"
#include "reading/row.hpp"
#include "store/store.hpp"

#include <string>
#include <vector>

namespace muster {

/// Replaces `into` by a digest of every row of a batch, keyed with the import's salt: what proves later that a row is the one that was
/// imported, without telling what was in it. `row` is working space. Safe from any thread.
void digest_rows(HashKey const& salt, RowBatch const& rows, std::string& row, std::vector<Key128>& into);

/// Writes rows' digests in the file's order, behind the salt, which is drawn once per import. One thread.
class RowDigests {
public:
    explicit RowDigests(ByteSink& sink) : writer_{sink}, salt_{HashKey::draw()} {}
    HashKey const& salt() const { return salt_; }
    Result<void> add(std::vector<Key128> const& digests);
    /// The sink stays the caller's to finish.
    Result<void> flush();

private:
    Result<void> write_salt();
    PieceWriter<Key128> writer_;
    HashKey salt_;
    bool salted_{};
};

/// The hash over what became of every row, hexadecimal: digest of the file, recipe, plan hash, and for each row its number, record,
/// outcome, code and salted digest. No person's id or value is in it, so that it holds when a person is erased. Errors: internal
/// PLAN_DAMAGED when rows and digests are not of one file.
Result<std::string> result_hash(Store& store, AccountId account, ImportJob const& job);

/// Whether the log still says what the receipt says.
struct Verification {
    bool holds{};
    std::string result_hash{};
    std::string detail{}; ///< a sentence
};
Result<Verification> verify_import(Store& store, AccountId account, ImportJob const& job);

} // namespace muster
