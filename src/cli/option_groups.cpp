#include "cli/option_groups.hpp"

#include <array>

namespace muster {

namespace {

using std::string_view;

constexpr std::array encodings{string_view{"UTF-8"},        string_view{"UTF-16LE"},     string_view{"UTF-16BE"},
                               string_view{"windows-1250"}, string_view{"windows-1251"}, string_view{"windows-1252"},
                               string_view{"ISO-8859-2"},   string_view{"ISO-8859-15"},  string_view{"Shift_JIS"},
                               string_view{"EUC-JP"},       string_view{"GB18030"},      string_view{"Big5"},
                               string_view{"EUC-KR"},       string_view{"KOI8-R"},       string_view{"macintosh"}};
constexpr std::array delimiters{string_view{"comma"}, string_view{"semicolon"}, string_view{"tab"}, string_view{"pipe"},
                                string_view{"space"}};

constexpr std::array reading{
    OptionRule{.name = "--sheet", .value = "NAME|N", .about = "the sheet of a workbook"},
    OptionRule{.name = "--header-row", .value = "N|none", .about = "the row of the titles, or that there is none"},
    OptionRule{.name = "--first-row", .value = "N", .about = "the first row of data; rows before it are passed over"},
    OptionRule{
        .name = "--encoding", .value = "NAME", .about = "the encoding of a text file", .words = encodings, .kind = OptionRule::Words::open},
    OptionRule{.name = "--delimiter",
               .value = "C",
               .about = "the delimiter of a text file: one character, or its name",
               .words = delimiters,
               .kind = OptionRule::Words::open},
    OptionRule{.name = "--quote", .value = "C|none", .about = "the quote of a text file, or that there is none"},
};
constexpr OptionGroup reading_group{"How the file is read (found out where not given)", reading};

constexpr std::array mapping{
    OptionRule{.name = "--map",
               .value = "\"TITLE=FIELD[,OPTION=VALUE...]\"",
               .about = "the field of a column, by title or as #3; options country=HR, dateFormat=dd.MM.yyyy, delimiter=semicolon",
               .times = OptionRule::Times::many},
    OptionRule{.name = "--auto-map", .about = "map the columns whose meaning is certain"},
    OptionRule{.name = "--recipe", .value = "FILE|NAME", .about = "take mapping and choices from a recipe", .path = OptionRule::Path::file},
    OptionRule{.name = "--save-recipe", .value = "FILE", .about = "write mapping and choices as a recipe", .path = OptionRule::Path::file},
    OptionRule{.name = "--new-attribute",
               .value = "NAME:TYPE",
               .about =
                   "create the custom attribute that a column is mapped to; TYPE is STRING, INTEGER, DECIMAL, BOOLEAN, DATE or DATE_TIME",
               .times = OptionRule::Times::many},
};
constexpr OptionGroup mapping_group{"Where the columns go", mapping};

constexpr std::array targets{string_view{"person"}, string_view{"company"}};
constexpr std::array types{string_view{"lead"}, string_view{"customer"}};
constexpr std::array duplicates{string_view{"discard"}, string_view{"merge"}};
constexpr std::array ambiguous{string_view{"reject"}, string_view{"merge"}};
constexpr std::array invalid{string_view{"reject"}, string_view{"drop"}};
constexpr std::array errors{string_view{"skip"}, string_view{"fail"}};
constexpr std::array drifts{string_view{"apply"}, string_view{"stop"}};
constexpr std::array phones{string_view{"lenient"}, string_view{"strict"}};

constexpr std::array choices{
    OptionRule{.name = "--target",
               .value = "person|company",
               .about = "what the rows are (person; companies are not in this version)",
               .words = targets},
    OptionRule{
        .name = "--person-type", .value = "lead|customer", .about = "the type of persons whose row does not say it (lead)", .words = types},
    OptionRule{.name = "--on-duplicate",
               .value = "discard|merge",
               .about = "what becomes of a record whose person exists (merge)",
               .words = duplicates},
    OptionRule{.name = "--on-ambiguous",
               .value = "reject|merge",
               .about = "what becomes of a record that meets several persons (reject)",
               .words = ambiguous},
    OptionRule{.name = "--on-invalid",
               .value = "reject|drop",
               .about = "what becomes of a row with a bad optional value (reject)",
               .words = invalid},
    OptionRule{.name = "--on-error",
               .value = "skip|fail",
               .about = "whether anything rejected stops the import before it writes (skip)",
               .words = errors},
    OptionRule{
        .name = "--on-drift", .value = "apply|stop", .about = "what a store that changed since the plan leads to (apply)", .words = drifts},
    OptionRule{.name = "--phones",
               .value = "lenient|strict",
               .about = "whether numbers in unknown ranges are taken with a warning (lenient)",
               .words = phones},
    OptionRule{.name = "--tag", .value = "NAME", .about = "a tag for all persons that are brought in", .times = OptionRule::Times::many},
    OptionRule{.name = "--auto-tag", .about = "a tag with the import's time for all persons that are brought in"},
};
constexpr OptionGroup choice_group{"Choices (the standard in brackets)", choices};

constexpr std::array agreement{OptionRule{.name = "--yes", .about = "agree beforehand: do not ask"}};
constexpr OptionGroup consent_group{"", agreement};
constexpr std::array json{OptionRule{.name = "--json", .about = "print one JSON document (doc/json.md)"}};
constexpr OptionGroup json_group{"", json};
constexpr std::array progress_words{string_view{"auto"}, string_view{"always"}, string_view{"never"}};
constexpr std::array progress{OptionRule{.name = "--progress",
                                         .value = "auto|always|never",
                                         .about = "a bar on a terminal, else a line every few seconds (auto)",
                                         .words = progress_words}};
constexpr OptionGroup progress_group{"", progress};
constexpr std::array rejected{
    OptionRule{.name = "--rejected",
               .value = "FILE",
               .about = "write the rejected rows in the shape of the file, with reasons; as a workbook where FILE ends in .xlsx",
               .path = OptionRule::Path::file}};
constexpr OptionGroup rejected_group{"", rejected};

constexpr std::array person_query{
    OptionRule{.name = "--filter", .value = "JSON", .about = "only those that meet it: {\"city\":{\"#eq\":\"Split\"}}"},
    OptionRule{.name = "--tag", .value = "NAME", .about = "only those with the tag"},
    OptionRule{.name = "--import", .value = "ID", .about = "only those whom records of this import are"},
    OptionRule{.name = "--limit", .value = "N", .about = "at most that many (0: all)"},
    OptionRule{.name = "--after", .value = "ID", .about = "only those with a higher id, for the next page"},
};
constexpr OptionGroup person_query_group{"Which persons", person_query};
constexpr std::array person_formats{string_view{"csv"}, string_view{"xlsx"}, string_view{"json"}, string_view{"jsonl"}};
constexpr std::array person_format{
    OptionRule{.name = "--format",
               .value = "csv|xlsx|json|jsonl",
               .about = "csv and xlsx import again without change (csv); jsonl is one person a line",
               .words = person_formats},
    OptionRule{.name = "--json", .about = "the same as --format json"},
};
constexpr OptionGroup person_format_group{"", person_format};

constexpr std::array general{
    OptionRule{.name = "--data", .value = "DIR", .about = "the data directory (./data)", .path = OptionRule::Path::folder},
    OptionRule{.name = "--server", .value = "URL", .about = "work through this server instead (MUSTER_SERVER)"},
    OptionRule{.name = "--api-key", .value = "KEY", .about = "the key for the server (better: MUSTER_API_KEY)"},
    OptionRule{.name = "--ca-file",
               .value = "FILE",
               .about = "certificates to trust instead of the system's (MUSTER_CA_FILE)",
               .path = OptionRule::Path::file},
    OptionRule{.name = "--account", .value = "NAME", .about = "the account (the only one there is)"},
};
constexpr OptionGroup general_group{"Everywhere", general};

} // namespace

OptionGroup const& reading_options() { return reading_group; }
OptionGroup const& mapping_options() { return mapping_group; }
OptionGroup const& choice_options() { return choice_group; }
OptionGroup const& consent_options() { return consent_group; }
OptionGroup const& json_options() { return json_group; }
OptionGroup const& progress_options() { return progress_group; }
OptionGroup const& rejected_options() { return rejected_group; }
OptionGroup const& person_query_options() { return person_query_group; }
OptionGroup const& person_format_options() { return person_format_group; }
OptionGroup const& general_options() { return general_group; }

} // namespace muster
