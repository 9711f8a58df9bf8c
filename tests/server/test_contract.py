"""A client that was written for the People API, through a proxy that judges every call by a document: always by the server's own, and by the
published one when MUSTER_PEOPLE_CONTRACT names a file that has it."""
import json
import os
import pathlib
import sys
import unittest

from contract_proxy import Proxy
from harness import ServerTest
from people_client import PeopleClient, Refused

PUBLISHED = os.environ.get("MUSTER_PEOPLE_CONTRACT")
# Deviations of doc/people-api.md that the published document cannot know: (kind, template or None, place)
LISTED = {
    ("undeclared", None, "requestError/serviceException/validationErrors"),  # in words only, too
    ("undeclared", None, "nickName"), ("undeclared", None, "persons/*/nickName"),  # "persons of version 2"
    *(("undeclared", "/people/2/persons", place) for place in ("limit", "page", "orderBy", "totalCount", "persons")),  # lists, which it has in words only
    ("status", "/people/2/tags/{name}/persons", ""),  # 207 when some are not there
    *(("undeclared", template, place) for template in ("/people/3/persons/upsert", "/people/3/persons/merge") for place in ("code", "message")),  # 401, 403
}


def phone(number):
    return f"3859112{number:05d}"


class Contract(ServerTest):
    @classmethod
    def prepare(cls):
        cls.weak_key = cls.create_key("reader", "people:read")
        return super().prepare()

    def document(self):
        return self.description.document

    def deviates(self, violation):
        return False

    def setUp(self):
        super().setUp()
        self.proxy = Proxy(self.document(), f"http://{self.server.host}:{self.server.port}")
        self.addCleanup(self.proxy.close)
        self.people = PeopleClient(self.proxy.url, self.key)

    def tearDown(self):
        found = [str(violation) for violation in dict.fromkeys(self.proxy.violations) if not self.deviates(violation)]
        self.assertEqual(found, [], "\n".join(found))
        self.assertTrue(self.proxy.exchanges)

    def refused(self, status, call, *words, **more):
        with self.assertRaises(Refused) as caught:
            call(*words, **more)
        self.assertEqual(caught.exception.status, status, caught.exception)
        return caught.exception.document

    def test_a_person(self):
        wanted = {"externalId": "client-1", "type": "LEAD", "firstName": "Jane", "lastName": "Smith", "middleName": "Janie", "address": "67 Farringdon Road",
                  "city": "London", "country": "United Kingdom", "gender": "FEMALE", "birthDate": "1966-01-15", "preferredLanguage": "en-GB",
                  "profilePicture": "http://profile.example/jane", "tags": ["VIP Customers"],
                  "contactInformation": {"phone": [{"number": phone(1)}], "email": [{"address": "jane@client.example"}]}}
        made = self.people.create_person(wanted)
        self.assertEqual({name: made[name] for name in wanted}, wanted)
        self.assertEqual(self.people.get_person("PHONE", phone(1)), made)
        self.assertEqual(self.people.get_person("ID", made["id"]), made)
        self.assertEqual(self.people.get_person("EMAIL", "jane@client.example"), made)
        changed = self.people.patch_person("PHONE", phone(1), {"city": "Leeds"})
        self.assertEqual((changed["city"], changed["lastName"]), ("Leeds", "Smith"))
        self.assertEqual(self.people.replace_person("EXTERNAL_ID", "client-1", {**wanted, "type": "CUSTOMER"})["type"], "CUSTOMER")
        self.people.change_contacts("PATCH", "EXTERNAL_ID", "client-1", {"email": [{"address": "jane2@client.example"}]})
        self.people.change_contacts("DELETE", "EXTERNAL_ID", "client-1", {"email": [{"address": "jane@client.example"}]})
        self.people.change_contacts("PUT", "EXTERNAL_ID", "client-1", {"phone": [{"number": phone(2)}]})
        self.assertEqual(self.people.get_person("PHONE", phone(2))["contactInformation"], {"phone": [{"number": phone(2)}]})
        self.people.delete_person("ID", made["id"])
        self.refused(404, self.people.get_person, "EXTERNAL_ID", "client-1")

    def test_many_persons(self):
        people = [{"externalId": f"many-{number}", "firstName": f"Many{number % 7}", "contactInformation": {"phone": [{"number": phone(1_000 + number)}]}}
                  for number in range(1_000)]
        self.people.create_persons(people)
        self.people.create_persons(people[:2] + [{"externalId": "many-new"}])  # two fail
        wanted = json.dumps({"#and": [{"firstName": {"#eq": "Many3"}}, {"externalId": {"#startsWith": "many-"}}]})
        page = self.people.list_persons(limit=50, page=2, includeTotalCount="true", orderBy="firstName:desc", filter=wanted)
        self.assertEqual((len(page["persons"]), page["totalCount"]), (50, 143))
        named = {"type": "EXTERNAL_ID", "identifier": "many-5"}
        nobody = {"type": "PHONE", "identifier": phone(99_999)}
        self.people.patch_persons([(named, {"city": "Pula"})])
        self.people.patch_persons([(named, {"city": "Rijeka"}), (nobody, {"city": "Pula"})])
        self.assertEqual(len(self.people.match([{"type": "PHONE", "identifier": phone(1_000 + number)} for number in range(200)])["matches"]), 200)
        self.people.match([nobody])
        self.people.delete_persons([named])
        self.people.delete_persons([named, {"type": "EXTERNAL_ID", "identifier": "many-6"}])

    def test_upsert_of_a_thousand_and_merge(self):
        def person(number, **more):
            contacts = [{"type": "PHONE", "identifier": phone(10_000 + number)}, {"type": "EMAIL", "identifier": f"up{number}@client.example"}]
            return {"externalId": f"up-{number}", "firstName": "Up", "contactInformation": contacts, **more}
        made = self.people.upsert([person(number) for number in range(1_000)])
        self.assertEqual((made["errors"], {result["status"] for result in made["results"]}), ([], {"CREATED"}))
        again = self.people.upsert([person(number, **({"city": "Zagreb"} if number % 2 else {})) for number in range(1_000)])
        self.assertEqual([result["status"] for result in again["results"]].count("UPDATED"), 500)
        whole = self.people.upsert([person(1), {"contactInformation": [{"type": "EMAIL", "identifier": "john.doe@example"}]}], "PUT")
        self.assertEqual((len(whole["errors"]), len(whole["results"])), (1, 1))
        merged = self.people.merge([{"externalId": "up-7", "contactInformation": [{"type": "EMAIL", "identifier": "up8@client.example"}]}])
        self.assertEqual(self.people.get_person("PHONE", phone(10_008))["id"], merged["results"][0]["id"])
        self.people.merge([{"externalId": "nobody has this"}, {"contactInformation": [{"type": "PHONE", "identifier": "000"}]}])

    def test_tags(self):
        self.people.create_person({"externalId": "tagged-1"})
        named, nobody = {"type": "EXTERNAL_ID", "identifier": "tagged-1"}, {"type": "EXTERNAL_ID", "identifier": "tagged-none"}
        self.assertEqual(self.people.create_tag("Client/tag")["name"], "Client/tag")
        self.assertEqual(self.people.tag("client/TAG")["name"], "Client/tag")
        self.people.change_tag("PATCH", "Client/tag", [named])
        self.people.change_tag("PATCH", "Client/tag", [named, nobody])
        self.assertIn("Client/tag", [tag["name"] for tag in self.people.tags(limit=100, page=1, orderBy="name:asc")])
        self.assertEqual(self.people.get_person("EXTERNAL_ID", "tagged-1")["tags"], ["Client/tag"])
        self.refused(409, self.people.create_tag, "CLIENT/TAG")
        self.people.change_tag("DELETE", "Client/tag", [named])
        self.people.delete_tag("Client/tag")
        self.refused(404, self.people.tag, "Client/tag")
        self.refused(404, self.people.change_tag, "PATCH", "Client/tag", [named])

    def test_custom_attributes(self):
        values = {"STRING": "Acme", "INTEGER": 42, "DECIMAL": 12.5, "BOOLEAN": True, "DATE": "2018-06-01", "DATE_TIME": "2018-06-01T10:11:12Z"}
        for kind in values:
            self.assertEqual(self.people.create_attribute(f"client {kind}", kind)["dataType"], kind)
        made = self.people.create_person({"externalId": "attributed-1", "customAttributes": {f"client {kind}": value for kind, value in values.items()}})
        self.assertEqual(made["customAttributes"]["client DECIMAL"], 12.5)
        self.people.list_persons(filter=json.dumps({"client INTEGER": {"#gte": 42}}))
        self.people.attributes(limit=100, page=1, includeTotalCount="true", orderBy="name:asc")
        self.people.attribute("CLIENT date")
        self.refused(409, self.people.delete_attribute, "client DATE")
        self.people.delete_person("EXTERNAL_ID", "attributed-1")
        self.people.delete_attribute("client DATE")
        self.refused(404, self.people.attribute, "client DATE")

    def test_refusals(self):
        call = self.people.call
        persons, batch, upsert, merge = "/people/2/persons", "/people/2/persons/batch", "/people/3/persons/upsert", "/people/3/persons/merge"
        for body in ({}, [], 5, {"firstName": 1}, {"externalId": "x" * 300}, {"contactInformation": {"phone": [{"number": "000"}]}}, {"unknown": "x"}):
            self.refused(400, call, "POST", persons, body)
        for body in ({}, {"people": {}}, {"people": [{"query": {}}]}):
            self.refused(400, call, "PATCH", batch, body)
        for path, method in ((upsert, "PUT"), (upsert, "PATCH"), (merge, "POST")):
            for body in ({}, [], {"persons": []}, {"persons": [{"externalId": "x"}] * 1_001}):
                self.refused(400, call, method, path, body)
        self.refused(400, call, "GET", persons, limit=5_000)
        self.refused(400, call, "GET", persons, filter="{")
        self.refused(400, call, "POST", "/people/2/persons/match", {"identities": 5})
        self.refused(400, call, "POST", "/people/2/tags", {"name": ""})
        self.refused(400, call, "POST", "/people/2/customAttributes", {"name": "a{b", "dataType": "STRING"})
        self.refused(404, call, "PATCH", persons, {"city": "x"}, identifier="nobody", type="EXTERNAL_ID")

    def test_credentials(self):
        for key, status in (("nothing", 401), (self.weak_key, 403)):
            stranger = PeopleClient(self.proxy.url, key)
            self.refused(status, stranger.create_person, {"externalId": "stranger"})
            self.refused(status, stranger.upsert, [{"externalId": "stranger"}])
            self.refused(status, stranger.merge, [{"externalId": "stranger"}])
            self.refused(status, stranger.create_tag, "stranger")


@unittest.skipUnless(PUBLISHED, "MUSTER_PEOPLE_CONTRACT names no published document")
class Published(Contract):
    def document(self):
        return json.loads(pathlib.Path(PUBLISHED).read_text(encoding="utf-8"))

    def deviates(self, violation):
        known = {(violation.kind, violation.template, violation.place), (violation.kind, None, violation.place)} & LISTED
        if known:
            print(f"listed: {violation}", file=sys.stderr)
        return bool(known)

    def tearDown(self):
        for key, places in self.proxy.contract.contradictions.items():
            if places:
                print(f"the document contradicts its examples: {' '.join(key)} by {len(places)} rules", file=sys.stderr)
        super().tearDown()


class ProxyTest(unittest.TestCase):
    """That the proxy finds what is wrong."""

    def test_finds_violations(self):
        from contract_proxy import Contract as Judge
        document = {"openapi": "3.1.0", "paths": {"/things/{id}": {"put": {
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
                           {"name": "limit", "in": "query", "required": True, "schema": {"type": "integer", "maximum": 9}}],
            "requestBody": {"required": True, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
            "responses": {"200": {"content": {"application/json": {"schema": {"type": "object", "properties": {"things": {"$ref": "#/components/schemas/Thing"}}},
                                                                   "examples": {"one": {"value": {"things": [{"name": "a"}]}}}}}}, "204": {}}}}},
            "components": {"schemas": {"Thing": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}}}}
        judge, good = Judge(document), ("PUT", "/things/1?limit=3", "application/json", b'{"name":"a"}')
        plain = "application/json; charset=utf-8"
        cases = [(good, 200, plain, b'{"things":{"name":"a"}}', []),
                 (good, 200, plain, b'{"things":[{"name":"a"}]}', []),  # as its own example
                 (good, 200, plain, b'{"things":{"name":1}}', ["schema things/name"]),
                 (good, 200, plain, b'{"things":{"name":"a","more":1},"other":2}', ["undeclared other", "undeclared things/more"]),
                 (good, 200, plain, b'{"things":{}}', ["schema things"]), (good, 200, plain, b"{", ["schema "]), (good, 200, "text/html", b"x", ["media type text/html"]),
                 (good, 201, plain, b"{}", ["status "]), (good, 204, None, b"x", ["schema "]), (good, 204, None, b"", []), (good, 500, None, b"x", []),
                 (("PUT", "/things/1?limit=10&x=1", *good[2:]), 204, None, b"", ["query limit", "query x"]),
                 (("PUT", "/things/1", *good[2:]), 204, None, b"", ["query limit"]), (("GET", "/things/1", None, b""), 404, None, b"", ["path "]),
                 ((*good[:3], b'{"nam":"a"}'), 204, None, b"", ["schema ", "undeclared nam"]), ((*good[:2], None, b""), 204, None, b"", ["schema "])]
        for request, status, media_type, body, wanted in cases:
            with self.subTest(request=request, status=status, body=body):
                found = judge.judge(*request, status, media_type, body)
                self.assertEqual([f"{violation.kind} {violation.place}" for violation in found], wanted)


if __name__ == "__main__":
    unittest.main()
