import type { ImportRow } from '../../api/imports';

/** Rows of the log fetched at once. */
export const rowPage = 200;

/** What is known of a list of rows that is fetched in pages. */
export type Pages = {
  /** Behind which row each page begins; as far as it is known. */
  starts: number[];
  /** How many rows there are, when that is known. */
  count: number | null;
  /** The first row's number, where all rows follow each other. */
  first: number | null;
};

type Answer = { rows: ImportRow[]; next?: number | null | undefined };

/** `count`: of a list that has every row; such a list can be opened anywhere. */
export function unread(count: number | null): Pages {
  return { starts: [0], count, first: null };
}

/** Behind which row a page begins; undefined as long as the pages before it are to be read first. */
export function startOf({ starts, count, first }: Pages, page: number): number | undefined {
  const known = starts[page];
  if (known !== undefined || count === null || first === null) return known;
  return first - 1 + page * rowPage;
}

/** How many rows the list has, or how many it has room for until more is known. */
export function lengthOf({ starts, count }: Pages): number {
  return count ?? starts.length * rowPage;
}

/** What is known after a page was read. */
export function read(pages: Pages, page: number, { rows, next }: Answer): Pages {
  const first = page === 0 ? (rows[0]?.row ?? null) : pages.first;
  if (pages.count !== null) return first === pages.first ? pages : { ...pages, first };
  if (next === null || next === undefined) return { ...pages, first, count: page * rowPage + rows.length };
  if (pages.starts[page + 1] === next) return pages;
  const starts = [...pages.starts];
  starts[page + 1] = next;
  return { ...pages, first, starts };
}
