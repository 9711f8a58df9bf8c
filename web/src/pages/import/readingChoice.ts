import { useSearchParams } from 'react-router';
import type { Import, Reading } from '../../api/imports';

const names = ['firstRow', 'headerRow', 'sheet', 'encoding', 'delimiter', 'quote'] as const;
export type ReadingName = (typeof names)[number];

/** What the address says of the reading; null: nothing. */
export function readingIn(search: URLSearchParams): Reading | null {
  if (!names.some((name) => search.has(name))) return null;
  const reading: Reading = {};
  for (const name of names) {
    const value = search.get(name);
    if (!value) continue;
    if (name === 'firstRow') reading.firstRow = Number(value);
    else if (name === 'headerRow') reading.headerRow = value === 'none' ? 'none' : Number(value);
    else reading[name] = value;
  }
  return reading;
}

/** The reading as the address keeps it. What an earlier order of the import says and the address does not is taken away by an empty value. */
export function searchOf(reading: Reading): URLSearchParams {
  const search = new URLSearchParams();
  for (const name of names) {
    const value = reading[name];
    if (value !== undefined && value !== null) search.set(name, String(value));
  }
  if (search.size === 0) search.set('encoding', ''); // all as found, and said so
  return search;
}

export function isSameReading(one: Reading, other: Reading): boolean {
  return searchOf(one).toString() === searchOf(other).toString();
}

/** The choices of the reading: those in the address, otherwise those that the import was ordered with. */
export function useReadingChoice(shown: Import) {
  const [search, setSearch] = useSearchParams();
  const reading = readingIn(search) ?? shown.request?.recipe.reading ?? {};
  const choose = (name: ReadingName, value: string | number | null) => {
    const { [name]: _, ...others } = reading;
    // rows are numbered within a sheet, and mean nothing in another one
    const kept = name === 'sheet' ? { ...others, firstRow: null, headerRow: null } : others;
    setSearch(searchOf(value === null ? kept : { ...kept, [name]: value }), { replace: true });
  };
  return { reading, choose, search };
}
