#include "committing/commit.hpp"

#include "committing/announce.hpp"
#include "committing/begin.hpp"
#include "committing/chunk_source.hpp"
#include "committing/chunk_writer.hpp"
#include "committing/rematch.hpp"
#include "committing/taking_back.hpp"

#include <chrono>
#include <utility>

namespace muster {

namespace {

/// One run of a commit, from wherever the job stands to its end.
class Commit {
public:
    Commit(Store& store, CommitOrder const& order, CommitProgress const& progress) : store_{store}, order_{order}, progress_{progress} {}

    Result<ImportJob> run()
    {
        TRY_ASSIGN(job_, load());
        if (job_.state == ImportState::ready || job_.state == ImportState::queued) { TRY(start()); }
        if (job_.state == ImportState::importing) { TRY(write_chunks()); }
        if (job_.state == ImportState::taking_back) {
            return take_back(store_, UndoOrder{order_.target, order_.account, order_.import, job_.by}, progress_);
        }
        return std::move(job_);
    }

private:
    Result<ImportJob> load()
    {
        if (order_.files.planned->size() / sizeof(PlannedRecord) != order_.files.groups->size() / sizeof(Group)) {
            return Error{ErrorKind::internal, "PLAN_DAMAGED",
                         "The files of this import's plan do not belong together. Discard the import and analyse the file again."};
        }
        TRY_ASSIGN(auto const transaction, store_.begin(Store::Access::read));
        TRY_ASSIGN(ImportJob job, load_job(*transaction, order_.account, order_.import));
        switch (job.state) {
        case ImportState::ready:
        case ImportState::queued:
        case ImportState::importing:
        case ImportState::taking_back: return job;
        default: return wrong_state(job.state, "imported");
        }
    }

    /// Decides the whole import where it is to stop at once; otherwise, or when nothing speaks against it, begins.
    Result<void> start()
    {
        if (order_.on_error == OnError::fail || order_.on_drift == OnDrift::stop) {
            Result<Rematch> again = rematch();
            if (!again) {
                if (again.error().kind != ErrorKind::cancelled) { return std::move(again).error(); }
                return end(ImportState::cancelled, {});
            }
            if (order_.on_drift == OnDrift::stop && again->drifted > 0) { return end(ImportState::ready, drifted_error()); }
            if (order_.on_error == OnError::fail && job_.planned.rows_rejected + again->rejected > 0) {
                return end(ImportState::failed, rejected_error());
            }
        }
        TRY_ASSIGN(job_, begin_commit(store_, order_));
        return {};
    }

    Result<Rematch> rematch()
    {
        TRY_ASSIGN(auto const transaction, store_.begin(Store::Access::read));
        return match_again(*transaction, order_, job_.planned, progress_);
    }

    Result<void> write_chunks()
    {
        TRY_ASSIGN(std::vector<FieldId> attributes, ensure_new_attributes(store_, order_, job_));
        ChunkSource chunks{order_, store_.hash_key(), std::move(attributes), static_cast<std::uint32_t>(job_.next_record)};
        while (true) {
            Result<bool> written = write_some(chunks);
            if (!written) {
                Error const& error = written.error();
                if (error.code != plan_drifted && error.code != record_rejected) { return std::move(written).error(); }
                return end(ImportState::taking_back, std::move(written).error());
            }
            if (!*written) { break; }
            if (!progress_) { continue; }
            if (Result<void> told = progress_(job_.next_record, job_.id_count); !told) {
                if (told.error().kind != ErrorKind::cancelled) { return std::move(told).error(); }
                if (job_.next_record < job_.id_count) { return end(ImportState::cancelled, {}); }
            }
        }
        bool const errors = job_.counts.rows_rejected + job_.counts.records_rejected > 0;
        return end(errors ? ImportState::completed_with_errors : ImportState::completed, {});
    }

    /// One transaction; false when nothing is left. Memory holds few records, while the store's indexes want many together: so it takes
    /// part after part. The mark is compared, so that two runs of one import cannot both write a chunk.
    Result<bool> write_some(ChunkSource& chunks)
    {
        TRY_ASSIGN(std::optional<PreparedChunk> chunk, chunks.next());
        if (!chunk) { return false; }
        TRY_ASSIGN(auto const transaction, store_.begin(Store::Access::write));
        TRY_ASSIGN(ImportJob job, load_job(*transaction, order_.account, order_.import));
        if (job.state != ImportState::importing || job.next_record != chunk->start) {
            return wrong_state(job.state, "imported twice at the same time");
        }
        auto const begun = std::chrono::steady_clock::now();
        std::size_t records = 0;
        while (chunk) {
            std::size_t const size = chunk->records.size();
            TRY(ChunkWriter(*transaction, order_, job).write(*chunk));
            chunks.give_back(*std::move(chunk));
            records += size;
            bool const full = records + size > order_.chunk; // the next one is as large as this one
            bool const awaited = transaction->is_awaited();
            chunks.set_size(awaited ? ChunkSource::Size::small : ChunkSource::Size::full);
            if (full || awaited || std::chrono::steady_clock::now() - begun > order_.longest) { break; }
            TRY_ASSIGN(chunk, chunks.next());
        }
        TRY(transaction->commit());
        job_ = std::move(job);
        return true;
    }

    /// Saves the state in which the run ends. A reason without an Error is none.
    Result<void> end(ImportState state, Error const& reason)
    {
        TRY_ASSIGN(auto const transaction, store_.begin(Store::Access::write));
        job_.state = state;
        job_.reason = reason.code.empty() ? std::string{} : reason.code + ": " + reason.message;
        if (state == ImportState::cancelled || state == ImportState::failed) { leave_the_rest(); }
        if (state != ImportState::ready && state != ImportState::taking_back) { job_.finished_at = now(); }
        TRY(transaction->imports().save(order_.account, job_));
        TRY(announce_end(*transaction, order_.account, job_, now()));
        return transaction->commit();
    }

    void leave_the_rest()
    {
        auto const records = static_cast<std::int64_t>(order_.files.groups->size() / sizeof(Group));
        if (job_.id_count == 0) { job_.counts = counts_of_rows(job_.planned); } // it has never begun
        std::int64_t const rest = records - job_.next_record;
        job_.counts.records += rest;
        job_.counts.not_applied += rest;
    }

    Store& store_;
    CommitOrder const& order_;
    CommitProgress const& progress_;
    ImportJob job_{};
};

} // namespace

Result<ImportJob> commit_import(Store& store, CommitOrder const& order, CommitProgress const& progress)
{
    return Commit{store, order, progress}.run();
}

} // namespace muster
