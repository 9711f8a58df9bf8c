#include "reading/delimited/sniffer.hpp"

#include "base/text.hpp"
#include "reading/delimited/trial.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace muster {

namespace {

/// Text that the trials look at.
constexpr std::size_t trial_size = std::size_t{64} << 10;

/// A delimiter and how much is thought of it before the text is seen. Characters that words, times and names are full of need
/// much better agreement than the others.
struct Candidate {
    std::string_view delimiter;
    double trust;
    std::string_view word;
};
constexpr std::array<Candidate, 15> candidates{{{",", 1.0, "comma"},
                                                {";", 1.0, "semicolon"},
                                                {"\t", 1.05, "tab"},
                                                {"|", 1.0, "pipe"},
                                                {"\x1F", 1.0, "unit separator (0x1F)"},
                                                {"\x01", 1.0, "0x01"},
                                                {"\x1E", 0.9, "record separator (0x1E)"},
                                                {"^", 0.8, "caret"},
                                                {"~", 0.8, "tilde"},
                                                {"\xC2\xA6", 0.8, "broken bar"},
                                                {"\xC2\xA7", 0.8, "section sign"},
                                                {"#", 0.5, "hash"},
                                                {"*", 0.5, "asterisk"},
                                                {":", 0.4, "colon"},
                                                {" ", 0.3, "space"}}};
constexpr std::size_t everyday = 4; ///< the first so many, which users name by a word

/// Agreement among rows below which a delimiter does not divide the text.
constexpr double least_agreement = 0.5;
/// Share of rows with stray quotes, and no quoted cell at all, above which quotes are but characters.
constexpr double most_stray_rows = 0.1;

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::string_view cut_behind_line(std::string_view text, std::size_t size)
{
    if (text.size() <= size) { return text; }
    std::size_t const end = text.find_last_of("\r\n", size - 2);
    return end == std::string_view::npos ? text.substr(0, size)
                                         : text.substr(0, text[end] == '\r' && text[end + 1] == '\n' ? end + 2 : end + 1);
}

std::string percent_of(std::size_t part, std::size_t whole) { return std::to_string(part) + " of " + std::to_string(whole); }

/// Excel's first line `sep=;`, with or without quotes around it. Gives the delimiter; nothing for any other text.
std::string separator_line(std::string_view text)
{
    std::string_view line = text.substr(0, std::min(text.find_first_of("\r\n"), text.size()));
    if (line.size() >= 2 && line.front() == '"' && line.back() == '"') { line = line.substr(1, line.size() - 2); }
    bool const named = line.size() >= 5 && line.size() <= 8 && text::equal_ascii_caseless(line.substr(0, 4), "sep=");
    return named && line[4] != '"' ? std::string{line.substr(4)} : std::string{};
}

std::string_view behind_first_line(std::string_view text)
{
    std::size_t const end = std::min(text.find_first_of("\r\n"), text.size());
    return text.substr(text.substr(end).starts_with("\r\n") ? end + 2 : std::min(end + 1, text.size()));
}

/// A list of decimals with commas in one column is no table of two, when the title above it has no comma.
bool is_decimal_list(std::string_view text, Trial const& trial)
{
    if (trial.dialect.delimiter != "," || trial.cells != 2 || trial.first != 1) { return false; }
    std::string_view rest = behind_first_line(text);
    return rest.find_first_not_of("0123456789,-\r\n") == std::string_view::npos;
}

/// Space and colon stand inside cells of most files.
bool is_credible(std::string_view text, Trial const& trial)
{
    if (trial.score <= 0 || trial.agreement() < least_agreement || is_decimal_list(text, trial)) { return false; }
    if (trial.dialect.delimiter == " ") {
        return trial.agreement() > 0.9 && (trial.quoted > 1 || (trial.cells >= 3 && trial.telling > 0.3));
    }
    bool const times = trial.cells <= 3 && trial.telling > 0.3;
    if (trial.dialect.delimiter == ":") { return trial.agreement() > 0.9 && trial.cells >= 3 && trial.first == 0 && !times; }
    if (trial.dialect.delimiter == "#" || trial.dialect.delimiter == "*") { return trial.agreement() > 0.9 && trial.cells >= 3; }
    return true;
}

class Sniffer {
public:
    Sniffer(TextSample sample, ReadingChoices const& choices) : sample_{sample}, choices_{choices} {}
    Result<Sniffed> sniff();

private:
    Result<void> take_choices();
    Trial try_escapes(Dialect const& dialect) const;
    Trial try_quotes(Dialect const& dialect) const;
    Trial best_trial();
    Trial one_column() const;
    void refine_delimiter(Trial& best) const;
    void tell_delimiter(Trial const& best);
    void tell_quote(Trial const& best);
    void tell_line_ends();
    void tell(std::string what, std::string value, Finding::By by, std::string evidence)
    {
        found_.findings.push_back({std::move(what), std::move(value), by, std::move(evidence)});
    }

    TextSample sample_;
    ReadingChoices const& choices_;
    std::string_view text_{};
    std::string fixed_delimiter_{};
    std::optional<char> fixed_quote_{};
    Trial second_{};
    Sniffed found_{};
};

Result<char> chosen_quote(std::string const& word)
{
    if (word == "none" || word.empty()) { return char{0}; }
    if (word == "double") { return '"'; }
    if (word == "single") { return '\''; }
    bool const usable =
        word.size() == 1 && static_cast<unsigned char>(word[0]) < 0x80 && word[0] != '\n' && word[0] != '\r' && word[0] != '\\';
    if (usable) { return word[0]; }
    return Error{ErrorKind::invalid_input, "QUOTE_UNKNOWN", "The quote '" + word + "' cannot be used. Give one ASCII character, or none."};
}

Result<std::string> chosen_delimiter(std::string const& word)
{
    for (std::size_t index = 0; index < candidates.size(); ++index) {
        bool const named = text::equal_ascii_caseless(word, candidates[index].word);
        if (named && (index < everyday || candidates[index].delimiter.size() == 1)) { return std::string{candidates[index].delimiter}; }
    }
    if (word == "\\t") { return std::string{"\t"}; }
    bool const usable =
        !word.empty() && text::is_utf8(word) && text::length(word) <= 4 && word.find_first_of("\r\n\"") == std::string::npos;
    if (usable) { return word; }
    return Error{ErrorKind::invalid_input, "DELIMITER_UNKNOWN",
                 "The delimiter '" + word + "' cannot be used. Give one character, or comma, semicolon, tab, pipe or space."};
}

Result<void> Sniffer::take_choices()
{
    if (choices_.quote) { TRY_ASSIGN(fixed_quote_, chosen_quote(*choices_.quote)); }
    if (choices_.delimiter) { TRY_ASSIGN(fixed_delimiter_, chosen_delimiter(*choices_.delimiter)); }
    if (fixed_quote_ && *fixed_quote_ != 0 && contains(fixed_delimiter_, std::string_view{&*fixed_quote_, 1})) {
        return Error{ErrorKind::invalid_input, "QUOTE_UNKNOWN", "Delimiter and quote are the same character. Give two different ones."};
    }
    return {};
}

/// Doubled quotes are the standard; backslashes are believed where they leave fewer rows damaged.
Trial Sniffer::try_escapes(Dialect const& dialect) const
{
    Trial best = try_dialect(text_, dialect);
    bool const backslashes = contains(text_, std::string{'\\', dialect.quote}) || contains(text_, "\\" + dialect.delimiter);
    if (dialect.quote == 0 || !backslashes) { return best; }
    Dialect escaping = dialect;
    escaping.escape = Escape::backslash;
    Trial const escaped = try_dialect(text_, escaping);
    bool const better = escaped.faults < best.faults || (escaped.faults == best.faults && escaped.score > best.score);
    return better ? escaped : best;
}

/// The best of the quotes for one delimiter. The double quote is the standard; another reading must be better.
Trial Sniffer::try_quotes(Dialect const& dialect) const
{
    Dialect tried = dialect;
    tried.quote = fixed_quote_.value_or('"');
    Trial best = try_escapes(tried);
    if (fixed_quote_) { return best; }
    if (contains(text_, "'")) {
        Trial const apostrophes = try_escapes({.delimiter = dialect.delimiter, .quote = '\''});
        bool const quotes_whole_cells = apostrophes.quoted >= 2 && best.quoted == 0;
        bool const better = apostrophes.score > best.score * 1.02 || apostrophes.quoted > apostrophes.faults * 2;
        if (quotes_whole_cells && better && apostrophes.score >= best.score * 0.98) { best = apostrophes; }
    }
    bool const only_strays =
        best.quoted == 0 && static_cast<double>(best.faults) > most_stray_rows * static_cast<double>(best.rows) && best.faults > 2;
    if (only_strays) {
        Trial const none = try_dialect(text_, {.delimiter = dialect.delimiter, .quote = 0});
        if (none.score >= best.score) { best = none; }
    }
    return best;
}

/// No delimiter divides the text: the first everyday one that is not in it, so that nothing is divided.
Trial Sniffer::one_column() const
{
    Trial fallback;
    for (std::string_view delimiter : {",", ";", "\t", "|", "\x1F"}) {
        Trial trial = try_quotes({.delimiter = std::string{delimiter}});
        trial.score = 0;
        fallback = trial;
        if (trial.most <= 1) { break; }
    }
    fallback.cells = 1;
    fallback.agreeing = fallback.rows;
    return fallback;
}

Trial Sniffer::best_trial()
{
    if (!fixed_delimiter_.empty()) { return try_quotes({.delimiter = fixed_delimiter_}); }
    std::vector<Trial> credible;
    Trial ragged; // an everyday delimiter in nearly every row, though few rows agree
    bool some_agree_throughout = false;
    for (Candidate const& candidate : candidates) {
        if (!contains(text_, candidate.delimiter)) { continue; }
        Trial trial = try_quotes({.delimiter = std::string{candidate.delimiter}});
        bool const trusted = candidate.trust >= 1;
        if (trusted && trial.cells >= 2 && trial.whole > 0.5 && trial.first == 0 && trial.score > ragged.score) { ragged = trial; }
        if (!is_credible(text_, trial)) { continue; }
        trial.score *= candidate.trust;
        some_agree_throughout = some_agree_throughout || (trusted && trial.rows > 1 && trial.first == 0 && trial.agreeing == trial.rows);
        credible.push_back(std::move(trial));
    }
    Trial best;
    for (Trial& trial : credible) {
        if (some_agree_throughout && trial.first > 0) { continue; } // a delimiter that the titles have not, while another divides all rows
        if (trial.score > best.score) { std::swap(trial, best); }
        if (trial.score > second_.score) { second_ = trial; }
    }
    if (best.score > 0) { return best; }
    return ragged.score > 0 && ragged.agreement() > 0.2 ? ragged : one_column();
}

void Sniffer::refine_delimiter(Trial& best) const
{
    if (!fixed_delimiter_.empty() || best.cells < 2) { return; }
    std::string const longer = is_doubled(text_, best)  ? best.dialect.delimiter + best.dialect.delimiter
                               : is_spaced(text_, best) ? best.dialect.delimiter + " "
                                                        : std::string{};
    if (longer.empty()) { return; }
    Dialect dialect = best.dialect;
    dialect.delimiter = longer;
    Trial const refined = try_dialect(text_, dialect);
    if (refined.cells >= 2 && refined.agreement() >= best.agreement()) { best = refined; }
}

void Sniffer::tell_delimiter(Trial const& best)
{
    if (choices_.delimiter) { return tell("delimiter", name_of_character(fixed_delimiter_), Finding::By::user, ""); }
    std::string const name = name_of_character(best.dialect.delimiter);
    if (found_.separator_line) { return tell("delimiter", name, Finding::By::detected, "the first line says so (sep=)"); }
    if (best.cells < 2) { return tell("delimiter", "none", Finding::By::detected, "no delimiter divides the rows; there is one column"); }
    std::string evidence = percent_of(best.agreeing, best.rows) + " rows have " + std::to_string(best.cells) + " cells";
    if (second_.cells >= 2) {
        evidence += "; with " + name_of_character(second_.dialect.delimiter) + " " + percent_of(second_.agreeing, second_.rows) + " have " +
                    std::to_string(second_.cells);
    }
    tell("delimiter", name, Finding::By::detected, evidence);
}

void Sniffer::tell_quote(Trial const& best)
{
    Dialect const& dialect = best.dialect;
    std::string const name = dialect.quote == 0 ? "none" : name_of_character(std::string_view{&dialect.quote, 1});
    if (choices_.quote) {
        tell("quote", name, Finding::By::user, "");
    } else if (best.quoted > 0) {
        tell("quote", name, Finding::By::detected,
             std::to_string(best.quoted) + (best.quoted == 1 ? " cell is" : " cells are") + " quoted with it");
    } else if (dialect.quote == 0) {
        tell("quote", name, Finding::By::detected, "quotes stand inside cells only and never enclose one");
    } else {
        tell("quote", name, Finding::By::standard, "no cell of the sample is quoted");
    }
    if (dialect.escape == Escape::backslash) {
        tell("escape", "backslash", Finding::By::detected,
             "backslashes stand before quotes or delimiters, and only so read do the rows agree");
    } else if (dialect.quote != 0) {
        std::string const pair(2, dialect.quote);
        bool const seen = best.quoted > 0 && contains(text_, pair);
        tell("escape", "doubled quote", seen ? Finding::By::detected : Finding::By::standard,
             seen ? "quotes are doubled inside cells" : "");
    }
}

void Sniffer::tell_line_ends()
{
    std::size_t crlf = 0;
    std::size_t lf = 0;
    std::size_t cr = 0;
    for (std::size_t at = 0; at < sample_.text.size(); ++at) {
        if (sample_.text[at] == '\n') { ++lf; }
        if (sample_.text[at] != '\r') { continue; }
        bool const pair = at + 1 < sample_.text.size() && sample_.text[at + 1] == '\n';
        ++(pair ? crlf : cr);
        at += pair ? 1 : 0;
    }
    std::string counts;
    std::string names;
    for (auto const& [count, name] : {std::pair{crlf, "CRLF"}, std::pair{lf, "LF"}, std::pair{cr, "CR"}}) {
        if (count == 0) { continue; }
        names += (names.empty() ? "" : " and ") + std::string{name};
        counts += (counts.empty() ? "" : ", ") + std::to_string(count) + " " + name;
    }
    tell("line end", names.empty() ? "none" : names, Finding::By::detected,
         counts.empty() ? "the text is one line" : counts + " in the sample");
}

Result<Sniffed> Sniffer::sniff()
{
    TRY(take_choices());
    std::string const declared = separator_line(sample_.text);
    found_.separator_line = !declared.empty();
    if (found_.separator_line && fixed_delimiter_.empty()) { fixed_delimiter_ = declared == "\\t" ? "\t" : declared; }
    text_ = cut_behind_line(found_.separator_line ? behind_first_line(sample_.text) : sample_.text, trial_size);
    Trial best = best_trial();
    refine_delimiter(best);
    found_.dialect = best.dialect;
    found_.dialect.usual_cells = best.cells >= 2 && best.agreement() >= least_agreement ? best.cells : best.most <= 1 ? 1 : 0;
    tell_delimiter(best);
    tell_quote(best);
    tell_line_ends();
    return std::move(found_);
}

} // namespace

std::string name_of_character(std::string_view character)
{
    for (Candidate const& candidate : candidates) {
        if (candidate.delimiter == character) { return std::string{candidate.word}; }
        if (character == std::string{candidate.delimiter} + " ") { return std::string{candidate.word} + " and space"; }
        if (character == std::string{candidate.delimiter} + std::string{candidate.delimiter}) {
            return "double " + std::string{candidate.word};
        }
    }
    if (character == "\"") { return "double quote"; }
    if (character == "'") { return "single quote"; }
    return "'" + std::string{character} + "'";
}

Result<Sniffed> sniff_dialect(TextSample sample, ReadingChoices const& choices) { return Sniffer{sample, choices}.sniff(); }

} // namespace muster
