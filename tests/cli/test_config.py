"""The configuration as `muster config check` explains it, its document and its example."""
import os
import re
import shutil
import unittest

from program import ProgramTest, TOP

SECRET = "violet lamp four"


class ConfigTest(ProgramTest):
    def environment(self, **more):
        kept = {name: value for name, value in os.environ.items() if not re.match(r"MUSTER_(?!TOP)", name)}
        return {**kept, **more}

    def check(self, *words, status=0, **environment):
        return self.run_program("config", "check", *words, status=status, env=self.environment(**environment))

    def keys(self, *words, status=0, **environment):
        answer = self.check("--json", *words, status=status, **environment)
        return {key["name"]: key for key in answer.json["keys"]}, answer.json["faults"]

    def test_every_key_with_value_origin_and_meaning(self):
        self.write("muster.toml", '# a comment\nlog = "json"\n[mail]\nserver = "mail.example"\nfrom = "a@mail.example"\n')
        words = ("--config", "muster.toml", "--listen", "127.0.0.1:0")
        keys, faults = self.keys(*words, MUSTER_MAIL_FROM="b@mail.example", MUSTER_MAIL_PASSWORD=SECRET)
        self.assertEqual(faults, [])
        origins = {name: key["from"] for name, key in keys.items()}
        self.assertEqual((origins["log"], keys["log"]["line"], keys["log"]["value"]), ("file", 2, "json"))
        self.assertEqual((origins["mail.server"], keys["mail.server"]["line"]), ("file", 4))
        self.assertEqual((origins["mail.from"], keys["mail.from"]["value"]), ("environment", "b@mail.example"))
        self.assertEqual((origins["listen"], keys["listen"]["value"]), ("flag", "127.0.0.1:0"))
        self.assertEqual((origins["data"], keys["data"]["value"]), ("default", "data"))
        self.assertEqual((origins["tls-cert"], keys["tls-cert"]["value"], keys["tls-cert"]["set"]), ("nowhere", None, False))
        shown = self.check(*words, MUSTER_MAIL_FROM="b@mail.example", MUSTER_MAIL_PASSWORD=SECRET)
        self.assertIn('log = json  (line 2 of the file)\n    how requests', shown.out)
        self.assertIn("mail.from = b@mail.example  (MUSTER_MAIL_FROM)\n", shown.out)
        self.assertIn("listen = 127.0.0.1:0  (--listen)\n", shown.out)
        self.assertIn("tls-cert = not set\n", shown.out)
        for name, key in keys.items():
            self.assertIn(f"{name} = ", shown.out)
            self.assertIn(key["meaning"].split()[0], shown.out)

    def test_secrets_are_never_shown(self):
        self.write("muster.toml", f'[mail]\nserver = "mail.example"\nfrom = "a@mail.example"\nuser = "a"\npassword = "{SECRET}"\n')
        for words, environment in [(("--config", "muster.toml"), {}), (("--config", "muster.toml", "--json"), {}), ((), {"MUSTER_MAIL_PASSWORD": SECRET})]:
            answer = self.check(*words, **environment)
            self.assertNotIn(SECRET, answer.out + answer.err)
        self.assertIn("mail.password = set", self.check("--config", "muster.toml").out)
        self.assertIn("mail.password = not set", self.check().out)

    def test_all_that_is_wrong_is_told_at_once(self):
        self.write("muster.toml", 'lisen = "x"\nlog = 1\npublic-url = "here"\n')
        answer = self.check("--config", "muster.toml", status=2, MUSTER_WEBHOOK_TARGETS="all")
        told = answer.err.splitlines()
        self.assertEqual([line.split(" cannot")[0] for line in told],
                         ["muster: muster.toml:1: There is no key lisen. Did you mean listen?", "muster: muster.toml:2: log",
                          "muster: muster.toml:3: public-url", "muster: MUSTER_WEBHOOK_TARGETS"])
        faults = self.keys("--config", "muster.toml", status=2)[1]
        self.assertEqual([(fault["file"], fault["line"]) for fault in faults], [("muster.toml", 1), ("muster.toml", 2), ("muster.toml", 3)])
        self.assertEqual(self.run_program("serve", "--config", "muster.toml", status=2, env=self.environment(MUSTER_WEBHOOK_TARGETS="all")).err, answer.err)
        self.assertFalse((self.folder / "data").exists())
        self.assertIn("none.toml: ", self.check("--config", "none.toml", status=2).err)

    def test_the_variable_of_the_data_directory_holds_for_every_command(self):
        environment = self.environment(MUSTER_DATA="elsewhere")
        self.run_program("migrate", env=environment)
        self.assertTrue((self.folder / "elsewhere" / "muster.db").exists())
        self.run_program("migrate", "--data", "here", env=environment)
        self.assertTrue((self.folder / "here" / "muster.db").exists())

    def test_the_example_names_every_key_and_is_right(self):
        shutil.copy(TOP / "examples" / "muster.toml", self.folder / "muster.toml")
        keys, faults = self.keys("--config", "muster.toml")
        self.assertEqual(faults, [])
        text = (self.folder / "muster.toml").read_text()
        whole = re.sub(r"^#(?=[a-z-]+ = )(?!password =)", "", text, flags=re.M)
        self.write("muster.toml", whole)
        for name in ("server.pem", "server.key", "mail-password"):
            self.write(name, "something\n")
        keys, faults = self.keys("--config", "muster.toml")
        self.assertEqual(faults, [])
        self.assertEqual({name for name, key in keys.items() if key["from"] != "file"}, set(), "keys that the example lacks")
        for name, key in keys.items():
            if key["default"] is not None and re.search(rf"^#{name.split('.')[-1]} = ", text, re.M):
                shown = key["value"] if isinstance(key["value"], str) else str(key["value"])
                self.assertIn(shown, (key["default"], ), f"{name}: what is commented out is not the default")

    def test_the_document_names_every_key(self):
        text = (TOP / "doc" / "configuration.md").read_text()
        for name, key in self.keys()[0].items():
            cells = [f"`{cell}`" if cell is not None else "" for cell in (name, key["default"], key["environment"], key["flag"])]
            row = "| " + " | ".join(cells).replace("  ", " ") + " |"
            self.assertIn(row.replace("|  |", "| |"), text)


if __name__ == "__main__":
    unittest.main()
