#pragma once

#include "mapping/suggestion.hpp"
#include "mapping/suggestion_dates.hpp"
#include "mapping/suggestion_title.hpp"
#include "reading/row.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace muster {

/// The delimiters that tags are proposed to be split at, the surest first. Never space: names of tags have spaces.
inline constexpr std::array<std::pair<char, std::string_view>, 4> tag_delimiters{
    {{'|', "pipe"}, {';', "semicolon"}, {'\t', "tab"}, {',', "comma"}}};

/// What the studied values of one column are: counts, and a bounded number of values where counts are not enough. One thread.
class ColumnContents {
public:
    ColumnContents(TitleReading const& title, Date today);

    /// A trimmed value that is not blank; `country` is the trimmed text of the row's country column, where the file has one.
    void study(std::string_view value, CellKind kind, std::string_view country);
    /// The same for its date alone: what is asked of every row of a column that may be dates.
    void study_date(std::string_view value, CellKind kind);
    /// A row was passed over without a look at this column's value.
    void pass_over() { all_seen_ = false; }

    std::int64_t studied() const { return studied_; }
    bool all_seen() const { return all_seen_; }
    /// Whether every row's date is wanted: the title says a date, or half of the values are dates.
    bool wants_dates() const;
    ContentKind kind() const;

    std::int64_t emails() const { return emails_; }
    std::int64_t genders() const { return genders_[0] + genders_[1]; }
    bool has_both_genders() const { return genders_[0] > 0 && genders_[1] > 0; }
    std::int64_t types() const { return types_; }
    std::int64_t locales() const { return locales_; }   ///< en-US: languages that can be nothing else
    std::int64_t pictures() const { return pictures_; } ///< addresses of images
    std::int64_t fitting() const { return fitting_; }   ///< values that the title's field would take
    std::int64_t texts() const { return texts_; }       ///< with letters, no addresses of the web or of mailboxes
    std::int64_t spaced() const { return spaced_; }     ///< with a space inside
    std::int64_t country_names() const { return country_names_; }
    DateEvidence const& dates() const { return dates_; }

    struct Phones {
        std::int64_t international{}; ///< with plus or 00, possible
        std::int64_t bare{};          ///< digits alone that begin like a country code
        std::int64_t bare_valid{};    ///< of those, in a range of a country's plan
        std::int64_t national{};      ///< all else that looks like a number to call
    };
    Phones const& phones() const { return phones_; }
    /// Numbers without a sign of their country, with the row's country; the first ones.
    struct NationalPhone {
        std::string number{};
        std::string country{};
    };
    std::vector<NationalPhone> const& national_phones() const { return national_phones_; }
    /// The digits of international numbers; the first ones.
    std::vector<std::string> const& international_phones() const { return international_phones_; }

    std::int64_t with_delimiter(std::size_t delimiter) const { return with_delimiter_[delimiter]; }
    /// Pieces between commas, and how many different ones among them.
    std::int64_t comma_pieces() const { return comma_pieces_; }
    std::int64_t different_comma_pieces() const { return static_cast<std::int64_t>(piece_hashes_.size()); }
    std::int64_t quoted() const { return quoted_; } ///< values that begin with a quotation mark

    /// Values looked at for being different, and how many were.
    std::int64_t compared() const { return compared_; }
    std::int64_t different() const { return static_cast<std::int64_t>(value_hashes_.size()); }

private:
    struct Shape;
    /// The value as the importer will read it: repaired where the title's field allows that.
    std::string_view repaired(std::string_view value);
    void add_date(std::string_view value, CellKind kind);
    void study_phone(std::string_view value, Shape const& shape, std::string_view country);
    void study_words(std::string_view value, Shape const& shape);
    void study_tags(std::string_view value);
    void study_difference(std::string_view value);

    FieldKind kind_{};
    enum class Title : std::uint8_t { known, unknown } title_{};
    std::uint32_t limit_{};
    Date today_{};
    std::int64_t studied_{}, emails_{}, types_{}, locales_{}, pictures_{}, fitting_{}, texts_{}, spaced_{}, country_names_{}, quoted_{};
    std::int64_t numbers_{}, web_addresses_{};
    std::array<std::int64_t, 2> genders_{};
    bool all_seen_{true};
    DateEvidence dates_;
    Phones phones_{};
    std::vector<NationalPhone> national_phones_{};
    std::vector<std::string> international_phones_{};
    std::array<std::int64_t, tag_delimiters.size()> with_delimiter_{};
    std::int64_t comma_pieces_{}, compared_{};
    std::unordered_set<std::size_t> piece_hashes_{}, value_hashes_{};
    std::string canonical_{}, repaired_{}; ///< reused
};

} // namespace muster
