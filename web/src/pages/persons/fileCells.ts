import type { Difference } from '../../parts/log/changeLines';

type ReadColumn = { number: number; name: string; field?: string | null };
export type FileCell = {
  number: number;
  column: string;
  cell: string;
  field: string | null;
  /** What is stored of it, where the change tells. */
  stored: string | null;
};

/**
 * The cells of a row that have something in them, with their columns and what its record's change made of them. A row may be longer than the
 * titles.
 */
export function cellsOf(columns: ReadColumn[], cells: string[], change?: Difference): FileCell[] {
  const filled = cells
    .map((cell, place) => {
      const column = columns[place];
      return {
        number: column?.number ?? place + 1,
        column: column?.name ?? `#${place + 1}`,
        cell,
        field: column?.field || null,
        stored: null,
      };
    })
    .filter(({ cell }) => cell.trim() !== '');
  return change ? filled.map((cell) => ({ ...cell, stored: storedOf(cell, filled, change) })) : filled;
}

/** Contacts come in the order of their columns; where some of them were there already, or came from other rows, none is taken for another. */
function storedOf({ number, field }: FileCell, filled: FileCell[], change: Difference): string | null {
  if (field === 'tags') return null;
  if (field !== 'email' && field !== 'phone') return change.fields.find((one) => one.field === field)?.new ?? null;
  const columns = filled.filter((cell) => cell.field === field);
  const added = change.contactsAdded.filter((one) => one.field === field);
  if (columns.length !== added.length) return null;
  return added[columns.findIndex((cell) => cell.number === number)]?.value ?? null;
}
