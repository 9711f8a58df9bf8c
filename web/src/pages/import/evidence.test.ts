import { describe, expect, it } from 'vitest';
import type { Upload } from '../../api/imports';
import { evidenceOf } from './evidence';

type Finding = Upload['reading']['findings'][number];

const finding = (what: string, value: string, by: Finding['by'] = 'detected'): Finding => ({
  what,
  value,
  by,
  evidence: 'a sentence of the server',
});
const upload = (reading: Partial<Upload['reading']> = {}) =>
  ({
    reading: {
      kind: 'delimited',
      sheets: [],
      columns: [{}, {}],
      findings: [],
      firstHeaderRow: 1,
      firstDataRow: 2,
      ...reading,
    },
  }) as unknown as Upload;

describe('by what a finding was found', () => {
  it('is told from the rest of the answer', () => {
    expect(evidenceOf(finding('delimiter', 'semicolon'), upload(), {})).toEqual({
      name: 'delimiter',
      values: { count: 2 },
    });
    expect(evidenceOf(finding('sheet', 'People'), upload({ sheets: ['People', 'Notes'] }), {})).toEqual({
      name: 'sheet.first',
      values: { count: 2 },
    });
    expect(evidenceOf(finding('quote', 'double quote', 'standard'), upload(), {})?.name).toBe('quote.standard');
    expect(evidenceOf(finding('quote', 'none'), upload(), {})?.name).toBe('quote.none');
    expect(evidenceOf(finding('first row', '2'), upload(), {})?.name).toBe('first.titles');
    expect(evidenceOf(finding('first row', '2'), upload(), { firstRow: 1 })?.name).toBe('first.moved');
    expect(evidenceOf(finding('first row', '2'), upload({ firstHeaderRow: 0 }), {})?.name).toBe('first.top');
  });

  it('is left to the server where only its sentence tells', () => {
    expect(evidenceOf(finding('encoding', 'windows-1250'), upload(), {})).toBeNull();
    expect(evidenceOf(finding('header row', '4'), upload(), {})).toBeNull();
    expect(evidenceOf(finding('something new', '4'), upload(), {})).toBeNull();
  });

  it('is nothing for what was chosen', () => {
    expect(evidenceOf({ ...finding('sheet', 'Notes', 'user'), evidence: '' }, upload(), {})).toBeNull();
  });
});
