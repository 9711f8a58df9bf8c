#!/usr/bin/env python3
"""Kills backups and restores with SIGKILL at random moments: a place has a whole store or none, an archive is whole or not there.

Seeded by MUSTER_SEED (printed), so that a failure can be repeated as far as timing allows.
"""
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time
import unittest

MUSTER = os.environ["MUSTER"]
TOP = pathlib.Path(os.environ["MUSTER_TOP"])
SEED = int(os.environ.get("MUSTER_SEED", time.time_ns() % 1_000_000))
KILLS = 200 if os.environ.get("MUSTER_EXHAUSTIVE") else 25
ROWS = 20_000


class KillRestore(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory(prefix="muster-restore-")
        cls.addClassCleanup(cls.place.cleanup)
        cls.folder = pathlib.Path(cls.place.name)
        cls.random = random.Random(SEED)
        print(f"seed {SEED}", file=sys.stderr)
        subprocess.run([sys.executable, "-B", TOP / "tests/bench/make_people.py", str(ROWS), cls.folder / "people.csv"], check=True)
        cls.muster("import", "people.csv", "--auto-map", "--yes", "--data", "data", status=(0, 1))
        cls.persons = cls.muster("persons", "list", "--data", "data")
        started = time.perf_counter()
        cls.muster("backup", "whole.tar", "--data", "data")
        cls.backup_takes = time.perf_counter() - started
        started = time.perf_counter()
        cls.muster("restore", "whole.tar", "--data", "calm")
        cls.restore_takes = time.perf_counter() - started

    @classmethod
    def muster(cls, *words, status=(0,)):
        done = subprocess.run([MUSTER, *words], cwd=cls.folder, capture_output=True, stdin=subprocess.DEVNULL, timeout=300)
        if done.returncode not in status:
            raise AssertionError(f"muster {' '.join(words)}: {done.returncode} {done.stderr!r}")
        return done.stdout

    def kill(self, within, *words):
        with subprocess.Popen([MUSTER, *words], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(self.random.uniform(0, within * 1.1))
            alive = process.poll() is None
            process.send_signal(signal.SIGKILL)
        return alive

    def test_a_killed_restore_leaves_the_place_as_it_was(self):
        killed = whole = 0
        while killed < KILLS:
            killed += self.kill(self.restore_takes, "restore", "whole.tar", "--data", "new")
            if (self.folder / "new").exists():
                whole += 1
            else:
                self.muster("restore", "whole.tar", "--data", "new")
            self.assertEqual(self.muster("persons", "list", "--data", "new"), self.persons)
            self.assertIn(b"sound", self.muster("check", "--data", "new"))
            subprocess.run(["rm", "-r", self.folder / "new"], check=True)
            left = self.folder / "new.muster-restore"
            if left.exists():  # of a run that was killed behind the last step; the next one clears it
                self.assertFalse((left / "store").exists())
        print(f"{killed} restores killed, {whole} times the store was there", file=sys.stderr)

    def test_a_killed_backup_leaves_no_archive_and_nothing_that_stays(self):
        killed = 0
        while killed < KILLS:
            killed += self.kill(self.backup_takes, "backup", "killed.tar", "--data", "data")
            archive = self.folder / "killed.tar"
            if archive.exists():
                self.muster("restore", "killed.tar", "--data", "checked")
                subprocess.run(["rm", "-r", self.folder / "checked", archive], check=True)
        self.muster("tags", "create", "anything", "--data", "data")  # the next command that writes clears up
        self.assertEqual([path.name for path in (self.folder / "data").glob(".muster-backup*")], [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
