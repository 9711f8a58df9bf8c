#include "delivery/mail.hpp"
#include "delivery/secrets.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "profile/email.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

namespace muster {

namespace {

constexpr std::size_t encoded_line = 76;    // RFC 2045
constexpr std::size_t bytes_of_a_word = 45; // base64 makes 60 of them; with =?UTF-8?B? and ?= that is below the 75 of RFC 2047
constexpr std::string_view line_end = "\r\n";

bool is_control(char character) { return static_cast<unsigned char>(character) < 0x20 || character == 0x7F; }

std::string without_controls(std::string_view text)
{
    std::string clean{text};
    std::replace_if(clean.begin(), clean.end(), is_control, ' ');
    return clean;
}

/// Where the next encoded word ends: no character is cut in two.
std::size_t word_end(std::string_view text)
{
    if (text.size() <= bytes_of_a_word) { return text.size(); }
    std::size_t end = bytes_of_a_word;
    while (end > 1 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) { --end; }
    return end;
}

/// Encoded words always, so that no text needs quoting rules of its own.
std::string encoded_words(std::string const& text)
{
    std::string const clean = without_controls(text);
    std::string words;
    for (std::string_view left{clean}; !left.empty();) {
        std::size_t const end = word_end(left);
        if (!words.empty()) { words.append(line_end).append(" "); }
        words += "=?UTF-8?B?" + to_base64(left.substr(0, end)) + "?=";
        left.remove_prefix(end);
    }
    return words;
}

/// The domain as A-labels, so that every server can carry it.
std::string carried_address(std::string const& address)
{
    std::string const clean = without_controls(address);
    std::size_t const at = clean.rfind('@');
    if (at == std::string::npos) { return clean; }
    return clean.substr(0, at + 1) + text::domain_to_ascii(clean.substr(at + 1)).value_or(clean.substr(at + 1));
}

std::string base64_lines(std::string const& text)
{
    std::string lines;
    std::string const encoded = to_base64(text);
    for (std::size_t at = 0; at < encoded.size(); at += encoded_line) { lines.append(encoded, at, encoded_line).append(line_end); }
    return lines;
}

/// RFC 5322: Sat, 28 Nov 2026 14:05:09 +0000.
std::string mail_date(Instant at)
{
    constexpr std::array days{"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"}; // 1970-01-01 was a Thursday
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    Date const date = date_of(at);
    auto const weekday = static_cast<std::size_t>(((days_since_epoch(date) % 7) + 7) % 7);
    std::string const clock = to_text(at).substr(11, 8);
    return std::string{days[weekday]} + ", " + std::to_string(date.day) + " " + months[static_cast<std::size_t>(date.month - 1)] + " " +
           std::to_string(date.year) + " " + clock + " +0000";
}

} // namespace

std::string write_message(Mail const& mail, MailSender const& sender, Instant at, std::string const& unique)
{
    std::string const from = carried_address(sender.address);
    std::string message;
    auto const header = [&](std::string_view name, std::string const& value) {
        message.append(name).append(": ").append(value).append(line_end);
    };
    header("Date", mail_date(at));
    header("From", encoded_words(sender.name) + " <" + from + ">");
    header("To", "<" + carried_address(mail.to) + ">");
    header("Subject", encoded_words(mail.subject));
    header("Message-ID", "<" + without_controls(unique) + from.substr(std::min(from.find('@'), from.size())) + ">");
    header("Auto-Submitted", "auto-generated"); // RFC 3834: no answers by machines
    header("MIME-Version", "1.0");
    header("Content-Type", "text/plain; charset=utf-8");
    header("Content-Transfer-Encoding", "base64");
    message.append(line_end);
    std::string text;
    for (char const character : mail.text) { character == '\n' ? text.append(line_end) : text.append(1, character); }
    return message + base64_lines(text);
}

Result<void> SmtpMailer::send(Mail const& mail)
{
    bool const is_plain = std::none_of(mail.to.begin(), mail.to.end(), is_control);
    if (!is_plain || !is_email(mail.to)) {
        return Error{ErrorKind::invalid_input, "MAIL_ADDRESS", "The recipient's address is no email address."};
    }
    std::string const unique = to_hex(sha256(draw_signing_secret())).substr(0, 32);
    return hand_in(choices_, carried_address(sender_.address), carried_address(mail.to), write_message(mail, sender_, now(), unique));
}

} // namespace muster
