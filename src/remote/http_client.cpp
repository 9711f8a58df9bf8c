#include "remote/http_client.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <charconv>
#include <exception>
#include <optional>
#include <span>

#include <curl/curl.h>

namespace muster {

namespace {

/// A server that is there takes a connection within some round trips.
constexpr long connect_milliseconds = 10'000;
/// The longest that a server may think without a byte: some acts write a whole store.
constexpr long silent_seconds = 300;
/// Answers that are kept in memory: an import of a file with as many columns as Excel has, several times.
constexpr std::size_t most_kept = std::size_t{256} * 1'024 * 1'024;

struct EasyEnd {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
using Easy = std::unique_ptr<CURL, EasyEnd>;
struct ListEnd {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, ListEnd>;
struct UrlEnd {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, UrlEnd>;

Error out_of_memory() { return {ErrorKind::unavailable, "MEMORY_SHORT", "There is not enough memory to speak with the server."}; }

Url parse_url(std::string const& text)
{
    Url url{curl_url()};
    if (url && curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) { url.reset(); }
    return url;
}

std::optional<std::string> part_of(Url const& url, CURLUPart which)
{
    char* text = nullptr;
    if (curl_url_get(url.get(), which, &text, 0) != CURLUE_OK) { return std::nullopt; }
    std::string copy{text};
    curl_free(text);
    return copy;
}

/// What one transfer carries through libcurl's callbacks, which are C: nothing may be thrown out of them.
struct Course {
    CURL* easy{};
    HttpCall const& call;
    HttpReply reply{};
    std::uint64_t sent{};
    std::optional<Error> trouble{};
    bool enough{};

    bool is_success() const
    {
        long status = 0;
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
        return status >= 200 && status < 300;
    }
    /// Runs what a callback does; false when the transfer has to end.
    template <class Work>
    bool guarded(Work work) noexcept
    {
        try {
            Result<bool> const going = work();
            if (!going) { trouble = going.error(); }
            return going && *going;
        } catch (std::exception const&) {
            try {
                trouble = out_of_memory();
            } catch (...) { // then libcurl's own word for it has to do
            }
            return false;
        }
    }
};

std::size_t take_bytes(char* bytes, std::size_t size, std::size_t count, void* course) noexcept
{
    auto& own = *static_cast<Course*>(course);
    bool const going = own.guarded([&]() -> Result<bool> {
        std::string_view const piece{bytes, size * count};
        if (own.call.take && own.is_success()) {
            TRY_ASSIGN(bool const more, own.call.take(piece));
            own.enough = !more;
            return more;
        }
        if (own.reply.body.size() + piece.size() > most_kept) {
            return Error{ErrorKind::unavailable, "NOT_MUSTER", "The server's answer is larger than any that Muster gives."};
        }
        own.reply.body.append(piece);
        return true;
    });
    return going ? size * count : CURL_WRITEFUNC_ERROR;
}

std::size_t give_bytes(char* into, std::size_t size, std::size_t count, void* course) noexcept
{
    auto& own = *static_cast<Course*>(course);
    std::size_t given = 0;
    bool const going = own.guarded([&]() -> Result<bool> {
        if (own.call.file != nullptr) {
            TRY_ASSIGN(given, own.call.file->read_at(own.sent, std::span{into, size * count}));
        } else {
            std::string_view const left = std::string_view{own.call.body}.substr(static_cast<std::size_t>(own.sent));
            given = std::min(left.size(), size * count);
            std::copy_n(left.begin(), given, into);
        }
        own.sent += given;
        return true;
    });
    return going ? given : CURL_READFUNC_ABORT;
}

/// libcurl sends a body again when a connection that it had kept turns out to be closed.
int rewind_body(void* course, curl_off_t offset, int origin) noexcept
{
    if (origin != SEEK_SET || offset < 0) { return CURL_SEEKFUNC_FAIL; }
    static_cast<Course*>(course)->sent = static_cast<std::uint64_t>(offset);
    return CURL_SEEKFUNC_OK;
}

int look_around(void* course, curl_off_t, curl_off_t, curl_off_t, curl_off_t sent) noexcept
{
    auto& own = *static_cast<Course*>(course);
    if (!own.call.tell) { return 0; }
    bool const going = own.guarded([&]() -> Result<bool> {
        TRY(own.call.tell(sent));
        return true;
    });
    return going ? 0 : 1;
}

template <class Value>
void set(Easy const& easy, CURLoption option, Value value)
{
    CURLcode const code = curl_easy_setopt(easy.get(), option, value);
    MUSTER_ASSERT(code == CURLE_OK || code == CURLE_OUT_OF_MEMORY); // the latter makes the transfer fail by itself
}

Result<List> add_line(List list, std::string const& line)
{
    curl_slist* const longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) { return out_of_memory(); }
    static_cast<void>(list.release());
    return List{longer};
}

class CurlClient final : public HttpClient {
public:
    CurlClient(ServerAddress address, Easy easy) : address_{std::move(address)}, easy_{std::move(easy)} {}

    std::string const& url() const override { return address_.url; }

    Result<HttpReply> send(HttpCall const& call) override
    {
        Course course{easy_.get(), call};
        TRY_ASSIGN(List const headers, headers_of(call));
        std::string const url = address_of(call);
        curl_easy_reset(easy_.get()); // options go, connections stay
        set_up_connection();
        set(easy_, CURLOPT_URL, url.c_str());
        set(easy_, CURLOPT_HTTPHEADER, headers.get());
        set_up_body(call);
        set(easy_, CURLOPT_WRITEFUNCTION, &take_bytes);
        set(easy_, CURLOPT_WRITEDATA, static_cast<void*>(&course));
        set(easy_, CURLOPT_READFUNCTION, &give_bytes);
        set(easy_, CURLOPT_READDATA, static_cast<void*>(&course));
        set(easy_, CURLOPT_SEEKFUNCTION, &rewind_body);
        set(easy_, CURLOPT_SEEKDATA, static_cast<void*>(&course));
        set(easy_, CURLOPT_NOPROGRESS, 0L);
        set(easy_, CURLOPT_XFERINFOFUNCTION, &look_around);
        set(easy_, CURLOPT_XFERINFODATA, static_cast<void*>(&course));
        CURLcode const code = curl_easy_perform(easy_.get());
        if (course.trouble) { return *std::move(course.trouble); }
        if (code != CURLE_OK && !course.enough) { return error_of(code); }
        finish(course.reply);
        return std::move(course.reply);
    }

private:
    void set_up_connection()
    {
        set(easy_, CURLOPT_NOSIGNAL, 1L);
        set(easy_, CURLOPT_PROTOCOLS_STR, "http,https");
        set(easy_, CURLOPT_PATH_AS_IS, 1L);     // a tag may be called ".."
        set(easy_, CURLOPT_FOLLOWLOCATION, 0L); // a key goes to the server that was named and to no other
        set(easy_, CURLOPT_CONNECTTIMEOUT_MS, connect_milliseconds);
        set(easy_, CURLOPT_LOW_SPEED_LIMIT, 1L);
        set(easy_, CURLOPT_LOW_SPEED_TIME, silent_seconds);
        if (is_on_this_machine(address_.url)) { set(easy_, CURLOPT_PROXY, ""); }
        if (!address_.ca_file.empty()) { set(easy_, CURLOPT_CAINFO, address_.ca_file.c_str()); }
        if (address_.certificate == ServerAddress::Certificate::of_this_machine) {
            set(easy_, CURLOPT_SSL_VERIFYPEER, 0L);
            set(easy_, CURLOPT_SSL_VERIFYHOST, 0L);
        }
    }

    void set_up_body(HttpCall const& call)
    {
        if (call.file == nullptr && call.body.empty()) {
            set(easy_, CURLOPT_CUSTOMREQUEST, call.method.c_str());
            return;
        }
        std::uint64_t const size = call.file != nullptr ? call.file->size() : call.body.size();
        set(easy_, CURLOPT_UPLOAD, 1L);
        set(easy_, CURLOPT_CUSTOMREQUEST, call.method.c_str());
        set(easy_, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(size));
    }

    Result<List> headers_of(HttpCall const& call) const
    {
        List headers;
        if (!address_.authorization.empty()) {
            TRY_ASSIGN(headers, add_line(std::move(headers), "Authorization: " + address_.authorization));
        }
        if (!call.content_type.empty()) { TRY_ASSIGN(headers, add_line(std::move(headers), "Content-Type: " + call.content_type)); }
        bool const empty_post = call.method == "POST" && call.file == nullptr && call.body.empty();
        if (empty_post) { TRY_ASSIGN(headers, add_line(std::move(headers), "Content-Length: 0")); }
        return headers;
    }

    std::string address_of(HttpCall const& call) const
    {
        std::string url = address_.url + call.path;
        char sign = '?';
        for (auto const& [name, value] : call.query) {
            url += sign + escaped(name) + "=" + escaped(value);
            sign = '&';
        }
        return url;
    }

    void finish(HttpReply& reply)
    {
        long status = 0;
        curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
        reply.status = status;
        curl_header* header = nullptr;
        if (curl_easy_header(easy_.get(), "X-Total-Count", 0, CURLH_HEADER, -1, &header) != CURLHE_OK) { return; }
        std::string_view const text{header->value};
        std::from_chars(text.data(), text.data() + text.size(), reply.total_count);
    }

    Error error_of(CURLcode code) const
    {
        std::string const& url = address_.url;
        switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return {ErrorKind::unavailable, "SERVER_UNKNOWN",
                    "The name in " + url + " was not found. Look at --server, and at the network."};
        case CURLE_COULDNT_CONNECT:
            return {ErrorKind::unavailable, "SERVER_UNREACHABLE",
                    "Nobody answers at " + url + ". Is the server running, and --server right?"};
        case CURLE_OPERATION_TIMEDOUT: return {ErrorKind::unavailable, "SERVER_SILENT", url + " did not answer in time. Try again later."};
        case CURLE_SSL_CACERT_BADFILE:
            return {ErrorKind::invalid_input, "CA_FILE",
                    "The certificates in " + address_.ca_file + " cannot be read. --ca-file names a PEM file."};
        case CURLE_PEER_FAILED_VERIFICATION:
            return {ErrorKind::unavailable, "SERVER_TLS",
                    "The certificate of " + url +
                        " is not trusted, or is another server's. If it is the right one, name the certificate that "
                        "vouches for it with --ca-file."};
        case CURLE_SSL_CONNECT_ERROR:
            return {ErrorKind::unavailable, "SERVER_TLS", "No encrypted connection to " + url + ": " + curl_easy_strerror(code) + "."};
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_UNSUPPORTED_PROTOCOL:
            return {ErrorKind::unavailable, "NOT_MUSTER", url + " does not answer as a Muster server does. Look at --server."};
        case CURLE_OUT_OF_MEMORY: return out_of_memory();
        default: break;
        }
        return {ErrorKind::unavailable, "SERVER_GONE",
                "The connection to " + url + " broke off (" + curl_easy_strerror(code) +
                    "). What the server has begun it goes on with; muster history shows how far it is."};
    }

    ServerAddress address_;
    Easy easy_;
};

} // namespace

Result<std::unique_ptr<HttpClient>> HttpClient::create(ServerAddress address)
{
    static bool const ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    Easy easy{ready ? curl_easy_init() : nullptr};
    if (!easy) { return out_of_memory(); }
    return std::unique_ptr<HttpClient>{std::make_unique<CurlClient>(std::move(address), std::move(easy))};
}

std::string escaped(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string made;
    for (char const sign : text) {
        bool const plain = (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9') || sign == '-' ||
                           sign == '_' || sign == '~' || sign == '.';
        auto const byte = static_cast<unsigned char>(sign);
        made += plain ? std::string{sign} : std::string{'%', digits[byte >> 4U], digits[byte & 15U]};
    }
    return made;
}

Result<std::string> parse_server_url(std::string_view text)
{
    std::string address{text::trim(text)};
    while (address.ends_with('/')) { address.pop_back(); }
    Url const url = parse_url(address);
    std::string const scheme = url ? part_of(url, CURLUPART_SCHEME).value_or("") : std::string{};
    bool const more = url && (part_of(url, CURLUPART_USER) || part_of(url, CURLUPART_PASSWORD) || part_of(url, CURLUPART_QUERY) ||
                              part_of(url, CURLUPART_FRAGMENT));
    if ((scheme == "http" || scheme == "https") && !more && !part_of(url, CURLUPART_HOST).value_or("").empty()) { return address; }
    return Error{ErrorKind::invalid_input, "SERVER_URL",
                 "The server's address must be like http://127.0.0.1:8080 or https://muster.example; it is given by --server or by the "
                 "environment variable MUSTER_SERVER."};
}

bool is_on_this_machine(std::string const& url)
{
    Url const parsed = parse_url(url);
    std::string const host = parsed ? part_of(parsed, CURLUPART_HOST).value_or("") : std::string{};
    bool const is_number = host.find_first_not_of("0123456789.") == std::string::npos;
    return host == "localhost" || host == "[::1]" || (host.starts_with("127.") && is_number);
}

} // namespace muster
