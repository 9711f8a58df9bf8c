#!/usr/bin/env python3
"""Runs muster and its references side by side, in turn, and prints medians and ratios as a table and as JSON."""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

import server_load

HERE = pathlib.Path(__file__).resolve().parent
COLUMNS = "externalId,firstName,lastName,email,phone,birthDate,city,country,gender,tags".split(",")
MAPPING = [word for column in COLUMNS if column not in ("phone", "tags") for word in ("--map", f"{column}={column}")]
MAPPING += ["--map", "phone=phone,country=column", "--map", "tags=tags,delimiter=semicolon"]
RECIPE = {"columns": [{"column": column, "field": column} for column in COLUMNS if column not in ("phone", "tags")] + [
    {"column": "phone", "field": "phone", "options": {"country": "column"}}, {"column": "tags", "field": "tags", "options": {"delimiter": "semicolon"}}]}


class Run:
    """One finished process: seconds, CPU seconds, peak memory in MB."""

    def __init__(self, command: list[str], statuses: tuple[int, ...] = (0,), stdin: str = "") -> None:
        started = time.perf_counter()
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
            process.stdin.write(stdin)
            process.stdin.close()
            self.output = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds = time.perf_counter() - started
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss / 1024
        if process.returncode not in statuses:
            sys.exit(f"bench: {' '.join(command)} ended with status {process.returncode}")


class Bench:
    def __init__(self, given: argparse.Namespace) -> None:
        self.given = given
        self.work = pathlib.Path(given.work)
        self.work.mkdir(parents=True, exist_ok=True)
        self.times: dict[str, list[Run]] = {}
        self.loads: dict[str, list[dict]] = {}
        self.waits: list[float] = []  # milliseconds, of the slowest small write beside each import

    def file(self, name: str, rows: int, start: int = 0, seed: int = 1) -> pathlib.Path:
        path = self.work / f"{name}-{rows}-{start}-{seed}.csv"
        if not path.exists():
            subprocess.run([sys.executable, HERE / "make_people.py", str(rows), path, "--start", str(start), "--seed", str(seed)], check=True)
        return path

    def keep(self, name: str, run: Run) -> Run:
        self.times.setdefault(name, []).append(run)
        print(f"  {name:34} {run.seconds:7.2f} s  {run.cpu:6.2f} s CPU  {run.memory:7.0f} MB", file=sys.stderr)
        return run

    def clean(self, name: str) -> pathlib.Path:
        path = self.work / name
        shutil.rmtree(path, ignore_errors=True)
        for suffix in ("", "-wal", "-shm"):
            pathlib.Path(f"{path}{suffix}").unlink(missing_ok=True)
        os.sync()
        return path

    def plain(self, source: pathlib.Path) -> None:
        database = self.clean("plain.db")
        self.keep("sqlite .import, plain", Run(["sqlite3", str(database), "PRAGMA journal_mode=WAL;", ".mode csv", f".import {source} people"]))

    def unique(self, source: pathlib.Path) -> None:
        database = self.clean("unique.db")
        columns = ",".join(f"{name} unique" if name in ("email", "phone") else name for name in COLUMNS)
        self.keep("sqlite .import, two unique indexes", Run(
            ["sqlite3", str(database), "PRAGMA journal_mode=WAL;", f"create table people({columns});", ".mode csv",
             f".import --skip 1 {source} people"], statuses=(0, 1, 19)))  # rows that the indexes refuse are dropped

    def muster(self, name: str, store: pathlib.Path, *words: str, statuses: tuple[int, ...] = (0, 1)) -> Run:
        return self.keep(name, Run([self.given.muster, *words, "--data", str(store)], statuses))

    def w1(self) -> None:
        source = self.file("w1", self.given.rows)
        print(f"W1: {self.given.rows:,} rows, {source.stat().st_size:,} bytes", file=sys.stderr)
        for _ in range(self.given.runs):
            self.plain(source)
            self.muster("analyze", self.clean("analyze"), "analyze", str(source), *MAPPING, "--json")
            self.unique(source)
            store = self.clean("store")
            done = json.loads(self.muster("import", store, "import", str(source), *MAPPING, "--auto-tag", "--yes", "--json").output)
            self.muster("undo", store, "undo", str(done["id"]), "--yes", "--json")

    def w2(self) -> None:
        source = self.file("w1", self.given.rows)
        workbook = source.with_suffix(".xlsx")
        if not workbook.exists():
            subprocess.run([sys.executable, HERE / "make_workbook.py", source, workbook], check=True)
        print(f"W2: {self.given.rows:,} rows, {workbook.stat().st_size:,} bytes", file=sys.stderr)
        for _ in range(self.given.runs):
            text = self.counts(self.muster("import", self.clean("store"), "import", str(source), *MAPPING, "--auto-tag", "--yes", "--json"))
            book = self.counts(self.muster("import a workbook", self.clean("store"), "import", str(workbook), *MAPPING, "--auto-tag", "--yes", "--json"))
            if text != book:
                sys.exit(f"bench: the workbook came to {book}, the text to {text}")

    @staticmethod
    def counts(run: Run) -> dict:
        return json.loads(run.output)["counts"]

    def w3(self) -> None:
        source = self.file("w3", self.given.rows, start=self.given.stored - self.given.rows // 2, seed=3)
        filled = self.work / f"filled-{self.given.stored}"
        if not filled.exists():
            step = 600_000
            for start in range(0, self.given.stored, step):
                part = self.file("fill", min(step, self.given.stored - start), start=start, seed=2)
                self.muster(f"fill at {start:,}", filled, "import", str(part), *MAPPING, "--yes", "--json")
        for _ in range(self.given.runs):
            store = self.clean("w3-store")
            shutil.copytree(filled, store)
            os.sync()
            self.muster(f"import at {self.given.stored:,}", store, "import", str(source), *MAPPING, "--auto-tag", "--yes", "--json")

    def w5(self) -> None:
        source = self.file("w1", self.given.rows)
        print(f"W5: {self.given.stored:,} persons stored, {server_load.CONNECTIONS} connections", file=sys.stderr)
        for _ in range(self.given.runs):
            self.muster("import", self.clean("store"), "import", str(source), *MAPPING, "--auto-tag", "--yes", "--json")
            store = self.clean("w5-store")
            server_load.fill(self.given.muster, store, self.work, self.given.stored, MAPPING)
            os.sync()
            served = server_load.ServedStore(self.given.muster, self.given.client, store)
            try:
                for name, load in server_load.measure(served, self.given.stored).items():
                    self.loads.setdefault(name, []).append(load)
                fresh = self.file("w1", self.given.rows, start=16 * self.given.stored)  # nobody that is stored
                self.waits.append(server_load.wait_beside_import(served, fresh, RECIPE, first=12 * self.given.stored))
            finally:
                served.stop()

    def median(self, name: str) -> float:
        return statistics.median(run.seconds for run in self.times[name])

    def report(self) -> dict:
        rows = []

        def ratio(measure: str, ours: str, reference: str, must: float, aim: float) -> None:
            if ours in self.times and reference in self.times:
                value = self.median(ours) / self.median(reference)
                rows.append({"measure": measure, "seconds": round(self.median(ours), 2), "reference": reference,
                             "referenceSeconds": round(self.median(reference), 2), "ratio": round(value, 2), "must": must, "aim": aim,
                             "met": value <= must})

        ratio("analyse W1", "analyze", "sqlite .import, plain", 1.0, 0.5)
        ratio("import W1", "import", "sqlite .import, plain", 2.5, 1.0)
        ratio("import W1", "import", "sqlite .import, two unique indexes", 0.6, 0.2)
        ratio("undo W1", "undo", "import", 1.5, 0.7)
        ratio("import W2", "import a workbook", "import", 1.5, 1.2)
        ratio(f"import into {self.given.stored:,}", f"import at {self.given.stored:,}", "import", 3.0, 1.5)
        if self.loads:
            rows += self.load_rows()
        memory = max((run.memory for name, runs in self.times.items() if not name.startswith("sqlite") for run in runs), default=0)
        rows.append({"measure": "peak memory, MB", "seconds": round(memory), "reference": "", "referenceSeconds": "", "ratio": "", "must": 400,
                     "aim": 200, "met": memory <= 400})
        return {"rows": rows, "times": {name: [round(run.seconds, 3) for run in runs] for name, runs in self.times.items()}, "loads": self.loads}

    def load_rows(self) -> list[dict]:
        def median(name: str, *members: str) -> float:
            values = []
            for load in self.loads[name]:
                for member in members:
                    load = load[member]
                values.append(load)
            return statistics.median(values)

        imported = self.given.rows / self.median("import")

        def against_import(measure: str, name: str) -> dict:
            rate = median(name, "personsPerSecond")
            return {"measure": measure, "seconds": round(rate), "reference": "rows per second of import W1", "referenceSeconds": round(imported),
                    "ratio": round(rate / imported, 2), "must": 0.2, "aim": 0.3, "met": rate / imported >= 0.2}

        creates, slowest = median("creates", "personsPerSecond"), median("gets", "milliseconds", "p99")
        return [against_import("W5 upserts per second", "upserts"),
                against_import("W5, half of them stored", "mixed upserts"),
                {"measure": "W5 creates per second", "seconds": round(creates), "reference": "", "referenceSeconds": "", "ratio": "", "must": 3_000,
                 "aim": "", "met": creates >= 3_000},
                {"measure": "W5 GET by phone, p99 ms", "seconds": round(slowest, 2), "reference": "", "referenceSeconds": "", "ratio": "", "must": 5,
                 "aim": "", "met": slowest < 5},
                {"measure": "small write beside W1, ms", "seconds": round(max(self.waits)), "reference": "", "referenceSeconds": "", "ratio": "",
                 "must": "", "aim": "", "met": True}]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workloads", nargs="*", default=["W1"], metavar="W1|W2|W3|W5")
    parser.add_argument("--muster", required=True)
    parser.add_argument("--client", help="http_load, for W5")
    parser.add_argument("--work", required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--rows", type=int, default=600_000)
    parser.add_argument("--stored", type=int, default=1_000_000, help="persons in the store of W3 and W5")
    parser.add_argument("--json", metavar="FILE")
    given = parser.parse_args()
    bench = Bench(given)
    for workload in given.workloads or ["W1"]:
        {"W1": bench.w1, "W2": bench.w2, "W3": bench.w3, "W5": bench.w5}[workload]()
    report = bench.report()
    print(f"{'measure':24} {'ours':>8} {'reference':36} {'its':>8} {'ratio':>7} {'must':>6} {'aim':>6}")
    for row in report["rows"]:
        print(f"{row['measure']:24} {row['seconds']:>8} {row['reference']:36} {row['referenceSeconds']:>8} {row['ratio']:>7} {row['must']:>6} {row['aim']:>6}"
              f"  {'' if row['met'] else 'NOT MET'}")
    text = json.dumps(report, indent=2)
    if given.json:
        pathlib.Path(given.json).write_text(text)
    else:
        print(text)


if __name__ == "__main__":
    main()
