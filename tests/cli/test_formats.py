"""The same people in every kind of file give the same records and outcomes."""
import csv
import io
import unittest
import zipfile

from program import ProgramTest
from workbooks import write_workbook

TITLES = ["Kundennummer", "Vorname", "Nachname", "E-Mail", "Telefon", "Geburtsdatum", "Ort", "Tags"]
FIRST = ["Ana", "Željka", "Jürgen", "花子", "Emily", "João", "Łukasz", "Zoë"]
LAST = ["Horvat", "Kovačević", "Müller", "山田", "O'Neil", "Gonçalves", "Babić", "Smith"]
CITY = ["Zagreb", "Split, Dalmatien", "Köln", "東京", "New York", "São Paulo", "Gdańsk", 'Bad "Ems"']
ROWS = 5_000


def person(n: int) -> list[str]:
    """Every tenth row repeats the person above it, every fiftieth has a bad address."""
    who = n - 1 if n % 10 == 9 else n
    email = "no address" if n % 50 == 7 else f"person{who}@example.org"
    birth = "" if n % 7 == 0 else f"{1950 + n % 50}-{n % 12 + 1:02d}-{n % 28 + 1:02d}"
    return [f"K-{who:05d}", FIRST[n % 8], LAST[n // 8 % 8], email, f"+38591{2_000_000 + who}", birth, CITY[n // 3 % 8], "news" if n % 3 else "vip"]


class FormatsTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.people = [person(n) for n in range(ROWS)]

    def write_text(self, name, delimiter):
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows([TITLES, *self.people])
        self.write(name, text.getvalue())

    def write_book(self, name):
        """As a person has them in a spreadsheet program: dates are date cells, telephone numbers numbers of the sheet."""
        rows = [[who, first, last, email, int(phone[1:]), {"date": birth} if birth else None, city, tags]
                for who, first, last, email, phone, birth, city, tags in self.people]
        write_workbook(self.folder / name, [["Notes", []], ["People", [TITLES, *rows]]])

    def pack(self, name):
        with zipfile.ZipFile(self.folder / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("__MACOSX/._people", b"\0\5\x16\7")
            archive.write(self.folder / name, f"export/{name}")
        return f"{name}.zip"

    def outcome_of(self, name):
        """What the import comes to: its counts, every row's outcome, and the persons."""
        data = ("--data", self.folder / f"data-{name}")
        done = self.run_program("import", name, "--auto-map", "--yes", "--json", *data, status=(0, 1)).json
        rows = self.run_program("rows", "1", "--json", *data).json["rows"]
        persons = self.run_program("persons", "export", "--format", "csv", *data).out
        return done["counts"], rows, persons

    def test_every_kind_of_file_gives_the_same(self):
        self.write_text("people.csv", ",")
        self.write_text("people.txt", "\t")
        self.write_book("people.xlsx")
        self.write_book("people.xls")
        names = ["people.csv", "people.txt", "people.xlsx", "people.xls"]
        names += [self.pack(name) for name in list(names)]
        expected = self.outcome_of(names[0])
        self.assertEqual(expected[0]["rowsRead"], ROWS)
        self.assertEqual(expected[0]["rowsRejected"], ROWS // 50)
        self.assertGreater(expected[0]["rowsFolded"], 400)
        for name in names[1:]:
            with self.subTest(name):
                counts, rows, persons = self.outcome_of(name)
                self.assertEqual(counts, expected[0])
                self.assertEqual(persons, expected[2])
                self.assertEqual(rows, expected[1])

    def test_an_export_as_a_workbook_changes_nothing_when_it_is_imported(self):
        self.write_text("people.csv", ",")
        self.run_program("import", "people.csv", "--auto-map", "--yes", status=(0, 1))
        self.run_program("persons", "export", "out.xlsx")
        counts = self.run_program("import", "out.xlsx", "--auto-map", "--yes", "--json").json["counts"]
        self.assertEqual((counts["unchanged"], counts["created"], counts["updated"]), (counts["rowsRead"], 0, 0))


if __name__ == "__main__":
    unittest.main()
