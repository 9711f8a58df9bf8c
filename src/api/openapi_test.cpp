#include "api/openapi.hpp"

#include "json/value.hpp"

#include <gtest/gtest.h>

#include <array>

namespace muster {

namespace {

std::string code_of(std::span<EmbeddedFile const> parts)
{
    auto const document = openapi_document(parts, "1.2.3");
    return document ? std::string{"fine"} : document.error().message;
}

TEST(OpenApi, PartsOfTheProductMakeADocument)
{
    ASSERT_FALSE(openapi_parts().empty());
    auto const text = openapi_document(openapi_parts(), "1.2.3");
    ASSERT_TRUE(text) << text.error().message;
    auto const document = parse_json(*text);
    ASSERT_TRUE(document);
    EXPECT_EQ(*document->find("openapi")->text(), "3.1.0");
    EXPECT_EQ(*document->find("info")->find("version")->text(), "1.2.3");
    EXPECT_NE(document->find("paths")->find("/healthz"), nullptr);
    EXPECT_NE(document->find("components")->find("schemas")->find("Problem"), nullptr);
}

TEST(OpenApi, PartsAreMerged)
{
    std::array const parts{
        EmbeddedFile{"a.json", R"({"paths":{"/a":{"get":{}}},"components":{"schemas":{"S":{"type":"object"}}},"tags":[{"name":"A"}]})"},
        EmbeddedFile{"b.json", R"({"paths":{"/b":{}},"components":{"schemas":{"S":{"type":"object"},"T":{}},"responses":{"R":{}}}})"}};
    auto const document = parse_json(*openapi_document(parts, "1"));
    EXPECT_EQ(document->find("paths")->object()->size(), 2U);
    EXPECT_EQ(document->find("components")->find("schemas")->object()->size(), 2U);
    EXPECT_EQ(document->find("components")->find("responses")->object()->size(), 1U);
    EXPECT_EQ(document->find("tags")->array()->size(), 1U);
}

TEST(OpenApi, WrongPartsAreNamed)
{
    std::array const repeated{EmbeddedFile{"a.json", R"({"paths":{"/a":{}}})"}, EmbeddedFile{"b.json", R"({"paths":{"/a":{}}})"}};
    EXPECT_NE(code_of(repeated).find("b.json"), std::string::npos);
    std::array const differing{EmbeddedFile{"a.json", R"({"components":{"schemas":{"S":{}}}})"},
                               EmbeddedFile{"b.json", R"({"components":{"schemas":{"S":{"type":"string"}}}})"}};
    EXPECT_NE(code_of(differing).find("components.schemas.S"), std::string::npos);
    for (std::string_view const bytes : {"{", "[]", R"({"info":{}})", R"({"paths":[]})", R"({"components":{"schemas":[]}})"}) {
        std::array const one{EmbeddedFile{"c.json", bytes}};
        EXPECT_NE(code_of(one).find("c.json"), std::string::npos) << bytes;
    }
}

} // namespace

} // namespace muster
