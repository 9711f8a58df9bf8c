#include "reading/encoding_letters.hpp"

#include <array>

namespace muster {

namespace {

constexpr auto known_alphabets = std::to_array<Alphabet>({
    {"de", "üöäß"},
    {"fr", "éèçêâôëîàïûùœÿæü"},
    {"es", "íáéóñúü"},
    {"pt", "ãçáéíóêõâúôàü"},
    {"it", "àèùòìé"},
    {"nl", "ëéïèöüó"},
    {"sv", "åöäé"},
    {"da", "øæåé"},
    {"fi", "äöåšž"},
    {"is", "áðíéóúþöæý"},
    {"en", "éïèñöü"},
    {"hr", "ćčšžđ"},
    {"pl", "łąęóśżćńź"},
    {"cs", "áíěřéýčšžůúňťďóö"},
    {"sk", "áíéýčšžľúňťďôóäĺŕ"},
    {"hu", "áéöóőíüúű"},
    {"ro", "ăâîșțşţ"},
    {"tr", "ıişöüğç"},
    {"lt", "šėžčųįūęą"},
    {"lv", "āēīšņģļžčūķ"},
    {"et", "äõöüšž"},
    {"ru", "аоеинвсрлктмдуяпйьгчбызшюхцщжфэёъ"},
    {"uk", "оаиенівртслкмдуяпйьгчбзшюхцщжєїфґё'"},
    {"bg", "аоиентврслкдмпугбзяъчйцжщхшьюф"},
    {"sr", "аиоенврјскдтмлпучбгзшћђжхцљњфџ"},
    {"el", "αοισςητενρκλπμυδόίγθήάέωύώβφχξψζϊϋΐΰ"},
    {"he", "יולהמארנבתשדקכםחפצגזעטסןךץף"},
    {"ar", "اليمنرسبدحعهتوفقكطشخجزصةضغثظذأىءئإؤآ"},
});

/// Windows' code pages are what exports use today; ISO's are old Unix and web exports, Apple's and DOS's older still.
constexpr auto known_encodings = std::to_array<ByteEncoding>({
    {"windows-1252", "de fr es pt it nl sv da fi is en et", 0},
    {"windows-1250", "hr pl cs sk hu ro de", 0.5},
    {"windows-1251", "ru uk bg sr", 0.5},
    {"windows-1253", "el", 0.5},
    {"windows-1254", "tr de", 1},
    {"windows-1255", "he", 1},
    {"windows-1256", "ar", 1},
    {"windows-1257", "lt lv et", 1.5},
    {"ISO-8859-15", "de fr es pt it nl sv da fi et", 1.5},
    {"ISO-8859-2", "hr pl cs sk hu ro", 1},
    {"ISO-8859-5", "ru uk bg sr", 2},
    {"ISO-8859-6", "ar", 2},
    {"ISO-8859-7", "el", 1},
    {"ISO-8859-8", "he", 2},
    {"ISO-8859-9", "tr", 2},
    {"ISO-8859-13", "lt lv et", 2},
    {"KOI8-R", "ru bg", 1},
    {"KOI8-U", "ru uk", 1.5},
    {"macintosh", "de fr es pt it nl sv da en", 3},
    {"x-mac-centraleurroman", "pl cs sk hu", 5},
    {"x-mac-cyrillic", "ru uk bg sr", 4},
    {"IBM850", "de fr es pt it sv da", 5},
    {"IBM852", "hr pl cs sk hu", 5},
    {"IBM866", "ru bg", 4},
});

} // namespace

std::span<Alphabet const> alphabets() { return known_alphabets; }
std::span<ByteEncoding const> byte_encodings() { return known_encodings; }

} // namespace muster
