import type { Reading, Upload } from '../../api/imports';
import type { EvidenceName } from '../../language/told';
import type { Values } from '../../language/texts';

type Finding = Upload['reading']['findings'][number];
type Evidence = { name: EvidenceName; values?: Values };

/**
 * By what a finding was found, as far as the rest of the answer tells it; null where only the server's own sentence does. For the languages that
 * the server does not speak.
 */
export function evidenceOf(finding: Finding, upload: Upload, reading: Reading): Evidence | null {
  if (finding.evidence === '') return null;
  const { kind, sheets, columns, findings, firstHeaderRow, firstDataRow } = upload.reading;
  switch (finding.what) {
    case 'format':
      return { name: kind === 'delimited' ? 'format.text' : 'format.workbook' };
    case 'archive entry':
      return { name: findings.some(({ what }) => what === 'left out') ? 'entry.first' : 'entry.only' };
    case 'left out':
      return { name: 'entries' };
    case 'delimiter':
      return finding.value === 'none'
        ? { name: 'delimiter.none' }
        : { name: 'delimiter', values: { count: columns.length } };
    case 'quote':
      if (finding.by === 'standard') return { name: 'quote.standard' };
      return { name: finding.value === 'none' ? 'quote.none' : 'quote' };
    case 'sheet':
      return sheets.length === 1 ? { name: 'sheet.only' } : { name: 'sheet.first', values: { count: sheets.length } };
    case 'header row':
      return finding.value === 'none' ? { name: 'header.none' } : null;
    case 'first row':
      if (typeof reading.firstRow === 'number' && reading.firstRow !== firstDataRow) return { name: 'first.moved' };
      return { name: firstHeaderRow > 0 ? 'first.titles' : 'first.top' };
    default:
      return null;
  }
}
