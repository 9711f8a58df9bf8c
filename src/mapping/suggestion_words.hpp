#pragma once

#include "mapping/suggestion.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace muster {

/// What titles of columns say, in the languages and systems that people's files come from. Tables only; suggestion_title.hpp reads them.

/// How a word for "name" is meant, which only the neighbours can tell.
enum class NameRole : std::uint8_t {
    none,
    given,  ///< Nombre, Ime, Имя: the first name where another column is the last name
    family, ///< Nom, Nume, Naam: the last name where another column is the first name
    either, ///< Name, Navn: whichever of the two is missing
};

struct TitleWords {
    std::string_view field{}; ///< the field's API name; empty where `role` decides
    Grade grade{Grade::none}; ///< how sure the words alone are
    std::string_view words{}; ///< titles, separated by ';', in any spelling: they are normalised as titles are
    NameRole role{NameRole::none};
};
std::span<TitleWords const> title_words(Target const& target);

/// Where a qualifying word beside a field's own may stand without changing what the column is: "Customer e-mail", "Home City".
enum class QualifierUse : std::uint8_t {
    anything, ///< customer, contact, primary: of every field
    reach,    ///< home, work, other: of phones and e-mails
    place,    ///< home, mailing: of address, city and country
    doubtful, ///< company, shipping: the field, but maybe of somebody else
};
struct QualifierWords {
    QualifierUse use{};
    std::string_view words{};
};
std::span<QualifierWords const> qualifier_words();

/// Words in a title that speak of somebody or something else than the row's person (owner, assistant, fax): contents alone prove nothing.
std::string_view foreign_words();

} // namespace muster
