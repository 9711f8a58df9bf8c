#include "configuration/reader.hpp"

#include "base/assert.hpp"
#include "base/file.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <charconv>

namespace muster {

namespace {

using From = Setting::From;
using Kind = ConfigurationKey::Kind;

std::string quoted(std::string_view text) { return "\"" + std::string{text} + "\""; }

/// A key as whoever set it wrote it.
std::string called(ConfigurationKey const& key, From from)
{
    if (from == From::flag && !key.flag.empty()) { return std::string{key.flag}; }
    if (from == From::flag || from == From::environment) { return std::string{key.environment}; }
    return std::string{key.name};
}

std::string list_of(std::span<std::string_view const> words)
{
    std::string list;
    for (std::string_view const word : words) { list += (list.empty() ? "" : ", ") + std::string{word}; }
    return list;
}

std::vector<std::string> parted(std::string_view text)
{
    std::vector<std::string> pieces;
    while (!text.empty()) {
        std::size_t const comma = std::min(text.find(','), text.size());
        std::string_view const piece = text::trim(text.substr(0, comma));
        if (!piece.empty()) { pieces.emplace_back(piece); }
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return pieces;
}

std::string joined(std::vector<std::string> const& pieces)
{
    std::string text;
    for (std::string const& piece : pieces) { text += (text.empty() ? "" : ",") + piece; }
    return text;
}

bool fits(TomlValue const& value, ConfigurationKey const& key)
{
    switch (key.kind) {
    case Kind::number: return value.kind == TomlValue::Kind::whole_number;
    case Kind::texts: return value.kind == TomlValue::Kind::texts || value.kind == TomlValue::Kind::text;
    case Kind::text:
    case Kind::word:
    case Kind::file:
    case Kind::folder:
    case Kind::secret: break;
    }
    return value.kind == TomlValue::Kind::text;
}

std::string wanted_by(ConfigurationKey const& key)
{
    std::size_t const dot = key.name.rfind('.');
    std::string const last{key.name.substr(dot == std::string_view::npos ? 0 : dot + 1)};
    switch (key.kind) {
    case Kind::number: return "a whole number without quotes: " + last + " = " + std::string{key.standard.empty() ? "1" : key.standard};
    case Kind::texts: return "a list of texts: " + last + " = [\"" + std::string{key.form} + "\"]";
    case Kind::word: return "a text in quotes: " + last + " = " + quoted(key.words.front());
    case Kind::text:
    case Kind::file:
    case Kind::folder:
    case Kind::secret: break;
    }
    return "a text in quotes: " + last + " = " + quoted(key.form);
}

std::vector<std::string_view> names_of_keys()
{
    std::vector<std::string_view> names;
    for (ConfigurationKey const& key : configuration_keys()) { names.push_back(key.name); }
    return names;
}

} // namespace

Configuration ConfigurationReader::read()
{
    take_standards();
    if (!sources_.file.empty()) { take_file(); }
    take_texts(From::environment);
    take_texts(From::flag);
    take_password();
    check_together();
    return std::move(made_);
}

void ConfigurationReader::take_standards()
{
    for (ConfigurationKey const& key : configuration_keys()) {
        Setting& setting = made_.settings_.emplace_back();
        setting.key = &key;
        if (!key.standard.empty()) { take(setting, {From::standard, 0, std::string{key.standard}, parted(key.standard)}); }
    }
    MUSTER_ASSERT(made_.faults_.empty()); // a standard that is refused
}

void ConfigurationReader::take_file()
{
    TomlFile const file = read_toml_file(sources_.file);
    for (TomlFault const& each : file.faults) { fault(From::file, each.line, each.sentence); }
    for (TomlValue const& value : file.values) { take_from_file(value); }
}

void ConfigurationReader::take_from_file(TomlValue const& value)
{
    ConfigurationKey const* const key = find_configuration_key(value.name);
    if (key == nullptr) {
        std::string_view const near = nearest(value.name, names_of_keys());
        std::string const hint = near.empty() ? " muster config check lists all there are." : " Did you mean " + std::string{near} + "?";
        fault(From::file, value.line, "There is no key " + value.name + "." + hint);
        return;
    }
    if (!fits(value, *key)) {
        fault(From::file, value.line, value.name + " cannot be " + std::string{value.kind_name} + ". It is " + wanted_by(*key) + ".");
        return;
    }
    Given given{From::file, value.line, value.text, value.texts};
    if (value.kind == TomlValue::Kind::text) { given.texts = {value.text}; }
    if (key->kind == Kind::file || key->kind == Kind::folder) { given.text = beside_file(std::move(given.text)); }
    take(setting(key->name), std::move(given));
}

void ConfigurationReader::take_texts(Setting::From from)
{
    auto const& source = from == From::flag ? sources_.flag : sources_.environment;
    if (!source) { return; }
    for (Setting& setting : made_.settings_) {
        std::string_view const name = from == From::flag ? setting.key->flag : setting.key->environment;
        std::optional<std::string> value = name.empty() ? std::nullopt : source(name);
        if (!value) { continue; }
        std::vector<std::string> texts = parted(*value);
        take(setting, {from, 0, *std::move(value), std::move(texts)});
    }
}

void ConfigurationReader::take(Setting& setting, Given given)
{
    Kind const kind = setting.key->kind;
    if (kind == Kind::texts) { given.text = joined(given.texts); }
    bool const is_right = (kind != Kind::number || take_number(setting, given)) && (kind != Kind::word || take_word(setting, given)) &&
                          has_right_texts(setting, given);
    if (!is_right) {
        refused_.insert(setting.key);
        return;
    }
    if (kind == Kind::file) { check_file(setting, given); }
    setting.from = given.from;
    setting.line = given.line;
    setting.text = std::move(given.text);
    if (kind == Kind::texts) { setting.texts = std::move(given.texts); }
}

bool ConfigurationReader::take_number(Setting& setting, Given const& given)
{
    ConfigurationKey const& key = *setting.key;
    std::int64_t number{};
    char const* const end = given.text.data() + given.text.size();
    auto const [stopped, trouble] = std::from_chars(given.text.data(), end, number);
    if (trouble == std::errc{} && stopped == end && number >= key.least && number <= key.most) {
        setting.number = number;
        return true;
    }
    fault(given.from, given.line,
          called(key, given.from) + " cannot be " + quoted(given.text) + ". Give a whole number from " + std::to_string(key.least) +
              " to " + std::to_string(key.most) + ".");
    return false;
}

bool ConfigurationReader::take_word(Setting& setting, Given& given)
{
    ConfigurationKey const& key = *setting.key;
    for (std::string_view const word : key.words) {
        if (!text::equal_ascii_caseless(word, given.text)) { continue; }
        given.text = word;
        return true;
    }
    fault(given.from, given.line,
          called(key, given.from) + " cannot be " + quoted(given.text) + ". It is one of: " + list_of(key.words) + ".");
    return false;
}

bool ConfigurationReader::has_right_texts(Setting const& setting, Given const& given)
{
    ConfigurationKey const& key = *setting.key;
    if (key.is_right == nullptr) { return true; }
    std::vector<std::string> const one{given.text};
    for (std::string const& text : key.kind == Kind::texts ? given.texts : one) {
        if (key.is_right(text)) { continue; }
        fault(given.from, given.line, called(key, given.from) + " cannot be " + quoted(text) + ". " + std::string{key.advice});
        return false;
    }
    return true;
}

/// A file that is missing is set all the same: what belongs to it is not asked for.
void ConfigurationReader::check_file(Setting const& setting, Given const& given)
{
    Result<std::unique_ptr<ByteSource>> const source = open_file(given.text);
    if (!source) { fault(given.from, given.line, called(*setting.key, given.from) + ": " + source.error().message); }
}

Setting& ConfigurationReader::setting(std::string_view name)
{
    auto const found =
        std::find_if(made_.settings_.begin(), made_.settings_.end(), [&](Setting const& each) { return each.key->name == name; });
    MUSTER_ASSERT(found != made_.settings_.end());
    return *found;
}

void ConfigurationReader::fault(Setting::From from, std::int64_t line, std::string sentence)
{
    made_.faults_.push_back({from == From::file ? sources_.file : std::string{}, line, std::move(sentence)});
}

/// So that a file means the same whoever starts the server, and where.
std::string ConfigurationReader::beside_file(std::string path) const
{
    std::size_t const slash = sources_.file.rfind('/');
    if (path.starts_with('/') || slash == std::string::npos) { return path; }
    return sources_.file.substr(0, slash + 1) + path;
}

void ConfigurationReader::take_password()
{
    constexpr std::uint64_t longest = 4'096;
    Setting const& file = setting("mail.password-file");
    Setting& password = setting("mail.password");
    if (!file.is_set()) { return; }
    std::string const name = called(*file.key, file.from);
    if (password.is_set()) {
        fault_of(file, name + " and " + called(*password.key, password.from) + " are both set. Set one of them.");
        return;
    }
    Result<std::unique_ptr<ByteSource>> const source = open_file(file.text);
    if (!source) { return; } // told already
    Result<std::string> const text = read_all(**source, longest);
    std::string line = text ? text->substr(0, text->find_first_of("\r\n")) : std::string{};
    if (line.empty()) {
        fault_of(file, name + ": " + (text ? "The file " + file.text + " has no password in its first line." : text.error().message));
        return;
    }
    password.from = file.from;
    password.line = file.line;
    password.text = std::move(line);
}

void ConfigurationReader::check_together()
{
    Setting const& certificate = setting("tls-cert");
    Setting const& key = setting("tls-key");
    if (was_given(certificate) != was_given(key)) {
        Setting const& given = was_given(certificate) ? certificate : key;
        Setting const& missing = was_given(certificate) ? key : certificate;
        fault_of(given, called(*given.key, given.from) + " and " + called(*missing.key, given.from) +
                            " belong together: give both, or none of them.");
    }
    check_mail();
}

void ConfigurationReader::check_mail()
{
    Setting const& server = setting("mail.server");
    if (!was_given(server)) {
        for (std::string_view const name : {"mail.from", "mail.user", "mail.security"}) {
            Setting const& other = setting(name);
            if (!was_given(other) || !other.is_set()) { continue; }
            fault_of(other, called(*other.key, other.from) + " means nothing without " + called(*server.key, other.from) + ".");
        }
        return;
    }
    Setting const& sender = setting("mail.from");
    if (server.is_set() && !was_given(sender)) {
        fault_of(server, called(*server.key, server.from) + " needs " + called(*sender.key, server.from) +
                             " with the address that mails come from.");
    }
    Setting const& user = setting("mail.user");
    bool const has_password = setting("mail.password").is_set() || was_given(setting("mail.password-file"));
    if (user.is_set() && !has_password) {
        fault_of(user, called(*user.key, user.from) + " needs a password: set " + called(*setting("mail.password-file").key, user.from) +
                           ", or MUSTER_MAIL_PASSWORD in the environment.");
    }
}

} // namespace muster
