#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// Turns bytes of one encoding into well-formed UTF-8, chunk by chunk; sequences that a chunk's end cuts are carried over. Bytes
/// that the encoding does not know become U+FFFD, and where it stands is noted. One thread. ICU's converters inside.
class Decoder {
public:
    /// `encoding` is any name that ICU knows. Error: invalid_input.
    static Result<std::unique_ptr<Decoder>> create(std::string const& encoding);
    virtual ~Decoder() = default;
    Decoder(Decoder const&) = delete;
    Decoder& operator=(Decoder const&) = delete;

    /// Appends the text of `bytes` to `into`, and to `faults` the position in `into` of every U+FFFD that stands for unknown bytes.
    virtual void decode(std::string_view bytes, std::string& into, std::vector<std::size_t>& faults) = 0;
    /// The same for what was carried over at the end of the file.
    virtual void finish(std::string& into, std::vector<std::size_t>& faults) = 0;

protected:
    Decoder() = default;
};

/// The usual name of an encoding (IANA's where there is one): "cp1250" -> "windows-1250". Empty when ICU does not know it.
std::string encoding_name(std::string const& name);

} // namespace muster
