"""The same people in the encodings of the world: without any option the result is the same."""
import csv
import io
import random
import unittest

from program import ProgramTest

PEOPLE = 5_000

CENTRAL = {
    "titles": ["External ID", "Ime", "Prezime", "Telefon", "E-mail", "Grad", "Datum rođenja", "Napomena"],
    "first": "Željko Đurđica Šime Božidar Čedomir Žarko Małgorzata Łukasz Zdzisława Jiří Tomáš Růžena Zdeněk Győző Erzsébet Jürgen Günther "
             "Ľubomír Ana Petra Marko Ivan Eva".split(),
    "last": "Ćosić Đurić Šimić Žužul Horvat Kovač Wójcik Dąbrowska Kaźmierczak Dvořák Černý Němcová Nagy Kőműves Szűcs Müller Groß Weiß "
            "Babić Lovrić Perković".split(),
    "city": "Čakovec Požega Šibenik Split Zagreb Łódź Kraków Poznań Plzeň Brno Győr Köln Osijek".split(),
    "note": ["stalni kupac; zvati poslije 16 h", "rođakinja Đurđice, vidi \"Žuti popis\"", "", "", "Straße bez broja", "płatność przelewem"],
}
EASTERN = {  # in letters that Japanese and simplified Chinese share
    "titles": ["External ID", "名", "姓", "電話", "E-mail", "城市", "生日", "備考"],
    "first": "建国 志明 小雨 大地 美玲 桂花 永福 秀英 文英 玉花 一平 光明 春生".split(),
    "last": "王 李 林 金 石 江 白 方 高 田 朱 安 平".split(),
    "city": "北京 上海 南京 天津 西安 成都 大同 青島".split(),
    "note": ["午後四時以後電話", "老顧客、住址有変更", "", "", "新会員。要確認"],
}


def table(words, end):
    """Rows of made-up people, all different; `end` is the line end."""
    chance = random.Random(20_261_125)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=end)
    writer.writerow(words["titles"])
    for number in range(1, PEOPLE + 1):
        writer.writerow([f"K-{number:05}", chance.choice(words["first"]), chance.choice(words["last"]), f"+38591{2_000_000 + number}",
                         f"p{number}@mail.example", chance.choice(words["city"]),
                         f"{chance.randint(1940, 2005)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}", chance.choice(words["note"])])
    return text.getvalue()


class EncodingsTest(ProgramTest):
    def import_encoded(self, name, content):
        """A fresh store of its own; gives the counts and every person."""
        self.write(f"{name}.csv", content)
        job = self.run_program("import", f"{name}.csv", "--auto-map", "--yes", "--json", "--data", name).json
        return job["counts"], self.run_program("persons", "list", "--data", name).out

    def assert_rows(self, got, wanted):
        """A difference of thousands of rows takes minutes to print; the first ones tell enough."""
        differences = [pair for pair in zip(got, wanted) if pair[0] != pair[1]]
        self.assertEqual((len(got), differences[:3]), (len(wanted), []))

    def compare(self, words, encodings, end):
        text = table(words, end)
        counts, persons = self.import_encoded("utf-8", text.encode("utf-8"))
        self.assertEqual((counts["rowsRead"], counts["created"], counts["rowsRejected"]), (PEOPLE, PEOPLE, 0))
        wanted = [row[:6] for row in csv.reader(io.StringIO(text, newline=""))][1:]
        titles, *got = csv.reader(io.StringIO(persons, newline=""))
        columns = [titles.index(title) for title in ("externalId", "firstName", "lastName", "Phone 1", "Email 1", "city")]
        self.assert_rows([[row[column] for column in columns] for row in got],
                         [[number, first, last, phone[1:], email, city] for number, first, last, phone, email, city in wanted])
        for encoding in encodings:
            with self.subTest(encoding=encoding):
                encoded_counts, encoded_persons = self.import_encoded(encoding, text.encode(encoding))
                self.assertEqual(encoded_counts, counts)
                self.assert_rows(encoded_persons.splitlines(), persons.splitlines())

    def test_central_europe(self):
        self.compare(CENTRAL, ["utf-8-sig", "utf-16-le", "utf-16", "windows-1250"], "\r\n")

    def test_east_asia(self):
        self.compare(EASTERN, ["shift_jis", "gb18030"], "\n")


if __name__ == "__main__":
    unittest.main()
