import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../api/imports';
import { barsOf, heightOf, sumOf } from './sparkline';

const entryOf = (id: number, more: Partial<HistoryEntry> = {}) =>
  ({
    id,
    state: 'COMPLETED',
    file: { name: `${id}.csv`, size: 1, sha256: '' },
    startedAt: '2026-03-14T09:30:00Z',
    validRecords: id,
    errorRecords: 1,
    ...more,
  }) as HistoryEntry;

describe('barsOf', () => {
  it('has the imports that were run, the oldest first', () => {
    const bars = barsOf([entryOf(3), entryOf(2, { startedAt: null }), entryOf(1)]);
    expect(bars.map(({ id }) => id)).toEqual([1, 3]);
    expect(bars[0]).toEqual({ id: 1, name: '1.csv', valid: 1, errors: 1, isUndone: false });
  });

  it('leaves the older ones out where there are many', () => {
    const bars = barsOf(Array.from({ length: 40 }, (_, place) => entryOf(40 - place)));
    expect(bars).toHaveLength(30);
    expect(bars.at(-1)?.id).toBe(40);
  });
});

it('counts nothing that was undone', () => {
  expect(sumOf(barsOf([entryOf(5), entryOf(7, { state: 'UNDONE' })]))).toBe(5);
});

it('draws what is there so high that it is seen', () => {
  expect(heightOf(0, 1000, 32)).toBe(0);
  expect(heightOf(1, 1000, 32)).toBe(3);
  expect(heightOf(500, 1000, 32)).toBe(16);
});
