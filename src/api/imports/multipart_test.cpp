#include "api/imports/multipart.hpp"

#include "api/imports/imports_api_test.hpp"

#include <span>

namespace muster {
namespace {

Result<std::vector<FormPart>> read(std::string body, std::string const& boundary = "b")
{
    return read_form(std::shared_ptr<ByteSource const>{memory_source(std::move(body))}, boundary);
}

std::string contents(FormPart const& part) { return must(read_all(*part.bytes, std::uint64_t{1} << 30)); }

std::string const named = "Content-Disposition: form-data; name=\"a\"";

TEST(Form, HasItsPartsInOrder)
{
    auto const parts =
        must(read(form_of("b", {{named, "one"}, {"CONTENT-DISPOSITION:form-data;name=c; filename=\"x.csv\"\r\nX: y", "a,b\r\n--c\r\n"}})));
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_EQ(parts[0].name, "a");
    EXPECT_FALSE(parts[0].file_name);
    EXPECT_EQ(contents(parts[0]), "one");
    EXPECT_EQ(parts[1].file_name, "x.csv");
    EXPECT_EQ(contents(parts[1]), "a,b\r\n--c\r\n");
}

TEST(Form, MayHaveTextAroundItAndSpaceBehindBoundaries)
{
    auto const parts = must(read("preamble\r\n--b  \t\r\n" + named + "\r\n\r\nx\r\n--b--\r\nepilogue"));
    ASSERT_EQ(parts.size(), 1U);
    EXPECT_EQ(contents(parts[0]), "x");
    EXPECT_TRUE(must(read("--b--")).empty());
    EXPECT_EQ(contents(must(read("--b\r\n" + named + "\r\n\r\n--b--"))[0]), ""); // no content at all
    EXPECT_EQ(contents(must(read("--b\r\n" + named + "\r\n\r\n\r\n--b--"))[0]), "");
}

TEST(Form, FindsBoundariesThatLieAcrossPieces)
{
    std::size_t const window = 64 * 1'024;
    for (std::size_t size = window - 12; size < window + 12; ++size) {
        std::string const content = std::string(size - 4, 'x') + "\r\n-\r"; // ends as a boundary begins
        std::string const second = "Content-Disposition: form-data; name=\"second\"";
        auto const parts = must(read(form_of("b", {{named, content}, {second, "y"}})));
        ASSERT_EQ(parts.size(), 2U) << size;
        ASSERT_EQ(contents(parts[0]), content) << size;
        ASSERT_EQ(contents(parts[1]), "y");
    }
}

TEST(Form, ReadsNamesAsClientsWriteThem)
{
    for (auto const& [parameters, expected] : std::vector<std::pair<std::string, std::string>>{
             {R"(filename="people.csv")", "people.csv"},
             {R"(filename=people.csv)", "people.csv"},
             {R"(filename="a %22b%22 %41.csv")", R"(a "b" %41.csv)"}, // browsers
             {R"(filename="a \"b\" \\.csv")", R"(a "b" \.csv)"},      // curl
             {R"(filename="C:\people.csv")", R"(C:\people.csv)"},
             {R"(filename="a;b=c.csv")", "a;b=c.csv"},
             {"filename=\"Žene.csv\"", "Žene.csv"},
             {R"(filename="_.csv"; filename*=UTF-8''%C5%BDene%20.csv)", "Žene .csv"},
             {R"(filename*=latin-1''%8E; filename="plain.csv")", "plain.csv"},
         }) {
        auto const parts = must(read(form_of("b", {{named + "; " + parameters, "x"}})));
        EXPECT_EQ(parts.at(0).file_name, expected) << parameters;
    }
}

TEST(Form, RefusesWhatIsMalformed)
{
    std::string many;
    for (std::size_t part = 0; part <= most_form_parts; ++part) { many += "--b\r\n" + named + "\r\n\r\nx\r\n"; }
    for (std::string const& body : std::vector<std::string>{
             "", "text", "--b", "--b\r\n" + named, "--b\r\n" + named + "\r\n\r\nx", "--b\n" + named + "\r\n\r\nx\r\n--b--",
             "--bx\r\n" + named + "\r\n\r\nx\r\n--bx--", "--b\r\n" + named + "\r\n\r\nx\r\n--b-", "--b\r\n\r\nx\r\n--b--",
             "--b\r\nX: y\r\n\r\nx\r\n--b--", "--b\r\nno colon\r\n\r\nx\r\n--b--",
             "--b\r\n" + named + "\r\n" + named + "\r\n\r\nx\r\n--b--", "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
             "--b\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--b--",
             "--b\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--b--",
             "--b\r\nContent-Disposition: form-data; name=\"\xff\"\r\n\r\nx\r\n--b--",
             "--b\r\n" + named + "\r\nX: " + std::string(longest_part_head, 'x') + "\r\n\r\nx\r\n--b--", many + "--b--"}) {
        EXPECT_EQ(code_of(read(body)), "MULTIPART_MALFORMED") << body.substr(0, 200);
    }
}

TEST(Form, IsKnownByItsType)
{
    EXPECT_TRUE(is_form("multipart/form-data; boundary=x"));
    EXPECT_TRUE(is_form("Multipart/Form-Data;boundary=\"x y\""));
    EXPECT_FALSE(is_form("multipart/mixed; boundary=x"));
    EXPECT_FALSE(is_form(""));
    EXPECT_EQ(must(boundary_of("multipart/form-data; charset=utf-8; boundary=----x-1")), "----x-1");
    EXPECT_EQ(must(boundary_of("multipart/form-data; boundary=\"x y\"")), "x y");
    for (std::string const& type :
         {std::string{"multipart/form-data"}, std::string{"multipart/form-data; boundary="},
          std::string{"multipart/form-data; boundary=\"x "}, std::string{"multipart/form-data; boundary=\"x \""},
          "multipart/form-data; boundary=" + std::string(71, 'x'), std::string{"multipart/form-data; boundary=x\x01"}}) {
        EXPECT_EQ(code_of(boundary_of(type)), "MULTIPART_MALFORMED") << type;
    }
}

} // namespace
} // namespace muster
