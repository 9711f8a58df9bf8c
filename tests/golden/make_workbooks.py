#!/usr/bin/env python3
"""Wrote the workbooks and archives among the golden cases, part by part, so that they hold what other programs' libraries do not write.

  make_workbooks.py      writes each file.xlsx and file.zip into its case's folder, always the same bytes
"""
import pathlib
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TITLES = ["External ID", "First name", "Last name", "E-mail", "Phone", "Birth date", "City"]


def text(value):
    return f'<is><t xml:space="preserve">{value}</t></is>'


def cell(place, value):
    """A text, a number, None, or the XML of a cell's inside with its attributes: (attributes, inside)."""
    if value is None:
        return f'<c r="{place}"/>'
    if isinstance(value, tuple):
        return f'<c r="{place}" {value[0]}>{value[1]}</c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr">{text(value)}</c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def sheet_xml(rows, more=""):
    lines = []
    for number, row in rows:
        cells = "".join(cell(f"{chr(65 + column)}{number}", value) for column, value in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData>{more}</worksheet>'


def numbered(rows, first=1):
    return list(enumerate(rows, first))


def workbook(sheets, settings="", strings=None):
    """Parts of a workbook; a sheet is (name, state, xml)."""
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" {state}r:id="rId{n}"/>' for n, (name, state, _) in enumerate(sheets, 1))
    targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)] + [("styles", "styles.xml")]
    targets += [("sharedStrings", "sharedStrings.xml")] if strings else []
    parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{settings}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">' + "".join(
            f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1))
        + "</Relationships>",
        "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy;@"/></numFmts>'
        '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="10"/></cellXfs></styleSheet>',
    }
    for n, (_, _, xml) in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{n}.xml"] = xml
    if strings:
        parts["xl/sharedStrings.xml"] = f'{HEAD}<sst xmlns="{MAIN}">{"".join(strings)}</sst>'
    return parts


def archive(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(zipfile.ZipInfo(name, (2026, 11, 25, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def people(numbers):
    return [[f"W-{n}", "Ana", "Horvat", f"w{n}@example.org", 385911234000 + n, ('s="2"', f"<v>{33000 + n}</v>"), "Split"] for n in numbers]


def case(name):
    folder = HERE / name
    folder.mkdir(exist_ok=True)
    return folder


def shared(value):
    return ('t="s"', f"<v>{value}</v>")


def furigana():
    def with_reading(word, reading):
        return (f'<si><t>{word}</t><rPh sb="0" eb="{len(word)}"><t>{reading}</t></rPh><phoneticPr fontId="1"/></si>')
    strings = [with_reading("山田", "ヤマダ"), with_reading("太郎", "タロウ"),
               '<si><r><t>佐</t></r><r><rPr><b/></rPr><t>藤</t></r><rPh sb="0" eb="2"><t>サトウ</t></rPh></si>', with_reading("花子", "ハナコ")]
    rows = [["External ID", "姓", "名", "E-mail"], ["J-1", shared(0), shared(1), "taro@example.jp"],
            ["J-2", shared(2), shared(3), "hanako@example.jp"]]
    archive(case("workbook_readings_of_kanji_are_left_out") / "file.xlsx", workbook([("名簿", "", sheet_xml(numbered(rows)))], strings=strings))


def dates():
    rows = [TITLES, ["D-1", "Ana", "Horvat", "d1@example.org", None, ('s="1"', "<v>29220</v>"), None],
            ["D-2", "Ivo", "Horvat", "d2@example.org", None, ('s="2"', "<v>31000.75</v>"), None],
            ["D-3", "Eva", "Horvat", "d3@example.org", None, ('t="d"', "<v>1990-05-17</v>"), None]]
    archive(case("workbook_dates_from_1900") / "file.xlsx", workbook([("People", "", sheet_xml(numbered(rows)))]))
    archive(case("workbook_dates_from_1904") / "file.xlsx",
            workbook([("People", "", sheet_xml(numbered(rows)))], settings='<workbookPr date1904="1"/>'))


def sheets():
    hidden = sheet_xml(numbered([TITLES, *people([1, 2])]))
    other = sheet_xml(numbered([TITLES, *people([7])]))
    book = workbook([("Old", 'state="veryHidden" ', hidden), ("Empty", "", sheet_xml([(3, [('s="2"', "")])])),
                     ("People", "", sheet_xml(numbered([TITLES, *people([3, 4])]))), ("More", "", other)])
    archive(case("workbook_first_sheet_with_rows_that_can_be_seen") / "file.xlsx", book)
    archive(case("workbook_sheet_is_chosen_by_its_name") / "file.xlsx", book)
    archive(case("workbook_sheet_that_is_not_there_is_named") / "file.xlsx", book)


def numbers():
    rows = [[*TITLES, "Share"],
            ["N-1", "Ana", "Horvat", "n1@example.org", ("", "<v>3.85911234567E11</v>"), None, None, ('s="3"', "<v>0.125</v>")],
            [123456789012345, "Ivo", "Horvat", "n2@example.org", "+385 91 123 4568", None, None, ('s="3"', "<v>1</v>")],
            [7, "Eva", "Horvat", "n3@example.org", 385911234569, None, None, 0.1]]
    archive(case("workbook_whole_numbers_stay_whole") / "file.xlsx", workbook([("People", "", sheet_xml(numbered(rows)))]))


def surroundings():
    rows = [(1, ["Customers of 2026"]), (3, TITLES)] + numbered(people([11]), 4) + numbered(people([12]), 6)
    rows += [(n, [None, None, ('s="2"', "")]) for n in range(7, 60)]
    archive(case("workbook_notes_above_and_formatted_rows_below") / "file.xlsx",
            workbook([("People", "", sheet_xml(rows, '<mergeCells count="1"><mergeCell ref="A1:G1"/></mergeCells>'))]))


def values():
    def formula(kind, value):
        return (kind, f"<f>A1</f><v>{value}</v>")
    rows = [[*TITLES, "Active"],
            ["F-1", formula('t="str"', "Željka"), "Horvat", formula('t="str"', "f1@example.org"), formula("", 385911234567),
             ('s="1"', "<f>A2</f><v>33000</v>"), ('t="e"', "<v>#N/A</v>"), ('t="b"', "<v>1</v>")],
            ["F-2", "Ivo", "Horvat", ('t="e"', "<f>B9</f><v>#REF!</v>"), None, None, "Split", ('t="b"', "<v>0</v>")]]
    archive(case("workbook_formulas_errors_and_booleans") / "file.xlsx", workbook([("People", "", sheet_xml(numbered(rows)))]))


def archives():
    csv = "External ID,E-mail\r\nZ-1,z1@example.org\r\nZ-2,z2@example.org\r\n"
    book = case("archive_first_table_in_directory_order") / "inner.xlsx"
    archive(book, workbook([("People", "", sheet_xml(numbered([TITLES, *people([21])])))]))
    inner = book.read_bytes()
    book.unlink()
    archive(case("archive_first_table_in_directory_order") / "file.zip",
            {"__MACOSX/._people.csv": b"\0\5\x16\7", ".DS_Store": b"\0\0\0\1", "read me.pdf": b"%PDF-1.7", "export/people.csv": csv,
             "export/more.xlsx": inner})
    archive(case("archive_with_a_workbook") / "file.zip", {"../../people.xlsx": inner})
    archive(case("archive_in_an_archive_is_refused") / "inner.zip", {"people.csv": csv})
    nested = case("archive_in_an_archive_is_refused") / "inner.zip"
    archive(case("archive_in_an_archive_is_refused") / "file.zip", {"people.zip": nested.read_bytes()})
    nested.unlink()
    locked = case("archive_with_a_password_is_refused") / "file.zip"
    archive(locked, {"people.csv": csv})
    spoiled = bytearray(locked.read_bytes())
    spoiled[6] |= 1  # the flag of the local header, then that of the directory
    spoiled[spoiled.rindex(b"PK\x01\x02") + 8] |= 1
    locked.write_bytes(bytes(spoiled))


for make in (furigana, dates, sheets, numbers, surroundings, values, archives):
    make()
