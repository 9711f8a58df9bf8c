import type { HistoryEntry } from '../../api/imports';

/** Imports that the picture has at most. */
const most = 30;

/** What one import brought. */
export type Bar = { id: number; name: string; valid: number; errors: number; isUndone: boolean };

/** The newest imports that were run, the oldest of them first. */
export function barsOf(entries: HistoryEntry[]): Bar[] {
  return entries
    .filter(({ startedAt }) => startedAt !== null)
    .slice(0, most)
    .reverse()
    .map(({ id, file, validRecords, errorRecords, state }) => ({
      id,
      name: file.name,
      valid: validRecords,
      errors: errorRecords,
      isUndone: state === 'UNDONE',
    }));
}

/** The records that are still there: what was undone is not. */
export function sumOf(bars: Bar[]): number {
  return bars.filter(({ isUndone }) => !isUndone).reduce((sum, { valid }) => sum + valid, 0);
}

/** How high a number is drawn where the highest has `height`; what is there at all is seen. */
export function heightOf(count: number, highest: number, height: number): number {
  return count === 0 ? 0 : Math.max(3, (count / highest) * height);
}
