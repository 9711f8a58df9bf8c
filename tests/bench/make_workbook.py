#!/usr/bin/env python3
"""Writes a CSV file as a workbook of the shape that Excel saves: shared strings, dates as formatted numbers, one sheet.
  make_workbook.py CSV XLSX
"""
import csv
import datetime
import io
import re
import sys
import zipfile
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    + "".join(f'<Override PartName="/xl/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
              for name, kind in (("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("styles", "styles"),
                                 ("sharedStrings", "sharedStrings"))) + "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    + "".join(f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(
        (("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")), 1)) + "</Relationships>",
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
}
DATE = re.compile(r"(19|20)\d\d-\d\d-\d\d")
DAY_ZERO = datetime.date(1899, 12, 30)


def serial(cell: str) -> int | None:
    """The day's number, of a cell that is a date; the first two months of 1900 are counted otherwise and stay text."""
    if not DATE.fullmatch(cell):
        return None
    try:
        days = (datetime.date.fromisoformat(cell) - DAY_ZERO).days
    except ValueError:
        return None
    return days if days > 60 else None


def write_sheet(source, sheet: io.TextIOWrapper) -> dict[str, int]:
    strings: dict[str, int] = {}
    sheet.write(f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>')
    for number, row in enumerate(csv.reader(source), 1):
        cells = []
        for letter, cell in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", row):
            day = serial(cell)
            if day is not None:
                cells.append(f'<c r="{letter}{number}" s="1"><v>{day}</v></c>')
            elif cell:
                cells.append(f'<c r="{letter}{number}" t="s"><v>{strings.setdefault(cell, len(strings))}</v></c>')
        sheet.write(f'<row r="{number}" spans="1:{len(row)}">{"".join(cells)}</row>')
    sheet.write("</sheetData></worksheet>")
    return strings


def main() -> None:
    source, target = sys.argv[1:3]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as book, open(source, encoding="utf-8", newline="") as people:
        for name, text in PARTS.items():
            book.writestr(name, HEAD + text)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part, io.TextIOWrapper(part, "utf-8", write_through=False) as sheet:
            strings = write_sheet(people, sheet)
        with book.open("xl/sharedStrings.xml", "w", force_zip64=True) as part, io.TextIOWrapper(part, "utf-8") as shared:
            shared.write(f'{HEAD}<sst xmlns="{MAIN}" uniqueCount="{len(strings)}">')
            for text in strings:
                space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
                shared.write(f"<si><t{space}>{escape(text)}</t></si>")
            shared.write("</sst>")


if __name__ == "__main__":
    main()
