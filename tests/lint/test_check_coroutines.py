"""tools/check_coroutines finds what g++ 12 compiles wrongly, and only that."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parent.parent.parent

BAD = [
    "co_await f(Choices{a, b});",
    "co_await f({a, b});",
    "co_await f([x] { return x; });",
    "auto r = co_await f(a,\n    [&] { g(); });",
    "if (co_await f(Range{1, 2})) { g(); }",
    "co_await f(co_await g());",
    "co_return co_await f({a});",
]
GOOD = [
    "auto work = [x] { return x; }; co_await f(std::move(work));",
    "Choices const choices{a, b};\nco_await f(choices);",
    "while (a) { b = co_await f(c); }",
    "co_return Arrival{kind, 0};",
    "co_await f(values[0]);",
    "if (bool const is = co_await f(c); !is) { g({1}); }",
    "// co_await f({a})\nco_await f(\"{\", '[');",
    "char const* text = \"co_await f({})\";",
    "net::co_spawn(context, run(), [this](auto const& e) { left(e); });",
]


def status_of(code: str) -> int:
    with tempfile.NamedTemporaryFile("w", suffix=".cpp") as file:
        file.write(code)
        file.flush()
        return subprocess.run([sys.executable, "-B", TOP / "tools/check_coroutines", file.name], capture_output=True).returncode


class CheckCoroutines(unittest.TestCase):
    def test_finds_what_is_compiled_wrongly(self):
        for code in BAD:
            self.assertEqual(status_of(code), 1, code)

    def test_lets_named_values_pass(self):
        for code in GOOD:
            self.assertEqual(status_of(code), 0, code)


if __name__ == "__main__":
    unittest.main()
