#include "mapping/suggestion_contents.hpp"

#include "base/text.hpp"
#include "mapping/damage.hpp"
#include "profile/email.hpp"
#include "profile/phone.hpp"
#include "profile/values.hpp"

#include <algorithm>
#include <functional>

namespace muster {

namespace {

/// Enough to tell a country by, few enough to be held against every country's plan.
constexpr std::size_t phones_kept = 200;
/// Enough to tell whether values repeat; bounds the memory of a column.
constexpr std::size_t hashes_kept = 4'096;
/// Numbers to call have five digits or more; shorter ones are counts and codes.
constexpr std::size_t fewest_phone_digits = 5;
constexpr std::size_t most_phone_bytes = 50;
constexpr std::uint32_t longest_word_of_lists = 24; ///< gender, type and language words are shorter; so is no sentence
constexpr std::size_t longest_country_word = 50;

constexpr bool is_letter(unsigned char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80; }

bool accepts(FieldKind kind, std::uint32_t limit, std::string_view value, Date today, std::string& canonical)
{
    ValueContext const context{.today = today};
    ProblemCode const code = canonical_value(kind, limit, value, context, canonical);
    return (code == ProblemCode::none || is_warning(code)) && !canonical.empty();
}

/// What databases write where there is no external id (NULL).
bool is_no_id(std::string_view value)
{
    std::string canonical;
    return canonical_value(FieldKind::external_id, 0, value, {}, canonical) == ProblemCode::none && canonical.empty();
}

bool is_picture(std::string_view url)
{
    constexpr std::array<std::string_view, 6> endings{".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"};
    std::string const lower = text::ascii_lower(url.substr(0, url.find_first_of("?#")));
    return lower.starts_with("http") &&
           std::any_of(endings.begin(), endings.end(), [&](std::string_view end) { return lower.ends_with(end); });
}

/// xx-YY, with - or _.
bool is_locale(std::string_view value)
{
    auto const lower = [&](std::size_t at) { return value[at] >= 'a' && value[at] <= 'z'; };
    auto const upper = [&](std::size_t at) { return value[at] >= 'A' && value[at] <= 'Z'; };
    return value.size() == 5 && lower(0) && lower(1) && value[2] == '-' && upper(3) && upper(4);
}

/// 1200, -3.5, 1.234,50: digits with separators between them. A zero in front of other digits is a code's or a telephone number's.
bool is_number(std::string_view value)
{
    if (value.front() == '-') { value.remove_prefix(1); }
    auto const is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
    if (value.empty() || !is_digit(value.front()) || !is_digit(value.back())) { return false; }
    if (value.size() > 1 && value.front() == '0' && is_digit(value[1])) { return false; }
    return value.find_first_not_of("0123456789.,") == std::string_view::npos && value.find("..") == std::string_view::npos &&
           value.find(",,") == std::string_view::npos;
}

/// Whether a column's field is told by what its values are, each by the field's own rule.
bool is_checked_by_value(FieldKind kind)
{
    switch (kind) {
    case FieldKind::phone:
    case FieldKind::tags:
    case FieldKind::date:
    case FieldKind::birth_date:
    case FieldKind::text:
    case FieldKind::name: return false;
    default: return true;
    }
}

} // namespace

/// What a look at the bytes of a value shows.
struct ColumnContents::Shape {
    std::size_t digits{};
    bool letters{};
    bool at_sign{};
    bool space{};
    bool other{}; ///< a sign that no telephone number has

    explicit Shape(std::string_view value)
    {
        for (char const letter : value) {
            auto const byte = static_cast<unsigned char>(letter);
            if (byte >= '0' && byte <= '9') {
                ++digits;
            } else if (is_letter(byte)) {
                letters = true;
            } else if (byte == '@') {
                at_sign = true;
            } else if (byte == ' ') {
                space = true;
            } else {
                other = other || std::string_view{"+-./()"}.find(letter) == std::string_view::npos;
            }
        }
    }
};

ColumnContents::ColumnContents(TitleReading const& title, Date today)
    : kind_{title.kind}, title_{title.field.empty() ? Title::unknown : Title::known}, limit_{title.limit}, today_{today}, dates_{today}
{
}

bool ColumnContents::wants_dates() const
{
    bool const titled = title_ == Title::known && (kind_ == FieldKind::date || kind_ == FieldKind::birth_date);
    return titled || (title_ == Title::unknown && dates_.dates() > 0 && 2 * dates_.dates() >= dates_.values());
}

ContentKind ColumnContents::kind() const
{
    constexpr std::int64_t telling_percent = 90;
    auto const are_most = [this](std::int64_t count) { return studied_ > 0 && 100 * count >= telling_percent * studied_; };
    if (studied_ == 0) { return ContentKind::nothing; }
    if (are_most(emails_)) { return ContentKind::email; }
    if (are_most(web_addresses_)) { return ContentKind::web_address; }
    if (are_most(dates_.dates())) { return ContentKind::date; }
    // digits alone are phones where a country's plan has them, and something's number otherwise
    if (are_most(phones_.international + phones_.bare_valid)) { return ContentKind::phone; }
    if (are_most(numbers_)) { return ContentKind::number; }
    return are_most(phones_.international + phones_.bare + phones_.national) ? ContentKind::phone : ContentKind::text;
}

std::string_view ColumnContents::repaired(std::string_view value)
{
    if (title_ == Title::unknown || !is_repairable(kind_) || repair(kind_, value, repaired_) == ProblemCode::none) { return value; }
    return text::trim(repaired_);
}

void ColumnContents::study_date(std::string_view value, CellKind kind) { add_date(repaired(value), kind); }

void ColumnContents::add_date(std::string_view value, CellKind kind)
{
    if (kind == CellKind::date || kind == CellKind::date_time) {
        dates_.add_date_cell();
    } else {
        dates_.add(value);
    }
}

void ColumnContents::study(std::string_view raw, CellKind kind, std::string_view country)
{
    std::string_view const value = repaired(raw);
    if (value.empty() || (title_ == Title::known && kind_ == FieldKind::external_id && is_no_id(value))) { return; }
    ++studied_;
    add_date(value, kind);
    Shape const shape{value};
    spaced_ += shape.space ? 1 : 0;
    numbers_ += !shape.letters && is_number(value) ? 1 : 0;
    bool const known = title_ == Title::known;
    if (shape.at_sign && is_email(value)) {
        ++emails_;
    } else if (shape.letters) {
        bool const web = value.starts_with("http://") || value.starts_with("https://");
        if (web) { pictures_ += is_picture(value) ? 1 : 0; }
        (web ? web_addresses_ : texts_) += 1;
        study_words(value, shape);
    } else if (shape.digits >= fewest_phone_digits && !shape.other && value.size() <= most_phone_bytes) {
        study_phone(value, shape, country);
    }
    if (known && is_checked_by_value(kind_)) { fitting_ += accepts(kind_, limit_, value, today_, canonical_) ? 1 : 0; }
    if (known && kind_ == FieldKind::tags) { study_tags(value); }
    if (known && kind_ == FieldKind::external_id) { study_difference(value); }
}

/// Words of the closed lists, and names of countries where the title says nothing.
void ColumnContents::study_words(std::string_view value, Shape const& shape)
{
    if (shape.digits > 0 || value.size() > longest_country_word) { return; }
    if (value.size() <= longest_word_of_lists) {
        if (accepts(FieldKind::gender, longest_word_of_lists, value, today_, canonical_)) { ++genders_[canonical_ == "MALE" ? 0 : 1]; }
        types_ += accepts(FieldKind::type, longest_word_of_lists, value, today_, canonical_) ? 1 : 0;
        locales_ += is_locale(value) ? 1 : 0;
    }
    // Two letters are as often a state or a language.
    constexpr std::size_t shortest_country_name = 4;
    if (title_ == Title::unknown && value.size() >= shortest_country_name) {
        country_names_ += PhoneNumbers::instance().region_of_country(value) ? 1 : 0;
    }
}

void ColumnContents::study_phone(std::string_view value, Shape const& shape, std::string_view country)
{
    PhoneNumbers const& numbers = PhoneNumbers::instance();
    Phone phone;
    bool const says_country = value.front() == '+' || value.starts_with("00") || value.starts_with("(+") || value.starts_with("(00");
    if (says_country) {
        numbers.read(value, {}, phone);
        if (phone.verdict == Phone::Verdict::impossible) { return; }
        ++phones_.international;
        if (international_phones_.size() < phones_kept) { international_phones_.push_back(phone.digits); }
        return;
    }
    bool const bare = shape.digits == value.size() && value.front() != '0';
    if (bare) {
        ++phones_.bare;
        numbers.read(value, {}, phone);
        phones_.bare_valid += phone.verdict == Phone::Verdict::valid ? 1 : 0;
    } else {
        ++phones_.national;
    }
    if (national_phones_.size() < phones_kept) {
        national_phones_.push_back({std::string{value}, std::string{country.substr(0, longest_country_word)}});
    }
}

void ColumnContents::study_tags(std::string_view value)
{
    quoted_ += value.front() == '"' ? 1 : 0;
    for (std::size_t i = 0; i < tag_delimiters.size(); ++i) {
        with_delimiter_[i] += value.find(tag_delimiters[i].first) != std::string_view::npos ? 1 : 0;
    }
    for (std::size_t start = 0; start <= value.size();) {
        std::size_t const end = std::min(value.find(',', start), value.size());
        if (piece_hashes_.size() < hashes_kept) {
            ++comma_pieces_;
            piece_hashes_.insert(std::hash<std::string_view>{}(text::trim(value.substr(start, end - start))));
        }
        start = end + 1;
    }
}

void ColumnContents::study_difference(std::string_view value)
{
    if (value_hashes_.size() >= hashes_kept) { return; }
    ++compared_;
    value_hashes_.insert(std::hash<std::string_view>{}(value));
}

} // namespace muster
