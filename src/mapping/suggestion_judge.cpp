#include "mapping/suggestion_judge.hpp"

#include <algorithm>
#include <array>

namespace muster {

namespace {

/// An address that is not one costs its row; where most are none, the title means something else.
constexpr std::int64_t confirming_percent = 50;
/// Words and forms of closed kinds (gender, language, number, date): what does not fit is refused, so nearly all must.
constexpr std::int64_t confirming_closed_percent = 80;
/// Below it the values speak against the title.
constexpr std::int64_t refuting_percent = 10;
/// What values alone must reach for a proposal.
constexpr std::int64_t telling_percent = 90;
/// Fewer values of short words and plain digits are alike by chance.
constexpr std::int64_t fewest_telling_values = 3;
/// Identifiers of a sizeable column differ; a value that most rows share identifies nobody.
constexpr std::int64_t fewest_compared = 10;
constexpr std::int64_t fewest_different_percent = 10;

bool reaches(std::int64_t count, std::int64_t of, std::int64_t percent) { return count * 100 >= of * percent; }

/// What the values say to the title's proposal.
struct Confirmation {
    std::int64_t fitting{};
    std::int64_t of{};
    std::int64_t needed_percent{};
    std::string what{}; ///< "e-mail addresses"
};

Grade confirmed(Grade grade, Confirmation const& values)
{
    if (reaches(values.fitting, values.of, values.needed_percent)) { return grade; }
    return reaches(values.fitting, values.of, refuting_percent) && values.fitting > 0 ? std::min(grade, Grade::likely) : Grade::none;
}

std::string title_says(TitleReading const& title)
{
    if (title.source == TitleReading::Source::attribute) { return "the title is the name of a custom attribute"; }
    return "the title says " + words_of_field(title.field);
}

/// What the values of a closed kind are called.
std::string_view values_of(FieldKind kind)
{
    switch (kind) {
    case FieldKind::gender: return "male, female, m or f";
    case FieldKind::type: return "lead or customer";
    case FieldKind::language: return "codes of languages";
    case FieldKind::url: return "web addresses";
    case FieldKind::integer: return "whole numbers";
    case FieldKind::decimal: return "numbers";
    case FieldKind::boolean: return "yes or no";
    case FieldKind::date_time: return "points in time";
    case FieldKind::domain: return "domain names";
    default: return "values of that kind";
    }
}

/// Standard fields that hold words, so that numbers alone speak against the title.
bool is_made_of_words(TitleReading const& title)
{
    constexpr std::array<std::string_view, 6> fields{"address", "city", "country", "name", "region", "industry"};
    return title.kind == FieldKind::name || std::find(fields.begin(), fields.end(), title.field) != fields.end();
}

class Judge {
public:
    Judge(Target const& target, TitleReading const& title, ColumnContents const& contents)
        : target_{target}, title_{title}, contents_{contents}
    {
    }

    Suggestion by_title(RowCountry row_country)
    {
        suggestion_.field = title_.field;
        suggestion_.grade = title_.grade;
        if (contents_.studied() == 0) {
            empty_column();
        } else {
            judge_kind(row_country);
        }
        if (suggestion_.grade == Grade::likely && title_.grade == Grade::likely) { add_sentence("such a title may mean something else"); }
        if (suggestion_.grade == Grade::none) { suggestion_.field.clear(), suggestion_.options = {}; }
        return std::move(suggestion_);
    }

    /// Nothing when the values tell nothing.
    Suggestion by_contents(RowCountry row_country)
    {
        std::int64_t const values = contents_.studied();
        if (values == 0 || title_.subject == TitleReading::Subject::foreign) { return {}; }
        if (propose("email", contents_.emails(), "e-mail addresses")) { return std::move(suggestion_); }
        if (propose_phone(row_country)) { return std::move(suggestion_); }
        if (!is_unknown() || values < fewest_telling_values) { return {}; }
        bool const found = (contents_.has_both_genders() && propose("gender", contents_.genders(), "words for a gender")) ||
                           propose("type", contents_.types(), "lead or customer") ||
                           propose("preferredLanguage", contents_.locales(), "languages with a country (en-US)") ||
                           propose("profilePicture", contents_.pictures(), "web addresses of pictures") ||
                           propose("country", contents_.country_names(), "names of countries");
        return found ? std::move(suggestion_) : Suggestion{};
    }

    /// Dates in a column without any title; titled ones that are no birthdays are named in too many ways.
    Suggestion dates_by_contents()
    {
        DateEvidence const& dates = contents_.dates();
        DateEvidence::Verdict const verdict = dates.verdict(std::nullopt);
        bool const found = title_.subject == TitleReading::Subject::none && target_.find("birthDate") != nullptr &&
                           dates.values() >= fewest_telling_values && reaches(verdict.fitting, dates.values(), telling_percent);
        if (!found) { return {}; }
        suggestion_.field = "birthDate";
        suggestion_.grade = Grade::likely;
        suggestion_.options.date_format = verdict.format;
        suggestion_.evidence =
            grouped(verdict.fitting) + " of " + grouped(dates.values()) + " values are dates as " + std::string{verdict.format};
        add_sentence(verdict.sentence);
        return std::move(suggestion_);
    }

private:
    bool is_unknown() const { return title_.match == TitleReading::Match::none && title_.role == NameRole::none; }

    void judge_kind(RowCountry row_country)
    {
        switch (title_.kind) {
        case FieldKind::phone: return judge_phone(row_country);
        case FieldKind::date:
        case FieldKind::birth_date: return judge_date();
        case FieldKind::tags: return judge_tags();
        case FieldKind::email: return confirm(contents_.fitting(), confirming_percent, "e-mail addresses");
        case FieldKind::external_id: return judge_external_id();
        case FieldKind::name:
        case FieldKind::text: return judge_text();
        default: return confirm(contents_.fitting(), confirming_closed_percent, std::string{values_of(title_.kind)});
        }
    }

    void confirm(std::int64_t fitting, std::int64_t percent, std::string what)
    {
        confirm({fitting, contents_.studied(), percent, std::move(what)}, share_of_values(fitting, contents_.studied(), contents_));
    }
    void confirm(Confirmation const& values, std::string const& share)
    {
        suggestion_.grade = confirmed(suggestion_.grade, values);
        bool const fits = reaches(values.fitting, values.of, values.needed_percent);
        std::string const link = fits ? ", and " : values.fitting == 0 ? ", but " : ", but only ";
        suggestion_.evidence = title_says(title_) + link + share + " are " + values.what;
    }
    void add_sentence(std::string const& sentence)
    {
        if (!sentence.empty()) { suggestion_.evidence += "; " + sentence; }
    }
    void at_most_likely() { suggestion_.grade = std::min(suggestion_.grade, Grade::likely); }

    void empty_column()
    {
        switch (title_.kind) {
        case FieldKind::phone:
        case FieldKind::email:
        case FieldKind::domain:
        case FieldKind::external_id:
        case FieldKind::date:
        case FieldKind::birth_date:
        case FieldKind::type: at_most_likely(); break;
        default: break;
        }
        if (title_.date_format) { suggestion_.options.date_format = title_.date_format->name(); }
        suggestion_.options.delimiter = title_.delimiter;
        suggestion_.evidence = title_says(title_) + ", and the column is empty";
    }

    void judge_phone(RowCountry row_country)
    {
        PhoneJudgement const phones = judge_phones(contents_, row_country);
        confirm(phones.numbers, confirming_percent, "phone numbers, " + grouped(phones.international) + " with a country code");
        suggestion_.grade = std::min(suggestion_.grade, phones.grade);
        suggestion_.options.country = phones.country;
        add_sentence(phones.sentence);
    }

    void judge_date()
    {
        DateEvidence const& dates = contents_.dates();
        DateEvidence::Verdict const verdict = dates.verdict(title_.date_format);
        std::string const what = verdict.format.empty() ? "dates" : "dates as " + std::string{verdict.format};
        confirm({verdict.fitting, dates.values(), confirming_closed_percent, what},
                grouped(verdict.fitting) + " of " + grouped(dates.values()) + " values");
        suggestion_.options.date_format = verdict.format;
        if (verdict.order == DateEvidence::Verdict::Order::open) { at_most_likely(); }
        add_sentence(verdict.sentence);
    }

    void judge_external_id()
    {
        confirm(contents_.fitting(), confirming_percent, "given");
        bool const repeats =
            contents_.compared() >= fewest_compared && !reaches(contents_.different(), contents_.compared(), fewest_different_percent);
        if (!repeats) { return; }
        at_most_likely();
        suggestion_.evidence = title_says(title_) + ", but among " + grouped(contents_.compared()) + " values there are only " +
                               grouped(contents_.different()) + " different ones";
    }

    void judge_text()
    {
        if (title_.source == TitleReading::Source::attribute || !is_made_of_words(title_)) {
            suggestion_.evidence = title_says(title_);
            return;
        }
        confirm(contents_.texts(), confirming_percent, "text");
        bool const whole_names = title_.role != NameRole::none && 2 * contents_.spaced() > contents_.studied();
        if (!whole_names) { return; }
        suggestion_.grade = title_.role == NameRole::either || title_.grade == Grade::likely ? Grade::none : suggestion_.grade;
        add_sentence("most have more than one word and may be whole names");
    }

    void judge_tags()
    {
        std::int64_t const values = contents_.studied();
        suggestion_.evidence = title_says(title_);
        if (2 * contents_.dates().dates() > contents_.dates().values() || 2 * contents_.emails() > values) {
            at_most_likely();
            add_sentence("most values are dates or addresses");
        }
        if (!title_.delimiter.empty()) {
            suggestion_.options.delimiter = title_.delimiter;
            add_sentence("it names the delimiter " + title_.delimiter);
            return;
        }
        std::size_t best = 0;
        std::int64_t all = 0;
        for (std::size_t i = 0; i < tag_delimiters.size(); ++i) {
            if (contents_.with_delimiter(i) > contents_.with_delimiter(best)) { best = i; }
            all += contents_.with_delimiter(i);
        }
        std::int64_t const most = contents_.with_delimiter(best);
        if (most == 0) { return; }
        std::string_view const name = tag_delimiters[best].second;
        suggestion_.options.delimiter = name;
        add_sentence(share_of_values(most, values, contents_) + " have a " + std::string{name} + " inside");
        // A comma may belong to a name; pieces that come again say that it does not.
        bool const pieces_repeat = contents_.different_comma_pieces() * 4 <= contents_.comma_pieces() * 3;
        bool const clear = (all - most) * 10 <= most && contents_.quoted() == 0 && (name != "comma" || pieces_repeat);
        if (!clear) { at_most_likely(); }
    }

    bool propose(std::string_view field, std::int64_t fitting, std::string const& what)
    {
        if (target_.find(field) == nullptr || !reaches(fitting, contents_.studied(), telling_percent)) { return false; }
        suggestion_.field = field;
        suggestion_.grade = Grade::likely;
        suggestion_.evidence = share_of_values(fitting, contents_.studied(), contents_) + " are " + what;
        return true;
    }

    /// Numbers with plus or 00 tell themselves; digits alone are as often a number of something else, unless no title says so.
    bool propose_phone(RowCountry row_country)
    {
        bool const signed_ones = propose("phone", contents_.phones().international, "phone numbers with a country code");
        if (!signed_ones) {
            bool const bare_ones = title_.subject == TitleReading::Subject::none && contents_.studied() >= fewest_telling_values &&
                                   propose("phone", contents_.phones().bare_valid + contents_.phones().international, "phone numbers");
            if (!bare_ones) { return false; }
        }
        suggestion_.options.country = judge_phones(contents_, row_country).country;
        return true;
    }

    Target const& target_;
    TitleReading const& title_;
    ColumnContents const& contents_;
    Suggestion suggestion_{};
};

std::string why_nothing(TitleReading const& title, ColumnContents const& contents)
{
    if (title.role != NameRole::none) { return "the title says a whole name, for which there is no field"; }
    if (title.subject == TitleReading::Subject::foreign) { return "the title speaks of somebody or something else"; }
    if (contents.studied() == 0) { return "the title is not known, and the column is empty"; }
    return "neither the title nor the values say what it is";
}

} // namespace

std::string share_of_values(std::int64_t count, std::int64_t of, ColumnContents const& contents)
{
    return grouped(count) + (contents.all_seen() ? " of " + grouped(of) + " values" : " of the " + grouped(of) + " values looked at");
}

std::string words_of_field(std::string_view field)
{
    if (field == "email") { return "e-mail"; }
    std::string words;
    for (char const letter : field) {
        bool const capital = letter >= 'A' && letter <= 'Z';
        if (capital) { words.push_back(' '); }
        words.push_back(capital ? static_cast<char>(letter - 'A' + 'a') : letter);
    }
    return words;
}

Suggestion judge(Target const& target, TitleReading const& title, ColumnContents const& contents, RowCountry row_country)
{
    Suggestion suggestion;
    std::string refuted;
    if (!title.field.empty()) {
        suggestion = Judge{target, title, contents}.by_title(row_country);
        if (suggestion.grade != Grade::none) { return suggestion; }
        refuted = suggestion.evidence;
    }
    suggestion = Judge{target, title, contents}.by_contents(row_country);
    if (suggestion.grade == Grade::none) { suggestion = Judge{target, title, contents}.dates_by_contents(); }
    if (suggestion.grade == Grade::none) { suggestion.evidence = refuted.empty() ? why_nothing(title, contents) : refuted; }
    return suggestion;
}

} // namespace muster
