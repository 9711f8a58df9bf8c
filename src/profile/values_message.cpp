#include "profile/values.hpp"

#include "profile/field.hpp"

namespace muster {

namespace {

std::string called(std::string_view field_name) { return field_name.empty() ? "This value" : std::string{field_name}; }

std::string too_long(std::string_view field_name, std::uint32_t limit)
{
    return called(field_name) + " takes " + std::to_string(limit) + " characters at most. Shorten it.";
}

/// Sentences about damage that a spreadsheet program has done.
std::string damage_message(ProblemCode code, std::string_view field_name)
{
    switch (code) {
    case ProblemCode::damage_scientific_notation:
        return "This looks like a number that a spreadsheet shortened to scientific notation. It is taken as it stands; compare it with "
               "the "
               "source.";
    case ProblemCode::damage_rounded_digits:
        return "Numbers with more than 15 digits that end in zeros: a spreadsheet keeps only 15 digits. Export the column again as text.";
    case ProblemCode::damage_lost_leading_zeros:
        return "Some numbers are shorter than the column's usual length: their leading zeros may be lost. Export the column again as text.";
    case ProblemCode::damage_auto_date:
        return "A spreadsheet may have made a date of this text. It is taken as it stands; compare it with the source.";
    case ProblemCode::damage_error_value:
        return "A spreadsheet's error value; the cell is read as empty. Repair the formula if " + called(field_name) +
               " should have a value.";
    case ProblemCode::damage_mojibake:
        return "These letters look like text that was read in a wrong encoding. It is taken as it stands; choose another encoding, or "
               "export "
               "the source again.";
    case ProblemCode::damage_leading_apostrophe:
        return "An apostrophe in front, which spreadsheets use to mark text. Identifiers, numbers and dates are read without it; other "
               "text "
               "keeps it.";
    case ProblemCode::damage_invisible_space:
        return "The text holds a no-break or zero-width space that cannot be seen. It is taken as it stands.";
    case ProblemCode::damage_repaired:
        return "Spaces inside, full-width characters, invisible marks or a fraction of zero were taken out of " +
               (field_name.empty() ? std::string{"this value"} : std::string{field_name}) + ".";
    default: return {};
    }
}

/// Sentences about rows and records as a whole.
std::string row_message(ProblemCode code)
{
    switch (code) {
    case ProblemCode::no_identifier:
        return "The row has no phone, email or external id, so nobody can be found by it. Fill in at least one of them.";
    case ProblemCode::too_many_additional_contacts:
        return "The rows of one person bring more than 20 additional phones and emails. Remove some of them.";
    case ProblemCode::too_many_contacts: return "A profile takes 100 phones and emails together. Remove some of them, or split the person.";
    case ProblemCode::ambiguous_match:
        return "The record's identifiers belong to several stored profiles. Merge those, or choose to merge on ambiguous matches.";
    case ProblemCode::malformed_row:
        return "The row has more cells than the table has columns, so it is not clear which value belongs where. Quote values that contain "
               "the delimiter.";
    case ProblemCode::external_id_replaced: return "The stored external id is replaced by the one in the file.";
    case ProblemCode::two_external_ids: return "The rows of one person have two external ids. The later one is taken.";
    default: return {};
    }
}

} // namespace

std::string message_of(ProblemCode code, std::string_view field_name, std::uint32_t limit)
{
    std::string const field = called(field_name);
    switch (code) {
    case ProblemCode::invalid_phone:
        return "This is no possible phone number. Write it internationally, like +385 91 234 5678, or choose the country of national "
               "numbers.";
    case ProblemCode::unknown_phone_range:
        return "The phone number is possible, but in no range known for its country. It is taken; compare it with the source.";
    case ProblemCode::invalid_email: return "This is no email address. Write it like name@example.com.";
    case ProblemCode::value_too_long: return too_long(field_name, limit);
    case ProblemCode::invalid_date:
        return field_name == "birthDate"
                   ? "This is no birth date from 1900 to today. Write it like 1990-05-31, or choose the column's date format."
                   : field + " is a date like 2026-11-23. Write it so, or choose the column's date format.";
    case ProblemCode::invalid_gender: return "The gender is male, female, m or f. Use one of them, or leave it empty.";
    case ProblemCode::invalid_language: return "A language is written like hr or en-GB. Write it so, or leave it empty.";
    case ProblemCode::invalid_url: return field + " takes a whole address with its host, like https://example.com/ana.jpg.";
    case ProblemCode::forbidden_character:
        return field + " must not contain any of & < > \" / \\ : ( ) { } = ; #, line breaks or the null character. Remove them.";
    case ProblemCode::invalid_number:
        return field + " takes a number in plain digits, with a point before the fraction of a decimal, like -1234.5. Write it so.";
    case ProblemCode::invalid_boolean: return field + " takes true or false, yes or no, 1 or 0.";
    case ProblemCode::invalid_type: return "The person type is lead or customer. Use one of them, or leave it empty.";
    case ProblemCode::undecodable_text:
        return "The cell has bytes that the file's encoding does not know. Choose the file's true encoding, or correct the cell.";
    case ProblemCode::spoiled_value:
        return "A spreadsheet has spoiled this value (scientific notation or an error value), and what it was cannot be known. Format the "
               "column as text in the source and export it again.";
    default: break;
    }
    std::string message = row_message(code);
    return message.empty() ? damage_message(code, field_name) : message;
}

} // namespace muster
