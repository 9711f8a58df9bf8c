"""The real server under load: W5, and small writes beside an import. Starts `muster serve` on a store with a million imported persons and lets http_load ask it."""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
ROWS_PER_FILE = 500_000  # under the limit of an upload
CONNECTIONS = 32


class ServedStore:
    """A running server. Every answer that is no success ends the measuring."""

    def __init__(self, muster: str, client: str, store: pathlib.Path) -> None:
        self.client = client
        words = [muster, "apikey", "create", "bench", "--json", "--data", str(store)]
        words += [word for scope in ("people:read", "people:use", "people:manage", "imports:manage") for word in ("--scope", scope)]
        self.key = json.loads(subprocess.run(words, check=True, stdout=subprocess.PIPE).stdout)["key"]
        self.process = subprocess.Popen([muster, "serve", "--listen", "127.0.0.1:0", "--data", str(store)], stdin=subprocess.DEVNULL,
                                        stderr=(store / "serve.log").open("wb"))
        self.port = self.wait_for_port(store / "serve.log")

    def wait_for_port(self, log: pathlib.Path) -> int:
        for _ in range(600):
            found = re.search(r"^Muster serves http://\S+:(\d+)$", log.read_text(), re.M)
            if found:
                return int(found.group(1))
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        self.process.kill()
        sys.exit(f"bench: the server did not start: {log.read_text()}")

    def load(self, kind: str, requests: int, name: str = "", connections: int = CONNECTIONS, **options: int) -> dict:
        words = [self.client, kind, "--port", str(self.port), "--key", self.key, "--connections", str(connections), "--requests", str(requests)]
        words += [word for option, value in options.items() for word in (f"--{option}", str(value))]
        before = self.processor_seconds()
        done = json.loads(subprocess.run(words, check=True, stdout=subprocess.PIPE).stdout)
        done["serverProcessorSeconds"] = round(self.processor_seconds() - before, 2)
        if done["withErrors"] or any(not status.startswith("2") for status in done["statuses"]):
            sys.exit(f"bench: not every request succeeded: {done}")
        times = done["milliseconds"]
        print(f"  {name or kind:22} {done['personsPerSecond']:8,} persons/s  p50 {times['p50']:8.2f} ms  p99 {times['p99']:8.2f} ms  "
              f"server {done['serverProcessorSeconds']:6.2f} s CPU", file=sys.stderr)
        return done

    def call(self, method: str, path: str, body: bytes | None = None, content_type: str = "application/json") -> dict:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body, method=method)
        request.add_header("Authorization", f"App {self.key}")
        request.add_header("Content-Type", content_type)
        try:
            with urllib.request.urlopen(request, timeout=300) as answer:
                return json.loads(answer.read())
        except urllib.error.HTTPError as refused:
            sys.exit(f"bench: {method} {path}: {refused.code} {refused.read().decode()}")

    def wait_for_import(self, number: int, states: tuple[str, ...]) -> dict:
        while True:
            found = self.call("GET", f"/imports/1/imports/{number}")
            if found["state"] in states:
                return found
            if found["state"] in ("UPLOADED", "FAILED", "CANCELLED"):
                sys.exit(f"bench: the import ended {found['state']}: {found.get('reason')}")
            time.sleep(0.02)

    def processor_seconds(self) -> float:
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait(60) != 0:
            sys.exit("bench: the server did not end in order")


def fill(muster: str, store: pathlib.Path, work: pathlib.Path, persons: int, mapping: list[str]) -> None:
    """Imports that many persons, each of whom http_load knows by number."""
    for start in range(0, persons, ROWS_PER_FILE):
        count = min(ROWS_PER_FILE, persons - start)
        source = work / f"distinct-{count}-{start}.csv"
        if not source.exists():
            words = [sys.executable, str(HERE / "make_people.py"), str(count), str(source), "--start", str(start), "--seed", "5", "--distinct"]
            subprocess.run(words, check=True)
        subprocess.run([muster, "import", str(source), *mapping, "--yes", "--json", "--data", str(store)], check=True, stdout=subprocess.DEVNULL)


def measure(served: ServedStore, stored: int) -> dict[str, dict]:
    """By name. First what changes least."""
    served.load("gets", 5_000, stored=stored, seed=2)  # the first thousands fill the caches
    return {
        "gets": served.load("gets", 30_000, stored=stored),
        "creates": served.load("creates", 20_000, first=4 * stored),
        "upserts": served.load("upserts", 150, first=8 * stored),
        # numbers that are spread over twice as many as there are: half of the persons are stored, with other values
        "mixed upserts": served.load("upserts", 50, "upserts, half stored", first=0, step=2 * stored // 1_000),
    }


def wait_beside_import(served: ServedStore, source: pathlib.Path, recipe: dict, first: int) -> float:
    """Milliseconds that the slowest of many single creates took, one after the other, while an import was committed."""
    number = served.call("POST", "/imports/1/uploads?name=people.csv", source.read_bytes(), "text/csv")["uploadId"]
    served.call("POST", "/imports/1/imports", json.dumps({"uploadId": number, "recipe": recipe}).encode())
    ready = served.wait_for_import(number, ("READY",))
    served.call("POST", f"/imports/1/imports/{number}/commit", json.dumps({"planHash": ready["planHash"]}).encode())
    slowest = 0.0
    while served.call("GET", f"/imports/1/imports/{number}")["state"] in ("QUEUED", "IMPORTING"):
        slowest = max(slowest, served.load("creates", 50, "creates beside import", 1, first=first)["milliseconds"]["max"])
        first += 50
    served.wait_for_import(number, ("COMPLETED", "COMPLETED_WITH_ERRORS"))
    return slowest
