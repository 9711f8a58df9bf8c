"""Help, completions and the manual page: all of them come from one table."""
import re
import shutil
import subprocess
import unittest

from program import ProgramTest, TOP


class HelpTest(ProgramTest):
    def commands(self):
        """Names as the manual page has them: "persons list"."""
        page = self.run_program("help", "--man").out
        names = []
        for line in re.findall(r"^\.SS \\fBmuster (.*)\\fR$", page, re.M):
            words = []
            for word in line.replace("\\-", "-").split():
                if not re.fullmatch(r"[a-z]+", word):
                    break
                words.append(word)
            names.append(words)
        self.assertGreater(len(names), 35)
        return names

    def test_overview_names_every_command(self):
        overview = self.run_program("--help")
        self.assertEqual(overview.out, self.run_program("help").out)
        for words in self.commands():
            self.assertRegex(overview.out, r"(?m)^  " + " ".join(words) + r"\b")

    def test_every_command_explains_itself_with_examples(self):
        for words in self.commands():
            with self.subTest(command=words):
                shown = self.run_program(*words, "--help")
                self.assertEqual(shown.err, "")
                self.assertTrue(shown.out.startswith("Usage: muster " + " ".join(words)), shown)
                examples = shown.out.split("\nExamples\n")[1]
                self.assertIn("muster " + " ".join(words), examples)
                self.assertLessEqual(max(map(len, shown.out.splitlines())), 100)
                self.assertEqual(shown.out, self.run_program("help", *words).out)
                self.assertEqual(shown.out, self.run_program(*words, "-h").out)

    def test_help_wins_over_missing_arguments_and_changes_nothing(self):
        self.run_program("import", "--help", "--yes")
        self.run_program("undo", "1", "--yes", "--help")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_group_lists_its_commands(self):
        shown = self.run_program("persons", "--help")
        for name in ("list", "get", "export", "delete", "merge", "tag", "untag", "activity"):
            self.assertIn(f"persons {name}", shown.out)
        self.assertIn("list, get, export", self.run_program("persons", status=2).err)

    def test_without_a_command_it_is_wrong_usage(self):
        answer = self.run_program(status=2)
        self.assertEqual(answer.out, "")
        self.assertIn("Usage: muster COMMAND", answer.err)

    def test_misspelt_names_are_answered_with_the_nearest_one(self):
        for words, meant in [(["imprt", "x.csv"], "import"), (["persons", "lst"], "persons list"), (["histroy"], "history"),
                             (["import", "x.csv", "--auto-mapp"], "--auto-map"), (["import", "x.csv", "--on-duplicates", "merge"], "--on-duplicate"),
                             (["read", "x.csv", "--delimeter", ";"], "--delimiter")]:
            with self.subTest(words=words):
                answer = self.run_program(*words, status=2)
                self.assertIn(f"Did you mean {meant}?", answer.err)
                self.assertEqual(answer.out, "")

    def test_wrong_words_are_told(self):
        for words, told in [
            (["frobnicate"], 'There is no command "frobnicate"'),
            (["read"], "needs FILE"),
            (["read", "a", "b"], 'does not expect "b"'),
            (["import", "x.csv", "--on-duplicate", "replace"], "It is one of: discard, merge"),
            (["import", "x.csv", "--on-duplicate"], "needs a value"),
            (["import", "x.csv", "--yes=1"], "takes no value"),
            (["read", "x.csv", "--sheet", "1", "--sheet", "2"], "is given twice"),
            (["read", "x.csv", "--limit", "many"], "whole number"),
            (["read", "x.csv", "--limit", "-1"], "whole number"),
            (["read", "x.csv", "--limit", "99999999999999999999"], "whole number"),
            (["show", "first"], "whole number"),
            (["show", "0"], "whole number"),
            (["completion", "fish"], "bash and zsh"),
            (["help", "imprt"], "import"),
        ]:
            with self.subTest(words=words):
                self.assertIn(told, self.run_program(*words, status=2).err)

    def test_what_this_version_lacks_is_said(self):
        for words in (["watch", "in"], ["companies", "list"], ["journeys"],
                      ["history", "--store", "postgresql://x"], ["import", "x.csv", "--journey", "Welcome"]):
            with self.subTest(words=words):
                self.assertIn("This version of muster", self.run_program(*words, status=2).err)

    def test_options_are_taken_with_and_without_equals_and_before_the_command(self):
        self.run_program("--data", "elsewhere", "migrate")
        self.assertTrue((self.folder / "elsewhere" / "muster.db").exists())
        self.run_program("tags", "create", "--data=elsewhere", "--", "--odd")
        self.assertIn("--odd", self.run_program("tags", "list", "--data", "elsewhere").out)

    def test_version(self):
        self.assertRegex(self.run_program("version").out, r"^muster \d+\.\d+\.\d+\n$")
        self.assertEqual(self.run_program("version").out, self.run_program("--version").out)
        project = re.search(r"project\(muster VERSION (\S+)", (TOP / "CMakeLists.txt").read_text()).group(1)
        self.assertEqual(self.run_program("version").out, f"muster {project}\n")

    def test_the_manual_page_that_is_kept_is_the_one_it_makes(self):
        made = self.run_program("help", "--man").out
        kept = (TOP / "doc" / "muster.1").read_text()
        self.assertEqual(made, kept, "run: muster help --man > doc/muster.1")

    @unittest.skipUnless(shutil.which("man") or shutil.which("groff"), "no roff formatter here")
    def test_the_manual_page_is_sound_roff(self):
        page = self.write("muster.1", self.run_program("help", "--man").raw)
        command = ["groff", "-ww", "-man", "-Tutf8", str(page)] if shutil.which("groff") else ["man", "--warnings", "-l", str(page)]
        done = subprocess.run(command, capture_output=True, env={"MANWIDTH": "100", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})
        self.assertEqual(done.stderr.decode(), "")
        self.assertIn("--on-duplicate", done.stdout.decode())


class CompletionTest(ProgramTest):
    def complete(self, *words):
        """What bash offers behind these words, the last of which is being typed."""
        script = self.run_program("completion", "bash").out
        line = " ".join(f"'{word}'" for word in ("muster", *words))
        script += f"\nCOMP_WORDS=({line}); COMP_CWORD={len(words)}; _muster; printf '%s\\n' \"${{COMPREPLY[@]}}\"\n"
        done = subprocess.run(["bash", "-c", script], capture_output=True, cwd=self.folder)
        self.assertEqual(done.stderr, b"")
        return done.stdout.decode().split()

    def test_bash_takes_the_script(self):
        script = self.write("completion.bash", self.run_program("completion", "bash").raw)
        subprocess.run(["bash", "-n", str(script)], check=True)

    @unittest.skipUnless(shutil.which("zsh"), "no zsh here")
    def test_zsh_takes_the_script(self):
        script = self.write("_muster", self.run_program("completion", "zsh").raw)
        subprocess.run(["zsh", "-n", str(script)], check=True)

    def test_zsh_names_every_command(self):
        script = self.run_program("completion", "zsh").out
        self.assertTrue(script.startswith("#compdef muster"))
        self.assertIn("'persons list')", script)
        path = self.write("_muster", script)
        subprocess.run(["bash", "-n", str(path)], check=True)  # what it uses of the language is bash's too, so its quotes pair

    def test_commands_options_words_and_files(self):
        self.write("people.csv", "x")
        self.assertEqual(self.complete("imp"), ["import"])
        self.assertEqual(self.complete("persons", "act"), ["activity"])
        self.assertEqual(self.complete("import", "--on-dup"), ["--on-duplicate"])
        self.assertEqual(self.complete("import", "x", "--on-duplicate", ""), ["discard", "merge"])
        self.assertEqual(self.complete("read", "peo"), ["people.csv"])
        self.assertEqual(self.complete("--data", "d", "tags", "cr"), [])
        self.assertEqual(self.complete("completion", "z"), ["zsh"])


if __name__ == "__main__":
    unittest.main()
