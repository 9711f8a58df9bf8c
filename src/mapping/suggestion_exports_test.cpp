#include "mapping/suggestion.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace muster {
namespace {

struct ExportColumn {
    std::string title{};
    std::string value{}; ///< a typical one, the same in every row
    std::string expected{};
};

/// Lines of "title ~ value ~ grade field".
std::vector<ExportColumn> columns_of(std::string_view table)
{
    std::vector<ExportColumn> columns;
    constexpr std::string_view between = " ~ ";
    for (std::size_t start = table.find_first_not_of('\n'); start < table.size();) {
        std::size_t const end = std::min(table.find('\n', start), table.size());
        std::string_view const line = table.substr(start, end - start);
        std::size_t const first = line.find(between);
        std::size_t const second = line.find(between, first + 1);
        columns.push_back({std::string{line.substr(0, first)},
                           std::string{line.substr(first + between.size(), second - first - between.size())},
                           std::string{line.substr(second + between.size())}});
        start = end + 1;
    }
    return columns;
}

std::string said(Suggestion const& suggestion)
{
    return suggestion.grade == Grade::none ? "none" : std::string{name_of(suggestion.grade)} + " " + suggestion.field;
}

void expect_export(Target const& target, std::vector<ExportColumn> const& columns)
{
    Reading reading;
    RowBatch batch;
    for (ExportColumn const& column : columns) { reading.columns.push_back({reading.columns.size() + 1, column.title}); }
    for (std::int64_t row = 2; row < 5; ++row) {
        batch.begin_row({row}, row);
        for (ExportColumn const& column : columns) { batch.add_cell(column.value); }
        batch.end_row();
    }
    ColumnStudy study{target, reading, {}, Date{2026, 11, 24}};
    study.add(batch);
    std::vector<Suggestion> const suggestions = study.suggestions();
    ASSERT_EQ(suggestions.size(), columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        EXPECT_EQ(said(suggestions[i]), columns[i].expected) << columns[i].title << ": " << suggestions[i].evidence;
    }
}

void expect_export(std::string_view table) { expect_export(person_target(), columns_of(table)); }

TEST(SuggestedExports, OfHubSpot)
{
    expect_export(R"(
Record ID ~ 151 ~ likely externalId
First Name ~ Ana ~ certain firstName
Last Name ~ Horvat ~ certain lastName
Email ~ ana@example.com ~ certain email
Phone Number ~ +385 91 234 5678 ~ certain phone
Mobile Phone Number ~ +385 91 234 5679 ~ certain phone
Contact owner ~ rep@example.com ~ none
Last Activity Date (GMT+1) ~ 2024-01-05 ~ none
Lead Status ~ New ~ none
Marketing contact status ~ Marketing contact ~ none
Create Date ~ 2024-01-05 ~ none
Associated Company ~ ACME ~ none
Lifecycle Stage ~ Subscriber ~ none
Country/Region ~ Croatia ~ certain country
City ~ Zagreb ~ certain city
Street Address ~ Ilica 1 ~ certain address
Preferred language ~ hr ~ certain preferredLanguage
Date of birth ~ 1990-02-14 ~ certain birthDate
Job Title ~ CEO ~ none
State/Region ~ Zagreb ~ none
Postal Code ~ 10000 ~ none
)");
}

TEST(SuggestedExports, OfSalesforce)
{
    expect_export(R"(
Id ~ 0035g00000AbCdE ~ likely externalId
AccountId ~ 0015g00000AbCdE ~ none
Salutation ~ Ms. ~ none
FirstName ~ Ana ~ certain firstName
LastName ~ Horvat ~ certain lastName
Title ~ CEO ~ none
MailingStreet ~ Ilica 1 ~ likely address
MailingCity ~ Zagreb ~ certain city
MailingState ~ Zagreb ~ none
MailingPostalCode ~ 10000 ~ none
MailingCountry ~ Croatia ~ certain country
Phone ~ +385 1 234 5678 ~ certain phone
Fax ~ +385 1 234 5679 ~ none
MobilePhone ~ +385 91 234 5678 ~ certain phone
HomePhone ~ +385 1 234 5670 ~ certain phone
OtherPhone ~ +385 1 234 5671 ~ certain phone
AssistantPhone ~ +385 1 234 5672 ~ none
Email ~ ana@example.com ~ certain email
Birthdate ~ 1990-02-14 ~ certain birthDate
OwnerId ~ 0055g ~ none
CreatedDate ~ 2024-01-05 ~ none
EmailBouncedReason ~ full ~ none
PhotoUrl ~ https://example.com/a.jpg ~ certain profilePicture
)");
}

TEST(SuggestedExports, OfMailchimp)
{
    expect_export(R"(
Email Address ~ ana@example.com ~ certain email
First Name ~ Ana ~ certain firstName
Last Name ~ Horvat ~ certain lastName
Address ~ Ilica 1 Zagreb ~ certain address
Phone Number ~ +385912345678 ~ certain phone
Birthday ~ 02/14 ~ none
MEMBER_RATING ~ 2 ~ none
OPTIN_TIME ~ 2024-01-05 10:00:00 ~ none
OPTIN_IP ~ 192.0.2.1 ~ none
CONFIRM_TIME ~ 2024-01-05 10:00:00 ~ none
LATITUDE ~ 45.8 ~ none
GMTOFF ~ 1 ~ none
TIMEZONE ~ Europe/Zagreb ~ none
REGION ~ zg ~ none
LAST_CHANGED ~ 2024-01-05 10:00:00 ~ none
LEID ~ 151 ~ likely externalId
NOTES ~ call ~ none
TAGS ~ VIP ~ certain tags
)");
}

TEST(SuggestedExports, OfGoogleContacts)
{
    expect_export(R"(
First Name ~ Ana ~ certain firstName
Middle Name ~ Maria ~ certain middleName
Last Name ~ Horvat ~ certain lastName
Phonetic First Name ~ ana ~ none
Name Prefix ~ Dr. ~ none
Nickname ~ Ani ~ certain nickName
File As ~ Horvat, Ana ~ none
Organization Name ~ ACME ~ none
Organization Title ~ CEO ~ none
Birthday ~ 1990-02-14 ~ certain birthDate
Notes ~ x ~ none
Photo ~ https://example.com/a.jpg ~ likely profilePicture
Labels ~ * myContacts ~ likely tags
E-mail 1 - Label ~ Work ~ none
E-mail 1 - Value ~ ana@example.com ~ certain email
E-mail 2 - Value ~ ana@example.org ~ certain email
Phone 1 - Label ~ Mobile ~ none
Phone 1 - Value ~ +385 91 234 5678 ~ certain phone
Phone 2 - Value ~ +385 1 234 5678 ~ certain phone
Address 1 - Label ~ Home ~ none
Address 1 - Formatted ~ Ilica 1, Zagreb ~ certain address
Address 1 - Street ~ Ilica 1 ~ none
Address 1 - City ~ Zagreb ~ certain city
Address 1 - Region ~ Zagreb ~ none
Address 1 - Country ~ HR ~ certain country
Address 2 - City ~ Split ~ none
)");
}

TEST(SuggestedExports, OfGoogleContactsBefore2024)
{
    expect_export(R"(
Name ~ Ana Maria Horvat ~ none
Given Name ~ Ana ~ certain firstName
Additional Name ~ Maria ~ likely middleName
Family Name ~ Horvat ~ certain lastName
Yomi Name ~ x ~ none
Given Name Yomi ~ x ~ none
Initials ~ A.M. ~ none
Maiden Name ~ Babić ~ none
Gender ~ F ~ certain gender
Group Membership ~ * myContacts ~ likely tags
E-mail 1 - Type ~ * Work ~ none
E-mail 1 - Value ~ ana@example.com ~ certain email
Phone 1 - Type ~ Mobile ~ none
Phone 1 - Value ~ +385 91 234 5678 ~ certain phone
Organization 1 - Name ~ ACME ~ none
)");
}

TEST(SuggestedExports, OfOutlook)
{
    expect_export(R"(
First Name ~ Ana ~ certain firstName
Last Name ~ Horvat ~ certain lastName
Title ~ Dr. ~ none
Suffix ~ Jr. ~ none
Given Yomi ~ x ~ none
E-mail Address ~ ana@example.com ~ certain email
E-mail 2 Address ~ ana@example.org ~ certain email
E-mail Type ~ SMTP ~ none
E-mail Display Name ~ Ana Horvat ~ none
Home Phone ~ +385 1 234 5678 ~ certain phone
Home Phone 2 ~ +385 1 234 5679 ~ certain phone
Business Phone ~ +385 1 234 5670 ~ certain phone
Mobile Phone ~ +385 91 234 5678 ~ certain phone
Primary Phone ~ +385 91 234 5679 ~ certain phone
Pager ~ +385 1 1112222 ~ none
Business Fax ~ +385 1 1112223 ~ none
Company Main Phone ~ +385 1 1112224 ~ likely phone
Job Title ~ CEO ~ none
Company ~ ACME ~ none
Manager's Name ~ Ivo ~ none
Assistant's Phone ~ +385 1 1112225 ~ none
Home Street ~ Ilica 1 ~ likely address
Home City ~ Zagreb ~ certain city
Home State ~ Zagreb ~ none
Home Postal Code ~ 10000 ~ none
Home Country/Region ~ Croatia ~ certain country
Other City ~ Split ~ none
Birthday ~ 14.2.1990 ~ certain birthDate
Anniversary ~ 1.2.2010 ~ none
)");
}

TEST(SuggestedExports, OfShopify)
{
    expect_export(R"(
Customer ID ~ '6940095 ~ likely externalId
First Name ~ Ana ~ certain firstName
Last Name ~ Horvat ~ certain lastName
Email ~ ana@example.com ~ certain email
Accepts Email Marketing ~ yes ~ none
Default Address Company ~ ACME ~ none
Default Address Address1 ~ Ilica 1 ~ likely address
Default Address Address2 ~ Floor 5 ~ none
Default Address City ~ Zagreb ~ certain city
Default Address Country Code ~ HR ~ likely country
Default Address Zip ~ 10000 ~ none
Default Address Phone ~ +385912345678 ~ certain phone
Phone ~ +385912345679 ~ certain phone
Accepts SMS Marketing ~ no ~ none
Total Spent ~ 12.50 ~ none
Total Orders ~ 3 ~ none
Note ~ x ~ none
Tax Exempt ~ no ~ none
Tags ~ VIP ~ certain tags
)");
}

TEST(SuggestedExports, OfWooCommerce)
{
    expect_export(R"(
user_login ~ ana ~ none
user_email ~ ana@example.com ~ certain email
billing_first_name ~ Ana ~ certain firstName
billing_last_name ~ Horvat ~ certain lastName
billing_company ~ ACME ~ none
billing_phone ~ +385912345678 ~ certain phone
billing_email ~ ana@example.org ~ certain email
billing_city ~ Zagreb ~ certain city
billing_country ~ HR ~ certain country
billing_postcode ~ 10000 ~ none
First Name (Shipping) ~ Iva ~ none
shipping_city ~ Split ~ none
Total Spend ~ 12.5 ~ none
)");
}

TEST(SuggestedExports, OfInfobip)
{
    expect_export(R"(
externalId ~ C1 ~ certain externalId
firstName ~ Ana ~ certain firstName
lastName ~ Horvat ~ certain lastName
address ~ Ilica 1 ~ certain address
city ~ Zagreb ~ certain city
country ~ Croatia ~ certain country
gender ~ FEMALE ~ certain gender
birthDate ~ 1990-02-14 ~ certain birthDate
preferredLanguage ~ hr ~ certain preferredLanguage
profilePicture ~ https://example.com/a.jpg ~ certain profilePicture
type ~ CUSTOMER ~ certain type
origin ~ API ~ none
createdAt ~ 2024-01-05T10:00:00 ~ none
contactInformation.phone[0].number ~ 385912345678 ~ certain phone
contactInformation.email[0].address ~ ana@example.com ~ certain email
)");
}

TEST(SuggestedExports, OfOurs)
{
    std::map<std::string_view, std::string> const values{
        {"externalId", "C1"},         {"gender", "MALE"},   {"birthDate", "1990-02-14"},
        {"preferredLanguage", "hr"},  {"type", "LEAD"},     {"phone", "385912345678"},
        {"email", "ana@example.com"}, {"tags", "VIP|news"}, {"profilePicture", "https://example.com/a.jpg"},
    };
    std::map<std::string_view, std::string> const titles{{"tags", "Tags (|)"}, {"phone", "Phone 1"}, {"email", "Email 1"}};
    std::vector<ExportColumn> columns;
    for (FieldRule const& rule : person_target().fields) {
        std::string const name{rule.name};
        columns.push_back(
            {titles.contains(name) ? titles.at(name) : name, values.contains(name) ? values.at(name) : "Ana", "certain " + name});
    }
    columns.push_back({"Phone 12", "385912345679", "certain phone"});
    columns.push_back({"Email 2", "ana@example.org", "certain email"});
    expect_export(person_target(), columns);
}

TEST(SuggestedExports, OfCompanies)
{
    static constexpr std::array fields{
        FieldRule{{1}, "externalId", FieldKind::external_id, Arity::one, 256, IdentifierKind::company_external_id},
        FieldRule{{2}, "name", FieldKind::text, Arity::one, 255, IdentifierKind::company_name},
        FieldRule{{3}, "domains", FieldKind::domain, Arity::many, 255, IdentifierKind::domain},
        FieldRule{{4}, "country", FieldKind::text, Arity::one, 50},
        FieldRule{{5}, "vatNumber", FieldKind::text, Arity::one, 50},
    };
    static constexpr Target companies{2, "company", fields};
    expect_export(companies, columns_of(R"(
Company ID ~ 151 ~ likely externalId
Company name ~ ACME ~ certain name
Company Domain Name ~ acme.example ~ certain domains
Country/Region ~ Croatia ~ certain country
OIB ~ 12345678901 ~ certain vatNumber
Phone Number ~ +385 1 234 5678 ~ none
E-mail ~ office@acme.example ~ none
First name ~ Ana ~ none
)"));
}

} // namespace
} // namespace muster
