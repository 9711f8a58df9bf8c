#pragma once

#include "base/bytes.hpp"

#include <string>
#include <string_view>

namespace muster {

/// The code of the Error that a closed pipe behind standard output gives: the reader has seen enough, and the program ends quietly.
inline constexpr std::string_view output_closed = "OUTPUT_CLOSED";

/// Standard output as a sink, buffered. Errors: cancelled OUTPUT_CLOSED; unavailable OUTPUT_FAILED for everything else.
class StandardOutput final : public ByteSink {
public:
    Result<void> write(std::string_view bytes) override;
    std::uint64_t size() const override { return size_; }
    Result<void> finish() override;

private:
    std::string buffer_{};
    std::uint64_t size_{};
};

/// Writes a line to standard error. That nobody can read it is nothing that could be told.
void say(std::string_view line);
/// The same without a line end.
void say_part(std::string_view text);

} // namespace muster
