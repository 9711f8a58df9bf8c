#!/usr/bin/env python3
"""Kills imports and undos with SIGKILL at random moments, goes on, and compares with an undisturbed run.

50 kills in `./test`, MUSTER_KILLS or --exhaustive for more. Seeded by MUSTER_SEED (printed), so that a failure can be repeated as far
as timing allows.
"""
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

MUSTER = os.environ["MUSTER"]
TOP = pathlib.Path(os.environ["MUSTER_TOP"])
SEED = int(os.environ.get("MUSTER_SEED", time.time_ns() % 1_000_000))
KILLS = int(os.environ.get("MUSTER_KILLS", 400 if os.environ.get("MUSTER_EXHAUSTIVE") else 50))
ROWS = 6_000
MAPPING = ["--map", "externalId=externalId", "--map", "firstName=firstName", "--map", "lastName=lastName", "--map", "email=email",
           "--map", "phone=phone,country=column", "--map", "birthDate=birthDate", "--map", "country=country", "--map", "city=city",
           "--map", "tags=tags,delimiter=semicolon"]
# Small chunks, so that a run has many moments at which it can be interrupted.
ENVIRONMENT = dict(os.environ, MUSTER_RECORDS_PER_CHUNK="300")


def muster(store: pathlib.Path, *words: str) -> subprocess.CompletedProcess:
    return subprocess.run([MUSTER, *words, "--data", str(store)], capture_output=True, text=True, env=ENVIRONMENT, check=False)


def dump(store: pathlib.Path) -> list[dict]:
    """All persons with what does not depend on when the import ran."""
    listed = muster(store, "persons", "list", "--format", "jsonl")
    persons = [json.loads(line) for line in listed.stdout.splitlines()]
    for person in persons:
        for moving in ("createdAt", "modifiedAt", "modifiedFrom"):
            person.pop(moving, None)
    return persons


def outcomes(store: pathlib.Path, import_id: str) -> str:
    listed = muster(store, "rows", import_id, "--json")
    assert listed.returncode == 0 and '"rows":[{' in listed.stdout, listed.stderr
    return listed.stdout


class Kill(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.place = tempfile.TemporaryDirectory(prefix="muster-kill-")
        cls.folder = pathlib.Path(cls.place.name)
        make = [sys.executable, "-B", TOP / "tests/bench/make_people.py"]
        cls.first, cls.second = cls.folder / "first.csv", cls.folder / "second.csv"
        subprocess.run([*make, str(ROWS), cls.first, "--seed", "5"], check=True)
        # half of the second file meets persons of the first
        subprocess.run([*make, str(ROWS), cls.second, "--start", str(ROWS // 2), "--seed", "6"], check=True)
        cls.base = cls.folder / "base"
        made = muster(cls.base, "import", str(cls.first), *MAPPING, "--yes", "--json")
        assert made.returncode == 1, made.stderr
        cls.before = dump(cls.base)
        cls.calm = cls.folder / "calm"
        shutil.copytree(cls.base, cls.calm)
        started = time.perf_counter()
        done = muster(cls.calm, *cls.words())
        cls.duration = time.perf_counter() - started
        assert done.returncode == 1, done.stderr
        cls.id = str(json.loads(done.stdout)["id"])
        cls.after = dump(cls.calm)
        cls.rows = outcomes(cls.calm, cls.id)
        cls.random = random.Random(SEED)
        print(f"seed {SEED}, an undisturbed import takes {cls.duration:.2f} s", file=sys.stderr)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.place.cleanup()

    @classmethod
    def words(cls) -> list[str]:
        return ["import", str(cls.second), *MAPPING, "--tag", "kept", "--yes", "--json"]

    def kill(self, store: pathlib.Path, words: list[str], within: float) -> bool:
        """Starts muster and kills it at a random moment; whether it was still running."""
        with subprocess.Popen([MUSTER, *words, "--data", str(store)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              env=ENVIRONMENT) as process:
            time.sleep(self.random.uniform(0, within))
            alive = process.poll() is None
            process.send_signal(signal.SIGKILL)
        return alive

    def history(self, store: pathlib.Path) -> dict[str, str]:
        listed = muster(store, "history", "--json")
        self.assertEqual(listed.returncode, 0, listed.stderr)
        return {str(one["id"]): one["state"] for one in json.loads(listed.stdout)["imports"]}

    def test_an_import_that_was_killed_ends_like_an_undisturbed_one_and_can_be_undone(self) -> None:
        killed = resumed = 0
        while killed < KILLS:
            store = self.folder / "store"
            shutil.rmtree(store, ignore_errors=True)
            shutil.copytree(self.base, store)
            killed += self.kill(store, self.words(), self.duration * 1.1)
            # sometimes what goes on is killed as well
            while self.random.random() < 0.3:
                killed += self.kill(store, ["resume", "--yes"], self.duration)
            on = muster(store, "resume", "--yes", "--json")
            self.assertIn(on.returncode, (0, 1), on.stderr)
            imports = {one: state for one, state in self.history(store).items() if one != "1"}
            finished = [one for one, state in imports.items() if state == "COMPLETED_WITH_ERRORS"]
            self.assertLessEqual(len(finished), 1, imports)
            if finished:
                resumed += 1
                number = finished[0]
            else:  # killed before it was consented to: nothing was written
                self.assertEqual(dump(store), self.before)
                again = muster(store, *self.words())
                self.assertEqual(again.returncode, 1, again.stderr)
                number = str(json.loads(again.stdout)["id"])
            self.assertEqual(dump(store), self.after)
            self.assertEqual(outcomes(store, number), self.rows)
            checked = muster(store, "check")
            self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
            self.undo_with_kills(store, number)
        print(f"{killed} kills, {resumed} imports gone on with", file=sys.stderr)
        self.assertGreater(resumed, 0)

    def undo_with_kills(self, store: pathlib.Path, number: str) -> None:
        for _ in range(self.random.randrange(3)):
            self.kill(store, ["undo", number, "--yes"], self.duration * 0.7)
        muster(store, "resume", "--yes", "--json")
        state = self.history(store)[number]
        if state != "UNDONE":
            undone = muster(store, "undo", number, "--yes", "--json")
            self.assertEqual(undone.returncode, 0, undone.stderr)
        self.assertEqual(dump(store), self.before)
        checked = muster(store, "check")
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
