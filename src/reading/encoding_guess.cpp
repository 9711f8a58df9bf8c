#include "reading/encoding_guess.hpp"

#include "base/text.hpp"
#include "reading/decoder.hpp"
#include "reading/encoding_letters.hpp"

#include <uchardet/uchardet.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
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

bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// ---- East Asian encodings of one or two bytes

enum class Commonness : std::uint8_t { invalid, rare, sign, common };
struct Pair {
    std::size_t length{1};
    Commonness commonness{Commonness::invalid};
};
using Classify = Pair (*)(unsigned char first, unsigned char second);

bool within(unsigned char byte, unsigned char low, unsigned char high) { return byte >= low && byte <= high; }
bool euc_trail(unsigned char byte) { return within(byte, 0xA1, 0xFE); }

Pair shift_jis(unsigned char first, unsigned char second)
{
    if (within(first, 0xA1, 0xDF)) { return {1, Commonness::sign}; } // half-width kana
    bool const trail = within(second, 0x40, 0xFC) && second != 0x7F;
    if (!trail || !(within(first, 0x81, 0x9F) || within(first, 0xE0, 0xFC))) { return {}; }
    bool const kana = (first == 0x82 && second >= 0x9F) || (first == 0x83 && second <= 0x96);
    if (kana || within(first, 0x88, 0x97)) { return {2, Commonness::common}; }
    return {2, first <= 0x84 ? Commonness::sign : Commonness::rare};
}

Pair euc_jp(unsigned char first, unsigned char second)
{
    if (first == 0x8E) { return within(second, 0xA1, 0xDF) ? Pair{2, Commonness::rare} : Pair{}; }
    if (first == 0x8F) { return euc_trail(second) ? Pair{3, Commonness::rare} : Pair{}; }
    if (!euc_trail(first) || !euc_trail(second)) { return {}; }
    bool const kana = (first == 0xA4 && second <= 0xF3) || (first == 0xA5 && second <= 0xF6);
    if (kana || within(first, 0xB0, 0xCF)) { return {2, Commonness::common}; }
    return {2, first < 0xAF ? Commonness::sign : Commonness::rare};
}

Pair gb18030(unsigned char first, unsigned char second)
{
    if (!within(first, 0x81, 0xFE)) { return {}; }
    if (within(second, 0x30, 0x39)) { return {4, Commonness::rare}; }
    if (!within(second, 0x40, 0xFE) || second == 0x7F) { return {}; }
    if (within(first, 0xB0, 0xD7) && euc_trail(second)) { return {2, Commonness::common}; }
    return {2, within(first, 0xA1, 0xA3) && euc_trail(second) ? Commonness::sign : Commonness::rare};
}

Pair big5(unsigned char first, unsigned char second)
{
    bool const trail = within(second, 0x40, 0x7E) || euc_trail(second);
    if (!trail || !within(first, 0x81, 0xFE)) { return {}; }
    if (within(first, 0xA4, 0xC6)) { return {2, Commonness::common}; }
    return {2, within(first, 0xA1, 0xA3) ? Commonness::sign : Commonness::rare};
}

Pair euc_kr(unsigned char first, unsigned char second)
{
    bool const trail = within(second, 0x41, 0x5A) || within(second, 0x61, 0x7A) || within(second, 0x81, 0xFE);
    if (!trail || !within(first, 0x81, 0xFE)) { return {}; }
    if (within(first, 0xB0, 0xC8) && euc_trail(second)) { return {2, Commonness::common}; }
    return {2, within(first, 0xA1, 0xA3) && euc_trail(second) ? Commonness::sign : Commonness::rare};
}

struct PairEncoding {
    char const* name;
    Classify classify;
    double common; ///< logarithm of the chance of one of the common characters: fewer of them make a hit tell more
    std::string_view everyday;
};
/// Common characters: 2,965 kanji of JIS level 1; 3,755 hanzi of GB 2312 level 1; 5,401 of Big5 level 1; 2,350 hangul of KS X 1001.
/// Everyday ones are those of names, addresses and titles in tables of people, and kana.
constexpr std::string_view japanese = "のをにはとがでしたてるいかくさすせそつなまもやよらりれろんアイウエオカキクケコサシスセソタチツテトナ"
                                      "ニネノハヒフヘホマミムメモヤユヨラリルレロワンガギグゲゴジズデドバパビピブプベペボポーッャュョ"
                                      "姓名氏前電話番号住所田中山本川口村木井上野藤佐鈴高橋伊渡辺小林加吉子郎一二三太美大島原東京都市区県町"
                                      "北南西石松森池清水性別生年月日男女会員";
constexpr std::string_view simplified = "姓名电话手机邮箱地址城市性别生日国家公司李王张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁伟芳娜秀英敏静"
                                        "丽强磊军洋勇艳杰男女北京上海广州深圳区路省县号年月中国";
constexpr std::string_view traditional = "姓名電話手機地址城市性別生日國家公司陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴周葉蘇莊美明華玉文家志"
                                         "男女臺北台中高雄新竹桃園縣區路號年月香港";
constexpr std::string_view korean =
    "이름성명전화번호메일주소도시별김박최정강조윤장임한오서신권황안송류홍민준지현우영수은하동진경상미남여울부산대구인천광역특군로길";
constexpr std::array<PairEncoding, 5> pair_encodings{{{"Shift_JIS", shift_jis, -8.2, japanese},
                                                      {"EUC-JP", euc_jp, -8.2, japanese},
                                                      {"GB18030", gb18030, -8.2, simplified},
                                                      {"Big5", big5, -8.6, traditional},
                                                      {"EUC-KR", euc_kr, -7.8, korean}}};
constexpr double rare_character = -11;
constexpr double pair_sign = -8;
constexpr double everyday_character = 3; ///< more than a common one
/// uchardet's vote for an East Asian encoding, per character: it knows how frequent each is.
constexpr double second_opinion_per_character = 0.5;
/// Of the characters of a real text, at least so many are common ones, and hardly any is invalid.
constexpr double least_common = 0.7;
constexpr double most_invalid = 0.01;
/// Of these, at least so many are letters and not signs or half-width kana.
constexpr double least_letters = 0.3;
/// Single characters inside words of small ASCII letters are accented letters of another encoding.
constexpr double most_inside_words = 0.3;

struct PairVerdict {
    char const* name{};
    double score{};
    std::size_t common{};
    std::size_t characters{};
};

bool is_small(char c) { return c >= 'a' && c <= 'z'; }

struct Decoded {
    std::string utf8{};
    std::size_t faults{};
};

Decoded decoded(char const* encoding, std::string_view bytes)
{
    Decoded text;
    auto decoder = Decoder::create(encoding);
    if (!decoder) { return text; }
    std::vector<std::size_t> faults;
    (*decoder)->decode(bytes, text.utf8, faults);
    text.faults = faults.size();
    return text;
}

std::size_t everyday_characters(PairEncoding const& encoding, std::string_view sample)
{
    std::string const utf8 = decoded(encoding.name, sample).utf8;
    std::size_t count = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        std::size_t const start = at;
        if (text::next_code_point(utf8, at) < 0x80) { continue; }
        count += encoding.everyday.find(std::string_view{utf8}.substr(start, at - start)) != std::string_view::npos ? 1U : 0U;
    }
    return count;
}

std::optional<PairVerdict> judge_pairs(PairEncoding const& encoding, std::string_view sample)
{
    PairVerdict verdict{.name = encoding.name};
    std::size_t invalid = 0;
    std::size_t signs = 0;
    std::size_t inside_words = 0;
    std::size_t last_end = 0; // a second byte may look like an ASCII letter
    for (std::size_t at = 0; at < sample.size();) {
        if (!is_high(sample[at])) {
            ++at;
            continue;
        }
        auto const second = static_cast<unsigned char>(at + 1 < sample.size() ? sample[at + 1] : '\n');
        Pair const pair = encoding.classify(static_cast<unsigned char>(sample[at]), second);
        ++verdict.characters;
        invalid += pair.commonness == Commonness::invalid ? 1U : 0U;
        verdict.common += pair.commonness == Commonness::common ? 1U : 0U;
        signs += pair.commonness == Commonness::sign ? 1U : 0U;
        verdict.score += pair.commonness == Commonness::common ? encoding.common
                         : pair.commonness == Commonness::sign ? pair_sign
                                                               : rare_character;
        bool const inside =
            (at > last_end && is_small(sample[at - 1])) || (at + pair.length < sample.size() && is_small(sample[at + pair.length]));
        inside_words += inside ? 1U : 0U;
        at += pair.length;
        last_end = at;
    }
    auto const all = static_cast<double>(verdict.characters);
    bool const plausible =
        static_cast<double>(invalid) <= most_invalid * all && static_cast<double>(verdict.common + signs) >= least_common * all;
    bool const apart = static_cast<double>(inside_words) <= most_inside_words * all;
    bool const enough = static_cast<double>(verdict.common) >= least_letters * all;
    if (!plausible || !apart || !enough || verdict.common == 0) { return std::nullopt; }
    verdict.score += everyday_character * static_cast<double>(everyday_characters(encoding, sample));
    return verdict;
}

/// Kana and the kanji of JIS level 1.
std::vector<char32_t> common_japanese()
{
    std::string pairs;
    for (unsigned first = 0x82; first <= 0x97; ++first) {
        for (unsigned second = 0x40; second <= 0xFC; ++second) {
            Pair const pair = shift_jis(static_cast<unsigned char>(first), static_cast<unsigned char>(second));
            if (pair.commonness == Commonness::common) { pairs += {static_cast<char>(first), static_cast<char>(second)}; }
        }
    }
    std::string const utf8 = decoded("Shift_JIS", pairs).utf8;
    std::vector<char32_t> characters;
    for (std::size_t at = 0; at < utf8.size();) { characters.push_back(text::next_code_point(utf8, at)); }
    std::sort(characters.begin(), characters.end());
    return characters;
}

bool is_wide_sign(char32_t c) { return (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF); }

/// GB18030 holds the characters of Japanese too, but at places that are rare in Chinese: so this is judged by the characters.
std::optional<PairVerdict> judge_japanese_in_gb18030(std::string_view sample)
{
    Decoded const text = decoded("GB18030", sample);
    std::vector<char32_t> const common = common_japanese();
    PairVerdict verdict{.name = "GB18030"};
    std::size_t signs = 0;
    std::size_t inside_words = 0;
    std::size_t everyday = 0;
    for (std::size_t at = 0; at < text.utf8.size();) {
        std::size_t const start = at;
        char32_t const c = text::next_code_point(text.utf8, at);
        if (c < 0x80) { continue; }
        ++verdict.characters;
        bool const is_common = std::binary_search(common.begin(), common.end(), c);
        verdict.common += is_common ? 1U : 0U;
        signs += is_wide_sign(c) ? 1U : 0U;
        everyday += japanese.find(std::string_view{text.utf8}.substr(start, at - start)) != std::string_view::npos ? 1U : 0U;
        verdict.score += is_common ? pair_encodings[0].common : is_wide_sign(c) ? pair_sign : rare_character;
        bool const inside = (start > 0 && is_small(text.utf8[start - 1])) || (at < text.utf8.size() && is_small(text.utf8[at]));
        inside_words += inside ? 1U : 0U;
    }
    auto const all = static_cast<double>(verdict.characters);
    bool const plausible = static_cast<double>(text.faults) <= most_invalid * all &&
                           static_cast<double>(verdict.common + signs) >= least_common * all &&
                           static_cast<double>(verdict.common) >= least_letters * all;
    if (!plausible || verdict.common == 0 || static_cast<double>(inside_words) > most_inside_words * all) { return std::nullopt; }
    verdict.score += everyday_character * static_cast<double>(everyday);
    return verdict;
}

std::optional<PairVerdict> best_pairs(std::string_view sample, std::string const& opinion)
{
    std::optional<PairVerdict> best = judge_japanese_in_gb18030(sample);
    for (PairEncoding const& encoding : pair_encodings) {
        auto verdict = judge_pairs(encoding, sample);
        if (!verdict) { continue; }
        if (opinion == verdict->name) { verdict->score += second_opinion_per_character * static_cast<double>(verdict->characters); }
        if (!best || verdict->score >= best->score) { best = verdict; }
    }
    return best;
}

// ---- encodings of one byte

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
