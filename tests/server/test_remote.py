"""The command line through a server: every command is run twice, once on a data directory and once through a server over a copy of it. What
they print on standard output, the files that they write and how they end must be the same to the byte, but for what `DIFFERS` lists.
"""
import getpass
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
import unittest

from harness import MUSTER, PEOPLE, ServerTest, Server

# All that two runs at two moments may differ in: moments, durations, secrets that are drawn, and what the key that asks was last used.
DIFFERS = [
    (rb'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?', b"MOMENT"),
    (rb"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", b"MOMENT"),
    (rb"\d+\.\d s\b", b"DURATION"),
    (rb'"durationMs":\d+', b'"durationMs":DURATION'),
    (rb"mst_[A-Za-z0-9_-]{43}", b"KEY"),
    (rb"#link=[A-Za-z0-9_-]{43}", b"LINK"),
    (rb'"token":"[A-Za-z0-9_-]{43}"', b'"token":TOKEN'),
    (rb'"prefix":"mst_[A-Za-z0-9_-]{8}"|mst_[A-Za-z0-9_-]{8}(?= )', b"PREFIX"),
    (rb',"usedAt":"?MOMENT"?', b""),
    (rb'"resultHash":"[0-9a-f]{64}"|  result  [0-9a-f]{64}|Holds: .*', b"RESULT"),  # covers the moments
]

MIXED = "Mail;Phone;First name;Points;Ratio;Born\n" \
        "ana@mail.example;+385912345678;Ana;5;123456789012345.125;1988-04-12\n" \
        "broken;+385912345679;Ivo;7;0.50;1990-01-02\n" \
        "eva@mail.example;+385912345670;\"Eva \"\"E\"\" <b>\";x;1.5;\n" \
        "iva@mail.example;;Iva;9;0.25;\n" \
        ";;Nobody;1;1;\n"
MAPPING = ["--map", "Mail=email", "--map", "Phone=phone", "--map", "First name=firstName", "--map", "Points=Points", "--map", "Ratio=Ratio",
           "--new-attribute", "Points:INTEGER", "--new-attribute", "Ratio:DECIMAL"]


class RemoteTest(ServerTest):
    """Two folders to work in, `direct` and `through`, each with the same files; the store of the one is a copy of the server's."""

    @classmethod
    def prepare(cls):
        key = cls.create_key(getpass.getuser())  # so that "by" is the same
        # the first start of a server makes an administrator where there is none
        cls.run_program("user", "add", "first@mail.example", "--role", "admin", "--password-stdin", input=b"a sentence of its own\n")
        shutil.copytree(cls.folder / "data", cls.folder / "copy")
        for place in ("direct", "through"):
            (cls.folder / place).mkdir()
            shutil.copy(PEOPLE, cls.folder / place / "people.csv")
            (cls.folder / place / "mixed.csv").write_text(MIXED)
            (cls.folder / place / "empty.csv").write_text("")
            (cls.folder / place / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
        return key

    def url(self):
        return f"http://{self.server.host}:{self.server.port}"

    def run_on(self, where, *words, stdin=b"", environment=None):
        return subprocess.run([MUSTER, *map(str, words), *where], cwd=self.folder / "through", input=stdin, capture_output=True, timeout=300,
                              env={**os.environ, **(environment or {})})

    def through(self, *words, key=None, url=None, **more):
        return self.run_on(["--server", url or self.url(), "--api-key", key or self.key], *words, **more)

    @staticmethod
    def same(bytes_):
        for pattern, word in DIFFERS:
            bytes_ = re.sub(pattern, word, bytes_)
        return bytes_

    def both(self, *words, stdin=b"", files=(), status=None):
        """Runs a command both ways, compares, and gives what it printed through the server."""
        answers = []
        for place, where in (("direct", ["--data", "../copy"]), ("through", ["--server", self.url()])):
            done = subprocess.run([MUSTER, *map(str, words), *where], cwd=self.folder / place, input=stdin, capture_output=True, timeout=300,
                                  env={**os.environ, "MUSTER_API_KEY": self.key})
            written = [self.same((self.folder / place / name).read_bytes()) if (self.folder / place / name).exists() else None for name in files]
            answers.append((done, written))
        (direct, direct_files), (through, through_files) = answers
        told = f"muster {' '.join(map(str, words))}\ndirect: {direct.stderr.decode()}\nthrough: {through.stderr.decode()}"
        self.assertEqual(self.same(through.stdout), self.same(direct.stdout), told)
        self.assertEqual(through.returncode, direct.returncode, told)
        self.assertEqual(through_files, direct_files, told)
        if status is not None:
            self.assertEqual(through.returncode, status, told)
        return through

    def test_every_command_prints_the_same(self):
        for step in (self.reading, self.importing, self.looking, self.undoing, self.persons, self.catalogue, self.access, self.others):
            with self.subTest(step.__name__):
                step()

    def reading(self):
        for words in (["mixed.csv"], ["mixed.csv", "--format", "csv"], ["mixed.csv", "--format", "json", "--limit", "2"]):
            self.both("read", *words, status=0)
        self.both("import", "mixed.csv", status=2)  # suggestions
        self.both("analyze", "people.csv", status=2)

    def importing(self):
        self.both("analyze", "people.csv", "--auto-map", status=0)
        self.both("analyze", "people.csv", "--auto-map", "--json", status=0)
        self.both("analyze", "people.csv", "--map", "Nowhere=email", "--json", status=2)
        self.both("analyze", "people.csv", "--map", "City=city", "--json", status=2)
        self.both("analyze", "people.csv", "--map", "E-mail=email", "--sheet", "Second", "--json")
        self.both("analyze", "people.csv", "--map", "E-mail=email", "--recipe", "nowhere", "--json", status=2)
        self.both("analyze", "empty.csv", "--auto-map", "--json", status=3)
        self.both("analyze", "photo.csv", "--auto-map", "--json", status=3)
        self.both("analyze", "nowhere.csv", "--auto-map", "--json")
        self.both("import", "people.csv", "--auto-map", status=2)  # nobody to ask
        self.both("history", "--json", status=0)
        rejected = ["--rejected", "rejected.csv", "--save-recipe", "recipe.json"]
        self.both("import", "mixed.csv", *MAPPING, "--yes", *rejected, files=["rejected.csv", "recipe.json"], status=1)
        self.both("import", "mixed.csv", *MAPPING, "--yes", "--json", "--on-error", "fail", "--rejected", "failed.csv", files=["failed.csv"], status=5)
        self.both("import", "people.csv", "--auto-map", "--yes", "--json", "--tag", "brought", "--rejected", "none.xlsx", files=["none.xlsx"], status=0)
        self.both("commit", "1", "--on-duplicate", "discard", "--tag", "late", "--yes", "--json", status=0)
        self.both("commit", "1", "--yes", status=0)  # it has ended
        self.both("commit", "2", "--yes", status=0)
        self.both("commit", "99", "--yes", "--json", status=2)
        self.both("analyze", "people.csv", "--recipe", "recipe.json", "--json")

    def looking(self):
        history = json.loads(self.both("history", "--json", status=0).stdout)["imports"]
        self.assertGreater(len(history), 4)
        self.both("history", status=0)
        rejecting = next(entry["id"] for entry in history if entry["state"] == "COMPLETED_WITH_ERRORS")
        for entry in history:
            self.both("show", entry["id"], status=0)
            self.both("show", entry["id"], "--json", status=0)
            self.both("verify", entry["id"])
            self.both("rows", entry["id"], status=0)
        self.both("show", rejecting, "--record", "0", status=0)
        self.both("show", rejecting, "--record", "0", "--json", status=0)
        self.both("show", rejecting, "--record", "77", "--json")
        self.both("show", "99", "--json", status=2)
        self.both("rows", "99", status=2)
        self.both("rows", rejecting, "--json", "--limit", "2", status=0)
        self.both("rows", rejecting, "--json", "--after", "2", status=0)
        self.both("rows", rejecting, "--outcome", "rejected", status=0)
        self.both("rows", rejecting, "--code", "INVALID_EMAIL", "--json", status=0)
        self.both("rows", rejecting, "--search", "broken", "--json", status=0)
        for outcome in ("rejected", "created", "updated", "unchanged"):
            self.both("rows", rejecting, "--outcome", outcome, "--format", "csv", status=0)
        self.both("rows", rejecting, "--outcome", "rejected", "--format", "xlsx", status=0)
        self.both("verify", rejecting, "--json", status=0)
        self.both("resume", status=0)
        self.both("resume", "--json", status=0)
        self.both("resume", "99", status=2)

    def undoing(self):
        done = next(entry["id"] for entry in json.loads(self.through("history", "--json").stdout)["imports"] if entry["state"] == "COMPLETED")
        self.both("undo", done, "--dry-run", status=0)
        self.both("undo", done, "--dry-run", "--json", status=0)
        self.both("undo", done, status=2)  # nobody to ask
        self.both("undo", done, "--yes", "--json", status=0)
        self.both("undo", done, "--yes", status=5)
        self.both("commit", done, "--yes", "--json", status=5)
        self.both("undo", "99", "--yes", status=2)
        self.both("show", done, "--json", status=0)

    def persons(self):
        self.both("import", "people.csv", "--auto-map", "--yes")
        for form in ("csv", "xlsx", "json", "jsonl"):
            self.assertGreater(len(self.both("persons", "list", "--format", form, status=0).stdout), 100)
        self.both("persons", "list", "--filter", '{"city":{"#eq":"Zagreb"}}', "--json", status=0)
        self.both("persons", "list", "--filter", '{"city":', "--json", status=2)
        self.both("persons", "list", "--filter", '{"nothing":{"#eq":1}}', status=2)
        self.both("persons", "list", "--tag", "newsletter", "--limit", "2", "--json", status=0)
        self.both("persons", "list", "--tag", "nowhere", status=2)
        self.both("persons", "list", "--after", "3", "--limit", "3", "--format", "jsonl", status=0)
        exact = self.both("persons", "get", "ana@mail.example", "--json", status=0)
        self.assertIn(b'"Ratio":123456789012345.125', exact.stdout)
        persons = [json.loads(line)["id"] for line in self.through("persons", "list", "--format", "jsonl").stdout.splitlines()]
        self.both("persons", "get", "phone:+385 91 234 5678", "externalId:C-1002", status=0)
        self.both("persons", "get", persons[0], persons[2], "--format", "xlsx", status=0)
        self.both("persons", "get", "externalId:a/b?c=d", "--json", status=2)
        self.both("persons", "get", "phone:x", "--json", status=2)
        for form in ("csv", "xlsx", "json"):
            self.both("persons", "export", f"all.{form}", files=[f"all.{form}"], status=0)
        self.both("persons", "tag", persons[0], persons[1], "--tag", "a/b \u010d", status=0)
        self.both("persons", "tag", persons[0], persons[1], "--tag", "A/B \u010c", status=0)
        self.both("persons", "untag", persons[1], "--tag", "a/b \u010d", status=0)
        self.both("persons", "untag", persons[1], "--tag", "nowhere", status=2)
        self.both("persons", "merge", persons[0], persons[1], "--yes", "--json", status=0)
        self.both("persons", "merge", persons[0], persons[0], "--yes", status=2)
        self.both("persons", "merge", persons[2], persons[3], "--yes", status=0)
        for person in persons[:6]:
            self.both("persons", "activity", person)
            self.both("persons", "activity", person, "--json")
        self.both("persons", "delete", persons[4], persons[5], "--yes", status=0)
        self.both("persons", "delete", persons[4], "--yes", status=2)
        self.both("persons", "list", "--json", status=0)

    def catalogue(self):
        self.both("tags", "create", "second", status=0)
        self.both("tags", "create", "SECOND", status=0)
        self.both("tags", "create", " ", status=2)
        self.both("tags", "list", status=0)
        self.both("tags", "list", "--json", status=0)
        self.both("tags", "delete", "second", status=0)
        self.both("tags", "delete", "second", status=2)
        self.both("tags", "delete", "a/b \u010d", status=5)
        self.both("attributes", "create", "Size", "decimal", status=0)
        self.both("attributes", "create", "Size", "STRING", status=5)
        self.both("attributes", "list", status=0)
        self.both("attributes", "list", "--json", status=0)
        self.both("attributes", "delete", "Size", status=0)
        self.both("attributes", "delete", "Points", status=5)
        self.both("recipes", "save", "crm", "recipe.json", status=0)
        self.both("recipes", "save", "CRM", "--import", "1", status=0)
        self.both("recipes", "list", status=0)
        self.both("recipes", "list", "--json", status=0)
        self.both("recipes", "show", "Crm", status=0)
        self.both("recipes", "show", "nowhere", status=2)
        self.both("analyze", "people.csv", "--recipe", "crm", "--json")
        self.both("import", "people.csv", status=2)  # names the recipe
        self.both("recipes", "delete", "crm", status=0)
        self.both("recipes", "delete", "crm", status=2)

    def access(self):
        self.both("user", "add", "ana@mail.example", "--role", "admin", "--json", status=0)
        self.both("user", "add", "ana@mail.example", status=5)
        self.both("user", "add", "eva@mail.example", "--password-stdin", stdin=b"correct horse battery staple\n", status=0)
        self.both("user", "add", "ivo@mail.example", "--password-stdin", stdin=b"12345678\n", status=2)
        self.both("user", "add", "nobody", status=2)
        self.both("user", "list", status=0)
        self.both("user", "list", "--json", status=0)
        self.both("user", "role", "eva@mail.example", "editor", status=0)
        self.both("user", "link", "eva@mail.example", status=0)
        self.both("user", "link", "eva@mail.example", "--json", status=0)
        self.both("user", "remove", "EVA@mail.example", status=0)
        self.both("user", "remove", "eva@mail.example", status=2)
        self.both("apikey", "create", "shop", "--scope", "people:read,imports:read", "--expires", "2099-01-31", "--json", status=0)
        self.both("apikey", "create", " ", status=2)
        self.both("apikey", "create", "late", "--expires", "2000-01-31", status=2)
        self.both("apikey", "list", "--json", status=0)
        self.both("apikey", "revoke", "2", status=0)
        self.both("apikey", "revoke", "99", status=2)

    def others(self):
        self.both("account", "list", status=0)
        self.both("account", "list", "--json", status=0)
        self.both("history", "--account", "nowhere", status=2)
        self.both("version", status=0)

    def test_keys(self):
        for key, status in (("mst_" + 43 * "A", 5), ("no key", 5), ("two\nlines", 2)):
            done = self.through("history", key=key)
            self.assertEqual(done.returncode, status, done.stderr)
            self.assertNotIn(key.encode(), done.stderr + done.stdout)
            self.assertRegex(done.stderr, rb"^muster: [A-Z].*\.\n$")
        looking = self.create_lesser_key("people:read")
        self.assertEqual(self.through("persons", "list", key=looking).returncode, 0)
        done = self.through("import", "people.csv", "--auto-map", "--yes", key=looking)
        self.assertEqual(done.returncode, 5, done.stderr)
        self.assertIn(b"imports:manage", done.stderr)
        done = self.run_on(["--server", self.url()], "history")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"MUSTER_API_KEY", done.stderr)

    def create_lesser_key(self, *scopes):
        words = [word for scope in scopes for word in ("--scope", scope)]
        return json.loads(self.through("apikey", "create", "lesser", "--json", *words).stdout)["key"]

    def test_environment(self):
        both = {"MUSTER_SERVER": self.url() + "/", "MUSTER_API_KEY": self.key}
        self.assertEqual(self.run_on([], "history", environment=both).returncode, 0)
        self.assertFalse((self.folder / "through" / "data").exists())
        self.assertEqual(self.run_on(["--data", "../copy"], "check", environment=both).returncode, 0)
        self.assertEqual(self.run_on([], "version", environment=both).returncode, 0)

    def test_what_only_a_data_directory_can(self):
        for words in (["backup", "all.tar"], ["restore", "all.tar"], ["migrate"], ["check"], ["check", "--json"], ["account", "create", "x"], ["serve"]):
            done = self.through(*words)
            self.assertEqual(done.returncode, 2, (words, done.stderr))
            self.assertIn(b"--data", done.stderr)
        done = self.run_on([], "check", environment={"MUSTER_SERVER": self.url()})
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"MUSTER_SERVER", done.stderr)
        self.assertEqual(self.through("history", "--data", "../copy").returncode, 2)

    def write_many(self, rows=30_000):
        (self.folder / "through" / "many.csv").write_text("Mail\n" + "".join(f"u{number}@mail.example\n" for number in range(rows)))

    def start_import(self, url):
        """Sends a larger file; gives the process and what it said until the sending began."""
        self.write_many()
        command = [MUSTER, "import", "many.csv", "--auto-map", "--yes", "--progress", "always", "--server", url, "--api-key", self.key]
        process = subprocess.Popen(command, cwd=self.folder / "through", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        said = b""
        while b"Taking the file in" not in said:
            piece = os.read(process.stderr.fileno(), 4096)
            self.assertTrue(piece, said)
            said += piece
        return process, said

    def test_an_analysis_that_is_interrupted_leaves_nothing(self):
        process, said = self.start_import(self.url())
        process.send_signal(signal.SIGINT)
        said += process.communicate(timeout=120)[1]
        self.assertEqual(process.returncode, 130, said)
        end = time.monotonic() + 30
        while (imports := self.call("GET", "/imports/1/imports", status=200).json["imports"]) and imports[0]["file"]["name"] == "many.csv":
            self.assertLess(time.monotonic(), end, imports[0])
            time.sleep(0.1)

    def test_an_interruption_waits_for_the_number_of_a_file_that_was_sent(self):
        """What a server has whole it keeps: the number by which it is discarded comes with the answer."""
        requests = []
        has_all, may_answer = threading.Event(), threading.Event()
        answers = {"GET": self.answer(200, self.call("GET", "/account/1/session", status=200).body), "POST": self.answer(201, b'{"uploadId":7}'),
                   "DELETE": self.answer(204, b"")}

        def take(connection):
            head, _, body = self.head_of(connection).partition(b"\r\n\r\n")
            method, path = head.split(b" ", 2)[:2]
            requests.append(f"{method.decode()} {path.decode().partition('?')[0]}")
            size = int((re.search(rb"(?i)\r\ncontent-length: *(\d+)", head) or [0, 0])[1])
            if b"100-continue" in head:
                connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            while len(body) < size and (piece := connection.recv(65536)):
                body += piece
            if size > 100_000:
                has_all.set()
                may_answer.wait(60)
            connection.sendall(answers[method.decode()])

        process, said = self.start_import(self.serving(take))
        self.assertTrue(has_all.wait(60), said)
        process.send_signal(signal.SIGINT)
        while b"Ending at the next safe place" not in said:
            piece = os.read(process.stderr.fileno(), 4096)
            self.assertTrue(piece, said)
            said += piece
        time.sleep(1.5)  # a client that does not wait has gone by then
        may_answer.set()
        said += process.communicate(timeout=120)[1]
        self.assertEqual(process.returncode, 130, said)
        self.assertEqual(requests, ["GET /account/1/session", "POST /imports/1/uploads", "DELETE /imports/1/imports/7"])

    def test_progress_is_told(self):
        self.write_many(1_000_000)  # the server tells five times a second, and 30,000 may be analysed between two of them
        done = self.through("analyze", "many.csv", "--auto-map", "--progress", "always")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"Taking the file in", done.stderr)
        self.assertRegex(done.stderr, rb"Looking|Studying|Reading|Grouping|Matching|Planning")
        self.call("DELETE", f"/imports/1/imports/{re.search(rb'Import ([0-9]+) is READY', done.stdout).group(1).decode()}", status=204)

    def test_wrong_addresses(self):
        with socket.create_server(("127.0.0.1", 0)) as unused:
            port = unused.getsockname()[1]
        for url, status, word in ((f"http://127.0.0.1:{port}", 4, b"Nobody answers"), ("http://nowhere.invalid", 4, b"not found"),
                                  ("127.0.0.1:8080", 2, b"http://"), ("ftp://127.0.0.1", 2, b"http://"), ("http://a:b@127.0.0.1", 2, b"http://"),
                                  (f"https://{self.server.host}:{self.server.port}", 4, b"encrypted")):
            done = self.through("history", url=url)
            self.assertEqual(done.returncode, status, (url, done.stderr))
            self.assertIn(word, done.stderr)
            self.assertNotIn(self.key.encode(), done.stderr)

    def serving(self, handle):
        """Something that listens and gives every connection to `handle`, one after another; its address."""
        listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)

        def serve():
            while True:
                try:
                    connection = listener.accept()[0]
                except OSError:
                    return
                with connection:
                    handle(connection)

        threading.Thread(target=serve, daemon=True).start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

    @staticmethod
    def head_of(connection):
        """What a client sends up to the end of its headers at least; less when it goes away."""
        got = b""
        while b"\r\n\r\n" not in got and (piece := connection.recv(65536)):
            got += piece
        return got

    def answering(self, *answers):
        """A server that gives these bytes for its first requests, one each, and then closes every connection in the middle of a request."""
        left = list(answers)

        def answer_next(connection):
            self.head_of(connection)
            if left:
                connection.sendall(left.pop(0))

        return self.serving(answer_next)

    @staticmethod
    def answer(status, body, media="application/json"):
        return f"HTTP/1.1 {status} X\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body

    def test_a_server_that_goes_away(self):
        session = self.answer(200, self.call("GET", "/account/1/session", status=200).body)
        for words in (["history"], ["persons", "list"], ["import", "people.csv", "--auto-map", "--yes"], ["undo", "1", "--yes"]):
            done = self.through(*words, url=self.answering(session))
            self.assertEqual(done.returncode, 4, (words, done.stderr))
            self.assertRegex(done.stderr, rb"(?m)^muster: The connection to http://127\.0\.0\.1:\d+ broke off .*\.$")
        cut = self.answer(200, b'{"id":1}\n')[:-4]
        done = self.through("persons", "list", "--json", url=self.answering(session, cut))
        self.assertEqual(done.returncode, 4, done.stderr)

    def test_something_else_than_muster(self):
        for reply in (self.answer(200, b"<html>", "text/html"), self.answer(404, b"<html>", "text/html"), self.answer(200, b'{"name":"other"}')):
            done = self.through("history", url=self.answering(reply))
            self.assertEqual(done.returncode, 4, done.stderr)
            self.assertRegex(done.stderr, rb"^muster: .*\.\n$|^muster: .*\?\n$")

    def test_tls(self):
        folder = self.folder / "tls"
        folder.mkdir()
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                        "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "cert.pem"],
                       cwd=folder, check=True, capture_output=True)
        shutil.copytree(self.folder / "copy", folder / "data")
        server = Server(folder, "--tls-cert", "cert.pem", "--tls-key", "key.pem")
        self.addCleanup(server.kill)
        url = f"https://{server.host}:{server.port}"
        done = self.through("history", url=url)
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn(b"--ca-file", done.stderr)
        self.assertEqual(self.through("history", "--ca-file", folder / "cert.pem", url=url).returncode, 0)
        self.assertEqual(self.through("history", url=url, environment={"MUSTER_CA_FILE": str(folder / "cert.pem")}).returncode, 0)
        done = self.through("history", "--ca-file", "nowhere.pem", url=url)
        self.assertEqual(done.returncode, 2, done.stderr)


if __name__ == "__main__":
    unittest.main()
