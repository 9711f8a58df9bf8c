#include "http/answer_pieces.hpp"

#include "http/answer_head.hpp"
#include "http/gzip.hpp"

#include <exception>
#include <utility>

namespace muster {

namespace {

using Range = std::shared_ptr<ByteSource const>;

/// Bytes that the body has, where that is known before it is sent.
std::uint64_t size_of(HttpAnswer const& answer)
{
    if (auto const* const text = std::get_if<std::string>(&answer.body)) { return text->size(); }
    if (auto const* const range = std::get_if<Range>(&answer.body)) { return (*range)->size(); }
    return std::holds_alternative<HttpPull>(answer.body) ? packed_from : 0;
}

Result<void> read_piece(ByteSource const& range, std::uint64_t& offset, std::string& into)
{
    into.resize(answer_piece);
    TRY_ASSIGN(std::size_t const got, range.read_at(offset, into));
    into.resize(got);
    offset += got;
    if (got == 0 && offset < range.size()) {
        return Error{ErrorKind::unreadable, "FILE_CUT", "The file became shorter while it was sent."};
    }
    return {};
}

HttpPull pieces_of_range(Range range)
{
    return [range = std::move(range), offset = std::uint64_t{}](std::string& into) mutable { return read_piece(*range, offset, into); };
}

/// Takes pieces until the packer has something to give.
class PackedPieces {
public:
    explicit PackedPieces(HttpPull plain) : plain_{std::move(plain)} {}

    Result<void> next(std::string& into)
    {
        into.clear();
        while (into.empty() && !is_ended_) {
            TRY(plain_(piece_));
            is_ended_ = piece_.empty();
            packer_.add(piece_, into);
            if (is_ended_) { packer_.finish(into); }
        }
        return {};
    }

private:
    HttpPull plain_;
    GzipPacker packer_{};
    std::string piece_{};
    bool is_ended_{};
};

} // namespace

void pack(Exchange& exchange)
{
    HttpAnswer& answer = exchange.answer;
    exchange.may_be_packed = answer.compression == HttpAnswer::Compression::allowed && !is_bodiless(answer.status) &&
                             size_of(answer) >= packed_from && answer.fields.find("Content-Encoding") == nullptr &&
                             is_worth_packing(answer.fields.value("Content-Type"));
    auto* const text = std::get_if<std::string>(&answer.body);
    bool const has_framing = text != nullptr || exchange.head.minor == 1; // a packed source's length is not known: it is sent chunked
    exchange.is_packed = exchange.may_be_packed && exchange.head.accepts_gzip && has_framing;
    if (!exchange.is_packed || text == nullptr) { return; }
    std::string packed;
    GzipPacker packer;
    packer.add(*text, packed);
    packer.finish(packed);
    exchange.is_packed = packed.size() < text->size();
    if (exchange.is_packed) { *text = std::move(packed); }
}

HttpPull pieces_of(Exchange const& exchange)
{
    auto const* const range = std::get_if<Range>(&exchange.answer.body);
    HttpPull pieces = range != nullptr ? pieces_of_range(*range) : std::get<HttpPull>(exchange.answer.body);
    if (exchange.is_packed) {
        pieces = [packed = std::make_shared<PackedPieces>(std::move(pieces))](std::string& into) { return packed->next(into); };
    }
    return [pieces = std::move(pieces)](std::string& into) -> Result<void> {
        try {
            return pieces(into);
        } catch (std::exception const& failure) {
            return Error{ErrorKind::internal, "ANSWER_CUT", std::string{"The answer could not be continued: "} + failure.what()};
        }
    };
}

} // namespace muster
