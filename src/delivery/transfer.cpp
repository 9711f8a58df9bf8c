#include "delivery/transfer.hpp"

#include "base/assert.hpp"
#include "delivery/address.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>

#include <netinet/in.h>
#include <sys/socket.h>

namespace muster {

namespace {

constexpr std::size_t longest_url = 2'083;
constexpr std::size_t most_of_an_answer = 65'536;

struct FreeEasy {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Easy = std::unique_ptr<CURL, FreeEasy>;
using List = std::unique_ptr<curl_slist, FreeList>;

Result<Easy> make_easy()
{
    static bool const ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    Easy easy{ready ? curl_easy_init() : nullptr};
    if (easy == nullptr) { return Error{ErrorKind::unavailable, "OUT_OF_MEMORY", "There is not enough memory to send something."}; }
    return easy;
}

Result<void> append(List& list, std::string const& line)
{
    curl_slist* const longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) { return Error{ErrorKind::unavailable, "OUT_OF_MEMORY", "There is not enough memory to send something."}; }
    static_cast<void>(list.release());
    list.reset(longer);
    return {};
}

/// A part of a URL; nothing when it has none or is none.
std::optional<std::string> part_of(CURLU* url, CURLUPart part)
{
    char* text = nullptr;
    if (curl_url_get(url, part, &text, 0) != CURLUE_OK || text == nullptr) { return std::nullopt; }
    std::string copy{text};
    curl_free(text);
    return copy;
}

std::unique_ptr<CURLU, FreeUrl> parse_url(std::string const& text)
{
    std::unique_ptr<CURLU, FreeUrl> url{curl_url()};
    if (url == nullptr || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) { return nullptr; }
    return url;
}

std::string without_brackets(std::string const& host)
{
    bool const bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    return bracketed ? host.substr(1, host.size() - 2) : host;
}

Error not_public()
{
    return {ErrorKind::denied, "TARGET_NOT_PUBLIC",
            "The target is no address of the public internet. An administrator of this server can allow others in its configuration."};
}

std::optional<Address> address_of(sockaddr const& raw)
{
    Address address;
    if (raw.sa_family == AF_INET) {
        sockaddr_in in{};
        std::memcpy(&in, &raw, sizeof in);
        std::memcpy(address.bytes.data(), &in.sin_addr, 4);
        return address;
    }
    if (raw.sa_family != AF_INET6) { return std::nullopt; }
    sockaddr_in6 in{};
    std::memcpy(&in, &raw, sizeof in);
    std::memcpy(address.bytes.data(), &in.sin6_addr, 16);
    address.version = Address::Version::six;
    return address;
}

/// What the callbacks of one transfer share.
struct Course {
    Reach reach{};
    std::atomic<bool> const* ending{};
    bool refused{};
    std::size_t received{};
    std::string_view left{}; ///< of a mail
};

/// libcurl asks for a socket for exactly the address that it is about to connect to.
curl_socket_t open_socket(void* course, curlsocktype /*purpose*/, curl_sockaddr* target) noexcept
{
    auto& own = *static_cast<Course*>(course);
    std::optional<Address> const address = address_of(target->addr);
    if (own.reach == Reach::public_only && (!address || !is_public(*address))) {
        own.refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(target->family, target->socktype | SOCK_CLOEXEC, target->protocol);
}

/// Ends the transfer when enough has come; the status is known by then.
std::size_t take_answer(char* /*bytes*/, std::size_t size, std::size_t count, void* course) noexcept
{
    auto& own = *static_cast<Course*>(course);
    own.received += size * count;
    return own.received > most_of_an_answer ? 0 : size * count;
}

/// libcurl asks about once a second; other than 0 ends the transfer.
int look_for_end(void* course, curl_off_t, curl_off_t, curl_off_t, curl_off_t) noexcept
{
    auto const& own = *static_cast<Course*>(course);
    return own.ending != nullptr && *own.ending ? 1 : 0;
}

Error server_ending() { return {ErrorKind::cancelled, "SERVER_ENDING", "The server is being stopped."}; }

std::size_t give_mail(char* into, std::size_t size, std::size_t count, void* course) noexcept
{
    auto& own = *static_cast<Course*>(course);
    std::size_t const given = std::min(size * count, own.left.size());
    std::memcpy(into, own.left.data(), given);
    own.left.remove_prefix(given);
    return given;
}

template <class Value>
void set(Easy const& easy, CURLoption option, Value value)
{
    CURLcode const code = curl_easy_setopt(easy.get(), option, value);
    MUSTER_ASSERT(code == CURLE_OK || code == CURLE_OUT_OF_MEMORY); // the latter makes the transfer fail by itself
}

void set_up(Easy const& easy, Course& course, std::int64_t connect_milliseconds, std::int64_t total_milliseconds,
            std::string const& ca_file)
{
    set(easy, CURLOPT_NOSIGNAL, 1L);
    set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect_milliseconds));
    set(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(total_milliseconds));
    set(easy, CURLOPT_PROXY, "");
    set(easy, CURLOPT_FOLLOWLOCATION, 0L);
    set(easy, CURLOPT_WRITEFUNCTION, &take_answer);
    set(easy, CURLOPT_WRITEDATA, static_cast<void*>(&course));
    set(easy, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    set(easy, CURLOPT_OPENSOCKETDATA, static_cast<void*>(&course));
    set(easy, CURLOPT_NOPROGRESS, 0L);
    set(easy, CURLOPT_XFERINFOFUNCTION, &look_for_end);
    set(easy, CURLOPT_XFERINFODATA, static_cast<void*>(&course));
    if (!ca_file.empty()) { set(easy, CURLOPT_CAINFO, ca_file.c_str()); }
}

Error http_error(CURLcode code, std::string const& host)
{
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST: return {ErrorKind::unavailable, "TARGET_UNKNOWN", "The name " + host + " was not found."};
    case CURLE_OPERATION_TIMEDOUT:
        return {ErrorKind::unavailable, "TARGET_TIMEOUT", host + " did not answer in time. Answer first, then work."};
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CIPHER:
        return {ErrorKind::unavailable, "TARGET_TLS", "No trusted encrypted connection to " + host + ": " + curl_easy_strerror(code) + "."};
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_GOT_NOTHING: return {ErrorKind::unavailable, "TARGET_NOT_HTTP", host + " did not answer as a web server does."};
    default: break;
    }
    return {ErrorKind::unavailable, "TARGET_UNREACHABLE", host + " could not be reached: " + curl_easy_strerror(code) + "."};
}

} // namespace

Result<void> check_target(std::string const& url, Reach reach)
{
    Error const wrong{ErrorKind::invalid_input, "WEBHOOK_URL",
                      reach == Reach::public_only
                          ? "The target must be an https URL with a host, without user name and password, of at most 2,083 characters."
                          : "The target must be an http or https URL with a host, without user name and password, of at most 2,083 "
                            "characters."};
    auto const parsed = url.size() <= longest_url ? parse_url(url) : nullptr;
    if (parsed == nullptr) { return wrong; }
    std::string const scheme = part_of(parsed.get(), CURLUPART_SCHEME).value_or("");
    bool const scheme_fits = scheme == "https" || (scheme == "http" && reach == Reach::anywhere);
    std::string const host = part_of(parsed.get(), CURLUPART_HOST).value_or("");
    if (!scheme_fits || host.empty() || part_of(parsed.get(), CURLUPART_USER) || part_of(parsed.get(), CURLUPART_PASSWORD)) {
        return wrong;
    }
    std::optional<Address> const address = parse_address(without_brackets(host)); // libcurl has made 0x7f.1 and kin 127.0.0.1 by now
    if (reach == Reach::public_only && address && !is_public(*address)) { return not_public(); }
    return {};
}

std::string host_of(std::string const& url)
{
    auto const parsed = parse_url(url);
    return parsed == nullptr ? std::string{} : part_of(parsed.get(), CURLUPART_HOST).value_or("");
}

CurlPoster::CurlPoster(TransferChoices choices) : choices_{std::move(choices)} {}

Result<Answer> CurlPoster::post(Post const& post)
{
    TRY(check_target(post.url, choices_.reach)); // configuration may have changed since it was stored
    TRY_ASSIGN(Easy const easy, make_easy());
    List lines;
    for (auto const& [name, value] : post.headers) { TRY(append(lines, name + ": " + value)); }
    TRY(append(lines, "Expect:")); // no round trip before the body
    Course course{choices_.reach, choices_.ending, false, 0, {}};
    set_up(easy, course, choices_.connect_milliseconds, choices_.total_milliseconds, choices_.ca_file);
    set(easy, CURLOPT_PROTOCOLS_STR, choices_.reach == Reach::public_only ? "https" : "http,https");
    set(easy, CURLOPT_URL, post.url.c_str());
    set(easy, CURLOPT_HTTPHEADER, lines.get());
    set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(post.body.size()));
    set(easy, CURLOPT_POSTFIELDS, post.body.c_str());
    CURLcode const code = curl_easy_perform(easy.get());
    if (code == CURLE_ABORTED_BY_CALLBACK) { return server_ending(); }
    if (course.refused && code != CURLE_OK) { return not_public(); }
    bool const answered_too_much = code == CURLE_WRITE_ERROR && course.received > most_of_an_answer;
    if (code != CURLE_OK && !answered_too_much) { return http_error(code, host_of(post.url)); }
    long status = 0;
    curl_off_t retry_after = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(easy.get(), CURLINFO_RETRY_AFTER, &retry_after);
    return Answer{status, std::max<std::int64_t>(retry_after, 0)};
}

std::string_view name_of(SmtpChoices::Security security)
{
    switch (security) {
    case SmtpChoices::Security::starttls: return "starttls";
    case SmtpChoices::Security::tls: return "tls";
    case SmtpChoices::Security::none: return "none";
    }
    return {};
}

Result<void> hand_in(SmtpChoices const& choices, std::string const& sender, std::string const& recipient, std::string const& message)
{
    TRY_ASSIGN(Easy const easy, make_easy());
    List recipients;
    TRY(append(recipients, "<" + recipient + ">"));
    Course course{Reach::anywhere, choices.ending, false, 0, message};
    set_up(easy, course, choices.connect_milliseconds, choices.total_milliseconds, choices.ca_file);
    bool const wrapped = choices.security == SmtpChoices::Security::tls;
    std::string const url = (wrapped ? "smtps://" : "smtp://") + choices.host + ":" + std::to_string(choices.port);
    std::string const from = "<" + sender + ">";
    set(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(easy, CURLOPT_URL, url.c_str());
    if (choices.security == SmtpChoices::Security::starttls) { set(easy, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL)); }
    if (!choices.user.empty()) {
        set(easy, CURLOPT_USERNAME, choices.user.c_str());
        set(easy, CURLOPT_PASSWORD, choices.password.c_str());
    }
    set(easy, CURLOPT_MAIL_FROM, from.c_str());
    set(easy, CURLOPT_MAIL_RCPT, recipients.get());
    set(easy, CURLOPT_UPLOAD, 1L);
    set(easy, CURLOPT_READFUNCTION, &give_mail);
    set(easy, CURLOPT_READDATA, static_cast<void*>(&course));
    CURLcode const code = curl_easy_perform(easy.get());
    if (code == CURLE_OK) { return {}; }
    if (code == CURLE_ABORTED_BY_CALLBACK) { return server_ending(); }
    long reply = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &reply);
    bool const at_greeting =
        code == CURLE_WEIRD_SERVER_REPLY && course.left.size() == message.size(); // refuses everybody, not this message
    if (reply >= 550 && reply <= 559 && !at_greeting) {
        return Error{ErrorKind::invalid_input, "MAIL_REFUSED",
                     "The mail server refused the message with reply " + std::to_string(reply) + "."};
    }
    return Error{ErrorKind::unavailable, "MAIL_SERVER",
                 "The mail server " + choices.host + " did not take the message: " + curl_easy_strerror(code) +
                     (reply != 0 ? " (reply " + std::to_string(reply) + ")." : ".")};
}

} // namespace muster
