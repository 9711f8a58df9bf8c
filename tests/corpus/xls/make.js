// Workbooks of five generations; started by make.py, which gives the words of code pages.
const X = require('xlsx'), fs = require('fs');
const quote = s => /[",\n\r]/.test(s) ? '"' + s.replace(/"/g, '""') + '"' : s;
function save(name, type, rows, options) {
  const sheet = {}; const lines = [];
  let width = 0;
  rows.forEach((row, r) => {
    const line = row.map((v, c) => {
      if (v === null) return '';
      const cell = v.cell || (typeof v === 'string' ? {t: 's', v} : typeof v === 'number' ? {t: 'n', v} : {t: 'b', v});
      sheet[X.utils.encode_cell({r, c})] = cell; width = Math.max(width, c);
      return v.text !== undefined ? v.text : typeof v === 'boolean' ? (v ? 'TRUE' : 'FALSE') : String(v);
    });
    while (line.length && line[line.length - 1] === '') line.pop();
    lines.push(line.map(quote).join(',') + '\n');
  });
  sheet['!ref'] = X.utils.encode_range({s: {r: 0, c: 0}, e: {r: rows.length - 1, c: width}});
  const book = X.utils.book_new(); X.utils.book_append_sheet(book, sheet, 'People');
  X.writeFile(book, name + '.xls', Object.assign({bookType: type}, options));
  fs.writeFileSync(name + '.csv', lines.join(''));
}
const date = (v, text) => ({cell: {t: 'n', v, z: 'yyyy-mm-dd'}, text});
const error = {cell: {t: 'e', v: 0x2A}, text: '#N/A'};
const plain = [['Name', 'Age', 'Phone', 'Ratio', 'Active', 'Note'], ['Ana Horvat', 40, 385911234567, -1.25, true, 'a,"b"'],
  ['John Doe', 7, '00385 91 1', 0.1, false, error], [], [null, null, null, 65535, null, 'last\nline']];
for (const type of ['biff2', 'biff3', 'biff4']) save('plain_' + type, type, plain);
const dated = [['Ime', 'Datum', 'Napomena'], ['Šime Đurđević', date(30741, '1984-02-29'), 'žć'], ['Čedo', null, error], ['x', 12345678901, true]];
save('dated_biff8', 'biff8', dated.concat([['田中 𠮷', 0.5, '😀']]));
// The package writes no letters of a code page: same long placeholders are replaced by their bytes.
const words = JSON.parse(fs.readFileSync(0, 'utf8'));
for (const w of words) {
  const texts = w.rows.flat();
  const marks = texts.map((t, i) => String.fromCharCode(65 + i).repeat(Buffer.from(t.hex, 'hex').length));
  let n = 0; const rows = w.rows.map(row => row.map(t => ({cell: {t: 's', v: marks[n++]}, text: t.text})));
  save(w.name, 'biff5', rows, {codepage: w.page});
  let bytes = fs.readFileSync(w.name + '.xls');
  texts.forEach((t, i) => { const at = bytes.indexOf(marks[i]); Buffer.from(t.hex, 'hex').copy(bytes, at); });
  const page = bytes.indexOf(Buffer.from('42000200', 'hex')); bytes.writeUInt16LE(w.page, page + 4);
  fs.writeFileSync(w.name + '.xls', bytes);
}
