#pragma once

#include "base/temporary_file.hpp"
#include "http/message.hpp"
#include "service/door.hpp"

#include <memory>
#include <string_view>

namespace muster {

/// A file that an answer is made in and then read from, so that a list of any length costs no memory and is whole when it is sent.
class AnswerFile final : public ByteSink {
public:
    explicit AnswerFile(std::shared_ptr<TemporaryFile> file) : file_{std::move(file)} {}
    Result<void> write(std::string_view bytes) override { return file_->write(bytes); }
    std::uint64_t size() const override { return file_->size(); }
    Result<void> finish() override { return {}; } // nothing of it outlives the answer

private:
    std::shared_ptr<TemporaryFile> file_;
};

std::string_view media_type_of(TableFormat format);
/// A Content-Disposition that saves under a name (RFC 6266).
std::string attachment(std::string_view file_name);
/// An answer with these bytes that a browser saves under the name.
HttpAnswer file_answer(std::shared_ptr<ByteSource const> bytes, std::string_view type, std::string_view name);

} // namespace muster
