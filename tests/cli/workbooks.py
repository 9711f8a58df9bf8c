"""Workbooks that other programs' libraries write, for tests: openpyxl and xlwt under Debian's own Python (tools/setup installs them)."""
import json
import pathlib
import subprocess

OTHER_PYTHON = "/usr/bin/python3"

WRITE = """
import datetime, json, sys
asked = json.load(sys.stdin)
def value(cell):
    return datetime.date.fromisoformat(cell["date"]) if isinstance(cell, dict) else cell
if asked["path"].endswith(".xlsx"):
    import openpyxl
    book = openpyxl.Workbook(write_only=True)
    for name, rows in asked["sheets"]:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([value(cell) for cell in row])
    book.save(asked["path"])
else:
    import xlwt
    book = xlwt.Workbook(encoding="utf-8")
    as_date = xlwt.easyxf(num_format_str="DD.MM.YYYY")
    for name, rows in asked["sheets"]:
        sheet = book.add_sheet(name)
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None and cell != "":
                    if isinstance(cell, dict):
                        sheet.write(place, column, value(cell), as_date)
                    else:
                        sheet.write(place, column, cell)
    book.save(asked["path"])
"""


def write_workbook(path: pathlib.Path, sheets: list) -> None:
    """Writes sheets, pairs of name and rows, as .xlsx or .xls. A cell is a text, a number, a Boolean, None, or {"date": "2001-02-03"}."""
    done = subprocess.run([OTHER_PYTHON, "-c", WRITE], input=json.dumps({"path": str(path), "sheets": sheets}), text=True,
                          stderr=subprocess.PIPE, timeout=300, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{path.name} could not be written (run tools/setup test?): {done.stderr}")
