#include "access/one_time_link.hpp"

#include "access/secrets.hpp"
#include "base/digest.hpp"

namespace muster {

std::string_view name_of(LinkPurpose purpose)
{
    switch (purpose) {
    case LinkPurpose::first_administrator: return "FIRST_ADMINISTRATOR";
    case LinkPurpose::invitation: return "INVITATION";
    case LinkPurpose::password_reset: break;
    }
    return "PASSWORD_RESET";
}

std::chrono::seconds lifetime_of(LinkPurpose purpose)
{
    switch (purpose) {
    case LinkPurpose::first_administrator: return std::chrono::hours{24};
    case LinkPurpose::invitation: return std::chrono::hours{24 * 7};
    case LinkPurpose::password_reset: break;
    }
    return std::chrono::hours{1};
}

std::string path_of(IssuedLink const& link) { return "/#link=" + link.token; }

Result<IssuedLink> issue_link(Transaction& transaction, UserId user, LinkPurpose purpose, Instant now)
{
    std::chrono::microseconds const lifetime = lifetime_of(purpose);
    IssuedLink link{draw_secret(), purpose, {now.microseconds + lifetime.count()}};
    TRY(transaction.access().sign_ins().create_link({sha256(link.token), user, static_cast<std::uint8_t>(purpose), now, link.expires_at}));
    return link;
}

} // namespace muster
