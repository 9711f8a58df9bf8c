"""Drives the real server. MUSTER is the program's path, MUSTER_TOP the checkout.

A test case gets a server of its own on a free port, with a fresh data directory and a key that may do everything. Every answer that comes
through `call` is held against the served OpenAPI document: an undocumented status, media type or member fails the test.
"""
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import unittest
import urllib.parse
import warnings

import jsonschema

MUSTER = os.environ["MUSTER"]
TOP = pathlib.Path(os.environ["MUSTER_TOP"])
PEOPLE = TOP / "examples" / "people.csv"
START_SECONDS = 120  # a sanitizer's build on a busy machine


class Server:
    """One running `muster serve`. What it says on standard error is kept in `said`."""

    def __init__(self, folder, *words, listen="127.0.0.1:0", environment=None):
        self.folder = pathlib.Path(folder)
        self.said = ""
        self.process = subprocess.Popen([MUSTER, "serve", "--listen", listen, "--data", str(self.folder / "data"), *map(str, words)],
                                        cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                        env={**os.environ, **(environment or {})})
        self._changed = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        found = self.wait_for_line(r"^Muster serves (https?)://(\S+):(\d+)$", START_SECONDS)
        self.scheme, self.host, self.port = found.group(1), found.group(2).strip("[]"), int(found.group(3))

    def _read(self):
        for line in self.process.stderr:
            with self._changed:
                self.said += line.decode("utf-8", "replace")
                self._changed.notify_all()
        self.process.stderr.close()
        with self._changed:
            self._changed.notify_all()

    def wait_for_line(self, pattern, seconds=30):
        """The match of the first line that fits; fails when the server ends or the time is over before."""
        end = time.monotonic() + seconds
        with self._changed:
            while True:
                found = re.search(pattern, self.said, re.M)
                if found:
                    return found
                if not self._reader.is_alive() or not self._changed.wait(min(1, max(0, end - time.monotonic()))):
                    if time.monotonic() >= end or not self._reader.is_alive():
                        found = re.search(pattern, self.said, re.M)
                        if found:
                            return found
                        raise AssertionError(f"muster serve never said {pattern}; it said:\n{self.said}")

    def socket(self, timeout=30):
        """A bare connection, for what no client would send."""
        return socket.create_connection((self.host, self.port), timeout=timeout)

    def get(self, target, **more):
        """One GET over a connection of its own, not judged."""
        client = Client(self, **more)
        try:
            return client.send("GET", target)
        finally:
            client.close()

    def stop(self, seconds=60):
        """Asks for the end and gives the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.wait(seconds)

    def wait(self, seconds=60):
        try:
            status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"muster serve did not end; it said:\n{self.said}") from None
        self._reader.join(10)
        return status

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self._reader.join(10)

    def resident_bytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) * 1024


class Answer:
    """What a call got. Header names in small letters; of repeated ones the last."""

    def __init__(self, status, headers, body):
        self.status = status
        self.headers = {name.lower(): value for name, value in headers}
        self.all_headers = headers
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def media_type(self):
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    def __repr__(self):
        return f"{self.status} {self.headers}\n{self.body[:3000].decode('utf-8', 'replace')}"


class Description:
    """The OpenAPI document, as a judge of answers."""

    def __init__(self, document):
        self.document = document
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            self.resolver = jsonschema.RefResolver("", document)
        self.templates = []
        for template in document["paths"]:
            pieces = re.split(r"\{[^}]*\}", template)
            self.templates.append((template.count("{"), re.compile("[^/]+".join(map(re.escape, pieces)) + r"\Z"), template))
        self.templates.sort(key=lambda entry: entry[0])  # fixed pieces win
        self.validators = {}

    def resolve(self, node):
        while "$ref" in node:
            node = self.resolver.resolve(node["$ref"])[1]
        return node

    def operation(self, method, path):
        """Operation and template of a call; (None, None) where nothing is described."""
        method = "get" if method == "HEAD" else method.lower()
        for _, pattern, template in self.templates:
            if pattern.match(path) and method in self.document["paths"][template]:
                return self.document["paths"][template][method], template
        return None, None

    def faults(self, schema, value):
        key = id(schema)
        if key not in self.validators:
            self.validators[key] = (schema, jsonschema.Draft202012Validator(schema, resolver=self.resolver))
        return [f"{'/'.join(map(str, fault.absolute_path)) or 'the document'}: {fault.message[:500]}"
                for fault in self.validators[key][1].iter_errors(value)]

    def judge_answer(self, method, path, answer):
        """What is wrong with an answer: a list of sentences."""
        operation, template = self.operation(method, path)
        if operation is None:
            return [f"{method} {path} is not described"]
        responses = operation["responses"]
        name = next((name for name in (str(answer.status), f"{answer.status // 100}XX", "default") if name in responses), None)
        if name is None or (name == "default" and answer.status < 400):
            return [f"{method} {template}: the status {answer.status} is not described"]
        response = self.resolve(responses[name])
        wrong = [f"{method} {template} {answer.status}: the header {header} is missing"
                 for header, rule in response.get("headers", {}).items()
                 if self.resolve(rule).get("required") and header.lower() not in answer.headers]
        content = response.get("content", {})
        if method == "HEAD" or answer.status == 304:
            return wrong
        if not content:
            return wrong + ([f"{method} {template} {answer.status}: has a body, which is not described"] if answer.body else [])
        if answer.media_type not in content:
            return wrong + [f"{method} {template} {answer.status}: the media type {answer.media_type!r} is not described, only {list(content)}"]
        schema = content[answer.media_type].get("schema")
        if schema is None or not answer.media_type.endswith("json"):
            return wrong
        try:
            value = json.loads(answer.body)
        except ValueError as trouble:
            return wrong + [f"{method} {template} {answer.status}: no JSON: {trouble}: {answer.body[:200]!r}"]
        return wrong + [f"{method} {template} {answer.status}: {fault}" for fault in self.faults(schema, value)]

    def judge_request(self, method, path, body):
        """What a JSON body that was accepted has that is not described."""
        operation, template = self.operation(method, path)
        if operation is None or "requestBody" not in operation:
            return [] if not body else [f"{method} {template or path}: the body was taken, but none is described"]
        content = self.resolve(operation["requestBody"]).get("content", {})
        schema = content.get("application/json", {}).get("schema")
        return [] if schema is None else [f"{method} {template}: accepted, though {fault}" for fault in self.faults(schema, json.loads(body))]


class Client:
    """One keep-alive connection. For one thread at a time."""

    def __init__(self, server, description=None, key=None, context=None):
        self.server, self.description, self.key, self.context = server, description, key, context
        self.connection = None

    def close(self):
        if self.connection:
            self.connection.close()
            self.connection = None

    def send(self, method, target, body=None, headers=None, timeout=120):
        """The bare call, not judged."""
        if self.connection is None:
            if self.server.scheme == "https":
                context = self.context or ssl._create_unverified_context()
                self.connection = http.client.HTTPSConnection(self.server.host, self.server.port, timeout=timeout, context=context)
            else:
                self.connection = http.client.HTTPConnection(self.server.host, self.server.port, timeout=timeout)
        try:
            self.connection.request(method, target, body=body, headers=headers or {})
            response = self.connection.getresponse()
            answer = Answer(response.status, response.getheaders(), response.read())
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        if response.will_close:
            self.close()
        return answer

    def call(self, method, target, json_body=None, body=None, headers=None, key=None, described=True):
        """Calls and judges. `json_body` is sent as JSON; `key`: another API key, or False for none; `described=False`: a call that no
        description knows, for example of a path that is not there."""
        headers = dict(headers or {})
        if json_body is not None:
            body = json.dumps(json_body).encode()
            headers.setdefault("Content-Type", "application/json")
        key = self.key if key is None else key
        if key:
            headers.setdefault("Authorization", f"App {key}")
        answer = self.send(method, target, body, headers)
        if described and self.description is not None:
            path = target.split("?")[0]
            wrong = self.description.judge_answer(method, path, answer)
            if answer.status < 400 and json_body is not None:
                wrong += self.description.judge_request(method, path, body)
            if wrong:
                raise AssertionError("\n".join(wrong) + f"\n{answer!r}")
        return answer


class ServerTest(unittest.TestCase):
    """Tests that share one server. Sub-classes change `words` (options of serve) or `prepare`."""

    maxDiff = None
    words = ()
    environment = None
    listen = "127.0.0.1:0"

    @classmethod
    def prepare(cls):
        """Before the server starts: the store can still be written from the command line. Gives the key of the tests' client."""
        return cls.create_key("tests")

    @classmethod
    def run_program(cls, *words, status=0, **more):
        done = subprocess.run([MUSTER, *map(str, words), "--data", str(cls.folder / "data")], cwd=cls.folder, capture_output=True,
                              stdin=subprocess.DEVNULL if "input" not in more else None, timeout=300, **more)
        if status is not None and done.returncode != status:
            raise AssertionError(f"muster {' '.join(map(str, words))}: {done.returncode} {done.stdout!r} {done.stderr!r}")
        return done

    @classmethod
    def create_key(cls, name, *scopes, account=None):
        """A key with these scopes; without any, with all."""
        words = ["apikey", "create", name, "--json"]
        for scope in scopes:
            words += ["--scope", scope]
        if account:
            words += ["--account", account]
        return json.loads(cls.run_program(*words).stdout)["key"]

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="muster-server-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.key = cls.prepare()
        cls.start()
        cls.addClassCleanup(lambda: cls.server.kill())
        cls.description = Description(cls.server.get("/openapi.json").json)

    @classmethod
    def start(cls):
        cls.server = Server(cls.folder, *cls.words, listen=cls.listen, environment=cls.environment)

    @classmethod
    def tearDownClass(cls):
        status = cls.server.stop()
        if status != 0:
            raise AssertionError(f"muster serve ended with {status}; it said:\n{cls.server.said[-5000:]}")

    def setUp(self):
        self.client = self.new_client()

    def new_client(self, key=None):
        client = Client(self.server, self.description, key or self.key)
        self.addCleanup(client.close)
        return client

    def call(self, method, target, json_body=None, status=None, **more):
        """One call over the test's connection; its status is held against `status` (a number, or several)."""
        answer = self.client.call(method, target, json_body, **more)
        if status is not None:
            self.assertIn(answer.status, (status,) if isinstance(status, int) else status, f"{method} {target}: {answer!r}")
        return answer

    def assert_problem(self, answer, status, code):
        """A problem document (RFC 9457) that says what is wrong."""
        self.assertEqual(answer.status, status, repr(answer))
        self.assertEqual(answer.media_type, "application/problem+json")
        problem = answer.json
        self.assertEqual(self.description.faults({"$ref": "#/components/schemas/Problem"}, problem), [])
        self.assertEqual((problem["status"], problem["code"]), (status, code))
        return problem


def quoted(text):
    """A text as a piece of a path."""
    return urllib.parse.quote(text, safe="")


def read_answers(connection, count=1, timeout=30):
    """That many answers with a Content-Length from a bare socket: (status, headers, body) each. Fewer when the other side closes."""
    connection.settimeout(timeout)
    answers = []
    with connection.makefile("rb") as stream:
        while len(answers) < count:
            line = stream.readline()
            if not line:
                break
            status = int(line.split()[1])
            headers = {}
            while line := stream.readline().rstrip(b"\r\n"):
                name, _, value = line.partition(b":")
                headers[name.decode().lower()] = value.strip().decode()
            if status != 100:
                answers.append((status, headers, stream.read(int(headers.get("content-length", 0)))))
    return answers
