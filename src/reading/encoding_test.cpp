#include "reading/encoding.hpp"

#include "intake/nul_parity.hpp"
#include "reading/reading_test.hpp"
#include "reading/utf8.hpp"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <set>
#include <sstream>

namespace muster {
namespace {

using reading_test::Outcome;
using reading_test::read;
using namespace std::string_literals;

/// People of one language: first names, last names, places, titles; and the encodings their tables come in.
struct People {
    char const* language;
    char const* first;
    char const* last;
    char const* places;
    char const* titles;
    char const* encodings;
};
constexpr People people[] = {
    {"hr", "Željka Žarko Đurđica Krešimir Ana Marko Ivana Luka Šime Dražen Mateja Petra Ante Božidar Nikša Lucija",
     "Horvat Kovačević Babić Marić Jurić Novak Kovačić Vuković Knežević Matić Đurić Perić Šarić Žanić Pavlović Grgić",
     "Zagreb Split Rijeka Osijek Šibenik Zadar Đakovo Čakovec Varaždin Požega Slavonski Brod", "ime;prezime;grad",
     "windows-1250 ISO-8859-2"},
    {"pl", "Łukasz Agnieszka Paweł Michał Małgorzata Zofia Jan Anna Piotr Krzysztof Stanisław Wojciech Grażyna Elżbieta",
     "Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski",
     "Warszawa Kraków Łódź Wrocław Poznań Gdańsk Szczecin Białystok Częstochowa Toruń", "imię;nazwisko;miasto", "windows-1250 ISO-8859-2"},
    {"cs", "Jiří Tomáš Lukáš Eliška Tereza Jan Petr Zdeněk Kateřina Veronika František Růžena",
     "Novák Svoboda Novotný Dvořák Černý Procházka Kučera Veselý Horák Němec Pokorný Růžička",
     "Praha Brno Ostrava Plzeň Liberec Olomouc České Budějovice Hradec Králové Ústí", "jméno;příjmení;město", "windows-1250 ISO-8859-2"},
    {"hu", "László István József János Zoltán Gábor Katalin Erzsébet Ágnes Györgyi Csaba Ödön",
     "Nagy Kovács Tóth Szabó Horváth Varga Kiss Molnár Németh Farkas Szűcs Kőműves",
     "Budapest Debrecen Szeged Miskolc Pécs Győr Nyíregyháza Kecskemét Székesfehérvár", "keresztnév;vezetéknév;város",
     "windows-1250 ISO-8859-2"},
    {"de", "Jürgen Björn Käthe Günther Anna Peter Jörg Ursula Anneliese Thomas Sören Bärbel",
     "Müller Schmidt Schäfer Weiß Groß Köhler Fischer Meyer Krüger Schröder Böhm Voß",
     "München Köln Düsseldorf Nürnberg Berlin Hamburg Lübeck Würzburg Göttingen Bremen", "Vorname;Nachname;Straße",
     "windows-1252 ISO-8859-1 ISO-8859-15 macintosh"},
    {"fr", "François Hélène Jérôme Zoé André Marie Benoît Cécile Gaël Léa Noël Agnès",
     "Lefèvre Müller Dupré Béranger Martin Bernard Gérard Lemaître Desprès Rousseau Faure Maçon",
     "Besançon Orléans Nîmes Béziers Paris Lyon Saint-Étienne Angoulême Évry Châlons", "prénom;nom;ville",
     "windows-1252 ISO-8859-1 ISO-8859-15 macintosh"},
    {"es", "José María Ángel Iñaki Begoña Martín Sofía Andrés Raúl Nuria Jesús Inés",
     "García Martínez López González Rodríguez Fernández Pérez Gómez Núñez Peña Muñoz Ibáñez",
     "Málaga Córdoba Cádiz León Sevilla Madrid Logroño Ávila Cáceres Almería", "nombre;apellido;dirección",
     "windows-1252 ISO-8859-1 macintosh"},
    {"pt", "João António Inês Conceição Luís Sérgio Mônica Patrícia Ana Tomás Márcia Vitória",
     "Gonçalves Simões Araújo Conceição Silva Santos Guimarães Magalhães Brandão Leitão Falcão Sá",
     "São Paulo Brasília Goiânia Belém Maceió Coimbra Évora Guimarães Setúbal Vitória", "nome;sobrenome;endereço",
     "windows-1252 ISO-8859-1 macintosh"},
    {"sv", "Åsa Björn Göran Märta Sven Lars Örjan Kåre Håkan Pär Anna Lena",
     "Ångström Sjöberg Lindström Öberg Åkesson Nilsson Bäckström Grönlund Berg Fält Söderberg Ek",
     "Malmö Göteborg Örebro Västerås Linköping Umeå Gävle Borås Växjö Stockholm", "förnamn;efternamn;ort", "windows-1252 ISO-8859-1"},
    {"da", "Søren Jørgen Kåre Åse Bjørn Mette Lærke Pål Ole Lars Ærtha Inger",
     "Sørensen Jørgensen Østergaard Kjær Møller Nygård Hansen Nielsen Bæk Lærkesen Ås Thøgersen",
     "København Århus Ålborg Næstved Køge Tromsø Ålesund Bodø Bærum Odense", "fornavn;efternavn;adresse", "windows-1252 ISO-8859-1"},
    {"tr", "Ayşe Mehmet Ömer Gülşen Çağla İbrahim Işıl Şükrü Tuğba Emre Yiğit Özge",
     "Yılmaz Kaya Demir Şahin Çelik Yıldız Öztürk Aydın Özdemir Arslan Doğan Kılıç",
     "İstanbul Ankara İzmir Eskişehir Diyarbakır Şanlıurfa Muğla Kütahya Çorum Iğdır", "ad;soyad;şehir", "windows-1254 ISO-8859-9"},
    {"ru", "Иван Мария Сергей Ольга Дмитрий Анна Алексей Елена Пётр Наталья Юрий Ксения",
     "Иванов Петрова Сидоров Кузнецова Смирнов Попова Васильев Соколова Михайлов Новикова Щербаков Ёлкин",
     "Москва Санкт-Петербург Казань Екатеринбург Новосибирск Самара Омск Уфа Пермь Тверь", "имя;фамилия;город",
     "windows-1251 KOI8-R ISO-8859-5 IBM866"},
    {"uk", "Олександр Ірина Сергій Наталія Андрій Олена Юлія Євген Їжак Михайло Ганна Тарас",
     "Шевченко Коваленко Бондаренко Ткаченко Кравченко Олійник Мельник Поліщук Іваненко Гнатюк Лисенко Руденко",
     "Київ Львів Харків Одеса Дніпро Запоріжжя Вінниця Чернігів Рівне Суми", "ім'я;прізвище;місто", "windows-1251 KOI8-U"},
    {"el", "Γιώργος Μαρία Δημήτρης Ελένη Νίκος Κατερίνα Κώστας Σοφία Ιωάννης Άννα Παναγιώτης Χρήστος",
     "Παπαδόπουλος Οικονόμου Γεωργίου Δημητρίου Νικολάου Βασιλείου Παππάς Καραγιάννης Αγγελής Μακρή Ζαφείρη Θεοδώρου",
     "Αθήνα Θεσσαλονίκη Πάτρα Ηράκλειο Λάρισα Βόλος Ιωάννινα Χανιά Ρόδος Καβάλα", "όνομα;επώνυμο;πόλη", "windows-1253 ISO-8859-7"},
    {"he", "דוד שרה משה רחל יוסף מרים אברהם לאה יעקב חנה נועה איתי", "כהן לוי מזרחי פרץ ביטון דהן אברהם פרידמן מלכה אזולאי כץ יוסף",
     "ירושלים חיפה אשדוד נתניה חולון רמלה אילת עכו צפת", "שם;משפחה;עיר", "windows-1255 ISO-8859-8"},
    {"ar", "محمد فاطمة أحمد عائشة علي خديجة حسن زينب عمر مريم يوسف سارة",
     "الحسيني العلي المصري السوري الخطيب النجار الحداد القاسم الشامي العمري الصالح حسن",
     "القاهرة دمشق بغداد الرياض عمان بيروت تونس الجزائر الكويت الدوحة", "الاسم;اللقب;المدينة", "windows-1256 ISO-8859-6"},
    {"lt", "Jonas Ona Vytautas Žydrūnė Šarūnas Rūta Mindaugas Jūratė Eglė Kęstutis Ąžuolas Giedrė",
     "Kazlauskas Petrauskienė Jankauskas Žukauskas Stankevičius Vasiliauskaitė Butkus Paulauskienė Urbonas Kavaliauskas Čepaitė Šimkus",
     "Vilnius Kaunas Klaipėda Šiauliai Panevėžys Alytus Mažeikiai Utena Kėdainiai Telšiai", "vardas;pavardė;miestas",
     "windows-1257 ISO-8859-13"},
    {"ja", "太郎 花子 一郎 さくら 健太 美咲 大輔 陽子 翔太 葵 直樹 真由美", "佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 齋藤 髙田",
     "東京都新宿区 大阪市北区 名古屋市中区 札幌市 福岡市博多区 京都市左京区 横浜市 神戸市 サンパウロ ニューヨーク", "姓;名;住所",
     "Shift_JIS EUC-JP GB18030"},
    {"zhs", "伟 芳 娜 秀英 敏 静 丽 强 磊 军 洋 勇 艳 杰", "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 欧阳",
     "北京市朝阳区 上海市浦东新区 广州市 深圳市 成都市 杭州市 武汉市 西安市 南京市 重庆市", "姓;名;城市", "GB18030"},
    {"zht", "志明 淑芬 家豪 雅婷 俊傑 怡君 建宏 美玲 宗翰 佳穎 冠宇 詩涵", "陳 林 黃 張 李 王 吳 劉 蔡 楊 許 鄭",
     "臺北市信義區 新北市板橋區 臺中市西屯區 高雄市 臺南市 桃園市 新竹市 基隆市 香港九龍 澳門", "姓;名;城市", "Big5"},
    {"ko", "민준 서연 지훈 수빈 현우 지민 은지 영수 미경 동현 하은 성호", "김 이 박 최 정 강 조 윤 장 임 한 오",
     "서울특별시 강남구 부산광역시 대구광역시 인천광역시 광주광역시 대전광역시 울산 수원시 제주도", "성;이름;도시", "EUC-KR"},
};

std::vector<std::string> words(char const* text)
{
    std::istringstream stream{text};
    std::vector<std::string> found;
    for (std::string word; stream >> word;) { found.push_back(word); }
    return found;
}

/// Of each list `count` words are taken, from `start` on.
std::string table_of(People const& group, int rows, unsigned seed, std::size_t start = 0, std::size_t count = 100)
{
    std::mt19937 random{seed};
    auto const any = [&](std::vector<std::string> const& list) {
        return list[(start + random() % std::min(count, list.size())) % list.size()];
    };
    auto const first = words(group.first);
    auto const last = words(group.last);
    auto const places = words(group.places);
    std::string text = "id;" + std::string{group.titles} + ";email;telefon\r\n";
    for (int row = 0; row < rows; ++row) {
        std::string const number = std::to_string(1000 + row);
        text += number + ";" + any(first) + ";" + any(last) + ";" + any(places) + ";user" + number + "@example.com;+38591" +
                std::to_string(1'000'000 + random() % 9'000'000) + "\r\n";
    }
    return text;
}

std::string encode(std::string const& utf8, std::string const& encoding)
{
    std::string bytes(utf8.size() * 4 + 16, '\0');
    UErrorCode status = U_ZERO_ERROR;
    int32_t const length = ucnv_convert(encoding.c_str(), "UTF-8", bytes.data(), static_cast<int32_t>(bytes.size()), utf8.data(),
                                        static_cast<int32_t>(utf8.size()), &status);
    EXPECT_TRUE(U_SUCCESS(status)) << encoding;
    bytes.resize(static_cast<std::size_t>(length));
    return bytes;
}

/// The rows as the plain UTF-8 file gives them.
std::string expected_cells(std::string const& utf8) { return read(utf8, {.encoding = "UTF-8", .delimiter = ";"}).cells(); }

TEST(Encoding, IsFoundFromFiveAndFromThousandRowsOfPeople)
{
    for (People const& group : people) {
        for (std::string const& encoding : words(group.encodings)) {
            for (auto const& [rows, seed] : {std::pair{5, 1U}, std::pair{5, 2U}, std::pair{5, 3U}, std::pair{5, 4U}, std::pair{1000, 5U}}) {
                std::string const bytes = encode(table_of(group, rows, seed), encoding);
                Outcome const truth = read(bytes, {.encoding = encoding, .delimiter = ";"});
                Outcome const outcome = read(bytes);
                EXPECT_EQ(outcome.cells(), truth.cells())
                    << group.language << " in " << encoding << " read as " << outcome.finding("encoding");
                EXPECT_EQ(outcome.summary.undecodable, 0);
            }
        }
    }
}

std::size_t distinct_high_bytes(std::string const& bytes)
{
    std::set<char> found;
    auto const is_high = [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; };
    std::copy_if(bytes.begin(), bytes.end(), std::inserter(found, found.end()), is_high);
    return found.size();
}

/// Where statistics of letters have little to go by, since the same few are there again and again.
TEST(Encoding, IsFoundFromThreeNamesThatRepeatAndFromNamesOfSeveralLanguages)
{
    People const several{"several",          "Željka Łukasz Ana", "Šćepanović Dvořák Müller",
                         "Grad Split Pula", "ime;prezime;grad",  "windows-1250 ISO-8859-2"};
    std::vector<People> groups{several};
    groups.insert(groups.end(), std::begin(people), std::end(people));
    for (People const& group : groups) {
        for (std::string const& encoding : words(group.encodings)) {
            for (std::size_t start = 0; start < 9; start += 3) {
                std::string const bytes = encode(table_of(group, 1000, 7, start, 3), encoding);
                Outcome const truth = read(bytes, {.encoding = encoding, .delimiter = ";"});
                if (distinct_high_bytes(bytes) < 2) { continue; } // one letter may be another language's as well
                Outcome const outcome = read(bytes);
                EXPECT_TRUE(outcome.cells() == truth.cells())
                    << group.language << " from " << start << " in " << encoding << " read as " << outcome.finding("encoding");
            }
        }
    }
}

TEST(Encoding, IsFoundFromVeryFewLetters)
{
    std::pair<std::string, std::string> const files[] = {
        {"windows-1252", "name;city\nRené Smith;London\nJohn Doe;Leeds\n"},
        {"windows-1252", "name;city\nJürgen;Köln\n"},
        {"windows-1250", "ime;grad\nŽeljka;Zagreb\nAna;Split\n"},
        {"windows-1250", "ime;grad\nKovačić;Zagreb\n"},
        {"windows-1250", "ime;grad\nKovačić;Zagreb\nMüller;Wien\nSchäfer;Graz\nŠarić;Pula\nGroß;Linz\n"},
        {"windows-1252", "a;b\nFrançois;x\n"},
        {"windows-1251", "имя;город\nИван;Москва\n"},
        {"KOI8-R", "имя;город\nИван;Москва\n"},
        {"windows-1252", "name;note\nAna;“quoted” – it’s\n"},
        {"windows-1252", "name;price\nAna;100 €\nIvo;20 €\n"},
        {"macintosh", "name;city\nJürgen Müller;Köln\nFrançois;Orléans\n"},
        {"Shift_JIS", "氏名,電話\n山田太郎,03-1234-5678\n"},
        {"EUC-JP", "氏名,電話\n山田太郎,03-1234-5678\n"},
        {"GB18030", "姓名,电话\n张伟,13800138000\n"},
        {"Big5", "姓名,電話\n陳大文,0912345678\n"},
        {"EUC-KR", "이름,전화\n김민준,010-1234-5678\n"},
        {"windows-1254", "ad;şehir\nAyşe;İstanbul\n"},
        {"windows-1253", "όνομα;πόλη\nΓιώργος;Αθήνα\n"},
        {"windows-1257", "vardas;miestas\nŽydrūnas;Šiauliai\n"},
        {"ISO-8859-2", "ime;grad\nŽeljka;Šibenik\nĐuro;Čakovec\n"},
        {"ISO-8859-2", "imię;miasto\nŁukasz;Gdańsk\nMałgorzata;Łódź\n"},
        {"windows-1255", "שם;עיר\nדוד;חיפה\n"},
        {"windows-1256", "الاسم;المدينة\nمحمد;بغداد\n"},
        {"Shift_JIS", "name,kana\nTaro,タロウ\nJiro,ｼﾞﾛｳ\n"},
        {"windows-1252", "navn;by\nSøren;Århus\nBjørn;Ålborg\n"},
        {"windows-1252", "name;ort\nÖzgür;Düren\n"},
        {"ISO-8859-15", "nom;ville\nŒuvrard;Paris\nLefèvre;Évry\n"},
        {"windows-1252", "Nome;Cidade\nJoão;São Paulo\nMaria;Brasília\n"},
        {"IBM850", "Name;Ort\nMüller;Köln\nSchäfer;Düren\n"},
        {"IBM852", "ime;grad\nŽeljka;Šibenik\nKovačić;Čakovec\n"},
        {"IBM866", "имя;город\nИван;Москва\nПётр;Казань\n"},
    };
    for (auto const& [encoding, utf8] : files) {
        Outcome const outcome = read(encode(utf8, encoding), {.header_row = 1});
        EXPECT_EQ(outcome.cells(), read(utf8, {.header_row = 1}).cells()) << encoding << " read as " << outcome.finding("encoding");
    }
}

TEST(Encoding, ChosenByNameDecodesAsTheStandardSays)
{
    std::string const titles = "name,city\n";
    EXPECT_EQ(read(titles + "\xC5\x9F,\x9A\x9E\n", {.header_row = 1, .encoding = "cp1250"}).cells(), "Ĺź|šž");
    EXPECT_EQ(read(titles + "\x8D\x82\x8B\xB4,\xFB\xFC\x93\x63\n", {.header_row = 1, .encoding = "Shift_JIS"}).cells(), "高橋|髙田");
    EXPECT_EQ(read(titles + "\xC8\xE2\xE0\xED,x\n", {.header_row = 1, .encoding = "windows-1251"}).cells(), "Иван|x");
    EXPECT_EQ(read(titles + "\xB1\xE8,\x8C\x63\n", {.header_row = 1, .encoding = "EUC-KR"}).cells(), "김|똠");
}

TEST(Encoding, Utf16AndUtf32AreFoundWithAndWithoutMark)
{
    for (People const& group : {people[0], people[4], people[11], people[18]}) {
        std::string const utf8 = table_of(group, 20, 7);
        for (auto const& [encoding, mark] : {std::pair{"UTF-16LE", "\xFF\xFE"s}, std::pair{"UTF-16BE", "\xFE\xFF"s},
                                             std::pair{"UTF-32LE", "\xFF\xFE\0\0"s}, std::pair{"UTF-32BE", "\0\0\xFE\xFF"s}}) {
            std::string const bytes = encode(utf8, encoding);
            EXPECT_EQ(read(bytes).cells(), expected_cells(utf8)) << group.language << " in " << encoding;
            EXPECT_EQ(read(mark + bytes).cells(), expected_cells(utf8)) << group.language << " in " << encoding << " with mark";
            EXPECT_EQ(read(mark + bytes).finding("encoding"), encoding);
            std::string const family = std::string{encoding}.substr(0, 6);
            EXPECT_EQ(read(mark + bytes, {.encoding = family}).cells(), expected_cells(utf8)) << family;
        }
    }
}

TEST(Encoding, Utf8WithFewBadBytesStaysUtf8)
{
    std::string text = table_of(people[0], 500, 3);
    text.insert(text.size() - 3, "\xE9");
    Outcome const outcome = read(text);
    EXPECT_EQ(outcome.finding("encoding"), "UTF-8");
    EXPECT_EQ(outcome.summary.undecodable, 1);
    EXPECT_EQ(outcome.summary.undecodable_examples.front().value, 501);
}

TEST(Encoding, BytesThatACodePageLeavesFreeAreReported)
{
    Outcome const outcome = read("name,city\nAna,\x81\nIvo,x\n", {.encoding = "windows-1252"});
    EXPECT_EQ(outcome.cells(), "Ana|\xEF\xBF\xBD/Ivo|x");
    EXPECT_EQ(outcome.numbers(), "2u 3");
}

TEST(Encoding, ReplacementCharacterInTheFileIsNoFault) { EXPECT_EQ(read("name,city\nAna,\xEF\xBF\xBD\n").numbers(), "2"); }

TEST(Encoding, WindowSizeDoesNotMatter)
{
    for (char const* encoding : {"UTF-8", "UTF-16LE", "Shift_JIS", "GB18030", "windows-1250"}) {
        People const& group = std::string{encoding} == "Shift_JIS" ? people[18]
                              : std::string{encoding} == "GB18030" ? people[19]
                                                                   : people[0];
        std::string bytes = encode(table_of(group, 30, 9), encoding);
        std::string const whole = read(bytes, {.encoding = encoding}).cells();
        for (std::size_t window : {1U, 2U, 3U, 5U, 64U}) {
            EXPECT_EQ(read(bytes, {.encoding = encoding}, {}, {.window = window}).cells(), whole) << encoding << " " << window;
        }
    }
}

TEST(Utf8, FaultsAreCountedAlikeInPieces)
{
    std::string const bytes = "a\xC3\xA9\xE2\x82\xACx\xF0\x9F\x98\x80\xFF\xC3(\xE2\x82z\xED\xA0\x80\xC0\xAF\xF4\x90\x80\x80\xE2\x82";
    Utf8Census whole;
    whole.add(bytes);
    whole.finish();
    EXPECT_EQ(whole.faults(), 13U); // by maximal subparts: FF, C3, E2 82, ED, A0, 80, C0, AF, F4, 90, 80, 80, E2 82
    for (std::size_t piece = 1; piece < 7; ++piece) {
        Utf8Census pieces;
        for (std::size_t at = 0; at < bytes.size(); at += piece) { pieces.add(std::string_view{bytes}.substr(at, piece)); }
        pieces.finish();
        EXPECT_EQ(pieces.faults(), whole.faults()) << piece;
        EXPECT_EQ(pieces.multibyte(), whole.multibyte()) << piece;
    }
}

} // namespace
} // namespace muster
