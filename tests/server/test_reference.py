"""The reference page: everything that is described stands in it, as a page that needs nothing but its own style sheet."""
import json
import re
import unittest
import xml.etree.ElementTree as xml

from harness import ServerTest

METHODS = ("get", "post", "put", "patch", "delete", "head", "options")


def text_of(element):
    return " ".join("".join(element.itertext()).split())


class ReferenceTest(ServerTest):
    def setUp(self):
        super().setUp()
        self.answer = self.call("GET", "/reference", status=200, key=False)
        # what is well-formed for a reader of XML is so for every browser
        self.page = xml.fromstring(self.answer.body)
        self.anchors = {element.get("id"): element for element in self.page.iter() if element.get("id")}

    def operations(self):
        for path, operations in self.description.document["paths"].items():
            for method, operation in operations.items():
                if method in METHODS:
                    yield method.upper(), path, operation

    def test_every_operation_and_schema_has_its_section(self):
        for method, path, operation in self.operations():
            with self.subTest(operation=operation["operationId"]):
                section = text_of(self.anchors[operation["operationId"]])
                for wanted in (method, path, operation["summary"], *operation["responses"]):
                    self.assertIn(wanted.replace("default", "other"), section)
                for parameter in operation.get("parameters", []):
                    self.assertIn(self.description.resolve(parameter)["name"], section)
        for name, schema in self.description.document["components"]["schemas"].items():
            section = text_of(self.anchors[f"schema-{name}"])
            for member in schema.get("properties", {}):
                self.assertIn(member, section)

    def test_tells_scopes_and_limits(self):
        self.assertIn("Needs the scope people:manage. A body of up to 16 MB.", text_of(self.anchors["createPersons"]))
        self.assertIn("Needs the scope account:manage.", text_of(self.anchors["listUsers"]))
        self.assertIn("Anybody may call this. A body of up to 64 KB.", text_of(self.anchors["signIn"]))
        self.assertIn("Needs a caller, but no scope.", text_of(self.anchors["showSession"]))
        # a word for a scope that the program does not enforce would be a promise that nobody keeps
        for _, _, operation in self.operations():
            self.assertRegex(text_of(self.anchors[operation["operationId"]]), "Needs the scope|Anybody may call|Needs a caller")

    def test_every_link_leads_somewhere(self):
        self.assertEqual(len(self.anchors), len(re.findall(rb' id="', self.answer.body)))  # none twice
        for link in self.page.iter("a"):
            target = link.get("href")
            if target.startswith("#"):
                self.assertIn(target[1:], self.anchors)
            else:
                self.call("GET", target, status=200, key=False)
        for element in self.page.iter():
            for attribute in ("src", "href"):
                self.assertNotRegex(element.get(attribute, ""), r"^(https?:)?//")

    def test_examples_are_what_their_schemas_allow(self):
        examples = [element for element in self.page.iter("pre") if element.get("data-schema")]
        self.assertGreater(len(examples), 80)
        for element in examples:
            name = element.get("data-schema")
            with self.subTest(schema=name):
                faults = self.description.faults({"$ref": f"#/components/schemas/{name}"}, json.loads("".join(element.itertext())))
                self.assertEqual(faults, [])

    def test_needs_no_script_and_nothing_from_elsewhere(self):
        self.assertEqual(self.answer.media_type, "text/html")
        policy = self.answer.headers["content-security-policy"]
        self.assertTrue(policy.startswith("default-src 'none'; style-src 'self';"), policy)
        for never in ("unsafe", "script-src", "http", "*"):
            self.assertNotIn(never, policy)
        self.assertIn("frame-ancestors 'none'", policy)
        for element in self.page.iter():
            self.assertNotIn(element.tag, ("script", "style", "iframe", "object", "embed", "form", "img"))
            self.assertEqual([name for name in element.keys() if name == "style" or name.startswith("on")], [])
        self.assertEqual(self.page.get("lang"), "en")
        self.assertEqual(len(list(self.page.iter("h1"))), 1)
        style = self.call("GET", "/reference.css", status=200, key=False)
        self.assertEqual(style.media_type, "text/css")
        self.assertNotRegex(style.body, rb"@import|url\(")
        self.assertIn(b"prefers-color-scheme: dark", style.body)

    def test_who_is_lost_is_told_of_it(self):
        lost = self.call("GET", "/imports/1/import", described=False)
        self.assertIn("/reference", self.assert_problem(lost, 404, "PATH_NOT_FOUND")["detail"])


if __name__ == "__main__":
    unittest.main()
