#include "mapping/suggestion.hpp"

#include "mapping/suggestion_rows.hpp"
#include "mapping/suggestion_words.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace muster {
namespace {

std::vector<AttributeField> const no_attributes{};

std::vector<Suggestion> suggest(Texts const& titles, std::vector<Texts> const& rows,
                                std::vector<AttributeField> const& attributes = no_attributes)
{
    Reading const reading = reading_of(titles);
    ColumnStudy study{person_target(), reading, attributes, today};
    RowBatch batch;
    for (Texts const& row : rows) { add_row(batch, row); }
    study.add(batch);
    return study.suggestions();
}

/// One column by itself.
Suggestion suggest_column(std::string const& title, Texts const& values, std::vector<AttributeField> const& attributes = no_attributes)
{
    std::vector<Texts> rows;
    for (std::string const& value : values) { rows.push_back({value}); }
    return suggest({title}, rows, attributes).front();
}

/// Values as they usually are in a column of that field.
Texts typical(std::string_view field)
{
    static std::map<std::string_view, Texts> const values{
        {"externalId", {"C-1001", "C-1002", "C-1003"}},
        {"firstName", {"Ana", "Željko", "花子"}},
        {"lastName", {"Horvat", "Müller", "山田"}},
        {"middleName", {"Maria", "J.", "Lee"}},
        {"nickName", {"Jojo", "Mimi", "Max"}},
        {"address", {"Ilica 1", "Hauptstraße 5", "5 Main St"}},
        {"city", {"Zagreb", "Berlin", "東京"}},
        {"country", {"HR", "Germany", "日本"}},
        {"gender", {"M", "female", "F"}},
        {"birthDate", {"1990-02-14", "1985-12-01", "2001-07-30"}},
        {"preferredLanguage", {"hr", "de-AT", "en"}},
        {"profilePicture", {"https://example.com/a.jpg", "http://example.com/b", "https://example.com/c.png"}},
        {"type", {"LEAD", "customer", "lead"}},
        {"phone", {"+385 91 234 5678", "0049 30 901820", "+1 202-555-0123"}},
        {"email", {"ana@example.com", "zeljko@example.hr", "hanako@example.jp"}},
        {"tags", {"VIP", "newsletter", "VIP"}},
    };
    auto const found = values.find(field);
    return found == values.end() ? Texts{"x", "y", "z"} : found->second;
}

std::string said(Suggestion const& suggestion) { return std::string{name_of(suggestion.grade)} + " " + suggestion.field; }

struct TitleCase {
    std::string_view field;
    std::string_view grade;
    Texts titles;
};

void expect_titles(std::vector<TitleCase> const& cases)
{
    for (TitleCase const& one : cases) {
        for (std::string const& title : one.titles) {
            Suggestion const suggestion = suggest_column(title, typical(one.field));
            EXPECT_EQ(said(suggestion), std::string{one.grade} + " " + std::string{one.field}) << title << ": " << suggestion.evidence;
        }
    }
}

TEST(Suggestion, KnowsTitlesInWhateverSpelling)
{
    expect_titles({
        {"externalId", "certain", {"externalId", "external_id", "External ID", "EXTERNAL-ID", "External person ID", "externalid"}},
        {"firstName",
         "certain",
         {"firstName", "First Name", "FIRST_NAME", "first-name", "First  name:", "FNAME", "Given name", "first.name", "First Name *"}},
        {"lastName", "certain", {"lastName", "last_name", "LAST NAME", "Surname", "family name", "LNAME"}},
        {"email",
         "certain",
         {"email", "E-mail", "e_mail", "Email Address", "E-Mail Address:", "eMail", "EMAILADDRESS", "Ｅ－ｍａｉｌ", "e-mail (required)"}},
        {"phone",
         "certain",
         {"phone", "Phone Number", "Tel.", "Mobile", "mobilePhone", "CELL_PHONE", "Phone No.", "MSISDN", "Phone 2", "phone2",
          "Telephone (home)", "Mobile number (incl. country code)", "Tel. mobil"}},
        {"birthDate",
         "certain",
         {"birthDate", "Birth date", "Date of birth", "DOB", "D.O.B.", "Birthday", "date_of_birth", "Date of birth (YYYY-MM-DD)",
          "Geburtsdatum (TT.MM.JJJJ)", "Date of birth dd/mm/yyyy"}},
        {"tags", "certain", {"tags", "Tag", "TAGS"}},
        {"type", "certain", {"type", "Person type", "person_type"}},
        {"preferredLanguage", "certain", {"preferredLanguage", "Language", "lang", "Preferred language"}},
        {"profilePicture", "certain", {"profilePicture", "Profile picture", "avatar_url"}},
        {"country", "certain", {"country", "Country/Region", "Country / Territory", "Home Country", "Billing Country"}},
        {"city", "certain", {"city", "City/Town", "town", "Home City", "mailing_city", "Billing City"}},
        {"address", "certain", {"address", "Street Address", "Address 1", "Address line 1", "Billing address"}},
    });
}

TEST(Suggestion, KnowsTitlesInManyLanguages)
{
    expect_titles({
        {"email",
         "certain",
         {"E-Mail-Adresse",
          "e-pošta",
          "E-posta",
          "epošta",
          "adresa e-pošte",
          "e-poštni naslov",
          "Courriel",
          "Adresse e-mail",
          "Correo electrónico",
          "CORREO ELECTRONICO",
          "Endereço de e-mail",
          "Posta elettronica",
          "indirizzo email",
          "E-mailadres",
          "Adres e-mail",
          "E-mailová adresa",
          "E-mail cím",
          "Adresă de e-mail",
          "E-postadress",
          "E-mailadresse",
          "Sähköpostiosoite",
          "E-posta adresi",
          "Διεύθυνση email",
          "Электронная почта",
          "эл. почта",
          "Електронна пошта",
          "メールアドレス",
          "Ｅメール",
          "ﾒｰﾙｱﾄﾞﾚｽ",
          "邮箱",
          "电子邮件地址",
          "電子郵件",
          "이메일",
          "البريد الإلكتروني",
          "דוא\"ל",
          "Alamat email",
          "Địa chỉ email",
          "อีเมล"}},
        {"phone",
         "certain",
         {"Telefon",
          "Telefonnummer",
          "Handy-Nr.",
          "Broj telefona",
          "MOBITEL",
          "Broj mobitela",
          "Телефон",
          "Telefonska številka",
          "Téléphone",
          "N° de téléphone",
          "Téléphone portable",
          "Teléfono",
          "TELEFONO MOVIL",
          "Celular",
          "Telemóvel",
          "Número de telefone",
          "Cellulare",
          "Telefoonnummer",
          "Numer telefonu",
          "Telefonní číslo",
          "Telefónne číslo",
          "Telefonszám",
          "Număr de telefon",
          "Mobilnummer",
          "Tlf.",
          "Puhelinnumero",
          "Cep telefonu",
          "Τηλέφωνο",
          "Номер телефона",
          "Номер телефону",
          "電話番号",
          "携帯電話",
          "手机号码",
          "電話",
          "휴대폰 번호",
          "رقم الهاتف",
          "טלפון נייד",
          "Nomor telepon",
          "Số điện thoại",
          "เบอร์โทรศัพท์"}},
        {"firstName",
         "certain",
         {"Vorname", "Prénom", "PRENOM", "Voornaam", "Imię", "Imie", "Křestní jméno", "Keresztnév", "Prenume", "Förnamn", "Fornavn",
          "Etunimi", "ファーストネーム", "名", "الاسم الأول", "שם פרטי", "Nama depan"}},
        {"lastName", "certain", {"Nachname",   "Prezime",  "Priimek",     "Nom de famille", "Apellidos",  "Sobrenome", "Cognome",
                                 "Achternaam", "Nazwisko", "Příjmení",    "Priezvisko",     "Vezetéknév", "Efternamn", "Efternavn",
                                 "Etternavn",  "Sukunimi", "Soyadı",      "SOYADI",         "Επώνυμο",    "Фамилия",   "Прізвище",
                                 "姓",         "성",       "اسم العائلة", "שם משפחה",       "Họ",         "นามสกุล"}},
        {"birthDate", "certain", {"Geburtsdatum",        "Datum rođenja",      "DATUM RODJENJA",  "Datum rojstva", "Date de naissance",
                                  "Fecha de nacimiento", "Data de nascimento", "Data di nascita", "Geboortedatum", "Data urodzenia",
                                  "Datum narození",      "Születési dátum",    "Data nașterii",   "Data nasterii", "Födelsedatum",
                                  "Fødselsdato",         "Syntymäaika",        "Doğum tarihi",    "DOĞUM TARİHİ",  "Ημερομηνία γέννησης",
                                  "Дата рождения",       "生年月日",           "出生日期",        "생년월일",      "تاريخ الميلاد",
                                  "תאריך לידה",          "Ngày sinh"}},
        {"city",
         "certain",
         {"Ort", "Stadt", "Grad", "Mjesto", "Ville", "Ciudad", "Cidade", "Città", "Plaats", "Miasto", "Město", "Város", "Oraș", "Şehir",
          "Город", "城市", "도시"}},
        {"country",
         "certain",
         {"Land", "Država", "Drzava", "Pays", "País", "Pais", "Paese", "Państwo", "Ország", "Țara", "Ülke", "Χώρα", "Страна", "国", "國家",
          "국가"}},
        {"gender",
         "certain",
         {"Geschlecht", "Spol", "Sexe", "Sexo", "Género", "Sesso", "Geslacht", "Płeć", "Pohlaví", "Kön", "Cinsiyet", "Пол", "性別", "性别",
          "성별"}},
        {"address",
         "certain",
         {"Adresse", "Anschrift", "Adresa", "Dirección", "Endereço", "Indirizzo", "Adres", "Lakcím", "Διεύθυνση", "Адрес", "住所", "地址",
          "주소"}},
        {"externalId",
         "likely",
         {"Kundennummer", "Kunden-Nr.", "Broj kupca", "N° client", "Código de cliente", "顧客番号", "客户编号", "Код клиента"}},
    });
}

TEST(Suggestion, KnowsEveryWordOfItsTables)
{
    std::size_t words = 0;
    for (TitleWords const& entry : title_words(person_target())) {
        if (entry.role != NameRole::none) { continue; }
        for (std::size_t start = 0; start < entry.words.size();) {
            std::size_t const end = std::min(entry.words.find(';', start), entry.words.size());
            std::string const title{entry.words.substr(start, end - start)};
            Suggestion const suggestion = suggest_column(title, typical(entry.field));
            EXPECT_EQ(said(suggestion), std::string{name_of(entry.grade)} + " " + std::string{entry.field})
                << title << ": " << suggestion.evidence;
            start = end + 1;
            ++words;
        }
    }
    EXPECT_GT(words, 1'000U);
}

TEST(Suggestion, IsNotCertainOfTitlesThatMeanManyThings)
{
    struct Case {
        std::string title;
        Texts values;
        std::string_view expected;
    };
    std::vector<Case> const cases{
        {"ID", {"1", "2", "3"}, "likely externalId"},
        {"Customer ID", {"1", "2", "3"}, "likely externalId"},
        {"Name", {"Ana Horvat", "Max Müller"}, "none "},
        {"Name", {"Ana", "Max"}, "none "},
        {"Full name", {"Ana Horvat", "Max Müller"}, "none "},
        {"Contact name", {"Ana Horvat", "Max Müller"}, "none "},
        {"Company name", {"ACME", "Globex"}, "none "},
        {"Ime", {"Ana", "Ivo"}, "likely firstName"},
        {"Ime", {"Ana Horvat", "Ivo Ivić"}, "none "},
        {"Number", {"1", "2"}, "none "},
        {"Title", {"Dr.", "Ms."}, "none "},
        {"State", {"CA", "NY"}, "none "},
        {"Date", {"2024-01-05", "2024-02-06", "2024-03-07"}, "none "},
        {"Created", {"2024-01-05", "2024-02-06", "2024-03-07"}, "none "},
        {"Phone Type", {"mobile", "home"}, "none "},
        {"Phone 1 - Type", {"mobile", "home"}, "none "},
        {"E-mail 1 - Type", {"* Home", "Work"}, "none "},
        {"Email opt-in", {"yes", "no"}, "none "},
        {"Email Opt In", {"TRUE", "FALSE"}, "none "},
        {"email_verified", {"1", "0"}, "none "},
        {"Accepts Email Marketing", {"yes", "no"}, "none "},
        {"City of birth", {"Zagreb", "Split"}, "none "},
        {"Country of birth", {"HR", "DE"}, "none "},
        {"Address 2", {"Floor 5", "Door 3"}, "none "},
        {"City 2", {"Zagreb", "Split"}, "none "},
        {"Fax", {"+385 1 234 5678", "+385 1 234 5679", "+385 1 234 5670"}, "none "},
        {"Owner email", {"rep@example.com", "rep@example.com"}, "none "},
        {"Assistant's Phone", {"+385 1 234 5678", "+385 1 234 5679"}, "none "},
        {"Company phone", {"+385 1 234 5678", "+385 1 234 5679"}, "likely phone"},
        {"Country code", {"HR", "DE"}, "likely country"},
        {"Country code", {"385", "49"}, "none "},
        {"Street", {"Ilica 1", "Vlaška 2"}, "likely address"},
        {"Shipping City", {"Zagreb", "Split"}, "likely city"},
        {"Type", {"Business", "Private"}, "none "},
        {"Language", {"English", "German", "Croatian"}, "none "},
        {"Phonetic First Name", {"hanako", "taro"}, "none "},
        {"Mobile Phone Country Code", {"385", "49"}, "none "},
        {"Last modified", {"2024-01-05", "2024-01-06"}, "none "},
        {"Notes", {"call back", "likes tea"}, "none "},
    };
    for (Case const& one : cases) {
        Suggestion const suggestion = suggest_column(one.title, one.values);
        EXPECT_EQ(said(suggestion), one.expected) << one.title << ": " << suggestion.evidence;
        EXPECT_FALSE(suggestion.evidence.empty()) << one.title;
    }
}

TEST(Suggestion, ReadsNamesByTheirNeighbours)
{
    struct Case {
        Texts titles;
        std::string_view expected;
    };
    std::vector<Case> const cases{
        {{"Ime", "Prezime"}, "certain firstName, certain lastName"},
        {{"Nombre", "Apellidos"}, "certain firstName, certain lastName"},
        {{"Nome", "Cognome"}, "certain firstName, certain lastName"},
        {{"Jméno", "Příjmení"}, "certain firstName, certain lastName"},
        {{"Фамилия", "Имя", "Отчество"}, "certain lastName, certain firstName, certain middleName"},
        {{"Ad", "Soyad"}, "certain firstName, certain lastName"},
        {{"Name", "Surname"}, "certain firstName, certain lastName"},
        {{"Prénom", "Nom"}, "certain firstName, certain lastName"},
        {{"Vorname", "Name"}, "certain firstName, certain lastName"},
        {{"First name", "Name"}, "certain firstName, likely lastName"},
        {{"Name", "First Name", "Last Name"}, "none , certain firstName, certain lastName"},
        {{"Họ", "Tên"}, "certain lastName, certain firstName"},
        {{"姓", "名"}, "certain lastName, certain firstName"},
        {{"姓名"}, "none "},
        {{"氏名"}, "none "},
    };
    for (Case const& one : cases) {
        std::string result;
        for (Suggestion const& suggestion : suggest(one.titles, {Texts(one.titles.size(), "Ana"), Texts(one.titles.size(), "Marko")})) {
            result += (result.empty() ? "" : ", ") + said(suggestion);
        }
        EXPECT_EQ(result, one.expected) << one.titles.front();
    }
}

TEST(Suggestion, ValuesConfirmOrRefuteTheTitle)
{
    struct Case {
        std::string title;
        Texts values;
        std::string_view expected;
        std::string_view evidence;
    };
    std::vector<Case> const cases{
        {"Email",
         {"a@example.com", "b@example.com", "none"},
         "certain email",
         "the title says e-mail, and 2 of 3 values are e-mail addresses"},
        {"Email",
         {"a@example.com", "none", "unknown"},
         "likely email",
         "the title says e-mail, but only 1 of 3 values are e-mail addresses"},
        {"Email", {"yes", "no"}, "none ", "the title says e-mail, but 0 of 2 values are e-mail addresses"},
        {"Email", {"", ""}, "likely email", "the title says e-mail, and the column is empty"},
        {"Phone", {"", ""}, "likely phone", "the title says phone, and the column is empty"},
        {"externalId", {"", ""}, "likely externalId", "the title says external id, and the column is empty"},
        {"Birthday", {"", ""}, "likely birthDate", "the title says birth date, and the column is empty"},
        {"City", {"", ""}, "certain city", "the title says city, and the column is empty"},
        {"externalId", Texts(20, "same"), "likely externalId",
         "the title says external id, but among 20 values there are only 1 different ones"},
        {"Gender", {"m", "f", "F", "male"}, "certain gender", "the title says gender, and 4 of 4 values are male, female, m or f"},
        {"Gender", {"m", "w", "w", "m"}, "likely gender", "the title says gender, but only 2 of 4 values are male, female, m or f"},
        {"First name", {"1", "2", "3"}, "none ", ""},
        {"Phone", {"a@example.com", "b@example.com"}, "likely email", "2 of 2 values are e-mail addresses"},
        {"", {"a@example.com", "b@example.com"}, "likely email", "2 of 2 values are e-mail addresses"},
        {"Kontaktweg", {"+385 91 234 5678", "+49 30 901820"}, "likely phone", "2 of 2 values are phone numbers with a country code"},
        {"", {"385912345678", "4930901820", "12025550123"}, "likely phone", ""},
        {"Account number", {"385912345678", "4930901820", "12025550123"}, "none ", ""},
        {"", {"m", "f", "f"}, "likely gender", ""},
        {"", {"m", "m", "m"}, "none ", ""},
        {"", {"lead", "customer", "LEAD"}, "likely type", ""},
        {"", {"Croatia", "Germany", "日本"}, "likely country", ""},
        {"", {"CA", "DE", "IN"}, "none ", ""},
        {"", {"14.02.1990", "01.12.1985", "30.07.2001"}, "likely birthDate", ""},
        {"", {"", ""}, "none ", ""},
    };
    for (Case const& one : cases) {
        Suggestion const suggestion = suggest_column(one.title, one.values);
        EXPECT_EQ(said(suggestion), one.expected) << one.title << ": " << suggestion.evidence;
        if (!one.evidence.empty()) { EXPECT_EQ(suggestion.evidence, one.evidence); }
    }
}

TEST(Suggestion, KnowsCustomAttributesByName)
{
    std::vector<AttributeField> const attributes{
        {{first_attribute + 1}, "Loyalty points", AttributeType::integer}, {{first_attribute + 2}, "Member since", AttributeType::date},
        {{first_attribute + 3}, "Opt-in", AttributeType::boolean},         {{first_attribute + 4}, "Mobile", AttributeType::string},
        {{first_attribute + 5}, "Ratio", AttributeType::decimal},          {{first_attribute + 6}, "ratio!", AttributeType::string},
    };
    struct Case {
        std::string title;
        Texts values;
        std::string_view expected;
    };
    std::vector<Case> const cases{
        {"Loyalty points", {"1", "20"}, "certain Loyalty points"},
        {"LOYALTY_POINTS", {"1", "20"}, "certain Loyalty points"},
        {"loyaltyPoints", {"many", "few"}, "none "},
        {"Loyalty points", {"1", "2", "few"}, "likely Loyalty points"},
        {"Loyalty points", {""}, "certain Loyalty points"},
        {"Member since", {"14.02.2020", "03.04.2021"}, "certain Member since"},
        {"Member since", {"01.02.2020", "03.04.2021"}, "likely Member since"},
        {"opt in", {"yes", "no", "1"}, "certain Opt-in"},
        {"mobile", {"iPhone", "Pixel"}, "certain Mobile"},
        {"Ratio", {"1.5", "2"}, "certain Ratio"},
        {"RATIO?", {"1.5", "2"}, "likely Ratio"},
    };
    for (Case const& one : cases) {
        Suggestion const suggestion = suggest_column(one.title, one.values, attributes);
        EXPECT_EQ(said(suggestion), one.expected) << one.title << ": " << suggestion.evidence;
    }
}

TEST(Suggestion, GivesAFieldOfOneValueToOneColumn)
{
    std::vector<Suggestion> const columns =
        suggest({"Home City", "City", "Town", "Email", "E-mail 2"},
                {{"", "Zagreb", "Split", "a@example.com", "b@example.com"}, {"", "Berlin", "Bonn", "c@example.com", "d@example.com"}});
    EXPECT_EQ(said(columns[0]), "none ");
    EXPECT_EQ(columns[0].evidence, "city is proposed for the column City");
    EXPECT_EQ(said(columns[1]), "certain city");
    EXPECT_EQ(said(columns[2]), "none ");
    EXPECT_EQ(said(columns[3]), "certain email");
    EXPECT_EQ(said(columns[4]), "certain email");
    for (std::size_t i = 0; i < columns.size(); ++i) { EXPECT_EQ(columns[i].column, i); }
}

TEST(Contents, AreWhatNineTenthsOfTheValuesLookLike)
{
    std::vector<std::pair<Texts, std::string_view>> const columns{
        {{"", " "}, "nothing"},
        {{"Ana", "Željko", "12"}, "text"},
        {{"1200", "-3.5", "1.234,50"}, "number"},
        {{"0", "7", "12345678"}, "number"},
        {{"2024-05-06", "1990-02-14"}, "date"},
        {{"+385 91 234 5678", "0049 30 901820"}, "phone"},
        {{"385912345678", "12025550123"}, "phone"},
        {{"091 234 5678", "01/4567-890"}, "phone"},
        {{"ana@example.com", "zeljko@example.hr"}, "email"},
        {{"https://example.com/a", "http://example.com/b.png"}, "webAddress"},
        {{"ana@example.com", "none", "-"}, "text"},
    };
    for (auto const& [values, expected] : columns) {
        EXPECT_EQ(name_of(suggest_column("Column", values).contents), expected) << values.front();
        EXPECT_EQ(name_of(suggest_column("Email", values).contents), expected) << "whatever the title: " << values.front();
    }
    std::vector<Suggestion> const twice = suggest({"Email", "E-mail"}, {{"a@example.com", "b"}, {"c@example.com", "d"}});
    EXPECT_EQ(twice[0].contents, ContentKind::email);
    EXPECT_EQ(twice[1].contents, ContentKind::text);
}

} // namespace
} // namespace muster
