"""Tables that leave as workbooks, read back by another program."""
import csv
import io
import os
import pty
import subprocess
import unittest

from program import MUSTER, PEOPLE, ProgramTest, read_workbook

MESSY = """Name,Phone,E-mail,Note
Ana,+385911234567,ana@mail.example,fine
Bo,0012,bo@mail.example,=HYPERLINK("http://x")
"Cy
two lines",=1+1,cy@mail.example," spaces "
Di,12,no mail,<&> _x0041_ 字 😀
Ed,,,00385911234567
'=Fay,34,x,1/2
"""
MAPPING = ["--map", "Name=firstName", "--map", "Phone=phone", "--map", "E-mail=email", "--map", "Note=nickName"]


class WorkbookTest(ProgramTest):
    def assert_same(self, workbook, text):
        """The workbook has the CSV's cells, all of them text; where CSV says nothing, so does the sheet."""
        wanted = list(csv.reader(io.StringIO(text, newline="")))
        width = max(map(len, wanted))
        self.assertEqual(workbook["rows"], [row + [""] * (width - len(row)) for row in wanted])
        self.assertLessEqual(set(workbook["types"]), {"s", "inlineStr"})
        self.assertEqual(workbook["formats"], ["@"])
        self.assertEqual(workbook["sheets"], ["Rows"])

    def write_workbook(self, name, *words):
        path = self.folder / name
        path.write_bytes(self.run_program(*words).raw)
        return path

    def import_messy(self):
        self.write("x.csv", MESSY)
        return self.run_program("import", "x.csv", *MAPPING, "--on-invalid", "reject", "--yes", status=1)

    def test_persons_are_the_same_in_both_formats(self):
        self.import_people()
        self.run_program("persons", "export", "out.csv")
        answer = self.run_program("persons", "export", "out.xlsx")
        self.assertIn("7 persons written to out.xlsx.", answer.err)
        workbook = read_workbook(self.folder / "out.xlsx")
        self.assert_same(workbook, (self.folder / "out.csv").read_text())
        self.assertEqual((workbook["bold"], workbook["frozen"]), ([1], "A2"))
        phone = workbook["rows"][0].index("Phone 1")
        self.assertRegex(workbook["rows"][1][phone], r"^\d{11,13}$")
        email = workbook["rows"][0].index("Email 1")
        longest = max(len(row[email]) for row in workbook["rows"])
        self.assertTrue(longest < workbook["widths"][email] <= longest + 3, workbook["widths"])
        piped = self.write_workbook("piped.xlsx", "persons", "list", "--format", "xlsx")
        self.assertEqual(piped.read_bytes(), (self.folder / "out.xlsx").read_bytes(), "equal tables are equal bytes")
        some = self.write_workbook("some.xlsx", "persons", "get", "C-1002", "C-1003", "--format", "xlsx")
        self.assert_same(read_workbook(some), self.run_program("persons", "get", "C-1002", "C-1003").out)

    def test_an_empty_store_gives_the_titles(self):
        workbook = read_workbook(self.write_workbook("none.xlsx", "persons", "list", "--format", "xlsx"))
        self.assert_same(workbook, self.run_program("persons", "list").out)
        self.assertEqual(len(workbook["rows"]), 1)

    def test_the_name_says_the_format_and_the_option_overrules_it(self):
        self.import_people()
        for name in ("PEOPLE.XLSX", "some.folder.xlsx"):
            self.run_program("persons", "export", name)
            self.assertEqual(len(read_workbook(self.folder / name)["rows"]), 8)
        (self.folder / "x.xlsx").mkdir()
        self.run_program("persons", "export", "x.xlsx/people")
        self.assertTrue((self.folder / "x.xlsx" / "people").read_text().startswith("externalId,"))
        self.run_program("persons", "export", "lines.jsonl")
        self.assertEqual((self.folder / "lines.jsonl").read_text(), self.run_program("persons", "list", "--format", "jsonl").out)
        self.run_program("persons", "export", "all.json")
        self.assertEqual((self.folder / "all.json").read_text(), self.run_program("persons", "list", "--json").out)
        self.run_program("persons", "export", "odd.bin", "--format", "xlsx")
        self.assertEqual((self.folder / "odd.bin").read_bytes()[:2], b"PK")
        self.run_program("persons", "export", "plain.xlsx", "--format", "csv")
        self.assertEqual((self.folder / "plain.xlsx").read_text(), self.run_program("persons", "list").out)

    def test_every_file_of_outcomes(self):
        self.import_people()
        self.write("more.csv", "externalId,firstName,email,Tags (|)\nC-1001,Anna,,\nC-1002,,juergen@mueller.example,\nC-9,-Zoe,zoe@mail.example,'+a|b\n")
        self.run_program("import", "more.csv", "--auto-map", "--yes")
        for number, outcome in ((1, "created"), (2, "created"), (2, "updated"), (2, "unchanged"), (2, "rejected")):
            with self.subTest(number=number, outcome=outcome):
                words = ["rows", number, "--outcome", outcome, "--format"]
                table = self.run_program(*words, "csv").out
                workbook = read_workbook(self.write_workbook("o.xlsx", *words, "xlsx"))
                self.assert_same(workbook, table)
                self.assertEqual(workbook["bold"], [1])

    def test_rejected_rows_keep_every_character(self):
        rows = "rows", 1, "--outcome", "rejected", "--format"
        self.import_messy()
        workbook = read_workbook(self.write_workbook("fix.xlsx", *rows, "xlsx"))
        self.assert_same(workbook, self.run_program(*rows, "csv").out)
        cells = {row[0]: row for row in workbook["rows"]}
        self.assertEqual(workbook["rows"][0][:4], ["Name", "Phone", "E-mail", "Note"])
        self.assertEqual(cells["Di"][1:4], ["12", "no mail", "<&> _x0041_ 字 😀"])
        self.assertEqual(cells["Ed"][3:5], ["00385911234567", "NO_IDENTIFIER"])
        self.assertEqual(cells["Cy\ntwo lines"][1], "'=1+1", "the guard is there in a workbook too")
        self.assertEqual(cells["''=Fay"][1:4], ["34", "x", "1/2"])

    def test_control_characters_come_through(self):
        hidden = "".join(map(chr, [*range(1, 10), 11, 12, *range(14, 32), 127, 0x85, 0xFFFE, 0xFFFF]))
        plain = "Zoe,+385911234567\n" * 100  # so that the file is no binary
        self.write("x.csv", f'Name,Phone\nA{hidden}B,12\n"C\r\nD\rE",12\n_x000D_,12\n{plain}')
        self.run_program("import", "x.csv", "--map", "Name=nickName", "--map", "Phone=phone", "--yes", "--rejected", "fix.xlsx", status=1)
        rows = read_workbook(self.folder / "fix.xlsx")["rows"]
        wanted = list(csv.reader(io.StringIO(self.run_program("rows", 1, "--outcome", "rejected", "--format", "csv").raw.decode(), newline="")))
        self.assertEqual(rows, wanted)
        self.assertEqual([row[0] for row in rows[1:]], [f"A{hidden}B", "C\r\nD\rE", "_x000D_"])

    def test_rejected_rows_follow_an_import_as_a_workbook(self):
        self.write("x.csv", MESSY)
        answer = self.run_program("import", "x.csv", *MAPPING, "--yes", "--rejected", "fix.xlsx", status=1)
        self.assertIn("The rejected rows are in fix.xlsx.", answer.out)
        self.assert_same(read_workbook(self.folder / "fix.xlsx"), self.run_program("rows", 1, "--outcome", "rejected", "--format", "csv").out)
        self.assertEqual(os.stat(self.folder / "fix.xlsx").st_mode & 0o777, 0o600)

    def test_without_titles_the_first_row_is_a_row(self):
        self.write("x.csv", "ana@mail.example,1\nbad,2\nworse,3\n")
        self.run_program("import", "x.csv", "--header-row", "none", "--map", "#1=email", "--yes", "--rejected", "fix.xlsx", status=1)
        workbook = read_workbook(self.folder / "fix.xlsx")
        self.assertEqual([row[:2] for row in workbook["rows"]], [["bad", "2"], ["worse", "3"]])
        self.assertEqual((workbook["bold"], workbook["frozen"]), ([], None))

    def test_what_no_cell_holds_is_told_with_what_became_of_the_import(self):
        self.write("x.csv", f"Phone,E-mail\n,ana@mail.example\n12,{'x' * 33_000}\n")
        answer = self.run_program("import", "x.csv", "--map", "E-mail=email", "--map", "Phone=phone", "--yes", "--rejected", "fix.xlsx", status=3)
        self.assert_sentence(answer)
        self.assertIn("Import 1 is COMPLETED_WITH_ERRORS", answer.err)
        self.assertIn("row 2, column 2 is longer than the 32,767 characters", answer.err)
        self.assertFalse((self.folder / "fix.xlsx").exists())
        self.assertEqual(len(self.run_program("persons", "list").out.splitlines()), 2)
        self.run_program("commit", 1, "--yes", "--rejected", "fix.csv", status=1)
        self.assertIn("x" * 33_000, (self.folder / "fix.csv").read_text())

    def test_a_terminal_gets_no_workbook(self):
        self.import_people()
        for words in (["persons", "list", "--format", "xlsx"], ["persons", "export", "--format", "xlsx"],
                      ["persons", "get", "C-1001", "--format", "xlsx"], ["rows", "1", "--outcome", "created", "--format", "xlsx"]):
            with self.subTest(words=words):
                master, slave = pty.openpty()
                done = subprocess.run([MUSTER, *words], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=slave, stderr=subprocess.PIPE, timeout=60)
                os.close(slave)
                os.close(master)
                self.assertEqual(done.returncode, 2)
                self.assertRegex(done.stderr.decode(), r"^muster: A workbook is nothing for a terminal\. .*> people\.xlsx\.\n$")

    def test_wrong_usage_is_told(self):
        self.import_people()
        self.assertIn("--format xlsx is the file of one outcome", self.run_program("rows", 1, "--format", "xlsx", status=2).err)
        self.assertIn("--limit does not go with --format xlsx",
                      self.run_program("rows", 1, "--outcome", "created", "--format", "xlsx", "--limit", 3, status=2).err)
        self.assertIn("--json and --format xlsx", self.run_program("persons", "list", "--json", "--format", "xlsx", status=2).err)
        self.run_program("read", PEOPLE, "--format", "xlsx", status=2)


if __name__ == "__main__":
    unittest.main()
