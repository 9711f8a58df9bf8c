"""An import from the file to the receipt and back, as a user types it."""
import csv
import io
import json
import os
import pwd
import unittest

from program import PEOPLE, ProgramTest

COUNTS = ["rowsRead", "rowsBlank", "rowsRejected", "rowsFolded", "records", "created", "updated", "promoted", "unchanged", "discarded",
          "recordsRejected"]

MIXED = """Name;Telefon;E-mail;Datum
Ana;091 234 5678;ana@mail.example;1.2.1990
Bo;12;bad mail;31.2.1990
Cy;;;
Ed;+385 91 999 9999;ed@mail.example;5.5.2001
"""
MIXED_MAPPING = ["--map", "Telefon=phone,country=HR", "--map", "E-mail=email", "--map", "Datum=birthDate,dateFormat=dd.MM.yyyy", "--map",
                 "Name=firstName"]


def counts(document):
    return {name: document["counts"][name] for name in COUNTS}


class ImportTest(ProgramTest):
    def conserve(self, document):
        c = document["counts"]
        self.assertTrue(all(isinstance(c[name], int) for name in COUNTS), c)
        self.assertEqual(c["rowsRead"], c["rowsBlank"] + c["rowsRejected"] + c["rowsFolded"] + c["records"])
        self.assertEqual(c["records"], c["created"] + c["updated"] + c["promoted"] + c["unchanged"] + c["discarded"] + c["recordsRejected"] +
                         c["notApplied"])

    def test_the_example_then_again_then_back(self):
        first = self.import_people("--json").json
        self.assertEqual(first["state"], "COMPLETED")
        self.assertEqual(counts(first), dict(zip(COUNTS, [8, 0, 0, 1, 7, 7, 0, 0, 0, 0, 0])))
        self.conserve(first)
        before = self.run_program("persons", "list").out
        again = self.import_people("--json").json
        self.assertEqual(again["id"], first["id"] + 1)
        self.assertEqual(again["counts"]["unchanged"], 7)
        self.assertEqual(again["counts"]["created"] + again["counts"]["updated"], 0)
        self.assertEqual(self.run_program("persons", "list").out, before)
        self.run_program("undo", "2", "--yes")
        self.assertEqual(self.run_program("persons", "list").out, before)
        report = self.run_program("undo", "1", "--yes", "--json").json
        self.assertEqual((report["state"], report["undo"]["removed"]), ("UNDONE", 7))
        self.assertEqual(len(self.run_program("persons", "list").out.splitlines()), 1)
        self.assertEqual(self.run_program("tags", "list", "--json").json, {"tags": []})
        self.run_program("verify", "1")
        self.assertIn("sound", self.run_program("check").out)

    def test_every_document_of_an_import_has_the_promised_members(self):
        self.write("x.csv", MIXED)
        analysed = self.run_program("analyze", "x.csv", *MIXED_MAPPING, "--json", status=1).json
        committed = self.run_program("commit", analysed["id"], "--yes", "--json", status=1).json
        shown = self.run_program("show", analysed["id"], "--json").json
        preview = self.run_program("undo", analysed["id"], "--dry-run", "--json").json
        undone = self.run_program("undo", analysed["id"], "--yes", "--json").json
        for document in (analysed, committed, shown, preview, undone):
            for member in ("id", "state", "planHash", "reading", "problems", "counts"):
                self.assertIn(member, document)
            self.assertRegex(document["planHash"], r"^[0-9a-f]{64}$")
            self.assertEqual(document["planHash"], analysed["planHash"])
            self.assertEqual(document["counts"]["rowsRejected"], 2)
            self.conserve(document)
        self.assertEqual([document["state"] for document in (analysed, committed, shown, preview, undone)],
                         ["READY", "COMPLETED_WITH_ERRORS", "COMPLETED_WITH_ERRORS", "COMPLETED_WITH_ERRORS", "UNDONE"])
        self.assertEqual(committed["counts"], shown["counts"])
        codes = {problem["code"]: problem for problem in analysed["problems"]}
        self.assertEqual(set(codes), {"INVALID_PHONE", "INVALID_EMAIL", "INVALID_DATE", "NO_IDENTIFIER"})
        self.assertEqual(codes["INVALID_PHONE"]["examples"], [{"row": 3, "value": "12"}])
        fields = {column["name"]: column["field"] for column in analysed["reading"]["columns"]}
        self.assertEqual(fields, {"Name": "firstName", "Telefon": "phone", "E-mail": "email", "Datum": "birthDate"})

    def test_the_report_tells_reading_mapping_plan_and_problems(self):
        self.write("x.csv", MIXED)
        answer = self.run_program("import", "x.csv", *MIXED_MAPPING, "--yes", status=1)
        for text in ("x.csv: delimited text, UTF-8, delimiter semicolon, titles in row 1, data from row 2, 4 rows", "Telefon  phone (country HR)",
                     "1 x INVALID_PHONE in \"Telefon\"", "row 3: 12", "Create 2 leads and reject 2 rows.", "Created 2 leads and rejected 2 rows.",
                     "COMPLETED_WITH_ERRORS", "muster rows 1 --outcome rejected", "muster undo 1"):
            self.assertIn(text, answer.out)
        self.assertEqual(answer.err, "")

    def test_rejected_rows_come_back_as_they_were_and_import_when_corrected(self):
        self.write("x.csv", MIXED)
        self.run_program("import", "x.csv", *MIXED_MAPPING, "--yes", "--rejected", "rejected.csv", status=1)
        text = (self.folder / "rejected.csv").read_text()
        rows = list(csv.reader(io.StringIO(text)))
        self.assertEqual(rows[0][:4], ["Name", "Telefon", "E-mail", "Datum"])
        self.assertEqual([row[:4] for row in rows[1:]], [["Bo", "12", "bad mail", "31.2.1990"], ["Cy", "", "", ""]])
        self.assertEqual(text, self.run_program("rows", "1", "--outcome", "rejected", "--format", "csv").out)
        self.write("rejected.csv", text.replace(",12,", ",091 222 3333,").replace("bad mail", "bo@mail.example").replace("31.2.1990", "3.2.1990"))
        self.run_program("import", "rejected.csv", *MIXED_MAPPING, "--yes", status=1)
        self.assertIn("bo@mail.example", self.run_program("persons", "list").out)

    def test_rows_tell_outcomes_and_problems(self):
        self.write("x.csv", MIXED)
        self.run_program("import", "x.csv", *MIXED_MAPPING, "--yes", status=1)
        rows = self.run_program("rows", "1", "--json").json["rows"]
        self.assertEqual([row["outcome"] for row in rows], ["CREATED", "REJECTED", "REJECTED", "CREATED"])
        self.assertEqual([problem["code"] for problem in rows[1]["problems"]], ["INVALID_PHONE", "INVALID_EMAIL", "INVALID_DATE"])
        self.assertEqual([row["row"] for row in self.run_program("rows", "1", "--outcome", "CREATED", "--json").json["rows"]], [2, 5])
        self.assertEqual([row["row"] for row in self.run_program("rows", "1", "--code", "no_identifier", "--json").json["rows"]], [4])
        self.assertEqual([row["row"] for row in self.run_program("rows", "1", "--after", "2", "--limit", "2", "--json").json["rows"]], [3, 4])
        self.assertIn("--after 3", self.run_program("rows", "1", "--limit", "2").err)
        self.assertIn("INVALID_PHONE  Telefon  12", self.run_program("rows", "1").out)
        self.run_program("rows", "1", "--code", "NONSENSE", status=2)
        self.run_program("rows", "1", "--format", "csv", status=2)
        self.assertIn("ana@mail.example", self.run_program("rows", "1", "--outcome", "created", "--format", "csv").out)

    def test_differences_are_shown_before_and_after(self):
        self.import_people()
        self.write("x.csv", "External ID,City,E-mail\nC-1001,Rijeka,new@mail.example\n")
        self.run_program("analyze", "x.csv", "--auto-map")
        for _ in range(2):
            text = self.run_program("show", "2", "--record", "0").out
            self.assertIn("city: Zagreb -> Rijeka", text)
            self.assertIn("email added: new@mail.example", text)
            document = self.run_program("show", "2", "--record", "0", "--json").json
            self.assertIn({"field": "city", "old": "Zagreb", "new": "Rijeka"}, document["fields"])
            self.run_program("commit", "2", "--yes")
        self.assertIn("city: Zagreb -> Rijeka", self.run_program("persons", "activity", "C-1001").out)

    def test_without_a_mapping_it_suggests_what_to_write(self):
        answer = self.run_program("import", PEOPLE, "--yes", status=2)
        self.assertEqual(answer.out, "")
        self.assertIn("--map 'External ID=externalId'", answer.err)
        self.assertIn("--map 'Birth date=birthDate,dateFormat=yyyy-MM-dd'", answer.err)
        self.assertIn("--auto-map", answer.err)
        self.assertFalse((self.folder / "data").exists())

    def test_without_a_terminal_it_refuses_and_names_the_option(self):
        for words in (["import", PEOPLE, "--auto-map"], ["undo", "1"], ["persons", "delete", "1"], ["persons", "merge", "1", "2"]):
            answer = self.run_program(*words, status=2)
            self.assertIn("--yes", answer.err)
        self.assertFalse((self.folder / "data").exists())
        self.run_program("analyze", PEOPLE, "--auto-map")
        self.assertIn("--yes", self.run_program("commit", "1", status=2).err)
        self.assertEqual(self.run_program("show", "1", "--json").json["state"], "READY")

    def test_on_a_terminal_it_asks(self):
        asked = self.start_on_terminal("import", PEOPLE, "--auto-map")
        asked.wait_for("Import this? [y/N]")
        asked.type("y\n")
        answer = asked.finish()
        self.assertEqual(answer.status, 0, answer)
        self.assertIn("Create 7 leads.", answer.out)
        self.assertIn("COMPLETED", answer.out)
        asked = self.start_on_terminal("undo", "1")
        self.assertIn("7 persons removed", asked.wait_for("Take it back?"))
        asked.type("n\n")
        self.assertEqual(asked.finish().status, 130)
        self.assertEqual(self.run_program("show", "1", "--json").json["state"], "COMPLETED")

    def test_asking_with_json_shows_the_plan_on_the_terminal_and_one_document(self):
        asked = self.start_on_terminal("import", PEOPLE, "--auto-map", "--json")
        self.assertIn("Create 7 leads.", asked.wait_for("Import this?"))
        asked.type("y\n")
        self.assertEqual(asked.finish().json["state"], "COMPLETED")

    def test_errors_are_a_document_too_under_json(self):
        answer = self.run_program("show", "1", "--json", status=2)
        self.assertEqual(answer.json["error"]["kind"], "not_found")

    def test_who_and_when(self):
        self.import_people()
        job = self.run_program("history", "--json").json["imports"][0]
        self.assertEqual(job["by"], pwd.getpwuid(os.getuid()).pw_name)
        self.assertEqual(job["file"]["name"], "people.csv")
        self.assertEqual((job["validRecords"], job["errorRecords"]), (7, 0))
        history = self.run_program("history").out
        self.assertIn("Imported by", history)
        self.assertIn(job["by"], history)

    def test_choices_reach_the_plan(self):
        self.import_people()
        discarded = self.import_people("--on-duplicate", "discard", "--json").json
        self.assertEqual(discarded["counts"]["discarded"], 7)
        customers = self.import_people("--person-type", "customer", "--json").json
        self.assertEqual(customers["counts"]["promoted"], 7)
        self.write("x.csv", MIXED)
        dropped = self.run_program("import", "x.csv", *MIXED_MAPPING, "--on-invalid", "drop", "--yes", "--json", status=1).json
        self.assertEqual(dropped["counts"]["rowsRejected"], 2)
        self.import_people("--tag", "Spring", "--tag", "fair")
        self.assertIn("Spring", self.run_program("tags", "list").out)
        self.import_people("--auto-tag")
        self.assertRegex(self.run_program("tags", "list").out, r"Import \d{4}-\d\d-\d\d \d\d:\d\d:\d\d")

    def test_choices_can_change_at_commit(self):
        self.import_people()
        ready = self.run_program("analyze", PEOPLE, "--auto-map", "--json").json
        ended = self.run_program("commit", ready["id"], "--on-duplicate", "discard", "--yes", "--json").json
        self.assertEqual(ended["counts"]["discarded"], 7)
        self.assertNotEqual(ended["planHash"], ready["planHash"])
        again = self.run_program("commit", ready["id"], "--yes", "--json").json
        self.assertEqual(again["counts"], ended["counts"])

    def test_an_import_that_was_taken_back_is_not_committed_again(self):
        self.import_people()
        self.run_program("undo", "1", "--yes")
        self.run_program("commit", "1", "--yes", status=5)
        self.run_program("undo", "1", "--yes", status=5)

    def test_new_attributes(self):
        self.write("x.csv", "E-mail,Points\nana@mail.example,12\nbo@mail.example,x\n")
        answer = self.run_program("import", "x.csv", "--map", "E-mail=email", "--map", "Points=Points", "--new-attribute", "Points:INTEGER", "--yes",
                                  status=1)
        self.assertIn("Points (INTEGER)", answer.out)
        self.assertIn("Points", self.run_program("attributes", "list").out)
        self.assertEqual(self.run_program("persons", "get", "ana@mail.example", "--json").json["persons"][0]["customAttributes"], {"Points": 12})
        self.assertIn("--map", self.run_program("analyze", "x.csv", "--map", "E-mail=email", "--new-attribute", "Size:STRING", status=2).err)

    def test_a_field_that_is_taken_moves_and_options_override_the_recipe(self):
        self.write("x.csv", "E-mail,Vorname,Rufname\nana@mail.example,Anastasia,Ana\n")
        self.run_program("analyze", "x.csv", "--map", "E-mail=email", "--map", "Vorname=firstName", "--on-duplicate", "discard", "--save-recipe",
                         "r.json")
        recipe = json.loads((self.folder / "r.json").read_text())
        self.assertEqual(recipe["choices"]["onDuplicate"], "discard")
        moved = self.run_program("import", "x.csv", "--recipe", "r.json", "--map", "Rufname=firstName", "--on-duplicate", "merge", "--yes",
                                 "--save-recipe", "s.json", "--json").json
        self.assertEqual({column["name"]: column["field"] for column in moved["reading"]["columns"]},
                         {"E-mail": "email", "Vorname": None, "Rufname": "firstName"})
        self.assertEqual(moved["recipe"]["choices"]["onDuplicate"], "merge")
        self.assertEqual(json.loads((self.folder / "s.json").read_text()), moved["recipe"])

    def test_columns_by_place(self):
        self.write("x.csv", "ana@mail.example,Ana\nbo@mail.example,Bo\n")
        self.run_program("import", "x.csv", "--map", "#1=email", "--map", "#2=firstName", "--yes", "--header-row", "none")
        self.assertEqual(len(self.run_program("persons", "list").out.splitlines()), 3)

    def test_progress_lines_and_bars(self):
        self.write("x.csv", "E-mail\n" + "".join(f"ana{n}@mail.example\n" for n in range(100_000)))
        self.assertEqual(self.run_program("analyze", "x.csv", "--auto-map", "--progress", "never").err, "")
        self.assertIn("Reading and checking", self.run_program("analyze", "x.csv", "--auto-map", "--progress", "always").err)

    def test_verify_notices_a_changed_upload(self):
        self.import_people()
        self.run_program("verify", "1")
        upload = self.folder / "data" / "blobs" / "1" / "upload"
        upload.write_bytes(upload.read_bytes().replace(b"Zagreb", b"Dubrow"))
        answer = self.run_program("verify", "1", "--json", status=5)
        self.assertFalse(answer.json["holds"])

    def test_verify_needs_a_receipt(self):
        self.run_program("analyze", PEOPLE, "--auto-map")
        self.run_program("verify", "1", status=5)
        self.assertIn("READY", self.run_program("show", "1").out)


if __name__ == "__main__":
    unittest.main()
