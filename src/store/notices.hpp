#pragma once

#include "base/date.hpp"
#include "base/number.hpp"
#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace muster {

using NoticeId = Number<struct NoticeIdTag>;

/// Stored: append only.
enum class NoticeKind : std::uint8_t {
    import_completed = 0,
    import_failed = 1,
    import_undone = 2,
    subscription_disabled = 3,
};
std::string_view name_of(NoticeKind kind); ///< IMPORT_COMPLETED, ... SUBSCRIPTION_DISABLED

/// Something that a user is told in the web app, and by email where that is set up.
struct Notice {
    NoticeId id{};
    std::string recipient{}; ///< a user's name as histories show it (ImportJob::by); empty: everybody in the account
    NoticeKind kind{};
    std::int64_t subject{}; ///< the import or subscription
    Instant at{};
    std::string details{};                                                               ///< a JSON object: file, counts, reason
    enum class Reading : std::uint8_t { unread = 0, read = 1 } reading{Reading::unread}; ///< by the one who asks
    bool operator==(Notice const&) const = default;
};
/// Notices kept of an account, the newest: a bell shows some dozens, and the history of imports has everything.
inline constexpr std::size_t notices_kept = 1'000;

/// How far notices have been sent by email: a cursor over the notices of all accounts.
struct MailProgress {
    NoticeId sent_up_to{};
    std::int64_t failures{}; ///< of the next one, in a row
    Instant next_attempt_at{};
    bool operator==(MailProgress const&) const = default;
};

/// What users are told.
class Notices {
public:
    virtual ~Notices() = default;
    /// Stores a notice and gives its id (rising, never reused). The oldest above notices_kept of the account go.
    virtual Result<NoticeId> add(AccountId account, Notice const& notice) = 0;
    /// What `reader` is told, newest first, those before `before` (0: from the newest), at most `limit`.
    virtual Result<std::vector<Notice>> list(AccountId account, std::string_view reader, NoticeId before, std::size_t limit) = 0;
    virtual Result<std::int64_t> count_unread(AccountId account, std::string_view reader) = 0;
    /// Sets the reader's mark on those of the ids that the reader is told of; gives how many those are.
    virtual Result<std::int64_t> set_reading(AccountId account, std::string_view reader, std::span<NoticeId const> ids,
                                             Notice::Reading reading) = 0;
    /// Marks everything up to `last` as read.
    virtual Result<void> set_all_read(AccountId account, std::string_view reader, NoticeId last) = 0;

    /// The next notices of all accounts after `after`, at most `limit`, by id.
    virtual Result<std::vector<std::pair<AccountId, Notice>>> after(NoticeId after, std::size_t limit) = 0;
    /// The id of the newest one ever; 0 when there was none.
    virtual Result<NoticeId> newest() = 0;
    /// Nothing stored yet: sent_up_to is newest(), so that setting email up sends nothing old.
    virtual Result<MailProgress> mail_progress() = 0;
    virtual Result<void> save_mail_progress(MailProgress const& progress) = 0;
};

} // namespace muster
