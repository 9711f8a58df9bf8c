"""The People API of the real server, every answer held against its own description."""
import concurrent.futures
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
import urllib.parse

import jsonschema

MUSTER = os.environ["MUSTER"]


def run(folder, *words):
    done = subprocess.run([MUSTER, *words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    if done.returncode != 0:
        raise AssertionError(f"{words}: {done.stderr.decode()}")
    return done.stdout.decode()


class Described:
    """The server's description: which answers an operation may give."""

    def __init__(self, document):
        self.document = document
        self.resolver = jsonschema.RefResolver("", document)
        self.asked = set()
        self.paths = {re.compile(re.sub(r"\{\w+\}", "[^/]+", path) + "$"): operations
                      for path, operations in sorted(document["paths"].items())}

    def resolved(self, part):
        while "$ref" in part:
            part = self.resolver.resolve(part["$ref"])[1]
        return part

    def check(self, method, path, status, media_type, body):
        operation = next(operations[method.lower()] for pattern, operations in self.paths.items()
                         if pattern.match(path) and method.lower() in operations)
        self.asked.add((operation["operationId"], status < 400))
        answer = self.resolved(operation["responses"].get(str(status)) or (operation["responses"]["default"] if status >= 400 else {}))
        if not answer:
            raise AssertionError(f"{method} {path} answers {status}, which is not described")
        if "content" not in answer:
            if body:
                raise AssertionError(f"{method} {path} answers {status} with a body, which is not described: {body!r}")
            return
        described = answer["content"][media_type.partition(";")[0]]
        jsonschema.Draft202012Validator(described["schema"], resolver=self.resolver).validate(json.loads(body))


class PeopleApi(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="muster-people-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.keys = {name: re.search(r"\S{20,}", run(cls.folder, "apikey", "create", name, "--scope", scopes)).group()
                    for name, scopes in (("all", "people:read,people:manage"), ("reader", "people:read"))}
        log = open(cls.folder / "log", "wb")
        cls.addClassCleanup(log.close)
        cls.server = subprocess.Popen([MUSTER, "serve", "--listen", "127.0.0.1:0"], cwd=cls.folder, stdout=log, stderr=log)
        cls.addClassCleanup(cls.stop)
        cls.port = cls.wait_for_port()
        cls.described = Described(json.loads(cls.raw("GET", "/openapi.json")[2]))

    @classmethod
    def tearDownClass(cls):
        described = {operation["operationId"] for path, operations in cls.described.document["paths"].items()
                     for operation in operations.values() if path.startswith("/people/")}
        missing = described - {operation for operation, done in cls.described.asked if done}
        if missing:
            raise AssertionError(f"described, but never asked with success: {sorted(missing)}")

    @classmethod
    def stop(cls):
        cls.server.send_signal(signal.SIGTERM)
        cls.server.wait(timeout=60)

    @classmethod
    def wait_for_port(cls):
        for _ in range(300):
            found = re.search(rb"http://127\.0\.0\.1:(\d+)", (cls.folder / "log").read_bytes())
            if found:
                return int(found.group(1))
            if cls.server.poll() is not None:
                break
            time.sleep(0.1)
        raise AssertionError((cls.folder / "log").read_text())

    @classmethod
    def raw(cls, method, target, body=None, key=None, connection=None):
        own = connection or http.client.HTTPConnection("127.0.0.1", cls.port, timeout=60)
        headers = {"Authorization": "App " + cls.keys[key]} if key else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
        own.request(method, target, body=body, headers=headers)
        answer = own.getresponse()
        content = answer.read()
        if connection is None:
            own.close()
        return answer.status, answer.headers, content

    def ask(self, method, path, body=None, key="all", **query):
        target = path + ("?" + urllib.parse.urlencode(query) if query else "")
        status, headers, content = self.raw(method, target, body, key)
        self.described.check(method, path, status, headers.get("Content-Type", ""), content)
        self.total = headers.get("X-Total-Count")
        return status, json.loads(content) if content else None

    def expect(self, status, method, path, body=None, **more):
        got, answer = self.ask(method, path, body, **more)
        self.assertEqual(got, status, answer)
        return answer

    def test_a_person_lives(self):
        person = {"externalId": "life-1", "firstName": "Ana", "tags": ["life"],
                  "contactInformation": {"phone": [{"number": "+385911230001"}], "email": [{"address": "life@example.com"}]}}
        created = self.expect(200, "POST", "/people/2/persons", person)
        for query in ({"identifier": created["id"], "type": "ID"}, {"phone": "+385911230001"}, {"email": "LIFE@example.com"}):
            self.assertEqual(self.expect(200, "GET", "/people/2/persons", **query), created)
        self.expect(400, "POST", "/people/2/persons", person)
        named = {"identifier": "life-1", "type": "EXTERNAL_ID"}
        self.assertEqual(self.expect(200, "PUT", "/people/2/persons", created, **named), created)
        self.assertEqual(self.expect(200, "PATCH", "/people/2/persons", {"city": "Split"}, **named)["city"], "Split")
        contacts = {"contactInformation": {"email": [{"address": "life@example.com"}]}}
        without = self.expect(200, "DELETE", "/people/2/persons/contactInformation", contacts, **named)
        self.assertNotIn("email", without["contactInformation"])
        self.expect(200, "PATCH", "/people/2/persons/contactInformation", contacts, **named)
        put = self.expect(200, "PUT", "/people/2/persons/contactInformation", contacts, **named)
        self.assertNotIn("phone", put["contactInformation"])
        self.expect(200, "DELETE", "/people/2/persons", **named)
        self.expect(404, "GET", "/people/2/persons", **named)
        self.expect(404, "DELETE", "/people/2/persons", **named)

    def test_faults_have_their_statuses(self):
        for body in ({"firstName": 1}, {"nick": "x"}, {}, [], {"contactInformation": {"phone": [{"number": "000"}]}}, b"{", b"\xff"):
            self.expect(400, "POST", "/people/2/persons", body)
        for body in ({}, {"persons": []}, {"persons": {}}, b"{"):
            self.expect(400, "PUT", "/people/3/persons/upsert", body)
        self.expect(401, "GET", "/people/2/tags", key=None)
        self.expect(403, "POST", "/people/2/tags", {"name": "x"}, key="reader")
        self.expect(403, "POST", "/people/3/persons/merge", {"persons": [{"externalId": "x"}]}, key="reader")
        self.expect(400, "GET", "/people/2/persons", limit=1001)
        self.expect(400, "GET", "/people/2/persons", filter="{")

    def test_lists_filter_order_and_count(self):
        people = [{"externalId": f"list-{number}", "firstName": f"List{number}", "city": "Zadar"} for number in range(5)]
        self.expect(200, "POST", "/people/2/persons/batch", {"people": people})
        wanted = json.dumps({"#and": [{"city": {"#eq": "ZADAR"}}, {"firstName": {"#startsWith": "list"}}]})
        page = self.expect(200, "GET", "/people/2/persons", filter=wanted, orderBy="firstName:desc", limit=2, page=2, includeTotalCount="true")
        self.assertEqual([person["externalId"] for person in page["persons"]], ["list-2", "list-1"])
        self.assertEqual((page["totalCount"], self.total, page["orderBy"]), (5, "5", "firstName:desc"))

    def test_batches_tell_what_failed(self):
        self.expect(200, "POST", "/people/2/persons/batch", {"people": [{"externalId": "batch-1"}]})
        failed = self.expect(207, "POST", "/people/2/persons/batch", {"people": [{"externalId": "batch-1"}, {"externalId": "batch-2"}, 5]})
        self.assertEqual([(entry["index"], entry["status"]) for entry in failed["results"]], [(0, 409), (2, 400)])
        nobody = {"query": {"type": "PHONE", "identifier": "41793026727"}}
        somebody = {"query": {"type": "EXTERNAL_ID", "identifier": "batch-2"}}
        self.expect(207, "PATCH", "/people/2/persons/batch", {"people": [{**somebody, "update": {"city": "Pula"}}, {**nobody, "update": {}}]})
        self.expect(200, "POST", "/people/2/tags", {"name": "in batches"})
        self.expect(200, "PATCH", "/people/2/tags/in%20batches/persons", {"people": [somebody]})
        self.expect(207, "PATCH", "/people/2/tags/in%20batches/persons", {"people": [somebody, nobody]})
        self.expect(409, "DELETE", "/people/2/tags/in%20batches")
        self.expect(200, "DELETE", "/people/2/tags/in%20batches/persons", {"people": [somebody]})
        self.expect(200, "DELETE", "/people/2/tags/in%20batches")
        matches = self.expect(200, "POST", "/people/2/persons/match", {"identities": [somebody["query"], nobody["query"], somebody["query"]]})
        self.assertEqual(len(matches["matches"]), 1)
        self.expect(207, "DELETE", "/people/2/persons/batch", {"people": [somebody, nobody]})

    def test_the_description_refuses_what_is_not_described(self):
        person = self.expect(200, "POST", "/people/2/persons", {"externalId": "described-1"})
        self.described.check("POST", "/people/2/persons", 200, "application/json", json.dumps(person))
        for wrong in ({**person, "more": 1}, {**person, "origin": "IMPORT"}, {name: person[name] for name in person if name != "id"}):
            with self.assertRaises(jsonschema.ValidationError):
                self.described.check("POST", "/people/2/persons", 200, "application/json", json.dumps(wrong))

    def test_upserts_and_merges(self):
        phone = {"type": "PHONE", "identifier": "385911230009"}
        done = self.expect(207, "PATCH", "/people/3/persons/upsert",
                           {"persons": [{"externalId": "up-1"}, {"contactInformation": [phone]}, {"contactInformation": [{"type": "EMAIL", "identifier": "x"}]}]})
        self.assertEqual([entry["status"] for entry in done["results"]], ["CREATED", "CREATED"])
        self.assertEqual(done["errors"][0]["details"][0]["property"], "persons[2].contactInformation[0].identifier")
        both = {"persons": [{"externalId": "up-1", "contactInformation": [phone]}]}
        self.assertEqual(self.expect(207, "PUT", "/people/3/persons/upsert", both)["errors"][0]["code"], "409100")
        self.assertEqual(self.expect(207, "POST", "/people/3/persons/merge", both)["results"][0]["id"], done["results"][0]["id"])
        self.assertEqual(self.expect(207, "PATCH", "/people/3/persons/upsert", both)["results"][0]["status"], "NOT_MODIFIED")

    def test_tags_and_attributes(self):
        self.expect(200, "POST", "/people/2/tags", {"name": "a/b"})
        self.assertEqual(self.expect(200, "GET", "/people/2/tags/a%2Fb")["name"], "a/b")
        self.expect(409, "POST", "/people/2/tags", {"name": "A/B"})
        self.assertIn("a/b", [tag["name"] for tag in self.expect(200, "GET", "/people/2/tags", orderBy="name:desc", limit=1000)])
        self.expect(404, "GET", "/people/2/tags/nothing")
        self.expect(200, "POST", "/people/2/customAttributes", {"name": "points", "dataType": "DECIMAL"})
        self.expect(409, "POST", "/people/2/customAttributes", {"name": "Points", "dataType": "DECIMAL"})
        self.expect(400, "POST", "/people/2/customAttributes", {"name": "x", "dataType": "LIST_OF_OBJECTS"})
        person = self.expect(200, "POST", "/people/2/persons", {"externalId": "points-1", "customAttributes": {"points": 12.5}})
        self.assertEqual(person["customAttributes"], {"points": 12.5})
        self.expect(409, "DELETE", "/people/2/customAttributes/points")
        self.assertGreater(self.expect(200, "GET", "/people/2/customAttributes", includeTotalCount="true")["totalCount"], 0)
        self.expect(404, "GET", "/people/2/customAttributes/nothing")
        self.assertEqual(self.expect(200, "GET", "/people/2/customAttributes/POINTS")["dataType"], "DECIMAL")
        self.expect(200, "PATCH", "/people/2/persons", {"customAttributes": {"points": None}}, externalId="points-1")
        self.expect(200, "DELETE", "/people/2/customAttributes/points")

    def test_many_who_want_the_same_identifier_leave_one(self):
        def create(number):
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            statuses = [self.raw("POST", "/people/2/persons", {"externalId": f"race-{turn}", "firstName": f"R{number}"}, "all", connection)[0]
                        for turn in range(20)]
            connection.close()
            return statuses
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            statuses = [status for some in pool.map(create, range(16)) for status in some]
        self.assertEqual(statuses.count(200), 20)
        self.assertEqual(statuses.count(400), 16 * 20 - 20)
        wanted = json.dumps({"externalId": {"#startsWith": "race-"}})
        page = self.expect(200, "GET", "/people/2/persons", filter=wanted, limit=1000)
        self.assertEqual(len(page["persons"]), 20)


if __name__ == "__main__":
    unittest.main()
