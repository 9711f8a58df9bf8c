#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace muster {

/// Packs an answer while it is sent, in the gzip format (RFC 1952; Intel's igzip at level 1, which costs about as much time as
/// copying the text a few times). One thread at a time.
class GzipPacker {
public:
    GzipPacker();
    GzipPacker(GzipPacker&&) noexcept;
    GzipPacker& operator=(GzipPacker&&) noexcept;
    ~GzipPacker();

    /// Appends to `into` what is ready of `text`; may be nothing yet.
    void add(std::string_view text, std::string& into);
    /// Appends all the rest. Nothing may be added afterwards.
    void finish(std::string& into);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Whether contents of that Content-Type become smaller: texts, JSON, XML, SVG, scripts.
bool is_worth_packing(std::string_view content_type);

} // namespace muster
