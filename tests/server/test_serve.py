"""Starting, ending, and what those who run a server see of it."""
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import ssl
import stat
import subprocess
import tempfile
import time
import unittest
import warnings

import jsonschema

from harness import MUSTER, Server, ServerTest, read_answers


class RunningTest(ServerTest):
    def test_healthy_and_ready(self):
        self.assertEqual(self.call("GET", "/healthz", status=200, key=False).json, {"status": "ok"})
        self.assertEqual(self.call("GET", "/readyz", status=200, key=False).json, {"status": "ready"})
        self.assertEqual(self.call("HEAD", "/readyz", status=200).body, b"")

    def test_paths_and_methods_that_are_not_there(self):
        self.assert_problem(self.call("GET", "/nothing", described=False), 404, "PATH_NOT_FOUND")
        self.assert_problem(self.call("GET", "/healthz/", described=False), 404, "PATH_NOT_FOUND")
        answer = self.call("DELETE", "/healthz", described=False)
        self.assert_problem(answer, 405, "METHOD_NOT_ALLOWED")
        self.assertEqual(answer.headers["allow"], "GET, HEAD")
        self.assertEqual(self.call("GET", "/people/2/nothing", described=False).json["requestError"]["serviceException"]["messageId"], "NOT_FOUND")
        self.assertEqual(self.call("GET", "/people/3/nothing", described=False).json["code"], "404100")

    def test_answers_are_kept_by_nobody_and_taken_for_nothing_else(self):
        for target in ("/readyz", "/nothing", "/account/1/users"):
            headers = self.call("GET", target, described=False).headers
            self.assertEqual(headers["cache-control"], "no-store")
            self.assertEqual(headers["x-content-type-options"], "nosniff")
            self.assertEqual(headers["referrer-policy"], "no-referrer")
            self.assertIn("frame-ancestors 'none'", headers["content-security-policy"])
            self.assertNotIn("strict-transport-security", headers)
            self.assertRegex(headers["x-request-id"], r"^[0-9a-f]+-\d+$")

    def test_description_is_sound(self):
        document = self.description.document
        self.assertEqual(document["openapi"], "3.1.0")
        ids = []
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                if method == "parameters":
                    continue
                with self.subTest(path=path, method=method):
                    ids.append(operation["operationId"])
                    self.assertTrue(operation["summary"])
                    self.assertTrue(operation["responses"])
                    named = set(re.findall(r"\{([^}]+)\}", path))
                    told = {parameter["name"] for parameter in map(self.description.resolve, operations.get("parameters", []) + operation.get("parameters", []))
                            if parameter["in"] == "path"}
                    self.assertEqual(named, told)
                    for tag in operation.get("tags", []):
                        self.assertIn(tag, [known["name"] for known in document["tags"]])
        self.assertEqual(len(ids), len(set(ids)), "an operationId stands twice")
        references = re.findall(r'"\$ref": ?"([^"]+)"', json.dumps(document))
        for reference in set(references):
            self.assertIsNotNone(self.description.resolver.resolve(reference), reference)
        for name, schema in document["components"]["schemas"].items():
            with self.subTest(schema=name):
                jsonschema.Draft202012Validator.check_schema(schema)
                self.assertIn(f"#/components/schemas/{name}", references, "nobody uses it")

    def test_what_is_described_is_there(self):
        for path, operations in self.description.document["paths"].items():
            target = re.sub(r"\{[^}]+\}", "1", path)
            for method in operations:
                if method == "parameters":
                    continue
                with self.subTest(path=path, method=method):
                    answer = self.call(method.upper(), target, key=False)
                    self.assertNotEqual(answer.status, 405)
                    self.assertNotIn(b"PATH_NOT_FOUND", answer.body)
                    ways_in = operations[method].get("security", self.description.document["security"])
                    if ways_in and {} not in ways_in:
                        self.assertEqual(answer.status, 401, "anybody may call it")

    def test_log_tells_patterns_and_nothing_personal(self):
        self.call("GET", "/account/1/users/4711?email=ana%40mail.example")
        self.call("GET", "/nothing/ana%40mail.example", described=False)
        line = self.server.wait_for_line(r"^.* request .* path=/account/1/users/\{id\} .*$").group()
        self.assertRegex(line, r"^\d{4}-\d\d-\d\dT\S+Z info request id=[0-9a-f]+-\d+ method=GET path=\S+ status=4\d\d bytes=\d+ microseconds=\d+$")
        self.server.wait_for_line(r'path="" status=404')
        for secret in ("4711", "ana", "mail.example", self.key):
            self.assertNotIn(secret, self.server.said)

    def test_log_tells_who_was_turned_away(self):
        self.call("GET", "/account/1/users", key="nobody's", status=401)
        line = self.server.wait_for_line(r"^.* access .*what=UNAUTHORIZED .*$").group()
        self.assertRegex(line, r"Z info access id=[0-9a-f]+-\d+ what=UNAUTHORIZED account=0 user=0 key=0$")
        made = self.call("POST", "/account/1/apiKeys", {"name": "weak", "scopes": ["people:read"]}, status=201).json
        self.server.wait_for_line(r"what=CHANGED account=\d+ user=0 key=\d+$")
        self.call("GET", "/account/1/users", key=made["key"], status=403)
        self.server.wait_for_line(rf"what=FORBIDDEN account=\d+ user=0 key={made['id']}$")
        self.assertNotIn(made["key"], self.server.said)

    def test_as_many_connections_as_the_system_gives(self):
        limits = pathlib.Path(f"/proc/{self.server.process.pid}/limits").read_text()
        soft, hard = re.search(r"Max open files +(\d+) +(\d+)", limits).groups()
        self.assertEqual(int(soft), min(int(hard), 65536))


class StartTest(unittest.TestCase):
    """Servers that a test starts itself, each with a folder of its own."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="muster-serve-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def start(self, *words, **more):
        server = Server(self.folder, *words, **more)
        self.addCleanup(server.kill)
        return server

    def run_program(self, *words, status=0):
        done = subprocess.run([MUSTER, *map(str, words)], cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
        self.assertEqual(done.returncode, status, done.stdout.decode() + done.stderr.decode())
        return done

    def test_creates_its_store_and_ends_when_asked(self):
        server = self.start()
        self.assertEqual(stat.S_IMODE((self.folder / "data").stat().st_mode), 0o700)
        self.assertTrue((self.folder / "data" / "muster.db").exists())
        self.assertEqual(server.get("/readyz").status, 200)
        self.assertEqual(server.stop(), 0)
        with self.assertRaises(OSError):
            server.socket()

    def test_tells_the_way_in_until_somebody_has_a_password(self):
        server = self.start()
        typed = server.wait_for_line(r"^  (curl .*)$").group(1).replace('"..."', '"a long enough sentence"')
        done = subprocess.run(["bash", "-c", f"{typed} -s --fail-with-body"], capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        again = subprocess.run(["bash", "-c", f"{typed} -s -o /dev/null -w '%{{http_code}}'"], capture_output=True, timeout=60)
        self.assertNotEqual(again.stdout, b"200")  # it works once
        self.assertEqual(server.stop(), 0)
        server = self.start()
        server.wait_for_line("Muster serves")
        self.assertEqual(server.get("/readyz").status, 200)
        self.assertNotIn("password", server.said)
        self.assertEqual(server.stop(), 0)

    def test_one_process_writes_and_others_read(self):
        server = self.start()
        told = self.run_program("serve", "--listen", "127.0.0.1:0", status=4).stderr.decode()
        self.assertIn("in use", told)
        self.assertIn(f"process {server.process.pid} ", told)
        self.run_program("tags", "create", "vip")  # goes through the server
        self.run_program("tags", "list")
        self.assertEqual(server.stop(), 0)
        self.run_program("tags", "create", "later")

    def test_a_taken_port_is_told(self):
        server = self.start()
        done = self.run_program("serve", "--data", "other", "--listen", f"127.0.0.1:{server.port}", status=4)
        self.assertIn("cannot listen", done.stderr.decode())

    def test_wrong_options_are_told_before_anything_is_created(self):
        for words, told in [(["--listen", "8080"], "HOST:PORT"), (["--listen", "127.0.0.1:http"], "HOST:PORT"), (["--listen", "::1:80"], "HOST:PORT"),
                            (["--listen", "127.0.0.1:65536"], "HOST:PORT"), (["--listen", "example.org:0"], "IP address"),
                            (["--tls-cert", "a.pem"], "--tls-key"), (["--tls-key", "a.pem"], "--tls-cert"),
                            (["--listen", "127.0.0.1:0", "--tls-cert", "none.pem", "--tls-key", "none.pem"], "none.pem"), (["--log", "xml"], "text, json")]:
            with self.subTest(words=words):
                self.assertIn(told, self.run_program("serve", *words, status=2).stderr.decode())
        self.assertEqual([path.name for path in self.folder.iterdir() if path.name != "data"], [])

    def test_a_request_that_runs_is_answered_before_the_end(self):
        server = self.start()
        connection = server.socket()
        self.addCleanup(connection.close)
        connection.sendall(b"GET /readyz HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345")
        time.sleep(0.3)
        server.process.send_signal(signal.SIGTERM)
        server.wait_for_line("Ending at the next safe place")
        time.sleep(0.3)
        self.assertIsNone(server.process.poll())
        with self.assertRaises(OSError):  # nobody else is let in
            server.socket(timeout=5)
        connection.sendall(b"67890")
        [(status, headers, _)] = read_answers(connection)
        self.assertEqual((status, headers["connection"]), (503, "close"))  # answered: not ready any more
        self.assertEqual(server.wait(), 0)

    def test_a_second_signal_ends_at_once(self):
        server = self.start()
        connection = server.socket()
        self.addCleanup(connection.close)
        connection.sendall(b"GET /readyz HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345")
        time.sleep(0.3)
        server.process.send_signal(signal.SIGINT)
        server.wait_for_line("Ending at the next safe place")
        server.process.send_signal(signal.SIGINT)
        self.assertEqual(server.wait(10), 130)

    def test_starts_after_it_was_killed(self):
        for _ in range(3):
            server = self.start()
            self.assertEqual(server.get("/readyz").status, 200)
            server.kill()
        self.assertEqual(self.start().stop(), 0)

    def test_json_log(self):
        server = self.start("--log", "json")
        server.get("/nothing")
        line = json.loads(server.wait_for_line(r"^\{.*\}$").group())
        self.assertEqual({name: line[name] for name in ("level", "event", "method", "path", "status")},
                         {"level": "info", "event": "request", "method": "GET", "path": "", "status": 404})
        self.assertEqual(server.stop(), 0)

    def test_a_file_sets_it_up(self):
        (self.folder / "muster.toml").write_text('log = "json"\nlisten = "127.0.0.1:1"\n[mail]\nserver = "127.0.0.1:1"\nfrom = "a@mail.example"\n'
                                                 'user = "robot"\npassword-file = "word"\n')
        (self.folder / "word").write_text("violet lamp four\n")
        server = self.start("--config", "muster.toml")  # the harness gives --listen, which wins
        self.assertNotEqual(server.port, 1)
        server.get("/nothing")
        self.assertEqual(json.loads(server.wait_for_line(r"^\{.*\}$").group())["status"], 404)
        self.assertEqual(server.stop(), 0)
        self.assertNotIn("violet", server.said)

    def test_a_log_that_nobody_reads_holds_nobody_up(self):
        reading, writing = os.pipe()
        process = subprocess.Popen([MUSTER, "serve", "--listen", "127.0.0.1:0"], cwd=self.folder, stderr=writing, stdin=subprocess.DEVNULL)
        self.addCleanup(process.kill)
        os.close(writing)
        self.addCleanup(os.close, reading)
        port = int(re.search(rb"http://127\.0\.0\.1:(\d+)\n", os.read(reading, 4096)).group(1))
        for _ in range(8):  # 3,000 lines are more than the 64 KiB of a pipe
            with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
                connection.sendall(b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n" * 400)
                self.assertEqual([status for status, _, _ in read_answers(connection, 400)], [404] * 400)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def test_ipv6(self):
        try:
            socket.create_server(("::1", 0), family=socket.AF_INET6).close()
        except OSError:
            self.skipTest("no IPv6 here")
        server = self.start(listen="[::1]:0")
        self.assertEqual(server.host, "::1")
        self.assertEqual(server.get("/healthz").status, 200)
        self.assertEqual(server.stop(), 0)

    def test_tls(self):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                        "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "cert.pem"],
                       cwd=self.folder, check=True, capture_output=True)
        server = self.start("--tls-cert", "cert.pem", "--tls-key", "key.pem")
        self.assertEqual(server.scheme, "https")
        trusting = ssl.create_default_context(cafile=str(self.folder / "cert.pem"))
        answer = server.get("/healthz", context=trusting)
        self.assertEqual((answer.status, answer.headers["strict-transport-security"]), (200, "max-age=31536000; includeSubDomains"))
        with self.assertRaises(ssl.SSLError):
            server.get("/healthz", context=ssl.create_default_context())
        old = ssl._create_unverified_context()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            old.maximum_version = ssl.TLSVersion.TLSv1_1
        with self.assertRaises(OSError):
            server.get("/healthz", context=old)
        for ciphers, is_spoken in (("ECDHE-ECDSA-AES128-GCM-SHA256", True), ("ECDHE-ECDSA-CHACHA20-POLY1305", True), ("ECDHE-ECDSA-AES128-SHA", False),
                                   ("ECDHE-ECDSA-AES256-SHA384", False), ("ECDHE-ECDSA-AES128-CCM", False)):
            with self.subTest(ciphers=ciphers):
                context = ssl._create_unverified_context()
                context.maximum_version = ssl.TLSVersion.TLSv1_2
                context.set_ciphers(ciphers)
                if is_spoken:
                    self.assertEqual(server.get("/healthz", context=context).status, 200)
                else:
                    with self.assertRaises(OSError):
                        server.get("/healthz", context=context)
        self.assertEqual(server.stop(), 0)


if __name__ == "__main__":
    unittest.main()
