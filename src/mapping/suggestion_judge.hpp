#pragma once

#include "mapping/suggestion.hpp"
#include "mapping/suggestion_contents.hpp"
#include "mapping/suggestion_title.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace muster {

/// Whether the rows' own countries may say where national phone numbers belong.
enum class RowCountry : std::uint8_t { unknown, known };

/// What one column is, from its title and its values, without regard to the others. Certain is only what the title says and the values
/// confirm; values alone make a likely one. Of an empty column the title is believed where nothing can go wrong: a certain field stays
/// certain unless it is an identifier, the person's type (whose words must be seen) or a date (whose order must be seen).
Suggestion judge(Target const& target, TitleReading const& title, ColumnContents const& contents, RowCountry row_country);

/// "998 of 1,000 values", "998 of the 1,000 values looked at".
std::string share_of_values(std::int64_t count, std::int64_t of, ColumnContents const& contents);
/// A field's name as words: birthDate -> "birth date".
std::string words_of_field(std::string_view field);

/// The part of a judgement that concerns phones: whether the numbers say their country themselves, or what else says it.
struct PhoneJudgement {
    std::int64_t numbers{};       ///< all that look like numbers to call
    std::int64_t international{}; ///< those that say their country
    Grade grade{Grade::none};     ///< certain: they can be read, as options.country says
    std::string country{};        ///< "column", a region, or empty
    std::string sentence{};       ///< about the national ones; empty when there is nothing to say
};
PhoneJudgement judge_phones(ColumnContents const& contents, RowCountry row_country);

} // namespace muster
