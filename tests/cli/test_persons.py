"""Persons, tags, attributes, recipes, accounts."""
import json
import unittest

from program import PEOPLE, ProgramTest


class PersonsTest(ProgramTest):
    def test_an_empty_store_prints_the_titles_only(self):
        answer = self.run_program("persons", "list")
        self.assertEqual(len(answer.out.splitlines()), 1)
        self.assertTrue(answer.out.startswith("externalId,"))
        self.assertIn("no store in data yet", answer.err)
        self.assertEqual(self.run_program("persons", "list", "--format", "jsonl").out, "")
        self.assertEqual(self.run_program("persons", "list", "--json").json, {"persons": []})
        self.assertFalse((self.folder / "data").exists())

    def test_export_imports_again_without_change(self):
        self.import_people()
        self.run_program("persons", "export", "out.csv")
        self.assertEqual((self.folder / "out.csv").read_text(), self.run_program("persons", "list").out)
        self.assertEqual((self.folder / "out.csv").read_text(), self.run_program("persons", "export").out)
        again = self.run_program("import", "out.csv", "--auto-map", "--yes", "--json").json
        self.assertEqual((again["counts"]["unchanged"], again["counts"]["records"]), (7, 7))
        self.run_program("import", "out.csv", "--auto-map", "--yes", "--data", "other")
        self.assertEqual(self.run_program("persons", "list", "--data", "other").out, (self.folder / "out.csv").read_text())

    def test_lines_are_persons_in_id_order(self):
        self.import_people()
        lines = [json.loads(line) for line in self.run_program("persons", "list", "--format", "jsonl").out.splitlines()]
        self.assertEqual([person["externalId"] for person in lines], [f"C-100{n}" for n in range(1, 8)])
        self.assertEqual(sorted(person["id"] for person in lines), [person["id"] for person in lines])
        self.assertEqual(lines[0]["contactInformation"]["email"], [{"address": "ana.horvat@mail.example"}])
        self.assertEqual(lines[0]["origin"], "IMPORT")
        self.assertNotIn("version", lines[0])
        self.assertEqual(self.run_program("persons", "list", "--json").json["persons"], lines)

    def test_some_of_them(self):
        self.import_people()
        ids = [json.loads(line)["id"] for line in self.run_program("persons", "list", "--format", "jsonl").out.splitlines()]

        def listed(*words):
            return [person["externalId"] for person in self.run_program("persons", "list", "--json", *words).json["persons"]]

        self.assertEqual(listed("--tag", "vip"), ["C-1001", "C-1005"])
        self.assertEqual(listed("--filter", '{"city":{"#eq":"split"}}'), ["C-1006"])
        self.assertEqual(len(listed("--import", "1")), 7)
        self.assertEqual(listed("--import", "1", "--tag", "vip"), ["C-1001", "C-1005"])
        self.assertIn("no import 9", self.run_program("persons", "list", "--import", "9", status=2).err)
        self.assertEqual(listed("--limit", "2"), ["C-1001", "C-1002"])
        self.assertEqual(listed("--limit", "2", "--after", str(ids[1])), ["C-1003", "C-1004"])
        self.assertEqual(len(self.run_program("persons", "list", "--tag", "vip").out.splitlines()), 3)
        self.assertIn("--format jsonl", self.run_program("persons", "list", "--json", "--format", "jsonl", status=2).err)

    def test_get_by_every_key(self):
        self.import_people()
        for key in ("C-1002", "externalId:C-1002", "juergen@mueller.example", "phone:+49 151 23456789", "email:JUERGEN@mueller.example"):
            with self.subTest(key=key):
                answer = self.run_program("persons", "get", key)
                self.assertEqual(len(answer.out.splitlines()), 2)
                self.assertIn("Jürgen", answer.out)
        self.assertEqual(len(self.run_program("persons", "get", "C-1002", "C-1003", "--format", "jsonl").out.splitlines()), 2)
        self.run_program("persons", "get", "C-9999", status=2)

    def test_tag_merge_delete(self):
        self.import_people()
        self.run_program("persons", "tag", "C-1001", "C-1002", status=2)
        self.assertIn("2 persons tagged", self.run_program("persons", "tag", "C-1001", "C-1002", "--tag", "new").out)
        self.assertIn("1 person untagged", self.run_program("persons", "untag", "C-1001", "--tag", "new").out)
        self.assertIn("tag added: new", self.run_program("persons", "activity", "C-1001").out)
        self.assertEqual(self.run_program("persons", "activity", "C-1001", "--json").json["createdByImport"], 1)
        self.run_program("persons", "merge", "C-1001", "--yes", status=2)
        merged = self.run_program("persons", "merge", "C-1001", "C-1007", "--yes", "--json").json
        self.assertIn({"number": "385951234567"}, merged["contactInformation"]["phone"])
        self.assertEqual(len(self.run_program("persons", "list").out.splitlines()), 7)
        self.assertIn("2 persons deleted", self.run_program("persons", "delete", "C-1003", "C-1004", "--yes").out)
        self.assertEqual(len(self.run_program("persons", "list").out.splitlines()), 5)
        self.run_program("persons", "delete", "C-1003", "--yes", status=2)
        self.assertIn("sound", self.run_program("check").out)

    def test_a_terminal_cannot_be_fooled_by_what_is_stored(self):
        self.write("x.csv", "E-mail,Tags\nana@mail.example,\x1b[2Jevil\n")
        self.run_program("import", "x.csv", "--map", "E-mail=email", "--map", "Tags=tags", "--yes", status=(0, 1))
        self.assertNotIn("\x1b", self.run_program("tags", "list").out)


class CatalogueTest(ProgramTest):
    def test_tags(self):
        self.run_program("tags", "create", "vip")
        self.assertEqual([tag["name"] for tag in self.run_program("tags", "list", "--json").json["tags"]], ["vip"])
        self.run_program("tags", "delete", "VIP")
        self.assertEqual(self.run_program("tags", "list", "--json").json["tags"], [])
        self.run_program("tags", "delete", "vip", status=2)

    def test_attributes(self):
        self.run_program("attributes", "create", "Points:INTEGER")
        self.assertEqual(self.run_program("attributes", "list", "--json").json["customAttributes"], [{"name": "Points", "dataType": "INTEGER"}])
        self.run_program("attributes", "create", "Since", "date")
        self.run_program("attributes", "delete", "since")
        self.run_program("attributes", "create", "Points:NUMBER", status=2)
        self.run_program("attributes", "create", "firstName:STRING", status=(2, 5))
        self.run_program("attributes", "delete", "points")
        self.run_program("attributes", "delete", "points", status=2)

    def test_recipes(self):
        self.run_program("analyze", PEOPLE, "--auto-map", "--save-recipe", "r.json")
        self.run_program("recipes", "save", "crm", status=2)
        self.run_program("recipes", "save", "from file", "r.json")
        self.run_program("recipes", "save", "crm", "--import", "1")
        names = [recipe["name"] for recipe in self.run_program("recipes", "list", "--json").json["recipes"]]
        self.assertEqual(sorted(names), ["crm", "from file"])
        shown = self.run_program("recipes", "show", "CRM").json
        self.assertEqual(shown["columns"], json.loads((self.folder / "r.json").read_text())["columns"])
        self.assertIn("--recipe crm", self.run_program("import", PEOPLE, status=2).err)  # known by its titles
        self.assertEqual(self.run_program("import", PEOPLE, "--recipe", "crm", "--yes", "--json").json["counts"]["created"], 7)
        self.run_program("recipes", "delete", "crm")
        self.run_program("recipes", "show", "crm", status=2)
        self.run_program("import", PEOPLE, "--recipe", "crm", "--yes", status=2)


class AccountTest(ProgramTest):
    def test_accounts_see_nothing_of_each_other(self):
        self.import_people()
        self.run_program("account", "create", "sales")
        self.assertEqual(self.run_program("account", "list").out.split(), ["default", "sales"])
        answer = self.run_program("persons", "list", status=2)
        self.assertIn("--account", answer.err)
        self.assertIn("sales", answer.err)
        self.assertEqual(len(self.run_program("persons", "list", "--account", "sales").out.splitlines()), 1)
        self.assertEqual(len(self.run_program("persons", "list", "--account", "Default").out.splitlines()), 8)
        self.run_program("show", "1", "--account", "sales", status=2)
        self.run_program("account", "create", "Sales", status=5)


if __name__ == "__main__":
    unittest.main()
