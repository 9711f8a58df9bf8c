"""Drives the real program. MUSTER is its path, MUSTER_TOP the checkout."""
import json
import os
import pathlib
import pty
import select
import shutil
import subprocess
import tempfile
import time
import unittest

MUSTER = os.environ["MUSTER"]
TOP = pathlib.Path(os.environ["MUSTER_TOP"])
PEOPLE = TOP / "examples" / "people.csv"

# Debian's own Python has openpyxl (tools/setup installs it); the python3 that runs the tests may be another one.
SECOND_OPINION = "/usr/bin/python3"
READ_WORKBOOK = """
import json, sys
import openpyxl
from openpyxl.utils.escape import unescape
book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[0]
cells = [[cell for cell in row] for row in sheet.iter_rows()]
json.dump({
    "sheets": book.sheetnames, "frozen": sheet.freeze_panes, "created": book.properties.created.isoformat(),
    "rows": [["" if cell.value is None else unescape(cell.value) if cell.data_type in ("s", "inlineStr") else repr(cell.value)
              for cell in row] for row in cells],
    "types": sorted({cell.data_type for row in cells for cell in row if cell.value is not None}),
    "formats": sorted({cell.number_format for row in cells for cell in row if cell.value is not None}),
    "bold": [number for number, row in enumerate(cells, 1) if any(cell.font.b for cell in row)],
    "widths": [sheet.column_dimensions[cell.column_letter].width for cell in cells[0]],
}, sys.stdout)
"""


def read_workbook(path):
    """A workbook as another program reads it: the first sheet's cells as texts, and how they are shown."""
    done = subprocess.run([SECOND_OPINION, "-c", READ_WORKBOOK, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)
    if b"No module named 'openpyxl'" in done.stderr:
        raise AssertionError(f"{SECOND_OPINION} has no openpyxl: run tools/setup test")
    if done.returncode != 0:
        raise AssertionError(f"openpyxl cannot read {path}: {done.stderr.decode('utf-8', 'replace')}")
    return json.loads(done.stdout)


class Answer:
    """What one run gave."""

    def __init__(self, status, out, err):
        self.status = status
        self.raw = out
        self.out = out.decode("utf-8", "replace")
        self.err = err.decode("utf-8", "replace")

    @property
    def json(self):
        return json.loads(self.out)

    def __repr__(self):
        return f"status {self.status}\n--- out\n{self.out[-3000:]}\n--- err\n{self.err[-3000:]}"


class ProgramTest(unittest.TestCase):
    """A scratch folder for every test; commands run in it, with its data directory ./data."""

    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="muster-cli-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def run_program(self, *words, status=0, stdin=subprocess.DEVNULL, **more):
        """Runs it and holds its exit status against `status` (a number, several of them, or None for any)."""
        done = subprocess.run([MUSTER, *map(str, words)], cwd=self.folder, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              timeout=300, **more)
        answer = Answer(done.returncode, done.stdout, done.stderr)
        allowed = (status,) if isinstance(status, int) else status
        if allowed is not None:
            self.assertIn(answer.status, allowed, f"muster {' '.join(map(str, words))}: {answer!r}")
        return answer

    def write(self, name, text):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    def import_people(self, *words, status=0):
        return self.run_program("import", PEOPLE, "--auto-map", "--yes", *words, status=status)

    def assert_sentence(self, answer):
        """Trouble is told in sentences on standard error, and nothing that looks like a crash."""
        self.assertRegex(answer.err, r"^muster: .+", repr(answer))
        self.assertNotIn("terminate called", answer.err)
        self.assertTrue(answer.err.rstrip().endswith((".", "?", ")", "--auto-map")), repr(answer))

    def start_on_terminal(self, *words):
        return OnTerminal(self, words)


class OnTerminal:
    """The program with standard input and standard error on a terminal, standard output in a pipe."""

    def __init__(self, test, words):
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen([MUSTER, *map(str, words)], cwd=test.folder, stdin=slave, stderr=slave, stdout=subprocess.PIPE,
                                        start_new_session=True)
        os.close(slave)
        self.seen = b""
        test.addCleanup(self.close)

    def wait_for(self, text, seconds=120):
        end = time.monotonic() + seconds
        while text.encode() not in self.seen:
            if time.monotonic() > end:
                raise AssertionError(f"never said {text!r}: {self.seen!r}")
            ready, _, _ = select.select([self.master], [], [], 0.2)
            if ready:
                try:
                    self.seen += os.read(self.master, 65536)
                except OSError:
                    raise AssertionError(f"ended before it said {text!r}: {self.seen!r}") from None
        return self.seen.decode("utf-8", "replace")

    def type(self, text):
        os.write(self.master, text.encode())

    def finish(self):
        out, _ = self.process.communicate(timeout=120)
        while True:  # what the terminal still holds
            ready, _, _ = select.select([self.master], [], [], 0)
            if not ready:
                break
            try:
                more = os.read(self.master, 65536)
            except OSError:
                break
            if not more:
                break
            self.seen += more
        return Answer(self.process.returncode, out, self.seen)

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()
        os.close(self.master)
