#include "reading/encoding_guess.hpp"

#include "base/text.hpp"
#include "reading/decoder.hpp"
#include "reading/encoding_letters.hpp"
#include "reading/encoding_pairs.hpp"

#include <uchardet/uchardet.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <vector>

namespace muster {

namespace {

/// Bytes of the sample that the letter statistics look at; verdicts do not change beyond a few hundred letters.
constexpr std::size_t letters_sample = std::size_t{16} << 10;
/// Natural logarithms of how likely a character is that no language of the encoding uses.
constexpr double typographic_sign = -4;
constexpr double other_letter = -9;
constexpr double other_sign = -8;
constexpr double unassigned = -14;
/// A capital inside a word: the sign of a code page read as another one.
constexpr double capital_inside = -4;
/// A letter of another script beside one of ASCII: no language writes a word in two scripts.
constexpr double mixed_scripts = -5;
/// A sign of money, degree, right or mark right before a small letter, where no language has one.
constexpr double sign_before_word = -4;
/// A letter that stands alone: more often a sign read as a letter (a currency before a number) than a word.
constexpr double letter_alone = -3;
/// Weight of uchardet's vote, which knows sequences of letters.
constexpr double second_opinion = 2.5;

std::string ask_uchardet(std::string_view sample)
{
    uchardet_t const detector = uchardet_new();
    std::string found;
    if (uchardet_handle_data(detector, sample.data(), sample.size()) == 0) {
        uchardet_data_end(detector);
        found = uchardet_get_charset(detector);
    }
    uchardet_delete(detector);
    if (found == "UHC") { return "EUC-KR"; }
    if (found == "MAC-CYRILLIC") { return "x-mac-cyrillic"; }
    if (found == "MAC-CENTRALEUROPE") { return "x-mac-centraleurroman"; }
    std::string name = encoding_name(found);
    return name == "ISO-8859-1" ? "windows-1252" : name; // whoever writes ISO-8859-1 may use the Windows signs too
}

struct Letter {
    char32_t folded{}; ///< 0: unassigned
    bool letter{};
    bool capital{};
    bool typographic{};
    bool latin{};        ///< also what is no letter
    bool stands_apart{}; ///< a sign that no word begins with
};
using Page = std::array<Letter, 128>;

bool is_typographic(char32_t c)
{
    constexpr std::u32string_view signs = U"\u00A0€£‘’“”„–—…«»°§№´·‚²³®©";
    return signs.find(c) != std::u32string_view::npos;
}

/// The upper half of a code page.
Page page_of(std::string const& encoding)
{
    Page page{};
    auto decoder = Decoder::create(encoding);
    if (!decoder) { return page; }
    for (std::size_t index = 0; index < page.size(); ++index) {
        char const byte = static_cast<char>(index + 0x80);
        std::string utf8;
        std::vector<std::size_t> faults;
        (*decoder)->decode({&byte, 1}, utf8, faults);
        if (!faults.empty() || utf8.empty()) { continue; }
        std::size_t at = 0;
        char32_t const c = text::next_code_point(utf8, at);
        if (c < 0xA0) { continue; } // C1 controls are no text
        std::string const folded = text::fold(utf8);
        at = 0;
        Letter& letter = page[index];
        bool const sign =
            is_typographic(c) || c == 0xD7 || c == 0xF7 || (c >= 0xA0 && c < 0xC0 && c != 0xAA && c != 0xB5 && c != 0xBA) || c >= 0x2000;
        letter.folded = c == U'ß' || c == U'ı' || sign || folded.empty() ? c : text::next_code_point(folded, at);
        letter.capital = letter.folded != c;
        letter.letter = !sign;
        letter.typographic = is_typographic(c);
        letter.stands_apart = std::u32string_view{U"£€§°№²³®©"}.find(c) != std::u32string_view::npos;
        letter.latin = sign || c < 0x370 || (c >= 0x1E00 && c < 0x1F00); // Latin Extended Additional: Vietnamese
    }
    return page;
}

std::map<char32_t, double> weights_of(Alphabet const& alphabet)
{
    std::vector<char32_t> letters;
    for (std::size_t at = 0; at < alphabet.letters.size();) { letters.push_back(text::next_code_point(alphabet.letters, at)); }
    double sum = 0;
    for (std::size_t rank = 0; rank < letters.size(); ++rank) { sum += 1.0 / (static_cast<double>(rank) + 3); }
    std::map<char32_t, double> weights;
    for (std::size_t rank = 0; rank < letters.size(); ++rank) { weights[letters[rank]] = 1.0 / (static_cast<double>(rank) + 3) / sum; }
    return weights;
}

/// How often each byte of the upper half stands in the sample.
struct Histogram {
    std::array<std::size_t, 128> count{};
    std::size_t total{};
};

Histogram histogram_of(std::string_view sample)
{
    Histogram histogram;
    for (char const c : sample) {
        if (!is_high(c)) { continue; }
        ++histogram.count[static_cast<unsigned char>(c) - 0x80U];
        ++histogram.total;
    }
    return histogram;
}

enum class Place : std::uint8_t { no_letter, small, capital };

Place place_of(char c, Page const& page)
{
    if (!is_high(c)) { return is_small(c) ? Place::small : c >= 'A' && c <= 'Z' ? Place::capital : Place::no_letter; }
    Letter const& letter = page[static_cast<unsigned char>(c) - 0x80U];
    return !letter.letter ? Place::no_letter : letter.capital ? Place::capital : Place::small;
}

/// Whether two bytes that follow each other are a letter of ASCII and one of another script.
bool mixes_scripts(char one, char other, Page const& page)
{
    if (is_high(one) == is_high(other)) { return false; }
    char const high = is_high(one) ? one : other;
    return place_of(is_high(one) ? other : one, page) != Place::no_letter && !page[static_cast<unsigned char>(high) - 0x80U].latin;
}

/// Whether a word seems to begin with a sign.
bool begins_with_sign(char sign, char next, Page const& page)
{
    return is_high(sign) && page[static_cast<unsigned char>(sign) - 0x80U].stands_apart && place_of(next, page) == Place::small;
}

/// What the places of letters say against a code page: capitals behind small letters, words of two scripts or behind a sign, and letters
/// of the upper half that stand alone.
double oddities_of(std::string_view sample, Page const& page)
{
    double oddities = 0;
    Place before = Place::no_letter;
    for (std::size_t at = 0; at < sample.size(); ++at) {
        Place const here = place_of(sample[at], page);
        oddities += here == Place::capital && before == Place::small ? capital_inside : 0;
        bool const alone = is_high(sample[at]) && here != Place::no_letter && before == Place::no_letter &&
                           (at + 1 == sample.size() || place_of(sample[at + 1], page) == Place::no_letter);
        oddities += alone ? letter_alone : 0;
        oddities += at > 0 && mixes_scripts(sample[at - 1], sample[at], page) ? mixed_scripts : 0;
        oddities += at > 0 && begins_with_sign(sample[at - 1], sample[at], page) ? sign_before_word : 0;
        before = here;
    }
    return oddities;
}

struct Languages {
    std::vector<std::pair<std::string_view, std::map<char32_t, double>>> known{};
};

/// Logarithm of the likelihood of the sample's upper bytes in this encoding, for the language that fits best.
std::pair<double, std::string_view> judge_letters(ByteEncoding const& encoding, std::string_view sample, Histogram const& histogram,
                                                  Languages const& languages)
{
    Page const page = page_of(encoding.name);
    double const oddities = oddities_of(sample, page);
    std::map<char32_t, bool> any;
    for (auto const& [language, weights] : languages.known) {
        if (encoding.languages.find(language) == std::string_view::npos) { continue; }
        for (auto const& [letter, weight] : weights) { any[letter] = true; }
    }
    double const stranger = 0.1 / static_cast<double>(any.size());
    std::pair<double, std::string_view> best{-1e300, ""};
    for (auto const& [language, weights] : languages.known) {
        if (encoding.languages.find(language) == std::string_view::npos) { continue; }
        double score = oddities - encoding.reluctance;
        for (std::size_t byte = 0; byte < page.size(); ++byte) {
            if (histogram.count[byte] == 0) { continue; }
            Letter const& letter = page[byte];
            auto const own = weights.find(letter.folded);
            double value = letter.folded == 0   ? unassigned
                           : letter.typographic ? typographic_sign
                           : letter.letter      ? other_letter
                                                : other_sign;
            if (any.contains(letter.folded)) { value = std::log(stranger + (own == weights.end() ? 0 : 0.9 * own->second)); }
            score += value * static_cast<double>(histogram.count[byte]);
        }
        if (score > best.first) { best = {score, language}; }
    }
    return best;
}

} // namespace

EncodingGuess guess_encoding(std::string_view sample)
{
    std::string const opinion = ask_uchardet(sample);
    sample = sample.substr(0, letters_sample);
    if (auto const pairs = best_pairs(sample, opinion)) {
        return {pairs->name, std::to_string(pairs->common) + " of " + std::to_string(pairs->characters) +
                                 " characters beyond ASCII are common ones in it"};
    }
    Histogram const histogram = histogram_of(sample);
    Languages languages;
    for (Alphabet const& alphabet : alphabets()) { languages.known.emplace_back(alphabet.language, weights_of(alphabet)); }
    EncodingGuess guess{"windows-1252", "nothing speaks for another one"};
    double best = -1e300;
    for (ByteEncoding const& encoding : byte_encodings()) {
        auto [score, language] = judge_letters(encoding, sample, histogram, languages);
        if (opinion == encoding.name) { score += second_opinion; }
        if (score <= best) { continue; }
        best = score;
        guess.name = encoding.name;
        guess.evidence = "its letters beyond ASCII (" + std::to_string(histogram.total) +
                         " in the sample) fit best in it, as in language '" + std::string{language} + "'";
    }
    return guess;
}

} // namespace muster
