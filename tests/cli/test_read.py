"""read: the cells as the importer sees them, nothing stored."""
import csv
import io
import unittest

from program import ProgramTest


class ReadTest(ProgramTest):
    def test_csv_has_titles_and_every_row_with_cells_as_they_stand(self):
        self.write("x.csv", 'Name;Note;N\r\n Ana ;"a ""b"" c";007\r\nBo;"two\r\nlines";\r\n\r\nCy;x\r\n')
        answer = self.run_program("read", "x.csv", "--format", "csv")
        rows = list(csv.reader(io.StringIO(answer.out, newline="")))
        self.assertEqual(rows[:3], [["Name", "Note", "N"], [" Ana ", 'a "b" c', "007"], ["Bo", "two\r\nlines", ""]])
        self.assertEqual(rows[-1], ["Cy", "x"])  # no cell is invented
        self.assertEqual(len(rows), 5)  # the blank row is a row
        self.assertNotIn(b"\xef\xbb\xbf", answer.raw[:3])
        self.assertIn(b'"two\r\nlines"', answer.raw)
        self.assertTrue(answer.raw.endswith(b"Cy,x\n"))

    def test_csv_is_neither_guarded_nor_stripped(self):
        self.write("x.csv", "Name,Value\nAna,=1+1\nBo,'=2\nCy,+385\n")
        self.assertEqual(self.run_program("read", "x.csv", "--format", "csv").out, "Name,Value\nAna,=1+1\nBo,'=2\nCy,+385\n")

    def test_no_titles_means_none_are_printed(self):
        self.write("x.csv", "1,2\n3,4\n")
        self.assertEqual(self.run_program("read", "x.csv", "--format", "csv", "--header-row", "none", "--first-row", "1").out, "1,2\n3,4\n")

    def test_what_was_understood_is_told_with_evidence_on_standard_error(self):
        self.write("x.csv", "Name;Ort\nJürgen;Köln\nUwe;Münster\n".encode("cp1252"))
        answer = self.run_program("read", "x.csv", "--format", "csv")
        self.assertEqual(answer.out, "Name,Ort\nJürgen,Köln\nUwe,Münster\n")
        for what in ("format: ", "encoding: ", "delimiter: semicolon (", "header row: 1 (", "rows: 2"):
            self.assertIn(what, answer.err)

    def test_choices_are_taken(self):
        self.write("x.csv", "note\nA|B\n1|2\n".encode("utf-16"))
        answer = self.run_program("read", "x.csv", "--format", "csv", "--header-row", "2", "--delimiter", "pipe", "--encoding", "UTF-16LE")
        self.assertEqual(answer.out, "A,B\n1,2\n")
        self.assertIn("delimiter: pipe (as you said)", answer.err)

    def test_limit_counts_rows_and_the_file_is_known_to_its_end_all_the_same(self):
        self.write("x.csv", "N\n" + "".join(f"{n}\n" for n in range(1, 101)))
        answer = self.run_program("read", "x.csv", "--format", "csv", "--limit", "3", "--header-row", "1")
        self.assertEqual(answer.out, "N\n1\n2\n3\n")
        self.assertIn("rows: 100; the first 3 are shown", answer.err)
        self.assertEqual(len(self.run_program("read", "x.csv").out.splitlines()), 21)
        self.assertEqual(len(self.run_program("read", "x.csv", "--limit", "0").out.splitlines()), 101)

    def test_table_is_aligned_by_what_a_terminal_shows(self):
        self.write("x.csv", "Name,City\n花子,東京\nJosé,Split\nŽe\u0301,\U0001F600\n")
        lines = self.run_program("read", "x.csv").out.splitlines()
        self.assertEqual(lines[0], "row  Name  City")
        self.assertEqual(lines[1], "2    花子  東京")
        self.assertEqual(lines[2], "3    José  Split")
        self.assertEqual(lines[3], "4    Že\u0301    \U0001F600")

    def test_table_shows_control_characters_and_cuts_long_cells(self):
        self.write("x.csv", "A,B\n\"a\nb\",\x1b[31mred\n" + "x" * 500 + ",\u202ecod\n" + "長" * 100 + ",y\n")
        answer = self.run_program("read", "x.csv", "--header-row", "1")
        self.assertNotIn("\x1b", answer.out + answer.err)
        self.assertNotIn("\u202e", answer.out)
        lines = answer.out.splitlines()
        self.assertEqual(len(lines), 4)
        self.assertIn("a␊b", lines[1])
        self.assertIn("␛[31mred", lines[1])
        self.assertIn("x" * 31 + "…  <U+202E>cod", lines[2])
        self.assertIn("長" * 15 + "…", lines[3])

    def test_json_has_rows_and_reading(self):
        self.write("x.csv", "Name,N\nAna,1\n\n\"B\"\"o\"\n")
        document = self.run_program("read", "x.csv", "--format", "json", "--header-row", "1").json
        self.assertEqual(document["rows"][0], {"row": 2, "line": 2, "cells": ["Ana", "1"]})
        self.assertEqual(document["rows"][-1], {"row": 4, "line": 4, "cells": ['B"o']})
        self.assertEqual([column["title"] for column in document["reading"]["columns"]], ["Name", "N"])
        self.assertEqual(document["reading"]["summary"]["rows"], 3)
        self.assertTrue(any(finding["what"] == "encoding" for finding in document["reading"]["findings"]))

    def test_nothing_is_stored(self):
        self.write("x.csv", "Name,N\nAna,1\n")
        self.run_program("read", "x.csv")
        self.assertEqual([path.name for path in self.folder.iterdir()], ["x.csv"])

    def test_a_name_of_any_bytes_is_a_name(self):
        name = b"x\xff\n.csv"
        (self.folder / name.decode("utf-8", "surrogateescape")).write_bytes(b"Name,N\nAna,1\n")
        answer = self.run_program("read", name.decode("utf-8", "surrogateescape"), "--format", "csv")
        self.assertEqual(answer.out, "Name,N\nAna,1\n")


if __name__ == "__main__":
    unittest.main()
