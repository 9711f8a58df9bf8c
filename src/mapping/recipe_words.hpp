#pragma once

#include "mapping/recipe.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace muster {

/// The words that a recipe has for its choices, the standard one first; one table each for reading and writing.
template <class Choice, std::size_t Count>
using ChoiceWords = std::array<std::pair<std::string_view, Choice>, Count>;

inline constexpr ChoiceWords<ProfileType, 2> person_type_words{{{"LEAD", ProfileType::lead}, {"CUSTOMER", ProfileType::customer}}};
inline constexpr ChoiceWords<OnDuplicate, 2> on_duplicate_words{{{"merge", OnDuplicate::merge}, {"discard", OnDuplicate::discard}}};
inline constexpr ChoiceWords<OnAmbiguous, 2> on_ambiguous_words{{{"reject", OnAmbiguous::reject}, {"merge", OnAmbiguous::merge}}};
inline constexpr ChoiceWords<OnInvalid, 2> on_invalid_words{{{"reject", OnInvalid::reject}, {"drop", OnInvalid::drop}}};
inline constexpr ChoiceWords<OnError, 2> on_error_words{{{"skip", OnError::skip}, {"fail", OnError::fail}}};
inline constexpr ChoiceWords<OnDrift, 2> on_drift_words{{{"apply", OnDrift::apply}, {"stop", OnDrift::stop}}};
inline constexpr ChoiceWords<PhoneRule, 2> phones_words{{{"lenient", PhoneRule::lenient}, {"strict", PhoneRule::strict}}};
inline constexpr ChoiceWords<TagMode, 3> tag_mode_words{
    {{"NONE", TagMode::none}, {"AUTOMATIC", TagMode::automatic}, {"MANUAL", TagMode::manual}}};
inline constexpr ChoiceWords<std::string_view, 2> target_words{{{"PERSON", "person"}, {"COMPANY", "company"}}};
/// What a delimiter may be called, and its one name.
inline constexpr ChoiceWords<std::string_view, 11> delimiter_words{{{"none", "none"},
                                                                    {"comma", "comma"},
                                                                    {"semicolon", "semicolon"},
                                                                    {"pipe", "pipe"},
                                                                    {"tab", "tab"},
                                                                    {"space", "space"},
                                                                    {",", "comma"},
                                                                    {";", "semicolon"},
                                                                    {"|", "pipe"},
                                                                    {"\t", "tab"},
                                                                    {" ", "space"}}};

template <class Choice, std::size_t Count>
std::string_view word_of(ChoiceWords<Choice, Count> const& words, Choice const& choice)
{
    for (auto const& [word, known] : words) {
        if (known == choice) { return word; }
    }
    return {};
}

/// "merge, discard"
template <class Choice, std::size_t Count>
std::string list_of(ChoiceWords<Choice, Count> const& words)
{
    std::string list;
    for (auto const& [word, known] : words) {
        if (word.size() > 1) { list.append(list.empty() ? "" : ", ").append(word); } // signs stand beside their names
    }
    return list;
}

/// A country option in its one spelling: a code of two letters in capitals, or "column". Nothing for anything else.
std::optional<std::string> country_option(std::string_view text);

/// The names of date_formats() for a sentence: "yyyy-MM-dd, dd.MM.yyyy, ..."
std::string date_format_list();

} // namespace muster
