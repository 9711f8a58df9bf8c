type ReadColumn = { number: number; name: string; field?: string | null };
export type FileCell = { number: number; column: string; cell: string; field: string | null };

/** The cells of a row that have something in them, with their columns. A row may be longer than the titles. */
export function cellsOf(columns: ReadColumn[], cells: string[]): FileCell[] {
  return cells
    .map((cell, place) => {
      const column = columns[place];
      return {
        number: column?.number ?? place + 1,
        column: column?.name ?? `#${place + 1}`,
        cell,
        field: column?.field || null,
      };
    })
    .filter(({ cell }) => cell.trim() !== '');
}
