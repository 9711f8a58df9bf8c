#include "reading/encoding_pairs.hpp"

#include "base/text.hpp"
#include "reading/decoder.hpp"
#include "reading/encoding_letters.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace muster {

namespace {

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

} // namespace

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

} // namespace muster
