#pragma once

#include "http/message.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// One field of a form.
struct FormPart {
    std::string name{};
    std::optional<std::string> file_name{};    ///< of a file, as the client calls it
    std::shared_ptr<ByteSource const> bytes{}; ///< a range of the body, which is not copied
};

inline constexpr std::size_t most_form_parts = 64;
inline constexpr std::size_t longest_part_head = 8'192; ///< bytes

/// Whether a Content-Type says multipart/form-data.
bool is_form(std::string_view content_type);
/// Its boundary. Error invalid_input MULTIPART_MALFORMED when there is none that RFC 2046 allows.
Result<std::string> boundary_of(std::string_view content_type);

/// The parts of a form (RFC 7578, RFC 2046) in their order; what stands before the first and behind the last boundary is not looked at.
/// Reads the body once, piece by piece. Names are UTF-8 without NUL. Errors: invalid_input MULTIPART_MALFORMED with what is wrong and at
/// which byte; those of the source.
Result<std::vector<FormPart>> read_form(std::shared_ptr<ByteSource const> body, std::string_view boundary);

/// The name that a Content-Disposition gives a file; empty when there is none, or none that is UTF-8.
std::string file_name_of(std::string_view content_disposition);

/// A request's body as bytes, wherever it lies. Small ones are copied.
std::shared_ptr<ByteSource const> bytes_of(HttpBody const& body);

} // namespace muster
