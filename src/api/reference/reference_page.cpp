#include "api/reference/reference_page.hpp"

#include "api/reference/operation_html.hpp"
#include "api/reference/reference_files.hpp"
#include "api/reference/schema_html.hpp"
#include "base/assert.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace muster {

namespace {

/// The page while it is written.
class ReferencePage {
public:
    ReferencePage(Json const& document, std::span<Route const> routes)
        : document_{document}, operations_{described_operations(document, routes)}
    {
    }

    std::string write()
    {
        html_.open("html", {{"lang", "en"}});
        write_head();
        html_.open("body").element("a", "To the reference", {{"href", "#reference"}, {"class", "skip"}});
        write_contents();
        html_.open("main", {{"id", "reference"}, {"tabindex", "-1"}});
        write_introduction();
        for (auto const& [tag, about] : tags()) { write_tag(tag, about); }
        write_schemas();
        html_.close().close().close();
        return html_.take();
    }

private:
    struct Tag {
        std::string_view name{}, about{};
    };

    std::string_view text_of(std::initializer_list<std::string_view> path) const
    {
        Json const* at = &document_;
        for (std::string_view const name : path) { at = at == nullptr ? nullptr : at->find(name); }
        return at != nullptr && at->text() != nullptr ? std::string_view{*at->text()} : std::string_view{};
    }

    std::vector<Tag> tags() const
    {
        std::vector<Tag> tags;
        Json const* const written = document_.find("tags");
        if (written == nullptr || written->array() == nullptr) { return tags; }
        for (Json const& tag : *written->array()) {
            Json const* const name = tag.find("name");
            Json const* const about = tag.find("description");
            if (name == nullptr || name->text() == nullptr) { continue; }
            tags.push_back(
                {*name->text(), about != nullptr && about->text() != nullptr ? std::string_view{*about->text()} : std::string_view{}});
        }
        return tags;
    }

    Json::Object const* components(std::string_view kind) const
    {
        Json const* const all = document_.find("components");
        Json const* const named = all == nullptr ? nullptr : all->find(kind);
        return named == nullptr ? nullptr : named->object();
    }

    static std::string tag_anchor(std::string_view tag)
    {
        std::string anchor = "tag-";
        for (char const sign : tag) { anchor += sign == ' ' ? '-' : sign; }
        return anchor;
    }

    void write_head()
    {
        html_.open("head").empty("meta", {{"charset", "utf-8"}});
        html_.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
        html_.empty("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
        html_.element("title", "Muster: reference of the API");
        html_.empty("link", {{"rel", "icon"}, {"href", "data:,"}}); // or browsers ask for one
        html_.empty("link", {{"rel", "stylesheet"}, {"href", "/reference.css"}}).close();
    }

    void write_link(std::string const& target, std::string_view text) { html_.open("li").element("a", text, {{"href", target}}).close(); }

    void write_contents()
    {
        html_.open("nav", {{"aria-label", "Contents"}}).open("ul");
        for (std::string_view const part : {"Access", "Errors"}) { write_link("#" + tag_anchor(part), part); }
        html_.close();
        for (auto const& [tag, about] : tags()) {
            html_.open("p").element("a", tag, {{"href", "#" + tag_anchor(tag)}}).close().open("ul");
            for (DescribedOperation const& operation : operations_) {
                if (operation.has_tag(tag)) { write_operation_link(operation); }
            }
            html_.close();
        }
        html_.open("p").element("a", "Schemas", {{"href", "#tag-Schemas"}}).close().close();
    }

    void write_operation_link(DescribedOperation const& operation)
    {
        std::string const target = "#" + std::string{operation.text("operationId")};
        html_.open("li").open("a", {{"href", target}}).element("span", operation.method, {{"class", "method"}});
        html_.text(" ").element("span", operation.path).close().close();
    }

    void write_introduction()
    {
        html_.open("h1").text(text_of({"info", "title"})).text(" API").close();
        html_.open("p").text("Version ").text(text_of({"info", "version"})).text(". ").prose(text_of({"info", "description"}));
        html_.text(" The same for programs: ").element("a", "/openapi.json", {{"href", "/openapi.json"}}).text(".").close();
        write_access();
        html_.open("section", {{"id", "tag-Errors"}}).element("h2", "Errors");
        html_.open("p").text("Every status that is no success has a body that says what is wrong and what to do: ");
        html_.element("a", "Problem", {{"href", "#schema-Problem"}}).text(", or on the paths of the People API its published envelopes. ");
        html_.prose("Programs read its code, which stays; sentences may change. 429 and 503 may bring `Retry-After`, in seconds.")
            .close()
            .close();
    }

    void write_access()
    {
        html_.open("section", {{"id", "tag-Access"}}).element("h2", "Access").open("table").open("tbody");
        if (Json::Object const* const schemes = components("securitySchemes")) {
            for (auto const& [name, scheme] : *schemes) {
                Json const* const about = scheme.find("description");
                html_.open("tr").element("th", name, {{"scope", "row"}}).open("td");
                html_.prose(about != nullptr && about->text() != nullptr ? *about->text() : std::string{}).close().close();
            }
        }
        html_.close().close();
        html_.open("p").text("What a caller may do are scopes: ");
        std::vector<std::string_view> const scopes = names_of(all_scopes);
        for (std::size_t place = 0; place < scopes.size(); ++place) { html_.text(place > 0 ? ", " : "").element("code", scopes[place]); }
        html_.text(". One that manages covers using and reading. Every operation says which it needs.").close().close();
    }

    void write_tag(std::string_view tag, std::string_view about)
    {
        std::string const anchor = tag_anchor(tag);
        html_.open("section", {{"id", anchor}, {"class", "tag"}}).element("h2", tag);
        if (!about.empty()) { html_.open("p").prose(about).close(); }
        for (DescribedOperation const& operation : operations_) {
            if (operation.has_tag(tag)) { write_operation(html_, document_, operation); }
        }
        html_.close();
    }

    void write_schemas()
    {
        html_.open("section", {{"id", "tag-Schemas"}, {"class", "tag"}}).element("h2", "Schemas");
        Json::Object const* const schemas = components("schemas");
        if (schemas != nullptr) {
            for (auto const& [name, schema] : *schemas) { write_schema(name, schema); }
        }
        html_.close();
    }

    void write_schema(std::string const& name, Json const& schema)
    {
        std::string const anchor = "schema-" + name;
        html_.open("section", {{"id", anchor}, {"class", "schema"}});
        html_.open("h3").element("a", name, {{"href", "#" + anchor}}).close();
        Json const* const about = schema.find("description");
        if (about != nullptr && about->text() != nullptr) { html_.open("p").prose(*about->text()).close(); }
        html_.open("p");
        write_type(html_, schema);
        html_.close();
        write_properties(html_, schema);
        write_example(html_, document_, schema, name);
        html_.close();
    }

    Json const& document_;
    std::vector<DescribedOperation> operations_;
    HtmlWriter html_{};
};

} // namespace

Result<std::string> reference_page(std::string_view description, std::span<Route const> routes)
{
    Result<Json> const document = parse_json(description);
    if (!document || document->find("paths") == nullptr) {
        return Error{ErrorKind::internal, "OPENAPI_PART", "The API's description is no OpenAPI document."};
    }
    return ReferencePage{*document, routes}.write();
}

std::string_view reference_style()
{
    auto const files = reference_files();
    auto const found = std::find_if(files.begin(), files.end(), [](EmbeddedFile const& file) { return file.name == "reference.css"; });
    MUSTER_ASSERT(found != files.end());
    return found->bytes;
}

} // namespace muster
