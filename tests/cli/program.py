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
