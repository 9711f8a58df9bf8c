#pragma once

#include "mapping/date_format.hpp"
#include "mapping/suggestion.hpp"
#include "mapping/suggestion_words.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// A title brought to the form in which titles are compared: lower case, without accents and punctuation, words apart ("firstName",
/// "FIRST_NAME" and "First name" are the words first, name).
struct TitleForm {
    std::vector<std::string> words{}; ///< without the numbers
    std::string joined{};             ///< the words without anything between them
    int number{};                     ///< the last number in the title: Phone 2; 0 when there is none
    static TitleForm of(std::string_view title);
};

/// What a column's title alone says.
struct TitleReading {
    enum class Match : std::uint8_t { none, qualified, words, exact };
    std::string field{}; ///< API name or attribute name; empty when the title says nothing that is known
    Grade grade{Grade::none};
    Match match{Match::none};
    FieldKind kind{FieldKind::text};
    Arity arity{Arity::one};
    std::uint32_t limit{};
    enum class Source : std::uint8_t { standard, attribute } source{Source::standard};
    NameRole role{NameRole::none};
    std::string delimiter{};                 ///< named by the title: Tags (|)
    std::optional<DateFormat> date_format{}; ///< named by the title: Birthday (DD/MM/YYYY)
    /// Whom a title speaks of: the row's person, somebody or something else (see foreign_words()), or nobody, being empty.
    enum class Subject : std::uint8_t { person, foreign, none } subject{Subject::person};
};

/// Reads titles. Immutable; safe from any thread. Precedence: a field's API name as it stands (and what exports of ours add to it: a
/// number, a tag delimiter), a custom attribute's name, the known words, the known words with qualifying ones beside them.
class TitleReader {
public:
    TitleReader(Target const& target, std::span<AttributeField const> attributes);
    TitleReader(TitleReader&&) noexcept;
    TitleReader& operator=(TitleReader&&) noexcept;
    ~TitleReader();
    TitleReading read(std::string_view title) const;
    /// All titles of a file: words for "name" are settled by their neighbours.
    std::vector<TitleReading> read_all(std::vector<std::string_view> const& titles) const;

private:
    struct State;
    std::unique_ptr<State const> state_;
};

} // namespace muster
