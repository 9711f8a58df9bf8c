"""What a server tells of itself at /metrics, read as strictly as the format is described."""
import http.server
import json
import re
import socket
import sqlite3
import threading
import time
import unittest

import harness
from harness import PEOPLE, TOP

NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
SAMPLE = re.compile(rf"({NAME})(?:\{{(.*)\}})? (\S+)\Z")
LABEL = re.compile(r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\\\|\\"|\\n)*)"(,|\Z)')


class Metrics:
    """The text format 0.0.4: families one after the other, each with help and type, every series once."""

    def __init__(self, text):
        self.types, self.samples = {}, {}
        if not text.endswith("\n"):
            raise AssertionError("the last line has no end")
        family, helped = None, None
        for line in text[:-1].split("\n"):
            if line.startswith("# HELP "):
                name, sentence = line[7:].split(" ", 1)
                if name in self.types or not sentence:
                    raise AssertionError(f"help stands twice or is empty: {line}")
                helped = name
            elif line.startswith("# TYPE "):
                family, kind = line[7:].split(" ")
                if family != helped or kind not in ("counter", "gauge", "histogram"):
                    raise AssertionError(f"type without its help, or an unknown one: {line}")
                self.types[family] = kind
            else:
                self.add(family, line)
        for name, kind in self.types.items():
            if kind == "histogram":
                self.check_histogram(name)

    def add(self, family, line):
        found = SAMPLE.match(line)
        if not found:
            raise AssertionError(f"no sample: {line!r}")
        name, labels, value = found.groups()
        endings = ("_bucket", "_sum", "_count") if self.types[family] == "histogram" else ("",)
        if name not in [family + ending for ending in endings]:
            raise AssertionError(f"{name} stands among {family}")
        if self.types[family] == "counter" and not (family.endswith("_total") and float(value) >= 0):
            raise AssertionError(f"no counter: {line}")
        pairs, rest = [], labels or ""
        while rest:
            label = LABEL.match(rest)
            if not label or (label.group(3) == "," and label.end() == len(rest)):
                raise AssertionError(f"no labels: {line!r}")
            pairs.append((label.group(1), re.sub(r"\\(.)", lambda sign: "\n" if sign.group(1) == "n" else sign.group(1), label.group(2))))
            rest = rest[label.end():]
        key = (name, tuple(sorted(pairs)))
        if key in self.samples or len(dict(pairs)) != len(pairs):
            raise AssertionError(f"stands twice: {line}")
        self.samples[key] = float(value)

    def check_histogram(self, name):
        series = {}
        for (sample, labels), value in self.samples.items():
            if sample == name + "_bucket":
                bound = dict(labels)["le"]
                series.setdefault(tuple(pair for pair in labels if pair[0] != "le"), []).append((float(bound), value))
        for labels, buckets in series.items():
            bounds, counts = zip(*buckets)
            if list(bounds) != sorted(bounds) or list(counts) != sorted(counts) or bounds[-1] != float("inf"):
                raise AssertionError(f"{name} {labels}: {buckets}")
            if counts[-1] != self.samples[(name + "_count", labels)] or (name + "_sum", labels) not in self.samples:
                raise AssertionError(f"{name} {labels}: count or sum is not its buckets'")

    def __call__(self, name, **labels):
        """The sum of all series that have these labels, 0 where there are none."""
        wanted = set(labels.items())
        return sum(value for (sample, pairs), value in self.samples.items() if sample == name and wanted <= set(pairs))


class MetricsTest(harness.ServerTest):
    words = ("--webhook-targets", "any")

    def read(self, **more):
        answer = self.call("GET", "/metrics", status=200, **more)
        self.assertEqual(answer.headers["content-type"], "text/plain; version=0.0.4; charset=utf-8")
        return Metrics(answer.body.decode("utf-8"))

    def wait_for(self, fits, seconds=60):
        """The numbers as soon as they fit: a call is counted after its answer was sent, a job after its import has ended."""
        end = time.monotonic() + seconds
        while True:
            metrics = self.read()
            if fits(metrics):
                return metrics
            self.assertLess(time.monotonic(), end, metrics.samples)
            time.sleep(0.05)

    def test_every_metric_is_there_and_documented(self):
        metrics = self.read(key=False)
        text = (TOP / "doc" / "operations.md").read_text()
        for name in metrics.types:
            with self.subTest(metric=name):
                self.assertRegex(name, r"^(muster|process)_")
                self.assertIn(f"`{name}`", text)
        for name in re.findall(r"`((?:muster|process)_[a-z_]+)`", text):
            self.assertIn(name, metrics.types)
        version = dict(next(labels for (name, labels) in metrics.samples if name == "muster_build_info"))["version"]
        self.assertEqual(self.run_program("version").stdout.decode(), f"muster {version}\n")
        self.assertLess(abs(metrics("process_resident_memory_bytes") - self.server.resident_bytes()), 64 << 20)
        self.assertLess(abs(time.time() - metrics("process_start_time_seconds")), 3600)
        self.assertGreater(metrics("process_open_fds"), 3)
        self.assertGreaterEqual(metrics("muster_http_connections"), 1)
        self.assertGreaterEqual(metrics("muster_http_requests_running"), 1, "this one")

    def test_calls_are_counted_by_route(self):
        def numbers(metrics):
            return (metrics("muster_http_requests_total", method="GET", route="none", status="404"),
                    metrics("muster_http_requests_total", method="other", route="none"),
                    metrics("muster_http_requests_total", route="/people/2/tags/{name}", status="404"),
                    metrics("muster_http_request_duration_seconds_count", route="/people/2/tags/{name}"))
        before = self.read()
        self.call("GET", "/nothing/zoe%40mail.example", described=False)
        self.client.send("BREW", "/nothing")
        self.call("GET", "/people/2/tags/zoe%40mail.example", status=404)
        after = self.wait_for(lambda metrics: numbers(metrics) == tuple(number + 1 for number in numbers(before)))
        self.assertGreater(after("muster_http_sent_bytes_total"), before("muster_http_sent_bytes_total"))
        self.assertFalse([labels for _, labels in after.samples if "zoe" in str(labels) or "BREW" in str(labels)], "what somebody sent is a label")

    def test_an_import_is_counted(self):
        before = self.read()
        upload = self.call("POST", "/imports/1/uploads?name=people.csv", body=PEOPLE.read_bytes(),
                           headers={"Content-Type": "application/octet-stream"}, status=201).json
        job = self.call("POST", "/imports/1/imports?wait=true", {"uploadId": upload["uploadId"], "personType": "CUSTOMER"}, status=200).json
        after = self.wait_for(lambda metrics: metrics("muster_imports_ended_total") > before("muster_imports_ended_total"))
        counts = job["counts"]
        for became, number in (("rejected", "rowsRejected"), ("folded", "rowsFolded"), ("blank", "rowsBlank"), ("record", "records")):
            self.assertEqual(after("muster_import_rows_total", became=became) - before("muster_import_rows_total", became=became), counts[number])
        self.assertEqual(after("muster_import_records_total", outcome="created") - before("muster_import_records_total", outcome="created"), counts["created"])
        self.assertGreater(counts["created"], 0)
        self.assertEqual(after("muster_imports", state=job["state"]), before("muster_imports", state=job["state"]) + 1)
        for kind in ("analysis", "commit"):
            self.assertGreater(after("muster_import_stage_duration_seconds_count", kind=kind), before("muster_import_stage_duration_seconds_count", kind=kind))
            self.assertGreater(after("muster_import_jobs_total", kind=kind, end="done"), before("muster_import_jobs_total", kind=kind, end="done"))
        self.assertEqual(after("muster_import_jobs", state="running"), 0)

    def test_small_writes_tell_of_their_groups(self):
        before = self.read()
        self.call("POST", "/people/2/persons", {"firstName": "Bo", "contactInformation": {"email": [{"address": "bo.metrics@mail.example"}]}}, status=200)
        after = self.read()
        for name in ("muster_store_group_acts", "muster_store_group_wait_seconds", "muster_store_group_commit_seconds"):
            self.assertGreater(after(name + "_count"), before(name + "_count"), name)
        self.assertGreaterEqual(after("muster_store_group_acts_sum") - before("muster_store_group_acts_sum"), 1)

    def test_bodies_that_go_to_disk(self):
        before = self.read()
        content = b"Email\n" + b"".join(b"p%d@disk.example\n" % row for row in range(10_000))
        self.call("POST", "/imports/1/uploads?name=people.csv", body=content, headers={"Content-Type": "application/octet-stream"}, status=201)
        self.assertEqual(self.read()("muster_http_spooled_bodies_total"), before("muster_http_spooled_bodies_total") + 1)

    def test_refusals(self):
        before = self.read()
        with self.server.socket() as connection:
            connection.sendall(b"no request\r\n\r\n")
            self.assertIn(b" 400 ", connection.recv(4096))
        self.wait_for(lambda metrics: metrics("muster_http_refusals_total", status="400") == before("muster_http_refusals_total", status="400") + 1)

    def test_more_at_once_than_may_wait(self):
        before = self.read()
        calls = 600  # 32 run, 256 wait
        connections = [self.server.socket() for _ in range(calls)]
        store = sqlite3.connect(self.server.folder / "data" / "muster.db", isolation_level=None)
        store.execute("BEGIN IMMEDIATE")  # nothing that writes comes to its end meanwhile, for 5 seconds at most
        try:
            for number, connection in enumerate(connections):
                body = b'{"externalId":"at once %d"}' % number
                connection.sendall(b"POST /people/2/persons HTTP/1.1\r\nHost: a\r\nAuthorization: App " + self.key.encode() +
                                   b"\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body)

            def counted(metrics):
                return (metrics("muster_http_refusals_total", status="503") - before("muster_http_refusals_total", status="503"),
                        metrics("muster_http_requests_total", status="503") - before("muster_http_requests_total", status="503"))
            refused = calls - 32 - 256
            after = self.wait_for(lambda metrics: counted(metrics) == (refused, refused))
        finally:
            store.execute("ROLLBACK")
            store.close()
        statuses = [harness.read_answers(connection)[0][0] for connection in connections]
        for connection in connections:
            connection.close()
        self.assertEqual((statuses.count(503), statuses.count(200)), (refused, calls - refused))
        self.assertGreaterEqual(after("muster_http_connections_total") - before("muster_http_connections_total"), calls)

    def test_webhooks(self):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers["content-length"]))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        web = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=web.serve_forever, args=(0.05,))
        thread.start()
        self.addCleanup(web.server_close)
        self.addCleanup(thread.join)
        self.addCleanup(web.shutdown)
        with socket.create_server(("127.0.0.1", 0)) as taken:
            closed = taken.getsockname()[1]
        before = self.read()
        for port in (web.server_address[1], closed):
            made = self.call("POST", "/webhooks/1/subscriptions", {"url": f"http://127.0.0.1:{port}/hook", "events": ["import.completed"]}, status=201).json
            self.call("POST", f"/webhooks/1/subscriptions/{made['id']}/test", status=200)
            self.call("DELETE", f"/webhooks/1/subscriptions/{made['id']}", status=204)
        after = self.read()
        for outcome in ("2xx", "TARGET_UNREACHABLE"):
            self.assertEqual(after("muster_webhook_attempts_total", outcome=outcome) - before("muster_webhook_attempts_total", outcome=outcome), 1)

    def test_others_see_it_only_with_a_key_that_may_everything(self):
        self.assert_problem(self.call("GET", "/metrics", key=False, headers={"X-Forwarded-For": "192.0.2.1"}), 401, "UNAUTHORIZED")
        self.assertEqual(self.call("GET", "/metrics", headers={"X-Forwarded-For": "192.0.2.1"}).status, 200)


class MetricsOff(harness.ServerTest):
    words = ("--metrics", "off")

    def test_there_is_no_such_path(self):
        self.assert_problem(self.call("GET", "/metrics"), 404, "PATH_NOT_FOUND")


if __name__ == "__main__":
    unittest.main()
