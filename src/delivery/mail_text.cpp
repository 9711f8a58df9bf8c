#include "delivery/mail.hpp"

#include "json/value.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace muster {

namespace {

std::string text_of(Json const& details, std::string_view name)
{
    Json const* const found = details.find(name);
    return found != nullptr && found->text() != nullptr ? *found->text() : std::string{};
}

/// 12,345
std::string with_commas(std::int64_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3) { digits.insert(at - 3, ","); }
    return digits;
}

std::string count_lines(Json const& details)
{
    constexpr std::array shown{std::pair{"records", "Persons in the file"},
                               std::pair{"created", "Created"},
                               std::pair{"updated", "Updated"},
                               std::pair{"promoted", "Promoted to customer"},
                               std::pair{"unchanged", "Unchanged"},
                               std::pair{"discarded", "Discarded"},
                               std::pair{"recordsRejected", "Rejected"},
                               std::pair{"rowsRejected", "Rows rejected"},
                               std::pair{"notApplied", "Not imported"}};
    std::string lines;
    Json const* const counts = details.find("counts");
    if (counts == nullptr) { return lines; }
    for (auto const& [name, label] : shown) {
        Json const* const count = counts->find(name);
        if (count == nullptr || !count->integer() || *count->integer() == 0) { continue; }
        lines += std::string{label} + ": " + with_commas(*count->integer()) + "\n";
    }
    return lines;
}

} // namespace

std::optional<Mail> mail_about(Notice const& notice, std::string const& to, std::string const& link)
{
    Result<Json> const details = parse_json(notice.details);
    if (!details) { return std::nullopt; }
    std::string const file = text_of(*details, "file");
    Mail mail{to, {}, {}};
    switch (notice.kind) {
    case NoticeKind::import_completed:
        mail.subject = "Import finished: " + file;
        mail.text = "The import of " + file + " has finished.\n\n" + count_lines(*details);
        break;
    case NoticeKind::import_failed:
        mail.subject = "Import failed: " + file;
        mail.text = "The import of " + file + " has failed.\n\n" + text_of(*details, "reason") + "\n";
        break;
    case NoticeKind::import_undone:
    case NoticeKind::subscription_disabled: return std::nullopt;
    }
    if (!link.empty()) { mail.text += "\n" + link + "\n"; }
    return mail;
}

Mail test_mail(std::string const& to)
{
    return {to, "Test of Muster's mail", "This mail was sent to see whether mail arrives. It does.\n"};
}

Mail link_mail(std::string const& to, std::string const& subject, std::string const& sentence, std::string const& link,
               std::string const& lifetime)
{
    return {to, subject,
            sentence + "\n\n" + link + "\n\nThe link works once, within " + lifetime + ". Who did not ask for it can ignore this mail.\n"};
}

} // namespace muster
