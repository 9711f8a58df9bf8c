import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const names = ['Ana', 'Ivan', 'Petra', 'Luka', 'Maja', 'Jürgen', '花子', 'João', 'Željka', 'Emily'];
const families = ['Horvat', 'Kovačević', 'Müller', '山田', 'Silva', 'Novak', 'Babić'];

/** How many rows of the spring list have a wrong email, phone or birth date; each has one fault at most. */
export const spring = { rows: 1000, wrongEmails: 10, wrongPhones: 5, wrongDates: 4 };

function springRows(): string[][] {
  return Array.from({ length: spring.rows }, (_, row) => {
    const email = row % 100 === 7 ? `person${row} at mail.example` : `person${row}@mail.example`;
    const phone = row % 200 === 11 ? '12' : `091 ${String(100 + (row % 900))} ${String(1000 + row)}`;
    const born =
      row % 250 === 23
        ? '31.02.1980'
        : `${String(1 + (row % 28)).padStart(2, '0')}.${String(1 + (row % 12)).padStart(2, '0')}.${1950 + (row % 50)}`;
    return [
      `K-${row}`,
      names[row % 10] ?? '',
      families[row % 7] ?? '',
      email,
      phone,
      born,
      row % 3 ? 'Zagreb' : '',
      row % 2 ? 'mode|sport' : 'sport',
    ];
  });
}

const titles = ['Kundennummer', 'Vorname', 'Nachname', 'E-Mail', 'Telefon', 'Geburtsdatum', 'Stadt', 'Interessen'];

/** A list as people send it: notes above the titles, semicolons, national numbers, several values in a cell, some of them wrong. */
export function springCsv(folder: string, name = 'spring.csv'): string {
  const lines = [
    'Spring fair visitors',
    'exported 2026-03-14',
    '',
    titles.join(';'),
    ...springRows().map((row) => row.join(';')),
  ];
  const path = join(folder, name);
  writeFileSync(path, lines.join('\r\n'));
  return path;
}

function runPython(script: string, ...words: string[]) {
  const done = spawnSync('/usr/bin/python3', ['-c', script, ...words], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
}

/** A list whose columns are plain, in one of the formats; Debian's own Python writes workbooks. */
export function plainFile(folder: string, form: 'csv' | 'xlsx' | 'xls' | 'zip', rows: number): string {
  const path = join(folder, `plain.${form}`);
  const script = `
import csv, io, sys, zipfile
path, form, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
rows = [["First name", "Last name", "E-mail", "Phone", "Customer since"]]
rows += [["Ana %d" % n, "Horvat", "%s%d@mail.example" % (form, n), "+38591%07d" % (int.from_bytes(form.encode(), "big") % 9000000 + n), "2026"] for n in range(count)]
if form == "xlsx":
    import openpyxl
    book = openpyxl.Workbook()
    for row in rows: book.active.append(row)
    book.save(path)
elif form == "xls":
    import xlwt
    book = xlwt.Workbook(); sheet = book.add_sheet("People")
    for r, row in enumerate(rows):
        for c, cell in enumerate(row): sheet.write(r, c, cell)
    book.save(path)
else:
    text = io.StringIO(); csv.writer(text).writerows(rows)
    if form == "csv": open(path, "w", newline="").write(text.getvalue())
    else: zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED).writestr("people.csv", text.getvalue())
`;
  runPython(script, path, form, String(rows));
  return path;
}

/** A workbook of visitors in which the tags stand in a column that is called otherwise. */
export function visitorsWorkbook(folder: string, rows: number): string {
  const path = join(folder, 'visitors.xlsx');
  const script = `
import openpyxl, sys
book = openpyxl.Workbook()
book.active.append(["First name", "Last name", "E-mail", "Phone", "City", "Segment"])
for n in range(int(sys.argv[2])):
    contacts = ["visitor%d@mail.example" % n, "+38591%07d" % (5000000 + n)]
    book.active.append(["Ana %d" % n, "Horvat", *contacts, "Zagreb", ["loyal", "new"][n % 2]])
book.save(sys.argv[1])
`;
  runPython(script, path, String(rows));
  return path;
}
