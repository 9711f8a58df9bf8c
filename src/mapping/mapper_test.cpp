#include "mapping/mapper.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace muster {
namespace {

constexpr Date today{2026, 11, 24};

struct Given {
    std::string text{};
    CellKind kind{CellKind::text};
};

/// A file of one row in which every mapping has a column of its own.
struct Sheet {
    std::vector<ColumnMapping> columns{};
    std::vector<Given> cells{};
    Choices choices{};
    std::vector<AttributeField> attributes{};
    RowFault faults{RowFault::none};

    Sheet& column(std::string field, Given cell, ColumnOptions options = {}, std::optional<AttributeType> type = {})
    {
        columns.push_back({"#" + std::to_string(columns.size() + 1), std::move(field), type, std::move(options)});
        cells.push_back(std::move(cell));
        return *this;
    }
};

Reading reading_of(std::size_t columns)
{
    Reading reading;
    for (std::size_t i = 0; i < columns; ++i) { reading.columns.push_back({i + 1, {}}); }
    return reading;
}

std::string flat(Candidate const& candidate)
{
    std::string text;
    if (candidate.type) { text.append(name_of(*candidate.type)).append(" "); }
    for (auto const* list : {&candidate.values, &candidate.contacts}) {
        for (FieldValue const& value : *list) {
            FieldRule const* rule = person_target().find(value.field);
            text.append(rule == nullptr ? "attribute" : std::string{rule->name}).append("=").append(value.value).append(" ");
        }
    }
    for (std::string const& tag : candidate.tags) { text.append("[").append(tag).append("] "); }
    if (!text.empty()) { text.pop_back(); }
    return text;
}

/// What became of the row: the candidate, or "! CODE"; then its problems as CODE@column.
std::string mapped(Sheet const& sheet)
{
    Recipe recipe;
    recipe.columns = sheet.columns;
    recipe.choices = sheet.choices;
    Result<Mapper> const mapper = Mapper::create(person_target(), recipe, reading_of(sheet.columns.size()), sheet.attributes, today);
    if (!mapper) { return mapper.error().code; }
    RowBatch rows;
    rows.begin_row(RowNumber{7}, 7);
    for (Given const& cell : sheet.cells) { rows.add_cell(cell.text, cell.kind); }
    rows.end_row();
    rows.add_fault(sheet.faults);
    MappedBatch batch;
    mapper->map(rows, batch);
    MappedBatch::Entry const entry = batch.rows.at(0);
    std::string text = entry.verdict == MappedBatch::Verdict::blank      ? "blank"
                       : entry.verdict == MappedBatch::Verdict::rejected ? "! " + std::string{name_of(entry.code)}
                                                                         : flat(batch.candidates.at(entry.candidate));
    EXPECT_EQ(batch.candidate_count, entry.verdict == MappedBatch::Verdict::valid ? 1U : 0U);
    for (CellProblem const& problem : batch.problems) {
        std::string const column = problem.column == CellProblem::no_column ? "row" : std::to_string(problem.column + 1);
        text.append(" | ").append(name_of(problem.code)).append("@").append(column);
        EXPECT_FALSE(mapper->message(problem.code, problem.column).empty());
    }
    return text;
}

/// One cell of a field beside an email.
std::string one(std::string field, Given cell, ColumnOptions options = {}, std::optional<AttributeType> type = {})
{
    Sheet sheet;
    std::string text = mapped(sheet.column(std::move(field), std::move(cell), std::move(options), type).column("email", {"a@b.hr"}));
    std::string const usual = "email=a@b.hr";
    if (auto const at = text.find(usual); at != std::string::npos) { text.replace(at, usual.size(), "*"); }
    return text;
}

TEST(Mapper, ConvertsEveryField)
{
    Sheet sheet;
    sheet.column("email", {" Ana@Example.com "})
        .column("lastName", {"Horvat"})
        .column("firstName", {" Ana "})
        .column("externalId", {"00123"})
        .column("phone", {"091 234 5678"}, {"HR", {}, {}})
        .column("phone", {"+49 30 901820"})
        .column("email", {"ana@example.com"}) // the same one
        .column("type", {"customer"})
        .column("gender", {"f"})
        .column("birthDate", {"31.5.1990"}, {{}, "dd.MM.yyyy", {}})
        .column("preferredLanguage", {"HR"})
        .column("", {"not imported"})
        .column("tags", {"VIP, vip ,,News"}, {{}, {}, "comma"})
        .column("tags", {"news, and more"})
        .column("city", {"  "});
    EXPECT_EQ(mapped(sheet),
              "CUSTOMER externalId=00123 firstName=Ana lastName=Horvat gender=FEMALE birthDate=1990-05-31 preferredLanguage=hr "
              "email=Ana@Example.com phone=385912345678 phone=4930901820 [VIP] [News] [news, and more]");
}

TEST(Mapper, GivesEveryCodeItsRow)
{
    struct Case {
        std::string field;
        std::string cell;
        std::string expected;
    };
    for (Case const& test : std::vector<Case>{
             {"phone", "123", "! INVALID_PHONE | INVALID_PHONE@1"},
             {"phone", "+1 200 000 0000", "phone=12000000000 * | UNKNOWN_PHONE_RANGE@1"},
             {"phone", "3.85911E+11", "! SPOILED_VALUE | SPOILED_VALUE@1"},
             {"phone", "#N/A", "! SPOILED_VALUE | SPOILED_VALUE@1"},
             {"externalId", "3,85911E+11", "! SPOILED_VALUE | SPOILED_VALUE@1"},
             {"externalId", "12E4", "externalId=12E4 *"},
             {"externalId", "NULL", "*"},
             {"externalId", "#REF!", "! SPOILED_VALUE | SPOILED_VALUE@1"},
             {"externalId", std::string(256, 'x'), "externalId=" + std::string(256, 'x') + " *"},
             {"externalId", std::string(257, 'x'), "! VALUE_TOO_LONG | VALUE_TOO_LONG@1"},
             {"firstName", "A(na)", "! FORBIDDEN_CHARACTER | FORBIDDEN_CHARACTER@1"},
             {"firstName", "#VALUE!", "* | DAMAGE_ERROR_VALUE@1"},
             {"firstName", "Å½eljko", "firstName=Å½eljko * | DAMAGE_MOJIBAKE@1"},
             {"firstName", "Ana\u00A0Marija", "firstName=Ana\u00A0Marija * | DAMAGE_INVISIBLE_SPACE@1"},
             {"firstName", "Ana  Marija", "firstName=Ana  Marija *"},
             {"address", "'s-Gravenhage", "address='s-Gravenhage *"},
             {"address", "'12", "address='12 * | DAMAGE_LEADING_APOSTROPHE@1"},
             {"address", "1.5E+10", "address=1.5E+10 * | DAMAGE_SCIENTIFIC_NOTATION@1"},
             {"address", "'=1+1", "address==1+1 *"},   // the export's guard
             {"address", "''=1+1", "address='=1+1 *"}, // one of two
             {"address", "'-12", "address=-12 *"},
             {"phone", "'+385912345678", "phone=385912345678 *"},
             {"externalId", "'00123", "externalId=00123 * | DAMAGE_LEADING_APOSTROPHE@1"},
             {"externalId", "１２３", "externalId=123 * | DAMAGE_REPAIRED@1"},
             {"gender", "other", "! INVALID_GENDER | INVALID_GENDER@1"},
             {"birthDate", "2026-11-25", "! INVALID_DATE | INVALID_DATE@1"},
             {"birthDate", "#N/A", "! SPOILED_VALUE | SPOILED_VALUE@1"},
             {"birthDate", "1.5E+10", "! SPOILED_VALUE | SPOILED_VALUE@1"},
             {"preferredLanguage", "croatian", "! INVALID_LANGUAGE | INVALID_LANGUAGE@1"},
             {"profilePicture", "ana.png", "! INVALID_URL | INVALID_URL@1"},
             {"type", "agent", "! INVALID_TYPE | INVALID_TYPE@1"},
             {"type", "#N/A", "* | DAMAGE_ERROR_VALUE@1"},
             {"tags", std::string(257, 'x'), "! VALUE_TOO_LONG | VALUE_TOO_LONG@1"},
             {"tags", "#N/A", "* | DAMAGE_ERROR_VALUE@1"},
             {"email", "ana @example.com", "email=ana@example.com * | DAMAGE_REPAIRED@1"},
             {"email", "ana", "! INVALID_EMAIL | INVALID_EMAIL@1"},
         }) {
        EXPECT_EQ(one(test.field, {test.cell}), test.expected) << test.field << " " << test.cell;
    }
}

TEST(Mapper, ConvertsAttributes)
{
    using enum AttributeType;
    EXPECT_EQ(one("Points", {"1 234"}, {}, integer), "attribute=1234 * | DAMAGE_REPAIRED@1");
    EXPECT_EQ(one("Points", {"ten"}, {}, integer), "! INVALID_NUMBER | INVALID_NUMBER@1");
    EXPECT_EQ(one("Points", {"1E5"}, {}, integer), "! SPOILED_VALUE | SPOILED_VALUE@1");
    EXPECT_EQ(one("Balance", {"1.50"}, {}, decimal), "attribute=1.5 *");
    EXPECT_EQ(one("Balance", {"#DIV/0!"}, {}, decimal), "! SPOILED_VALUE | SPOILED_VALUE@1");
    EXPECT_EQ(one("Active", {"Yes"}, {}, boolean), "attribute=true *");
    EXPECT_EQ(one("Active", {"TRUE", CellKind::boolean}, {}, boolean), "attribute=true *");
    EXPECT_EQ(one("Active", {"#N/A"}, {}, boolean), "* | DAMAGE_ERROR_VALUE@1");
    EXPECT_EQ(one("Active", {"perhaps"}, {}, boolean), "! INVALID_BOOLEAN | INVALID_BOOLEAN@1");
    EXPECT_EQ(one("Since", {"2/29/2020"}, {{}, "MM/dd/yyyy", {}}, date), "attribute=2020-02-29 *");
    EXPECT_EQ(one("Seen", {"2026-11-23T14:05:09+01:00"}, {}, date_time), "attribute=2026-11-23T13:05:09Z *");
    EXPECT_EQ(one("Note", {std::string(4'096, 'x')}, {}, string), "attribute=" + std::string(4'096, 'x') + " *");
    EXPECT_EQ(one("Note", {std::string(4'097, 'x')}, {}, string), "! VALUE_TOO_LONG | VALUE_TOO_LONG@1");
}

TEST(Mapper, BelievesASpreadsheetAboutItsCells)
{
    ColumnOptions const german{{}, "dd.MM.yyyy", {}};
    EXPECT_EQ(one("birthDate", {"1990-05-31", CellKind::date}, german), "birthDate=1990-05-31 *");
    EXPECT_EQ(one("birthDate", {"1990-05-31T12:30:00", CellKind::date_time}, german), "birthDate=1990-05-31 *");
    EXPECT_EQ(one("birthDate", {"1890-05-31", CellKind::date}, german), "! INVALID_DATE | INVALID_DATE@1");
    EXPECT_EQ(one("birthDate", {"12:30:00", CellKind::time}, german), "! INVALID_DATE | INVALID_DATE@1");
    EXPECT_EQ(one("birthDate", {"1990-05-31"}, german), "! INVALID_DATE | INVALID_DATE@1"); // text in another format than the column's
    EXPECT_EQ(one("Seen", {"2026-11-23", CellKind::date}, {}, AttributeType::date_time), "attribute=2026-11-23T00:00:00Z *");
    EXPECT_EQ(one("phone", {"385912345678", CellKind::number}), "phone=385912345678 *");
    EXPECT_EQ(one("phone", {"2021-01-01", CellKind::date}), "! INVALID_PHONE | INVALID_PHONE@1");
    EXPECT_EQ(one("Rate", {"12.5%", CellKind::number}, {}, AttributeType::decimal), "attribute=0.125 *");
    EXPECT_EQ(one("Rate", {"12.5%"}, {}, AttributeType::decimal), "! INVALID_NUMBER | INVALID_NUMBER@1");
    EXPECT_EQ(one("Note", {"12.5%", CellKind::number}, {}, AttributeType::string), "attribute=12.5% *");
    EXPECT_EQ(one("externalId", {"12345678901234567890", CellKind::number}), "externalId=12345678901234567890 *");
    EXPECT_EQ(one("externalId", {"#N/A", CellKind::error}), "! SPOILED_VALUE | SPOILED_VALUE@1");
    EXPECT_EQ(one("city", {"#OOPS!", CellKind::error}), "* | DAMAGE_ERROR_VALUE@1");
    EXPECT_EQ(one("city", {"2021-01-01", CellKind::date}), "city=2021-01-01 *");
}

TEST(Mapper, ReadsDatesInEveryFormatOfTheList)
{
    for (std::string_view const format : date_formats()) {
        std::string cell; // 31 May 1990
        for (std::size_t i = 0; i < format.size();) {
            std::size_t const end = std::min(format.find_first_not_of(format[i], i), format.size());
            std::size_t const width = end - i;
            cell += format[i] == 'y'   ? (width == 2 ? "90" : "1990")
                    : format[i] == 'M' ? (width == 2 ? "05" : "5")
                    : format[i] == 'd' ? "31"
                                       : std::string(1, format[i]);
            i = end;
        }
        EXPECT_EQ(one("birthDate", {cell}, {{}, std::string{format}, {}}), "birthDate=1990-05-31 *") << format << " " << cell;
        EXPECT_EQ(one("birthDate", {"yesterday"}, {{}, std::string{format}, {}}), "! INVALID_DATE | INVALID_DATE@1") << format;
    }
}

TEST(Mapper, SplitsTagsByTheirDelimiter)
{
    EXPECT_EQ(one("tags", {"a,b;c"}), "* [a,b;c]");
    EXPECT_EQ(one("tags", {"a,b;c"}, {{}, {}, "none"}), "* [a,b;c]");
    EXPECT_EQ(one("tags", {"a,b;c"}, {{}, {}, "comma"}), "* [a] [b;c]");
    EXPECT_EQ(one("tags", {"a,b;c"}, {{}, {}, "semicolon"}), "* [a,b] [c]");
    EXPECT_EQ(one("tags", {"a | b|"}, {{}, {}, "pipe"}), "* [a] [b]");
    EXPECT_EQ(one("tags", {"a b\tc"}, {{}, {}, "tab"}), "* [a b] [c]");
    EXPECT_EQ(one("tags", {" a  b c "}, {{}, {}, "space"}), "* [a] [b] [c]");
    EXPECT_EQ(one("tags", {",, ,"}, {{}, {}, "comma"}), "*");
    EXPECT_EQ(one("tags", {"Straße,STRASSE,ŽENA,žena"}, {{}, {}, "comma"}), "* [Straße] [ŽENA]");
    EXPECT_EQ(one("tags", {"a," + std::string(257, 'x')}, {{}, {}, "comma"}), "! VALUE_TOO_LONG | VALUE_TOO_LONG@1");
    EXPECT_EQ(one("tags", {std::string(256, 'x') + ",b"}, {{}, {}, "comma"}), "* [" + std::string(256, 'x') + "] [b]");
}

TEST(Mapper, TakesManyTagsInOneCell)
{
    std::string cell;
    std::string expected = "*";
    for (int i = 0; i < 50'000; ++i) {
        cell += "Tag" + std::to_string(i) + ",tag" + std::to_string(i / 2) + ",";
        expected += " [Tag" + std::to_string(i) + "]";
    }
    EXPECT_EQ(one("tags", {cell}, {{}, {}, "comma"}), expected);
}

TEST(Mapper, TakesTimeInProportionToHugeCells)
{
    std::string const spaces(1'000'000, ' ');
    for (std::string const& field :
         {std::string{"email"}, std::string{"phone"}, std::string{"externalId"}, std::string{"birthDate"}, std::string{"firstName"},
          std::string{"profilePicture"}, std::string{"country"}, std::string{"preferredLanguage"}}) {
        EXPECT_TRUE(one(field, {"a" + spaces + "\u00A0b"}).starts_with("! ")) << field;
        EXPECT_TRUE(one(field, {"1" + std::string(1'000'000, '0')}).starts_with("! ")) << field;
    }
}

TEST(Mapper, ReadsPhonesInTheRowsCountry)
{
    auto const phone_in = [](std::string country, std::string number) {
        Sheet sheet;
        return mapped(sheet.column("phone", {std::move(number)}, {"column", {}, {}}).column("country", {std::move(country)}));
    };
    EXPECT_EQ(phone_in("HR", "091 234 5678"), "country=HR phone=385912345678");
    EXPECT_EQ(phone_in("Hrvatska", "091 234 5678"), "country=Hrvatska phone=385912345678");
    EXPECT_EQ(phone_in("Germany", "030 901820"), "country=Germany phone=4930901820");
    EXPECT_EQ(phone_in("", "030 901820"), "! INVALID_PHONE | INVALID_PHONE@1");
    EXPECT_EQ(phone_in("Atlantis", "030 901820"), "! INVALID_PHONE | INVALID_PHONE@1");
    EXPECT_EQ(phone_in("Atlantis", "+49 30 901820"), "country=Atlantis phone=4930901820");
}

TEST(Mapper, NeedsAnIdentifierInEveryRow)
{
    auto const row = [](std::string email, std::string gender, OnInvalid on_invalid, std::string phone = {}) {
        Sheet sheet;
        sheet.choices.on_invalid = on_invalid;
        sheet.column("gender", {std::move(gender)})
            .column("email", {std::move(email)})
            .column("phone", {std::move(phone)})
            .column("city", {"Split"});
        return mapped(sheet);
    };
    using enum OnInvalid;
    EXPECT_EQ(row("", "m", reject), "! NO_IDENTIFIER | NO_IDENTIFIER@row");
    EXPECT_EQ(row("", "x", reject), "! INVALID_GENDER | INVALID_GENDER@1 | NO_IDENTIFIER@row");
    EXPECT_EQ(row("ana", "x", reject), "! INVALID_GENDER | INVALID_GENDER@1 | INVALID_EMAIL@2");
    EXPECT_EQ(row("a@b.hr", "x", reject), "! INVALID_GENDER | INVALID_GENDER@1");
    EXPECT_EQ(row("a@b.hr", "m", reject, "12"), "! INVALID_PHONE | INVALID_PHONE@3");
    EXPECT_EQ(row("a@b.hr", "x", drop), "city=Split email=a@b.hr | INVALID_GENDER@1");
    EXPECT_EQ(row("a@b.hr", "x", drop, "12"), "city=Split email=a@b.hr | INVALID_GENDER@1 | INVALID_PHONE@3");
    EXPECT_EQ(row("ana", "x", drop, "+385912345678"), "city=Split phone=385912345678 | INVALID_GENDER@1 | INVALID_EMAIL@2");
    EXPECT_EQ(row("ana", "x", drop), "! INVALID_EMAIL | INVALID_GENDER@1 | INVALID_EMAIL@2");
    EXPECT_EQ(row("ana", "x", drop, "12"), "! INVALID_EMAIL | INVALID_GENDER@1 | INVALID_EMAIL@2 | INVALID_PHONE@3");
    EXPECT_EQ(row("", "x", drop), "! NO_IDENTIFIER | INVALID_GENDER@1 | NO_IDENTIFIER@row");
    EXPECT_EQ(row("", "", reject), "! NO_IDENTIFIER | NO_IDENTIFIER@row");
}

TEST(Mapper, JudgesTheFaultsOfRows)
{
    auto const row = [](RowFault faults, std::string name, std::string ignored = "x") {
        Sheet sheet;
        sheet.faults = faults;
        return mapped(sheet.column("firstName", {std::move(name)}).column("", {std::move(ignored)}).column("email", {"a@b.hr"}));
    };
    EXPECT_EQ(row(RowFault::too_many_cells, "Ana"), "! MALFORMED_ROW | MALFORMED_ROW@row");
    EXPECT_EQ(row(RowFault::too_few_cells, "Ana"), "firstName=Ana email=a@b.hr");
    EXPECT_EQ(row(RowFault::stray_quote, "Ana"), "firstName=Ana email=a@b.hr");
    EXPECT_EQ(row(RowFault::undecodable, "An\uFFFD"), "! UNDECODABLE_TEXT | UNDECODABLE_TEXT@1");
    EXPECT_EQ(row(RowFault::undecodable, "Ana", "\uFFFD"), "firstName=Ana email=a@b.hr");
    EXPECT_EQ(row(RowFault::none, "An\uFFFD"), "firstName=An\uFFFD email=a@b.hr | DAMAGE_MOJIBAKE@1");
    Sheet blank;
    EXPECT_EQ(mapped(blank.column("email", {" "}).column("city", {""})), "blank");
}

TEST(Mapper, RefusesRecipesThatDoNotFit)
{
    struct Case {
        std::vector<ColumnMapping> columns;
        std::string code;
        std::string part;
    };
    Reading reading;
    reading.columns = {{1, "Name"}, {2, "Mail"}, {3, "Phone"}, {4, "Phone"}, {5, ""}};
    std::vector<AttributeField> const attributes{{FieldId{1'001}, "Points", AttributeType::integer}};
    ColumnMapping const mail{"Mail", "email", {}, {}};
    using enum AttributeType;
    for (Case const& test : std::vector<Case>{
             {{mail, {"Telefon", "phone", {}, {}}}, "COLUMN_NOT_FOUND", "#5"},
             {{mail, {"#6", "phone", {}, {}}}, "COLUMN_NOT_FOUND", "\"Name\""},
             {{mail, {"Phone", "phone", {}, {}}}, "COLUMN_TWICE", "#3, #4"},
             {{mail, {"mail", "phone", {}, {}}}, "COLUMN_TWICE", "mapped twice"},
             {{mail, {"Name", "fullName", {}, {}}}, "FIELD_UNKNOWN", "firstName"},
             {{mail, {"Name", "city", {}, {}}, {"#5", "CITY", {}, {}}}, "FIELD_TWICE", "#5"},
             {{mail, {"Name", "Size", integer, {}}, {"#5", "size", integer, {}}}, "FIELD_TWICE", "size"},
             {{{"Name", "firstName", {}, {}}}, "NO_IDENTIFIER_MAPPED", "externalId or phone or email"},
             {{mail, {"#3", "phone", {}, {"XX", {}, {}}}}, "OPTION_INVALID", "XX"},
             {{mail, {"#3", "phone", {}, {"column", {}, {}}}}, "OPTION_INVALID", "country"},
             {{mail, {"Name", "firstName", {}, {"HR", {}, {}}}}, "OPTION_INVALID", "phones"},
             {{mail, {"Name", "birthDate", {}, {{}, "dd.mm.jjjj", {}}}}, "OPTION_INVALID", "dd.MM.yyyy"},
             {{mail, {"Name", "city", {}, {{}, "dd.MM.yyyy", {}}}}, "OPTION_INVALID", "dates"},
             {{mail, {"Name", "tags", {}, {{}, {}, "slash"}}}, "OPTION_INVALID", "semicolon"},
             {{mail, {"Name", "city", {}, {{}, {}, "comma"}}}, "OPTION_INVALID", "tags"},
             {{mail, {"Name", "points", string, {}}}, "ATTRIBUTE_TYPE", "INTEGER"},
             {{mail, {"Name", "a{b}", string, {}}}, "OPTION_INVALID", "{ }"},
             {{mail, {"Name", "firstName", string, {}}}, "OPTION_INVALID", "standard field"},
         }) {
        Recipe recipe;
        recipe.columns = test.columns;
        Result<Mapper> const mapper = Mapper::create(person_target(), recipe, reading, attributes, today);
        ASSERT_FALSE(mapper) << test.code << test.part;
        EXPECT_EQ(mapper.error().code, test.code) << mapper.error().message;
        EXPECT_NE(mapper.error().message.find(test.part), std::string::npos) << mapper.error().message;
        EXPECT_EQ(mapper.error().kind, ErrorKind::invalid_input);
    }
}

TEST(Mapper, FindsColumnsAndAttributes)
{
    Reading reading;
    reading.columns = {{1, "E-Mail"}, {2, "Größe"}, {3, "#1"}, {4, "Points"}};
    std::vector<AttributeField> const attributes{{FieldId{1'001}, "Points", AttributeType::integer}};
    Recipe recipe;
    recipe.columns = {{"e-mail", "EMAIL", {}, {}},
                      {"GRÖSSE", " Size ", AttributeType::decimal, {}},
                      {"#1", "city", {}, {}}, // a title, not a place
                      {"#4", "customAttributes.points", AttributeType::integer, {}}};
    Result<Mapper> mapper = Mapper::create(person_target(), recipe, reading, attributes, today);
    ASSERT_TRUE(mapper) << mapper.error().message;
    Mapper const moved = *std::move(mapper); // names must survive the move
    EXPECT_EQ(moved.field_of(0), "email");
    EXPECT_EQ(moved.field_of(1), "Size");
    EXPECT_EQ(moved.field_of(2), "city");
    EXPECT_EQ(moved.field_of(3), "Points");
    EXPECT_EQ(moved.field_of(4), "");
    ASSERT_EQ(moved.new_attributes().size(), 1U);
    EXPECT_EQ(moved.new_attributes()[0].field, FieldId{first_new_attribute});
    EXPECT_EQ(moved.new_attributes()[0].type, AttributeType::decimal);
    EXPECT_NE(moved.message(ProblemCode::invalid_number, 1).find("Size"), std::string::npos);
}

TEST(Mapper, ReusesItsBatches)
{
    Recipe recipe;
    recipe.columns = {{"#1", "email", {}, {}}, {"#2", "city", {}, {}}, {"#3", "tags", {}, {{}, {}, "comma"}}};
    Result<Mapper> const mapper = Mapper::create(person_target(), recipe, reading_of(3), {}, today);
    ASSERT_TRUE(mapper);
    MappedBatch batch;
    auto const map = [&](std::vector<std::vector<std::string>> const& rows) {
        RowBatch made;
        std::int64_t number = 0;
        for (auto const& row : rows) {
            made.begin_row(RowNumber{++number}, number);
            for (std::string const& cell : row) { made.add_cell(cell); }
            made.end_row();
        }
        mapper->map(made, batch);
        std::string all;
        for (MappedBatch::Entry const& entry : batch.rows) {
            all += entry.verdict == MappedBatch::Verdict::valid ? "(" + flat(batch.candidates.at(entry.candidate)) + ")" : "-";
        }
        return all;
    };
    EXPECT_EQ(map({{"a@b.hr", "Split", "x,y"}, {"bad", "Zadar"}, {""}, {"c@d.hr"}}), "(city=Split email=a@b.hr [x] [y])--(email=c@d.hr)");
    EXPECT_EQ(batch.candidate_count, 2U);
    EXPECT_EQ(map({{"c@d.hr", "", "z"}, {"e@f.hr", "Zadar"}}), "(email=c@d.hr [z])(city=Zadar email=e@f.hr)");
    EXPECT_TRUE(batch.problems.empty());
    EXPECT_EQ(map({}), "");
}

} // namespace
} // namespace muster
