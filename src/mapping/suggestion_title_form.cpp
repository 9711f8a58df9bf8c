#include "mapping/suggestion_title.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace muster {

namespace {

/// Letters that people leave the marks off, and what they write then; in lower case. Not ö as oe: such spellings are words of their own.
struct PlainLetter {
    std::string_view plain{};
    std::string_view marked{};
};
constexpr std::array plain_letters{
    PlainLetter{"a", "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"},
    PlainLetter{"ae", "æ"},
    PlainLetter{"c", "çćĉċč"},
    PlainLetter{"d", "ďđð"},
    PlainLetter{"e", "èéêëēĕėęěẹẻẽếềểễệ"},
    PlainLetter{"g", "ĝğġģ"},
    PlainLetter{"h", "ĥħ"},
    PlainLetter{"i", "ìíîïĩīĭįıỉị"},
    PlainLetter{"k", "ķ"},
    PlainLetter{"l", "ĺļľł"},
    PlainLetter{"n", "ñńņň"},
    PlainLetter{"o", "òóôõöøōŏőơọỏốồổỗộớờởỡợ"},
    PlainLetter{"oe", "œ"},
    PlainLetter{"r", "ŕŗř"},
    PlainLetter{"s", "śŝşšș"},
    PlainLetter{"t", "ţťțŧ"},
    PlainLetter{"u", "ùúûüũūŭůűųưụủứừửữự"},
    PlainLetter{"w", "ŵ"},
    PlainLetter{"y", "ýÿŷỳỵỷỹ"},
    PlainLetter{"z", "źżž"},
    PlainLetter{"α", "ά"},
    PlainLetter{"ε", "έ"},
    PlainLetter{"η", "ή"},
    PlainLetter{"ι", "ίϊΐ"},
    PlainLetter{"ο", "ό"},
    PlainLetter{"υ", "ύϋΰ"},
    PlainLetter{"ω", "ώ"},
    PlainLetter{"е", "ё"},
    PlainLetter{"ا", "أإآ"},
    PlainLetter{"ه", "ة"},
    PlainLetter{"ي", "ى"},
};

using PlainLetters = std::unordered_map<char32_t, std::string_view>;

PlainLetters const& letters_without_marks()
{
    static PlainLetters const letters = [] {
        PlainLetters map;
        for (PlainLetter const& letter : plain_letters) {
            for (std::size_t at = 0; at < letter.marked.size();) { map.emplace(text::next_code_point(letter.marked, at), letter.plain); }
        }
        return map;
    }();
    return letters;
}

constexpr bool is_within(char32_t code_point, char32_t first, char32_t last) { return code_point >= first && code_point <= last; }

/// Marks that a title means the same without: combining accents, Hebrew points, Arabic vowel marks and the line that stretches words,
/// and apostrophes and quotes, which stand inside words (Manager's, Ім'я, דוא"ל).
constexpr bool is_left_out(char32_t code_point)
{
    return is_within(code_point, 0x0300, 0x036F) || is_within(code_point, 0x0591, 0x05C7) || is_within(code_point, 0x064B, 0x0652) ||
           code_point == 0x0640 || code_point == 0x05F3 || code_point == 0x05F4 || code_point == '\'' || code_point == '"' ||
           code_point == 0x2019 || code_point == 0x02BC;
}

constexpr bool is_ascii_letter(char32_t code_point) { return is_within(code_point, 'a', 'z') || is_within(code_point, 'A', 'Z'); }
constexpr bool is_digit(char32_t code_point) { return is_within(code_point, '0', '9'); }

/// Punctuation and symbols by their blocks, which is exact enough for titles: nothing that words are made of is among them.
constexpr bool is_separator(char32_t code_point)
{
    if (code_point < 0x80) { return !is_ascii_letter(code_point) && !is_digit(code_point); }
    return is_within(code_point, 0x80, 0xBF) || code_point == 0xD7 || code_point == 0xF7 || is_within(code_point, 0x2000, 0x2BFF) ||
           is_within(code_point, 0x3000, 0x3004) || is_within(code_point, 0x3008, 0x3030) || code_point == 0x30FB || code_point == 0x060C ||
           code_point == 0x061B || code_point == 0x061F || is_within(code_point, 0xFE00, 0xFE6F) || is_within(code_point, 0x1F000, 0x1FAFF);
}

/// externalId -> external Id.
std::string with_humps_apart(std::string_view title)
{
    std::string apart;
    char before = ' ';
    for (char const letter : title) {
        if (letter >= 'A' && letter <= 'Z' && before >= 'a' && before <= 'z') { apart.push_back(' '); }
        apart.push_back(letter);
        before = letter;
    }
    return apart;
}

/// Gathers letters into words and digits into numbers.
class FormBuilder {
public:
    void add_letter(std::string_view letter)
    {
        end_number();
        word_ += letter;
    }
    void add_digit(char32_t digit)
    {
        end_word();
        constexpr int largest = 99'999; // repeats are counted by hand; more digits are no repeat and need not be told apart
        number_ = std::min(largest, 10 * std::max(number_, 0) + static_cast<int>(digit - '0'));
    }
    void end()
    {
        end_word();
        end_number();
    }
    TitleForm take() { return std::move(form_); }

private:
    void end_word()
    {
        if (word_.empty()) { return; }
        form_.joined += word_;
        form_.words.push_back(std::exchange(word_, {}));
    }
    void end_number()
    {
        if (number_ >= 0) { form_.number = std::exchange(number_, -1); }
    }

    TitleForm form_{};
    std::string word_{};
    int number_{-1};
};

} // namespace

TitleForm TitleForm::of(std::string_view title)
{
    PlainLetters const& plain = letters_without_marks();
    std::string const folded = text::fold(with_humps_apart(title));
    FormBuilder builder;
    for (std::size_t at = 0; at < folded.size();) {
        std::size_t const start = at;
        char32_t const code_point = text::next_code_point(folded, at);
        if (is_left_out(code_point)) { continue; }
        if (is_digit(code_point)) {
            builder.add_digit(code_point);
        } else if (is_separator(code_point)) {
            builder.end();
        } else if (auto const found = plain.find(code_point); found != plain.end()) {
            builder.add_letter(found->second);
        } else {
            builder.add_letter(std::string_view{folded}.substr(start, at - start));
        }
    }
    builder.end();
    return builder.take();
}

} // namespace muster
