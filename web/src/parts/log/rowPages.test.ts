import { describe, expect, it } from 'vitest';
import type { ImportRow } from '../../api/imports';
import { lengthOf, read, rowPage, startOf, unread } from './rowPages';

const rows = (first: number, count: number) =>
  Array.from({ length: count }, (_, place) => ({ row: first + place }) as ImportRow);

describe('a list of every row', () => {
  it('can be opened anywhere as soon as its first row is known', () => {
    const pages = unread(1_000_000);
    expect(lengthOf(pages)).toBe(1_000_000);
    expect(startOf(pages, 0)).toBe(0);
    expect(startOf(pages, 4_999)).toBeUndefined();
    const known = read(pages, 0, { rows: rows(5, rowPage), next: 204 });
    expect(startOf(known, 1)).toBe(204);
    expect(startOf(known, 4_999)).toBe(4 + 4_999 * rowPage);
    expect(read(known, 4_999, { rows: rows(999_805, rowPage), next: null }), 'nothing new').toBe(known);
  });
});

describe('a list of some rows', () => {
  it('is read page by page', () => {
    let pages = unread(null);
    expect(lengthOf(pages)).toBe(rowPage);
    pages = read(pages, 0, { rows: rows(7, rowPage), next: 911 });
    expect(startOf(pages, 1)).toBe(911);
    expect(startOf(pages, 2)).toBeUndefined();
    expect(lengthOf(pages)).toBe(2 * rowPage);
    expect(read(pages, 0, { rows: rows(7, rowPage), next: 911 }), 'nothing new').toBe(pages);
    pages = read(pages, 1, { rows: rows(920, 3), next: null });
    expect(lengthOf(pages)).toBe(rowPage + 3);
  });

  it('may be empty', () => {
    expect(lengthOf(read(unread(null), 0, { rows: [], next: null }))).toBe(0);
  });
});
