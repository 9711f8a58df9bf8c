#include "reading/layout/title_words.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace muster {

namespace {

/// Folded words. In order of language: English and what all exports share; Croatian, Serbian, Slovene; German; Dutch, Scandinavian;
/// French; Spanish, Portuguese; Italian, Romanian; Polish; Czech, Slovak; Hungarian; Turkish; Russian, Ukrainian, Bulgarian; Greek.
constexpr auto words = std::to_array<std::string_view>({
    "name",         "names",         "first",      "firstname",     "last",        "lastname",   "middle",       "surname",
    "forename",     "given",         "givenname",  "family",        "fullname",    "nick",       "nickname",     "title",
    "salutation",   "prefix",        "suffix",     "email",         "mail",        "emails",     "phone",        "phones",
    "telephone",    "tel",           "mobile",     "cell",          "cellphone",   "fax",        "msisdn",       "whatsapp",
    "address",      "street",        "city",       "town",          "zip",         "zipcode",    "postcode",     "postal",
    "country",      "state",         "province",   "region",        "county",      "birth",      "birthday",     "birthdate",
    "dob",          "date",          "time",       "year",          "month",       "age",        "gender",       "sex",
    "id",           "uuid",          "guid",       "key",           "code",        "number",     "no",           "nr",
    "num",          "count",         "qty",        "quantity",      "amount",      "price",      "total",        "company",
    "organisation", "organization",  "employer",   "department",    "job",         "role",       "position",     "notes",
    "note",         "comment",       "comments",   "remarks",       "description", "tag",        "tags",         "category",
    "group",        "type",          "kind",       "status",        "language",    "lang",       "locale",       "url",
    "website",      "web",           "homepage",   "picture",       "photo",       "image",      "avatar",       "username",
    "login",        "user",          "customer",   "customerid",    "userid",      "externalid", "personid",     "contact",
    "person",       "created",       "updated",    "latitude",      "longitude",   "lat",        "lon",          "lng",
    "value",        "product",       "currency",   "source",        "timezone",    "newsletter", "consent",      "ime",
    "prezime",      "adresa",        "ulica",      "grad",          "mjesto",      "mesto",      "država",       "drzava",
    "zemlja",       "telefon",       "mobitel",    "spol",          "pol",         "datum",      "rođenja",      "rodenja",
    "rodjenja",     "datumrodjenja", "jezik",      "oib",           "napomena",    "oznake",     "tvrtka",       "broj",
    "šifra",        "pošta",         "županija",   "priimek",       "naslov",      "država",     "kraj",         "vorname",
    "nachname",     "familienname",  "anrede",     "titel",         "straße",      "strasse",    "ort",          "stadt",
    "plz",          "postleitzahl",  "land",       "handy",         "mobil",       "rufnummer",  "geburtsdatum", "geburtstag",
    "geschlecht",   "sprache",       "nummer",     "kundennummer",  "bemerkung",   "firma",      "adresse",      "anschrift",
    "wert",         "voornaam",      "achternaam", "geboortedatum", "geslacht",    "plaats",     "naam",         "fornavn",
    "efternavn",    "etternavn",     "förnamn",    "efternamn",     "namn",        "navn",       "etunimi",      "sukunimi",
    "nom",          "prénom",        "prenom",     "adresse",       "rue",         "ville",      "pays",         "téléphone",
    "portable",     "naissance",     "sexe",       "courriel",      "langue",      "civilité",   "nombre",       "nombres",
    "apellido",     "apellidos",     "dirección",  "direccion",     "calle",       "ciudad",     "país",         "pais",
    "teléfono",     "telefono",      "móvil",      "correo",        "fecha",       "nacimiento", "sexo",         "nome",
    "sobrenome",    "apelido",       "endereço",   "endereco",      "rua",         "cidade",     "telefone",     "celular",
    "nascimento",   "gênero",        "genero",     "idioma",        "cognome",     "indirizzo",  "città",        "citta",
    "paese",        "cellulare",     "nascita",    "sesso",         "nume",        "prenume",    "oraș",         "țara",
    "imię",         "imie",          "nazwisko",   "adres",         "miasto",      "telefon",    "urodzenia",    "płeć",
    "plec",         "kod",           "uwagi",      "jméno",         "jmeno",       "příjmení",   "prijmeni",     "meno",
    "priezvisko",   "město",         "země",       "narození",      "pohlaví",     "obec",       "név",          "vezetéknév",
    "keresztnév",   "cím",           "város",      "ország",        "születési",   "nem",        "ad",           "adı",
    "soyad",        "soyadı",        "isim",       "şehir",         "ülke",        "doğum",      "cinsiyet",     "eposta",
});

/// The same for scripts that need no word boundaries to be told: the word is looked for anywhere in a short cell.
constexpr auto parts = std::to_array<std::string_view>({
    "имя",      "фамилия",   "отчество", "адрес",  "город",    "страна",   "телефон",  "почта",    "рождения", "пол",
    "ім'я",     "прізвище",  "місто",    "країна", "фио",      "имейл",    "град",     "όνομα",    "ονομα",    "επώνυμο",
    "επωνυμο",  "διεύθυνση", "πόλη",     "χώρα",   "τηλέφωνο", "τηλεφωνο", "κινητό",   "φύλο",     "γέννησης", "email",
    "氏名",     "名前",      "姓",       "名",     "苗字",     "フリガナ", "ふりがな", "住所",     "電話",     "メール",
    "携帯",     "性別",      "生年月日", "誕生日", "都道府県", "郵便番号", "国",       "市区町村", "番号",     "会員",
    "姓名",     "名字",      "电话",     "手机",   "邮箱",     "电子邮件", "地址",     "城市",     "国家",     "生日",
    "出生日期", "性别",      "公司",     "备注",   "編號",     "電子郵件", "手機",     "地區",     "編号",     "이름",
    "성명",     "전화",      "휴대폰",   "이메일", "주소",     "도시",     "성별",     "생년월일",
});

/// A title has few words; a longer cell is a sentence or an address.
constexpr std::size_t longest_title = 60;
constexpr std::size_t longest_cjk_title = 24;
constexpr std::size_t most_words = 5;

bool separates(char c) { return static_cast<unsigned char>(c) < 0x80 && !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')); }

/// Words of the cell, cut at ASCII characters that are no letters and where a capital follows a small letter.
std::vector<std::string> words_of(std::string_view cell)
{
    std::vector<std::string> found;
    std::string word;
    auto const close = [&] {
        if (!word.empty()) { found.push_back(text::fold(word)); }
        word.clear();
    };
    for (std::size_t at = 0; at < cell.size(); ++at) {
        char const c = cell[at];
        bool const hump = at > 0 && c >= 'A' && c <= 'Z' && cell[at - 1] >= 'a' && cell[at - 1] <= 'z';
        if (separates(c) || hump) { close(); }
        if (!separates(c)) { word.push_back(c); }
    }
    close();
    return found;
}

bool knows(std::string const& word) { return std::find(words.begin(), words.end(), word) != words.end(); }

} // namespace

bool is_title_word(std::string_view cell)
{
    cell = text::trim(cell);
    if (cell.empty() || cell.size() > longest_title || cell.find_first_of("@;|") != std::string_view::npos ||
        cell.find(": ") != std::string_view::npos) {
        return false;
    }
    std::string whole;
    std::vector<std::string> const found = words_of(cell);
    for (std::string const& word : found) { whole += word; }
    if (knows(whole)) { return true; }
    if (found.size() <= most_words && std::any_of(found.begin(), found.end(), knows)) { return true; }
    std::string const folded = text::fold(cell);
    return cell.size() <= longest_title && text::length(cell) <= longest_cjk_title &&
           std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
               return folded == part || (part != "名" && part != "姓" && part != "国" && part != "пол" && part != "град" &&
                                         part != "email" && folded.find(part) != std::string::npos);
           });
}

} // namespace muster
