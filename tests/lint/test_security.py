"""doc/security.md: complete by the list of requirements, and every test that it names exists."""
import pathlib
import re
import unittest

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
DOCUMENT = (TOP / "doc/security.md").read_text(encoding="utf-8")
WANTED = dict(line.split() for line in (TOP / "tests/lint/asvs-5.0.0-levels-1-2.txt").read_text(encoding="utf-8").splitlines())
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (\d) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.M)


class Tests:
    """What there is to be named."""

    def __init__(self):
        sources = [path for folder in ("src", "tests") for path in (TOP / folder).rglob("*.?pp")]
        pairs = re.findall(r"\bTEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\)", "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in sources))
        self.suites = {suite for suite, _ in pairs}
        self.cases = {f"{suite}.{case}" for suite, case in pairs}
        self.files = {path.name: path for path in (*sources, *(TOP / "tests").rglob("test_*.py"))}

    def knows(self, name):
        """None: no name of a test."""
        if re.fullmatch(r"test_\w+\.py(::test_\w+)?|\w+_test\.cpp", name):
            file, _, function = name.partition("::")
            return file in self.files and (not function or f"def {function}(" in self.files[file].read_text(encoding="utf-8"))
        if re.fullmatch(r"\w+_fuzz", name):
            return f"{name}.cpp" in self.files
        if re.fullmatch(r"[A-Z]\w+\.\*", name):
            return name[:-2] in self.suites
        if re.fullmatch(r"[A-Z]\w+\.[A-Z]\w+", name):
            return name in self.cases
        return None


class Security(unittest.TestCase):
    tests = Tests()
    rows = ROW.findall(DOCUMENT)

    def test_every_requirement_stands_there_once(self):
        self.assertEqual({number: level for number, level, *_ in self.rows}, WANTED)
        self.assertEqual(len(self.rows), len(WANTED))

    def test_every_named_test_exists(self):
        missing = [name for name in re.findall(r"`([^`\n]+)`", DOCUMENT) if self.tests.knows(name) is False]
        self.assertEqual(missing, [])

    def test_every_named_file_exists(self):
        named = [name for name in re.findall(r"`([\w.-]+(?:/[\w.-]+)+)`", DOCUMENT) if name.split("/")[0] in ("src", "tests", "doc", "tools", "cmake")]
        self.assertGreater(len(named), 10)
        self.assertEqual([name for name in named if not (TOP / name).exists()], [])

    def test_what_is_met_names_what_shows_it(self):
        for number, _, _, met, shown in self.rows:
            with self.subTest(requirement=number):
                self.assertIn(met, ("yes", "no", "operator", "not yet"))
                if met == "yes":
                    named = [name for name in re.findall(r"`([^`]+)`", shown) if self.tests.knows(name) or (TOP / name.split(" ")[0]).exists()]
                    section = re.match(r"Above, \*([^*]+)\*", shown)
                    referred = re.match(r"As (\d+\.\d+\.\d+)", shown)
                    self.assertTrue(named or section or referred or "./test" in shown, shown)
                    if section:
                        self.assertIn(f"\n## {section.group(1)}\n", DOCUMENT)

    def test_what_is_not_met_has_a_plan(self):
        planned = re.findall(r"^\| (\d+\.\d+\.\d+) \| [^|]+ \|$", DOCUMENT.split("\n## Not met yet\n")[1], re.M)
        self.assertEqual(planned, [number for number, _, _, met, _ in self.rows if met == "not yet"])

    def test_the_numbers_are_those_of_the_table(self):
        told = re.search(r"Of them (\d+) are met, (\d+) do not apply, (\d+) are the\s+operator's, (\d+) are not met yet", DOCUMENT)
        counted = [sum(row[3] == met for row in self.rows) for met in ("yes", "no", "operator", "not yet")]
        self.assertEqual([int(number) for number in told.groups()], counted)


if __name__ == "__main__":
    unittest.main()
