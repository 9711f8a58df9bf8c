"""Kills the server with SIGKILL in the middle of what it was told to do over HTTP: after a start it goes on by itself, and everything is as
if nothing had happened."""
import json
import os
import random
import shutil
import subprocess
import sys
import time
import unittest

from harness import MUSTER, TOP, ServerTest

SEED = int(os.environ.get("MUSTER_SEED", time.time_ns() % 1_000_000))
KILLS = int(os.environ.get("MUSTER_KILLS", 400 if os.environ.get("MUSTER_EXHAUSTIVE") else 40)) // 4
ROWS = 6_000
ENDED = ("COMPLETED", "COMPLETED_WITH_ERRORS", "UNDONE")


class CrashTest(ServerTest):
    environment = {"MUSTER_RECORDS_PER_CHUNK": "200"}  # many moments at which it can be interrupted

    @classmethod
    def prepare(cls):
        make = [sys.executable, "-B", TOP / "tests/bench/make_people.py"]
        cls.first, cls.second = cls.folder / "first.csv", cls.folder / "second.csv"
        subprocess.run([*make, str(ROWS), cls.first, "--seed", "5"], check=True)
        subprocess.run([*make, str(ROWS), cls.second, "--start", str(ROWS // 2), "--seed", "6"], check=True)
        key = cls.create_key("tests")
        cls.run_program("import", cls.first, "--auto-map", "--yes", status=None)
        cls.base = cls.folder / "base"
        shutil.copytree(cls.folder / "data", cls.base)
        cls.random = random.Random(SEED)
        print(f"seed {SEED}", file=sys.stderr)
        return key

    def fresh_server(self):
        """The store as it was, and a server on it."""
        self.server.kill()
        shutil.rmtree(self.folder / "data")
        shutil.copytree(self.base, self.folder / "data")
        self.restarted()

    def restarted(self):
        type(self).start()
        self.client = self.new_client()

    def order(self):
        content = self.second.read_bytes()
        number = self.call("POST", "/imports/1/uploads?name=second.csv", body=content, status=201).json["uploadId"]
        self.call("POST", "/imports/1/imports", {"uploadId": number}, status=(200, 202))
        return number

    def settled(self, number):
        end = time.monotonic() + 240
        while time.monotonic() < end:
            job = self.call("GET", f"/imports/1/imports/{number}", status=200).json
            if job["work"] is None:
                return job
            time.sleep(0.02)
        raise AssertionError(f"import {number} came to no end: {job}")

    def commit(self, job):
        self.call("POST", f"/imports/1/imports/{job['id']}/commit", {"planHash": job["planHash"]}, status=(200, 202))

    def persons(self):
        """What is stored, without what depends on when it ran. The server has to let go of the store first."""
        self.server.kill()
        listed = subprocess.run([MUSTER, "persons", "list", "--format", "jsonl", "--data", str(self.folder / "data")], capture_output=True,
                                text=True, check=True)
        persons = [json.loads(line) for line in listed.stdout.splitlines()]
        for person in persons:
            for moving in ("createdAt", "modifiedAt", "modifiedFrom"):
                person.pop(moving, None)
        sound = subprocess.run([MUSTER, "check", "--data", str(self.folder / "data")], capture_output=True, text=True, check=False)
        self.assertEqual(sound.returncode, 0, sound.stdout + sound.stderr)
        return persons

    def killed_at(self, number, latest):
        """A moment later the server is gone; then there is a new one. Gives whether something was left to do."""
        time.sleep(self.random.uniform(0, 0.8 * latest))
        self.server.kill()
        self.restarted()
        return self.call("GET", f"/imports/1/imports/{number}", status=200).json["work"] is not None

    def test_all_that_was_agreed_to_is_done(self):
        self.fresh_server()
        ready = self.settled(self.order())
        started = time.monotonic()
        self.commit(ready)
        calm = self.settled(ready["id"])
        duration = time.monotonic() - started
        self.assertIn(calm["state"], ENDED)
        expected = self.persons()
        kept = ("counts", "planHash")
        interrupted = 0
        for turn in range(KILLS):
            with self.subTest(turn=turn, seed=SEED):
                self.fresh_server()
                number = self.order()
                if turn % 3 == 0:
                    self.killed_at(number, duration)  # in the analysis, most likely: it begins again by itself
                ready = self.settled(number)
                self.assertEqual(ready["state"], "READY", ready)
                self.commit(ready)
                interrupted += self.killed_at(number, duration)
                if turn % 2:
                    self.killed_at(number, duration)
                done = self.settled(number)
                self.assertEqual(done["state"], calm["state"], done)
                self.assertEqual({name: done[name] for name in kept}, {name: calm[name] for name in kept})
                self.assertTrue(self.call("GET", f"/imports/1/imports/{number}/receipt/verification", status=200).json["holds"])
                self.assertEqual(self.persons(), expected)
        print(f"{interrupted} of {KILLS} imports were interrupted; an undisturbed one takes {duration:.2f} s", file=sys.stderr)
        self.assertGreater(interrupted, 0, "no kill came in the middle")
        self.restarted()

    def test_an_undo_is_done_to_its_end(self):
        self.fresh_server()
        before = self.persons()
        self.fresh_server()
        ready = self.settled(self.order())
        self.commit(ready)
        self.settled(ready["id"])
        started = time.monotonic()
        self.call("POST", f"/imports/1/imports/{ready['id']}/undo", status=(200, 202))
        self.assertEqual(self.settled(ready["id"])["state"], "UNDONE")
        duration = time.monotonic() - started
        self.assertEqual(self.persons(), before)
        interrupted = 0
        for turn in range(KILLS):
            with self.subTest(turn=turn, seed=SEED):
                self.fresh_server()
                ready = self.settled(self.order())
                self.commit(ready)
                self.settled(ready["id"])
                self.call("POST", f"/imports/1/imports/{ready['id']}/undo", status=(200, 202))
                interrupted += self.killed_at(ready["id"], duration)
                undone = self.settled(ready["id"])
                self.assertEqual(undone["state"], "UNDONE", undone)
                self.assertEqual(self.persons(), before)
        print(f"{interrupted} of {KILLS} undos were interrupted; an undisturbed one takes {duration:.2f} s", file=sys.stderr)
        self.assertGreater(interrupted, 0, "no kill came in the middle")
        self.restarted()


if __name__ == "__main__":
    unittest.main()
