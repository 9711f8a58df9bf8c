import type { Schemas } from '../../api/client';

type Report = Schemas['UndoReport'];

/** What an undo leaves as it is: a kind of reason, and the people it is about. */
export type Left = { conflict: string; people: number[]; others: number };

/** People named for each reason: as many as one looks at. */
const named = 5;

/** The findings of an undo by their reasons, in the order in which they come first. */
export function leftOf({ findings }: Pick<Report, 'findings'>): Left[] {
  const people = new Map<string, Set<number>>();
  for (const { conflict, profile } of findings) {
    const known = people.get(conflict) ?? new Set();
    people.set(conflict, known.add(profile));
  }
  return [...people].map(([conflict, all]) => ({
    conflict,
    people: [...all].slice(0, named),
    others: Math.max(0, all.size - named),
  }));
}
