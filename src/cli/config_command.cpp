#include "cli/acts.hpp"
#include "cli/help.hpp"
#include "cli/serve_options.hpp"
#include "cli/shown_text.hpp"
#include "json/writer.hpp"

namespace muster {

namespace {

using Kind = ConfigurationKey::Kind;
using From = Setting::From;

std::string_view name_of(Kind kind)
{
    switch (kind) {
    case Kind::text: return "text";
    case Kind::word: return "word";
    case Kind::number: return "number";
    case Kind::texts: return "texts";
    case Kind::file: return "file";
    case Kind::folder: return "folder";
    case Kind::secret: break;
    }
    return "secret";
}

std::string_view name_of(From from)
{
    switch (from) {
    case From::standard: return "default";
    case From::file: return "file";
    case From::environment: return "environment";
    case From::flag: return "flag";
    case From::nowhere: break;
    }
    return "nowhere";
}

/// Where the value comes from, for people.
std::string origin_of(Setting const& setting)
{
    switch (setting.from) {
    case From::standard: return "the default";
    case From::file: return "line " + std::to_string(setting.line) + " of the file";
    case From::environment: return std::string{setting.key->environment};
    case From::flag: return std::string{setting.key->flag};
    case From::nowhere: break;
    }
    return {};
}

std::string value_of(Setting const& setting)
{
    if (!setting.is_set()) { return "not set"; }
    return setting.key->kind == Kind::secret ? "set" : shown(as_utf8(setting.text));
}

void add_value(JsonWriter& json, Setting const& setting)
{
    json.member("set", setting.is_set());
    json.key("value");
    if (!setting.is_set() || setting.key->kind == Kind::secret) {
        json.null();
    } else if (setting.key->kind == Kind::number) {
        json.value(setting.number);
    } else if (setting.key->kind == Kind::texts) {
        json.begin_array();
        for (std::string const& text : setting.texts) { json.value(text); }
        json.end_array();
    } else {
        json.value(as_utf8(setting.text));
    }
}

void add_text(JsonWriter& json, std::string_view name, std::string_view text)
{
    json.key(name);
    if (text.empty()) {
        json.null();
    } else {
        json.value(text);
    }
}

std::string document_of(Configuration const& configuration)
{
    JsonWriter json;
    json.begin_object().key("keys").begin_array();
    for (Setting const& setting : configuration.settings()) {
        ConfigurationKey const& key = *setting.key;
        json.begin_object().member("name", key.name);
        add_value(json, setting);
        json.member("from", name_of(setting.from));
        if (setting.from == From::file) { json.member("line", setting.line); }
        json.member("type", name_of(key.kind));
        add_text(json, "default", key.standard);
        add_text(json, "environment", key.environment);
        add_text(json, "flag", key.flag);
        json.member("meaning", key.about).end_object();
    }
    json.end_array().key("faults").begin_array();
    for (ConfigurationFault const& fault : configuration.faults()) {
        json.begin_object();
        add_text(json, "file", as_utf8(fault.file));
        json.key("line");
        if (fault.line > 0) {
            json.value(fault.line);
        } else {
            json.null();
        }
        json.member("sentence", as_utf8(fault.sentence)).end_object();
    }
    return json.end_array().end_object().take();
}

std::string text_of(Setting const& setting)
{
    constexpr std::size_t meaning_at = 4;
    std::string const origin = origin_of(setting);
    std::string text = std::string{setting.key->name} + " = " + value_of(setting);
    if (!origin.empty()) { text += "  (" + origin + ")"; }
    return text + "\n" + wrapped(setting.key->about, meaning_at);
}

} // namespace

Result<ExitStatus> act_config_check(Session& session)
{
    Configuration const configuration = read_configuration(session);
    if (session.wants_json()) {
        TRY(session.print_document(document_of(configuration)));
    } else {
        for (Setting const& setting : configuration.settings()) { TRY(session.print(text_of(setting))); }
    }
    for (ConfigurationFault const& fault : configuration.faults()) { say("muster: " + shown(as_utf8(fault.whole_sentence()))); }
    return configuration.faults().empty() ? ExitStatus::done : ExitStatus::usage;
}

} // namespace muster
