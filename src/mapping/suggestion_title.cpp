#include "mapping/suggestion_title.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace muster {

namespace {

/// Longer titles are sentences; looking through all of their parts would cost more than it finds.
constexpr std::size_t most_words = 12;

template <class Act>
void for_each_word(std::string_view list, Act const& act)
{
    for (std::size_t start = 0; start < list.size();) {
        std::size_t const end = std::min(list.find(';', start), list.size());
        if (end > start) { act(list.substr(start, end - start)); }
        start = end + 1;
    }
}

struct KnownTitle {
    std::string_view field{};
    Grade grade{Grade::none};
    NameRole role{NameRole::none};
};

/// The tables of suggestion_words.hpp, normalised, for one target.
class Dictionary {
public:
    explicit Dictionary(Target const& target)
    {
        for (FieldRule const& rule : target.fields) {
            titles_.emplace(TitleForm::of(rule.name).joined, KnownTitle{rule.name, Grade::certain});
        }
        for (TitleWords const& entry : title_words(target)) {
            if (entry.role == NameRole::none && target.find(entry.field) == nullptr) { continue; }
            for_each_word(entry.words, [&](std::string_view word) {
                titles_.emplace(TitleForm::of(word).joined, KnownTitle{entry.field, entry.grade, entry.role});
            });
        }
        for (QualifierWords const& entry : qualifier_words()) {
            for_each_word(entry.words, [&](std::string_view word) {
                qualifiers_[TitleForm::of(word).joined] |= 1U << static_cast<unsigned>(entry.use);
            });
        }
        for_each_word(foreign_words(), [&](std::string_view word) { foreign_.emplace(TitleForm::of(word).joined, true); });
    }

    KnownTitle const* find(std::string const& joined) const
    {
        auto const found = titles_.find(joined);
        return found == titles_.end() ? nullptr : &found->second;
    }
    bool has_use(std::string const& word, QualifierUse use) const
    {
        auto const found = qualifiers_.find(word);
        return found != qualifiers_.end() && (found->second >> static_cast<unsigned>(use) & 1U) != 0;
    }
    bool is_foreign(TitleForm const& form) const
    {
        return std::any_of(form.words.begin(), form.words.end(), [this](std::string const& word) { return foreign_.contains(word); });
    }

private:
    std::unordered_map<std::string, KnownTitle> titles_{};
    std::unordered_map<std::string, unsigned> qualifiers_{};
    std::unordered_map<std::string, bool> foreign_{};
};

bool is_reach(FieldRule const& rule) { return rule.kind == FieldKind::phone || rule.kind == FieldKind::email; }
bool is_place(FieldRule const& rule) { return rule.name == "address" || rule.name == "city" || rule.name == "country"; }

/// How sure a field stays when that word stands beside its own.
Grade grade_beside(Dictionary const& dictionary, std::string const& word, FieldRule const& rule)
{
    bool const fits = dictionary.has_use(word, QualifierUse::anything) ||
                      (is_reach(rule) && dictionary.has_use(word, QualifierUse::reach)) ||
                      (is_place(rule) && dictionary.has_use(word, QualifierUse::place));
    if (fits) { return Grade::certain; }
    return dictionary.has_use(word, QualifierUse::doubtful) ? Grade::likely : Grade::none;
}

struct Span {
    std::size_t first{};
    std::size_t end{};
};

/// The grade of a field whose words are those of the span, when all others are qualifying ones.
Grade grade_around(Dictionary const& dictionary, TitleForm const& form, Span span, FieldRule const& rule)
{
    Grade grade = Grade::certain;
    for (std::size_t i = 0; i < form.words.size(); ++i) {
        if (i >= span.first && i < span.end) { continue; }
        grade = std::min(grade, grade_beside(dictionary, form.words[i], rule));
    }
    return grade;
}

std::string joined_words(TitleForm const& form, Span span)
{
    std::string joined;
    for (std::size_t i = span.first; i < span.end; ++i) { joined += form.words[i]; }
    return joined;
}

void take_rule(TitleReading& reading, FieldRule const& rule)
{
    reading.kind = rule.kind;
    reading.arity = rule.arity;
    reading.limit = rule.limit;
}

/// The names of delimiters as recipes write them.
std::string delimiter_named(std::string_view text)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> signs{
        {{"|", "pipe"}, {";", "semicolon"}, {",", "comma"}, {"\t", "tab"}, {" ", "space"}}};
    for (auto const& [sign, name] : signs) {
        if (text == sign || text::equal_ascii_caseless(text, name)) { return std::string{name}; }
    }
    return {};
}

/// Takes what stands in brackets and names a delimiter or a date format out of a title: Tags (|), Birthday (DD/MM/YYYY).
std::string without_hints(std::string_view title, TitleReading& reading)
{
    std::string rest{title};
    for (std::size_t open = rest.find_first_of("(["); open != std::string::npos; open = rest.find_first_of("([", open + 1)) {
        std::size_t const close = rest.find_first_of(")]", open);
        if (close == std::string::npos) { break; }
        std::string_view const inside = std::string_view{rest}.substr(open + 1, close - open - 1);
        std::string delimiter = delimiter_named(inside);
        std::optional<DateFormat> const format = DateFormat::find(text::trim(inside));
        if (delimiter.empty() && !format) { continue; }
        if (format) { reading.date_format = format; }
        if (!delimiter.empty()) { reading.delimiter = std::move(delimiter); }
        rest.replace(open, close - open + 1, " ");
    }
    return rest;
}

Dictionary const& dictionary_of(Target const& target)
{
    static Dictionary const persons{person_target()};
    if (target.name == person_target().name) { return persons; }
    static Dictionary const others{target}; // persons and companies are all there is
    return others;
}

/// First names in English beside a "Name" do not tell whether that is the last or the whole name; in other languages it is the last.
bool is_english_first_name(std::string_view joined)
{
    constexpr std::array<std::string_view, 6> english{"firstname", "givenname", "forename", "fname", "givennames", "first"};
    return std::find(english.begin(), english.end(), joined) != english.end();
}

} // namespace

struct TitleReader::State {
    Target const& target;
    Dictionary const& dictionary;
    std::vector<AttributeField> attributes{};
    std::unordered_map<std::string, std::vector<std::size_t>> attributes_by_form{};

    void read_exact(std::string_view title, TitleForm const& form, TitleReading& reading) const
    {
        FieldRule const* rule = target.find(text::trim(title));
        if (rule == nullptr && form.words.size() == 1 && form.number > 0) { // Phone 2, as exports of ours title it
            rule = target.find(form.words.front());
            if (rule != nullptr && rule->arity == Arity::one) { rule = nullptr; }
        }
        if (rule != nullptr) { settle(reading, rule->name, Grade::certain, TitleReading::Match::exact); }
    }

    void read_attribute(std::string_view title, TitleForm const& form, TitleReading& reading) const
    {
        AttributeField const* attribute = find_attribute(attributes, text::trim(title));
        Grade grade = Grade::certain;
        if (attribute == nullptr && !form.joined.empty()) {
            auto const found = attributes_by_form.find(form.joined + std::to_string(form.number));
            if (found == attributes_by_form.end()) { return; }
            attribute = &attributes[found->second.front()];
            grade = found->second.size() == 1 ? Grade::certain : Grade::likely;
        }
        if (attribute == nullptr) { return; }
        reading.field = attribute->name;
        reading.grade = grade;
        reading.match = TitleReading::Match::exact;
        reading.source = TitleReading::Source::attribute;
        take_rule(reading, rule_of(*attribute));
    }

    void read_words(TitleForm const& form, TitleReading& reading) const
    {
        KnownTitle const* const known = dictionary.find(form.joined);
        if (known == nullptr) { return; }
        if (known->role != NameRole::none) {
            reading.role = form.number == 0 ? known->role : NameRole::none;
        } else if (may_have_number(known->field, form.number)) {
            settle(reading, known->field, known->grade, TitleReading::Match::words);
        }
    }

    /// The longest run of words that is a known title, all others around it being qualifying ones.
    void read_qualified(TitleForm const& form, TitleReading& reading) const
    {
        std::size_t const count = form.words.size();
        if (count > most_words) { return; }
        for (std::size_t length = count; length > 0 && reading.field.empty(); --length) {
            for (std::size_t first = 0; first + length <= count && reading.field.empty(); ++first) {
                Span const span{first, first + length};
                KnownTitle const* const known = dictionary.find(joined_words(form, span));
                if (known == nullptr || known->role != NameRole::none || !may_have_number(known->field, form.number)) { continue; }
                Grade const grade = std::min(known->grade, grade_around(dictionary, form, span, *target.find(known->field)));
                if (grade != Grade::none) { settle(reading, known->field, grade, TitleReading::Match::qualified); }
            }
        }
    }

    /// A field of one value may be the first of several columns (Address 1), never a later one.
    bool may_have_number(std::string_view field, int number) const { return number <= 1 || target.find(field)->arity == Arity::many; }

    void settle(TitleReading& reading, std::string_view field, Grade grade, TitleReading::Match match) const
    {
        reading.field = field;
        reading.grade = grade;
        reading.match = match;
        take_rule(reading, *target.find(field));
    }
};

TitleReader::TitleReader(Target const& target, std::span<AttributeField const> attributes)
{
    auto state = std::make_unique<State>(State{target, dictionary_of(target), {attributes.begin(), attributes.end()}});
    for (std::size_t i = 0; i < state->attributes.size(); ++i) {
        TitleForm const form = TitleForm::of(state->attributes[i].name);
        if (!form.joined.empty()) { state->attributes_by_form[form.joined + std::to_string(form.number)].push_back(i); }
    }
    state_ = std::move(state);
}

TitleReader::TitleReader(TitleReader&&) noexcept = default;
TitleReader& TitleReader::operator=(TitleReader&&) noexcept = default;
TitleReader::~TitleReader() = default;

TitleReading TitleReader::read(std::string_view title) const
{
    TitleReading reading;
    std::string const plain = without_hints(title, reading);
    TitleForm const form = TitleForm::of(plain);
    if (text::is_blank(title)) { reading.subject = TitleReading::Subject::none; }
    if (state_->dictionary.is_foreign(form)) { reading.subject = TitleReading::Subject::foreign; }
    state_->read_exact(plain, form, reading);
    if (reading.field.empty()) { state_->read_attribute(title, TitleForm::of(title), reading); }
    if (reading.field.empty()) { state_->read_words(form, reading); }
    if (reading.field.empty() && reading.role == NameRole::none) { state_->read_qualified(form, reading); }
    return reading;
}

std::vector<TitleReading> TitleReader::read_all(std::vector<std::string_view> const& titles) const
{
    std::vector<TitleReading> readings;
    enum class Neighbour : std::uint8_t { none, english, other };
    Neighbour first_name{Neighbour::none};
    bool last_name{};
    for (std::string_view const title : titles) {
        TitleReading const& reading = readings.emplace_back(read(title));
        if (reading.field == "firstName") {
            first_name = is_english_first_name(TitleForm::of(title).joined) ? Neighbour::english : Neighbour::other;
        }
        last_name = last_name || reading.field == "lastName";
    }
    auto const settle = [this](TitleReading& reading, std::string_view field, Grade grade) {
        state_->settle(reading, field, grade, TitleReading::Match::words);
    };
    for (TitleReading& reading : readings) {
        if (reading.role == NameRole::none || state_->target.find("firstName") == nullptr) { continue; }
        if (reading.role != NameRole::family && last_name && first_name == Neighbour::none) {
            settle(reading, "firstName", Grade::certain);
        } else if (reading.role != NameRole::given && first_name != Neighbour::none && !last_name) {
            bool const clear = reading.role == NameRole::family || first_name == Neighbour::other;
            settle(reading, "lastName", clear ? Grade::certain : Grade::likely);
        } else if (reading.role == NameRole::given && first_name == Neighbour::none) {
            settle(reading, "firstName", Grade::likely);
        }
    }
    return readings;
}

} // namespace muster
