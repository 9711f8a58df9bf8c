"""How much memory the server takes when a thousand connections idle and twenty files arrive at once, and whether it still answers others.

MUSTER_RELEASE: path of a release build, which is then tried in full (20 uploads of 50 MB beside 1,000 connections). Otherwise the program of
the other tests with less of everything.
"""
import concurrent.futures
import os
import pathlib
import re
import resource
import socket
import sys
import threading
import time
import unittest

import harness
from harness import Client, ServerTest, read_answers

RELEASE = os.environ.get("MUSTER_RELEASE")
CONNECTIONS = 1_000 if RELEASE else 300
UPLOADS = 20 if RELEASE else 6
UPLOAD_BYTES = 50_000_000 if RELEASE else 8_000_000
MOST_MEMORY = 500_000_000
IMPORT_BYTES = 20_000_000 if RELEASE else 8_000_000
# bounds that only a server which answers nobody meanwhile exceeds, on a busy machine too; what is measured is printed
SLOWEST = 5.0 if RELEASE else 20.0


def people(count_of_bytes, name):
    """A file of about that many bytes."""
    rows, size, number = [b"Email,First name,City\n"], 22, 0
    while size < count_of_bytes - 64:
        row = b"p%d@%s.example,First name %d,Somewhere\n" % (number, name, number)
        rows.append(row)
        size += len(row)
        number += 1
    return b"".join(rows)


class Asker(threading.Thread):
    """Somebody who works with the server meanwhile; keeps how long each answer took."""

    def __init__(self, test):
        super().__init__(daemon=True)
        self.client = Client(test.server, test.description, test.key)
        self.over = threading.Event()
        self.took, self.trouble = [], None

    def run(self):
        try:
            number = 0
            while not self.over.is_set():
                number += 1
                self.ask("GET", "/people/2/persons?limit=20")
                self.ask("POST", "/people/2/persons", {"externalId": f"meanwhile-{number}"})
                self.ask("GET", "/readyz")
                time.sleep(0.01)
        except BaseException as trouble:  # told by who waits for it
            self.trouble = trouble
        self.client.close()

    def ask(self, *call):
        begun = time.perf_counter()
        answer = self.client.call(*call)
        self.took.append(time.perf_counter() - begun)
        if answer.status != 200:
            raise AssertionError(f"{call}: {answer!r}")

    def percentile(self, share):
        return sorted(self.took)[int(len(self.took) * share)]


class MeasuredTest(ServerTest):
    @classmethod
    def setUpClass(cls):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 4_096)), hard))
        before = harness.MUSTER
        harness.MUSTER = RELEASE or before
        try:
            super().setUpClass()
        finally:
            harness.MUSTER = before

    def memory(self, line):
        """Bytes of a line in the kernel's status of the server: VmHWM, the largest so far, or VmRSS, now."""
        status = pathlib.Path(f"/proc/{self.server.process.pid}/status").read_text()
        return int(re.search(rf"{line}:\s+(\d+) kB", status).group(1)) * 1024


class LoadMemory(MeasuredTest):
    def connect_idly(self):
        """Connections that were used once, as a browser keeps them."""
        connections = []
        for _ in range(CONNECTIONS):
            connection = socket.create_connection((self.server.host, self.server.port), timeout=60)
            self.addCleanup(connection.close)
            connections.append(connection)
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        for connection in connections:
            self.assertEqual(read_answers(connection)[0][0], 200)
        return connections

    def upload(self, number, file, begin):
        client = self.new_client()
        begin.wait()
        return client.call("POST", f"/imports/1/uploads?name=people{number}.csv", body=file, headers={"Content-Type": "text/csv"})

    def test_stays_within_its_memory_and_answers(self):
        idle = self.connect_idly()
        asker = Asker(self)
        asker.start()
        file = people(UPLOAD_BYTES, b"load")
        begin = threading.Barrier(UPLOADS)
        begun = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(UPLOADS) as pool:
            answers = list(pool.map(lambda number: self.upload(number, file, begin), range(UPLOADS)))
        took = time.monotonic() - begun
        asker.over.set()
        asker.join(60)
        peak = self.memory("VmHWM")
        print(f"{UPLOADS} uploads of {len(file):,} bytes beside {CONNECTIONS} connections: {took:.1f} s, peak {peak / 1e6:.0f} MB; "
              f"{len(asker.took)} other calls: median {asker.percentile(0.5) * 1e3:.1f} ms, p99 {asker.percentile(0.99) * 1e3:.1f} ms, "
              f"slowest {max(asker.took) * 1e3:.0f} ms", file=sys.stderr)
        self.assertIsNone(asker.trouble)
        self.assertEqual([answer.status for answer in answers], [201] * UPLOADS)
        self.assertEqual({answer.json["file"]["size"] for answer in answers}, {len(file)})
        self.assertLess(peak, MOST_MEMORY)
        self.assertGreater(len(asker.took), 10)
        self.assertLess(asker.percentile(0.99), SLOWEST)
        for connection in idle:  # nobody was thrown out for it
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        self.assertEqual([read_answers(connection)[0][0] for connection in idle], [200] * CONNECTIONS)


class ImportMemory(MeasuredTest):
    def wait_for(self, fits, seconds, what):
        end = time.monotonic() + seconds
        while not fits():
            self.assertLess(time.monotonic(), end, what)
            time.sleep(0.1)

    def state(self, number):
        return self.call("GET", f"/imports/1/imports/{number}", status=200).json["state"]

    def test_gives_the_memory_of_an_import_back(self):
        file = people(IMPORT_BYTES, b"import")
        number = self.call("POST", "/imports/1/uploads?name=people.csv", body=file, headers={"Content-Type": "text/csv"}, status=201).json["uploadId"]
        self.call("POST", "/imports/1/imports", {"uploadId": number, "autoMap": True})
        self.wait_for(lambda: self.state(number) == "READY", 120, "the analysis does not end")
        plan = self.call("GET", f"/imports/1/imports/{number}", status=200).json["planHash"]
        self.call("POST", f"/imports/1/imports/{number}/commit", {"planHash": plan})
        self.wait_for(lambda: self.state(number) == "COMPLETED", 120, "the import does not end")
        held = self.memory("VmRSS")
        self.wait_for(lambda: self.memory("VmRSS") < held - len(file), 60, "the memory stays")
        print(f"importing {len(file):,} bytes: {held / 1e6:.0f} MB at its end, {self.memory('VmRSS') / 1e6:.0f} MB later", file=sys.stderr)


if __name__ == "__main__":
    unittest.main()
