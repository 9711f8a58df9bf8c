#include "api/reference/operation_html.hpp"

#include "api/reference/schema_example.hpp"
#include "api/reference/schema_html.hpp"

#include <algorithm>

namespace muster {

namespace {

std::string_view text_member(Json const& of, std::string_view name)
{
    Json const* const member = of.find(name);
    return member != nullptr && member->text() != nullptr ? std::string_view{*member->text()} : std::string_view{};
}

void write_heads(HtmlWriter& html, std::initializer_list<std::string_view> titles)
{
    html.open("thead").open("tr");
    for (std::string_view const title : titles) { html.element("th", title, {{"scope", "col"}}); }
    html.close().close();
}

/// Bytes as people say them: the limits are whole kibibytes or mebibytes, which the sentences call KB and MB.
std::string size_text(std::uint64_t bytes)
{
    constexpr std::uint64_t megabyte = 1'024 * 1'024;
    if (bytes % megabyte == 0) { return std::to_string(bytes / megabyte) + " MB"; }
    return std::to_string(bytes / 1'024) + " KB";
}

bool asks_for_nobody(Json const& operation)
{
    Json const* const security = operation.find("security");
    if (security == nullptr || security->array() == nullptr) { return false; }
    auto const& ways = *security->array();
    return ways.empty() ||
           std::any_of(ways.begin(), ways.end(), [](Json const& way) { return way.object() != nullptr && way.object()->empty(); });
}

void write_needs(HtmlWriter& html, DescribedOperation const& described)
{
    html.open("p", {{"class", "needs"}});
    if (described.route != nullptr && described.route->scope) {
        html.text("Needs the scope ").element("code", name_of(*described.route->scope)).text(".");
    } else {
        html.text(asks_for_nobody(*described.operation) ? "Anybody may call this." : "Needs a caller, but no scope.");
    }
    bool const has_limit = described.route != nullptr && described.route->body_limit > 0;
    if (has_limit) { html.text(" A body of up to " + size_text(described.route->body_limit) + "."); }
    html.close();
}

void write_parameter(HtmlWriter& html, Json const& parameter)
{
    html.open("tr").open("th", {{"scope", "row"}}).element("code", text_member(parameter, "name"));
    Json const* const required = parameter.find("required");
    if (required != nullptr && required->boolean() == true) { html.text(" ").element("span", "required", {{"class", "required"}}); }
    html.close().element("td", text_member(parameter, "in")).open("td");
    if (Json const* const schema = parameter.find("schema")) { write_type(html, *schema); }
    html.close().open("td").prose(text_member(parameter, "description")).close().close();
}

void write_parameters(HtmlWriter& html, Json const& document, DescribedOperation const& described)
{
    std::vector<Json const*> parameters;
    for (Json const* const place : {described.of_path, described.operation}) {
        Json const* const given = place->find("parameters");
        if (given == nullptr || given->array() == nullptr) { continue; }
        for (Json const& each : *given->array()) { parameters.push_back(resolved(document, each)); }
    }
    std::erase(parameters, nullptr);
    if (parameters.empty()) { return; }
    html.element("h4", "Parameters").open("table");
    write_heads(html, {"Name", "In", "Value", "About"});
    html.open("tbody");
    for (Json const* const parameter : parameters) { write_parameter(html, *parameter); }
    html.close().close();
}

/// Media types with what they hold. What has a name is shown among the schemas; what has none, here.
void write_content(HtmlWriter& html, Json const& content)
{
    if (content.object() == nullptr) { return; }
    for (auto const& [media_type, held] : *content.object()) {
        Json const* const schema = held.find("schema");
        html.open("p", {{"class", "content"}}).element("code", media_type);
        if (schema != nullptr) {
            html.text(": ");
            write_type(html, *schema);
        }
        html.close();
        if (schema == nullptr || !reference_name(*schema).empty()) { continue; }
        write_properties(html, *schema);
    }
}

void write_body(HtmlWriter& html, Json const& document, Json const& operation)
{
    Json const* const written = operation.find("requestBody");
    Json const* const body = written == nullptr ? nullptr : resolved(document, *written);
    Json const* const content = body == nullptr ? nullptr : body->find("content");
    if (content == nullptr) { return; }
    html.element("h4", "Body");
    write_content(html, *content);
    Json const* const json = content->find("application/json");
    Json const* const schema = json == nullptr ? nullptr : json->find("schema");
    if (schema != nullptr) { write_example(html, document, *schema, reference_name(*schema)); }
}

void write_headers(HtmlWriter& html, Json const& document, Json const& response)
{
    Json const* const headers = response.find("headers");
    if (headers == nullptr || headers->object() == nullptr) { return; }
    for (auto const& [name, written] : *headers->object()) {
        Json const* const header = resolved(document, written);
        if (header == nullptr) { continue; }
        html.open("p", {{"class", "content"}}).element("code", name).text(": ");
        if (Json const* const schema = header->find("schema")) { write_type(html, *schema); }
        html.text(" ").prose(text_member(*header, "description")).close();
    }
}

void write_answers(HtmlWriter& html, Json const& document, Json const& operation)
{
    Json const* const answers = operation.find("responses");
    if (answers == nullptr || answers->object() == nullptr) { return; }
    html.element("h4", "Answers").open("table", {{"class", "answers"}});
    write_heads(html, {"Status", "Answer"});
    html.open("tbody");
    for (auto const& [status, written] : *answers->object()) {
        Json const* const answer = resolved(document, written);
        if (answer == nullptr) { continue; }
        html.open("tr").element("th", status == "default" ? "other" : status, {{"scope", "row"}}).open("td");
        html.open("p").prose(text_member(*answer, "description")).close();
        write_headers(html, document, *answer);
        if (Json const* const content = answer->find("content")) { write_content(html, *content); }
        html.close().close();
    }
    html.close().close();
}

} // namespace

std::string_view DescribedOperation::text(std::string_view member) const { return text_member(*operation, member); }

bool DescribedOperation::has_tag(std::string_view tag) const
{
    Json const* const tags = operation->find("tags");
    if (tags == nullptr || tags->array() == nullptr) { return false; }
    auto const& all = *tags->array();
    return std::any_of(all.begin(), all.end(), [tag](Json const& each) { return each.text() != nullptr && *each.text() == tag; });
}

std::vector<DescribedOperation> described_operations(Json const& document, std::span<Route const> routes)
{
    std::vector<DescribedOperation> described;
    Json const* const paths = document.find("paths");
    if (paths == nullptr || paths->object() == nullptr) { return described; }
    for (auto const& [path, of_path] : *paths->object()) {
        if (of_path.object() == nullptr) { continue; }
        for (auto const& [name, operation] : *of_path.object()) {
            if (operation.find("operationId") == nullptr) { continue; } // parameters of all
            DescribedOperation one{name, path, &of_path, &operation, nullptr};
            std::transform(one.method.begin(), one.method.end(), one.method.begin(),
                           [](char letter) { return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter; });
            auto const served = std::find_if(routes.begin(), routes.end(),
                                             [&one](Route const& route) { return route.method == one.method && route.path == one.path; });
            if (served != routes.end()) { one.route = &*served; }
            described.push_back(std::move(one));
        }
    }
    return described;
}

void write_operation(HtmlWriter& html, Json const& document, DescribedOperation const& described)
{
    std::string_view const id = described.text("operationId");
    std::string const link = "#" + std::string{id};
    html.open("section", {{"class", "operation"}, {"id", id}});
    html.open("h3").open("a", {{"href", link}}).text(described.text("summary")).close().close();
    html.open("p", {{"class", "call"}}).element("span", described.method, {{"class", "method"}}).text(" ");
    html.element("code", described.path).text(" ").element("span", id, {{"class", "name"}}).close();
    if (std::string_view const about = described.text("description"); !about.empty()) { html.open("p").prose(about).close(); }
    write_needs(html, described);
    write_parameters(html, document, described);
    write_body(html, document, *described.operation);
    write_answers(html, document, *described.operation);
    html.close();
}

} // namespace muster
