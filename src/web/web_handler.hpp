#pragma once

#include "base/embedded_file.hpp"
#include "http/message.hpp"

#include <functional>
#include <span>
#include <string_view>

namespace muster {

/// Serves the web app, and hands everything else to the program behind it. The app's files are the ones of `files`; its page is what a
/// browser gets that asks for a page (GET, Accept: text/html) at an address that is not the program's, so that the addresses inside the app
/// can be opened and kept. Safe from any thread; never blocks.
class WebHandler final : public HttpHandler {
public:
    /// Whether an address belongs to the program behind, also when there is nothing at it: a mistyped call must not be answered with a
    /// page.
    using IsBehind = std::function<bool(std::string_view path)>;

    /// `behind` and the bytes of `files` must outlive this; `files` has an index.html, in which every `%NONCE%` is replaced for each
    /// answer.
    WebHandler(HttpHandler& behind, std::span<EmbeddedFile const> files, IsBehind is_behind);

    HttpAdmission admit(HttpRequest const& head) override;
    HttpAnswer answer(HttpRequest const& request) override;
    HttpAnswer refuse(int status, std::string_view path, std::string_view sentence) override;
    /// Files and pages are no calls: nothing is told of them.
    void finished(HttpRequest const& request, int status, std::uint64_t sent, std::chrono::microseconds took) override;
    void broken(HttpRequest const& request, Error const& error) override;

private:
    /// What an address of the app is answered with; null: nothing of the app.
    EmbeddedFile const* find(HttpRequest const& request) const;
    EmbeddedFile const* find_named(std::string_view name) const;
    HttpAnswer page_answer() const;
    HttpAnswer asset_answer(EmbeddedFile const& file, HttpRequest const& request) const;

    HttpHandler& behind_;
    std::span<EmbeddedFile const> files_;
    IsBehind is_behind_;
    EmbeddedFile const* page_{};
};

} // namespace muster
