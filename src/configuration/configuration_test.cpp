#include "configuration/configuration.hpp"

#include "base/file.hpp"
#include "configuration/toml_file.hpp"
#include "configuration/values.hpp"

#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <map>
#include <set>
#include <string>

namespace muster {
namespace {

/// Readings of a file, an environment and flags that a test writes down.
class ConfigurationTest : public ::testing::Test {
protected:
    using Texts = std::map<std::string, std::string, std::less<>>;

    std::string path_of(std::string const& name) const { return folder_->path() + "/" + name; }
    void write(std::string const& name, std::string const& text) const { std::ofstream{path_of(name), std::ios::binary} << text; }

    Configuration read(std::string const& toml, Texts environment = {}, Texts flags = {}) const
    {
        ConfigurationSources sources;
        if (!toml.empty()) {
            write("muster.toml", toml);
            sources.file = path_of("muster.toml");
        }
        auto const found_in = [](Texts texts) {
            return [texts = std::move(texts)](std::string_view name) {
                auto const found = texts.find(name);
                return found == texts.end() ? std::nullopt : std::optional{found->second};
            };
        };
        sources.environment = found_in(std::move(environment));
        sources.flag = found_in(std::move(flags));
        return Configuration::read(sources);
    }

    /// All sentences, without the folder.
    std::string faults_of(Configuration const& configuration) const
    {
        std::string all;
        for (ConfigurationFault const& fault : configuration.faults()) { all += fault.whole_sentence() + "\n"; }
        std::string const folder = folder_->path() + "/";
        for (std::size_t at = all.find(folder); at != std::string::npos; at = all.find(folder)) { all.erase(at, folder.size()); }
        return all;
    }

private:
    Result<TemporaryFolder> folder_ = TemporaryFolder::create();
};

TEST(ConfigurationKeys, HaveNamesThatFollowFromEachOther)
{
    std::set<std::string> seen;
    for (ConfigurationKey const& key : configuration_keys()) {
        std::string flag{"--"}, environment{"MUSTER_"};
        for (char const letter : key.name) {
            bool const parts = letter == '.' || letter == '-';
            flag += parts ? '-' : letter;
            environment += parts ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
        }
        EXPECT_EQ(key.environment, environment);
        EXPECT_EQ(key.flag, key.kind == ConfigurationKey::Kind::secret ? "" : flag) << "secrets have none";
        EXPECT_TRUE(seen.insert(environment).second) << key.name;
        EXPECT_FALSE(key.about.empty() || key.about.ends_with('.')) << key.name;
        EXPECT_FALSE(key.form.empty()) << key.name;
        EXPECT_EQ(key.kind == ConfigurationKey::Kind::word, !key.words.empty()) << key.name;
        EXPECT_EQ(key.is_right != nullptr, key.advice.ends_with('.')) << key.name;
    }
}

TEST_F(ConfigurationTest, HasItsStandardsWhereNobodySetsAnything)
{
    Configuration const configuration = read("");
    EXPECT_EQ(faults_of(configuration), "");
    for (Setting const& setting : configuration.settings()) {
        EXPECT_EQ(setting.from, setting.key->standard.empty() ? Setting::From::nowhere : Setting::From::standard) << setting.key->name;
    }
    EXPECT_EQ(configuration.text("listen"), "127.0.0.1:8080");
    EXPECT_FALSE(configuration.is_set("mail.server"));
}

TEST_F(ConfigurationTest, FlagsWinOverTheEnvironmentAndThatOverTheFile)
{
    std::string const toml = "log = \"JSON\"\nlisten = \"127.0.0.1:1\"\npublic-url = \"https://a.example\"\n";
    Configuration const configuration =
        read(toml, {{"MUSTER_LISTEN", "127.0.0.1:2"}, {"MUSTER_PUBLIC_URL", "https://b.example"}}, {{"--listen", "127.0.0.1:3"}});
    EXPECT_EQ(faults_of(configuration), "");
    EXPECT_EQ(configuration.text("listen"), "127.0.0.1:3");
    EXPECT_EQ(configuration.setting("listen").from, Setting::From::flag);
    EXPECT_EQ(configuration.text("public-url"), "https://b.example");
    EXPECT_EQ(configuration.setting("public-url").from, Setting::From::environment);
    EXPECT_EQ(configuration.text("log"), "json");
    EXPECT_EQ(configuration.setting("log").from, Setting::From::file);
    EXPECT_EQ(configuration.setting("log").line, 1);
    EXPECT_EQ(configuration.text("webhook-targets"), "public");
}

TEST_F(ConfigurationTest, TellsFileLineAndWhatToDo)
{
    struct Row {
        std::string toml{}, told{};
    };
    std::array const rows{
        Row{"\nlisten = 8080\n", "muster.toml:2: listen cannot be a whole number. It is a text in quotes: listen = \"HOST:PORT\".\n"},
        Row{"listen = \"8080\"\n", "muster.toml:1: listen cannot be \"8080\". Give HOST:PORT, for example 127.0.0.1:8080, 0.0.0.0:8080 or "
                                   "[::1]:8080.\n"},
        Row{"# x\nlog = \"xml\"\n", "muster.toml:2: log cannot be \"xml\". It is one of: text, json.\n"},
        Row{"log = true\n", "muster.toml:1: log cannot be a boolean. It is a text in quotes: log = \"text\".\n"},
        Row{"lisen = \"127.0.0.1:1\"\n", "muster.toml:1: There is no key lisen. Did you mean listen?\n"},
        Row{"[mail]\nsever = \"x\"\n", "muster.toml:2: There is no key mail.sever. Did you mean mail.server?\n"},
        Row{"[zoo]\nlion = 1\n", "muster.toml:2: There is no key zoo.lion. muster config check lists all there are.\n"},
        Row{"mail = []\n", "muster.toml:1: There is no key mail. Did you mean mail.server?\n"},
        Row{"log = \"xml\"\nlisten = 1\n",
            "muster.toml:1: log cannot be \"xml\". It is one of: text, json.\n"
            "muster.toml:2: listen cannot be a whole number. It is a text in quotes: listen = \"HOST:PORT\".\n"},
        Row{"tls-cert = \"none.pem\"\ntls-key = \"none.pem\"\n", "muster.toml:1: tls-cert: none.pem cannot be opened"},
        Row{"[mail]\nserver = \"a.example\"\n", "muster.toml:2: mail.server needs mail.from with the address that mails come from.\n"},
        Row{"[mail]\nfrom = \"a@a.example\"\n", "muster.toml:2: mail.from means nothing without mail.server.\n"},
        Row{"[mail]\nserver = \"a.example\"\nfrom = \"nobody\"\n", "muster.toml:3: mail.from cannot be \"nobody\". Give an address like "
                                                                   "muster@mail.example.\n"},
        Row{"[mail]\nserver = \"a.example\"\nfrom = \"a@a.example\"\nuser = \"a\"\n",
            "muster.toml:4: mail.user needs a password: set "
            "mail.password-file, or MUSTER_MAIL_PASSWORD in the environment.\n"},
        Row{"log = \"text\"\nlog = \"json\"\n", "muster.toml:2: This is no TOML: "},
        Row{"log = text\n", "muster.toml:1: This is no TOML: "},
    };
    for (Row const& row : rows) {
        std::string const told = faults_of(read(row.toml));
        EXPECT_EQ(told.substr(0, row.told.size()), row.told);
        EXPECT_TRUE(told.ends_with(".\n") || told.ends_with("?\n")) << told;
    }
}

TEST_F(ConfigurationTest, NamesWhatIsWrongAsWhoeverSetItDid)
{
    EXPECT_EQ(faults_of(read("", {{"MUSTER_LOG", "xml"}})), "MUSTER_LOG cannot be \"xml\". It is one of: text, json.\n");
    EXPECT_EQ(faults_of(read("", {}, {{"--public-url", "muster"}})),
              "--public-url cannot be \"muster\". Give the address that people open, for example https://muster.example.\n");
    EXPECT_EQ(faults_of(read("", {}, {{"--mail-user", "a"}})), "--mail-user means nothing without --mail-server.\n");
    write("a.pem", "x");
    EXPECT_EQ(faults_of(read("", {{"MUSTER_TLS_KEY", path_of("a.pem")}})),
              "MUSTER_TLS_KEY and MUSTER_TLS_CERT belong together: give both, or none of them.\n");
}

TEST_F(ConfigurationTest, AFileThatIsNotThereIsTold)
{
    ConfigurationSources sources;
    sources.file = path_of("none.toml");
    Configuration const configuration = Configuration::read(sources);
    ASSERT_EQ(configuration.faults().size(), 1U);
    EXPECT_TRUE(configuration.faults().front().whole_sentence().starts_with(path_of("none.toml") + ": "));
}

TEST_F(ConfigurationTest, PathsInTheFileStartAtItsFolder)
{
    write("a.pem", "x");
    Configuration const configuration =
        read("data = \"store\"\ntls-cert = \"a.pem\"\ntls-key = \"" + path_of("a.pem") + "\"\n", {}, {{"--data", "elsewhere"}});
    EXPECT_EQ(faults_of(configuration), "");
    EXPECT_EQ(configuration.text("tls-cert"), path_of("a.pem"));
    EXPECT_EQ(configuration.text("tls-key"), path_of("a.pem"));
    EXPECT_EQ(configuration.text("data"), "elsewhere");
    EXPECT_EQ(read("data = \"store\"\n").text("data"), path_of("store"));
}

TEST_F(ConfigurationTest, ThePasswordMayLieInAFileOfItsOwn)
{
    std::string const toml = "[mail]\nserver = \"a.example\"\nfrom = \"a@a.example\"\nuser = \"a\"\npassword-file = \"word\"\n";
    write("word", "violet lamp\r\nnot this\n");
    Configuration const configuration = read(toml);
    EXPECT_EQ(faults_of(configuration), "");
    EXPECT_EQ(configuration.text("mail.password"), "violet lamp");
    EXPECT_EQ(faults_of(read(toml, {{"MUSTER_MAIL_PASSWORD", "x"}})),
              "muster.toml:5: mail.password-file and MUSTER_MAIL_PASSWORD are both set. Set one of them.\n");
    write("word", "\n");
    EXPECT_EQ(faults_of(read(toml)), "muster.toml:5: mail.password-file: The file word has no password in its first line.\n");
}

TEST(ConfigurationValues, AreReadOrRefused)
{
    struct Row {
        std::string text{}, host{};
        int port{};
    };
    for (Row const& row : {Row{"127.0.0.1:8080", "127.0.0.1", 8'080}, Row{"localhost:1", "127.0.0.1", 1}, Row{"[::1]:0", "::1", 0}}) {
        auto const parsed = parse_listen_address(row.text);
        ASSERT_TRUE(parsed) << row.text;
        EXPECT_EQ(parsed->host, row.host);
        EXPECT_EQ(parsed->port, row.port);
    }
    for (std::string const text : {"", "8080", ":8080", "::1:8080", "a:65536", "a:-1", "a: 1", "a:1x"}) {
        EXPECT_FALSE(is_listen_address(text)) << text;
    }
    for (Row const& row :
         {Row{"mail.example", "mail.example", 0}, Row{"mail.example:587", "mail.example", 587}, Row{"[::1]", "[::1]", 0}}) {
        auto const parsed = parse_mail_server(row.text);
        ASSERT_TRUE(parsed) << row.text;
        EXPECT_EQ(parsed->host, row.host);
        EXPECT_EQ(parsed->port, row.port);
    }
    for (std::string const text : {"", ":25", "a:0", "a:b", "a b", "smtp://a", "a@b"}) { EXPECT_FALSE(is_mail_server(text)) << text; }
    EXPECT_EQ(parse_public_url("https://a.example///"), "https://a.example");
    for (std::string const text : {"", "a.example", "https://", "https://a?b", "https://a b"}) {
        EXPECT_FALSE(is_public_url(text)) << text;
    }
    for (std::string const text : {"", "@", "a@", "@b", "a b@c"}) { EXPECT_FALSE(is_mailbox(text)) << text; }
}

} // namespace
} // namespace muster
