#include "reading/spreadsheet/number_format.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace muster {

namespace {

constexpr char lowered(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

constexpr bool is_letter(char letter) { return lowered(letter) >= 'a' && lowered(letter) <= 'z'; }

/// Passes over the first section of a format code and notes what it shows.
class FormatScan {
public:
    explicit FormatScan(std::string_view code) : code_{code} {}

    NumberStyle run()
    {
        while (at_ < code_.size() && code_[at_] != ';') { step(); }
        note(Part::other);
        if (digits_) { return percent_ ? NumberStyle::percent : NumberStyle::number; }
        if (date_ && time_) { return NumberStyle::date_time; }
        if (date_) { return NumberStyle::date; }
        if (time_) { return counting_ ? NumberStyle::duration : NumberStyle::time; }
        if (percent_) { return NumberStyle::percent; }
        return text_ ? NumberStyle::text : NumberStyle::number;
    }

private:
    /// What a group of letters stands for; unsure are one or two m, which are minutes behind hours and in front of seconds.
    enum class Part : std::uint8_t { other, day, hour, unsure, second };

    void step()
    {
        switch (code_[at_]) {
        case '"': skip_behind('"'); return;
        case '\\':
        case '_':
        case '*': skip_character(); return;
        case '[': take_brackets(); return;
        case '0':
        case '#':
        case '?': digits_ = true; break;
        case '%': percent_ = true; break;
        case '@': text_ = true; break;
        default: take_letters(); return;
        }
        ++at_;
    }

    void skip_behind(char end)
    {
        std::size_t const found = code_.find(end, at_ + 1);
        at_ = found == std::string_view::npos ? code_.size() : found + 1;
    }

    /// The directive and the character behind it, which may be several bytes long.
    void skip_character()
    {
        at_ = std::min(at_ + 2, code_.size());
        while (at_ < code_.size() && (static_cast<unsigned char>(code_[at_]) & 0xC0U) == 0x80) { ++at_; }
    }

    /// [h], [mm], [ss] count on beyond a day; everything else in brackets is a colour, a condition, a currency or a locale.
    void take_brackets()
    {
        std::size_t const begin = at_ + 1;
        skip_behind(']');
        if (at_ <= begin + 1 || code_[at_ - 1] != ']') { return; }
        std::string_view const inside = code_.substr(begin, at_ - 1 - begin);
        char const letter = lowered(inside[0]);
        bool const one_letter = std::ranges::all_of(inside, [letter](char other) { return lowered(other) == letter; });
        // The Thai letters of hour, minute and second in turn.
        bool const thai = inside == "\u0E0A" || inside == "\u0E19\u0E19" || inside == "\u0E17\u0E17";
        if (!thai && (!one_letter || (letter != 'h' && letter != 'm' && letter != 's'))) { return; }
        note(letter == 's' ? Part::second : Part::hour);
        counting_ = true;
        if (letter == 's') { skip_fraction(); }
    }

    void take_letters()
    {
        if (take_halves_of_day() || take_thai()) { return; }
        if (!is_letter(code_[at_])) {
            ++at_;
            return;
        }
        std::size_t end = at_;
        while (end < code_.size() && is_letter(code_[end])) { ++end; }
        std::string_view const word = code_.substr(at_, end - at_);
        char const behind = end < code_.size() ? code_[end] : '\0';
        at_ = end;
        // "General" in East Asian versions begins with "G/"; E+ and E- are an exponent.
        bool const general = (word == "G" || word == "g") && behind == '/';
        bool const exponent = (word == "E" || word == "e") && (behind == '+' || behind == '-');
        if (general || exponent) { return; }
        take_word(word);
    }

    /// Letters that mean something only together: words such as General or USD are not made of date letters alone. T and Z are
    /// what some programs leave unquoted of ISO 8601.
    void take_word(std::string_view word)
    {
        static constexpr std::string_view known = "ymdhsegbatz";
        if (!std::ranges::all_of(word, [](char letter) { return known.find(lowered(letter)) != std::string_view::npos; })) { return; }
        for (std::size_t begin = 0; begin < word.size();) {
            char const letter = lowered(word[begin]);
            std::size_t end = begin;
            while (end < word.size() && lowered(word[end]) == letter) { ++end; }
            take_group(letter, end - begin);
            begin = end;
        }
    }

    void take_group(char letter, std::size_t length)
    {
        constexpr std::size_t shortest_month_name = 3; // mmm, and aaa for the day of the week
        switch (letter) {
        case 'h': note(Part::hour); break;
        case 's':
            note(Part::second);
            skip_fraction();
            break;
        case 'm': note(length < shortest_month_name ? Part::unsure : Part::day); break;
        case 'a':
            if (length >= shortest_month_name) { note(Part::day); }
            break;
        case 't':
        case 'z': break;
        default: note(Part::day);
        }
    }

    /// The zeros of ss.000 are no digits of a number.
    void skip_fraction()
    {
        if (at_ + 1 >= code_.size() || (code_[at_] != '.' && code_[at_] != ',') || code_[at_ + 1] != '0') { return; }
        ++at_;
        while (at_ < code_.size() && code_[at_] == '0') { ++at_; }
    }

    bool take_halves_of_day()
    {
        for (std::string_view const halves : {"am/pm", "a/p"}) {
            if (!text::equal_ascii_caseless(code_.substr(at_, halves.size()), halves)) { continue; }
            time_ = true;
            at_ += halves.size();
            return true;
        }
        return false;
    }

    /// Thai versions write day, month, year and hour, minute, second with letters of their own.
    bool take_thai()
    {
        constexpr std::size_t length = 3;
        constexpr std::array<std::string_view, 3> days{"\u0E27", "\u0E14", "\u0E1B"};
        constexpr std::array<std::string_view, 3> times{"\u0E0A", "\u0E19", "\u0E17"};
        std::string_view const letter = code_.substr(at_, length);
        bool const day = std::ranges::find(days, letter) != days.end();
        bool const time = std::ranges::find(times, letter) != times.end();
        if (!day && !time) { return false; }
        note(day ? Part::day : Part::hour);
        at_ += length;
        return true;
    }

    void note(Part part)
    {
        if (last_ == Part::unsure) { (part == Part::second ? time_ : date_) = true; }
        if (part == Part::unsure && last_ == Part::hour) {
            time_ = true;
            last_ = Part::other;
            return;
        }
        date_ = date_ || part == Part::day;
        time_ = time_ || part == Part::hour || part == Part::second;
        last_ = part;
    }

    std::string_view code_;
    std::size_t at_{};
    Part last_{Part::other};
    bool date_{}, time_{}, counting_{}, digits_{}, percent_{}, text_{};
};

struct BuiltIn {
    std::uint32_t first{}, last{};
    NumberStyle style{};
};

// Whatever is in no row is a number.
constexpr BuiltIn
    built_in[] =
        {
            {9, 10, NumberStyle::percent},    {14, 17, NumberStyle::date},     {18, 21, NumberStyle::time},
            {22, 22, NumberStyle::date_time}, {27, 31, NumberStyle::date},     {32, 33, NumberStyle::time},
            {34, 35, NumberStyle::date_time}, // dates in Japanese and Korean, times in Chinese versions: the number itself decides
            {36, 36, NumberStyle::date},      {45, 45, NumberStyle::time},     {46, 46, NumberStyle::duration},
            {47, 47, NumberStyle::time},      {49, 49, NumberStyle::text},     {50, 54, NumberStyle::date},
            {55, 56, NumberStyle::date_time},                                 // as 34 and 35
            {57, 58, NumberStyle::date},      {67, 68, NumberStyle::percent}, // from here on Thai versions
            {71, 74, NumberStyle::date},      {75, 76, NumberStyle::time},     {77, 77, NumberStyle::date_time},
            {78, 78, NumberStyle::time},      {79, 79, NumberStyle::duration}, {80, 80, NumberStyle::time},
            {81, 81, NumberStyle::date},
};

} // namespace

NumberStyle style_of_format(std::string_view code) { return FormatScan{code}.run(); }

NumberStyle style_of_built_in_format(std::uint32_t number)
{
    for (BuiltIn const& row : built_in) {
        if (number >= row.first && number <= row.last) { return row.style; }
    }
    return NumberStyle::number;
}

} // namespace muster
