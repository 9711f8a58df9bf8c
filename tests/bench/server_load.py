"""The real server under load: W5. Starts `muster serve` on a store with a million imported persons and lets http_load ask it."""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROWS_PER_FILE = 500_000  # under the limit of an upload
CONNECTIONS = 32


class ServedStore:
    """A running server. Every answer that is no success ends the measuring."""

    def __init__(self, muster: str, client: str, store: pathlib.Path) -> None:
        self.client = client
        words = [muster, "apikey", "create", "bench", "--json", "--data", str(store)]
        words += [word for scope in ("read", "use", "manage") for word in ("--scope", f"people:{scope}")]
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

    def load(self, kind: str, requests: int, **options: int) -> dict:
        words = [self.client, kind, "--port", str(self.port), "--key", self.key, "--connections", str(CONNECTIONS), "--requests", str(requests)]
        words += [word for name, value in options.items() for word in (f"--{name}", str(value))]
        before = self.processor_seconds()
        done = json.loads(subprocess.run(words, check=True, stdout=subprocess.PIPE).stdout)
        done["serverProcessorSeconds"] = round(self.processor_seconds() - before, 2)
        if done["withErrors"] or any(not status.startswith("2") for status in done["statuses"]):
            sys.exit(f"bench: not every request succeeded: {done}")
        times = done["milliseconds"]
        print(f"  {kind:12} {done['personsPerSecond']:8,} persons/s  p50 {times['p50']:8.2f} ms  p99 {times['p99']:8.2f} ms  "
              f"server {done['serverProcessorSeconds']:6.2f} s CPU", file=sys.stderr)
        return done

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
        "mixed upserts": served.load("upserts", 50, first=0, step=2 * stored // 1_000),
    }
