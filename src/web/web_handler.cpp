#include "web/web_handler.hpp"

#include "access/secrets.hpp"
#include "base/assert.hpp"
#include "base/text.hpp"
#include "http/field_list.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>

namespace muster {

namespace {

constexpr std::string_view page_name = "index.html";
constexpr std::string_view assets_folder = "assets/";
constexpr std::string_view nonce_mark = "%NONCE%";

/// A part of the program as an answer's body.
class StaticBytes final : public ByteSource {
public:
    explicit StaticBytes(std::string_view bytes) : bytes_{bytes} {}
    Result<std::size_t> read_at(std::uint64_t offset, std::span<char> into) const override
    {
        if (offset >= bytes_.size()) { return std::size_t{0}; }
        return bytes_.copy(into.data(), into.size(), static_cast<std::size_t>(offset));
    }
    std::uint64_t size() const override { return bytes_.size(); }

private:
    std::string_view bytes_;
};

std::string_view media_type_of(std::string_view name)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> known{{
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".html", "text/html; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".woff2", "font/woff2"},
        {".json", "application/json"},
    }};
    auto const found = std::ranges::find_if(known, [name](auto const& entry) { return name.ends_with(entry.first); });
    return found == known.end() ? "application/octet-stream" : found->second;
}

bool wants_page(HttpRequest const& request)
{
    std::string const accept = text::ascii_lower(request.fields.value("Accept"));
    return accept.find("text/html") != std::string::npos;
}

/// What the page may do: take everything from its own server and nothing from elsewhere, run no script and no style that stands in a
/// document without this answer's nonce, be shown in no other page, and send no form anywhere.
std::string content_policy(std::string_view nonce)
{
    std::string policy = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
                         "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src 'self' 'nonce-";
    return policy.append(nonce).append("'");
}

std::string with_nonce(std::string_view page, std::string_view nonce)
{
    std::string text;
    for (;;) {
        std::size_t const mark = page.find(nonce_mark);
        text += page.substr(0, mark);
        if (mark == std::string_view::npos) { return text; }
        text += nonce;
        page.remove_prefix(mark + nonce_mark.size());
    }
}

} // namespace

WebHandler::WebHandler(HttpHandler& behind, std::span<EmbeddedFile const> files, IsBehind is_behind)
    : behind_{behind}, files_{files}, is_behind_{std::move(is_behind)}, page_{find_named(page_name)}
{
    MUSTER_ASSERT(page_ != nullptr && is_behind_);
}

HttpAdmission WebHandler::admit(HttpRequest const& head)
{
    // a body of such a request is read and forgotten, as the program behind does
    return behind_.admit(head);
}

HttpAnswer WebHandler::answer(HttpRequest const& request)
{
    EmbeddedFile const* const file = find(request);
    if (file == nullptr) { return behind_.answer(request); }
    HttpAnswer answer = file == page_ ? page_answer() : asset_answer(*file, request);
    answer.fields.set("X-Content-Type-Options", "nosniff");
    return answer;
}

HttpAnswer WebHandler::refuse(int status, std::string_view path, std::string_view sentence)
{
    return behind_.refuse(status, path, sentence);
}

void WebHandler::finished(HttpRequest const& request, int status, std::uint64_t sent, std::chrono::microseconds took)
{
    if (find(request) == nullptr) { behind_.finished(request, status, sent, took); }
}

/// Bytes of the program itself cannot break off, so it is an answer of the program behind.
void WebHandler::broken(HttpRequest const& request, Error const& error) { behind_.broken(request, error); }

EmbeddedFile const* WebHandler::find(HttpRequest const& request) const
{
    if ((request.method != "GET" && request.method != "HEAD") || !request.path.starts_with('/')) { return nullptr; }
    std::string_view const name = std::string_view{request.path}.substr(1);
    if (name.empty()) { return page_; }
    if (name.starts_with(assets_folder)) { return find_named(name); }
    return wants_page(request) && !is_behind_(request.path) ? page_ : nullptr;
}

EmbeddedFile const* WebHandler::find_named(std::string_view name) const
{
    auto const found = std::ranges::find(files_, name, &EmbeddedFile::name);
    return found == files_.end() ? nullptr : &*found;
}

HttpAnswer WebHandler::page_answer() const
{
    std::string const nonce = draw_secret();
    HttpAnswer answer;
    answer.fields.add("Content-Type", std::string{media_type_of(page_name)});
    answer.fields.add("Cache-Control", "no-store"); // a kept page would have yesterday's nonce, and names of files that are gone
    answer.fields.add("Content-Security-Policy", content_policy(nonce));
    answer.fields.add("Referrer-Policy", "no-referrer");
    answer.fields.add("Cross-Origin-Opener-Policy", "same-origin");
    answer.body = with_nonce(page_->bytes, nonce);
    return answer;
}

HttpAnswer WebHandler::asset_answer(EmbeddedFile const& file, HttpRequest const& request) const
{
    HttpAnswer answer;
    answer.compression = HttpAnswer::Compression::never;
    answer.fields.add("Content-Type", std::string{media_type_of(file.name)});
    answer.fields.add("Cache-Control", "public, max-age=31536000, immutable"); // a year: other contents have another name
    answer.fields.add("Vary", "Accept-Encoding");
    EmbeddedFile const* sent = &file;
    for (auto const& [coding, suffix] : {std::pair{"br", ".br"}, std::pair{"gzip", ".gz"}}) {
        EmbeddedFile const* const packed = find_named(std::string{file.name} + suffix);
        if (packed == nullptr || !accepts_coding(request.fields.value("Accept-Encoding"), coding)) { continue; }
        answer.fields.add("Content-Encoding", coding);
        sent = packed;
        break;
    }
    answer.body = std::make_shared<StaticBytes const>(sent->bytes);
    return answer;
}

} // namespace muster
