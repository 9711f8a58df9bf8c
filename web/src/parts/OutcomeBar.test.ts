import { describe, expect, it } from 'vitest';
import type { ImportCounts } from '../api/imports';
import { partsOf } from './OutcomeBar';

describe('partsOf', () => {
  it('divides all rows that are not blank', () => {
    const counts = {
      rowsRead: 1000,
      rowsBlank: 10,
      rowsRejected: 118,
      rowsFolded: 12,
      records: 860,
      created: 500,
      updated: 200,
      promoted: 40,
      unchanged: 60,
      discarded: 30,
      recordsRejected: 20,
      notApplied: 10,
    } as ImportCounts;
    const sum = partsOf(counts).reduce((all, { count }) => all + count, 0);
    expect(sum).toBe(counts.rowsRead - counts.rowsBlank);
  });
});
