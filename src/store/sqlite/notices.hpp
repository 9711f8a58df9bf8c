#pragma once

#include "store/notices.hpp"
#include "store/sqlite/session.hpp"

namespace muster::sqlite {

class SqliteNotices final : public Notices {
public:
    explicit SqliteNotices(Session& session) : session_{session} {}
    Result<NoticeId> add(AccountId account, Notice const& notice) override;
    Result<std::vector<Notice>> list(AccountId account, std::string_view reader, NoticeId before, std::size_t limit) override;
    Result<std::int64_t> count_unread(AccountId account, std::string_view reader) override;
    Result<std::int64_t> set_reading(AccountId account, std::string_view reader, std::span<NoticeId const> ids,
                                     Notice::Reading reading) override;
    Result<void> set_all_read(AccountId account, std::string_view reader, NoticeId last) override;
    Result<std::vector<std::pair<AccountId, Notice>>> after(NoticeId after, std::size_t limit) override;
    Result<NoticeId> newest() override;
    Result<MailProgress> mail_progress() override;
    Result<void> save_mail_progress(MailProgress const& progress) override;

private:
    Session& session_;
};

} // namespace muster::sqlite
