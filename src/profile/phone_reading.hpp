#pragma once

#include "profile/phone_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace muster {

/// One way to read digits as a telephone number.
struct PhoneReading {
    enum class Kind : std::uint8_t { // from bad to good
        impossible,
        local_only, ///< of a length that can be dialled within its area only
        possible,   ///< right length, no known range
        valid,
        undecided, ///< the reader cannot tell: the other one must be asked
    };
    /// Three digits of country code and 17 of national number: the most that libphonenumber takes.
    static constexpr std::size_t most_digits = 20;

    Kind kind{Kind::impossible};
    bool is_settled{}; ///< the reader knows that the digits behind a plus are read as they are
    std::uint8_t size{};
    std::array<char, most_digits> digits{};

    std::string_view e164() const { return {digits.data(), size}; }
    void append(std::string_view more)
    {
        std::copy(more.begin(), more.end(), digits.begin() + size);
        size = static_cast<std::uint8_t>(size + more.size());
    }
};

/// Whether there is a region in whose plan national numbers can be read.
enum class PhoneHome : std::uint8_t { unknown, region };

/// Reads a number again behind a plus until that changes nothing, so that what is stored is the same number when it comes back: Mexico's
/// +52 1 55... and +52 55..., zeros too many behind the country code.
template <class Reader>
PhoneReading settled(PhoneReading reading, Reader const& reader)
{
    constexpr int most_rounds = 10; // five are the most that were seen; what turns in circles is no number
    for (int round = 0; round < most_rounds; ++round) {
        bool const is_number = reading.kind == PhoneReading::Kind::possible || reading.kind == PhoneReading::Kind::valid;
        if (!is_number || reading.is_settled) { return reading; }
        PhoneReading const again = reader.international(reading.e164());
        if (again.kind == reading.kind && again.e164() == reading.e164()) { return reading; }
        reading = again;
    }
    return {};
}

inline PhoneReading better_of(PhoneReading const& first, PhoneReading const& second) { return second.kind > first.kind ? second : first; }

/// Digits without plus and 00, in a region.
template <class Reader>
PhoneReading read_bare_phone(std::string_view digits, Reader const& reader)
{
    using Kind = PhoneReading::Kind;
    bool const has_home_code = digits.starts_with(reader.home_code());
    PhoneReading const at_home = has_home_code ? settled(reader.international(digits), reader) : PhoneReading{};
    if (at_home.kind >= Kind::valid) { return at_home; }
    PhoneReading const national = settled(reader.national(digits), reader);
    if (national.kind == Kind::local_only || national.kind >= Kind::valid) { return national; }
    return has_home_code ? better_of(at_home, national) : better_of(national, settled(reader.international(digits), reader));
}

/// The rule by which a number is international or national, the same for every reader. A reader has
/// `PhoneReading international(std::string_view digits)`: as if behind a plus,
/// `PhoneReading national(std::string_view digits)`: as dialled in the given region, by libphonenumber's rules (which take the region's
/// own international prefix, and its own country code without a plus where the digits cannot be a national number), and
/// `std::string_view home_code()`: the region's country code.
///
/// - Behind a plus (also `+00`) a number is international.
/// - Behind 00 it is international too; only when that is not valid, the region's plan may make more of it.
/// - Digits that begin with the region's country code and are valid behind a plus are that number: lists without any plus are common. The
///   library alone takes most German mobiles in "4915..." for subscribers of Leer, whose area code is 0491, with the zero left out.
/// - Else the region's plan comes first. When it makes less of the digits than they are behind a plus ("38591..." in a French list), they
///   are international. Not so when they are a number without its area code: a guess would send to a stranger.
/// - Without a region the number must be international.
template <class Reader>
PhoneReading read_phone(PhoneText const& text, PhoneHome home, Reader const& reader)
{
    std::string_view const digits = text.digits();
    bool const has_prefix = digits.starts_with("00");
    if (!has_prefix && !text.has_plus() && home == PhoneHome::region) { return read_bare_phone(digits, reader); }
    PhoneReading const international = settled(reader.international(has_prefix ? digits.substr(2) : digits), reader);
    if (text.has_plus() || home == PhoneHome::unknown || international.kind >= PhoneReading::Kind::valid) { return international; }
    PhoneReading const national = settled(reader.national(digits), reader);
    return better_of(international, national);
}

} // namespace muster
