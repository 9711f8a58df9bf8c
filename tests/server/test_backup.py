"""Backups of a store that a server writes: whatever the moment, each archive is a store that is whole."""
import json
import shutil
import subprocess
import threading
import time
import unittest

from harness import MUSTER, Client, ServerTest

BACKUPS = 8
ROWS = 3_000


def people(round_number):
    return b"Email,First name,City\n" + b"".join(b"p%d@round%d.example,Name%d,Town\n" % (row, round_number, row) for row in range(ROWS))


class BackupTest(ServerTest):
    # small chunks, so that there are many moments within an import
    environment = {"MUSTER_RECORDS_PER_CHUNK": "200"}

    def muster(self, *words, status=(0,)):
        done = subprocess.run([MUSTER, *map(str, words)], cwd=self.folder, capture_output=True, stdin=subprocess.DEVNULL, timeout=300)
        self.assertIn(done.returncode, status, f"muster {' '.join(map(str, words))}: {done.stdout!r} {done.stderr!r}")
        return done.stdout.decode()

    def keep_importing(self, client, ends):
        """Uploads, analyses, commits; undoes or discards some: every kind of file comes and goes."""
        number = 0
        while not ends.is_set():
            number += 1
            upload = client.call("POST", "/imports/1/uploads?name=people.csv", body=people(number),
                                 headers={"Content-Type": "application/octet-stream"}).json
            path = f"/imports/1/imports/{upload['uploadId']}"
            client.call("POST", "/imports/1/imports", {"uploadId": upload["uploadId"]})
            job = self.settled(client, path)
            if number % 4 == 0:
                client.call("DELETE", path)
                continue
            client.call("POST", f"{path}/commit", {"planHash": job["planHash"]})
            self.settled(client, path)
            if number % 4 == 1:
                client.call("POST", f"{path}/undo")
                self.settled(client, path)

    def settled(self, client, path):
        while True:
            job = client.call("GET", path).json
            if job["work"] is None:
                return job
            time.sleep(0.01)

    def keep_writing(self, client, ends, written):
        while not ends.is_set():
            number = len(written) + 1
            made = client.call("POST", "/people/2/persons",
                               {"externalId": f"W-{number}", "contactInformation": {"email": [{"address": f"w{number}@writer.example"}]}})
            self.assertEqual(made.status, 200, repr(made))
            written.append(number)

    def guarded(self, act, *given):
        client = Client(self.server, self.description, self.key)
        try:
            act(client, *given)
        except BaseException as trouble:
            self.troubles.append(trouble)
            raise
        finally:
            client.close()

    def test_archives_of_a_busy_store_are_whole(self):
        ends, written, self.troubles = threading.Event(), [], []
        threads = [threading.Thread(target=self.guarded, args=(self.keep_importing, ends)),
                   threading.Thread(target=self.guarded, args=(self.keep_writing, ends, written))]
        for thread in threads:
            thread.start()
        marks = []
        try:
            for number in range(BACKUPS):
                time.sleep(0.3)
                before = len(written)
                self.muster("backup", f"{number}.tar", "--data", "data")
                marks.append((before, len(written) + 1))
        finally:
            ends.set()
            for thread in threads:
                thread.join()
        self.assertEqual(self.troubles, [])
        self.assertEqual([path.name for path in (self.folder / "data").glob(".muster-backup*")], [])
        seen = set()
        for number, (least, most) in enumerate(marks):
            with self.subTest(backup=number):
                seen |= self.judge(f"{number}.tar", f"restored{number}", least, most)
        # had every moment been the same, this would have shown little
        self.assertGreater(len(seen), 2, seen)

    def judge(self, archive, place, least, most):
        self.muster("restore", archive, "--data", place)
        self.assertIn("sound", self.muster("check", "--data", place))
        persons = [json.loads(line) for line in self.muster("persons", "list", "--format", "jsonl", "--data", place).splitlines()]
        numbers = sorted(int(person["externalId"][2:]) for person in persons if "externalId" in person)
        self.assertEqual(numbers, list(range(1, len(numbers) + 1)))  # no hole: it is one moment
        self.assertTrue(least <= len(numbers) <= most, (least, len(numbers), most))
        states = {job["id"]: job["state"] for job in json.loads(self.muster("history", "--json", "--data", place))["imports"]}
        self.muster("resume", "--yes", "--data", place, status=(0, 1))
        for job in json.loads(self.muster("history", "--json", "--data", place))["imports"]:
            state = job["state"]
            self.assertIn(state, ("UPLOADED", "READY", "COMPLETED", "UNDONE"), job)
            if state == "READY":
                self.muster("commit", job["id"], "--yes", "--data", place)
            if state in ("READY", "COMPLETED"):
                self.muster("verify", job["id"], "--data", place)
                created = self.muster("rows", job["id"], "--outcome", "created", "--format", "csv", "--data", place).splitlines()
                self.assertEqual(len(created), ROWS + 1)
        self.assertIn("sound", self.muster("check", "--data", place))
        shutil.rmtree(self.folder / place)
        return {(state, number % 4) for number, state in states.items()}

    def test_restoring_over_a_served_store_is_refused(self):
        self.muster("backup", "served.tar", "--data", "data")
        done = subprocess.run([MUSTER, "restore", "served.tar", "--data", "data"], cwd=self.folder, capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 4, done)
        self.assertIn(f"process {self.server.process.pid}".encode(), done.stderr)
        self.call("GET", "/readyz", status=200)


if __name__ == "__main__":
    unittest.main()
