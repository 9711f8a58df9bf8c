"""/persons/1 over HTTP: what the command line does with persons, tags and custom attributes."""
import csv
import io
import json
import unittest

from harness import PEOPLE, ServerTest, quoted


class PersonsApiTest(ServerTest):
    @classmethod
    def prepare(cls):
        cls.run_program("import", PEOPLE, "--auto-map", "--yes")
        return cls.create_key("by hand")

    def lines(self, query=""):
        answer = self.call("GET", "/persons/1/persons" + query, status=200)
        persons = [json.loads(line) for line in answer.body.splitlines()]
        for person in persons:
            self.assertEqual(self.description.faults({"$ref": "#/components/schemas/StoredProfile"}, person), [])
        return persons

    def test_lists(self):
        persons = self.lines()
        self.assertGreaterEqual(len(persons), 5)
        self.assertEqual([person["id"] for person in persons], sorted(person["id"] for person in persons))
        self.assertEqual(self.lines(f"?after={persons[1]['id']}&limit=2"), persons[2:4])
        self.assertEqual(self.lines("?filter=" + quoted('{"city":{"#eq":"Zagreb"}}')),
                         [person for person in persons if {"field": "city", "value": "Zagreb"} in person["values"]])
        self.assertTrue(all("vip" in person["tags"] for person in self.lines("?tag=vip")))
        self.assert_problem(self.call("GET", "/persons/1/persons?tag=nowhere"), 404, "TAG_NOT_FOUND")
        imported = self.lines("?import=1")
        self.assertGreaterEqual(len(imported), 5)
        self.assertEqual([person for person in persons if person in imported], imported)
        self.assert_problem(self.call("GET", "/persons/1/persons?import=99"), 404, "IMPORT_NOT_FOUND")
        self.assertEqual(self.call("GET", "/people/2/persons?import=1&includeTotalCount=true", status=200).json["totalCount"], len(imported))
        self.assert_problem(self.call("GET", "/persons/1/persons?filter=x"), 400, "FILTER_INVALID")
        self.assert_problem(self.call("GET", "/persons/1/persons?limit=-1"), 400, "QUERY_INVALID")

    def test_tables(self):
        answer = self.call("GET", "/persons/1/persons.csv?limit=3", status=200)
        self.assertEqual(answer.headers["x-total-count"], "3")
        self.assertEqual(len(list(csv.reader(io.StringIO(answer.body.decode())))), 4)
        self.assertEqual(self.call("GET", "/persons/1/persons.xlsx", status=200).body[:2], b"PK")

    def test_one_person(self):
        person = self.lines()[0]
        contact = next(contact["value"] for contact in person["contacts"] if contact["field"] == "email")
        for key in (person["id"], f"id:{person['id']}", "email:" + contact, contact):
            self.assertEqual(self.call("GET", f"/persons/1/persons/{quoted(str(key))}", status=200).json, person)
        self.assert_problem(self.call("GET", "/persons/1/persons/" + quoted("externalId:a/b")), 404, "PERSON_NOT_FOUND")
        self.assert_problem(self.call("GET", "/persons/1/persons/phone:x"), 400, "PERSON_KEY_INVALID")
        activity = self.call("GET", f"/persons/1/persons/{person['id']}/activity", status=200).json
        self.assertEqual(activity["createdByImport"], 1)

    def test_changes(self):
        first, second, third = (f"id:{person['id']}" for person in self.lines()[-3:])
        tag = {"keys": [first, second], "tag": "a/b"}
        self.assertEqual(self.call("POST", "/persons/1/tag", tag, status=200).json, {"persons": 2})
        self.assertEqual(self.call("POST", "/persons/1/tag", tag, status=200).json, {"persons": 0})
        self.assert_problem(self.call("DELETE", "/persons/1/tags/" + quoted("a/b")), 409, "TAG_IN_USE")
        self.assertEqual(self.call("POST", "/persons/1/untag", tag, status=200).json, {"persons": 2})
        self.call("DELETE", "/persons/1/tags/" + quoted("a/b"), status=204)
        activity = self.call("GET", f"/persons/1/persons/{first}/activity", status=200).json
        told = [(change["by"], change["tagsAdded"], change["tagsRemoved"]) for change in activity["changes"][-2:]]
        self.assertEqual([by for by, _, _ in told], ["by hand", "by hand"])
        self.assertEqual((len(told[0][1]), len(told[1][2])), (1, 1))
        merged = self.call("POST", "/persons/1/merge", {"keys": [first, second]}, status=200).json
        self.assertEqual(merged["modifiedBy"], "by hand")
        gone = second if f"id:{merged['id']}" == first else first
        problem = self.assert_problem(self.call("GET", f"/persons/1/persons/{gone}"), 404, "PERSON_MERGED")
        self.assertEqual(problem["kind"], "not_found")
        self.assert_problem(self.call("POST", "/persons/1/delete", {"keys": [third, "id:999999"]}), 404, "PERSON_NOT_FOUND")
        self.call("GET", f"/persons/1/persons/{third}", status=200)  # all or none
        self.assertEqual(self.call("POST", "/persons/1/delete", {"keys": [third]}, status=200).json, {"persons": 1})
        for body, code in (({}, "PROPERTY_MISSING"), ({"keys": "x"}, "PROPERTY_INVALID"), ({"keys": [1]}, "PROPERTY_INVALID"), ({"keys": []}, "PROPERTY_INVALID"),
                           ({"keys": [third], "more": 1}, "PROPERTY_UNKNOWN"), ({"keys": [""]}, "PERSON_KEY_INVALID")):
            self.assert_problem(self.call("POST", "/persons/1/delete", body), 400, code)

    def test_catalogue(self):
        made = self.call("POST", "/persons/1/tags", {"name": " Two  "}, status=200).json
        self.assertEqual((made["name"], made["persons"]), ("Two", 0))
        self.assertEqual(self.call("POST", "/persons/1/tags", {"name": "TWO"}, status=200).json, made)
        self.assertIn(made, self.call("GET", "/persons/1/tags", status=200).json["tags"])
        self.call("DELETE", "/persons/1/tags/two", status=204)
        self.assert_problem(self.call("DELETE", "/persons/1/tags/two"), 404, "TAG_NOT_FOUND")
        size = {"name": "Size", "dataType": "DECIMAL"}
        self.assertEqual(self.call("POST", "/persons/1/customAttributes", size, status=200).json, size)
        self.assertIn(size, self.call("GET", "/persons/1/customAttributes", status=200).json["customAttributes"])
        self.assertEqual(self.call("POST", "/persons/1/customAttributes", {"name": "size", "dataType": "STRING"}).status, 409)
        self.assert_problem(self.call("POST", "/persons/1/customAttributes", {"name": "size", "dataType": "TEXT"}), 400, "PROPERTY_INVALID")
        self.call("DELETE", "/persons/1/customAttributes/Size", status=204)

    def test_scopes(self):
        reading = self.create_key_over_http("people:read")
        self.call("GET", "/persons/1/persons", status=200, key=reading)
        for method, path in (("POST", "/persons/1/delete"), ("POST", "/persons/1/merge"), ("POST", "/persons/1/tag"), ("POST", "/persons/1/untag"),
                             ("POST", "/persons/1/tags"), ("DELETE", "/persons/1/tags/x"), ("POST", "/persons/1/customAttributes"),
                             ("DELETE", "/persons/1/customAttributes/x")):
            self.assert_problem(self.call(method, path, {} if method == "POST" else None, key=reading), 403, "FORBIDDEN")
            self.assert_problem(self.call(method, path, {} if method == "POST" else None, key=False), 401, "UNAUTHORIZED")
        other = self.create_key_over_http("imports:manage")
        self.assert_problem(self.call("GET", "/persons/1/persons", key=other), 403, "FORBIDDEN")

    def create_key_over_http(self, *scopes):
        return self.call("POST", "/account/1/apiKeys", {"name": "lesser", "scopes": list(scopes)}, status=201).json["key"]


if __name__ == "__main__":
    unittest.main()
